"""A respondent's result as named figures: the columns of the table that comes out.

The names are part of what others build on and stay as they are. Figures keep every digit; where
there is no score there is None.
"""

from collections.abc import Mapping
from typing import TypeAlias

from netztui.questionnaire.model import Axis
from netztui.scoring.axis import BALANCED
from netztui.scoring.points import ScoringKey
from netztui.scoring.result import AxisScore, Result
from netztui.scoring.score import score_row

Figure: TypeAlias = float | int | str | None


def column_names(key: ScoringKey) -> tuple[str, ...]:
    """The names of all figures of a questionnaire, in their order."""
    return tuple(column_values(score_row(key, [None] * len(key.counted))))


def column_values(result: Result) -> dict[str, Figure]:
    """The figures of one result by name.

    Facets and scales in points 0..100, the axis in points −100..100, standard errors (`se`) in
    the unit of what they belong to, probabilities 0..1, the spread in raw units.
    """
    named: dict[str, Figure] = {
        f"facet.{name}": facet.value for name, facet in result.facets.items()
    }
    for name, scale in result.scales.items():
        estimate = scale.estimate
        named[f"scale.{name}"] = estimate.value if estimate else None
        named[f"scale.{name}.se"] = estimate.se if estimate else None
        named[f"scale.{name}.df"] = estimate.df if estimate else None
    axis = result.questionnaire.axis
    if axis is not None:
        named.update(_axis_figures(axis, result.axis))
        named["placement"] = result.placement
    named["skipped"] = result.skipped
    named["quality.longstring"] = result.quality.longstring
    named["quality.irv"] = result.quality.irv
    named["quality.opposites"] = result.quality.opposites
    return named


def _axis_figures(axis: Axis, score: AxisScore | None) -> Mapping[str, float | None]:
    low, balanced, high = f"p.{axis.low}", f"p.{BALANCED}", f"p.{axis.high}"
    if score is None:
        names = (
            "axis", "axis.se", "axis.df", "axis.low95", "axis.high95", "intensity",
            "intensity.se", low, balanced, high,
        )  # fmt: skip
        return dict.fromkeys(names)
    return {
        "axis": score.position.value,
        "axis.se": score.position.se,
        "axis.df": score.position.df,
        "axis.low95": score.interval[0],
        "axis.high95": score.interval[1],
        "intensity": score.intensity.value,
        "intensity.se": score.intensity.se,
        low: score.probabilities[axis.low],
        balanced: score.probabilities[BALANCED],
        high: score.probabilities[axis.high],
    }
