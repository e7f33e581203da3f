"""What was finished, as the history sees it: page by page, of all questionnaires or of one.

Pages, because nobody who opens 10,000 results waits for the oldest of them.
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
"""Characters that a note on a result may have."""


def fits_note(text: str) -> bool:
    """Whether the text is one line of plain text, short enough for a note."""
    return len(text) <= NOTE_LENGTH and forbidden_character(text) is None


class History:
    """The results in their order, newest first; every method may raise ArchiveError."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._pages: dict[int, tuple[ResultRow, ...]] = {}
        self.only: str | None = None
        """The id of the questionnaire whose results are meant; None for all."""
        self.counts: Mapping[str, int] = {}
        """How many results each questionnaire has, the one finished last first."""
        self.questionnaires: Mapping[str, Questionnaire] = {}
        """By id, each as in its newest result."""
        self.undoable: TrashedAssessment | None = None
        """The result that was deleted last and can be brought back."""
        self.look()

    def look(self) -> None:
        """See what there is now."""
        found = self._archive.questionnaires_with_results()
        newest = [self._archive.latest(row.id) for row in found]
        self.questionnaires = questionnaires(self._archive, filter(None, newest))
        self.counts = {row.id: row.results for row in found}
        deleted = (trashed for trashed in self._archive.trash() if trashed.finished_at is not None)
        self.undoable = next(deleted, None)
        self.choose(self.only if self.only in self.counts else None)

    def choose(self, questionnaire: str | None) -> None:
        """Mean the results of this questionnaire from now on, or with None all."""
        self.only = questionnaire
        self._pages.clear()

    @property
    def count(self) -> int:
        """How many results are meant."""
        return sum(self.counts.values()) if self.only is None else self.counts[self.only]

    def row(self, place: int) -> ResultRow | None:
        """The result at `place`, 0 for the newest; None beyond the oldest."""
        number, within = divmod(place, PAGE)
        if number not in self._pages:
            # What can't be read is asked for once, not at each attempt to draw it.
            self._pages[number] = ()
            self._pages[number] = self._archive.results(self.only, PAGE, number * PAGE)
        page = self._pages[number]
        return page[within] if 0 <= within < len(page) else None

    def index_of(self, id_: str) -> int | None:
        """Where a result stands among those meant."""
        for place in range(self.count):
            row = self.row(place)
            if row is not None and row.id == id_:
                return place
        return None

    def beside(self, place: int) -> ResultRow | None:
        """What to compare the result at `place` with where only one is named.

        That is the one before it in time of the same questionnaire; for the oldest, the one after.
        """
        row = self.row(place)
        for other in (*range(place + 1, self.count), *reversed(range(place))):
            found = self.row(other)
            if row is not None and found is not None and found.questionnaire == row.questionnaire:
                return found
        return None

    def annotate(self, id_: str, note: str) -> None:
        """Keep a note on a result; an empty one takes it away."""
        self._archive.annotate(id_, note or None)
        self.look()

    def delete(self, id_: str) -> None:
        """Put a result where `undo` finds it."""
        self._archive.delete(id_, self._clock())
        self.look()

    def undo(self) -> TrashedAssessment | None:
        """Bring back the result that was deleted last; None where there is none."""
        undone = self.undoable
        if undone is not None:
            self._archive.restore(undone.id)
            if self.only != undone.questionnaire:
                self.only = None
            self.look()
        return undone
