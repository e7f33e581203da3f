"""Where the parts of a picture go, as percentages of its width.

`templates/pictures.html.j2` draws them as SVG. Percentages instead of a `viewBox` let a picture
follow the width of the page while its lines and letters keep their size.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.model import Axis

AXIS = (-100.0, 100.0)
POINTS = (0.0, 100.0)

Side: TypeAlias = Literal["low", "level", "high"]
"""The axis's low or high pole, or neither: the class that gives a part its colour."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the width, both 0..100."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A value on a line, with what belongs to it."""

    name: str
    """Unique on the page."""
    title: str
    description: str
    """What the picture shows, in words."""
    point: float | None
    """0..100; None if there is no value."""
    side: Side
    reach: Span | None = None
    """The uncertainty of the value."""
    level: Span | None = None
    """The part of an axis where the poles are level."""
    earlier: float | None = None
    """0..100: an earlier value of the same."""
    earlier_side: Side = "level"
    direction: Side = "level"
    """The way from the earlier value to this one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people are in a part of a line."""

    count: str
    middle: float
    """0..100: where the number goes."""
    parts: tuple[tuple[Span, str], ...]
    """What is drawn, each with the class that gives it its colour."""
    height: int = 100
    """Per cent of the highest one."""
    label: str = ""


def across(value: float, ends: tuple[float, float] = AXIS) -> float:
    """Where a value is on a line between two ends, 0..100; one beyond them is at the end."""
    low, high = ends
    return round(100 * (min(max(value, low), high) - low) / (high - low), 2)


def span(low: float, high: float, ends: tuple[float, float] = AXIS) -> Span:
    """The part of the line from one value to a higher one."""
    start = across(low, ends)
    return Span(start, round(across(high, ends) - start, 2))


def side_of(value: float, level: float = 0.0) -> Side:
    """The side that a position or a change is on; level within `level` of 0."""
    if abs(value) <= level:
        return "level"
    return "high" if value > 0 else "low"


def side_named(name: str | None, axis: Axis | None) -> Side:
    """The side of a scale, or of a placement that names a pole or leans to one."""
    poles: dict[str, Side] = {axis.low: "low", axis.high: "high"} if axis is not None else {}
    return poles.get((name or "").removeprefix(LEANING), "level")
