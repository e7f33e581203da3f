"""The words around a question, in the current language.

Separate from `netztui.text.result`, so that the first question need not wait for its imports.
"""

from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.i18n.language import question_language
from netztui.questionnaire.model import BaseItem, ChoicesItem, NumberItem, TextItem

USUAL_SECONDS = 8.0
"""Seconds a question takes, until the user's own pace is known."""
PACE_KNOWN_AFTER = 5
"""Timed answers from which the user's own pace is known."""


def count_phrase(session: AssessmentSession) -> str:
    """Which question of how many: “17 of 44”; “of about 44” while answers can change that."""
    counted = session.counted
    text = _("{n} of about {total}") if counted.may_grow else _("{n} of {total}")
    return text.format(n=number(session.number), total=number(len(counted.keys)))


def time_phrase(assessment: Assessment) -> str:
    """How long the rest will take, at the median pace so far; empty if nothing is left."""
    paces = sorted(
        answer.seconds
        for key, answer in assessment.answers.items()
        if answer.seconds is not None and key in assessment.visible
    )
    pace = paces[len(paces) // 2] if len(paces) >= PACE_KNOWN_AFTER else USUAL_SECONDS
    minutes = round(pace * len(assessment.open_keys) / 60)
    if minutes >= 1:
        return ngettext("about {n} minute left", "about {n} minutes left", minutes)
    return _("less than a minute left") if assessment.open_keys else ""


def answer_text(question: Question, answer: Answer | None, language: str) -> str | None:
    """The answer in words; None if there is none yet."""
    if answer is None:
        return None
    if answer.value is None:
        return _("no answer")
    if question.options:
        chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        labels = [
            option.label.in_language(language)
            for option in question.options
            if option.value in chosen
        ]
        return ", ".join(labels) or _("none of these")
    text = str(answer.value)
    if isinstance(question.item, NumberItem) and question.item.unit is not None:
        one = question.item.unit_of_one if answer.value == 1 else None
        text += f" {(one or question.item.unit).in_language(language)}"
    return text


def follow_up_sentences(assessment: Assessment) -> list[str]:
    """What was asked about answers from last time, each with the answer."""
    language = question_language(assessment.questionnaire.languages)
    return [
        f"{one.text(language)} {answer_text(one, assessment.answers[one.key], language)}"
        for one in assessment.follow_ups
    ]


def number_range(item: NumberItem, language: str) -> str:
    """The possible numbers with their unit: “0 to 28 days”."""
    span = _("{low} to {high}").format(low=number(item.minimum), high=number(item.maximum))
    return f"{span} {item.unit.in_language(language)}" if item.unit is not None else span


def answering_note(assessment: Assessment, question: Question, *, after_enter: bool) -> str:
    """How an answer leads on, until the first of its kind has; and the answer from last time."""
    if question.item.id in assessment.earlier:
        return _("Last time: {answer}").format(answer=assessment.earlier[question.item.id])
    several = isinstance(question.item, ChoicesItem)
    alike = (
        isinstance(assessment.visible[key].item, ChoicesItem) == several
        for key in assessment.answers
        if key in assessment.visible and assessment.visible[key].options
    )
    if not question.options or any(alike):
        return ""
    if several:
        return _("Press digits to choose, then Enter to go on.")
    if after_enter:
        return _("Press a digit to choose, then Enter to go on.")
    return _("Press a digit to choose; the next question comes by itself.")


def input_hint(item: BaseItem) -> str:
    """A request for input that is an answer to `item`."""
    if isinstance(item, NumberItem):
        return _("Please enter a whole number from {low} to {high}.").format(
            low=number(item.minimum), high=number(item.maximum)
        )
    return line_hint(item.max_length if isinstance(item, TextItem) else 0)


def line_hint(length: int) -> str:
    """A request for a single line of at most `length` characters."""
    return _("Please enter a single line of at most {n} characters.").format(n=number(length))


def completeness(assessment: Assessment, language: str) -> str:
    """How many questions are open, or why the questionnaire ends early."""
    if assessment.ending is not None:
        return assessment.ending.in_language(language)
    left = len(assessment.open_keys)
    text = (
        ngettext("{n} question is still open.", "{n} questions are still open.", left)
        if left
        else _("Every question has been answered.")
    )
    if skipped := len(assessment.skipped_keys):
        text += " " + ngettext("{n} without an answer.", "{n} without an answer.", skipped)
    return text


def finish_phrase(assessment: Assessment) -> str:
    """The label for finishing, which depends on whether there will be a result."""
    if assessment.is_void:
        return _("Finish without a result")
    if assessment.questionnaire.axis is None or assessment.ending is not None:
        return _("Finish")
    return _("Finish and see the result")
