"""The participants of a room, and what they answer.

What they do is collected and becomes durable with `store`, which costs one wait for the disk
however many they are: a server calls it before it answers any of them.
"""

import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError, UnknownAssessmentError
from netztui.archive.exchange.export import select_for_export, write_export
from netztui.assessment.assessment import Assessment
from netztui.assessment.conditions import Value
from netztui.assessment.session import AnswerStore, AssessmentSession
from netztui.group.people import Person
from netztui.history.draft_store import DraftStore, LaterStore
from netztui.history.history import ScoredAssessment, load_scored
from netztui.i18n.message import N_, LazyText
from netztui.room.group_files import GroupFiles
from netztui.room.record import (
    Code,
    ParticipantRecord,
    RoomError,
    RoomRecord,
    Token,
    new_code,
    read_questionnaire,
    read_record,
    token_hash,
    write_record,
)
from netztui.scoring.score import score

CODE_LENGTH = 5
"""Characters of a code that the room makes up; 33 million are possible."""
PARTICIPANTS = 200
"""How many can take part in one room."""
TOKEN_BYTES = 32


class RoomFullError(RoomError):
    """As many take part as the room admits."""


class CodeTakenError(RoomError):
    """The code is another participant's."""


@dataclass(slots=True)
class Participant:
    """One person in the room, with the answers so far."""

    record: ParticipantRecord
    key: str
    """The hash of the person's token."""
    assessment: Assessment
    """After the end, the part that is asked on the result."""
    position: str | None
    """The key of the question to go on with."""
    finished_at: datetime | None


