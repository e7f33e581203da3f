"""A plot of results on the screen: keys move through the results, a click highlights one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netztui.i18n.message import N_
from netztui.tui.content import plain


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn plot, and the cell (column, row) of each of its results."""

    content: Content
    places: tuple[tuple[int, int], ...] = ()

    def nearest(self, column: int, row: int) -> int | None:
        """The index of the result nearest to a cell; None if there is none."""
        # A cell is about twice as high as wide.
        distances = [(x - column) ** 2 + 4 * (y - row) ** 2 for x, y in self.places]
        return distances.index(min(distances)) if distances else None


class PlotView(Widget, can_focus=True):
    """Shows what `draw` returns for its width and height; None if there is nothing to draw."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PlotView { width: 1fr; height: 1fr; }"
    # The screen moves at once: a message would come after the next key of a burst.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), id="choose"),
        Binding("down,j", "screen.move(-1)", N_("Earlier"), show=False, id="down"),
        Binding("up,k", "screen.move(1)", N_("Later"), show=False, id="up"),
        Binding("home", "screen.move(-1, True)", N_("First"), show=False, id="first"),
        Binding("end", "screen.move(1, True)", N_("Last"), show=False, id="last"),
    ]

    @dataclass
    class Clicked(Message):
        """A result was clicked: its index among those drawn."""

        index: int

    class Selected(Message):
        """Open the highlighted result."""

    def __init__(self, draw: Callable[[int, int], Plot | None]) -> None:
        super().__init__()
        self._draw = draw
        self._drawn = Plot(plain(""))

    def render(self) -> Content:
        """The plot at the current size."""
        self._drawn = self._draw(self.size.width, self.size.height) or Plot(plain(""))
        return self._drawn.content

    def on_click(self, event: events.Click) -> None:
        """Report the result nearest to the click."""
        if (index := self._drawn.nearest(event.x, event.y)) is not None:
            self.post_message(self.Clicked(index))

    def action_select(self) -> None:
        """Open the highlighted result."""
        self.post_message(self.Selected())
