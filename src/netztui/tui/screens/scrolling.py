"""A screen of texts and figures below each other that is read by scrolling, such as a result."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Collapsible

from netztui.diagnostics.problems import Diagnostic, format_diagnostic
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.message import N_
from netztui.tui.content import lines, plain
from netztui.tui.screens.base import BaseScreen, SavePage
from netztui.tui.widgets.columns import WIDTHS, Columns
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel

Parts = Iterable[Widget]

BREAKPOINTS = list(zip((0, *WIDTHS), ("-narrow", "-wide", "-widest"), strict=True))


def text(*paragraphs: str | Content, classes: str = "part") -> Iterator[Widget]:
    """A text as a part of the screen; nothing if it is empty."""
    if content := lines(*paragraphs):
        yield TranslatedLabel(lambda: content, classes=classes)


def heading(title: str) -> Iterator[Widget]:
    """A line above other parts."""
    return text(plain(title, "bold"))


def folded(*parts: Widget, title: str, collapsed: bool = True) -> Collapsible:
    """Parts that unfold below their title."""
    # Its type says str, which would be taken for markup.
    return Collapsible(*parts, title=plain(title, "bold"), collapsed=collapsed)  # type: ignore[arg-type]


class AnchoredScroll(VerticalScroll):
    """Keeps what is being read in place when the terminal changes its size.

    If everything fits, nothing is scrolled; without this memory, shrinking the terminal again
    would show the beginning.
    """

    _read: tuple[Widget, float] | None = None
    """The part that was on top when the user last scrolled, and the share of it above.

    If a border was on top, the first part below it, and a share below 0.
    """
    _returning = False

    def __init__(self, parts: Callable[[], Parts]) -> None:
        super().__init__(can_focus=False)
        self._parts = parts

    def compose(self) -> ComposeResult:
        """The parts."""
        yield from self._parts()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is on top, unless a change of size has put it there."""
        super().watch_scroll_y(old_value, new_value)
        if not self._returning and old_value <= self.max_scroll_y:
            self._read = self._on_top()

    def watch_virtual_size(self) -> None:
        """Return once the wrapped texts have their new places."""
        self.call_after_refresh(self.on_resize)

    def bring_up(self, part: Widget) -> None:
        """Put a part on top, also once parts that are changing have their places."""
        self._read = part, 0.0
        self.on_resize()

    def on_resize(self) -> None:
        """Put on top what is being read."""
        if self._read is not None and self._read[0].is_attached:
            part, share = self._read
            above = round(share * part.virtual_region.height)
            self._returning = True
            self.scroll_to(y=self._top_of(part) + above, animate=False, immediate=True)
            self._returning = False

    def _on_top(self) -> tuple[Widget, float] | None:
        parts = [
            (part, self.scroll_offset.y - self._top_of(part), height)
            for part in self.query("*").results(Widget)
            if not part.is_container and (height := part.virtual_region.height)
        ]
        within = (one for one in parts if 0 <= one[1] < one[2])
        below = sorted((one for one in parts if one[1] < 0), key=lambda one: -one[1])
        found = next(within, next(iter(below), None))
        return (found[0], found[1] / found[2]) if found is not None else None

    def _top_of(self, part: Widget) -> int:
        nodes = takewhile(lambda node: node is not self, part.ancestors_with_self)
        return sum(node.virtual_region.y for node in nodes if isinstance(node, Widget))


class ScrollingScreen(BaseScreen[None]):
    """Shows its parts, and scrolls them with all keys that usually scroll a text."""

    CSS_PATH = "scrolling.tcss"

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    COLUMN_WIDTHS: ClassVar[tuple[int, ...]] = WIDTHS
    """The widths of the terminal from which panels are in two and in three columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll('line', 1)", N_("Scroll"), id="down"),
        Binding("up,k", "scroll('line', -1)", N_("Scroll"), id="up"),
        Binding("pagedown", "scroll('page', 1)", N_("Page down"), show=False, id="page-down"),
        Binding("space", "scroll('page', 1)", N_("Page down"), show=False, id="read-on"),
        Binding("pageup", "scroll('page', -1)", N_("Page up"), show=False, id="page-up"),
        Binding("home", "scroll('all', -1)", N_("First"), show=False, id="first"),
        Binding("end", "scroll('all', 1)", N_("Last"), show=False, id="last"),
    ]

    _folded = True
    """Whether figures are folded, which a change of language keeps."""

    def parts(self) -> tuple[Parts, Parts, Parts]:
        """The parts at the top, the panels that may be in columns, the parts at the bottom."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The parts, and the keys below them."""
        yield AnchoredScroll(self._arranged)
        yield KeyBar()

    def _arranged(self) -> Parts:
        top, panels, bottom = map(list, self.parts())
        yield Vertical(*top, classes="whole")
        if panels:
            yield Columns(*panels, widths=self.COLUMN_WIDTHS, classes="whole")
        yield Vertical(*bottom, classes="whole")

    def retranslate(self) -> None:
        """Show everything in the current language, scrolled to the same line."""
        super().retranslate()
        self.query_one(AnchoredScroll).refresh(recompose=True)

    def action_figures(self) -> None:
        """Unfold what is folded, or fold it."""
        for figures in self.query(Collapsible):
            figures.collapsed = not figures.collapsed
            if not figures.collapsed:
                self.query_one(AnchoredScroll).bring_up(figures)

    @on(Collapsible.Toggled)
    def _toggled(self, event: Collapsible.Toggled) -> None:
        self._folded = event.collapsible.collapsed

    def action_scroll(self, by: Literal["line", "page", "all"], direction: int) -> None:
        """Scroll down (1) or up (−1)."""
        scroll = self.query_one(AnchoredScroll)
        page = max(1, scroll.size.height - 2)
        distance = {"line": 1, "page": page, "all": scroll.virtual_size.height}[by]
        scroll.scroll_relative(y=direction * distance, animate=False)


class PageScreen(ScrollingScreen):
    """What it shows can be saved as a page, if the program can do that."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "page", N_("Save as a page"), id="page")]

    page: tuple[str, ...]
    """The ids of the results on it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there are pages is up to the app."""
        return self.app.check_action("page", ()) if action == "page" else True

    def action_page(self) -> None:
        """Save it as a page."""
        self.post_message(SavePage(*self.page))


class ProblemsScreen(ScrollingScreen):
    """The errors in a questionnaire file that is being previewed, until they are fixed."""

    TITLE_PHRASE = N_("Problems")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.quit", N_("Quit"), show=False, id="problems-leave")
    ]

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self._diagnostics = diagnostics

    def parts(self) -> tuple[Parts, Parts, Parts]:
        """The number of errors, each error, and what happens next."""
        return self._texts(), (), ()

    def _texts(self) -> Parts:
        count = ngettext("{n} error", "{n} errors", len(self._diagnostics))
        yield from text(plain(count, "bold $text-error"), classes="")
        # The margins: a line of the file that is wrapped would lose its caret.
        window = self.app.size.width - 12
        for diagnostic in self._diagnostics:
            yield from text(*format_diagnostic(diagnostic, translate, window=window))
        hint = _("Fix the file and save it; the preview will continue.")
        yield from text(plain(hint), classes="part muted")
