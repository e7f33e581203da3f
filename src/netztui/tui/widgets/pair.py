"""Two positions on one axis, and the way from the one to the other."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.widgets.axis import PositionEstimate, cell_of, ends, shades

EARLIER = "○"
LATER = "●"


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
        low, high, cells = ends(*self._poles(), width)
        start = low.cell_length + 2
        here, there = cell_of(self._earlier.position, cells), cell_of(self._later.position, cells)
        return lines(
            self._figure(self._earlier, start + here, width),
            joined(" " * start, shades(self._earlier, cells, EARLIER)),
            joined(low, " ├", _way(here, there, cells), "┤ ", high),
            joined(" " * start, shades(self._later, cells, LATER)),
            self._figure(self._later, start + there, width),
        )

    @staticmethod
    def _figure(mark: PositionEstimate, column: int, width: int) -> Content:
        figure = signed(mark.position)
        indent = max(0, min(width - len(figure), column - len(figure) // 2))
        return joined(" " * indent, plain(figure, "bold"))


def _way(here: int, there: int, cells: int) -> Content:
    """The axis with an arrow from the cell `here` to the cell `there`."""
    first, last = min(here, there), max(here, there)
    head = there - 1 if there > here else there + 1
    parts = []
    for place in range(cells):
        if place == there:
            parts.append((LATER, "bold $text-primary"))
        elif place == here:
            parts.append((EARLIER, "bold $text-primary"))
        elif place == head and last - first > 1:
            parts.append(("▸" if there > here else "◂", "bold $text-primary"))
        elif first < place < last:
            parts.append(("━", "$text-primary"))
        else:
            parts.append(("┼" if place == cell_of(0, cells) else "─", "$muted"))
    return Content.assemble(*parts)
