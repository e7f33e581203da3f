"""A plot of results on the screen: keys move through the results, a click highlights one."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netztui.i18n.message import N_
from netztui.tui.content import plain
from netztui.tui.plots.canvas import Plot


class PlotView(Widget, can_focus=True):
    """Shows what `draw` returns for its width and height; None if there is nothing to draw."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PlotView { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), id="choose"),
        Binding("left", "move(-1)", N_("Earlier"), show=False, id="earlier"),
        Binding("right", "move(1)", N_("Later"), show=False, id="later"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="last"),
    ]

    class Moved(Message):
        """Move to the next result in time, backwards for −1; to the very first or last if `far`."""

        def __init__(self, step: int, *, far: bool = False) -> None:
            super().__init__()
            self.step = step
            self.far = far

    class Clicked(Message):
        """A result was clicked: its index among those drawn."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Selected(Message):
        """Open the highlighted result."""

    def __init__(self, draw: Callable[[int, int], Plot | None]) -> None:
        super().__init__()
        self._draw = draw
        self._drawn: Plot | None = None

    def render(self) -> Content:
        """The plot at the current size."""
        self._drawn = self._draw(self.size.width, self.size.height)
        return self._drawn.content if self._drawn is not None else plain("")

    def on_click(self, event: events.Click) -> None:
        """Report the result nearest to the click."""
        index = self._drawn.nearest(event.x, event.y) if self._drawn is not None else None
        if index is not None:
            self.post_message(self.Clicked(index))

    def action_select(self) -> None:
        """Open the highlighted result."""
        self.post_message(self.Selected())

    def action_move(self, step: int) -> None:
        """Move to the result before (−1) or after (1)."""
        self.post_message(self.Moved(step))

    def action_edge(self, step: int) -> None:
        """Move to the first or the last result."""
        self.post_message(self.Moved(step, far=True))
