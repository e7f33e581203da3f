"""Store the answers of an assessment session in the archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError

if TYPE_CHECKING:
    from netztui.archive.rows import Draft
    from netztui.assessment.assessment import Answer


def resumable_drafts(archive: Archive) -> tuple["Draft", ...]:
    """The drafts with at least one answer; without one there is nothing to resume."""
    return tuple(draft for draft in archive.drafts() if draft.answered)


@dataclass
class DraftStore:
    """The `AnswerStore` of a session whose draft is in the archive."""

    archive: Archive
    draft: str
    revision: int
    """As in `Archive.record`."""
    clock: Callable[[], datetime]
    noted: Callable[[ArchiveError | None], None]
    """Called with the error if something was not stored, with None if something was."""
    elsewhere: Callable[[], object]
    """Called if another program has answered the draft since `revision`."""

    def record(self, key: str, answer: "Answer | None", position: str | None) -> None:
        """Store the answer or its withdrawal, and which question comes next."""
        with _noting_errors(self.noted):
            revision = self.archive.record(self.draft, key, answer, position, self.clock())
        if revision > self.revision + 1:
            self.elsewhere()
        self.revision = revision

    def move(self, position: str) -> None:
        """Store which question is being shown; raises ArchiveError."""
        with _noting_errors(self.noted):
            self.archive.move(self.draft, position)

    def discard(self) -> None:
        """Delete the draft for good; raises ArchiveError."""
        self.archive.discard(self.draft, self.revision)


@dataclass
class LaterStore:
    """The `AnswerStore` of a session with the questions after the result.

    Only the answers are stored: a result has no current question, and is not discarded.
    """

    archive: Archive
    result: str
    clock: Callable[[], datetime]
    noted: Callable[[ArchiveError | None], None]
    """As in `DraftStore`."""

    def record(self, key: str, answer: "Answer | None", position: str | None) -> None:
        """Store the answer or its withdrawal, and no position; raises ArchiveError."""
        with _noting_errors(self.noted):
            self.archive.answer_later(self.result, key, answer, self.clock())

    def move(self, position: str) -> None:
        """Do nothing."""

    def discard(self) -> None:
        """Do nothing."""


@contextmanager
def _noting_errors(noted: Callable[[ArchiveError | None], None]) -> Iterator[None]:
    try:
        yield
    except ArchiveError as error:
        noted(error)
        raise
    noted(None)
