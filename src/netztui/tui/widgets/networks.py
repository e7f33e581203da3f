"""Where each network stands, each on a small axis of its own; no uncertainty is claimed."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, plain
from netztui.tui.widgets.axis import cell_of


class NetworkAxes(Widget):
    """One line a network: its label, an axis with ◆ at its place, and the figure."""

    DEFAULT_CSS = "NetworkAxes { height: auto; width: 1fr; }"

    def __init__(self, rows: tuple[tuple[str, float], ...]) -> None:
        super().__init__()
        self._rows = rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line a network."""
        return len(self._rows)

    def render(self) -> Content:
        """As wide as the widget."""
        labels = [plain(label) for label, _position in self._rows]
        widest = max((label.cell_length for label in labels), default=0)
        room = min(widest, max(8, self.size.width // 3))
        cells = max(5, self.size.width - room - 9)
        told = []
        for (_label, position), label in zip(self._rows, labels, strict=True):
            name = label.truncate(room, ellipsis=True)
            here, middle = cell_of(position, cells), cell_of(0, cells)
            axis = Content.assemble(
                *(
                    ("◆", "bold $text-primary")
                    if place == here
                    else ("┼" if place == middle else "─", "$muted")
                    for place in range(cells)
                )
            )
            told.append(
                joined(
                    name, " " * (room - name.cell_length), " ├", axis, f"┤ {signed(position):>4}"
                )
            )
        return Content("\n").join(told)
