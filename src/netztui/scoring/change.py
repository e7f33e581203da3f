"""The change between two results of one respondent, and which items contributed to it.

A difference is compared with the noise in the answers alone. Being beyond it means neither better
nor worse, nor does it imply a cause. Deliberately absent: a paired t test over the items, which
ignores that occasions differ and so flags respondents who did not change, and the
Hageman–Arrindell index, which needs the means of a sample.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from netztui.questionnaire.model import Calibration, Questionnaire
from netztui.scoring.axis import axis_score
from netztui.scoring.comparability import Comparability, comparability
from netztui.scoring.points import FacetGroup, FacetPoints, facet_group, facet_points, scale_score
from netztui.scoring.result import Estimate, Result, ScaleScore

NOISE = 1.96
"""Standard errors that the noise in the answers stays within, 95 times out of 100."""
LEVEL = 0.05
"""Probability that noise alone counts as a change, over all scales together."""


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
    """A change relative to a study's reliability.

    Jacobson & Truax (1991), doi 10.1037/0022-006X.59.1.12.
    """

    index: float
    """RC = (x₂ − x₁)/S_diff."""
    measurement_se: float
    """S_E = SD √(1 − r), in axis points."""
    difference_se: float
    """S_diff = √(2 S_E²), in axis points."""

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
    """Whether its wording differs between the two."""

    @property
    def answered_once(self) -> bool:
        """Whether only one of the two results has an answer."""
        return self.before is None or self.after is None


@dataclass(frozen=True, slots=True)
class Change:
    """The change from one result to a later one."""

    comparability: Comparability
    axis: Difference | None
    """None if the two can't be compared, or one has no position on the shared questions."""
    scales: tuple[ScaleChange, ...]
    """In the later file's order; without those that lack a score in either result."""
    reliable_change: ReliableChange | None
    """None unless the later questionnaire is calibrated and scored like the earlier one."""
    contributions: tuple[Contribution, ...]
    """One for each question of both poles, facet by facet; empty if `axis` is None."""

    @property
    def moving(self) -> tuple[Contribution, ...]:
        """The contributions other than 0, the largest first; they add up to the change."""
        moving = [one for one in self.contributions if round(one.axis_points, 9)]
        return tuple(sorted(moving, key=lambda one: -abs(one.axis_points)))


def compare(before: Result, after: Result) -> Change:
    """The change from `before` to `after`, on the questions that both score alike.

    The axis is the main question and is tested by itself; Holm's correction covers all scales
    that have a score in both. Facets are not tested. If the questionnaires differ in what they
    score, both results are scored again on the shared questions.
    """
    shared = comparability(before.questionnaire, after.questionnaire)
    if shared.kind == "different":
        return Change(shared, None, (), None, ())
    groups = _shared_groups(before.questionnaire, after.questionnaire, shared)
    earlier, later = _score_shared(before, groups, shared), _score_shared(after, groups, shared)
    scales = _scale_changes(earlier, later)
    defined = after.questionnaire.axis
    if defined is None or not {defined.low, defined.high} <= groups.keys():
        return Change(shared, None, scales, None, ())
    first, second = axis_score(defined, earlier.scales), axis_score(defined, later.scales)
    if first is None or second is None:
        return Change(shared, None, scales, None, ())
    difference = Difference(first.position, second.position)
    reliable = None
    if defined.calibration is not None and shared.kind != "shared":
        reliable = reliable_change(
            difference.before.value, difference.after.value, defined.calibration
        )
    contributions = (
        *_contributions(defined.low, earlier, later, sign=-1, reworded=shared.reworded),
        *_contributions(defined.high, earlier, later, sign=1, reworded=shared.reworded),
    )
    return Change(shared, difference, scales, reliable, contributions)


def reliable_change(before: float, after: float, calibration: Calibration) -> ReliableChange:
    """The reliable change index for two positions in axis points, the calibration's unit."""
    measurement = calibration.sd * math.sqrt(1 - calibration.reliability)
    difference = math.sqrt(2 * measurement**2)
    return ReliableChange((after - before) / difference, measurement, difference)


