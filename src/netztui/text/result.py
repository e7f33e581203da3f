"""A result in sentences around the questionnaire's own words, in the current language.

This is what everybody reads; its figures are in `netztui.text.figures`, what has changed since
another result in `netztui.text.change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netztui.assessment.assessment import Answer, Assessment, all_questions
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import signed
from netztui.i18n.language import question_language
from netztui.questionnaire.marks import OPTION_MARK
from netztui.questionnaire.model import ChoiceItem, Option
from netztui.scoring.advice import network_questions
from netztui.scoring.axis import UNDECIDED
from netztui.scoring.bands import band, extremes, is_little
from netztui.text.labels import (
    localized,
    placement_of,
    pole_labels,
    pole_of,
    row_title,
    scale_label,
)
from netztui.text.question import answer_text, follow_up_sentences

if TYPE_CHECKING:
    from netztui.history.history import ScoredAssessment
    from netztui.scoring.result import ResponseQuality, Result

ALIKE = 50.0
"""Points by which opposites differ on average from which they are called answered alike."""


def placement_title(result: Result) -> str:
    """The placement in a few words; empty without one."""
    return row_title(result.questionnaire, result.placement, sure=result.sure)


def placement_texts(result: Result) -> list[str]:
    """What the placement means, whether there is little of either, and why none is clear."""
    questionnaire = result.questionnaire
    found = placement_of(questionnaire, result.placement)
    texts = [localized(found.text, questionnaire)] if found else []
    if found and found.little and is_little(result):
        texts.append(localized(found.little, questionnaire))
    if result.placement == UNDECIDED:
        low, high = pole_labels(questionnaire)
        why = _(
            "Neither “{low}” nor “{high}” can be ruled out: your answers are too few for that, or "
            "differ too much from each other."
        )
        if result.quality.straightlined:
            why = _("So many of your answers are the same that they can't tell the two apart.")
        texts.append(why.format(low=low, high=high))
    return texts


def position_sentence(result: Result) -> str:
    """The position and the ends of its axis; empty without one."""
    if result.axis is None:
        return ""
    low, high = pole_labels(result.questionnaire)
    sentence = _("Position {position} on the axis from −100 ({low}) to +100 ({high}).")
    return sentence.format(position=signed(result.axis.position.value), low=low, high=high)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """What is said of one area."""

    facet: str
    how_often: str
    """“Often” and “Rarely” are said only of what is frequent or rare; others are compared."""
    label: str
    description: str
    points: float
    """0..100."""
    pole: str
    """The id of the pole that it belongs to."""


def area_lines(result: Result) -> list[AreaLine]:
    """The most and then the least frequent areas."""
    most, least = extremes(result)
    named = [("frequent", _("Often"), _("More often than other areas"), facet) for facet in most]
    named += [("rare", _("Rarely"), _("Less often than other areas"), facet) for facet in least]
    questionnaire = result.questionnaire
    lines = []
    for outright, word, compared, name in named:
        points, facet = result.facets[name].value or 0.0, questionnaire.facets[name]
        says = word if band(points) == outright else compared
        label, description = (
            localized(text, questionnaire) for text in (facet.label, facet.description)
        )
        pole = pole_of(questionnaire, name)
        lines.append(AreaLine(name, says, label, description, points, pole or ""))
    return lines


def area_sentences(result: Result) -> list[tuple[str, str]]:
    """The most and then the least frequent areas: how frequent, and the area with what it is."""
    return [
        (one.how_often, f"{one.label} ({one.description})" if one.description else one.label)
        for one in area_lines(result)
    ]


def areas_note() -> str:
    """That the most and the least frequent areas are no judgement."""
    return _("This only describes: often is not better, and rarely is not worse.")


def intentions(result: Result) -> list[tuple[ChoiceItem, Option]]:
    """The choices to be shown with the result, each with the option chosen."""
    return [
        (item, option)
        for item in result.questionnaire.items.values()
        if isinstance(item, ChoiceItem) and item.recall and not item.follows
        for option in item.options
        if option.value == result.values.get(item.id)
    ]


def wanted_sentences(result: Result) -> list[str]:
    """What was wanted, and then what the answers show instead; empty if it was not asked."""
    questionnaire = result.questionnaire
    sentences = []
    for item, option in intentions(result):
        asked = localized(item.label, questionnaire) + ":" if item.label else ""
        asked = asked or localized(item.text, questionnaire)
        sentences.append(f"{asked} {localized(option.label, questionnaire)}")
    if sentences and (title := placement_title(result)):
        sentences.append(_("What your answers show: {title}").format(title=title))
    return sentences


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """What is said of one network."""

    label: str
    words: str
    """“20 days · information often · offers rarely”."""
    position: float
    """−100..100."""
    question: str
    """What is asked about it; mostly empty."""


def network_lines(result: Result) -> list[NetworkLine]:
    """Each network in words."""
    questionnaire, networks = result.questionnaire, result.questionnaire.networks
    if networks is None:
        return []
    questions, asked = network_questions(result), all_questions(questionnaire)
    language = question_language(questionnaire.languages)
    lines = []
    for network in result.networks:
        words = []
        for name in filter(None, (networks.effort, networks.low, networks.high)):
            question = asked[f"{name}/{network.option}"]
            value = result.values.get(question.key)
            if value is not None:
                words.append(answer_text(question, Answer(value), language) or "")
                if name != networks.effort:
                    label = localized(question.item.label, questionnaire)
                    words[-1] = f"{label or name} {words[-1]}"
        option = asked[f"{networks.low}/{network.option}"].option
        label = localized(option.label if option else None, questionnaire)
        question_text = localized(questions.get(network.option), questionnaire)
        lines.append(
            NetworkLine(
                label,
                " · ".join(words),
                network.position,
                question_text.replace(OPTION_MARK, label),
            )
        )
    return lines


def plan_lines(
    finished: ScoredAssessment, previous: ScoredAssessment | None = None
) -> list[tuple[str, str]]:
    """The plan from last time and how it went, then this time's plan, each with a heading."""
    return [
        *((_("Your plan last time"), text) for text in last_plan(finished, previous)),
        *((_("Your plan until next time"), text) for text in finished.recalled),
    ]


