"""Values with their uncertainty: each in one line of characters, and charts of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import copysign, exp
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.catalogue import _
from netztui.i18n.formats import number, signed
from netztui.questionnaire.marks import LEANING
from netztui.tui.content import hanging, joined, lines, plain

if TYPE_CHECKING:
    # The start screen is painted before any of these is needed.
    from netztui.questionnaire.model import Axis
    from netztui.text.result import AreaLine
    from netztui.tui.view_models import PositionEstimate

AXIS = (-100.0, 100.0)
POINTS = (0.0, 100.0)
EARLIER = "○"
LATER = "●"
EIGHTHS = " ▁▂▃▄▅▆▇█"
LOW, HIGH, NEUTRAL = "$pole-low", "$pole-high", "$foreground"
"""The styles of the axis's two sides and of level ground; signs and words say the same."""
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
    before it, and what is beyond the ends is drawn at the end. A ground with a middle is an axis
    and has its poles' colours.
    """
    middle = ground.find("┼")
    cells = [(character, "$muted") for character in ground]
    for cell, character in enumerate(ground):
        if character == "─":
            side = f"{side_style(cell - middle)}-muted" if middle >= 0 else "$line"
            cells[cell] = character, side
    for low, high, sign, style in ranges:
        first, last = (cell_between(end, *span, len(cells)) for end in (low, high))
        cells[first : last + 1] = [(sign, style)] * (last + 1 - first)
    for value, sign, style in signs:
        cells[cell_between(value, *span, len(cells))] = (sign, f"bold {style}")
    return _merged(cells)


def _merged(cells: Sequence[tuple[str, str]]) -> Content:
    """Characters with their styles as a line, with one span for neighbours of one style."""
    alike = groupby(cells, itemgetter(1))
    return Content.assemble(*(("".join(sign for sign, _ in run), style) for style, run in alike))


def axis_ground(cells: int, level: float = 0.0) -> str:
    """The axis without a value: a line with a mark at 0, dashed up to `level` to both sides."""
    low, middle, high = (cell_between(value, *AXIS, cells) for value in (-level, 0, level))
    dashes = "┄" * (middle - low), "┄" * (high - middle)
    return "─" * low + "┼".join(dashes) + "─" * (cells - 1 - high)


def estimate_line(estimate: PositionEstimate, ground: str) -> Content:
    """● at the position, ━ the 95% interval, on `ground`; each in the colour of its side."""
    (low, high), level = estimate.interval, estimate.level
    parts = [(low, min(high, -level), LOW), (max(low, level), high, HIGH)]
    reach = [(low, high, "━", NEUTRAL)]
    reach += [(first, last, "━", style) for first, last, style in parts if first < last]
    style = side_style(estimate.position, level)
    return value_line(ground, reach, [(estimate.position, LATER, style)])


def _heights(estimate: PositionEstimate, cells: int, height: int) -> list[tuple[int, str]]:
    """The eighths of a line that a normal curve reaches in each cell, and the cell's style."""
    reach = max(abs(end - estimate.position) for end in estimate.interval)
    places = [(2 * cell / (cells - 1) - 1) * AXIS[1] for cell in range(cells)]
    # Narrower than a cell, the curve could fall between two.
    spread = max(reach / 1.96, AXIS[1] / (cells - 1))
    found = []
    for place in places:
        share = exp(-(((place - estimate.position) / spread) ** 2) / 2)
        side = side_style(place, estimate.level)
        found.append((round(8 * height * share), "$muted" if side == NEUTRAL else side))
    return found


def _risen(heights: Sequence[tuple[int, str]], height: int) -> list[Content]:
    """Columns of eighths, `height` lines high."""

    def row(line: int) -> Content:
        cells = [(max(0, min(8, eighths - 8 * line)), style) for eighths, style in heights]
        return _merged([(EIGHTHS[eighths], style) for eighths, style in cells])

    return [row(line) for line in reversed(range(height))]


def curve(estimate: PositionEstimate, cells: int, height: int) -> list[Content]:
    """How likely each place on the axis is: a normal curve whose middle 95% is the interval.

    It is `height` lines high, in eighths of a line; each cell has the colour of its side.
    """
    return _risen(_heights(estimate, cells, height), height)


def twin_hills(
    earlier: PositionEstimate, later: PositionEstimate, cells: int, height: int
) -> list[Content]:
    """Both curves, each where it is the higher one; the earlier one is grey throughout."""
    before, after = (_heights(one, cells, height) for one in (earlier, later))
    higher = [
        (then[0], "$muted")
        if then[0] > now[0]
        else (now[0], NEUTRAL if now[1] == "$muted" else now[1])
        for then, now in zip(before, after, strict=True)
    ]
    return _risen(higher, height)


def change_line(earlier: float, later: float, ground: str, level: float = 0) -> Content:
    """An arrow from the earlier to the later value, in the colour of its direction."""
    cell = copysign((AXIS[1] - AXIS[0]) / (len(ground) - 1), later - earlier)
    # Two values that are too near for an arrow cover its tip.
    tip = sorted((earlier, later - cell, later))[1]
    direction = side_style(later - earlier)
    signs = [
        (tip, "▸" if later > earlier else "◂", direction),
        (earlier, EARLIER, side_style(earlier, level)),
        (later, LATER, side_style(later, level)),
    ]
    reach = min(earlier, later), max(earlier, later), "━", direction
    return value_line(ground, [reach], signs)


# Charts


