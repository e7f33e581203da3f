"""The scores of a group in each area: its median and its middle half."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from netztui.group.people import area
from netztui.group.privacy import base, middle_half, to_bin
from netztui.scoring.bands import Band, band
from netztui.scoring.result import Result


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of a group, in points 0..100 or axis points −100..100."""

    median: int
    """Of the person in the middle, rounded to bins of 10 points."""
    middle: tuple[int, int] | None
    """The ends of the middle half, likewise; None in a small group."""
    band: Band | None
    """Of the median; None on the axis."""

    @property
    def width(self) -> int | None:
        """Of the middle half, in points; None in a small group."""
        return None if self.middle is None else self.middle[1] - self.middle[0]


def spreads(results: Sequence[Result], names: Iterable[str], minimum: int) -> dict[str, Spread]:
    """The areas that enough people have a score in; if hardly anybody has none, it counts as 0."""
    found = {}
    for name in names:
        scores = [area(result, name) for result in results]
        values = base([None if one is None else one.value for one in scores], 0, minimum)
        if (spread := spread_of(values or ())) is not None:
            found[name] = spread
    return found


def spread_of(values: Sequence[float]) -> Spread | None:
    """The spread of points; None if `values` is empty."""
    if not values:
        return None
    median, middle = median_low(values), middle_half(values)
    ends = None if middle is None else (to_bin(middle[0]), to_bin(middle[1]))
    return Spread(to_bin(median), ends, band(median))
