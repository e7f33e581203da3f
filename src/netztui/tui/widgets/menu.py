"""A list to choose from, with the keys that every list of netztui has."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from netztui.i18n.message import N_
from netztui.tui.textual_internals import TolerantOptionList, first_lines
from netztui.tui.widgets.hanging_indent import HangingIndent

POINTER = "▸"


def with_pointer(strip: Strip, line: int, options: OptionList) -> Strip:
    """A drawn line of a list, with the pointer if the highlighted row begins there."""
    first = next(iter(strip), None)
    highlighted = options.highlighted
    if first is None or highlighted is None or first_lines(options).get(highlighted) != line:
        return strip
    return Strip.join([Strip([Segment(POINTER, first.style)]), strip.crop(1)])


class Menu(TolerantOptionList, inherit_bindings=False):
    """An option list that shows its Enter in the line of keys, and knows j and k."""

    DEFAULT_CSS = """
    Menu { border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    Menu:focus { border: none; background-tint: transparent; }
    Menu > .option-list--option { padding: 0 1 0 2; }
    Menu > .option-list--option-highlighted,
    Menu:focus > .option-list--option-highlighted { color: $foreground; background: $primary 20%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("Choose"), id="choose"),
        Binding("down,j", "cursor_down", N_("Down"), show=False, id="down"),
        Binding("up,k", "cursor_up", N_("Up"), show=False, id="up"),
        Binding("home", "first", N_("First"), show=False, id="first"),
        Binding("end", "last", N_("Last"), show=False, id="last"),
        Binding("pagedown", "page_down", N_("Page down"), show=False, id="page-down"),
        Binding("pageup", "page_up", N_("Page up"), show=False, id="page-up"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)

    def render_line(self, y: int) -> Strip:
        """One line of the screen; the highlighted row has a sign in front of it."""
        line = self.scroll_offset.y + y
        return with_pointer(super().render_line(y), line, self)

    def fill(
        self,
        rows: Sequence[tuple[str | None, Content | HangingIndent]],
        highlighted: int | None = None,
    ) -> None:
        """Show `rows` (id and text; without an id a row can't be chosen), keeping the highlight."""
        wanted = self.highlighted if highlighted is None else highlighted
        self.clear_options()
        self.add_options([Option(text, id=id_, disabled=id_ is None) for id_, text in rows])
        if rows:
            self.highlighted = min(wanted or 0, len(rows) - 1)

    @property
    def highlighted_id(self) -> str | None:
        """The id of the row that is highlighted."""
        if self.highlighted is None:
            return None
        return self.get_option_at_index(self.highlighted).id
