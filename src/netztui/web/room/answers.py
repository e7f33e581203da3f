"""What a participant's form says, as an answer to the question."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from netztui.assessment.assessment import AnswerError, Question
from netztui.assessment.conditions import Value
from netztui.i18n.catalogue import _
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.text.question import input_hint

Form: TypeAlias = Mapping[str, Sequence[str]]
"""What a form sends, each name with its values."""

ANSWER, NONE, SKIP = "answer", "none", "skip"
"""The names of the fields: places of options or what was typed, “none of these”, “no answer”."""
NUMBER = re.compile(r"[+-]?[0-9]{1,10}")


def read_answer(question: Question, form: Form) -> Value | None:
    """The answer in the form, None for “no answer”; raises AnswerError if it is none."""
    if SKIP in form:
        return None
    given = form.get(ANSWER, [])
    match question.item:
        case ChoicesItem():
            chosen = {_option(question, place) for place in given}
            if bool(chosen) == (NONE in form):
                raise AnswerError(given)
            return tuple(str(one.value) for one in question.options if one.value in chosen)
        case NumberItem():
            typed = typed_text(form).replace("\N{MINUS SIGN}", "-")
            if not NUMBER.fullmatch(typed):
                raise AnswerError(typed)
            value: Value = int(typed)
        case TextItem():
            value = typed_text(form)
        case _:
            if len(given) != 1:
                raise AnswerError(given)
            value = _option(question, given[0])
    question.check(value)
    return value


def typed_text(form: Form) -> str:
    """What was typed, as one line."""
    return " ".join(" ".join(form.get(ANSWER, [])).split())


def hint(question: Question, form: Form) -> str:
    """What to do instead of what the form says, which is no answer to the question."""
    if isinstance(question.item, ChoicesItem):
        if NONE in form:
            return _("“None of these” cannot be chosen together with others.")
        return _("Please choose at least one, or “none of these”.")
    return _("Please choose one of the answers.") if question.options else input_hint(question.item)


def _option(question: Question, place: str) -> Value:
    """The value of the option at `place`, from 1."""
    if not place.isdecimal() or not 1 <= int(place) <= len(question.options):
        raise AnswerError(place)
    return question.options[int(place) - 1].value
