"""Which of a questionnaire's options and questions fit a result.

Advice is tied to patterns of facets and scales. It is said outright only where the pattern is
clear; where it is merely likely, it is asked as a question; otherwise nothing is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from netztui.questionnaire.model import Advice, Text
from netztui.scoring.result import Result
from netztui.scoring.student_t import tails

MIDDLE = 50.0
"""Points above which a facet or scale lies on the high side, below which on the low side."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Advice that fits, and how to put it."""

    advice: Advice
    outright: bool
    """Whether the pattern is clear enough for more than a question."""

    @property
    def text(self) -> Text:
        """The advice itself where it is outright, otherwise its question."""
        return self.advice.text if self.outright else self.advice.question


def suggestions(result: Result) -> tuple[Suggestion, ...]:
    """The advice that fits `result`, in file order.

    Each band of an advice holds with the probability that the facet or scale lies on its side
    of the middle. Outright where all of them reach the axis's `decided_at`, a question where
    all are above one half. Without an axis score, and where the answers carry no information,
    nothing is outright.
    """
    axis = result.questionnaire.axis
    decisive = axis is not None and result.axis is not None and not result.quality.straightlined
    found = []
    for advice in result.questionnaire.advice:
        sure = min(_band_probabilities(advice, result))
        if sure > 0.5:
            outright = decisive and axis is not None and sure >= axis.decided_at
            found.append(Suggestion(advice, outright))
    return tuple(found)


def high_probability(name: str, result: Result) -> float | None:
    """How probably facet or scale `name` lies above the middle, 0..1; None without a score.

    T((value − 50)/SE) with Student's T and the degrees of freedom of the SE. A facet has the
    error variance of its scale, SE = √(s²/a_f), because its own few items would not tell. An
    id that both a scale and a facet have means the scale.
    """
    scored = result.scales[name].estimate if name in result.scales else result.facets[name]
    if scored is None or scored.value is None or scored.se is None or scored.df is None:
        return None
    return tails((scored.value - MIDDLE) / scored.se, scored.df)[0]


def _band_probabilities(advice: Advice, result: Result) -> Iterator[float]:
    for name, side in advice.when.items():
        high = high_probability(name, result)
        if high is None:
            yield 0.0
        else:
            yield high if side == "high" else 1 - high