def named_poles(low: str, high: str, room: int) -> tuple[Content, Content]:
    """The poles' names in their colours, shortened to `room`."""
    first, last = plain(low, LOW), plain(high, HIGH)
    return first.truncate(room, ellipsis=True), last.truncate(room, ellipsis=True)


def poles_and_cells(low: str, high: str, width: int) -> tuple[Content, Content, int]:
    """The poles' names, shortened to leave most of `width` to the axis, and the axis's cells."""
    first, last = named_poles(low, high, max(4, width // 4))
    return first, last, max(3, width - first.cell_length - last.cell_length - 4)


def empty_axis(low: str, high: str, width: int) -> Content:
    """The axis with its ends and middle, and no position."""
    first, last, cells = poles_and_cells(low, high, width)
    bar = joined(first, " ├", value_line(axis_ground(cells), [], []), "┤ ", last)
    return lines(bar, axis_scale(first.cell_length + 2, cells))


def _figure(estimate: PositionEstimate, start: int, cells: int, width: int) -> Content:
    """The position's figure at its place on an axis that begins at the column `start`."""
    figure, style = signed(estimate.position), side_style(estimate.position, estimate.level)
    column = start + cell_between(estimate.position, *AXIS, cells) - len(figure) // 2
    return joined(" " * max(0, min(width - len(figure), column)), plain(figure, f"bold {style}"))


def axis_scale(start: int, cells: int) -> Content:
    """The names of the ends and the middle, below an axis that begins at the column `start`."""
    scale = " " * (start - 2)
    for value, name in ((AXIS[0], signed(AXIS[0])), (0, _("level")), (AXIS[1], signed(AXIS[1]))):
        place = start + cell_between(value, *AXIS, cells) - len(name) // 2
        scale = scale.ljust(place) + name
    return plain(scale, "$muted")


def axis_picture(
    low: str, high: str, estimate: PositionEstimate, width: int, *, hill: int = 0
) -> Content:
    """The axis between the poles named `low` and `high`, with its ends and middle named below.

    Near 0 the poles are level. A curve of `hill` lines above it shows how likely each place is;
    without one, the position's figure is there.
    """
    first, last, cells = poles_and_cells(low, high, width)
    start = first.cell_length + 2
    above = [joined(" " * start, line) for line in curve(estimate, cells, hill)]
    line = estimate_line(estimate, axis_ground(cells, estimate.level))
    bar = joined(first, " ├", line, "┤ ", last)
    figure = [] if above else [_figure(estimate, start, cells, width)]
    return lines(*above, *figure, bar, axis_scale(start, cells))


class BarRow(NamedTuple):
    """A value with its label; None if there were too few answers for it."""

    label: str
    value: float | None
    se: float | None = None
    style: str = NEUTRAL


def bars(rows: Sequence[BarRow], width: int) -> Content:
    """A line for each value from 0 to 100: ● with ━ one standard error to each side.

    Labels take at most half of `width`.
    """
    labels = [plain(row.label) for row in rows]
    room = min(max(label.cell_length for label in labels), LABEL_ROOM, max(8, width // 2))
    cells = max(5, width - room - FIGURE_ROOM - 2)

    def drawn(value: float | None, se: float | None, style: str) -> Content:
        if value is None:
            return plain(_("too few answers"), "$muted italic")
        reach = [] if se is None else [(value - se, value + se, "━", style)]
        line = value_line("─" * cells, reach, [(value, LATER, style)], POINTS)
        return joined(line, f" {number(value):>3}", "" if se is None else f" ± {number(se)}")

    return lines(
        *(
            joined(label.truncate(room, ellipsis=True, pad=True), " ", drawn(*row[1:]))
            for row, label in zip(rows, labels, strict=True)
        )
    )


def share_bar(points: float, cells: int, style: str) -> Content:
    """Points from 0 to 100 as a bar of `cells`, in halves of a cell."""
    halves = round(points / POINTS[1] * 2 * cells)
    done = "━" * (halves // 2) + "╸" * (halves % 2)
    return joined(plain(done, style), plain("─" * (cells - len(done)), "$line"))


def areas(rows: Sequence[tuple[AreaLine, str]], width: int) -> Content:
    """Each area with a bar of its points in a style, how often it was, and what it is."""
    cells = max(8, min(20, width // 4))
    drawn: list[Content] = []
    for row, style in rows:
        bar = joined(share_bar(row.points, cells, style), "  ")
        drawn += hanging(bar, plain(row.label, "bold"), width)
        words = joined(
            row.how_often, plain(f" · {row.description}" * bool(row.description), "$muted")
        )
        drawn += hanging(plain(" " * bar.cell_length), words, width)
    return lines(*drawn)


def poles_above(low: str, high: str, width: int) -> Content:
    """The poles' names above the ends of axes that are `width` cells wide, and the middle's."""
    first, last = named_poles(low, high, max(4, width // 2 - 5))
    level = _("level")
    start = cell_between(0, *AXIS, width) - len(level) // 2
    gap = start - first.cell_length
    rest = width - start - len(level) - last.cell_length
    if min(gap, rest) < 1:
        return joined(first, " " * max(1, width - first.cell_length - last.cell_length), last)
    return joined(first, " " * gap, plain(level, "$muted"), " " * rest, last)


def small_axis(position: float, level: float, width: int) -> Content:
    """A position that claims no certainty, on an axis without names."""
    ground = axis_ground(width, level)
    return value_line(ground, [], [(position, LATER, side_style(position, level))])
