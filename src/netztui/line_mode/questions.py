"""One question in lines, and the answer that a line gives.

Nothing is repeated without need: a section's title and introduction are shown once, and the
options of a scale are on one line if they fit.
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
    """The input is not an answer; the message asks for one."""


def section_lines(session: AssessmentSession, language: str, width: int) -> Iterator[str]:
    """The section's title, the time left, and at its first question the introduction."""
    section = session.question.section
    title = section.title.in_language(language)
    rest = time_phrase(session.assessment)
    yield ""
    yield from wrap(f"{title}, {rest}" if rest else title, width)
    if session.begins_section and section.intro is not None:
        yield from wrap(section.intro.in_language(language), width)


def question_lines(session: AssessmentSession, language: str, width: int) -> Iterator[str]:
    """Number, stem, text and options of the current question, and its answer so far."""
    question = session.question
    yield ""
    yield from wrap(_("Question {count}").format(count=count_phrase(session)), width)
    for text in (question.stem(language), question.text(language)):
        if text:
            yield from wrap(text, width)
    yield from _option_lines(question, language, width)
    answered = answer_text(question, session.answer, language)
    if answered is not None:
        yield from wrap(_("So far: {answer}").format(answer=answered), width)


def parse_answer(question: Question, entered: str) -> Value | None:
    """The answer that `entered` gives, None for “no answer”; raises RefusedError."""
    item = question.item
    if isinstance(item, ChoicesItem):
        return _parse_choices(question, entered)
    if question.options:
        place = _parse_number(entered)
        if place is None or not 0 <= place <= len(question.options):
            raise RefusedError(_choice_hint(question))
        return question.options[place - 1].value if place else None
    value: Value | None = _parse_number(entered) if isinstance(item, NumberItem) else entered
    try:
        question.check(value)
    except AnswerError:
        raise RefusedError(input_hint(item)) from None
    if value is None:
        raise RefusedError(input_hint(item))
    return value


def _option_lines(question: Question, language: str, width: int) -> Iterator[str]:
    item = question.item
    labels = [option.label.in_language(language) for option in question.options]
    if isinstance(item, ChoicesItem):
        labels.append(_("none of these"))
    texts = [f"{number(n)} {label}" for n, label in enumerate(labels, 1)]
    if texts:
        texts.append(f"0 {_('no answer')}")
        one_line = ", ".join(texts)
        if display_width(one_line) <= width and not any("," in label for label in labels):
            texts = [one_line]
    if isinstance(item, ChoicesItem):
        texts.append(_("More than one is possible, such as: 1 2"))
    elif isinstance(item, NumberItem):
        texts.append(_("{span}; /s for no answer").format(span=number_range(item, language)))
    elif isinstance(item, TextItem):
        texts.append(
            _("One line, at most {n} characters; /s for no answer").format(
                n=number(item.max_length)
            )
        )
    for text in texts:
        yield from wrap(text, width, "  ")


def _parse_choices(question: Question, entered: str) -> Value | None:
    """The options whose numbers are entered; one more than the last stands for none of these."""
    none = len(question.options) + 1
    places = {_parse_number(part) for part in re.split(r"[\s,;]+", entered) if part}
    if places == {0}:
        return None
    if places == {none}:
        return ()
    if not places or None in places or not places <= set(range(1, none)):
        raise RefusedError(_choice_hint(question))
    return tuple(
        str(option.value) for place, option in enumerate(question.options, 1) if place in places
    )


def _parse_number(entered: str) -> int | None:
    return int(entered) if NUMBER.fullmatch(entered) else None


def _choice_hint(question: Question) -> str:
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
