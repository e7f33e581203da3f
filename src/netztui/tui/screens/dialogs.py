"""Small screens over another one: a box with a title, perhaps a field, and sentences."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import Assessment
from netztui.history.history import NOTE_LENGTH, fits_note
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import number
from netztui.i18n.message import N_, LazyText
from netztui.system.terminal import is_too_small, too_small
from netztui.text.question import line_hint
from netztui.tui.content import hanging, joined, lines, plain
from netztui.tui.key_table import GROUPS, group_of
from netztui.tui.screens.base import Retranslatable
from netztui.tui.textual_inputs import LineInput
from netztui.tui.widgets.charts import Chart
from netztui.tui.widgets.keybar import KeyBar, KeyHint
from netztui.tui.widgets.labels import TranslatedLabel

ResultT = TypeVar("ResultT")
Text = Callable[[], str | Content]


class Dialog(Retranslatable[ResultT], ModalScreen[ResultT]):
    """A box in the middle that Esc closes."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", N_("Back"), id="close")]

    def __init__(self, title: Text, *sentences: Text, field: Input | None = None) -> None:
        super().__init__()
        self._title, self._sentences, self._field = title, sentences, field

    def compose(self) -> ComposeResult:
        """The title, the field and the sentences, with the keys below the box."""
        with VerticalScroll(can_focus=self._field is None):
            yield TranslatedLabel(self._title, classes="title")
            if self._field is not None:
                yield self._field
            for sentence in self._sentences:
                yield TranslatedLabel(sentence, classes="sentence")
        yield KeyBar()


class TroubleScreen(Dialog[None]):
    """An error of the archive: what happened, and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", N_("Back"), id="close-trouble")
    ]

    def __init__(self, error: ArchiveError) -> None:
        super().__init__(lambda: translate(error.message), lambda: translate(error.hint))


class GoToScreen(Dialog[int | None]):
    """Asks for a question's number, 1 to `last`."""

    def __init__(self, last: int) -> None:
        self._input = LineInput(self._entered)
        self._input.type, self._input.max_length = "integer", 4
        super().__init__(self._question, lambda: _("Press Enter to go there."), field=self._input)
        self._last = last

    def _question(self) -> str:
        return _("Go to which question? 1 to {last}").format(last=number(self._last))

    def _entered(self) -> None:
        try:
            place = int(self._input.value)
        except ValueError:
            place = None
        if place is None or 1 <= place <= self._last:
            self.dismiss(place)
        else:
            wrong = _("There is no question {n}.").format(n=number(place))
            sentence = self.query_one(".sentence", TranslatedLabel)
            sentence.update(plain(wrong, "$text-error"))


class NoteScreen(Dialog[None]):
    """Asks for a note on a result, empty for none, and closes once `annotate` has stored it."""

    def __init__(self, result: str, note: str | None, annotate: Callable[[str], bool]) -> None:
        self._annotate = annotate
        self._input = LineInput(self._entered)
        self._input.max_length = NOTE_LENGTH
        self._input.value = " ".join((note or "").split())
        super().__init__(
            lambda: _("Note on the result of {date}").format(date=result),
            lambda: _("Enter saves it. At most {n} characters; leave empty for no note.").format(
                n=number(NOTE_LENGTH)
            ),
            field=self._input,
        )

    def on_mount(self) -> None:
        """Show the end of the field once it has its width."""
        self.call_after_refresh(
            lambda: self._input.scroll_to(self._input.max_scroll_x, animate=False, force=True)
        )

    def keep(self) -> bool:
        """Store what is in the field; False if that failed and was reported."""
        text = self._input.value.strip()
        if not fits_note(text):
            hint = plain(line_hint(NOTE_LENGTH), "$text-error")
            self.query_one(".sentence", TranslatedLabel).update(hint)
            return False
        return self._annotate(text)

    def _entered(self) -> None:
        if self.keep():
            self.dismiss(None)


