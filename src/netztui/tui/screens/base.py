"""What every screen has: help, quitting, a line of keys, and text that can change language."""

from contextlib import AbstractContextManager
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from netztui.i18n.message import N_
from netztui.settings.settings import Advance
from netztui.tui.textual_internals import GuardedScreen
from netztui.tui.widgets.keybar import KeyBar, key_name, keys_of
from netztui.tui.widgets.labels import TranslatedLabel

ResultT = TypeVar("ResultT")


class ErrorReporting(Protocol):
    """Shows the user what the archive could not do, instead of failing."""

    def __call__(self, *, writing: bool = False) -> AbstractContextManager[None]:
        """A context for code that uses the archive."""


class Retranslatable(GuardedScreen[ResultT], Generic[ResultT]):
    """A screen whose text can change language while it is shown."""

    def retranslate(self) -> None:
        """Show everything in the current language; screens with more than labels extend this."""
        for label in self.query(TranslatedLabel):
            label.retranslate()
        for bar in self.query(KeyBar):
            bar.refresh()


class BaseScreen(Retranslatable[ResultT], Generic[ResultT]):
    """A screen of netztui that the user can leave; it ends with `dismiss` to return something."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", N_("Help"), id="help"),
        Binding("q", "app.quit", N_("Quit"), id="leave"),
    ]

    # A field must not swallow the keys of a question that has none.
    AUTO_FOCUS = ""

    TITLE_PHRASE: ClassVar[str] = ""
    """The screen's name in the catalogue, for the help."""

    def keep(self) -> bool:
        """Store what is typed and not stored yet; False if that failed and was reported."""
        return True

    def leave(self) -> None:
        """Clean up before the program ends."""

    def key(self, id_: str, owner: type[DOMNode] | None = None) -> str:
        """The main key of the binding `id_`, for sentences.

        The binding is the screen's own unless `owner` has it.
        """
        return key_name(keys_of(self.app, owner or type(self), id_)[0])

    def advance_changed(self, advance: Advance) -> None:
        """The user has chosen how to move on from an answer to the next question."""

    def action_close(self) -> None:
        """Close the screen without an outcome."""
        self.dismiss(None)
