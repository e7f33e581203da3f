"""Where numbers and lines of text are typed."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from netztui.assessment.assessment import Answer, Question, Value
from netztui.i18n.catalogue import _
from netztui.questionnaire.model import NumberItem, TextItem
from netztui.text.question import number_range
from netztui.tui.textual_internals import LineInput
from netztui.tui.widgets.phrase import TranslatedLabel

NUMBER_LENGTH = 11
"""Digits and sign of the longest number that a questionnaire can ask for."""


class AnswerField(Vertical):
    """A field for the question at hand, with a line that says what fits.

    `entered` is called at once when Enter is pressed.
    """

    DEFAULT_CSS = """
    AnswerField { height: auto; max-width: 80; display: none; }
    AnswerField Input { width: 100%; max-width: 80; }
    AnswerField TranslatedLabel { color: $muted; padding: 0 1; }
    """

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__()
        self._entered = entered
        self._asked: tuple[Question, str, Answer | None] | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """The field above its line."""
        yield LineInput(self._entered)
        yield TranslatedLabel(self._fitting)

    def on_mount(self) -> None:
        """Take the question that may have been asked already."""
        if self._asked is not None:
            question, _language, answer = self._asked
            self._fill(question, answer)

    def ask(self, question: Question, language: str, answer: Answer | None) -> None:
        """Take another question; what was answered before stands in the field.

        Where there are options to choose from, the field is gone.
        """
        if self.display and question.options:
            self.screen.set_focus(None)
        self.display = not question.options
        self._asked = (question, language, answer) if self.display else None
        if self.display and self.is_mounted:
            self._fill(question, answer)

    def _fill(self, question: Question, answer: Answer | None) -> None:
        field = self.query_one(Input)
        item = question.item
        field.type = "integer" if isinstance(item, NumberItem) else "text"
        field.max_length = item.max_length if isinstance(item, TextItem) else NUMBER_LENGTH
        value = answer.value if answer is not None else None
        field.value = "" if value is None else str(value)
        field.cursor_position = len(field.value)
        self.screen.set_focus(field)
        self.query_one(TranslatedLabel).retranslate()

    def retranslate(self, language: str) -> None:
        """Say in `language` what fits; what is typed stays."""
        if self._asked is not None:
            question, _language, answer = self._asked
            self._asked = (question, language, answer)
            self.query_one(TranslatedLabel).retranslate()

    @property
    def typed(self) -> Value | None:
        """What stands in the field; None where it is empty, text where it is no number."""
        text = self.query_one(Input).value.strip() if self.is_mounted else ""
        if self._asked is not None and isinstance(self._asked[0].item, NumberItem):
            try:
                return int(text) if text else None
            except ValueError:
                return text
        return text or None

    def _fitting(self) -> str:
        told = _("Enter: next · leave empty for no answer")
        if self._asked is None or not isinstance(item := self._asked[0].item, NumberItem):
            return told
        return f"{number_range(item, self._asked[1])} · {told}"
