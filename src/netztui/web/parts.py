"""What the pages of results, comparisons and groups share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day, signed
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import Change
from netztui.scoring.result import Estimate
from netztui.text.labels import interval_ends, localized, pole_labels
from netztui.web.pictures import Picture, across, side_of, span

Panel: TypeAlias = tuple[str, Sequence[object]]
"""A heading, and the texts or rows below it."""
Axis: TypeAlias = tuple[Picture, Sequence[tuple[str, str]]]
"""The axis, and its signs (now, then, reach, level) each with what it means."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its picture, whose title is its label."""

    picture: Picture
    value: str
    description: str = ""
    word: str = ""
    """How it compares with others."""
    extent: str = ""
    """How far it reaches, or how sure it is."""


def panel(heading: str, entries: Sequence[object]) -> list[Panel]:
    """One panel, or none if there is nothing for it."""
    return [(heading, entries)] if entries else []


def unclaimed(questionnaire: Questionnaire, general: str | None = None) -> list[Panel]:
    """What a page doesn't claim: the questionnaire's own notice, and `general` or the usual."""
    usual = _(
        "This page describes what you answered. It is not a test, a diagnosis or a forecast, and "
        "it does not compare you with anyone else."
    )
    texts = [localized(questionnaire.notice, questionnaire), general or usual]
    return panel(_("What this does not claim"), [*filter(None, texts)])


def level_of(questionnaire: Questionnaire) -> float:
    """How far from 0 the poles of its axis count as level; 0 without an axis."""
    return questionnaire.axis.balanced_within if questionnaire.axis is not None else 0.0


def axis_words(questionnaire: Questionnaire) -> dict[str, object]:
    """The names below the axis, as the templates need them."""
    return {"poles": pole_labels(questionnaire), "level": _("level")}


def level_words(questionnaire: Questionnaire) -> str:
    """Between which positions the poles count as level."""
    level = level_of(questionnaire)
    return _("level: {low} to {high}").format(low=signed(-level, 1), high=signed(level, 1))


def axis_picture(
    questionnaire: Questionnaire,
    description: str,
    position: float,
    reach: tuple[float, float] | None,
) -> Picture:
    """A position on the axis, perhaps with a range, and the part where the poles are level."""
    level, (low, high) = level_of(questionnaire), pole_labels(questionnaire)
    return Picture(
        "axis",
        _("The position between “{low}” and “{high}”").format(low=low, high=high),
        description,
        across(position),
        side_of(position, level),
        None if reach is None else span(*reach),
        span(-level, level),
    )


def axis_now(finished: ScoredAssessment, position: Estimate) -> Axis:
    """A position on the axis, with its range and where the poles are level."""
    questionnaire = finished.result.questionnaire
    low, high = interval_ends(*position.interval)
    legend = [
        ("now", _dated(finished, position)),
        ("reach", _("range: {low} to {high}").format(low=low, high=high)),
        ("level", level_words(questionnaire)),
    ]
    told = "; ".join(text for _sign, text in legend)
    return axis_picture(questionnaire, told, position.value, position.interval), legend


def axis_change(earlier: ScoredAssessment, later: ScoredAssessment, change: Change) -> Axis | None:
    """Both positions on the questions that are compared; None without a change of position."""
    if change.axis is None:
        return None
    before, level = change.axis.before, level_of(later.result.questionnaire)
    picture, legend = axis_now(later, change.axis.after)
    then = _dated(earlier, before)
    drawn = replace(
        picture,
        description=f"{then}; {picture.description}",
        earlier=across(before.value),
        earlier_side=side_of(before.value, level),
        direction=side_of(change.axis.value),
    )
    return drawn, [("then", then), *legend]


def _dated(finished: ScoredAssessment, position: Estimate) -> str:
    return f"{day(finished.finished_at)}: {signed(position.value)}"
