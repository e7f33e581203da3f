"""The axis between two poles: one position on it, or two and the way between them."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.canvas import cell_between
from netztui.tui.plots.value_line import AXIS, axis_ground, estimate_line, value_line
from netztui.tui.view_models import PositionEstimate

EARLIER = "○"
LATER = "●"


def _poles_and_cells(low: str, high: str, width: int) -> tuple[Content, Content, int]:
    """The poles' names, shortened to leave most of `width` to the axis, and the axis's cells."""
    room = max(4, width // 4)
    names = [plain(name).truncate(room, ellipsis=True) for name in (low, high)]
    return names[0], names[1], max(3, width - sum(name.cell_length for name in names) - 4)


def _figure(position: float, start: int, cells: int, width: int) -> Content:
    """A position's figure at its place on an axis that begins at the column `start`."""
    figure = signed(position)
    column = start + cell_between(position, *AXIS, cells) - len(figure) // 2
    return joined(" " * max(0, min(width - len(figure), column)), plain(figure, "bold"))


class AxisBar(Widget):
    """The axis with its poles' names; the position's figure is below it."""

    DEFAULT_CSS = "AxisBar { height: 2; width: 1fr; }"

    def __init__(
        self,
        low: str = "",
        high: str = "",
        estimate: PositionEstimate | None = None,
        *,
        classes: str | None = None,
    ) -> None:
        super().__init__(classes=classes)
        self._low = low
        self._high = high
        self._estimate = estimate

    def show(self, low: str, high: str, estimate: PositionEstimate) -> None:
        """Show `estimate` between the poles named `low` and `high`."""
        self._low, self._high, self._estimate = low, high, estimate
        self.refresh()

    def render(self) -> Content:
        """Two lines as wide as the widget."""
        if self._estimate is None:
            return plain("")
        width = self.size.width
        low, high, cells = _poles_and_cells(self._low, self._high, width)
        bar = joined(low, " ├", estimate_line(self._estimate, axis_ground(cells)), "┤ ", high)
        figure = _figure(self._estimate.position, low.cell_length + 2, cells, width)
        return lines(bar, figure)


class AxisComparison(Widget):
    """Five lines: the earlier position's figure and uncertainty, the axis, the later one's."""

    DEFAULT_CSS = "AxisComparison { height: 5; width: 1fr; }"

    def __init__(
        self,
        poles: Callable[[], tuple[str, str]],
        earlier: PositionEstimate,
        later: PositionEstimate,
        *,
        classes: str,
    ) -> None:
        super().__init__(classes=classes)
        self._poles = poles
        self._earlier = earlier
        self._later = later

    def render(self) -> Content:
        """As wide as the widget."""
        width = self.size.width
        low, high, cells = _poles_and_cells(*self._poles(), width)
        start = low.cell_length + 2
        margin, blank = " " * start, " " * cells
        return lines(
            _figure(self._earlier.position, start, cells, width),
            joined(margin, estimate_line(self._earlier, blank, EARLIER)),
            joined(low, " ├", self._change_line(cells), "┤ ", high),
            joined(margin, estimate_line(self._later, blank, LATER)),
            _figure(self._later.position, start, cells, width),
        )

    def _change_line(self, cells: int) -> Content:
        """The axis with an arrow from the earlier to the later position."""
        earlier, later = self._earlier.position, self._later.position
        here, there = (cell_between(end, *AXIS, cells) for end in (earlier, later))
        low, high = min(earlier, later), max(earlier, later)
        line = value_line(later, LATER, axis_ground(cells), ranges=[(low, high, "━")])
        signs = {here: EARLIER, there: LATER}
        if abs(there - here) > 1:
            signs[there - 1 if there > here else there + 1] = "▸" if there > here else "◂"
        for cell, sign in signs.items():
            line = joined(line[:cell], plain(sign, "bold $text-primary"), line[cell + 1 :])
        return line
