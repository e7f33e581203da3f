"""Which of a questionnaire's advice matches a result.

Advice is tied to patterns of facets and scales. If the pattern is clear, the advice is given; if
it is only likely, its question is asked; otherwise it is left out.
"""

from dataclasses import dataclass

from netztui.questionnaire.model import Advice, Text
from netztui.scoring.result import Result
from netztui.scoring.student_t import cdf

MIDDLE = 50.0
"""Points that separate the high side of a facet or scale from the low side."""


@dataclass(frozen=True, slots=True)
class AdviceItem:
    """Advice whose pattern is at least likely."""

    advice: Advice
    definite: bool
    """Whether the pattern is clear, so that more than a question can be given."""

    @property
    def text(self) -> Text:
        """The advice itself if it is definite, otherwise its question."""
        return self.advice.text if self.definite else self.advice.question


def matching_advice(result: Result) -> tuple[AdviceItem, ...]:
    """The advice that matches `result`, in file order.

    A part of a pattern has the probability, 0..1, that its facet or scale is on its side of the
    middle. The advice is definite if all of them reach the axis's `decided_at`, and a question if
    all exceed one half. Without an axis score, or if the answers are straightlined, none is
    definite.
    """
    axis = result.questionnaire.axis
    decisive = axis is not None and result.axis is not None and not result.quality.straightlined
    found = []
    for advice in result.questionnaire.advice:
        least = 1.0
        for name, side in advice.when.items():
            high = high_probability(name, result)
            probability = 0.0 if high is None else high if side == "high" else 1 - high
            least = min(least, probability)
        if least > 0.5:
            definite = decisive and axis is not None and least >= axis.decided_at
            found.append(AdviceItem(advice, definite))
    return tuple(found)


def high_probability(name: str, result: Result) -> float | None:
    """The probability 0..1 that facet or scale `name` is above the middle; None without a score.

    T((value − 50)/SE) with Student's T and the degrees of freedom of the SE. A facet has the
    error variance of its scale, SE = √(s²/a_f), because its own items are too few. An id shared
    by a scale and a facet means the scale.
    """
    score = result.scales[name].estimate if name in result.scales else result.facets[name]
    if score is None or score.value is None or score.se is None or score.df is None:
        return None
    return cdf((score.value - MIDDLE) / score.se, score.df)
