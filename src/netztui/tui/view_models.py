"""What the app hands to its screens: frozen values, ready to be shown.

Screens neither open the archive nor read files; all that they show is in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netztui.tui.widgets.axis import Mark

if TYPE_CHECKING:
    # The start screen needs views before it needs any of these.
    from netztui.archive.rows import Draft, ResultRow
    from netztui.history.scored import Finished
    from netztui.questionnaire.library import Entry
    from netztui.scoring.result import AxisScore, Estimate


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[Entry, ...]
    results: int
    """How many finished assessments there are."""
    latest: Finished | None
    restorable: bool = False
    """Whether a deleted result can be brought back in the history."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result, with the one before it where there is one."""

    finished: Finished
    previous: Finished | None


def mark_of(axis: AxisScore) -> Mark:
    """A scored position as the axis bar draws it."""
    return Mark(axis.position.value, axis.position.se, axis.interval)


def mark_of_estimate(position: Estimate) -> Mark:
    """The same from a position alone, such as one on the questions that two results share."""
    from netztui.scoring.student_t import quantile

    reach = quantile(0.975, position.df) * position.se
    return Mark(position.value, position.se, (position.value - reach, position.value + reach))


def mark_of_row(row: ResultRow) -> Mark | None:
    """The same from a list's row; None where there is no axis score."""
    if row.axis is None or row.axis_se is None:
        return None
    low = row.axis if row.axis_low95 is None else row.axis_low95
    high = row.axis if row.axis_high95 is None else row.axis_high95
    return Mark(row.axis, row.axis_se, (low, high))
