"""The change between two results in sentences, told once for the axis and the scales together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import number, signed
from netztui.questionnaire.model import Axis, Questionnaire
from netztui.scoring.change import (
    MINIMUM_DAYS,
    Change,
    Comparability,
    Contribution,
    Difference,
    ScaleChange,
    days_between,
)
from netztui.scoring.result import Result
from netztui.text.labels import localized, pole_labels, scale_label


def shown_change(difference: Difference) -> int:
    """The difference between the two figures as they are shown, without decimals."""
    return round(difference.after.value) - round(difference.before.value)


def told(earlier: ScoredAssessment, later: ScoredAssessment, change: Change) -> list[str]:
    """What has changed, and what to bear in mind about it."""
    sentences = change_sentences(later.result.questionnaire, change)
    if change.comparability.kind == "shared":
        sentences.append(comparability_sentence(change.comparability))
    return [*sentences, *filter(None, [interval_sentence(earlier, later)])]


def change_sentences(questionnaire: Questionnaire, change: Change) -> list[str]:
    """What has changed by more than the variation in the answers, or why nothing can be said."""
    if change.comparability.reason is not None:
        return [translate(change.comparability.reason)]
    axis, difference = questionnaire.axis, change.axis
    moved = [one for one in change.scales if one.beyond_noise]
    scales = ", ".join(
        f"{scale_label(questionnaire, one.scale)} ({_from_to(one.difference)})" for one in moved
    )
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
    else:
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


def _from_to(difference: Difference) -> str:
    return f"{number(difference.before.value)} → {number(difference.after.value)}"


def scale_changes(questionnaire: Questionnaire, change: Change) -> list[str]:
    """Each scale's figures then and now with their difference, 0 to 100."""
    return [
        f"{scale_label(questionnaire, one.scale)}: {_from_to(one.difference)} "
        f"({signed(shown_change(one.difference))})"
        for one in change.scales
    ]


def interval_sentence(earlier: ScoredAssessment, later: ScoredAssessment) -> str:
    """What it means if the two are less than 28 days apart; otherwise empty."""
    first, second = earlier.stored.finished_at, later.stored.finished_at
    if first is None or second is None or days_between(first, second) >= MINIMUM_DAYS:
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


@dataclass(frozen=True, slots=True)
class Step:
    """What one question, or several, contributed to the change of the position."""

    text: str
    axis_points: float
    """To one decimal; all steps add up to the difference between the positions so shown."""


def steps(change: Change, earlier: Result, later: Result, most: int) -> list[Step]:
    """The `most` questions that moved the position most, the largest first, then the others."""
    if change.axis is None:
        return []
    moving = change.moving
    parts = [(one.axis_points, _step_text(one, earlier, later)) for one in moving[:most]]
    if others := moving[most:]:
        text = ngettext("{n} other question", "{n} other questions", len(others))
        parts.append((sum(one.axis_points for one in others), text))
    # Rounding where each step ends instead of the steps makes them add up.
    ends = accumulate((points for points, _text in parts), initial=change.axis.before.value)
    shown = [round(end, 1) for end in ends]
    return [
        Step(text, round(end - start, 1))
        for (start, end), (_points, text) in zip(pairwise(shown), parts, strict=True)
    ]


def _step_text(one: Contribution, earlier: Result, later: Result) -> str:
    """The text of the question, as the later of the two results asks it if it does."""
    item = one.question.partition("/")[0]
    asked = later.questionnaire if item in later.questionnaire.items else earlier.questionnaire
    text = localized(asked.items[item].text, asked)
    reworded = " *" if one.reworded else ""
    return text + reworded + (" " + _("(answered only once)") if one.answered_once else "")
