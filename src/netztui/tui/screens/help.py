"""Which keys do what on a screen, made from the screen's own bindings."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.dialogs import Dialog
from netztui.tui.widgets.keybar import KeyBar, KeyHint
from netztui.tui.widgets.labels import TranslatedLabel

BREAKPOINTS = [(0, "-low"), (28, "-high")]
"""Rows below which all room is needed for the keys."""


class HelpScreen(Dialog[None]):
    """All keys of the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,enter,q", "close", N_("Close"), id="close-help"),
    ]
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: auto; max-height: 100%; width: 76; max-width: 100%;
                 scrollbar-size-vertical: 1; padding: 1 2; background: $surface;
                 border: round $primary; }
    HelpScreen.-low VerticalScroll { padding: 0 2; }
    """
    VERTICAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, name: str, entries: list[KeyHint]) -> None:
        super().__init__()
        self._screen_name = name
        self._entries = entries

    def compose(self) -> ComposeResult:
        """One line a key."""
        with VerticalScroll():
            yield TranslatedLabel(self._title, classes="title")
            yield TranslatedLabel(self._lines)
            yield TranslatedLabel(self._footnote, classes="muted")
        yield KeyBar()

    def _title(self) -> str:
        return _("Keys: {screen}").format(screen=_(self._screen_name))

    def _lines(self) -> Content:
        told = [
            (plain(" ".join(entry.names), "bold $text-accent"), _(entry.description))
            for entry in self._entries
        ]
        widest = max(keys.cell_length for keys, _description in told)
        return lines(
            *(
                joined(keys.pad_left(widest - keys.cell_length), f"  {description}")
                for keys, description in told
            )
        )

    def _footnote(self) -> str:
        return "\n" + _("The mouse works too. Every answer is saved as soon as it is given.")
