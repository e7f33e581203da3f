"""Figures below each other, each with its label and a line that shows it."""

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.formats import number, signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.value_line import POINTS, axis_ground, value_line

LABEL_ROOM = 34
FIGURE_ROOM = 9


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its value and standard error, or why there is none."""

    label: str
    value: float | None
    se: float | None = None
    missing: str = ""
    """Shown if there is no value."""
    indented: bool = False


class Bars(Widget):
    """Points from 0 to 100: ● the value, ━ one standard error to each side."""

    DEFAULT_CSS = "Bars, NetworkAxes { height: auto; width: 1fr; }"

    def __init__(self, rows: tuple[BarRow, ...]) -> None:
        super().__init__()
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a row."""
        return len(self._rows)

    def render(self) -> Content:
        """As wide as the widget; labels take at most half of it."""
        labels = [plain(("  " if row.indented else "") + row.label) for row in self._rows]
        widest = max((label.cell_length for label in labels), default=0)
        room = min(widest, LABEL_ROOM, max(8, self.size.width // 2))
        cells = max(5, self.size.width - room - FIGURE_ROOM - 2)
        rows = []
        for row, label in zip(self._rows, labels, strict=True):
            name = label.truncate(room, ellipsis=True)
            figure = (
                plain(row.missing, "$muted italic")
                if row.value is None
                else self._figure(row.value, row.se, cells)
            )
            rows.append(joined(name, " " * (room - name.cell_length + 1), figure))
        return lines(*rows)

    def _figure(self, value: float, se: float | None, cells: int) -> Content:
        reach = [] if se is None else [(value - se, value + se, "━")]
        line = value_line(value, "●", "·" * cells, span=POINTS, ranges=reach)
        figure = f" {number(value):>3}"
        return joined(line, figure if se is None else f"{figure} ± {number(se)}")


class NetworkAxes(Bars):
    """Positions from −100 to 100, each ◆ on a small axis; no uncertainty is claimed."""

    def _figure(self, value: float, se: float | None, cells: int) -> Content:
        line = value_line(value, "◆", axis_ground(cells + FIGURE_ROOM - 7))
        return joined("├", line, f"┤ {signed(value):>4}")
