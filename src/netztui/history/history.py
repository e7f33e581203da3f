"""The results for the history views: of all questionnaires or of one.

They are read in pages, so that opening 10,000 results does not wait for the oldest of them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from netztui.archive.archive import Archive
from netztui.archive.rows import ResultRow, TrashedAssessment
from netztui.diagnostics.sanitize import forbidden_character
from netztui.history.scored import questionnaires
from netztui.questionnaire.model import Questionnaire

PAGE = 250
NOTE_LENGTH = 200
"""The maximum number of characters of a note on a result."""


def fits_note(text: str) -> bool:
    """Whether the text is one line of plain text, short enough for a note."""
    return len(text) <= NOTE_LENGTH and forbidden_character(text) is None


class History:
    """The results, newest first; every method may raise ArchiveError."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._pages: dict[int, tuple[ResultRow, ...]] = {}
        self.only: str | None = None
        """The id of the questionnaire whose results are listed; None for all."""
        self.counts: Mapping[str, int] = {}
        """The number of results of each questionnaire, the one finished last first."""
        self.questionnaires: Mapping[str, Questionnaire] = {}
        """By id, each as in its newest result."""
        self.undoable: TrashedAssessment | None = None
        """The result deleted last, which can be restored."""
        self.look()

    def look(self) -> None:
        """Read again what there is."""
        found = self._archive.questionnaires_with_results()
        newest = [self._archive.latest(row.id) for row in found]
        self.questionnaires = questionnaires(self._archive, filter(None, newest))
        self.counts = {row.id: row.results for row in found}
        deleted = (trashed for trashed in self._archive.trash() if trashed.finished_at is not None)
        self.undoable = next(deleted, None)
        self.choose(self.only if self.only in self.counts else None)

    def choose(self, questionnaire: str | None) -> None:
        """List only the results of this questionnaire, or with None all."""
        self.only = questionnaire
        self._pages.clear()

    @property
    def count(self) -> int:
        """The number of results listed."""
        return sum(self.counts.values()) if self.only is None else self.counts[self.only]

    def row(self, place: int) -> ResultRow | None:
        """The result at `place`, 0 for the newest; None beyond the oldest."""
        number, within = divmod(place, PAGE)
        if number not in self._pages:
            # A page that can't be read is tried once, not at each attempt to draw it.
            self._pages[number] = ()
            self._pages[number] = self._archive.results(self.only, PAGE, number * PAGE)
        page = self._pages[number]
        return page[within] if 0 <= within < len(page) else None

    def index_of(self, id_: str) -> int | None:
        """The place of a result in the list; None if it is not listed."""
        for place in range(self.count):
            row = self.row(place)
            if row is not None and row.id == id_:
                return place
        return None

    def beside(self, place: int) -> ResultRow | None:
        """What the result at `place` is compared with by default.

        That is the previous one of the same questionnaire; for the oldest, the next one.
        """
        row = self.row(place)
        for other in (*range(place + 1, self.count), *reversed(range(place))):
            found = self.row(other)
            if row is not None and found is not None and found.questionnaire == row.questionnaire:
                return found
        return None

    def annotate(self, id_: str, note: str) -> None:
        """Store a note on a result; an empty one removes it."""
        self._archive.annotate(id_, note or None)
        self.look()

    def delete(self, id_: str) -> None:
        """Move a result to the trash, where `undo` finds it."""
        self._archive.delete(id_, self._clock())
        self.look()

    def undo(self) -> TrashedAssessment | None:
        """Restore the result that was deleted last; None if there is none."""
        undone = self.undoable
        if undone is not None:
            self._archive.restore(undone.id)
            if self.only != undone.questionnaire:
                self.only = None
            self.look()
        return undone
