"""Figures from 0 to 100 as bars below each other, with their uncertainty."""

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.formats import number
from netztui.tui.content import joined, plain

LABEL_ROOM = 34
FIGURE_ROOM = 9


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: points 0..100 and standard error, or why there is none."""

    label: str
    value: float | None
    se: float | None
    missing: str = ""
    """What to say where there is no value."""
    indented: bool = False


def bar(value: float, se: float | None, cells: int) -> Content:
    """A line of `cells` cells for 0..100: ● the value, ━ one standard error to each side."""

    def place(points: float) -> int:
        return max(0, min(cells - 1, round(points / 100 * (cells - 1))))

    reach = range(place(value - (se or 0)), place(value + (se or 0)) + 1)
    return Content.assemble(
        *(
            ("●", "bold $text-primary")
            if here == place(value)
            else ("━", "$text-primary")
            if here in reach
            else ("·", "$muted")
            for here in range(cells)
        )
    )


class Bars(Widget):
    """Rows of bars whose labels and figures stand in columns."""

    DEFAULT_CSS = "Bars { height: auto; width: 1fr; }"

    def __init__(self, rows: tuple[BarRow, ...], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a row."""
        return len(self._rows)

    def render(self) -> Content:
        """As wide as the widget; labels take at most 34 cells."""
        labels = [plain(("  " if row.indented else "") + row.label) for row in self._rows]
        widest = max((label.cell_length for label in labels), default=0)
        room = min(widest, LABEL_ROOM, max(8, self.size.width // 2))
        cells = max(5, self.size.width - room - FIGURE_ROOM - 2)
        told = []
        for row, label in zip(self._rows, labels, strict=True):
            name = label.truncate(room, ellipsis=True)
            name = joined(name, " " * (room - name.cell_length + 1))
            if row.value is None:
                told.append(joined(name, plain(row.missing, "$muted italic")))
            else:
                figure = f" {number(row.value):>3}"
                figure += f" ± {number(row.se)}" if row.se is not None else ""
                told.append(joined(name, bar(row.value, row.se, cells), figure))
        return Content("\n").join(told)
