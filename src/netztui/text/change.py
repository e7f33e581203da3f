"""The change between two results in sentences, told once for the axis and the scales together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise

from netztui.assessment.assessment import Answer, Question, all_questions
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import calendar_day, day, number, signed
from netztui.i18n.language import question_language
from netztui.questionnaire.model import Axis, Questionnaire
from netztui.scoring.change import (
    MINIMUM_DAYS,
    Change,
    Comparability,
    Contribution,
    Difference,
    ScaleChange,
    compare,
)
from netztui.scoring.result import Result
from netztui.text.labels import localized, pole_labels, scale_label
from netztui.text.question import answer_text


def shown_change(difference: Difference) -> int:
    """The difference between the two figures as they are shown, without decimals."""
    return round(difference.after.value) - round(difference.before.value)


def told(earlier: ScoredAssessment, later: ScoredAssessment, change: Change) -> list[str]:
    """What has changed, and what to bear in mind about it."""
    sentences = change_sentences(later.result.questionnaire, change)
    if change.comparability.kind == "shared":
        sentences.append(comparability_sentence(change.comparability))
    return [*sentences, *filter(None, [interval_sentence(earlier, later)])]


def in_short(earlier: ScoredAssessment, later: ScoredAssessment, change: Change) -> list[str]:
    """How the position has changed, and whether that is much; empty without one in both."""
    questionnaire, difference = later.result.questionnaire, change.axis
    axis = questionnaire.axis
    if axis is None or difference is None:
        return []
    moved = shown_change(difference)
    sentence = _("Since {date}: from {before} to {after}, {n} towards “{pole}”.")
    if not moved:
        sentence = _("Since {date}: {after}, as before.")
    said = sentence.format(
        date=day(earlier.finished_at),
        before=signed(difference.before.value),
        after=signed(difference.after.value),
        n=number(abs(moved)),
        pole=scale_label(questionnaire, axis.high if moved > 0 else axis.low),
    )
    much = _("The variation in your answers could explain that.") if moved else ""
    if difference.beyond_noise:
        much = _("That is more than the variation in your answers explains.")
    return [said, *filter(None, [much])]


def change_phrase(earlier: ScoredAssessment, later: ScoredAssessment) -> str:
    """How the position has changed since the earlier result; empty if that can't be compared."""
    axis, difference = later.result.questionnaire.axis, compare(earlier.result, later.result).axis
    if axis is None or difference is None:
        return ""
    points, since = shown_change(difference), day(earlier.finished_at)
    if not difference.beyond_noise:
        phrase = _("No clear change since {day} ({change})")
        return phrase.format(day=since, change=signed(points))
    pole = scale_label(later.result.questionnaire, axis.high if points > 0 else axis.low)
    phrase = _("{n} towards “{pole}” since {day}")
    return phrase.format(n=number(abs(points)), pole=pole, day=since)


def change_sentences(questionnaire: Questionnaire, change: Change) -> list[str]:
    """What has changed by more than the variation in the answers, or why nothing can be said."""
    if change.comparability.reason is not None:
        return [translate(change.comparability.reason)]
    axis, difference = questionnaire.axis, change.axis
    moved = [one for one in change.scales if one.beyond_noise]
    scales = _listed(questionnaire, moved)
    sentences = []
    if axis is not None and difference is None:
        sentences.append(_("One of the two has no position, so there is no change in position."))
    elif axis is not None and difference is not None:
        sentences.append(_position_change(questionnaire, axis, difference))
    if difference is not None and difference.beyond_noise:
        sentences.append(_("That is more than the variation in your answers explains."))
        if axis is not None and not {axis.low, axis.high} & {one.scale for one in moved}:
            low, high = pole_labels(questionnaire)
            alone = _(
                "Neither “{low}” nor “{high}” alone has changed by so much, but both together."
            )
            sentences.append(alone.format(low=low, high=high))
        if moved:
            sentences.append(_("Nor does the variation explain: {scales}.").format(scales=scales))
    elif moved:
        beyond = _("These changes are more than the variation in your answers explains: {scales}.")
        if difference is not None and shown_change(difference):
            beyond = _(
                "The variation in your answers could explain that, but not these changes: {scales}."
            )
        sentences.append(beyond.format(scales=scales))
        sentences += _together(axis, moved)
    elif change.scales or not sentences:
        sentences.append(_("No change goes beyond what the variation in your answers explains."))
    if change.reliable_change is not None and axis is not None and axis.calibration is not None:
        sentences.append(
            _("Reliable change index {index} (from ±1.96 on reliable), after {source}.").format(
                index=signed(change.reliable_change.index, 2), source=axis.calibration.source
            )
        )
    return sentences


