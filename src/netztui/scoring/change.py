"""The change between two results of one respondent, and which items contributed to it.

Questionnaires change, too: items are reworded, added and dropped. Only what both versions score
alike is compared; `Comparability` describes it.

A difference is compared with the noise in the answers alone. Being beyond it means neither better
nor worse, nor does it imply a cause.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from statistics import fmean
from typing import Literal

from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Calibration, Questionnaire
from netztui.scoring.axis import axis_score
from netztui.scoring.points import FacetGroup, facet_group, scale_score, scoring_key
from netztui.scoring.result import Estimate, Result, ScaleScore

NOISE = 1.96
"""Standard errors that the noise in the answers stays within, 95 times out of 100."""
LEVEL = 0.05
"""Probability that noise alone counts as a change, over all scales together."""
MINIMUM_DAYS = 28
"""Results that are fewer days apart are about partly the same days."""


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


@dataclass(frozen=True, slots=True)
class Difference:
    """A later figure minus an earlier one, in points or axis points."""

    before: Estimate
    after: Estimate

    @property
    def value(self) -> float:
        """d = after − before."""
        return self.after.value - self.before.value

    @property
    def se(self) -> float:
        """SE_d = √(SE₁² + SE₂²)."""
        return math.hypot(self.before.se, self.after.se)

    @property
    def z(self) -> float:
        """d/SE_d."""
        return self.value / self.se

    @property
    def p(self) -> float:
        """Two-sided normal probability 0..1 of so large a |z| from noise alone."""
        return math.erfc(abs(self.z) / math.sqrt(2))

    @property
    def least(self) -> float:
        """The smallest |d| that would be beyond the noise, 1.96 SE_d."""
        return NOISE * self.se

    @property
    def beyond_noise(self) -> bool:
        """Whether |d| > 1.96 SE_d."""
        return abs(self.value) > self.least


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """The change of one scale, judged together with the other scales."""

    scale: str
    difference: Difference
    p: float
    """Holm's adjusted probability 0..1 over all scales of the comparison."""

    @property
    def beyond_noise(self) -> bool:
        """Whether the change is beyond the noise after Holm's correction."""
        return self.p < LEVEL


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """A change relative to the reliability that a study found."""

    index: float
    """RC = (x₂ − x₁)/S_diff."""
    difference_se: float
    """S_diff = √(2 S_E²) with S_E = SD √(1 − r), in axis points."""

    @property
    def least(self) -> float:
        """The smallest reliable change, 1.96 S_diff, in axis points."""
        return NOISE * self.difference_se

    @property
    def reliable(self) -> bool:
        """Whether |RC| > 1.96."""
        return abs(self.index) > NOISE


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution of one question to the change of the position."""

    question: str
    """Question key."""
    scale: str
    facet: str
    before: float | None
    """Points 0..100 after keying; None if it was not answered or not asked."""
    after: float | None
    axis_points: float
    """Its share of the change, in axis points; all shares add up to it."""
    reworded: bool

    @property
    def answered_once(self) -> bool:
        """Whether only one of the two results has an answer."""
        return self.before is None or self.after is None


@dataclass(frozen=True, slots=True)
class Change:
    """The change from one result to a later one."""

    comparability: Comparability
    axis: Difference | None = None
    """None if the two can't be compared, or one has no position on the shared questions."""
    scales: tuple[ScaleChange, ...] = ()
    """In the later file's order, without those that lack a score in either result."""
    reliable_change: ReliableChange | None = None
    """None unless the later questionnaire is calibrated and scored like the earlier one."""
    contributions: tuple[Contribution, ...] = ()
    """One for each question of both poles, facet by facet; empty if `axis` is None."""

    @property
    def moving(self) -> tuple[Contribution, ...]:
        """The contributions other than 0, the largest first; they add up to the change."""
        moving = [one for one in self.contributions if round(one.axis_points, 9)]
        return tuple(sorted(moving, key=lambda one: -abs(one.axis_points)))


def comparability(before: Questionnaire, after: Questionnaire) -> Comparability:
    """What `before` and `after` have in common.

    Two items are scored alike if they belong to the same facet and give the same points for the
    same answers. Titles, advice and the like may differ without making a difference.
    """
    if before.id != after.id:
        text = N_("The two results belong to different questionnaires, {before} and {after}.")
        return Comparability("different", reason=LazyText(text, before=before.id, after=after.id))
    if _poles(before) != _poles(after):
        text = N_("The axis of the questionnaire has other poles than before.")
        return Comparability("different", reason=LazyText(text))
    earlier, later = scoring_key(before), scoring_key(after)
    items = tuple(
        item
        for item, one in later.counted.items()
        if (other := earlier.counted.get(item))
        and (one.facet, one.points) == (other.facet, other.points)
    )
    if not items:
        text = N_("No question is still scored the same way.")
        return Comparability("different", reason=LazyText(text))
    languages = [language for language in after.languages if language in before.languages]
    reworded = tuple(
        item
        for item in items
        if not languages or _wording(item, before, languages) != _wording(item, after, languages)
    )
    all_shared = len(items) == len(earlier.counted) == len(later.counted)
    if not all_shared or _facets_by_scale(before) != _facets_by_scale(after):
        return Comparability("shared", items, reworded)
    return Comparability("reworded" if reworded else "same", items, reworded)