def holm(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Probabilities 0..1 adjusted by Holm's step-down method, in the given order."""
    adjusted = [0.0] * len(probabilities)
    largest = 0.0
    ranked = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    for rank, index in enumerate(ranked):
        largest = max(largest, min(1.0, (len(ranked) - rank) * probabilities[index]))
        adjusted[index] = largest
    return tuple(adjusted)


@dataclass(frozen=True, slots=True)
class _Shared:
    """One of the two results, scored on the shared questions."""

    answers: Mapping[str, dict[str, float | None]]
    """Points by facet and question key."""
    facets: Mapping[str, FacetPoints]
    scales: Mapping[str, ScaleScore]


def _shared_groups(
    before: Questionnaire, after: Questionnaire, shared: Comparability
) -> Mapping[str, FacetGroup]:
    """The scales of both, by id, with those of their common facets that share items."""
    facets = {after.ratings[item][0].facet for item in shared.items}
    groups = {}
    for name, scale in after.scales.items():
        if name in before.scales:
            both = [facet for facet in scale.facets if facet in before.scales[name].facets]
            if common := tuple(facet for facet in both if facet in facets):
                groups[name] = facet_group(after, common, shared.items)
    return groups


def _score_shared(
    result: Result, groups: Mapping[str, FacetGroup], shared: Comparability
) -> _Shared:
    answers: dict[str, dict[str, float | None]] = {
        facet: {} for group in groups.values() for facet in group.facets
    }
    for question, points in result.points.items():
        item = _item(question)
        facet = result.questionnaire.ratings[item][0].facet
        if item in shared.items and facet in answers:
            answers[facet][question] = points
    facets = {
        facet: facet_points(len(asked), [points for points in asked.values() if points is not None])
        for facet, asked in answers.items()
    }
    scales = {name: scale_score(name, group, facets) for name, group in groups.items()}
    return _Shared(answers, facets, scales)


def _scale_changes(earlier: _Shared, later: _Shared) -> tuple[ScaleChange, ...]:
    differences = {}
    for name, scale in later.scales.items():
        first, second = earlier.scales[name].estimate, scale.estimate
        if first is not None and second is not None:
            differences[name] = Difference(first, second)
    adjusted = holm([difference.p for difference in differences.values()])
    return tuple(
        ScaleChange(name, difference, p)
        for (name, difference), p in zip(differences.items(), adjusted, strict=True)
    )


def _contributions(
    scale: str, earlier: _Shared, later: _Shared, *, sign: int, reworded: tuple[str, ...]
) -> Iterator[Contribution]:
    """± (1/F) ((u₂ − c)/a₂ − (u₁ − c)/a₁) for each question of a pole's facet.

    F is the number of the pole's facets, u the points, a how many of the facet's questions were
    answered, c the middle between the facet's two means. The sum is the same for any c; this
    one keeps the share of a question answered only once within its facet's own change. For a
    question answered twice, with a the same both times, it is ± (u₂ − u₁)/(F a).
    """
    facets = [scored.facet for scored in later.scales[scale].facets]
    for facet in facets:
        first, second = earlier.facets[facet], later.facets[facet]
        middle = (first.mean + second.mean) / 2
        for question in later.answers[facet] | earlier.answers[facet]:
            u1 = earlier.answers[facet].get(question)
            u2 = later.answers[facet].get(question)
            if u1 is None and u2 is None:
                continue
            share = 0.0
            if u2 is not None:
                share += (u2 - middle) / second.answered
            if u1 is not None:
                share -= (u1 - middle) / first.answered
            yield Contribution(
                question=question,
                scale=scale,
                facet=facet,
                before=u1,
                after=u2,
                axis_points=sign * share / len(facets),
                reworded=_item(question) in reworded,
            )


def _item(question: str) -> str:
    """The id of the item in the question key `question`."""
    return question.partition("/")[0]