class Participants:
    """All participants of the room in `folder`; methods may raise ArchiveError and OutputError."""

    def __init__(
        self,
        folder: Path,
        archive: Archive,
        clock: Callable[[], datetime],
        randomness: random.Random,
    ) -> None:
        """Go on with those who are there; raises RoomError too."""
        self._folder = folder
        self.questionnaire = read_questionnaire(folder)
        self._archive = archive
        self._clock = clock
        self._randomness = randomness
        self.files = GroupFiles(folder, self.questionnaire)
        self.record = read_record(folder)
        """As it is stored."""
        self._changed: RoomRecord | None = None
        """As it will be once it is stored."""
        self.failures = 0
        """How often something could not be stored."""
        self._holding = False
        self._loaded: dict[str, Participant] = {}
        self._done: set[str] = set()
        """The keys of those who are done."""
        self._unwritten: set[str] = set()
        """The keys of those whose files for the group are out of date."""
        self._tidy()

    def _tidy(self) -> None:
        """Bring the archive and the files for the group in line with the record."""
        known = {one.assessment for one in self.record.participants.values()}
        there = {row.id for row in self._archive.results()}
        there |= {draft.id for draft in self._archive.drafts()}
        for id_ in there - known:  # left by a join or a deletion that was cut short
            self._archive.delete(id_, self._clock())
        self._archive.empty_trash()
        self._count_done()
        codes = {self.record.participants[key].code: key for key in self._done}
        self.files.remove(self.files.codes() - codes.keys())
        self._unwritten = {codes[code] for code in codes.keys() - self.files.codes()}
        self.store()

    def _count_done(self) -> None:
        finished = {row.id for row in self._archive.results()}
        everybody = self.record.participants.items()
        self._done = {key for key, one in everybody if one.assessment in finished}

    @property
    def joined(self) -> int:
        """How many have begun."""
        return len(self._current.participants)

    @property
    def done(self) -> int:
        """How many of them have finished."""
        return len(self._done)

    def find(self, token: Token) -> Participant | None:
        """The participant with this token; None if the token is unknown."""
        key = token_hash(token)
        record = self._current.participants.get(key)
        if record is None:
            return None
        if key not in self._loaded:
            stored = self._archive.load(record.assessment)
            done = stored.finished_at is not None
            assessment = stored.assessment.later if done else stored.assessment
            self._loaded[key] = Participant(
                record, key, assessment, stored.position, stored.finished_at
            )
        return self._loaded[key]

    def join(self, language: str, code: Code | None = None) -> Token:
        """Let somebody begin, with a code from an earlier workshop or a new one; returns the token.

        `language` is the one that the questions are in, and `code` as `normalized_code` returns it.
        Raises RoomFullError and CodeTakenError.
        """
        there = self._current.participants
        if len(there) >= PARTICIPANTS:
            raise RoomFullError(
                LazyText(N_("This room is full.")),
                LazyText(N_("Please tell the workshop leader.")),
            )
        taken = {one.code for one in there.values()}
        if code in taken:
            raise CodeTakenError(
                LazyText(N_("The code {code} is already taken in this room."), code=code),
                LazyText(N_("Enter another one, or leave the field empty.")),
            )
        while code is None or code in taken:
            code = new_code(CODE_LENGTH)
        assessment = Assessment.begin(self.questionnaire, self._randomness)
        with self._writing():
            id_ = self._archive.begin(assessment, language, self._clock())
        token = secrets.token_urlsafe(TOKEN_BYTES)
        added = {token_hash(token): ParticipantRecord(assessment=id_, code=code)}
        self.change(participants={**there, **added})
        return token

    def answer(
        self,
        person: Participant,
        key: str,
        value: Value | None,
        seconds: float,
        *,
        from_review: bool = False,
    ) -> str | None:
        """Take an answer to the visible question `key`, None for “no answer”.

        `seconds` is how long it took, and `from_review` whether the question was opened from the
        overview. Returns the key of the question that comes next; None for the overview or, after
        the end, the result. Raises AnswerError if the question doesn't offer the value.
        """
        elapsed = 0.0
        session = AssessmentSession(
            person.assessment, self._store_of(person), position=key, clock=lambda: elapsed
        )
        with self._writing():
            if from_review:
                session.go_from_review(key)
            elapsed = seconds
            session.submit(value)
        person.assessment = session.assessment
        person.position = session.following or key
        if person.record.shows_plan:
            self._unwritten.add(person.key)
        return session.after_answer

    def finish(self, person: Participant) -> None:
        """End the person's assessment, which must have something to keep. Twice has no effect."""
        if person.finished_at is not None:
            return
        now = self._clock()
        with self._writing():
            self._archive.finish(person.record.assessment, score(person.assessment), now)
        person.assessment = person.assessment.later
        person.finished_at = now
        self._done.add(person.key)
        self._unwritten.add(person.key)

    def show_plan(self, person: Participant, *, shown: bool) -> None:
        """Let the group see the person's plan, or no longer."""
        person.record = person.record.model_copy(update={"shows_plan": shown})
        others = self._current.participants
        self.change(participants={**others, person.key: person.record})
        self._unwritten.add(person.key)

    def forget(self, person: Participant) -> None:
        """Delete all that the person answered, for good."""
        self.store()
        others = {**self._current.participants}
        del others[person.key]
        self.change(participants=others)
        self.store()
        self._loaded.pop(person.key, None)
        self._done.discard(person.key)
        self.files.remove([person.record.code])
        with suppress(UnknownAssessmentError):
            self._archive.delete(person.record.assessment, self._clock())
        self._archive.empty_trash()

    def result(self, person: Participant) -> ScoredAssessment:
        """The result of a participant who is done."""
        return load_scored(self._archive, person.record.assessment)

    def take_home(self, person: Participant) -> bytes:
        """A file with the person's answers that `netztui import` reads."""
        target = BytesIO()
        selected = select_for_export(self._archive, person.record.assessment)
        write_export(self._archive, target, selected)
        return target.getvalue()

    def people(self) -> Mapping[Code, Person]:
        """Those who are done, as the group sees them, by their codes; raises GroupFileError."""
        return self.files.people()

    # Storing

    @property
    def unstored(self) -> bool:
        """Whether something waits for `store`."""
        return self._holding or self._changed is not None or bool(self._unwritten)

    def change(self, **values: object) -> None:
        """Change the record, with the next `store`."""
        self._changed = self._current.model_copy(update=values)

    def store(self) -> None:
        """Make all that happened durable; if that fails, it never happened."""
        changed = self._changed
        try:
            if self._holding:
                self._archive.store()
            if changed is not None:
                write_record(self._folder, changed)
                self.record = changed
        except BaseException:
            self._give_up()
            raise
        self._holding = False
        self._changed = None
        for key in [*self._unwritten]:
            # Those who are not done yet have nothing to give.
            if key in self._done:
                record = self.record.participants[key]
                self.files.write(self._archive.load(record.assessment), record)
            self._unwritten.discard(key)

    def _give_up(self) -> None:
        """Forget what is not stored, of all participants."""
        with suppress(ArchiveError):
            self._archive.drop()
        self.failures += 1
        self._holding = False
        self._changed = None
        self._loaded.clear()
        self._count_done()

    @property
    def _current(self) -> RoomRecord:
        return self._changed or self.record

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write to the archive, in one transaction with all others until `store`.

        An error may have ended that transaction, so that then everything in it is given up.
        """
        if not self._holding:
            self._archive.hold()
            self._holding = True
        try:
            yield
        except ArchiveError:
            self._give_up()
            raise

    def _store_of(self, person: Participant) -> AnswerStore:
        id_ = person.record.assessment
        if person.finished_at is not None:
            return LaterStore(self._archive, id_, self._clock, _ignore)
        # Nobody else answers it, so its revision does not matter.
        return DraftStore(self._archive, id_, 0, self._clock, _ignore, _nothing)


def _ignore(_error: object) -> None:
    pass


def _nothing() -> None:
    pass
