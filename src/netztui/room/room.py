"""One room, as its leader sees it: who takes part, the picture of the group, the end.

Everything is in one folder that only the leader can read: the answers in an archive of their own,
the participants in `room.json`, and in the folder `group` one file for each person who is done, as
`netztui export --for-group` writes it. Opening the folder again goes on with it.
"""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from netztui.archive.archive import Archive
from netztui.archive.sqlite.file import make_folders
from netztui.diagnostics.sanitize import printable
from netztui.group.people import Person
from netztui.group.privacy import MINIMUM
from netztui.group.report import GroupReport, group_report
from netztui.group.summary import GroupError, enough
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.room import group_files
from netztui.room.participants import Participant, Participants
from netztui.room.record import (
    OTHER_FOLDER,
    QUESTIONNAIRE_FILE,
    ROOM_FILE,
    Code,
    RoomError,
    new_record,
    read_questionnaire,
    write_questionnaire,
    write_record,
)
from netztui.system.atomic_file import explain_write_error
from netztui.system.clock import utc_now
from netztui.system.folder_lock import LOCK_FILE, FolderInUseError, FolderLock

ARCHIVE_FILE = "answers.sqlite"
UNFINISHED_FILES = {LOCK_FILE, group_files.FOLDER, QUESTIONNAIRE_FILE}
"""What there may be besides `room.json` if creating a room was cut short."""

IN_USE = N_("The room in {folder} is open in another window.")
NOT_A_ROOM = N_("The folder {folder} contains no room.")
NOT_EMPTY = N_("The folder {folder} contains other files.")
OTHER_QUESTIONNAIRE = N_("The room in {folder} is about another questionnaire: {name}.")
CLOSE_FIRST = N_("Continue it with “netztui room”, and close it before you open another one.")


@dataclass(frozen=True, slots=True)
class RoomCounts:
    """How many take part."""

    joined: int
    """All who have begun."""
    answering: int
    done: int
    """Those who have finished; with those who are answering, all who have joined."""


