"""Which of a questionnaire's advice is given with a result, and what is asked about networks.

Advice may ask for areas (facets or scales) to be frequent or rare, for placements, and for
answers. It is given outright if its pattern of areas is clear, and as a question otherwise.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from netztui.assessment.conditions import is_met, of_option
from netztui.questionnaire.basics import Text
from netztui.questionnaire.result_texts import Advice
from netztui.scoring.bands import band
from netztui.scoring.result import Result
from netztui.scoring.student_t import cdf

MIDDLE = 50.0
"""Points that separate the high side of a facet or scale from the low side."""
MOST = 3
"""How many pieces of advice are given at most."""

BANDS = {"high": "frequent", "low": "rare"}


@dataclass(frozen=True, slots=True)
class AdviceItem:
    """Advice that fits a result."""

    advice: Advice
    outright: bool
    """Whether its pattern is clear, so that more than a question can be given."""

    @property
    def text(self) -> Text:
        """The advice itself if it is given outright and has a text, otherwise its question."""
        given = self.advice.text if self.outright else None
        return given or self.advice.question


def matching_advice(result: Result) -> tuple[AdviceItem, ...]:
    """The advice that fits `result`: at most three, in file order, one for each topic.

    Every area of a pattern must lie in its band. The pattern is clear if the joint probability,
    the product of the probabilities that each area lies on its side of the middle, reaches the
    axis's `decided_at`. Without an axis score, or if the answers are straightlined, none is.
    """
    axis = result.questionnaire.axis
    decisive = axis is not None and result.axis is not None and not result.quality.straightlined
    found: list[AdviceItem] = []
    topics = set()
    for advice in result.questionnaire.advice:
        if advice.topic in topics or not fits(advice, result):
            continue
        if advice.topic is not None:
            topics.add(advice.topic)
        outright = (
            decisive
            and axis is not None
            and advice.text is not None
            and joint_probability(advice, result) >= axis.decided_at
        )
        found.append(AdviceItem(advice, outright))
    return tuple(found[:MOST])


def fits(advice: Advice, result: Result) -> bool:
    """Whether the placement, the answers and the band of every area are as `advice` asks."""
    if advice.placements is not None and result.placement not in advice.placements:
        return False
    return is_met(advice.answers, result.values.get) and all(
        (points := _points(name, result)) is not None and band(points) == BANDS[side]
        for name, side in advice.when.items()
    )


def joint_probability(advice: Advice, result: Result) -> float:
    """The probability 0..1 that all areas of the pattern lie on their side of the middle."""
    sides = []
    for name, side in advice.when.items():
        high = high_probability(name, result)
        sides.append(0.0 if high is None else high if side == "high" else 1 - high)
    return math.prod(sides)


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


def network_questions(result: Result) -> Mapping[int | str, Text]:
    """The question about each network that has one: the first whose condition is met."""
    networks = result.questionnaire.networks
    found: dict[int | str, Text] = {}
    for network in result.networks:
        answer_about = of_option(result.values.get, network.option)
        for advice in networks.advice if networks is not None else ():
            if is_met(advice.when, answer_about):
                found.setdefault(network.option, advice.question)
    return found


def _points(name: str, result: Result) -> float | None:
    if name not in result.scales:
        return result.facets[name].value
    estimate = result.scales[name].estimate
    return None if estimate is None else estimate.value
