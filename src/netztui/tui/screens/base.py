"""What every screen has: help, leaving, a line of keys, and words that can change language."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from netztui.i18n.message import N_
from netztui.settings.settings import Advance
from netztui.tui.widgets.keybar import KeyBar, key_name, keys_of
from netztui.tui.widgets.phrase import TranslatedLabel

ResultT = TypeVar("ResultT")


class Retranslatable(Screen[ResultT], Generic[ResultT]):
    """A screen whose words can change language while it is shown."""

    def retranslate(self) -> None:
        """Say everything in the language of now. Screens with more than phrases extend this."""
        for phrase in self.query(TranslatedLabel):
            phrase.retranslate()
        for bar in self.query(KeyBar):
            bar.retranslate()


class BaseScreen(Retranslatable[ResultT], Generic[ResultT]):
    """A screen of netztui; ends by `dismiss`, never by being popped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", N_("Help"), id="help"),
        Binding("q", "app.quit", N_("Quit"), id="leave"),
    ]

    # A field must not swallow the keys of a question that has none.
    AUTO_FOCUS = ""

    TITLE_PHRASE: ClassVar[str] = ""
    """The screen's name in the catalogue, for the help."""

    def keep(self) -> bool:
        """Store what is typed and not stored yet; False where that failed and was told."""
        return True

    def key(self, id_: str, owner: type[DOMNode] | None = None) -> str:
        """The main key for what the binding `id_` does, for sentences.

        The binding is the screen's own unless `owner` has it.
        """
        return key_name(keys_of(self.app, owner or type(self), id_)[0])

    def advance_changed(self, advance: Advance) -> None:
        """The person chose how to come from an answer to the next question."""