def _position_change(questionnaire: Questionnaire, axis: Axis, difference: Difference) -> str:
    before, after = signed(difference.before.value), signed(difference.after.value)
    if not (change := shown_change(difference)):
        return _("The position is {position}, as before.").format(position=after)
    sentence = _("The position went from {before} to {after}, that is {n} towards “{pole}”.")
    pole = scale_label(questionnaire, axis.high if change > 0 else axis.low)
    return sentence.format(before=before, after=after, n=number(abs(change)), pole=pole)


def _together(axis: Axis | None, moved: Sequence[ScaleChange]) -> list[str]:
    """Why the position does not show that both poles moved the same way."""
    poles = () if axis is None else (axis.low, axis.high)
    rising = [one.difference.value > 0 for one in moved if one.scale in poles]
    if rising == [True, True]:
        return [_("Both ends rose; the position only shows how far apart they are.")]
    if rising == [False, False]:
        return [_("Both ends fell; the position only shows how far apart they are.")]
    return []


def _listed(questionnaire: Questionnaire, scales: Sequence[ScaleChange]) -> str:
    figures = (_from_to(one.difference).replace(" ", "\N{NO-BREAK SPACE}") for one in scales)
    return ", ".join(
        f"{scale_label(questionnaire, one.scale)} ({both})"
        for one, both in zip(scales, figures, strict=True)
    )


def _from_to(difference: Difference) -> str:
    return f"{number(difference.before.value)} → {number(difference.after.value)}"


def scale_changes(questionnaire: Questionnaire, change: Change) -> list[tuple[str, str]]:
    """The label of each scale, and its figures then and now with their difference, 0 to 100."""
    return [
        (
            scale_label(questionnaire, one.scale),
            f"{_from_to(one.difference)} ({signed(shown_change(one.difference))})",
        )
        for one in change.scales
    ]


def within_sentence(questionnaire: Questionnaire, change: Change) -> str:
    """Which scales have changed by no more than the variation in the answers; may be empty."""
    within = [one for one in change.scales if not one.beyond_noise and shown_change(one.difference)]
    if not within or not any(one.beyond_noise for one in change.scales):
        return ""
    sentence = _("The variation could explain the other changes: {scales}.")
    return sentence.format(scales=_listed(questionnaire, within))


@dataclass(frozen=True, slots=True)
class Pair:
    """A scale or an area then and now, in points 0..100."""

    label: str
    scale: str
    """The id of the scale, or of the scale that the area belongs to."""
    is_area: bool
    before: float
    after: float

    @property
    def figures(self) -> str:
        """“80 → 62”."""
        return f"{number(self.before)} → {number(self.after)}"

    @property
    def difference(self) -> str:
        """The difference between the figures as they are shown."""
        return signed(round(self.after) - round(self.before))


def pairs(change: Change, earlier: Result, later: Result) -> list[Pair]:
    """Each scale then and now, each pole followed by its areas.

    Areas are left out if only some of the questions are compared.
    """
    questionnaire, axis = later.questionnaire, later.questionnaire.axis
    poles = (axis.high, axis.low) if axis is not None else ()
    order = sorted(change.scales, key=lambda one: [*poles, one.scale].index(one.scale))
    found = []
    for one in order:
        ends = one.difference.before.value, one.difference.after.value
        found.append(Pair(scale_label(questionnaire, one.scale), one.scale, False, *ends))
        if one.scale not in poles or change.comparability.kind == "shared":
            continue
        for facet in later.scales[one.scale].facets:
            before, after = (result.facets[facet.facet].value for result in (earlier, later))
            label = localized(questionnaire.facets[facet.facet].label, questionnaire)
            if before is not None and after is not None:
                found.append(Pair(label, one.scale, True, before, after))
    return found


