"""The axis in one line: where a result lies between the two poles, and how sure that is."""

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain


@dataclass(frozen=True, slots=True)
class PositionEstimate:
    """A position on the axis, −100..100, with standard error and 95 % interval in axis points."""

    position: float
    se: float
    interval: tuple[float, float]


def cell_of(position: float, cells: int) -> int:
    """The cell (0 to cells − 1) in which a position from −100 to 100 lies; beyond is the end."""
    return max(0, min(cells - 1, round((position + 100) / 200 * (cells - 1))))


def track(mark: PositionEstimate, cells: int) -> Content:
    """The axis between its ends: █ the position, ▒ one standard error, ░ the 95 % interval."""
    middle = cell_of(0, cells)
    axis = Content.assemble(
        *(("┼" if place == middle else "─", "$muted") for place in range(cells))
    )
    first, last = _reach(mark, cells)
    return joined(axis[:first], shades(mark, cells, "█")[first:], axis[last + 1 :])


def shades(mark: PositionEstimate, cells: int, sign: str) -> Content:
    """`sign` at the position, ▒ one standard error, ░ the 95 % interval, blank before it."""
    here = cell_of(mark.position, cells)
    near = range(
        cell_of(mark.position - mark.se, cells), cell_of(mark.position + mark.se, cells) + 1
    )
    first, last = _reach(mark, cells)
    return Content.assemble(
        " " * first,
        *(
            (sign, "bold $text-primary")
            if place == here
            else ("▒" if place in near else "░", "$text-primary")
            for place in range(first, last + 1)
        ),
    )


def _reach(mark: PositionEstimate, cells: int) -> tuple[int, int]:
    """The first and the last cell of all that is drawn of a mark."""
    low = min(mark.interval[0], mark.position - mark.se)
    high = max(mark.interval[1], mark.position + mark.se)
    return cell_of(low, cells), cell_of(high, cells)


def ends(low: str, high: str, width: int) -> tuple[Content, Content, int]:
    """The poles' names, shortened to leave most of `width` to the axis, and the axis's cells."""
    room = max(4, width // 4)
    named = [plain(name).truncate(room, ellipsis=True) for name in (low, high)]
    taken = sum(name.cell_length for name in named)
    return named[0], named[1], max(3, width - taken - 4)


class AxisBar(Widget):
    """The axis with its poles' names; the position's figure stands below it."""

    DEFAULT_CSS = "AxisBar { height: 2; width: 1fr; }"

    def __init__(
        self,
        low: str = "",
        high: str = "",
        mark: PositionEstimate | None = None,
        *,
        classes: str | None = None,
    ) -> None:
        super().__init__(classes=classes)
        self._low = low
        self._high = high
        self._mark = mark

    def place(self, low: str, high: str, mark: PositionEstimate) -> None:
        """Show `mark` between the poles named `low` and `high`."""
        self._low, self._high, self._mark = low, high, mark
        self.refresh()

    def render(self) -> Content:
        """Two lines as wide as the widget."""
        if self._mark is None:
            return plain("")
        width = self.size.width
        low, high, cells = ends(self._low, self._high, width)
        bar = joined(low, " ├", track(self._mark, cells), "┤ ", high)
        figure = signed(self._mark.position)
        start = low.cell_length + 2 + cell_of(self._mark.position, cells) - len(figure) // 2
        start = max(0, min(width - len(figure), start))
        return lines(bar, joined(" " * start, plain(figure, "bold")))
