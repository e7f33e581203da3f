"""The list of results, of which only those in sight are drawn, however many there are."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from netztui.i18n.message import N_
from netztui.tui.content import pointed
from netztui.tui.widgets.menu import MOVES


class ResultList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows `line(index)` for each result; a click highlights it, a second click opens it.

    Textual's OptionList makes objects for all of its options, 0.1 s for 10,000 of them.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result--highlighted", "result--hover"}
    DEFAULT_CSS = """
    ResultList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    ResultList > .result--highlighted { background: $primary 20%; }
    ResultList:focus > .result--highlighted { text-style: $block-cursor-text-style; }
    ResultList > .result--hover { background: $block-hover-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Open"), id="choose"),
        *MOVES,
    ]

    highlighted: reactive[int | None] = reactive(None)
    """The index of the highlighted result; None if there are no results."""
    _hovered: reactive[int | None] = reactive(None)
    """The index of the result below the mouse."""

    class Highlighted(Message):
        """The user has highlighted another result."""

    class Selected(Message):
        """Open the highlighted result."""

    def __init__(self, line: Callable[[int], Content]) -> None:
        super().__init__()
        self._line = line
        self._count = 0
        self._drawn: LRUCache[tuple[int, int, Style], Strip] = LRUCache(1024)
        """Lines by index, width and style: moving draws only two of them again."""

    def show(self, count: int, highlighted: int) -> None:
        """Show `count` results, as they are now, with one of them highlighted."""
        self._count = count
        self.virtual_size = Size(0, count)
        if not self.size:
            # Otherwise the first frame of a long list has no scrollbar, and another one follows.
            self.show_vertical_scrollbar = count > self.app.size.height
        with self.prevent(self.Highlighted):
            self.highlighted = highlighted
        self._drawn.clear()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        if index >= self._count:
            return Strip.blank(width, self.rich_style)
        if index == self.highlighted:
            style = self.get_visual_style("result--highlighted")
        elif index == self._hovered:
            style = self.get_visual_style("result--hover")
        else:
            style = self.visual_style
        strip = self._drawn.get((index, width, style))
        if strip is None:
            strip = Visual.to_strips(self, self._line(index), width, 1, style)[0]
            strip = strip.extend_cell_length(width, style.rich_style).apply_meta({"result": index})
            self._drawn[index, width, style] = strip
        return pointed(strip) if index == self.highlighted else strip

    def on_resize(self) -> None:
        """Keep the highlighted result in sight."""
        self._scroll_to_highlighted()

    def _scroll_to_highlighted(self) -> None:
        height = self.scrollable_content_region.height
        if self.highlighted is not None and height:
            least = self.highlighted - height + 1
            y = max(least, min(self.highlighted, self.scroll_offset.y))
            self.scroll_to(y=y, animate=False, force=True, immediate=True)

    # Moving

    def validate_highlighted(self, index: int | None) -> int | None:
        """The nearest result that there is; None if there is none."""
        return max(0, min(index, self._count - 1)) if self._count and index is not None else None

    def watch_highlighted(self, index: int | None) -> None:
        """Bring the highlighted result into sight, and report it."""
        if index is not None:
            self._scroll_to_highlighted()
            self.post_message(self.Highlighted())

    def _move(self, step: int) -> None:
        if self.highlighted is not None:
            self.highlighted += step

    def action_cursor_down(self) -> None:
        """Highlight the next result; the first after the last."""
        self._move(1 if self.highlighted != self._count - 1 else -self._count)

    def action_cursor_up(self) -> None:
        """Highlight the result above; the last above the first."""
        self._move(-1 if self.highlighted else self._count)

    def action_first(self) -> None:
        """Highlight the first result."""
        self._move(-self._count)

    def action_last(self) -> None:
        """Highlight the last result."""
        self._move(self._count)

    def action_page_down(self) -> None:
        """Highlight the result a page below."""
        self._move(self.scrollable_content_region.height)

    def action_page_up(self) -> None:
        """Highlight the result a page above."""
        self._move(-self.scrollable_content_region.height)

    # Opening

    def action_select(self) -> None:
        """Open the highlighted result."""
        self.post_message(self.Selected())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened in an empty list."""
        return self._count > 0 if action == "select" else True

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight a result; open the one that is highlighted already."""
        index = event.style.meta.get("result")
        if index is not None and index == self.highlighted:
            self.action_select()
        elif index is not None:
            self.highlighted = index

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which result would be highlighted."""
        self._hovered = event.style.meta.get("result")

    def on_leave(self) -> None:
        """Show no result as below the mouse."""
        self._hovered = None
