"""Small screens over another one: trouble, a number to go to, a question to confirm, too small."""

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from netztui.assessment.assessment import Assessment
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import number
from netztui.i18n.message import N_, LazyText
from netztui.system.terminal import too_small
from netztui.text.result import finish_warning
from netztui.tui.content import plain
from netztui.tui.screens.base import Retranslatable
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel

ResultT = TypeVar("ResultT")


class Dialog(Retranslatable[ResultT], ModalScreen[ResultT]):
    """A box in the middle that Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close"), id="close"),
    ]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 64; max-width: 100%; height: auto; max-height: 100%;
                        padding: 1 2; background: $surface; border: round $primary; }
    Dialog .title { text-style: bold; margin-bottom: 1; }
    Dialog .muted { color: $muted; }
    """

    def action_close(self) -> None:
        """Close without an outcome."""
        self.dismiss(None)


class TroubleScreen(Dialog[None]):
    """Something that the person should know: what happened, and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", N_("Close"), id="close-trouble"),
    ]

    def __init__(self, what: LazyText, todo: LazyText) -> None:
        super().__init__()
        self._what = what
        self._todo = todo

    def compose(self) -> ComposeResult:
        """Both sentences."""
        with Vertical():
            yield TranslatedLabel(lambda: translate(self._what), classes="title")
            yield TranslatedLabel(lambda: translate(self._todo))
        yield KeyBar()


class GoToScreen(Dialog[int | None]):
    """Asks for a question's number; None where the person thought better of it."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        """A field for the number."""
        with Vertical():
            yield TranslatedLabel(self._title, classes="title")
            yield Input(type="integer", max_length=4)
        yield KeyBar()

    def _title(self) -> str:
        return _("Go to which question? 1 to {last}").format(last=number(self._last))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            place = int(event.value)
        except ValueError:
            self.dismiss(None)
            return
        if 1 <= place <= self._last:
            self.dismiss(place)
        else:
            self.query_one(".title", TranslatedLabel).update(plain(self._title(), "$text-error"))


class ConfirmScreen(Dialog[bool | None]):
    """Asks before something that can't be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "confirm", N_("Yes"), id="confirm"),
        Binding("n", "close", N_("No"), id="decline"),
    ]

    def __init__(self, question: LazyText, consequence: LazyText) -> None:
        super().__init__()
        self._question = question
        self._consequence = consequence

    def compose(self) -> ComposeResult:
        """The question and what follows from a yes."""
        with Vertical():
            yield TranslatedLabel(lambda: translate(self._question), classes="title")
            yield TranslatedLabel(lambda: translate(self._consequence))
        yield KeyBar()

    def action_confirm(self) -> None:
        """Yes."""
        self.dismiss(True)  # the outcome is a plain yes


class UnfinishedScreen(Dialog[bool | None]):
    """Asks before finishing with questions open: True to finish, False to go on answering."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "decide(False)", N_("Go on answering"), id="go-on"),
        Binding("y,j", "decide(True)", N_("Finish anyway"), id="finish-anyway"),
    ]

    def __init__(self, assessment: Assessment) -> None:
        super().__init__()
        self._assessment = assessment

    def compose(self) -> ComposeResult:
        """How many are open, and what will be missing."""
        with Vertical():
            yield TranslatedLabel(lambda: self._warning()[0], classes="title")
            yield TranslatedLabel(lambda: "\n\n".join(self._warning()[1:]))
        yield KeyBar()

    def _warning(self) -> list[str]:
        return finish_warning(self._assessment)

    def action_decide(self, finish: bool) -> None:
        """Finish, or go on answering."""
        self.dismiss(finish)


class TooSmallScreen(Dialog[None]):
    """Covers everything while the terminal is too small; goes by itself when it is enlarged."""

    DEFAULT_CSS = """
    TooSmallScreen > Vertical { width: 100%; height: 100%; border: none; padding: 0; }
    """

    def compose(self) -> ComposeResult:
        """What is wrong and what to do."""
        with Vertical():
            yield TranslatedLabel(self._sentence)

    def _sentence(self) -> str:
        told = translate(too_small(self.app.size.width, self.app.size.height))
        return told + " " + _("Please enlarge it. Everything you answered is saved.")

    def on_resize(self) -> None:
        """Tell the size of now."""
        self.retranslate()

    def action_close(self) -> None:
        """Only a larger terminal closes it."""
