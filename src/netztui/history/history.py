"""The results for the history views, and finished assessments with their scored results.

Results are computed from the stored answers. This is separate from `archive.archive` because
scoring needs the models, for which the first screen does not wait. Lists are read in pages, so
that opening 10,000 results does not wait for the oldest of them.

A damaged result is reported when it is opened. What needs one only to show more does without it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netztui.archive.archive import Archive
from netztui.archive.errors import DamagedError, UnknownAssessmentError
from netztui.archive.rows import ResultRow, StoredAssessment, TrashedAssessment
from netztui.assessment.conditions import Value
from netztui.diagnostics.sanitize import forbidden_character
from netztui.questionnaire.basics import Text
from netztui.questionnaire.model import ChoiceItem, Questionnaire, TextItem

if TYPE_CHECKING:
    from netztui.scoring.result import Result

PAGE = 250
"""Results that are read at once."""
REMEMBERED = 100
NOTE_LENGTH = 200


def fits_note(text: str) -> bool:
    """Whether the text is one line of plain text, short enough for a note."""
    return len(text) <= NOTE_LENGTH and forbidden_character(text) is None


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """A finished assessment with its result."""

    stored: StoredAssessment
    result: "Result"

    @property
    def finished_at(self) -> datetime:
        """When it was finished, aware and in UTC."""
        if self.stored.finished_at is None:
            raise UnknownAssessmentError
        return self.stored.finished_at

    @property
    def recalled(self) -> list[str]:
        """The texts of the items that are shown again next time."""
        items = self.stored.assessment.questionnaire.items
        return [
            str(value)
            for key, value in self.stored.assessment.values.items()
            for item in (items[key.partition("/")[0]],)
            if isinstance(item, TextItem) and item.recall
        ]


class Outcome(NamedTuple):
    """How a plan went: an answer to the question about it."""

    place: int
    """That of the answer among those to choose from."""
    label: Text
    questionnaire: Questionnaire


def load_scored(archive: Archive, id_: str) -> ScoredAssessment:
    """The assessment `id_` with its result; raises ArchiveError."""
    # The first question, before which drafts are looked for, doesn't wait for this.
    from netztui.scoring.score import score

    stored = archive.load(id_)
    return ScoredAssessment(stored, score(stored.assessment))


def finish(archive: Archive, draft: str, at: datetime) -> ScoredAssessment:
    """Score a draft and store that it is finished; raises ArchiveError, and then it is not."""
    scored = load_scored(archive, draft)
    archive.finish(draft, scored.result, at)
    finished = scored.stored._replace(finished_at=at, position=None)
    return ScoredAssessment(finished, scored.result)


def latest(archive: Archive) -> ScoredAssessment | None:
    """The assessment finished last, of any questionnaire; None also if it is damaged."""
    return _undamaged(archive, archive.latest())


def previous(archive: Archive, later: ScoredAssessment) -> ScoredAssessment | None:
    """The previous one of the same questionnaire; None also if it is damaged."""
    rows = archive.results(later.result.questionnaire.id, limit=1, after=later.stored.id)
    return _undamaged(archive, next(iter(rows), None))


def _undamaged(archive: Archive, row: ResultRow | None) -> ScoredAssessment | None:
    with suppress(DamagedError):
        return load_scored(archive, row.id) if row is not None else None
    return None


def earlier_answers(archive: Archive, questionnaire: Questionnaire) -> Mapping[str, Value]:
    """What the latest result of this questionnaire says that another assessment follows up.

    Numbers and texts by item id; empty also if that result is damaged. Raises ArchiveError.
    """
    row = archive.latest(questionnaire.id) if questionnaire.followed else None
    values: Mapping[str, Value] = {}
    with suppress(DamagedError):
        values = archive.load(row.id).assessment.values if row is not None else {}
    return {
        name: values[name]
        for name in questionnaire.items
        if name in questionnaire.followed and isinstance(values.get(name), int | str)
    }


def questionnaires(archive: Archive, rows: Iterable[ResultRow]) -> Mapping[str, Questionnaire]:
    """The questionnaires of `rows` by id, each as in the newest of its rows (newest first).

    Those whose newest row is damaged are left out.
    """
    newest: dict[str, str] = {}
    for row in rows:
        newest.setdefault(row.questionnaire, row.id)
    found = {}
    for name, id_ in newest.items():
        with suppress(DamagedError):
            found[name] = archive.load(id_).assessment.questionnaire
    return found


def rescore_outdated(archive: Archive) -> None:
    """Compute the scores of lists again if another scoring version computed them.

    Those of a damaged result stay as they are.
    """
    for id_ in archive.outdated():
        with suppress(DamagedError):
            archive.summarise(id_, load_scored(archive, id_).result)


class History:
    """The results, newest first; every method may raise ArchiveError."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._pages: dict[int, tuple[ResultRow, ...]] = {}
        self._scored: dict[str, ScoredAssessment | None] = {}
        self.outcomes: dict[str, Outcome] = {}
        """How the plan from before went, by the ids of those results read that say so."""
        self.has_notes = False
        """Whether there is a note among the results read."""
        self.repeats_days = False
        """Whether two neighbours among the results read are of one day, in local time."""
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
        self.counts = self._archive.result_counts()
        newest = [self._archive.latest(name) for name in self.counts]
        self.questionnaires = questionnaires(self._archive, filter(None, newest))
        deleted = (trashed for trashed in self._archive.trash() if trashed.finished_at is not None)
        self.undoable = next(deleted, None)
        self.choose(self.only if self.only in self.counts else None)

    def choose(self, questionnaire: str | None) -> None:
        """List only the results of this questionnaire, or with None all."""
        self.only = questionnaire
        self._pages.clear()
        self._scored.clear()
        self.outcomes.clear()
        self.has_notes = self.repeats_days = False

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
            self._look_closer(self._pages[number])
        page = self._pages[number]
        return page[within] if 0 <= within < len(page) else None

    def _look_closer(self, rows: tuple[ResultRow, ...]) -> None:
        self.has_notes |= any(row.note for row in rows)
        days = (row.finished_at.astimezone().date() for row in rows)
        self.repeats_days |= any(one == other for one, other in pairwise(days))
        options: dict[tuple[str, str, Value], Outcome] = {
            (name, item.id, option.value): Outcome(place, option.label, questionnaire)
            for name, questionnaire in self.questionnaires.items()
            for item in questionnaire.items.values()
            if isinstance(item, ChoiceItem) and item.follows
            for place, option in enumerate(item.options)
        }
        asked = {item for _name, item, _value in options}
        with suppress(DamagedError):
            given = self._archive.answers_to(asked, [row.id for row in rows]) if asked else {}
            for row in rows:
                for item, value in given.get(row.id, {}).items():
                    if (outcome := options.get((row.questionnaire, item, value))) is not None:
                        self.outcomes[row.id] = outcome

    def scored(self, id_: str) -> ScoredAssessment | None:
        """A result with its assessment; None if it is damaged. The last few are remembered."""
        if id_ not in self._scored:
            if len(self._scored) >= REMEMBERED:
                del self._scored[next(iter(self._scored))]
            self._scored[id_] = None
            with suppress(DamagedError):
                self._scored[id_] = load_scored(self._archive, id_)
        return self._scored[id_]

    def scored_with_previous(
        self, place: int
    ) -> tuple[ScoredAssessment | None, ScoredAssessment | None]:
        """The result at `place` and the previous one of its questionnaire, if it is not far back.

        None for one that is damaged or not there.
        """
        row = self.row(place)
        if row is None:
            return None, None
        for other in map(self.row, range(place + 1, place + PAGE)):
            if other is None or other.questionnaire == row.questionnaire:
                return self.scored(row.id), self.scored(other.id) if other is not None else None
        return self.scored(row.id), None

    def index_of(self, id_: str) -> int | None:
        """The place of a result in the list; None if it is not listed."""
        rows = map(self.row, range(self.count))
        return next((place for place, row in enumerate(rows) if row and row.id == id_), None)

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
