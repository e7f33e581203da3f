"""The psychometric figures of a questionnaire in a group, for its calibration.

They need everybody's answers to several questions at once. Means and standard deviations are
rounded by how many people there are (`privacy.rounded`), coefficients to two decimals.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from netztui.group.before_after import Pair
from netztui.group.items import rated_items
from netztui.group.people import People, questionnaire_of
from netztui.group.privacy import BIN, MINIMUM, rounded, rounded_deviation
from netztui.group.statistics import (
    Interval,
    Matrix,
    alpha_interval,
    correlation,
    correlation_interval,
    covariances,
    cronbach_alpha,
    deviation_interval,
    omega_total,
    rest_correlation,
)

FEW_PEOPLE = 30
"""Below this, the figures are too uncertain to build on."""


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How a rating was answered. The raw values are those of its response scale."""

    mean: float
    deviation: float
    """Standard deviation, with n − 1."""
    rest: float | None
    """Correlation with the sum of the other items of its scale, keyed; None if one is constant."""


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """The internal consistency of a scale; None for what can't be computed."""

    items: int
    alpha: float | None
    alpha95: Interval | None
    omega: float | None


@dataclass(frozen=True, slots=True)
class Retest:
    """The positions of the same people on two occasions."""

    pairs: int
    reliability: float
    """Pearson's r."""
    reliability95: Interval
    deviation: float
    """Standard deviation of their positions on the first occasion, in axis points."""


@dataclass(frozen=True, slots=True)
class CalibrationFigures:
    """The figures of one questionnaire, from people who answered all of its ratings."""

    small: bool
    """Whether they are fewer than FEW_PEOPLE."""
    scales: Mapping[str, ScaleFigures]
    items: Mapping[str, ItemFigures]
    deviation: float | None
    """Standard deviation of the positions, in axis points."""
    deviation95: Interval | None
    retest: Retest | None
    """None without five people on two occasions, or if the positions on one of them do not vary."""


def calibration_figures(
    people: People, pairs: Sequence[Pair] = (), minimum: int = MINIMUM
) -> CalibrationFigures | None:
    """None if fewer than `minimum` answered everything; `pairs` are the same people twice."""
    complete = [person for person in people if None not in person.result.question_points]
    if len(complete) < minimum or minimum < MINIMUM:
        return None
    n, questionnaire = len(complete), questionnaire_of(complete)
    scales, items = {}, {}
    points = [person.result.points for person in complete]
    for name, scale in questionnaire.scales.items():
        names = [
            item
            for item in rated_items(complete)
            if questionnaire.ratings[item][0].facet in scale.facets
        ]
        rows = [[one[item] or 0.0 for item in names] for one in points]
        covariance = covariances(rows)
        scales[name] = _scale_figures(covariance, n)
        for place, item in enumerate(names):
            values = questionnaire.ratings[item][1].values
            raw = [int(str(person.result.values[item])) for person in complete]
            deviation = math.sqrt(covariance[place][place]) * (values[-1] - values[0]) / 100
            items[item] = ItemFigures(
                rounded(fmean(raw), 1, n),
                rounded_deviation(deviation, 1, n),
                _two(rest_correlation(covariance, place)),
            )
    positions = [person.result.axis.position.value for person in complete if person.result.axis]
    spread = stdev(positions) if len(positions) == n else None
    return CalibrationFigures(
        small=n < FEW_PEOPLE,
        scales=scales,
        items={item: items[item] for item in rated_items(complete) if item in items},
        deviation=None if spread is None else rounded_deviation(spread, BIN, n),
        deviation95=None if spread is None else _coarse(deviation_interval(spread, n), n),
        retest=_retest(pairs, minimum),
    )


def _scale_figures(covariance: Matrix, people: int) -> ScaleFigures:
    alpha, omega = cronbach_alpha(covariance), omega_total(covariance)
    ends = None if alpha is None else _two_each(alpha_interval(alpha, people, len(covariance)))
    return ScaleFigures(len(covariance), _two(alpha), ends, _two(omega))


def _two(coefficient: float | None) -> float | None:
    return None if coefficient is None else round(coefficient, 2)


def _two_each(ends: Interval) -> Interval:
    return round(ends[0], 2), round(ends[1], 2)


def _retest(pairs: Sequence[Pair], minimum: int) -> Retest | None:
    placed = [
        (before.result.axis.position.value, after.result.axis.position.value)
        for before, after in pairs
        if before.result.axis and after.result.axis
    ]
    if len(placed) < minimum:
        return None
    first, second = zip(*placed, strict=True)
    r = correlation(first, second)
    if r is None:
        return None
    n = len(placed)
    deviation = rounded_deviation(stdev(first), BIN, n)
    return Retest(n, round(r, 2), _two_each(correlation_interval(r, n)), deviation)


def _coarse(ends: Interval, people: int) -> Interval:
    low, high = (rounded_deviation(end, BIN, people) for end in ends)
    return low, high
