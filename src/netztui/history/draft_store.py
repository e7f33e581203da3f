"""Stores the answers of an assessment session in the archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError

if TYPE_CHECKING:
    from netztui.archive.rows import Draft
    from netztui.assessment.assessment import Answer


def resumable_drafts(archive: Archive) -> tuple["Draft", ...]:
    """The drafts with at least one answer; without one there is nothing to go on with."""
    return tuple(draft for draft in archive.drafts() if draft.answered)


class DraftStore:
    """The `AnswerStore` of a session whose draft is in the archive.

    `noted` is called with the error if something could not be stored, and with None as soon as
    something could be stored again; `elsewhere` if another program has answered the draft since
    `revision`.
    """

    def __init__(
        self,
        archive: Archive,
        draft: str,
        revision: int,
        clock: Callable[[], datetime],
        *,
        noted: Callable[[ArchiveError | None], None],
        elsewhere: Callable[[], object],
    ) -> None:
        self._archive = archive
        self._draft = draft
        self._clock = clock
        self._revision = revision
        self._noted = noted
        self._elsewhere = elsewhere

    def record(self, key: str, answer: "Answer | None", position: str | None) -> None:
        """Store the answer or its withdrawal, and which question comes next."""
        with self._noting_errors():
            revision = self._archive.record(self._draft, key, answer, position, self._clock())
        if revision > self._revision + 1:
            self._elsewhere()
        self._revision = revision

    def move(self, position: str) -> None:
        """Store which question is being shown; raises ArchiveError."""
        with self._noting_errors():
            self._archive.move(self._draft, position)

    def discard(self) -> None:
        """Delete the draft for good; raises ArchiveError."""
        self._archive.discard(self._draft, self._revision)

    @contextmanager
    def _noting_errors(self) -> Iterator[None]:
        try:
            yield
        except ArchiveError as error:
            self._noted(error)
            raise
        self._noted(None)