def compare(before: Result, after: Result) -> Change:
    """The change from `before` to `after`, on the questions that both score alike.

    The axis is the main question and is tested by itself; Holm's correction covers all scales
    that have a score in both. Facets are not tested. Both results are scored again on the shared
    questions.
    """
    shared = comparability(before.questionnaire, after.questionnaire)
    if shared.kind == "different":
        return Change(shared)
    groups = _shared_groups(before.questionnaire, after.questionnaire, shared)
    answers = _answers(before, groups, shared), _answers(after, groups, shared)
    points = [{name: tuple(one.values()) for name, one in given.items()} for given in answers]
    earlier, later = (
        {name: scale_score(name, group, given) for name, group in groups.items()}
        for given in points
    )
    scales = _scale_changes(earlier, later)
    axis = after.questionnaire.axis
    first, second = axis_score(axis, earlier), axis_score(axis, later)
    if axis is None or first is None or second is None:
        return Change(shared, scales=scales)
    difference = Difference(first.position, second.position)
    reliable = None
    if axis.calibration is not None and shared.kind != "shared":
        reliable = reliable_change(difference.value, axis.calibration)
    contributions = tuple(
        contribution
        for scale, sign in ((axis.low, -1), (axis.high, 1))
        for contribution in _contributions(earlier[scale], later[scale], answers, sign, shared)
    )
    return Change(shared, difference, scales, reliable, contributions)


def days_between(earlier: datetime, later: datetime) -> int:
    """The whole days from one result to a later one."""
    return (later - earlier).days


def reliable_change(difference: float, calibration: Calibration) -> ReliableChange:
    """The reliable change index of a difference in axis points, the calibration's unit.

    Jacobson & Truax (1991), doi 10.1037/0022-006X.59.1.12.
    """
    se = calibration.sd * math.sqrt(2 * (1 - calibration.reliability))
    return ReliableChange(difference / se, se)


def holm(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Probabilities 0..1 adjusted by Holm's step-down method, in the given order."""
    n = len(probabilities)
    ranked = sorted(range(n), key=probabilities.__getitem__)
    steps = (min(1.0, (n - rank) * probabilities[index]) for rank, index in enumerate(ranked))
    adjusted = dict(zip(ranked, accumulate(steps, max), strict=True))
    return tuple(adjusted[index] for index in range(n))


def _poles(questionnaire: Questionnaire) -> tuple[str, str] | None:
    axis = questionnaire.axis
    return (axis.low, axis.high) if axis is not None else None


def _facets_by_scale(questionnaire: Questionnaire) -> dict[str, frozenset[str]]:
    return {name: frozenset(scale.facets) for name, scale in questionnaire.scales.items()}


def _wording(item: str, questionnaire: Questionnaire, languages: Sequence[str]) -> list[str]:
    """Stem, text and options: what the respondent reads."""
    rating, response_scale = questionnaire.ratings[item]
    sections = questionnaire.sections
    stem = next(one.stem for one in sections if any(each.id == item for each in one.items))
    texts = [stem, rating.text, *(option.label for option in response_scale.options)]
    return [text.in_language(language) for text in texts if text for language in languages]


Answers = Mapping[str, dict[str, float | None]]
"""Points by facet and question key, of the shared questions."""


def _shared_groups(
    before: Questionnaire, after: Questionnaire, shared: Comparability
) -> dict[str, FacetGroup]:
    """The scales of both, by id, with those of their common facets that share items."""
    facets = {after.ratings[item][0].facet for item in shared.items}
    groups = {}
    for name, scale in after.scales.items():
        former = before.scales[name].facets if name in before.scales else ()
        common = tuple(facet for facet in scale.facets if facet in former and facet in facets)
        if common:
            groups[name] = facet_group(after, common, shared.items)
    return groups


def _answers(result: Result, groups: Mapping[str, FacetGroup], shared: Comparability) -> Answers:
    facets = [facet for group in groups.values() for facet in group.facets]
    answers: dict[str, dict[str, float | None]] = {facet: {} for facet in facets}
    for question, points in result.points.items():
        item = question.partition("/")[0]
        facet = result.questionnaire.ratings[item][0].facet
        if item in shared.items and facet in answers:
            answers[facet][question] = points
    return answers


def _scale_changes(
    earlier: Mapping[str, ScaleScore], later: Mapping[str, ScaleScore]
) -> tuple[ScaleChange, ...]:
    differences = {
        name: Difference(first, second)
        for name, scale in later.items()
        if (first := earlier[name].estimate) and (second := scale.estimate)
    }
    adjusted = holm([difference.p for difference in differences.values()])
    return tuple(
        ScaleChange(name, difference, p)
        for (name, difference), p in zip(differences.items(), adjusted, strict=True)
    )


def _contributions(
    earlier: ScaleScore,
    later: ScaleScore,
    answers: tuple[Answers, Answers],
    sign: int,
    shared: Comparability,
) -> Iterator[Contribution]:
    """± (1/F) ((u₂ − c)/a₂ − (u₁ − c)/a₁) for each question of a pole's facet.

    F is the number of the pole's facets, u the points, a how many of the facet's questions were
    answered, c the middle between the facet's two means. The sum is the same for any c; this
    one keeps the share of a question answered only once within its facet's own change. For a
    question answered twice, with a the same both times, it is ± (u₂ − u₁)/(F a).
    """
    for first, second in zip(earlier.facets, later.facets, strict=True):
        before, after = answers[0][first.facet], answers[1][first.facet]
        means = [
            fmean(points for points in given.values() if points is not None)
            for given in (before, after)
        ]
        middle = sum(means) / 2
        for question in {**after, **before}:
            u1, u2 = before.get(question), after.get(question)
            if u1 is None and u2 is None:
                continue
            share = 0.0 if u2 is None else (u2 - middle) / second.answered
            share -= 0.0 if u1 is None else (u1 - middle) / first.answered
            yield Contribution(
                question=question,
                scale=later.scale,
                facet=first.facet,
                before=u1,
                after=u2,
                axis_points=sign * share / len(later.facets),
                reworded=question.partition("/")[0] in shared.reworded,
            )
