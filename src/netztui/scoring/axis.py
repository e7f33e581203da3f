"""The position between the two poles, its uncertainty, and the placement that describes it.

Everything here comes from the answers of one respondent: no norms, no percentiles. A placement
needs a minimum probability; “undecided” means too little information, which is not “balanced”.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.model import Axis
from netztui.scoring.bands import band
from netztui.scoring.result import AxisScore, Estimate, ScaleScore
from netztui.scoring.student_t import cdf

BALANCED = "balanced"
BOTH = "both"
NEITHER = "neither"
MIXED = "mixed"
UNDECIDED = "undecided"

SURE = 0.95
"""The probability from which a pole's word is said with certainty."""
RULED_OUT = 0.05
"""The probability below which a pole is ruled out."""


def axis_score(axis: Axis | None, scales: Mapping[str, ScaleScore]) -> AxisScore | None:
    """Position, intensity, interval and probabilities; None without an axis or a pole's score.

        A = H − G              SE_A = √(SE_H² + SE_G²)
        I = (H + G)/2          SE_I = SE_A/2
        df_A = SE_A⁴/(SE_H⁴/df_H + SE_G⁴/df_G)        (Welch–Satterthwaite)

    The 95% interval is A ± t(df_A, .975) SE_A. A and its interval are in axis points (−100..100;
    the interval may exceed that), I in points 0..100.

    A position beyond δ = `axis.balanced_within` has the probability T((A − δ)/SE_A), one beyond
    −δ the probability T((−δ − A)/SE_A) (Rudner 2005, doi 10.7275/56a5-6b14).
    """
    if axis is None or axis.high not in scales or axis.low not in scales:
        return None
    high, low = scales[axis.high].estimate, scales[axis.low].estimate
    if high is None or low is None:
        return None
    h, g = high.se * high.se, low.se * low.se
    se, df = math.sqrt(h + g), (h + g) * (h + g) / (h * h / high.df + g * g / low.df)
    a, delta = high.value - low.value, axis.balanced_within
    above, below = cdf((a - delta) / se, df), cdf((-delta - a) / se, df)
    position = Estimate(a, se, df)
    shares = {axis.low: below, BALANCED: max(1 - above - below, 0.0), axis.high: above}
    intensity = Estimate((high.value + low.value) / 2, se / 2, df)
    return AxisScore(
        axis.low, axis.high, position, position.interval, intensity, MappingProxyType(shares)
    )


def placement(axis: Axis, score: AxisScore) -> tuple[str, bool]:
    """The word for a position, and whether it can be said with certainty.

    A pole's scale id from a probability of `axis.decided_at` on, certain from SURE on; "both",
    "neither" or "mixed" by intensity if balanced is that probable; a pole's id after "leaning-"
    if the other pole is ruled out; otherwise "undecided".
    """
    probabilities = score.probabilities
    for pole in (axis.low, axis.high):
        if probabilities[pole] >= axis.decided_at:
            return pole, probabilities[pole] >= SURE
    if probabilities[BALANCED] >= axis.decided_at:
        return {"frequent": BOTH, "middling": MIXED, "rare": NEITHER}[
            band(score.intensity.value)
        ], False
    nearer, farther = axis.low, axis.high
    if probabilities[axis.high] > probabilities[axis.low]:
        nearer, farther = farther, nearer
    if probabilities[farther] < RULED_OUT:
        return leaning(nearer), False
    return UNDECIDED, False


def placements(axis: Axis | None) -> tuple[str, ...]:
    """Every word that `placement` can give, from the low pole to the high one; none for None."""
    if axis is None:
        return ()
    balanced = (leaning(axis.low), BOTH, MIXED, NEITHER, leaning(axis.high))
    return (axis.low, *balanced, axis.high, UNDECIDED)


def leaning(pole: str) -> str:
    """The placement if the pole opposite to `pole` is ruled out."""
    return LEANING + pole
