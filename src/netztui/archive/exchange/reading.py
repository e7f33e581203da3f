"""A transfer file read from top to bottom: all of it sound, or TransferError at what is not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from netztui.archive.exchange.export import EXPORT_FORMAT, TransferError
from netztui.archive.exchange.file_format import (
    Incoming,
    InvalidEntryError,
    QuestionnaireColumns,
    read_assessment,
    read_questionnaire,
)
from netztui.archive.exchange.stream import A_TEXT, FOREIGN, JsonStream
from netztui.diagnostics.problems import printable
from netztui.diagnostics.suggest import quote_value
from netztui.i18n.message import N_, LazyText

Checked = TypeVar("Checked")


@dataclass(frozen=True, slots=True)
class Transfer:
    """All that a transfer file holds, as columns: a file may have ten thousand assessments."""

    questionnaires: Mapping[str, QuestionnaireColumns]
    """By fingerprint."""
    assessments: Sequence[Incoming]


def opened(path: str) -> BinaryIO:
    """The transfer file at `path`, to be read; raises TransferError where it can't be opened."""
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        fault = LazyText(N_("There is no file {file}."), file=printable(path))
    except IsADirectoryError:
        fault = LazyText(N_("{file} is a folder, not a file."), file=printable(path))
    except (OSError, ValueError):
        fault = LazyText(N_("You are not allowed to read {file}."), file=printable(path))
    raise TransferError(fault, FOREIGN)


def read_transfer(source: BinaryIO, name: str) -> Transfer:
    """What the transfer file in `source` holds; `name` is what sentences call it.

    Raises TransferError at the first thing that is wrong.
    """
    stream = JsonStream(source, name)
    _read_head(stream)
    questionnaires: dict[str, QuestionnaireColumns] = {}
    for columns in _entries(stream, "questionnaires", read_questionnaire):
        questionnaires[columns.fingerprint] = columns
    seen: set[str] = set()
    check = partial(read_assessment, questionnaires=questionnaires, seen=seen)
    assessments = list(_entries(stream, "assessments", check))
    stream.end()
    return Transfer(questionnaires, assessments)


def _read_head(stream: JsonStream) -> None:
    stream.begin()
    stream.key("netztui", first=True)
    if not isinstance(stream.value(), str):
        raise stream.wrong("netztui", LazyText(A_TEXT))
    stream.key("format")
    found = stream.value()
    if type(found) is int and found > EXPORT_FORMAT:
        raise stream.wrong(
            "format",
            LazyText(
                N_(
                    "A newer netztui has written this: its format is {found}, this one knows "
                    "{known}."
                ),
                found=quote_value(found),
                known=EXPORT_FORMAT,
            ),
            LazyText(N_("Nothing was imported. Install a newer netztui.")),
        )
    if type(found) is not int or found != EXPORT_FORMAT:
        raise stream.wrong("format", LazyText(N_("This is no format of netztui.")), FOREIGN)


def _entries(stream: JsonStream, key: str, check: Callable[[Any], Checked]) -> Iterator[Checked]:
    """What `check` makes of each entry of the list at `key`."""
    stream.key(key)
    for number, data in enumerate(stream.entries()):
        try:
            yield check(data)
        except InvalidEntryError as wrong:
            raise stream.wrong(_written((key, number, *wrong.path)), wrong.what) from None


def _written(path: tuple[str | int, ...]) -> str:
    """The path as one writes it: assessments[3].answers[2].value."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{quote_value(part)}" for part in path)
    text = "".join(parts)
    return text.removeprefix(".")
