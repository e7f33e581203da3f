"""What a room keeps besides the answers: `room.json`, with the secrets of the room.

A participant's token is in the participant's browser alone; here is only its hash, so that nobody
who reads the file can answer in another person's place.
"""

import hashlib
import secrets
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netztui.diagnostics.sanitize import printable
from netztui.i18n.message import N_, ExplainedError, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import validator
from netztui.system.atomic_file import atomic_write, explain_read_error

ROOM_FILE = "room.json"
QUESTIONNAIRE_FILE = "questionnaire.json"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are made of: without I, O, 0 and 1, which are mistaken for each other."""

DAMAGED = N_("The file {file} of the room is damaged.")
NEWER = N_("The room in {folder} was opened by a newer netztui.")
OTHER_FOLDER = N_("Move the folder elsewhere to open a new room.")

Token: TypeAlias = str
"""What a participant's browser shows to be recognized."""
Code: TypeAlias = str
"""A participant's own code, the same in the next workshop."""


class RoomError(ExplainedError):
    """The room can't be used as intended."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ParticipantRecord(_Model):
    """One participant."""

    assessment: str
    """The id of the draft or the result in the room's archive."""
    code: Code
    shows_plan: bool = False
    """Whether the group may see the plan."""


class RoomRecord(_Model):
    """The content of `room.json`."""

    room: Literal[1] = 1
    join_code: Annotated[str, Field(pattern=f"^[{LETTERS}]+$")]
    secret: str
    """The key of the room's signatures, in hexadecimal."""
    started_at: datetime
    participants: dict[str, ParticipantRecord] = {}
    """By the hash of the participant's token."""
    revealed: tuple[Code, ...] = ()
    """The codes of those whom the revealed picture is about."""


def new_code(length: int) -> str:
    """A random code."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def token_hash(token: Token) -> str:
    """SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def new_record(now: datetime) -> RoomRecord:
    """A room that nobody has joined yet."""
    return RoomRecord(join_code=new_code(6), secret=secrets.token_hex(32), started_at=now)


def read_record(folder: Path) -> RoomRecord:
    """The record of the room in `folder`; raises RoomError."""
    content = _read(folder / ROOM_FILE)
    try:
        return RoomRecord.model_validate_json(content)
    except ValidationError as error:
        if any(one["loc"] == ("room",) for one in error.errors(include_input=False)):
            what = LazyText(NEWER, folder=printable(str(folder)))
            raise RoomError(what, LazyText(OTHER_FOLDER)) from None
        raise _damaged(folder / ROOM_FILE) from None


def write_record(folder: Path, record: RoomRecord) -> None:
    """Replace the record in `folder` durably; raises OutputError."""
    _write(folder / ROOM_FILE, record.model_dump_json())


def read_questionnaire(folder: Path) -> Questionnaire:
    """The questionnaire of the room in `folder`; raises RoomError."""
    content = _read(folder / QUESTIONNAIRE_FILE)
    try:
        return validator().validate_json(content)
    except ValueError:
        raise _damaged(folder / QUESTIONNAIRE_FILE) from None


def write_questionnaire(folder: Path, questionnaire: Questionnaire) -> None:
    """Write the questionnaire into `folder`; raises OutputError."""
    _write(folder / QUESTIONNAIRE_FILE, questionnaire.canonical)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        what = explain_read_error(error, printable(str(file)))
        raise RoomError(what, LazyText(OTHER_FOLDER)) from None


def _write(file: Path, content: str) -> None:
    with atomic_write(file, replace=True, private=True) as target:
        target.write(content.encode())


def _damaged(file: Path) -> RoomError:
    return RoomError(LazyText(DAMAGED, file=printable(str(file))), LazyText(OTHER_FOLDER))
