"""A screen of parts below each other that is read by scrolling, such as a result."""

from collections.abc import Iterator
from itertools import takewhile
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from netztui.i18n.message import N_
from netztui.tui.screens.base import BaseScreen
from netztui.tui.widgets.keybar import KeyBar

WIDE = 110
"""Columns from which two columns of text stand side by side."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


class AnchoredScroll(VerticalScroll):
    """A text that stays where it is being read, also where the terminal changes its size.

    Where everything fits nothing is scrolled, and without a memory shrinking the terminal again
    would show the beginning.
    """

    _read: tuple[Widget, float] | None = None
    """The part that was on top when the person last scrolled, and the share of it above."""
    _returning = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is on top, unless a change of size has put it there."""
        super().watch_scroll_y(old_value, new_value)
        cut_short = old_value > self.max_scroll_y
        if not cut_short and not self._returning:
            self._read = self._on_top()

    def watch_virtual_size(self) -> None:
        """Return once what is wrapped anew has its place."""
        self.call_after_refresh(self._return)

    def on_resize(self) -> None:
        """Return also where the text is as long as before."""
        self._return()

    def _return(self) -> None:
        """Put on top what is being read."""
        if self._read is not None and self._read[0].is_attached:
            part, share = self._read
            above = round(share * part.virtual_region.height)
            self._returning = True
            self.scroll_to(y=self._top_of(part) + above, animate=False, immediate=True)
            self._returning = False

    def _on_top(self) -> tuple[Widget, float] | None:
        """As in `_read`; None where nothing has a place yet."""
        for part in self.query("*").results(Widget):
            height = part.virtual_region.height
            above = self.scroll_offset.y - self._top_of(part)
            if not part.is_container and 0 <= above < height:
                return part, above / height
        return None

    def _top_of(self, part: Widget) -> int:
        """The line at which a part begins."""
        nodes = takewhile(lambda node: node is not self, part.ancestors_with_self)
        return sum(node.virtual_region.y for node in nodes if isinstance(node, Widget))


class ScrollingScreen(BaseScreen[None]):
    """Shows its parts; all keys that move through a text move through them.

    A wide screen has the two `columns` side by side, a narrow one below each other.
    """

    DEFAULT_CSS = """
    ScrollingScreen {
        VerticalScroll { padding: 1 0 0 3; scrollbar-size-vertical: 1;
                         align-horizontal: center; }
        .whole, .columns { max-width: 102; height: auto; padding-right: 2; }
        .columns { layout: vertical; }
        .columns > Vertical { height: auto; }
        .axis { margin: 1 0 0 0; }
        .part { margin: 1 0 0 0; }
        .heading { margin: 1 0 0 0; }
        .suggestion { border-left: outer $primary; padding: 0 2 0 1; margin-bottom: 1; }
        .muted { color: $muted; }
    }
    ScrollingScreen.-wide {
        .whole, .columns { max-width: 166; }
        .columns { layout: horizontal; }
        .columns > Vertical { width: 1fr; }
        .columns > .second { margin-left: 4; }
        .whole > .notice { max-width: 80; }
    }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "line(1)", N_("Scroll"), id="down"),
        Binding("up,k", "line(-1)", N_("Scroll"), id="up"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="page-down"),
        Binding("space", "page(1)", N_("Page down"), show=False, id="read-on"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="page-up"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="last"),
    ]

    def parts(self) -> Iterator[Widget]:
        """What comes first and takes the whole width."""
        raise NotImplementedError

    def columns(self) -> tuple[list[Widget], list[Widget]]:
        """What comes below that, in the order of a narrow screen; either may be empty."""
        return [], []

    def last(self) -> Iterator[Widget]:
        """What stands below everything."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The parts, and the keys below them."""
        with AnchoredScroll(can_focus=False):
            yield from self._arranged()
        yield KeyBar()

    def _arranged(self) -> Iterator[Widget]:
        yield Vertical(*self.parts(), classes="whole")
        first, second = self.columns()
        if first and second:
            yield Container(
                Vertical(*first), Vertical(*second, classes="second"), classes="columns"
            )
        else:
            yield Vertical(*first, *second, classes="whole")
        yield Vertical(*self.last(), classes="whole")

    def retranslate(self) -> None:
        """Say it in the language of now, scrolled to where it was."""
        scroll = self.query_one(VerticalScroll)
        before = scroll.scroll_y

        async def again() -> None:
            async with self.batch():
                await scroll.remove_children()
                await scroll.mount_all(list(self._arranged()))
            scroll.scroll_to(y=before, animate=False)

        self.call_next(again)
        super().retranslate()

    def action_line(self, step: int) -> None:
        """A line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """A page up or down."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=step * max(1, scroll.size.height - 2), animate=False)

    def action_edge(self, side: int) -> None:
        """To the top or the bottom."""
        scroll = self.query_one(VerticalScroll)
        if side < 0:
            scroll.scroll_home(animate=False)
        else:
            scroll.scroll_end(animate=False)
