"""What the app hands to its screens: frozen values, ready to be shown.

Screens neither open the archive nor read files; all that they show is in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netztui.tui.widgets.axis import Mark

if TYPE_CHECKING:
    # The start screen needs views before it needs any of these.
    from netztui.archive.finished import Finished
    from netztui.archive.rows import Draft, ResultRow
    from netztui.questionnaire.library import Entry
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.result import AxisScore


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[Entry, ...]
    results: int
    """How many finished assessments there are."""
    latest: Finished | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result, with the one before it where there is one."""

    finished: Finished
    previous: Finished | None


def mark_of(axis: AxisScore) -> Mark:
    """A scored position as the axis bar draws it."""
    return Mark(axis.position.value, axis.position.se, axis.interval)


def mark_of_row(row: ResultRow) -> Mark | None:
    """The same from a list's row; None where there is no axis score."""
    if row.axis is None or row.axis_se is None:
        return None
    low = row.axis if row.axis_low95 is None else row.axis_low95
    high = row.axis if row.axis_high95 is None else row.axis_high95
    return Mark(row.axis, row.axis_se, (low, high))


def poles(questionnaire: Questionnaire, language: str) -> tuple[str, str]:
    """The labels of the axis's low and high pole; empty where there is no axis."""
    if questionnaire.axis is None:
        return "", ""
    spoken = questionnaire.language(language)
    labels = [
        questionnaire.scales[pole].label.in_language(spoken)
        for pole in (questionnaire.axis.low, questionnaire.axis.high)
    ]
    return labels[0], labels[1]


def placement_title(questionnaire: Questionnaire, placement: str | None, language: str) -> str:
    """The placement's title in the questionnaire's words; empty where it says none."""
    spoken = questionnaire.language(language)
    for said in questionnaire.placements:
        if said.when == placement:
            return said.title.in_language(spoken)
    return ""
