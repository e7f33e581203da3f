"""From stored columns back to an assessment: the one part of the archive that needs the models.

It stands apart so that opening the archive and listing what is in it don't import pydantic.
Nothing is taken on trust, because a file can be damaged where SQLite doesn't notice: the
questionnaire must still have its fingerprint, and each visible answer must be on offer.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from netztui.archive.sqlite.codec import orders_from_json, value_from_json
from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.model import Questionnaire


def restore(
    fingerprint: str,
    canonical: str,
    orders: str,
    answers: Iterable[tuple[str, str, float | None]],
) -> Assessment:
    """The assessment of these columns; `answers` are key, value as JSON, and seconds.

    Raises ValueError, KeyError or TypeError where they hold what was never stored. Its text may
    repeat an answer.
    """
    questionnaire = _questionnaire(fingerprint, canonical)
    assessment = Assessment(
        questionnaire,
        {key: Answer(value_from_json(value), seconds) for key, value, seconds in answers},
        _checked(orders_from_json(orders), questionnaire),
    )
    for key, question in assessment.visible.items():
        if key in assessment.answers:
            question.check(assessment.answers[key].value)
    return assessment


@lru_cache(maxsize=8)
def _questionnaire(fingerprint: str, canonical: str) -> Questionnaire:
    """Frozen, so that all assessments of it can share one; a model takes about a megabyte."""
    if hashlib.sha256(canonical.encode()).hexdigest() != fingerprint:
        raise ValueError("the questionnaire is not the one that was answered")
    return Questionnaire.from_canonical(canonical)


def _checked(
    orders: Mapping[str, tuple[str, ...]], questionnaire: Questionnaire
) -> Mapping[str, tuple[str, ...]]:
    sections = {section.id: section for section in questionnaire.sections}
    for section, order in orders.items():
        if sorted(order) != sorted(item.id for item in sections[section].items):
            raise ValueError(f"the order of section {section} does not fit its items")
    return orders
