"""Between values and what the columns hold: pure, and exact in both directions.

Reading raises ValueError or TypeError where a column holds what was never written there; the
archive says then that it is damaged. Nothing here knows SQLite.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netztui.assessment.assessment import Answer, Value
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.result import Result


def time_to_text(time: datetime) -> str:
    """UTC with microseconds and `Z`, which sorts as text; ValueError for a time without a zone."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone")
    utc = time.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def time_from_text(text: str) -> datetime:
    """The time, aware and in UTC."""
    if not text.endswith("Z"):
        raise ValueError("no time in UTC")
    return datetime.fromisoformat(text)


def value_to_json(value: "Value | None") -> str:
    """An answer's value; the choices' tuple becomes a list, no answer becomes null."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def value_from_json(text: str) -> "Value | None":
    """An answer's value, of the same type as it was."""
    match json.loads(text):
        case bool() | float():
            raise ValueError("no answer is of this type")
        case int() | str() | None as value:
            return value
        case [*names] if all(isinstance(name, str) for name in names):
            return tuple(names)
    raise ValueError("no answer is of this type")


def title_to_json(title: Mapping[str, str]) -> str:
    """A title by language."""
    return json.dumps(dict(title), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=64)
def title_from_json(text: str) -> Mapping[str, str]:
    """A title by language. Long lists repeat a few titles, so those are remembered."""
    match json.loads(text):
        case dict() as title if all(isinstance(word, str) for word in title.values()):
            return MappingProxyType(title)
    raise ValueError("no title by language")


def orders_to_json(orders: Mapping[str, tuple[str, ...]]) -> str:
    """Item ids in the order shown, by section id."""
    return json.dumps(dict(orders), ensure_ascii=False, separators=(",", ":"))


def orders_from_json(text: str) -> Mapping[str, tuple[str, ...]]:
    """Item ids in the order shown, by section id."""
    match json.loads(text):
        case dict() as orders:
            return MappingProxyType({section: tuple(ids) for section, ids in orders.items()})
    raise ValueError("no orders by section")


def questionnaire_columns(questionnaire: "Questionnaire") -> tuple[str, str, str, str, str]:
    """What the table of questionnaires holds of one, in the order of its columns."""
    return (
        questionnaire.fingerprint,
        questionnaire.id,
        questionnaire.version,
        title_to_json(questionnaire.title.root),
        questionnaire.canonical,
    )


def answer_columns(
    id_: str, key: str, answer: "Answer", at: datetime
) -> tuple[str, str, str, float | None, str]:
    """What the table of answers holds of one answer of the assessment `id_`, given at `at`."""
    return id_, key, value_to_json(answer.value), answer.seconds, time_to_text(at)


def summary_columns(result: "Result") -> tuple[float | str | None, ...]:
    """The figures that lists show, in the order of the columns from `axis` on."""
    from netztui.scoring.result import SCORING_VERSION

    axis = result.axis
    if axis is None:
        return None, None, None, None, None, result.placement, SCORING_VERSION
    figures = axis.position.value, axis.position.se, *axis.interval, axis.intensity.value
    return *figures, result.placement, SCORING_VERSION