class Room:
    """An open room. Its methods may raise ArchiveError and OutputError."""

    def __init__(
        self,
        folder: Path,
        participants: Participants,
        archive: Archive,
        lock: FolderLock,
        clock: Callable[[], datetime],
    ) -> None:
        """Use `Room.open`."""
        self.folder = folder
        self.questionnaire = participants.questionnaire
        self.participants = participants
        self.minimum = MINIMUM
        """How many people figures are about at least."""
        self.kept = False
        """Whether the answers of those who are done remain when it is closed."""
        self.closed = False
        """Whether nobody can answer or look at anything any more."""
        self.idle_since = clock()
        """When a participant last asked for something."""
        self._clock = clock
        self._archive = archive
        self._lock = lock
        self._report: GroupReport | None = None
        self._plans: dict[Code, tuple[str, ...]] = {}
        """Those in the picture that was revealed."""

    @classmethod
    def open(
        cls,
        folder: Path,
        questionnaire: Questionnaire | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        minimum: int = MINIMUM,
        randomness: random.Random | None = None,
    ) -> "Room":
        """Open a room about `questionnaire` in `folder`, or go on with the one that is there.

        The folder is created if necessary, and only the leader can read it. To go on,
        `questionnaire` may be None. Figures are about `minimum` people or more, of which MINIMUM is
        the least possible. Raises RoomError too.
        """
        lock = _prepare(folder, questionnaire, clock)
        archive = None
        try:
            archive = Archive.open(folder / ARCHIVE_FILE)
            chance = randomness or random.SystemRandom()
            participants = Participants(folder, archive, clock, chance)
            room = cls(folder, participants, archive, lock, clock)
            room.minimum = minimum
            room._draw_again()
        except BaseException:
            if archive is not None:
                archive.close()
            lock.release()
            raise
        return room

    def _draw_again(self) -> None:
        """The picture as it was revealed, without those who have deleted their answers since."""
        people, codes = self.participants.people(), self.participants.record.revealed
        if there := {code: people[code] for code in codes if code in people}:
            with suppress(GroupError):
                self._draw(there)

    @property
    def join_code(self) -> str:
        """What people must know to join."""
        return self.participants.record.join_code

    @property
    def secret(self) -> bytes:
        """The key of the room's signatures."""
        return bytes.fromhex(self.participants.record.secret)

    @property
    def started_at(self) -> datetime:
        """When the room was opened for the first time."""
        return self.participants.record.started_at

    def counts(self) -> RoomCounts:
        """How many take part."""
        joined, done = self.participants.joined, self.participants.done
        return RoomCounts(joined, joined - done, done)

    def touch(self) -> None:
        """Note that a participant has asked for something."""
        self.idle_since = self._clock()

    # The picture of the group

    @property
    def revealed(self) -> bool:
        """Whether the picture of the group can be seen."""
        return self._report is not None

    @property
    def report(self) -> GroupReport | None:
        """The picture of the group as it was revealed."""
        return self._report

    @property
    def missing(self) -> int:
        """How many more people must be done before `reveal` draws a picture.

        The first one takes `minimum`. Once drawn it stays as it is until MINIMUM others are done:
        if it followed each new answer, what changes in it would tell what that person answered.
        """
        done, revealed = self.counts().done, len(self.participants.record.revealed)
        others = MINIMUM - (done - revealed) if revealed else 0
        return max(0, self.minimum - done, others)

    def reveal(self) -> GroupReport:
        """Draw the picture of those who are done now, and show it from now on.

        If people are `missing`, it stays as it is; raises GroupError if there is none.
        """
        self.participants.store()
        people = self.participants.people()
        if self.missing:
            if self._report is not None:
                return self._report
            # Deletions have undone an earlier picture. Anyone who saw it could compare it with this
            # one.
            seen = self.participants.record.revealed
            enough([person for code, person in people.items() if code not in seen], self.minimum)
        report = self._draw(people)
        self.participants.change(revealed=tuple(sorted(people)))
        self.participants.store()
        return report

    def _draw(self, people: Mapping[Code, Person]) -> GroupReport:
        report = group_report((), [*people.values()], self.minimum)
        self._plans = {code: person.plans for code, person in people.items()}
        self._report = report
        return report

    def show_plan(self, person: Participant, *, shown: bool) -> None:
        """Let the group see the person's plan the next time that it is revealed, or no longer.

        A plan that is taken back is also taken out of the picture that was revealed.
        """
        self.participants.show_plan(person, shown=shown)
        if not shown:
            self._take_back(person)

    def forget(self, person: Participant) -> None:
        """Delete all that the person answered, for good.

        A picture that was revealed keeps its figures, which expose nobody, but loses the plan.
        """
        left = [code for code in self.participants.record.revealed if code != person.record.code]
        self.participants.change(revealed=tuple(left))
        self.participants.forget(person)
        self._take_back(person)

    def _take_back(self, person: Participant) -> None:
        if self._report is None:
            return
        plans = [*self._report.summary.plans]
        for text in self._plans.pop(person.record.code, ()):
            plans.remove(text)
        summary = replace(self._report.summary, plans=tuple(plans))
        self._report = replace(self._report, summary=summary)

    # The end

    def close(self) -> None:
        """End the room: nobody can answer any more. What was answered stays until `delete`."""
        self.participants.store()
        self.closed = True

    def leave(self) -> None:
        """Let go of the folder, so that the room can be opened again."""
        self.participants.store()
        self._archive.close()
        self._lock.release()

    def delete(self) -> None:
        """Delete everything in the folder that belongs to the room, and end with it."""
        self._archive.close()
        try:
            files = self.participants.files
            files.remove(files.codes())
            self._lock.release()
            # In an order in which what is left, if this is cut short, can be opened again.
            for pattern in (f"{ARCHIVE_FILE}*", ROOM_FILE, QUESTIONNAIRE_FILE, LOCK_FILE):
                for file in self.folder.glob(pattern):
                    file.unlink()
            with suppress(OSError):  # something else may be in them
                files.folder.rmdir()
                self.folder.rmdir()
        except OSError as error:
            raise explain_write_error(error, printable(str(self.folder))) from None


def _prepare(
    folder: Path, questionnaire: Questionnaire | None, clock: Callable[[], datetime]
) -> FolderLock:
    """Create the room in `folder` if it has none, and lock the folder."""
    shown = printable(str(folder))
    try:
        make_folders(folder.absolute())
        if not (folder / ROOM_FILE).exists():
            if questionnaire is None:
                raise _error(NOT_A_ROOM, folder=shown)
            if {one.name for one in folder.iterdir()} - UNFINISHED_FILES:
                raise _error(NOT_EMPTY, folder=shown)
        folder.chmod(0o700)
        lock = FolderLock(folder)
    except FolderInUseError:
        raise _error(
            IN_USE, N_("Use that window, or close the room there."), folder=shown
        ) from None
    except OSError as error:
        raise explain_write_error(error, shown) from None
    try:
        if questionnaire is not None:
            _create(folder, questionnaire, clock())
    except BaseException:
        lock.release()
        raise
    return lock


def _create(folder: Path, questionnaire: Questionnaire, now: datetime) -> None:
    """Create the room, or check that the one there is about `questionnaire`."""
    if not (folder / ROOM_FILE).exists():
        (folder / group_files.FOLDER).mkdir(mode=0o700, exist_ok=True)
        write_questionnaire(folder, questionnaire)
        write_record(folder, new_record(now))  # the last: from now on it is a room
        return
    known = read_questionnaire(folder)
    if known.fingerprint != questionnaire.fingerprint:
        shown = printable(str(folder))
        raise _error(OTHER_QUESTIONNAIRE, CLOSE_FIRST, folder=shown, name=known.id)


def _error(sentence: str, hint: str = OTHER_FOLDER, **values: object) -> RoomError:
    return RoomError(LazyText(sentence, **values), LazyText(hint))
