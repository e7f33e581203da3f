"""Frozen values from the app to its screens, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported later, because the start screen is painted before any of these is needed.
    from netztui.archive.rows import Draft, ResultRow
    from netztui.history.history import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry
    from netztui.scoring.result import Estimate


@dataclass(frozen=True, slots=True)
class PositionEstimate:
    """A position on the axis, −100..100, with standard error and 95% interval in axis points."""

    position: float
    se: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[LibraryEntry, ...]
    results: int
    """How many finished assessments there are."""
    latest: ScoredAssessment | None
    restorable: bool = False
    """Whether a deleted result can be restored in the history."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result, with the one before it if there is one."""

    finished: ScoredAssessment
    previous: ScoredAssessment | None


def position_estimate(position: Estimate) -> PositionEstimate:
    """A scored position as the axis shows it."""
    return PositionEstimate(position.value, position.se, position.interval)


def row_estimate(row: ResultRow) -> PositionEstimate | None:
    """The same from a list's row; None if it has no position."""
    if row.axis is None or row.axis_se is None:
        return None
    low = row.axis if row.axis_low95 is None else row.axis_low95
    high = row.axis if row.axis_high95 is None else row.axis_high95
    return PositionEstimate(row.axis, row.axis_se, (low, high))
