"""A list of any length: a line is made when it comes into sight, and never before.

Textual's own list makes and measures every line at each change, which takes seconds for 10,000.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from netztui.i18n.message import N_


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows `line(place, highlighted)` for each of `count` rows; the highlighted can be chosen.

    The line itself says by a sign that it is highlighted.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--row", "rows--highlighted"}
    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Rows > .rows--highlighted { color: $foreground; background: $primary 20%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("Open"), id="choose"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="down"),
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="up"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="last"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="page-down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="page-up"),
    ]

    class Moved(Message):
        """The person has moved the highlight."""

    class Chosen(Message):
        """The highlighted row was chosen."""

    def __init__(self, line: Callable[[int, bool], Content]) -> None:
        super().__init__()
        self._line = line
        self.count = 0
        self.highlighted = 0

    def show(self, count: int, highlighted: int) -> None:
        """Show `count` rows, the one at `highlighted` set apart and in sight."""
        self.count = count
        self.virtual_size = Size(1, count)
        self.highlighted = max(0, min(count - 1, highlighted))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        if self.size.height:
            row = Region(0, self.highlighted, 1, 1)
            self.scroll_to_region(row, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        name = "rows--highlighted" if place == self.highlighted else "rows--row"
        style = self.get_visual_style(name)
        if place >= self.count or not width:
            return Strip.blank(width, self.get_visual_style("rows--row").rich_style)
        strips = Visual.to_strips(
            self, self._line(place, place == self.highlighted), width, 1, style, pad=True
        )
        return strips[0]

    def on_click(self, event: events.Click) -> None:
        """A click moves the highlight; a click on the highlighted row chooses it."""
        place = self.scroll_offset.y + event.y
        if place == self.highlighted and self.count:
            self.action_choose()
        elif place < self.count:
            self._go(place)

    def _go(self, place: int) -> None:
        self.show(self.count, place)
        self.post_message(self.Moved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be chosen where there is nothing."""
        return self.count > 0 if action == "choose" else True

    def action_move(self, step: int) -> None:
        """To the next row, or the one before."""
        self._go(self.highlighted + step)

    def action_page(self, step: int) -> None:
        """A screen further, or back."""
        self._go(self.highlighted + step * max(1, self.size.height - 1))

    def action_edge(self, side: int) -> None:
        """To the first or the last row."""
        self._go(0 if side < 0 else self.count - 1)

    def action_choose(self) -> None:
        """Choose the highlighted row."""
        if self.count:
            self.post_message(self.Chosen())
