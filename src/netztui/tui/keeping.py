"""Between the screen that asks and the archive that keeps."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from netztui.archive.archive import Archive

if TYPE_CHECKING:
    from netztui.assessment.assessment import Answer


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


class DraftKeeper:
    """Keeps one draft's answers; what the assessment screen takes for its `Keeper`."""

    def __init__(self, archive: Archive, draft: str, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._draft = draft
        self._clock = clock

    def record(self, key: str, answer: "Answer", position: str | None) -> None:
        """Store the answer durably, and which question comes next; raises ArchiveError."""
        self._archive.record(self._draft, key, answer, position, self._clock())

    def move(self, position: str) -> None:
        """Store which question is being shown; raises ArchiveError."""
        self._archive.move(self._draft, position)
