"""What the start screen offers, read from the archive; not imported before it has been painted."""

from dataclasses import dataclass

from netztui.archive.archive import Archive
from netztui.archive.rows import Draft, ResultRow
from netztui.history.draft_store import resumable_drafts
from netztui.history.history import ScoredAssessment, latest, previous, rescore_outdated
from netztui.questionnaire.library import LibraryEntry

TREND = 16
"""How many results the trend shows."""


@dataclass(frozen=True, slots=True)
class HomeData:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[LibraryEntry, ...]
    results: int
    """The number of finished assessments."""
    latest: ScoredAssessment | None
    earlier: ScoredAssessment | None
    """The one before the latest, of the same questionnaire."""
    rows: tuple[ResultRow, ...]
    """The last results of the latest one's questionnaire, newest first."""
    restorable: bool
    """Whether a deleted result can be restored in the history."""


def read_home_data(archive: Archive, entries: tuple[LibraryEntry, ...]) -> HomeData:
    """What the archive has for the start screen; raises ArchiveError."""
    newest = earlier = None
    rows: tuple[ResultRow, ...] = ()
    results = archive.result_count()
    if results:
        rescore_outdated(archive)
        newest = latest(archive)
    if newest is not None:
        earlier = previous(archive, newest)
        rows = archive.results(newest.result.questionnaire.id, TREND)
    drafts = resumable_drafts(archive)
    restorable = any(trashed.finished_at is not None for trashed in archive.trash())
    return HomeData(drafts, entries, results, newest, earlier, rows, restorable)
