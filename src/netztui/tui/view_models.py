"""What the app hands to its screens: frozen values, ready to be shown.

Screens neither open the archive nor read files; all that they show is in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netztui.tui.widgets.axis import PositionEstimate

if TYPE_CHECKING:
    # The start screen needs views before it needs any of these.
    from netztui.archive.rows import Draft, ResultRow
    from netztui.history.scored import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.scoring.result import AxisScore, Estimate


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[LibraryEntry, ...]
    results: int
    """How many finished assessments there are."""
    latest: ScoredAssessment | None
    restorable: bool = False
    """Whether a deleted result can be brought back in the history."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result, with the one before it where there is one."""

    finished: ScoredAssessment
    previous: ScoredAssessment | None


def estimate_of_result(axis: AxisScore) -> PositionEstimate:
    """A scored position as the axis bar draws it."""
    return PositionEstimate(axis.position.value, axis.position.se, axis.interval)


def estimate_of(position: Estimate) -> PositionEstimate:
    """The same from a position alone, such as one on the questions that two results share."""
    from netztui.scoring.student_t import quantile

    reach = quantile(0.975, position.df) * position.se
    return PositionEstimate(
        position.value, position.se, (position.value - reach, position.value + reach)
    )


def estimate_of_row(row: ResultRow) -> PositionEstimate | None:
    """The same from a list's row; None where there is no axis score."""
    if row.axis is None or row.axis_se is None:
        return None
    low = row.axis if row.axis_low95 is None else row.axis_low95
    high = row.axis if row.axis_high95 is None else row.axis_high95
    return PositionEstimate(row.axis, row.axis_se, (low, high))
