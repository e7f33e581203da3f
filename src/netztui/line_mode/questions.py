"""One question in lines, and what a line says to it.

Nothing is repeated that need not be: a section's title and introduction come once, the options of
a scale stand in one line where they fit into it.
"""

import re
from collections.abc import Iterator

from netztui.assessment.assessment import AnswerError, Question, Value
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.questionnaire.model import ChoicesItem, NumberItem, TextItem
from netztui.text.question import answer_text, count_phrase, input_hint, number_range, time_phrase
from netztui.text.wrap import display_width, wrap

NUMBER = re.compile(r"[+-]?[0-9]{1,10}")


class RefusedError(ValueError):
    """What was entered is no answer; the sentence says what would be one."""


def section_lines(session: AssessmentSession, language: str, width: int) -> Iterator[str]:
    """The title of the section at hand, how long the rest takes, its introduction at its first."""
    section = session.question.section
    title = section.title.in_language(language)
    rest = time_phrase(session.assessment)
    yield ""
    yield from wrap(f"{title}, {rest}" if rest else title, width)
    if session.begins_section and section.intro is not None:
        yield from wrap(section.intro.in_language(language), width)


def question_lines(session: AssessmentSession, language: str, width: int) -> Iterator[str]:
    """Number, stem, text and options of the question at hand, and what was answered before."""
    question = session.question
    yield ""
    yield from wrap(_("Question {count}").format(count=count_phrase(session)), width)
    for text in (question.stem(language), question.text(language)):
        if text:
            yield from wrap(text, width)
    yield from _possible(question, language, width)
    answered = answer_text(question, session.answer, language)
    if answered is not None:
        yield from wrap(_("So far: {answer}").format(answer=answered), width)


def parse_answer(question: Question, entered: str) -> Value | None:
    """The answer that the line gives, None for “no answer”; raises RefusedError."""
    item = question.item
    if isinstance(item, ChoicesItem):
        return _several(question, entered)
    if question.options:
        place = _number(entered)
        if place is None or not 0 <= place <= len(question.options):
            raise RefusedError(_no_option(question))
        return question.options[place - 1].value if place else None
    value: Value | None = _number(entered) if isinstance(item, NumberItem) else entered
    try:
        question.check(value)
    except AnswerError:
        raise RefusedError(input_hint(item)) from None
    if value is None:
        raise RefusedError(input_hint(item))
    return value


def _possible(question: Question, language: str, width: int) -> Iterator[str]:
    item = question.item
    labels = [option.label.in_language(language) for option in question.options]
    if isinstance(item, ChoicesItem):
        labels.append(_("none of them"))
    told = [f"{number(place)} {label}" for place, label in enumerate(labels, 1)]
    if told:
        told.append(f"0 {_('no answer')}")
        in_one = ", ".join(told)
        if display_width(in_one) <= width and not any("," in label for label in labels):
            told = [in_one]
    if isinstance(item, ChoicesItem):
        told.append(_("More than one is possible, such as: 1 2"))
    elif isinstance(item, NumberItem):
        told.append(_("{span}; /s for no answer").format(span=number_range(item, language)))
    elif isinstance(item, TextItem):
        told.append(
            _("One line, at most {n} characters; /s for no answer").format(
                n=number(item.max_length)
            )
        )
    for text in told:
        yield from wrap(text, width, "  ")


def _several(question: Question, entered: str) -> Value | None:
    """The options whose numbers stand in the line; the number behind the last is for none."""
    none = len(question.options) + 1
    places = {_number(part) for part in re.split(r"[\s,;]+", entered) if part}
    if places == {0}:
        return None
    if places == {none}:
        return ()
    if not places or None in places or not places <= set(range(1, none)):
        raise RefusedError(_no_option(question))
    return tuple(
        str(option.value) for place, option in enumerate(question.options, 1) if place in places
    )


def _number(entered: str) -> int | None:
    return int(entered) if NUMBER.fullmatch(entered) else None


def _no_option(question: Question) -> str:
    several = isinstance(question.item, ChoicesItem)
    last = number(len(question.options) + several)
    if several:
        return _(
            "Please enter numbers from 1 to {last} with spaces between them; {last} and 0 stand "
            "alone."
        ).format(last=last)
    return _("Please enter a number from 0 to {last}; commands begin with a slash.").format(
        last=last
    )