def last_plan(finished: ScoredAssessment, previous: ScoredAssessment | None) -> list[str]:
    """The plan from last time: the follow-up question and its answer, or else just the plan."""
    asked = follow_up_sentences(finished.stored.assessment)
    return asked or (previous.recalled if previous is not None else [])


def missing_sentence(result: Result) -> str:
    """Why there is no position on the axis; empty if there is one."""
    if result.axis is not None or result.questionnaire.axis is None:
        return ""
    if result.ended:
        return _("There was nothing to assess this time, so there is no position.")
    scales = ", ".join(scale_label(result.questionnaire, scale) for scale in result.missing)
    return _(
        "Too many questions were left without an answer to calculate a position; too few answers "
        "for: {scales}. A position needs three quarters of the questions of each pole, and half "
        "of every facet."
    ).format(scales=scales)


def finish_warning(assessment: Assessment) -> list[str]:
    """How many questions are open, and what will be missing; empty if none is open."""
    from netztui.scoring.score import score

    if not (left := len(assessment.open_keys)):
        return []
    questionnaire = assessment.questionnaire
    result = score(assessment)
    missing = []
    if questionnaire.axis is not None and result.axis is None:
        low, high = pole_labels(questionnaire)
        missing.append(_("your position between {low} and {high}").format(low=low, high=high))
    missing += [
        localized(questionnaire.facets[facet.facet].label, questionnaire)
        for facet in result.facets.values()
        if facet.value is None
    ]
    return [
        ngettext("{n} question is still open.", "{n} questions are still open.", left),
        _("The result will be without: {missing}.").format(missing=", ".join(missing))
        if missing
        else _("The result will be less certain."),
        _("Once the assessment is finished, its questions can no longer be answered."),
    ]


def skipped_sentence(result: Result) -> str:
    """How many ratings have no answer; empty if all have one."""
    without = result.skipped + result.unanswered
    if not without or result.ended:
        return ""
    return ngettext("{n} question has no answer.", "{n} questions have no answer.", without)


def quality_sentences(quality: ResponseQuality) -> list[str]:
    """Gentle notes on how the answers were given; they never alter a figure."""
    same = _("Many answers in a row are the same; they say little about where you stand.")
    fast = _("Some questions took you less than two seconds each. Was there time to read them?")
    alike = _(
        "Some questions ask for the opposite of others, and you answered both much the same. "
        "Both can be true; otherwise take the figures with more caution."
    )
    opposite = quality.opposites is not None and quality.opposites >= ALIKE
    return [same] * quality.straightlined + [alike] * opposite + [fast] * bool(quality.fast_blocks)
