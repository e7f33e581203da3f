"""The list of results."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from netztui.i18n.message import N_
from netztui.tui.textual_inputs import draw_again
from netztui.tui.widgets.menu import ListRow, Menu


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
        """Show `count` results, as they are now, with one of them highlighted."""
        if count != self.option_count:
            self.set_options(Option(self._row(index)) for index in range(count))
        self.highlighted = min(highlighted, count - 1) if count else None
        draw_again(self)

    def _row(self, index: int) -> ListRow:
        return ListRow(lambda _width: [self._line(index)], height=1)

    def on_click(self, event: events.Click) -> None:
        """Highlight a result before a second click opens it."""
        index = event.style.meta.get("option")
        if index is not None and index != self.highlighted:
            event.prevent_default()
            self.highlighted = index

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened in an empty list."""
        return self.option_count > 0 if action == "select" else True
