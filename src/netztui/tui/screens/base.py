"""What every screen of netztui has: its texts in the current language, and requests to the app."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from netztui.i18n.message import N_
from netztui.tui.textual_internals import GuardedScreen, Request
from netztui.tui.widgets.keybar import key_name, keys_of
from netztui.tui.widgets.labels import Translated

ResultT = TypeVar("ResultT")


class Begin(Request):
    """Start this questionnaire."""


class Resume(Request):
    """Continue this draft."""


class Discard(Request):
    """Discard this draft; the user has confirmed it."""


class OpenHistory(Request):
    """Show the finished assessments."""


class OpenResult(Request):
    """Show this finished assessment."""


class AskAfterResult(Request):
    """Ask the questions that come after this result."""


class Compare(Request):
    """Compare this finished assessment with another one."""

    def __init__(self, id: str, other: str) -> None:  # noqa: A002
        super().__init__(id)
        self.other = other


class Remind(Request):
    """Save a reminder of comparing with this finished assessment."""


class SavePage(Request):
    """Save this finished assessment as a page; with a later one, what changed between the two."""

    def __init__(self, id: str, later: str = "") -> None:  # noqa: A002
        super().__init__(id)
        self.later = later


class Retranslatable(GuardedScreen[ResultT]):
    """A screen whose text can change language while it is shown."""

    def retranslate(self) -> None:
        """Show everything in the current language; screens with more than labels extend this."""
        for part in self.walk_children(Translated):
            part.retranslate()

    def keep(self) -> bool:
        """Store what is typed and not stored yet; False if that failed and was reported."""
        return True

    def leave(self) -> None:
        """Clean up before the program ends."""

    def action_close(self) -> None:
        """Close the screen without an outcome."""
        self.dismiss(None)


class BaseScreen(Retranslatable[ResultT]):
    """A screen with help that the user can quit the program from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "app.settings", N_("Settings"), show=False, id="settings"),
        Binding("question_mark,f1", "app.help", N_("Help"), id="help"),
        Binding("q", "app.quit", N_("Quit"), id="leave"),
    ]

    # A field must not swallow the keys of a question that has none.
    AUTO_FOCUS = ""

    TITLE_PHRASE: ClassVar[str] = ""
    """The screen's name in the catalogue, for the help."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the questionnaire whose language can be switched here."""
        return ()

    def key(self, id_: str, owner: type[DOMNode] | None = None) -> str:
        """The main key of the binding `id_` of `owner`, by default this screen, for sentences."""
        return key_name(keys_of(self.app, owner or type(self), id_)[0])
