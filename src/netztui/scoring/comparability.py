"""Whether two results may be compared, and on which items.

Questionnaires change: items are reworded, added and dropped between two assessments. The result
says what is compared: the same questions, reworded ones (listed), or only those that both
versions score alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire, Text
from netztui.scoring.points import ItemKey, scoring_key


@dataclass(frozen=True, slots=True)
class Comparability:
    """What two questionnaires have in common for scoring."""

    kind: Literal["same", "reworded", "shared", "different"]
    """The same questions; all of them, but some reworded; only some of them; not comparable."""
    items: tuple[str, ...] = ()
    """Ids of the items that both score alike, in the later file's order."""
    reworded: tuple[str, ...] = ()
    """Which of `items` are worded differently in a language that both have."""
    reason: LazyText | None = None
    """Why they are not comparable; None if they are."""


def comparability(before: Questionnaire, after: Questionnaire) -> Comparability:
    """What `before` and `after` have in common.

    Two items are scored alike if they belong to the same facet and give the same points for the
    same answers. Titles, advice and the like may differ without making a difference.
    """
    if before.id != after.id:
        reason = LazyText(
            N_("The two results belong to different questionnaires, {before} and {after}."),
            before=before.id,
            after=after.id,
        )
        return Comparability("different", reason=reason)
    if _poles(before) != _poles(after):
        reason = LazyText(N_("The axis of the questionnaire has other poles than before."))
        return Comparability("different", reason=reason)
    counted, counted_before = scoring_key(after).counted, scoring_key(before).counted
    items = tuple(
        item
        for item, item_key in counted.items()
        if item in counted_before and _alike(item_key, counted_before[item])
    )
    if not items:
        reason = LazyText(N_("No question is still scored the same way."))
        return Comparability("different", reason=reason)
    reworded = tuple(item for item in items if _reworded(item, before, after))
    if not len(items) == len(counted) == len(counted_before) or _scales(before) != _scales(after):
        return Comparability("shared", items, reworded)
    return Comparability("reworded" if reworded else "same", items, reworded)


def _poles(questionnaire: Questionnaire) -> tuple[str, str] | None:
    axis = questionnaire.axis
    return (axis.low, axis.high) if axis is not None else None


def _alike(one: ItemKey, other: ItemKey) -> bool:
    return one.facet == other.facet and one.points == other.points


def _scales(questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(scale.facets) for name, scale in questionnaire.scales.items()}


def _reworded(item: str, before: Questionnaire, after: Questionnaire) -> bool:
    languages = [language for language in after.languages if language in before.languages]
    if not languages:
        return True
    return any(
        _wording(item, before, language) != _wording(item, after, language)
        for language in languages
    )


def _wording(item: str, questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    """Stem, text and options: what the respondent reads."""
    rating, response_scale = questionnaire.ratings[item]
    texts: list[Text] = [rating.text, *(option.label for option in response_scale.options)]
    stems = [
        section.stem
        for section in questionnaire.sections
        if section.stem is not None and any(rating.id == one.id for one in section.items)
    ]
    return tuple(text.in_language(language) for text in [*stems, *texts])
