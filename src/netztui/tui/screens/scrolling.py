"""A screen of texts and figures below each other that is read by scrolling, such as a result."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netztui.diagnostics.problems import Diagnostic, format_diagnostic
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.message import N_
from netztui.tui.content import plain
from netztui.tui.screens.base import BaseScreen, SavePage
from netztui.tui.widgets.boxes import WIDEST, Box, BoxScroll, Parts, apart, text
from netztui.tui.widgets.keybar import KeyBar

BESIDE, WIDE = 100, 140
"""The widths of the terminal from which boxes are in two and in three columns."""
FIGURES = "figures"
"""The name of the box with what can be unfolded."""


class ScrollingScreen(BaseScreen[None]):
    """Shows its parts, and scrolls them with all keys that usually scroll a text."""

    COLUMN_WIDTHS: ClassVar[tuple[int, ...]] = BESIDE, WIDE
    """The widths of the terminal from which boxes are in two and in three columns."""

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

    def __init__(self) -> None:
        super().__init__()
        self.scrolled = BoxScroll(self.parts, self.COLUMN_WIDTHS)
        """All of it but the keys."""

    def parts(self) -> tuple[Parts, Iterable[Box], Parts]:
        """The parts at the top, the boxes that may be in columns, the parts at the bottom."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The parts, and the keys below them."""
        yield self.scrolled
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What fits on the screen is not scrolled."""
        return action != "scroll" or not self.scrolled.fits

    def retranslate(self) -> None:
        """Show everything in the current language, scrolled to the same line."""
        super().retranslate()
        self.scrolled.draw_again()

    @on(BoxScroll.FoldClicked)
    def action_figures(self) -> None:
        """Unfold what is folded, or fold it."""
        self._folded = not self._folded
        self.scrolled.draw_again()
        if not self._folded:
            self.scrolled.bring_up(FIGURES)

    def action_scroll(self, by: Literal["line", "page", "all"], direction: int) -> None:
        """Scroll down (1) or up (−1)."""
        self.scrolled.draw_all()
        screenful = max(1, self.scrolled.size.height - 2)
        distance = {"line": 1, "page": screenful, "all": self.scrolled.virtual_size.height}[by]
        self.scrolled.scroll_relative(y=direction * distance, animate=False)


class PageScreen(ScrollingScreen):
    """What it shows can be saved as a page, if the program can do that."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "page", N_("Save as a page"), id="page")]

    page: tuple[str, ...]
    """The ids of the results on it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there are pages is up to the app."""
        if action == "page":
            return self.app.check_action("page", ())
        return super().check_action(action, parameters)

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

    def parts(self) -> tuple[Parts, Iterable[Box], Parts]:
        """The number of errors, each error, and what happens next."""
        count = ngettext("{n} error", "{n} errors", len(self._diagnostics))
        # The margins: a line of the file that is wrapped would lose its caret.
        window = self.app.size.width - 12
        problems = [
            text(*format_diagnostic(one, translate, window=window), width=WIDEST)
            for one in self._diagnostics
        ]
        hint = _("Fix the file and save it; the preview will continue.")
        head, tail = text(plain(count, "bold $text-error")), text(plain(hint, "$muted"))
        return apart(head, *problems, tail), (), ()
