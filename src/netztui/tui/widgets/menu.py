"""Lists to choose from, with the keys that every list of netztui has."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets.option_list import Option

from netztui.i18n.message import N_
from netztui.tui.content import lines
from netztui.tui.textual_inputs import PointedOptionList

MOVES = (
    Binding("down,j", "cursor_down", N_("Down"), show=False, id="down"),
    Binding("up,k", "cursor_up", N_("Up"), show=False, id="up"),
    Binding("home", "first", N_("First"), show=False, id="first"),
    Binding("end", "last", N_("Last"), show=False, id="last"),
    Binding("pagedown", "page_down", N_("Page down"), show=False, id="page-down"),
    Binding("pageup", "page_up", N_("Page up"), show=False, id="page-up"),
)
"""The keys by which every list is moved through."""


class ListRow(Visual):
    """A row of a list: the lines that `draw` returns for its width."""

    def __init__(self, draw: Callable[[int], Sequence[Content]]) -> None:
        self._draw = draw

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        return lines(*self._draw(width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The whole width."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines."""
        return len(self._draw(width))


class Menu(PointedOptionList, inherit_bindings=False):
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
        *MOVES,
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)

    def fill(
        self, rows: Sequence[tuple[str | None, Content | ListRow]], highlighted: int | None = None
    ) -> None:
        """Show `rows` (id and text; a row without an id can't be chosen), keeping the highlight."""
        wanted = self.highlighted if highlighted is None else highlighted
        if not self.size and len(rows) > self.app.size.height:
            # Otherwise the first frame has no scrollbar, and is followed by another one.
            self.virtual_size = Size(0, len(rows))
            self.show_vertical_scrollbar = True
        self.set_options(Option(text, id=id_, disabled=id_ is None) for id_, text in rows)
        if rows:
            self.highlighted = min(wanted or 0, len(rows) - 1)

    @property
    def highlighted_id(self) -> str | None:
        """The id of the row that is highlighted; None if none is."""
        return option.id if (option := self.highlighted_option) is not None else None
