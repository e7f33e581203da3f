"""A result in sentences around the questionnaire's own words, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import number, signed
from netztui.i18n.language import current_language
from netztui.questionnaire.model import ChoicesItem, Questionnaire, Text

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment

    # The start screen uses this module before anything is scored.
    from netztui.scoring.change import Change, Comparability, Contribution
    from netztui.scoring.result import ResponseQuality, Result


def localized(text: Text | None, questionnaire: Questionnaire) -> str:
    """The text in the current language, or else in the questionnaire's own; empty for None."""
    return "" if text is None else text.in_language(questionnaire.language(current_language()))


def scale_label(questionnaire: Questionnaire, scale: str) -> str:
    """The label of a scale."""
    return localized(questionnaire.scales[scale].label, questionnaire)


def length_phrases(questionnaire: Questionnaire) -> tuple[str, str]:
    """How many questions a new assessment has, and about how many minutes it takes."""
    from netztui.assessment.assessment import Assessment
    from netztui.text.question import USUAL_SECONDS

    questions = len(Assessment(questionnaire).keys)
    minutes = max(1, round(questions * USUAL_SECONDS / 60))
    return (
        ngettext("{n} question", "{n} questions", questions),
        ngettext("about {n} minute", "about {n} minutes", minutes),
    )


def pole_labels(questionnaire: Questionnaire) -> tuple[str, str]:
    """The labels of the axis's low and high pole; empty without an axis."""
    if questionnaire.axis is None:
        return "", ""
    axis = questionnaire.axis
    return scale_label(questionnaire, axis.low), scale_label(questionnaire, axis.high)


def placement_title(questionnaire: Questionnaire, placement: str | None) -> str:
    """The title of a placement text; empty if the questionnaire has none for `placement`."""
    titles = (text.title for text in questionnaire.placements if text.when == placement)
    return next((localized(title, questionnaire) for title in titles), "")


def network_positions(result: Result) -> list[tuple[str, float]]:
    """Each network's label and its position, −100..100."""
    labels = {
        option.value: localized(option.label, result.questionnaire)
        for item in result.questionnaire.items.values()
        if isinstance(item, ChoicesItem)
        for option in item.options
    }
    return [(labels[network.option], network.position) for network in result.networks]


def interval_ends(low: float, high: float) -> tuple[str, str]:
    """The ends of an interval of positions, which are never beyond ±100."""
    return signed(max(-100.0, low)), signed(min(100.0, high))


def position_sentences(result: Result) -> list[str]:
    """The position with its 95% interval, and how probable each side is; none without one."""
    if result.axis is None:
        return []
    axis, (low_pole, high_pole) = result.axis, pole_labels(result.questionnaire)
    low, high = interval_ends(*axis.interval)
    position = _(
        "Position {position} between −100 ({low_pole}) and +100 ({high_pole}); "
        "with 95% confidence between {low} and {high}."
    ).format(
        position=signed(axis.position.value),
        low_pole=low_pole,
        high_pole=high_pole,
        low=low,
        high=high,
    )
    sides = {axis.low: low_pole, axis.high: high_pole}
    shares = [
        "\N{NO-BREAK SPACE}".join([sides.get(side) or _("balanced"), percent(share)])
        for side, share in axis.probabilities.items()
    ]
    probability = _("Probability based on these answers: {shares}.")
    return [position, probability.format(shares=" · ".join(shares))]


def percent(share: float) -> str:
    """A probability 0..1; never rounded to an impossible 0% or a certain 100%."""
    if share < 0.01:
        return _("under {n}%").format(n=number(1))
    if share > 0.99:
        return _("over {n}%").format(n=number(99))
    return _("{n}%").format(n=number(share * 100))


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
    return [same] * quality.straightlined + [fast] * bool(quality.fast_blocks)


def change_sentences(questionnaire: Questionnaire, change: Change) -> list[str]:
    """The change on the axis compared with the noise, or why it can't be calculated."""
    if change.comparability.reason is not None:
        return [translate(change.comparability.reason)]
    axis = questionnaire.axis
    if change.axis is None or axis is None:
        return [_("One of the two has no position, so the change cannot be calculated.")]
    difference = change.axis
    noise = number(difference.least)
    towards = scale_label(questionnaire, axis.high if difference.value > 0 else axis.low)
    size = _("No change; the noise in your answers alone could account for up to ±{noise}.")
    if round(difference.value):
        size = _(
            "Change of {change} towards {pole}; the noise in your answers alone could account for "
            "up to ±{noise}."
        )
    verdict = _("The difference is within the noise in your answers: no change can be established.")
    if difference.beyond_noise:
        verdict = _("The difference is larger than the noise in your answers.")
    sentences = [
        size.format(change=signed(difference.value), pole=towards, noise=noise),
        verdict,
    ]
    if change.reliable_change is not None and axis.calibration is not None:
        reliable = change.reliable_change
        sentences.append(
            _("Reliable change index {index} (from ±1.96 on reliable), after {source}.").format(
                index=signed(reliable.index, 2), source=axis.calibration.source
            )
        )
    return sentences


def contribution_text(one: Contribution, earlier: Result, later: Result) -> str:
    """The text of the question, as the later of the two results asks it if it does."""
    item = one.question.partition("/")[0]
    asked = later.questionnaire if item in later.questionnaire.items else earlier.questionnaire
    return localized(asked.items[item].text, asked)


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
