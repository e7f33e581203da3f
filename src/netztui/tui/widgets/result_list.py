"""The list of the history, in which a result is read only when its line comes into sight."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets.option_list import Option

from netztui.i18n.message import N_
from netztui.tui.textual_internals import draw_again
from netztui.tui.widgets.menu import Menu


class LazyLine(Visual):
    """One line that `make` returns when it is drawn."""

    def __init__(self, make: Callable[[], Content]) -> None:
        self._make = make

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The line, cut to the width."""
        return self._make().render_strips(width, 1, style, options)[:1]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The whole width."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Always one line."""
        return 1


class ResultList(Menu):
    """Shows `line(index)` for each result; a click highlights it, a second click opens it."""

    DEFAULT_CSS = """
    ResultList { height: 1fr; overflow-x: hidden; }
    ResultList > .option-list--option { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), id="choose"),
    ]

    def __init__(self, line: Callable[[int], Content]) -> None:
        super().__init__()
        self._line = line

    def show(self, count: int, highlighted: int) -> None:
        """Show `count` results with one of them highlighted."""
        if count != self.option_count:
            self.set_options(Option(LazyLine(partial(self._line, index))) for index in range(count))
        self.highlighted = min(highlighted, count - 1) if count else None
        self.update_lines()

    def update_lines(self) -> None:
        """Draw all lines again."""
        draw_again(self)

    def on_click(self, event: events.Click) -> None:
        """Highlight a result before a second click opens it."""
        index = event.style.meta.get("option")
        if index is not None and index != self.highlighted:
            event.prevent_default()
            self.highlighted = index

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened in an empty list."""
        return self.option_count > 0 if action == "select" else True
