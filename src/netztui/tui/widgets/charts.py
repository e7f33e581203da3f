"""Values with their uncertainty: each in one line of characters, and charts of several lines."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import copysign
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.catalogue import _
from netztui.i18n.formats import number, signed
from netztui.tui.content import hanging, joined, lines, plain
from netztui.tui.view_models import PositionEstimate

AXIS = (-100.0, 100.0)
POINTS = (0.0, 100.0)
EARLIER = "○"
LATER = "●"
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


# One line


def cell_between(value: float, first: float, last: float, cells: int) -> int:
    """The cell (0 to cells − 1) of a value between those of the first and the last cell."""
    if first == last:
        return (cells - 1) // 2
    return max(0, min(cells - 1, round((value - first) / (last - first) * (cells - 1))))


def value_line(
    ground: str,
    ranges: Sequence[tuple[float, float, str]],
    signs: Sequence[tuple[float, str]],
    span: tuple[float, float] = AXIS,
) -> Content:
    """`ground` as a line from span[0] to span[1], with ranges and single values over it.

    `ranges` are (from, to, sign), `signs` are (value, sign). Each covers the ones before it, and
    what is beyond the ends is drawn at the end.
    """
    cells = [(character, "$muted") for character in ground]
    for low, high, sign in ranges:
        first, last = (cell_between(end, *span, len(cells)) for end in (low, high))
        cells[first : last + 1] = [(sign, "$text-primary")] * (last + 1 - first)
    for value, sign in signs:
        cells[cell_between(value, *span, len(cells))] = (sign, "bold $text-primary")
    return Content.assemble(*cells)


def axis_ground(cells: int, level: float = 0.0) -> str:
    """The axis without a value: a line with a mark at 0, dashed up to `level` to both sides."""
    low, middle, high = (cell_between(value, *AXIS, cells) for value in (-level, 0, level))
    dashes = "┄" * (middle - low), "┄" * (high - middle)
    return "─" * low + "┼".join(dashes) + "─" * (cells - 1 - high)


def estimate_line(estimate: PositionEstimate, ground: str, sign: str = "█") -> Content:
    """`sign` at the position, ░ the 95% interval, on `ground`."""
    return value_line(ground, [(*estimate.interval, "░")], [(estimate.position, sign)])


def change_line(
    earlier: float, later: float, ground: str, span: tuple[float, float] = AXIS
) -> Content:
    """An arrow from the earlier to the later value."""
    cell = copysign((span[1] - span[0]) / (len(ground) - 1), later - earlier)
    # Two values that are too near for an arrow cover its tip.
    tip = sorted((earlier, later - cell, later))[1]
    signs = [(tip, "▸" if later > earlier else "◂"), (earlier, EARLIER), (later, LATER)]
    reach = min(earlier, later), max(earlier, later), "━"
    return value_line(ground, [reach], signs, span)


# Charts


def _poles_and_cells(low: str, high: str, width: int) -> tuple[Content, Content, int]:
    """The poles' names, shortened to leave most of `width` to the axis, and the axis's cells."""
    room = max(4, width // 4)
    first, last = (plain(name).truncate(room, ellipsis=True) for name in (low, high))
    return first, last, max(3, width - first.cell_length - last.cell_length - 4)


def _figure(position: float, start: int, cells: int, width: int) -> Content:
    """A position's figure at its place on an axis that begins at the column `start`."""
    figure = signed(position)
    column = start + cell_between(position, *AXIS, cells) - len(figure) // 2
    return joined(" " * max(0, min(width - len(figure), column)), plain(figure, "bold"))


def axis_bar(low: str, high: str, level: float, estimate: PositionEstimate, width: int) -> Content:
    """The axis between the poles named `low` and `high`; the position's figure is below it.

    Within `level` of 0, which is named above, the poles are level.
    """
    first, last, cells = _poles_and_cells(low, high, width)
    start, name = first.cell_length + 2, plain(_("level"), "$muted")
    before = start + cell_between(0, *AXIS, cells) - name.cell_length // 2
    bar = joined(first, " ├", estimate_line(estimate, axis_ground(cells, level)), "┤ ", last)
    return lines(joined(" " * before, name), bar, _figure(estimate.position, start, cells, width))


def axis_comparison(
    low: str, high: str, earlier: PositionEstimate, later: PositionEstimate, width: int
) -> Content:
    """The earlier position's figure and uncertainty, the axis with the change, the later one's."""
    first, last, cells = _poles_and_cells(low, high, width)
    start = first.cell_length + 2
    margin, blank = " " * start, " " * cells
    change = change_line(earlier.position, later.position, axis_ground(cells))
    return lines(
        _figure(earlier.position, start, cells, width),
        joined(margin, estimate_line(earlier, blank, EARLIER)),
        joined(first, " ├", change, "┤ ", last),
        joined(margin, estimate_line(later, blank, LATER)),
        _figure(later.position, start, cells, width),
    )


class BarRow(NamedTuple):
    """A value with its label; None if there were too few answers for it."""

    label: str
    value: float | None
    se: float | None = None


def bars(rows: Sequence[BarRow], width: int, *, on_axis: bool = False) -> Content:
    """A line for each value; labels take at most half of `width`.

    Values are points from 0 to 100: ● with ━ one standard error to each side. With `on_axis`
    they are positions from −100 to 100: ◆ on a small axis, which claims no uncertainty.
    """
    labels = [plain(row.label) for row in rows]
    room = min(max(label.cell_length for label in labels), LABEL_ROOM, max(8, width // 2))
    cells = max(5, width - room - FIGURE_ROOM - 2)

    def drawn(value: float | None, se: float | None) -> Content:
        if value is None:
            return plain(_("too few answers"), "$muted italic")
        if on_axis:
            line = value_line(axis_ground(cells + FIGURE_ROOM - 7), [], [(value, "◆")])
            return joined("├", line, f"┤ {signed(value):>4}")
        reach = [] if se is None else [(value - se, value + se, "━")]
        line = value_line("·" * cells, reach, [(value, "●")], POINTS)
        return joined(line, f" {number(value):>3}", "" if se is None else f" ± {number(se)}")

    return lines(
        *(
            joined(label.truncate(room, ellipsis=True, pad=True), " ", drawn(row.value, row.se))
            for row, label in zip(rows, labels, strict=True)
        )
    )


def waterfall(start: float, steps: Sequence[tuple[float, str]], width: int) -> Content:
    """From a position to another one in steps: axis points and a label each.

    Every bar begins where the last ended.
    """
    cells = max(10, min(28, width // 4))
    reached = list(accumulate((value for value, _label in steps), initial=start))
    span = min(reached), max(reached)
    blank = " " * cells
    rows = [(start, value_line(blank, [], [(start, EARLIER)], span), _("then"))]
    for (value, label), ends in zip(steps, pairwise(reached), strict=True):
        first, last = sorted(cell_between(end, *span, cells) for end in ends)
        bar = " " * first + ("█" * (last - first) or "▏")
        rows.append((value, plain(bar, "$text-primary"), label))
    rows.append((reached[-1], change_line(start, reached[-1], blank, span), _("now")))
    drawn: list[Content] = []
    for value, line, label in rows:
        figure = plain(f"{signed(value, 1):>6} ", "bold")
        drawn += hanging(joined(figure, line.truncate(cells + 2, pad=True)), plain(label), width)
    return lines(*drawn)
