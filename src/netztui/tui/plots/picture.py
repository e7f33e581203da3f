"""A picture of results on the screen: the keys walk through them, the mouse points at them."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netztui.i18n.message import N_
from netztui.tui.content import plain
from netztui.tui.plots.sheet import Plot


class PlotView(Widget, can_focus=True):
    """Shows what `draw` makes for its width and height; None where there is nothing to draw."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PlotView { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Open"), id="choose"),
        Binding("left", "walk(-1)", N_("Earlier"), show=False, id="earlier"),
        Binding("right", "walk(1)", N_("Later"), show=False, id="later"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="last"),
    ]

    class Walked(Message):
        """On to the next result in time, backwards for −1; to the very first or last if `far`."""

        def __init__(self, step: int, *, far: bool = False) -> None:
            super().__init__()
            self.step = step
            self.far = far

    class Pointed(Message):
        """The mouse was clicked at a result: its place among those drawn."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Chosen(Message):
        """The result that is set apart shall be opened."""

    def __init__(self, draw: Callable[[int, int], Plot | None]) -> None:
        super().__init__()
        self._draw = draw
        self._drawn: Plot | None = None

    def render(self) -> Content:
        """The picture in the size of now."""
        self._drawn = self._draw(self.size.width, self.size.height)
        return self._drawn.content if self._drawn is not None else plain("")

    def on_click(self, event: events.Click) -> None:
        """Point at the nearest result."""
        place = self._drawn.nearest(event.x, event.y) if self._drawn is not None else None
        if place is not None:
            self.post_message(self.Pointed(place))

    def action_choose(self) -> None:
        """Open the result that is set apart."""
        self.post_message(self.Chosen())

    def action_walk(self, step: int) -> None:
        """To the result before (−1) or after (1)."""
        self.post_message(self.Walked(step))

    def action_edge(self, step: int) -> None:
        """To the first or the last result."""
        self.post_message(self.Walked(step, far=True))
