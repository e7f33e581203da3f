"""Which keys do what on a screen, made from the screen's own bindings."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from netztui.i18n import N_, _
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.dialogs import Dialog
from netztui.tui.widgets.keybar import Entry, KeyBar
from netztui.tui.widgets.phrase import Phrase


class HelpScreen(Dialog[None]):
    """All keys of the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,enter,q", "close", N_("Close"), id="close-help"),
    ]
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { height: auto; max-height: 100%; width: 72; max-width: 100%;
                 padding: 1 2; background: $surface; border: round $primary; }
    """

    def __init__(self, name: str, entries: list[Entry]) -> None:
        super().__init__()
        self._screen_name = name
        self._entries = entries

    def compose(self) -> ComposeResult:
        """One line a key."""
        with VerticalScroll():
            yield Phrase(self._title, classes="title")
            yield Phrase(self._lines)
            yield Phrase(self._footnote, classes="muted")
        yield KeyBar()

    def _title(self) -> str:
        return _("Keys: {screen}").format(screen=_(self._screen_name))

    def _lines(self) -> Content:
        told = [(entry.full, _(entry.description)) for entry in self._entries]
        widest = max(len(keys) for keys, _description in told)
        return lines(
            *(
                joined(plain(f"{keys:>{widest}}", "bold $text-accent"), f"  {description}")
                for keys, description in told
            )
        )

    def _footnote(self) -> str:
        return "\n" + _("The mouse works too. Every answer is saved as soon as it is given.")
