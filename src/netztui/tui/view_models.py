"""A position on the axis as screens and plots show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported later, because the start screen is painted before any of these is needed.
    from netztui.archive.rows import ResultRow
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.result import Estimate


@dataclass(frozen=True, slots=True)
class PositionEstimate:
    """A position on the axis, −100..100, with its 95% interval."""

    position: float
    interval: tuple[float, float]
    level: float = 0.0
    """How far from 0 the poles still count as level."""


def level_zone(questionnaire: Questionnaire | None) -> float:
    """How far from 0 the poles of its axis count as level; 0 without an axis."""
    axis = questionnaire.axis if questionnaire is not None else None
    return axis.balanced_within if axis is not None else 0.0


def position_estimate(position: Estimate, level: float) -> PositionEstimate:
    """A scored position."""
    return PositionEstimate(position.value, position.interval, level)


def row_estimate(row: ResultRow, level: float = 0.0) -> PositionEstimate | None:
    """The position in a row of the archive; None if it has none."""
    if row.axis is None:
        return None
    low = row.axis if row.axis_low95 is None else row.axis_low95
    high = row.axis if row.axis_high95 is None else row.axis_high95
    return PositionEstimate(row.axis, (low, high), level)
