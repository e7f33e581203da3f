"""The axis in one line: where a result lies between the two poles, and how sure that is."""

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from netztui.i18n import signed
from netztui.tui.content import joined, lines, plain


@dataclass(frozen=True, slots=True)
class Mark:
    """A position on the axis, −100..100, with standard error and 95 % interval in axis points."""

    position: float
    se: float
    interval: tuple[float, float]


def cell_of(position: float, cells: int) -> int:
    """The cell (0 to cells − 1) in which a position from −100 to 100 lies; beyond is the end."""
    return max(0, min(cells - 1, round((position + 100) / 200 * (cells - 1))))


def track(mark: Mark, cells: int) -> Content:
    """The axis between its ends: █ the position, ▒ one standard error, ░ the 95 % interval."""
    here = cell_of(mark.position, cells)
    near = range(
        cell_of(mark.position - mark.se, cells), cell_of(mark.position + mark.se, cells) + 1
    )
    far = range(cell_of(mark.interval[0], cells), cell_of(mark.interval[1], cells) + 1)
    middle = cell_of(0, cells)
    parts = []
    for place in range(cells):
        if place == here:
            parts.append(("█", "bold $text-primary"))
        elif place in near:
            parts.append(("▒", "$text-primary"))
        elif place in far:
            parts.append(("░", "$text-primary"))
        else:
            parts.append(("┼" if place == middle else "─", "$muted"))
    return Content.assemble(*parts)


class AxisBar(Widget):
    """The axis with its poles' names; the position's figure stands below it."""

    DEFAULT_CSS = "AxisBar { height: 2; width: 1fr; }"

    def __init__(
        self, low: str = "", high: str = "", mark: Mark | None = None, *, classes: str | None = None
    ) -> None:
        super().__init__(classes=classes)
        self._low = plain(low)
        self._high = plain(high)
        self._mark = mark

    def place(self, low: str, high: str, mark: Mark) -> None:
        """Show `mark` between the poles named `low` and `high`."""
        self._low, self._high, self._mark = plain(low), plain(high), mark
        self.refresh()

    def render(self) -> Content:
        """Two lines as wide as the widget."""
        if self._mark is None:
            return plain("")
        width = self.size.width
        room = max(4, width // 4)
        low = self._low.truncate(room, ellipsis=True)
        high = self._high.truncate(room, ellipsis=True)
        cells = max(3, width - low.cell_length - high.cell_length - 4)
        bar = joined(low, " ├", track(self._mark, cells), "┤ ", high)
        figure = signed(self._mark.position)
        start = low.cell_length + 2 + cell_of(self._mark.position, cells) - len(figure) // 2
        start = max(0, min(width - len(figure), start))
        return lines(bar, joined(" " * start, plain(figure, "bold")))
