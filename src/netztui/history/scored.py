"""Finished assessments with their results, worked out from what was answered.

The archive keeps answers; figures are computed whenever somebody looks. It stands apart from
`archive.archive` because scoring needs the models, which the first screen doesn't wait for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netztui.archive.archive import Archive
from netztui.archive.rows import ResultRow, StoredAssessment
from netztui.questionnaire.model import Questionnaire, TextItem
from netztui.scoring.result import Result
from netztui.scoring.score import score


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished assessment with its result."""

    stored: StoredAssessment
    result: Result

    @property
    def recalled(self) -> list[str]:
        """What the person wrote into the items that are shown again next time."""
        assessment = self.stored.assessment
        return [
            str(assessment.value(key))
            for key, question in assessment.visible.items()
            if isinstance(question.item, TextItem)
            and question.item.recall
            and assessment.value(key) is not None
        ]


def finished(archive: Archive, id_: str) -> Finished:
    """The assessment `id_` with its result; raises ArchiveError."""
    stored = archive.load(id_)
    return Finished(stored, score(stored.assessment))


def latest(archive: Archive) -> Finished | None:
    """The one finished last, of whatever questionnaire."""
    row = archive.latest()
    return finished(archive, row.id) if row is not None else None


def previous(archive: Archive, later: Finished) -> Finished | None:
    """The one of the same questionnaire that was finished before `later`."""
    row = archive.earlier(later.stored.id)
    return finished(archive, row.id) if row is not None else None


def questionnaires(archive: Archive, rows: Iterable[ResultRow]) -> Mapping[str, Questionnaire]:
    """The questionnaires of `rows` by id, each as in the newest of its rows (newest first)."""
    newest: dict[str, str] = {}
    for row in rows:
        newest.setdefault(row.questionnaire, row.id)
    return {name: archive.load(id_).assessment.questionnaire for name, id_ in newest.items()}


def bring_up_to_date(archive: Archive) -> None:
    """Work out the figures of lists anew where another scoring made them."""
    for id_ in archive.outdated():
        archive.summarise(id_, finished(archive, id_).result)