class ConfirmScreen(Dialog[bool | None]):
    """Asks before doing something: True if the user says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "confirm", N_("Yes"), id="confirm"),
        Binding("n", "close", N_("No"), id="decline"),
    ]

    def __init__(self, question: LazyText, consequence: LazyText) -> None:
        super().__init__(lambda: translate(question), lambda: translate(consequence))

    def action_confirm(self) -> None:
        """Close with a yes."""
        self.dismiss(True)  # the outcome is a plain yes


class UnfinishedScreen(Dialog[bool | None]):
    """Asks before finishing with open questions: True to finish, False to continue answering."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "decide(False)", N_("Go on answering"), id="go-on"),
        Binding("y,j", "decide(True)", N_("Finish anyway"), id="finish-anyway"),
    ]

    def __init__(self, assessment: Assessment) -> None:
        from netztui.text.result import finish_warning

        super().__init__(
            lambda: finish_warning(assessment)[0],
            lambda: "\n\n".join(finish_warning(assessment)[1:]),
        )

    def action_decide(self, finish: bool) -> None:
        """Close with the decision."""
        self.dismiss(finish)


class TooSmallScreen(Retranslatable[None], ModalScreen[None]):
    """Covers everything while the terminal is too small, and closes itself when it is not."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, *, stores: bool) -> None:
        """`stores` is whether it may say that answers are stored."""
        super().__init__()
        self._stores = stores

    def compose(self) -> ComposeResult:
        """The problem and what to do."""
        yield TranslatedLabel(self._request)

    def _request(self) -> str:
        reason = translate(too_small(self.app.size.width, self.app.size.height))
        request = reason + " " + _("Please enlarge it.")
        return request + " " + _("Everything you answered is saved.") if self._stores else request

    def on_resize(self) -> None:
        """Close the cover, or show the current size."""
        if is_too_small(*self.app.size):
            self.retranslate()
        else:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """The size can have changed while something else was on top."""
        self.on_resize()


TWO_COLUMNS = 60
"""How many cells two groups of keys need side by side."""


class HelpScreen(Dialog[None]):
    """All keys of the screen below, made from its own bindings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,enter,q", "close", N_("Back"), id="close-help")
    ]

    def __init__(self, screen: str, hints: Sequence[KeyHint], *, stores: bool) -> None:
        """`stores` is whether it may say that answers are stored."""
        self._hints, self._stores = hints, stores
        super().__init__(lambda: _("Keys: {screen}").format(screen=_(screen)))

    def compose(self) -> ComposeResult:
        """The groups of keys, side by side where there is room."""
        with VerticalScroll():
            yield TranslatedLabel(self._title, classes="title")
            yield Chart(self._keys)
            yield TranslatedLabel(self._footnote)
        yield KeyBar()

    def retranslate(self) -> None:
        """Show the keys in the current language."""
        self.query(Chart).refresh(layout=True)
        super().retranslate()

    def _keys(self, width: int) -> Content:
        groups = [
            (group, [hint for hint in self._hints if group_of(hint.id) == group])
            for group in GROUPS
        ]
        columns: list[list[Content]] = [[]]
        room = sum(len(hints) + 2 for _group, hints in groups if hints)
        column = width if width < TWO_COLUMNS else width // 2 - 1
        for group, hints in groups:
            block = key_block(_(group), hints, column) if hints else []
            half = len(columns[0]) + len(block) // 2 > room / 2
            if width >= TWO_COLUMNS and len(columns) == 1 and columns[0] and half:
                columns.append([])
            columns[-1] += [*([plain("")] if columns[-1] and block else []), *block]
        rows = zip_longest(*columns, fillvalue=plain(""))
        return lines(
            *(joined(*(part.truncate(column + 2, pad=True) for part in row)) for row in rows)
        )

    def _footnote(self) -> Content:
        note = _("The mouse works too.")
        if self._stores:
            note += " " + _("Every answer is saved as soon as it is given.")
        return plain(f"\n{note}", "$muted")


def key_block(title: str, hints: Sequence[KeyHint], width: int) -> list[Content]:
    """A group of keys with its title, in lines of `width` cells."""
    keys = [plain(" ".join(hint.names), "bold $text-accent") for hint in hints]
    widest = max(key.cell_length for key in keys)
    block = [plain(title, "bold")]
    for key, hint in zip(keys, hints, strict=True):
        head = joined(key.pad_right(widest - key.cell_length), "  ")
        block += hanging(head, plain(_(hint.description)), width)
    return block
