"""Where numbers and lines of text are typed."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from netztui.assessment.assessment import Answer, Question, Value
from netztui.i18n import _, number
from netztui.questionnaire.model import BaseItem, NumberItem, TextItem
from netztui.tui.widgets.phrase import Phrase

NUMBER_LENGTH = 11
"""Digits and sign of the longest number that a questionnaire can ask for."""


def refusal(item: BaseItem) -> str:
    """Why what was typed is no answer to `item`."""
    if isinstance(item, NumberItem):
        return _("Please enter a whole number from {low} to {high}.").format(
            low=number(item.minimum), high=number(item.maximum)
        )
    length = item.max_length if isinstance(item, TextItem) else 0
    return _("Please enter a single line of at most {n} characters.").format(n=number(length))


class AnswerField(Vertical):
    """A field for the question at hand, with a line that says what fits."""

    DEFAULT_CSS = """
    AnswerField { height: auto; max-width: 80; }
    AnswerField Input { width: 100%; }
    AnswerField Phrase { color: $muted; padding: 0 1; }
    """

    def __init__(self, question: Question, language: str, answer: Answer | None) -> None:
        super().__init__()
        self._question = question
        self._language = language
        self._answer = answer

    def compose(self) -> ComposeResult:
        """The field above its line."""
        yield Input(select_on_focus=False)
        yield Phrase(self._fitting)

    def on_mount(self) -> None:
        """Ready for typing."""
        self.ask(self._question, self._language, self._answer)

    def ask(self, question: Question, language: str, answer: Answer | None) -> None:
        """Take another question; what was answered before stands in the field."""
        self._question = question
        field = self.query_one(Input)
        item = question.item
        field.type = "integer" if isinstance(item, NumberItem) else "text"
        field.max_length = item.max_length if isinstance(item, TextItem) else NUMBER_LENGTH
        value = answer.value if answer is not None else None
        field.value = "" if value is None else str(value)
        field.cursor_position = len(field.value)
        field.focus()
        self.reword(language)

    def reword(self, language: str) -> None:
        """Say in `language` what fits; what is typed stays."""
        self._language = language
        self.query_one(Phrase).reword()

    @property
    def typed(self) -> Value | None:
        """What stands in the field; None where it is empty, text where it is no number."""
        text = self.query_one(Input).value.strip()
        if isinstance(self._question.item, NumberItem):
            try:
                return int(text) if text else None
            except ValueError:
                return text
        return text or None

    def _fitting(self) -> str:
        item = self._question.item
        told = _("Enter: next · leave empty for no answer")
        if not isinstance(item, NumberItem):
            return told
        span = _("{low} to {high}").format(low=number(item.minimum), high=number(item.maximum))
        unit = f" {item.unit.in_language(self._language)}" if item.unit is not None else ""
        return f"{span}{unit} · {told}"
