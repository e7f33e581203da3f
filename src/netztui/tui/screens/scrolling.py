"""A screen of parts below each other that is read by scrolling, such as a result."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from netztui.i18n import N_
from netztui.tui.screens.base import NetzScreen
from netztui.tui.widgets.keybar import KeyBar

WIDE = 110
"""Columns from which two columns of text stand side by side."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


class ScrollingScreen(NetzScreen[None]):
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
        with VerticalScroll(can_focus=False):
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

    def reword(self) -> None:
        """Say it in the language of now, scrolled to where it was."""
        scroll = self.query_one(VerticalScroll)
        before = scroll.scroll_y

        async def again() -> None:
            async with self.batch():
                await scroll.remove_children()
                await scroll.mount_all(list(self._arranged()))
            scroll.scroll_to(y=before, animate=False)

        self.call_next(again)
        super().reword()

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

    def action_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
