"""Values with their uncertainty: each in one line of characters, and charts of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import copysign, exp
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.catalogue import _
from netztui.i18n.formats import number, signed
from netztui.questionnaire.marks import LEANING
from netztui.tui.content import hanging, joined, lines, plain
from netztui.tui.view_models import PositionEstimate

if TYPE_CHECKING:
    # The start screen is painted before this is needed.
    from netztui.questionnaire.model import Axis

AXIS = (-100.0, 100.0)
POINTS = (0.0, 100.0)
EARLIER = "○"
LATER = "●"
EIGHTHS = " ▁▂▃▄▅▆▇█"
LOW, HIGH, NEUTRAL = "$pole-low", "$pole-high", "$foreground"
"""The styles of the axis's two sides and of level ground; signs and words tell the same."""
LABEL_ROOM = 34
FIGURE_ROOM = 9


class Chart(Widget):
    """Shows what `draw` returns for a width in cells."""

    DEFAULT_CSS = "Chart { height: auto; width: 1fr; }"

    def __init__(self, draw: Callable[[int], Content], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._draw = draw

    def show(self, draw: Callable[[int], Content]) -> None:
        """Show something else."""
        self._draw = draw
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are drawn."""
        return self._draw(width).plain.count("\n") + 1

    def render(self) -> Content:
        """As wide as the widget."""
        return self._draw(self.size.width)


def side_style(value: float, level: float = 0.0) -> str:
    """The style of the side that a position or a change is on; neutral within `level` of 0."""
    if abs(value) <= level:
        return NEUTRAL
    return HIGH if value > 0 else LOW


def placement_style(placement: str | None, axis: Axis | None) -> str:
    """The style of the pole that a placement names, for sure or as what it leans to."""
    poles = {axis.low: LOW, axis.high: HIGH} if axis is not None else {}
    return poles.get((placement or "").removeprefix(LEANING), NEUTRAL)


# One line


def cell_between(value: float, first: float, last: float, cells: int) -> int:
    """The cell (0 to cells − 1) of a value between those of the first and the last cell."""
    if first == last:
        return (cells - 1) // 2
    return max(0, min(cells - 1, round((value - first) / (last - first) * (cells - 1))))


def value_line(
    ground: str,
    ranges: Sequence[tuple[float, float, str, str]],
    signs: Sequence[tuple[float, str, str]],
    span: tuple[float, float] = AXIS,
) -> Content:
    """`ground` as a line from span[0] to span[1], with ranges and single values over it.

    `ranges` are (from, to, sign, style), `signs` are (value, sign, style). Each covers the ones
    before it, and what is beyond the ends is drawn at the end. An axis has its poles' colours.
    """
    middle = ground.find("┼")
    cells = [
        (character, f"{side_style(cell - middle)}-muted" if character == "─" else "$muted")
        for cell, character in enumerate(ground)
    ]
    for low, high, sign, style in ranges:
        first, last = (cell_between(end, *span, len(cells)) for end in (low, high))
        cells[first : last + 1] = [(sign, style)] * (last + 1 - first)
    for value, sign, style in signs:
        cells[cell_between(value, *span, len(cells))] = (sign, f"bold {style}")
    return Content.assemble(*cells)


def axis_ground(cells: int, level: float = 0.0) -> str:
    """The axis without a value: a line with a mark at 0, dashed up to `level` to both sides."""
    low, middle, high = (cell_between(value, *AXIS, cells) for value in (-level, 0, level))
    dashes = "┄" * (middle - low), "┄" * (high - middle)
    return "─" * low + "┼".join(dashes) + "─" * (cells - 1 - high)


def estimate_line(estimate: PositionEstimate, ground: str, sign: str = LATER) -> Content:
    """`sign` at the position, ━ the 95% interval, on `ground`; each in the colour of its side."""
    (low, high), level = estimate.interval, estimate.level
    parts = [(low, min(high, -level), LOW), (max(low, level), high, HIGH)]
    reach = [(low, high, "━", NEUTRAL)]
    reach += [(first, last, "━", style) for first, last, style in parts if first < last]
    style = side_style(estimate.position, level)
    return value_line(ground, reach, [(estimate.position, sign, style)])


def curve(estimate: PositionEstimate, cells: int, height: int) -> list[Content]:
    """How likely each place on the axis is: a normal curve whose middle 95% is the interval.

    It is `height` lines high, in eighths of a line; each cell has the colour of its side.
    """
    reach = max(abs(end - estimate.position) for end in estimate.interval)
    places = [(2 * cell / (cells - 1) - 1) * AXIS[1] for cell in range(cells)]
    # Narrower than a cell, the curve could fall between two.
    spread = max(reach / 1.96, AXIS[1] / (cells - 1))
    heights = [
        round(8 * height * exp(-(((place - estimate.position) / spread) ** 2) / 2))
        for place in places
    ]
    sides = (side_style(place, estimate.level) for place in places)
    styles = ["$muted" if side == NEUTRAL else side for side in sides]
    return [
        Content.assemble(
            *(
                (EIGHTHS[max(0, min(8, eighths - 8 * line))], style)
                for eighths, style in zip(heights, styles, strict=True)
            )
        )
        for line in reversed(range(height))
    ]


def change_line(
    earlier: float, later: float, ground: str, level: float = 0, span: tuple[float, float] = AXIS
) -> Content:
    """An arrow from the earlier to the later value, in the colour of its direction."""
    cell = copysign((span[1] - span[0]) / (len(ground) - 1), later - earlier)
    # Two values that are too near for an arrow cover its tip.
    tip = sorted((earlier, later - cell, later))[1]
    direction = side_style(later - earlier)
    signs = [
        (tip, "▸" if later > earlier else "◂", direction),
        (earlier, EARLIER, side_style(earlier, level)),
        (later, LATER, side_style(later, level)),
    ]
    reach = min(earlier, later), max(earlier, later), "━", direction
    return value_line(ground, [reach], signs, span)


# Charts


def named_poles(low: str, high: str, room: int) -> tuple[Content, Content]:
    """The poles' names in their colours, shortened to `room`."""
    first, last = plain(low, LOW), plain(high, HIGH)
    return first.truncate(room, ellipsis=True), last.truncate(room, ellipsis=True)


def _poles_and_cells(low: str, high: str, width: int) -> tuple[Content, Content, int]:
    """The poles' names, shortened to leave most of `width` to the axis, and the axis's cells."""
    first, last = named_poles(low, high, max(4, width // 4))
    return first, last, max(3, width - first.cell_length - last.cell_length - 4)


def _figure(estimate: PositionEstimate, start: int, cells: int, width: int) -> Content:
    """The position's figure at its place on an axis that begins at the column `start`."""
    figure, style = signed(estimate.position), side_style(estimate.position, estimate.level)
    column = start + cell_between(estimate.position, *AXIS, cells) - len(figure) // 2
    return joined(" " * max(0, min(width - len(figure), column)), plain(figure, f"bold {style}"))


def axis_picture(
    low: str, high: str, estimate: PositionEstimate, width: int, *, hill: int = 0
) -> Content:
    """The axis between the poles named `low` and `high`, with its ends and middle named below.

    Near 0 the poles are level. A curve of `hill` lines above it shows how likely each place is;
    without one, the position's figure is there.
    """
    first, last, cells = _poles_and_cells(low, high, width)
    start = first.cell_length + 2
    above = [joined(" " * start, line) for line in curve(estimate, cells, hill)]
    line = estimate_line(estimate, axis_ground(cells, estimate.level))
    bar = joined(first, " ├", line, "┤ ", last)
    scale = " " * (start - 2)
    for value, name in ((AXIS[0], signed(AXIS[0])), (0, _("level")), (AXIS[1], signed(AXIS[1]))):
        place = start + cell_between(value, *AXIS, cells) - len(name) // 2
        scale = scale.ljust(place) + name
    figure = [] if above else [_figure(estimate, start, cells, width)]
    return lines(*above, *figure, bar, plain(scale, "$muted"))


def axis_comparison(
    low: str, high: str, earlier: PositionEstimate, later: PositionEstimate, width: int
) -> Content:
    """The earlier position's figure and uncertainty, the axis with the change, the later one's."""
    first, last, cells = _poles_and_cells(low, high, width)
    start = first.cell_length + 2
    margin, blank = " " * start, " " * cells
    change = change_line(earlier.position, later.position, axis_ground(cells), later.level)
    return lines(
        _figure(earlier, start, cells, width),
        joined(margin, estimate_line(earlier, blank, EARLIER)),
        joined(first, " ├", change, "┤ ", last),
        joined(margin, estimate_line(later, blank, LATER)),
        _figure(later, start, cells, width),
    )


class BarRow(NamedTuple):
    """A value with its label; None if there were too few answers for it."""

    label: str
    value: float | None
    se: float | None = None
    style: str = NEUTRAL


def bars(rows: Sequence[BarRow], width: int, *, on_axis: bool = False) -> Content:
    """A line for each value; labels take at most half of `width`.

    Values are points from 0 to 100: ● with ━ one standard error to each side. With `on_axis`
    they are positions from −100 to 100: ◆ on a small axis, which claims no uncertainty.
    """
    labels = [plain(row.label) for row in rows]
    room = min(max(label.cell_length for label in labels), LABEL_ROOM, max(8, width // 2))
    cells = max(5, width - room - FIGURE_ROOM - 2)

    def drawn(value: float | None, se: float | None, style: str) -> Content:
        if value is None:
            return plain(_("too few answers"), "$muted italic")
        if on_axis:
            line = value_line(axis_ground(cells + FIGURE_ROOM - 7), [], [(value, "◆", style)])
            return joined("├", line, f"┤ {signed(value):>4}")
        reach = [] if se is None else [(value - se, value + se, "━", style)]
        line = value_line("·" * cells, reach, [(value, "●", style)], POINTS)
        return joined(line, f" {number(value):>3}", "" if se is None else f" ± {number(se)}")

    return lines(
        *(
            joined(label.truncate(room, ellipsis=True, pad=True), " ", drawn(*row[1:]))
            for row, label in zip(rows, labels, strict=True)
        )
    )


def waterfall(start: float, steps: Sequence[tuple[float, str]], width: int) -> Content:
    """From a position to another one in steps: axis points and a label each.

    Every bar begins where the last ended, in its direction's colour; the two ends are neutral.
    """
    cells = max(10, min(28, width // 4))
    reached = list(accumulate((value for value, _label in steps), initial=start))
    span = min(reached), max(reached)
    blank = " " * cells
    rows = [(start, value_line(blank, [], [(start, EARLIER, NEUTRAL)], span), _("then"))]
    for (value, label), ends in zip(steps, pairwise(reached), strict=True):
        first, last = sorted(cell_between(end, *span, cells) for end in ends)
        bar = " " * first + ("█" * (last - first) or "▏")
        rows.append((value, plain(bar, side_style(value)), label))
    rows.append((reached[-1], change_line(start, reached[-1], blank, AXIS[1], span), _("now")))
    drawn: list[Content] = []
    for value, line, label in rows:
        figure = plain(f"{signed(value, 1):>6} ", "bold")
        drawn += hanging(joined(figure, line.truncate(cells + 2, pad=True)), plain(label), width)
    return lines(*drawn)
