"""The frozen values that the archive returns.

Rows of lists (`Draft`, `ResultRow`, `QuestionnaireRow`, `TrashedAssessment`) are made of plain
columns, so that the first screen needs no pydantic; only `StoredAssessment` has the models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netztui.archive.sqlite.codec import optional_time, time_from_text, title_from_json

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished assessment."""

    id: str
    questionnaire: str
    """The questionnaire's id."""
    title: Mapping[str, str]
    """The questionnaire's title by language, as it was at the start."""
    language: str
    """The language in which it was started."""
    started_at: datetime
    active_at: datetime
    """When the last answer was given; `started_at` if there is none."""
    answered: int
    """How many answers are stored, “no answer” and those to hidden questions included."""
    position: str | None
    """The key of the question being shown."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Draft":
        """From the columns of `Archive.drafts`; ValueError if one is damaged."""
        id_, questionnaire, title, language, started_at, active_at, answered, position = row
        return cls(
            id_,
            questionnaire,
            title_from_json(title),
            language,
            time_from_text(started_at),
            time_from_text(active_at),
            answered,
            position,
        )


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A finished assessment with the scores that a list shows."""

    id: str
    questionnaire: str
    """The questionnaire's id."""
    version: str
    title: Mapping[str, str]
    """The questionnaire's title by language, as it was then."""
    language: str
    started_at: datetime
    finished_at: datetime
    note: str | None
    axis: float | None
    """−100..100; like the other scores, None if there is no axis score."""
    axis_se: float | None
    axis_low95: float | None
    axis_high95: float | None
    intensity: float | None
    """0..100."""
    placement: str | None
    """As in `Result.placement`."""
    scoring_version: int
    """Which scoring computed them; see `Archive.outdated`."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "ResultRow":
        """From the columns of `Archive.results`; ValueError if one is damaged."""
        id_, questionnaire, version, title, language, started_at, finished_at, *rest = row
        return cls(
            id_,
            questionnaire,
            version,
            title_from_json(title),
            language,
            time_from_text(started_at),
            time_from_text(finished_at),
            *rest,
        )


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """A questionnaire with at least one result."""

    id: str
    title: Mapping[str, str]
    """By language, as in the newest result."""
    results: int
    """The number of results, at least 1."""
    finished_at: datetime
    """The newest result's."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "QuestionnaireRow":
        """From the columns of `Archive.questionnaires_with_results`; ValueError if damaged."""
        id_, title, results, finished_at = row
        return cls(id_, title_from_json(title), results, time_from_text(finished_at))


@dataclass(frozen=True, slots=True)
class TrashedAssessment:
    """An assessment that was deleted and can still be restored."""

    id: str
    questionnaire: str
    """The questionnaire's id."""
    title: Mapping[str, str]
    """The questionnaire's title by language, as it was then."""
    started_at: datetime
    finished_at: datetime | None
    """None for a draft."""
    deleted_at: datetime
    answered: int
    """How many answers are stored."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "TrashedAssessment":
        """From the columns of `Archive.trash`; ValueError if one is damaged."""
        id_, questionnaire, title, started_at, finished_at, deleted_at, answered = row
        return cls(
            id_,
            questionnaire,
            title_from_json(title),
            time_from_text(started_at),
            optional_time(finished_at),
            time_from_text(deleted_at),
            answered,
        )


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """One assessment with all its answers, and the questionnaire as it was then."""

    id: str
    assessment: "Assessment"
    language: str
    started_at: datetime
    finished_at: datetime | None
    """None for a draft."""
    position: str | None
    """The key of the question being shown, for a draft."""
    note: str | None
    revision: int
    """How many answers were given while it was a draft, corrections included; see `record`."""
