"""Words for points: rare, middling or frequent, and which areas are most and least frequent.

The standard error of a facet is about 12 points, so that the bands are wide and say nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from netztui.questionnaire.marks import LEANING
from netztui.scoring.result import Result

RARE = 37.5
"""Points up to which something is called rare."""
FREQUENT = 62.5
"""Points from which something is called frequent."""
EXTREMES = 2
"""At most this many areas are named as the most or the least frequent."""

Band: TypeAlias = Literal["rare", "middling", "frequent"]


def band(points: float) -> Band:
    """The band of points 0..100; a sum's last digits make no difference."""
    rounded = round(points, 9)
    if rounded <= RARE:
        return "rare"
    return "frequent" if rounded >= FREQUENT else "middling"


def extremes(result: Result) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the poles' most and least frequent facets, the most extreme first.

    Facets without a score are left out. Whatever is named is more extreme than all that is not, so
    that with equal facets there may be only one, or none.
    """
    axis = result.questionnaire.axis
    values = {
        facet.facet: round(facet.value, 9)
        for pole in (() if axis is None else (axis.high, axis.low))
        for facet in result.scales[pole].facets
        if facet.value is not None
    }
    rising = sorted(values, key=values.__getitem__)
    return leading(rising[::-1], values), leading(rising, values)


def leading(ordered: Sequence[str], values: Mapping[str, float]) -> tuple[str, ...]:
    """At most EXTREMES of the first half, those that differ from all that follow."""
    for named in range(min(EXTREMES, len(ordered) // 2), 0, -1):
        if values[ordered[named - 1]] != values[ordered[named]]:
            return tuple(ordered[:named])
    return ()


def is_little(result: Result) -> bool:
    """Whether one pole outweighs the other, or may, though there is little of either.

    The intensity is in the rare band, and no pole is frequent by itself.
    """
    axis = result.axis
    if axis is None or result.placement is None:
        return False
    intensity = axis.intensity.value
    return (
        result.placement.removeprefix(LEANING) in {axis.low, axis.high}
        and band(intensity) == "rare"
        and band(intensity + abs(axis.position.value) / 2) != "frequent"
    )
