"""A question in sentences, in the current language: what any way of asking has to say around it.

What is asked comes from the questionnaire; these are the words for how far one is, what fits,
what was answered and what is still open. Nothing here knows how or where they are shown. Apart
from `netztui.text.result`, because the first question need not wait for what results need.
"""

from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.session import AssessmentSession
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.questionnaire.model import BaseItem, NumberItem, TextItem

USUAL_SECONDS = 8.0
"""Seconds a question takes, until the user's own pace is known."""
PACE_KNOWN_AFTER = 5
"""Timed answers from which the user's own pace is known."""


def count_phrase(session: AssessmentSession) -> str:
    """Which question of how many: “17 of 44”; “of about 44” while answers can change that."""
    told = _("{n} of about {total}") if session.assessment.may_grow else _("{n} of {total}")
    return told.format(n=number(session.number), total=number(len(session.assessment.keys)))


def remaining_seconds(assessment: Assessment) -> float:
    """Seconds for the questions still open, at the median pace of the answers so far."""
    paces = sorted(
        answer.seconds
        for key, answer in assessment.answers.items()
        if answer.seconds is not None and key in assessment.visible
    )
    pace = paces[len(paces) // 2] if len(paces) >= PACE_KNOWN_AFTER else USUAL_SECONDS
    return pace * len(assessment.open_keys)


def time_phrase(assessment: Assessment) -> str:
    """How long the rest will take; empty where nothing is left."""
    minutes = round(remaining_seconds(assessment) / 60)
    if minutes >= 1:
        return ngettext("about {n} minute left", "about {n} minutes left", minutes)
    return _("less than a minute left") if assessment.open_keys else ""


def answer_text(question: Question, answer: Answer | None, language: str) -> str | None:
    """What was answered in words; None where nothing was said yet."""
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
        return ", ".join(labels) or _("none of them")
    text = str(answer.value)
    if isinstance(question.item, NumberItem) and question.item.unit is not None:
        text += f" {question.item.unit.in_language(language)}"
    return text


def number_range(item: NumberItem, language: str) -> str:
    """Which numbers fit, with their unit: “0 to 28 days”."""
    span = _("{low} to {high}").format(low=number(item.minimum), high=number(item.maximum))
    return f"{span} {item.unit.in_language(language)}" if item.unit is not None else span


def input_hint(item: BaseItem) -> str:
    """Why what was typed is no answer to `item`."""
    if isinstance(item, NumberItem):
        return _("Please enter a whole number from {low} to {high}.").format(
            low=number(item.minimum), high=number(item.maximum)
        )
    return line_hint(item.max_length if isinstance(item, TextItem) else 0)


def line_hint(length: int) -> str:
    """Why what was typed is no line of at most `length` characters."""
    return _("Please enter a single line of at most {n} characters.").format(n=number(length))


def completeness(assessment: Assessment, language: str) -> str:
    """What the review says first: how much is open, or why the questionnaire ends early."""
    if assessment.ending is not None:
        return assessment.ending.in_language(language)
    left = len(assessment.open_keys)
    told = (
        ngettext("{n} question is still open.", "{n} questions are still open.", left)
        if left
        else _("Every question has been answered.")
    )
    if skipped := len(assessment.skipped_keys):
        told += " " + ngettext("{n} without an answer.", "{n} without an answer.", skipped)
    return told


def finish_phrase(assessment: Assessment) -> str:
    """What finishing is called: whether a result follows."""
    if assessment.questionnaire.axis is None or assessment.ending is not None:
        return _("Finish")
    return _("Finish and see the result")
