"""The figures of a result with their uncertainty, apart from what everybody reads.

All uncertainty comes from one measure, the variation of the answers within each area;
`uncertainty_note` explains it.
"""

from netztui.i18n.catalogue import _
from netztui.i18n.formats import number, signed
from netztui.scoring.axis import SURE
from netztui.scoring.result import Estimate, FacetScore, Result
from netztui.text.labels import interval_ends, pole_labels


def position_sentences(result: Result) -> list[str]:
    """The position with its 95% range, and how probable each side is; none without one."""
    axis, questionnaire = result.axis, result.questionnaire.axis
    if axis is None or questionnaire is None:
        return []
    low, high = interval_ends(*axis.interval)
    position = _(
        "Position {position}, 95% range {low} to {high}: “{high_pole}” minus “{low_pole}”, before "
        "rounding. Intensity {intensity}: their mean."
    )
    low_pole, high_pole = pole_labels(result.questionnaire)
    sentences = [
        position.format(
            position=signed(axis.position.value),
            low=low,
            high=high,
            low_pole=low_pole,
            high_pole=high_pole,
            intensity=number(axis.intensity.value),
        )
    ]
    if result.quality.straightlined:
        none = _("No probabilities are given, because so many answers are the same.")
        return [*sentences, none]
    width = number(questionnaire.balanced_within, 1)
    level = _("level (−{width} to +{width})").format(width=width)
    sides = {axis.low: low_pole, axis.high: high_pole}
    shares = [
        "\N{NO-BREAK SPACE}".join([sides.get(side, level), percent(share)])
        for side, share in axis.probabilities.items()
    ]
    probability = _("Probability, judged only by how much these answers vary: {shares}.")
    words = _(
        "A side is named from {decided} on, called clear from {sure} on, and ruled out below {out}."
    )
    return [
        *sentences,
        probability.format(shares=" · ".join(shares)),
        words.format(
            decided=percent(questionnaire.decided_at), sure=percent(SURE), out=percent(1 - SURE)
        ),
    ]


def uncertainty_note() -> str:
    """What all statements of uncertainty are made of."""
    return _(
        "All uncertainty is worked out from one thing: how much your answers vary within the "
        "areas. ± is the standard error; the 95% range reaches about twice as far to each side. "
        "Neither says how well the questions measure, or how you compare with other people."
    )


def value_text(score: Estimate | FacetScore | None) -> str:
    """Points with their standard error."""
    if score is None or score.value is None or score.se is None:
        return _("too few answers")
    return f"{number(score.value)} ± {number(score.se)}"


def percent(share: float) -> str:
    """A probability 0..1; never rounded to an impossible 0% or a certain 100%."""
    if share < 0.01:
        return _("under {n}%").format(n=number(1))
    if share > 0.99:
        return _("over {n}%").format(n=number(99))
    return _("{n}%").format(n=number(share * 100))