def comparison_day(finished_at: datetime) -> date:
    """The first local day on which another result has no days in common with this one."""
    return finished_at.astimezone().date() + timedelta(days=MINIMUM_DAYS)


def is_due(finished_at: datetime, now: datetime) -> bool:
    """Whether a result of `now` has no days in common with the one finished then."""
    return now.astimezone().date() >= comparison_day(finished_at)


def next_comparison(finished_at: datetime, now: datetime) -> str:
    """From which day on a comparison is worthwhile, or that it is time for one."""
    if is_due(finished_at, now):
        return _("Time for the next comparison")
    return _("Next comparison from {day}").format(day=calendar_day(comparison_day(finished_at)))


def interval_sentence(earlier: ScoredAssessment, later: ScoredAssessment) -> str:
    """What it means if the two are less than 28 days apart; otherwise empty."""
    if is_due(earlier.finished_at, later.finished_at):
        return ""
    return _(
        "Less than {n} days lie between the two. Questions about the last {n} days then ask twice "
        "about some of the same days, so that a change looks smaller than it is."
    ).format(n=number(MINIMUM_DAYS))


def comparability_sentence(comparability: Comparability) -> str:
    """What is compared if the questionnaire has changed in between; otherwise empty."""
    if comparability.kind == "shared":
        return ngettext(
            "The questionnaire has changed; only the {n} question both versions share is compared.",
            "The questionnaire has changed; only the {n} questions both versions share are "
            "compared.",
            len(comparability.items),
        )
    if comparability.kind == "reworded":
        return ngettext(
            "{n} question was worded differently then; it is marked with *.",
            "{n} questions were worded differently then; they are marked with *.",
            len(comparability.reworded),
        )
    return ""


def versions_sentence(comparability: Comparability) -> str:
    """Whether results of two versions of a questionnaire can be compared, and on how much."""
    if comparability.reason is not None:
        cannot = _("Results of both versions can't be compared. {reason}")
        return cannot.format(reason=translate(comparability.reason))
    can = _(
        "Results of both versions can be compared. Questions that count the same in both: {n}; of "
        "these, worded differently: {reworded}."
    )
    return can.format(n=number(len(comparability.items)), reworded=len(comparability.reworded))


@dataclass(frozen=True, slots=True)
class Step:
    """What one question, or several, contributed to the change of the position."""

    text: str
    axis_points: float
    """To one decimal; all steps add up to the difference between the positions so shown."""
    answers: str = ""
    """The answers then and now, “rarely → often”; empty for several questions."""


def steps(change: Change, earlier: Result, later: Result, most: int) -> list[Step]:
    """The `most` questions that moved the position most, the largest first, then the others."""
    if change.axis is None:
        return []
    moving = change.moving
    asked = [(result, all_questions(result.questionnaire)) for result in (earlier, later)]
    parts = [
        (one.axis_points, _step_text(one, earlier, later), _answers(one.question, asked))
        for one in moving[:most]
    ]
    if others := moving[most:]:
        text = ngettext("{n} other question", "{n} other questions", len(others))
        parts.append((sum(one.axis_points for one in others), text, ""))
    # Rounding where each step ends instead of the steps makes them add up.
    ends = accumulate((points for points, *_words in parts), initial=change.axis.before.value)
    shown = [round(end, 1) for end in ends]
    return [
        Step(text, round(end - start, 1), answers)
        for (start, end), (_points, text, answers) in zip(pairwise(shown), parts, strict=True)
    ]


def _answers(key: str, asked: Sequence[tuple[Result, Mapping[str, Question]]]) -> str:
    said = []
    for result, questions in asked:
        value, language = result.values.get(key), question_language(result.questionnaire.languages)
        answer = Answer(value) if value is not None and key in questions else None
        words = answer_text(questions[key], answer, language) if answer is not None else None
        said.append(words or _("no answer"))
    return " → ".join(said)


def _step_text(one: Contribution, earlier: Result, later: Result) -> str:
    """The text of the question, as the later of the two results asks it if it does."""
    item = one.question.partition("/")[0]
    asked = later.questionnaire if item in later.questionnaire.items else earlier.questionnaire
    text = localized(asked.items[item].text, asked)
    reworded = " *" if one.reworded else ""
    return text + reworded + (" " + _("(answered only once)") if one.answered_once else "")
