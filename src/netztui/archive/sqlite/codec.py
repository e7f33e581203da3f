"""Conversion between values and the columns' content, exact in both directions.

Reading raises ValueError, KeyError or TypeError if a column has content that was never written;
the archive then reports damage. Functions import models, JSON and hashes themselves, because the
first screen needs none of them.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netztui.diagnostics.sanitize import forbidden_character

if TYPE_CHECKING:
    from netztui.assessment.assessment import Answer, Assessment
    from netztui.assessment.conditions import Value
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.result import Result

EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
LATEST = datetime(9998, 12, 30, tzinfo=UTC)
"""Times between these exist in every time zone and can be computed with."""

SCORE_LIMIT = 10_000.0
"""Positions and intensities are far below, and so are the ends of intervals."""


def time_to_text(time: datetime) -> str:
    """UTC with microseconds and `Z`, which sorts as text; ValueError for a time without a zone."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone")
    utc = time.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def time_from_text(text: str) -> datetime:
    """The time, aware and in UTC: the nearest possible one, or the earliest if it is not a time."""
    try:
        return min(max(datetime.fromisoformat(text), EARLIEST), LATEST)
    except (ValueError, TypeError):
        return EARLIEST


@lru_cache(maxsize=64)
def title_from_json(text: str) -> Mapping[str, str]:
    """A title by language, empty if it is damaged. Lists repeat a few titles: they are cached."""
    with suppress(ValueError):
        match from_json(text):
            case dict() as title if all(isinstance(word, str) for word in title.values()):
                return MappingProxyType(title)
    return {}


def shown_score(value: float | None) -> float | None:
    """A score as lists show it: None if it can't be one."""
    return value if value is not None and abs(value) <= SCORE_LIMIT else None


def to_json(value: object) -> str:
    """Whatever a column has as JSON: a tuple becomes a list, no answer becomes null."""
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)


def from_json(text: str) -> Any:  # noqa: ANN401  # whatever there is
    """What `to_json` was given, or something that JSON has instead of it."""
    import json

    return json.loads(text)


def value_from_json(text: str) -> "Value | None":
    """An answer's value, with its original type."""
    match from_json(text):
        case bool():
            pass
        case int() | str() | None as value:
            return value
        case [*names] if all(isinstance(name, str) for name in names):
            return tuple(names)
    raise ValueError("no answer is of this type")


def orders_from_json(text: str) -> Mapping[str, tuple[str, ...]]:
    """Item ids in the order shown, by section id."""
    match from_json(text):
        case dict() as orders:
            return MappingProxyType({section: tuple(ids) for section, ids in orders.items()})
    raise ValueError("no orders by section")


def earlier_from_json(text: str) -> Mapping[str, "Value"]:
    """The answers from last time that are followed up, by item id."""
    match from_json(text):
        case dict() as earlier:
            return MappingProxyType(earlier)
    raise ValueError("no answers by item")


def unasked(earlier: Mapping[str, object], questionnaire: "Questionnaire") -> list[str]:
    """The item ids in `earlier` whose answers no question can follow up."""
    from netztui.questionnaire.basics import TEXT_LIMIT

    return [
        name
        for name, value in earlier.items()
        if name not in questionnaire.followed
        or not isinstance(value, int | str)
        or isinstance(value, bool)
        or len(str(value)) > TEXT_LIMIT
        or forbidden_character(str(value)) is not None
    ]


def questionnaire_columns(questionnaire: "Questionnaire") -> tuple[str, str, str, str, str]:
    """A row of the table `questionnaire`."""
    return (
        questionnaire.fingerprint,
        questionnaire.id,
        questionnaire.version,
        to_json({name: questionnaire.title.root[name] for name in questionnaire.languages}),
        questionnaire.canonical,
    )


def answer_columns(
    id_: str, key: str, answer: "Answer", at: datetime
) -> tuple[str, str, str, float | None, str]:
    """A row of the table `answer`: an answer in the assessment `id_`, given at `at`."""
    return id_, key, to_json(answer.value), answer.seconds, time_to_text(at)


def summary_columns(result: "Result") -> tuple[float | str | None, ...]:
    """The scores that lists show, in the order of the columns from `axis` on."""
    from netztui.scoring.result import SCORING_VERSION

    axis = result.axis
    scores: tuple[float | None, ...] = (None,) * 5
    if axis is not None:
        scores = axis.position.value, axis.position.se, *axis.interval, axis.intensity.value
    return *scores, result.placement, SCORING_VERSION


def restore_assessment(
    answers: Iterable[tuple[Any, ...]], fingerprint: str, canonical: str, orders: str, earlier: str
) -> "Assessment":
    """The assessment of these columns; `answers` are key, value as JSON, and seconds.

    A file can be damaged without SQLite noticing, so the questionnaire must have its fingerprint,
    each visible answer must be one of those offered, and each answer from last time one that is
    asked about. The text of an error may repeat an answer.
    """
    from netztui.assessment.assessment import Answer, Assessment

    questionnaire = stored_questionnaire(fingerprint, canonical)
    given = {}
    for key, value, seconds, *_time in answers:
        measured = seconds is not None and 0 <= seconds < inf
        given[key] = Answer(value_from_json(value), seconds if measured else None)
    asked_about = earlier_from_json(earlier)
    if unasked(asked_about, questionnaire):
        raise ValueError("the questionnaire does not ask about these answers")
    assessment = Assessment(questionnaire, given, orders_from_json(orders), asked_about)
    for part in (assessment, assessment.later):
        for key, question in part.visible.items():
            if key in given:
                question.check(given[key].value)
    return assessment


@lru_cache(maxsize=8)
def stored_questionnaire(fingerprint: str, canonical: str) -> "Questionnaire":
    """The questionnaire, shared by all its assessments: a model takes about a megabyte."""
    import hashlib

    from netztui.questionnaire.model import Questionnaire

    if hashlib.sha256(canonical.encode()).hexdigest() != fingerprint:
        raise ValueError("the questionnaire is not the one that was answered")
    return Questionnaire.from_canonical(canonical)
