"""Finished assessments with their results, computed from the stored answers.

Separate from `archive.archive` because scoring needs the models, for which the first screen does
not wait.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netztui.archive.archive import Archive
from netztui.archive.rows import ResultRow, StoredAssessment
from netztui.questionnaire.model import Questionnaire, TextItem
from netztui.scoring.result import Result
from netztui.scoring.score import score


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """A finished assessment with its result."""

    stored: StoredAssessment
    result: Result

    @property
    def recalled(self) -> list[str]:
        """The texts of the items that are shown again next time."""
        assessment = self.stored.assessment
        return [
            str(assessment.value(key))
            for key, question in assessment.visible.items()
            if isinstance(question.item, TextItem)
            and question.item.recall
            and assessment.value(key) is not None
        ]


def load_scored(archive: Archive, id_: str) -> ScoredAssessment:
    """The assessment `id_` with its result; raises ArchiveError."""
    stored = archive.load(id_)
    return ScoredAssessment(stored, score(stored.assessment))


def latest(archive: Archive) -> ScoredAssessment | None:
    """The one finished last, of any questionnaire."""
    row = archive.latest()
    return load_scored(archive, row.id) if row is not None else None


def previous(archive: Archive, later: ScoredAssessment) -> ScoredAssessment | None:
    """The previous one of the same questionnaire; None if `later` is the first."""
    row = archive.earlier(later.stored.id)
    return load_scored(archive, row.id) if row is not None else None


def questionnaires(archive: Archive, rows: Iterable[ResultRow]) -> Mapping[str, Questionnaire]:
    """The questionnaires of `rows` by id, each as in the newest of its rows (newest first)."""
    newest: dict[str, str] = {}
    for row in rows:
        newest.setdefault(row.questionnaire, row.id)
    return {name: archive.load(id_).assessment.questionnaire for name, id_ in newest.items()}


def rescore_outdated(archive: Archive) -> None:
    """Compute the scores of lists again if another scoring version computed them."""
    for id_ in archive.outdated():
        archive.summarise(id_, load_scored(archive, id_).result)
