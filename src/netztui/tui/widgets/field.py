"""Where numbers and lines of text are typed."""

from collections.abc import Callable
from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import Vertical

from netztui.assessment.assessment import Answer, Question
from netztui.assessment.conditions import Value
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.questionnaire.model import NumberItem, TextItem
from netztui.text.question import number_range
from netztui.tui.textual_inputs import LineInput
from netztui.tui.widgets.labels import TranslatedLabel

NUMBER_LENGTH = 11
"""Digits and sign of the longest number that a questionnaire can ask for."""


class AnswerField(Vertical):
    """A field for the current question, with a line that says what fits.

    `entered` is called at once when Enter is pressed.
    """

    DEFAULT_CSS = """
    AnswerField { height: auto; max-width: 80; display: none; }
    AnswerField Input { width: 100%; max-width: 80; }
    AnswerField TranslatedLabel { color: $muted; padding: 0 1; }
    """

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__()
        self._asked: tuple[Question, Answer | None] | None = None
        self._language = ""
        self._input = LineInput(entered)
        self._label = TranslatedLabel(self._fitting)
        self.display = False

    def compose(self) -> ComposeResult:
        """The field above its line."""
        yield self._input
        yield self._label

    def ask(self, question: Question, language: str, answer: Answer | None) -> None:
        """Ask another question, with its previous answer; one with options needs no field."""
        if self.display and question.options:
            self.screen.set_focus(None)
        self.display = not question.options
        self._asked = (question, answer)
        self._language = language
        if self.is_mounted:
            self.on_mount()

    def on_mount(self) -> None:
        """Show the answer to the question, which may have been asked before."""
        if self._asked is None or not self.display:
            return
        (question, answer), field = self._asked, self._input
        item = question.item
        field.type = "integer" if isinstance(item, NumberItem) else "text"
        field.max_length = item.max_length if isinstance(item, TextItem) else NUMBER_LENGTH
        field.value = "" if answer is None or answer.value is None else str(answer.value)
        field.cursor_position = len(field.value)
        self.screen.set_focus(field)
        self._label.retranslate()

    def retranslate(self, language: str) -> None:
        """Show in `language` what fits; the typed text stays."""
        self._language = language
        self._label.retranslate()

    @property
    def typed(self) -> Value | None:
        """The field's value: None if it is empty, text if it should be a number but is not."""
        text = self._input.value.strip()
        if self._asked is not None and isinstance(self._asked[0].item, NumberItem):
            with suppress(ValueError):
                return int(text)
        return text or None

    def _fitting(self) -> str:
        sentence = _("Enter: next · leave empty for no answer")
        match self._asked and self._asked[0].item:
            case NumberItem() as item:
                return f"{number_range(item, self._language)} · {sentence}"
            case TextItem(max_length=limit):
                longest = _("At most {n} characters").format(n=number(limit))
                return f"{longest} · {sentence}"
        return sentence
