"""The values that the archive returns.

Rows of lists (`Draft`, `ResultRow`, `TrashedAssessment`) are made of plain columns, so that the
first screen needs no models; only `StoredAssessment` has the models. `questionnaire` is the
questionnaire's id, and `title` its title by language, as it was then.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from netztui.archive.sqlite.codec import shown_score, time_from_text, title_from_json

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment


class Draft(NamedTuple):
    """An unfinished assessment."""

    id: str
    questionnaire: str
    title: Mapping[str, str]
    language: str
    started_at: datetime
    active_at: datetime
    """When the last answer was given; `started_at` if there is none."""
    answered: int
    """How many answers are stored, “no answer” and those to hidden questions included."""
    position: str | None
    """The key of the question being shown."""


class ResultRow(NamedTuple):
    """A finished assessment with the scores that a list shows."""

    id: str
    questionnaire: str
    version: str
    title: Mapping[str, str]
    language: str
    started_at: datetime
    finished_at: datetime
    note: str | None
    axis: float | None
    """−100..100 (intensity: 0..100); all scores are None if there is no axis score."""
    axis_se: float | None
    axis_low95: float | None
    axis_high95: float | None
    intensity: float | None
    placement: str | None
    """As in `Result.placement`."""
    scoring_version: int
    """Which scoring computed them; see `Archive.outdated`."""


class TrashedAssessment(NamedTuple):
    """An assessment that was deleted and can still be restored."""

    id: str
    questionnaire: str
    title: Mapping[str, str]
    started_at: datetime
    finished_at: datetime | None
    """None for a draft."""
    deleted_at: datetime
    answered: int


class StoredAssessment(NamedTuple):
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


Row = TypeVar("Row", Draft, ResultRow, TrashedAssessment)

_SCORES = slice(ResultRow._fields.index("axis"), ResultRow._fields.index("placement"))
SCORES = ResultRow._fields[_SCORES]

_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "title": title_from_json,
    "started_at": time_from_text,
    "active_at": time_from_text,
    "finished_at": lambda text: None if text is None else time_from_text(text),
    "deleted_at": time_from_text,
    **dict.fromkeys(SCORES, shown_score),
}

_DECODED = {
    kind: [
        (kind._fields.index(name), _DECODERS[name]) for name in kind._fields if name in _DECODERS
    ]
    for kind in (Draft, ResultRow, TrashedAssessment)
}
"""The columns of each kind of row that are decoded, with their decoders."""


def from_columns(kind: type[Row], columns: Iterable[Any]) -> Row:
    """A row from its columns, in the order of its fields.

    Instead of a time, title or score that is damaged it has what can be shown.
    """
    values = list(columns)
    for place, decode in _DECODED[kind]:
        values[place] = decode(values[place])
    if kind is ResultRow and None in values[_SCORES]:
        values[_SCORES] = [None] * len(SCORES)
    return kind(*values)
