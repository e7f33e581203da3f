"""From raw answers to points, facets and scales.

What a questionnaire specifies about scoring is compiled once into a `ScoringKey` of plain tables,
so that a single assessment and ten thousand rows of a file use the same code.

Points are percent of the maximum possible (POMP; Cohen, Cohen, Aiken & West 1999, doi
10.1207/S15327906MBR3403_2). A facet is the mean of its answered items, a scale the unweighted
mean of its facets. Nothing is imputed beyond that: person-mean imputation is biased if item means
differ, so it happens inside facets only (Mazza, Enders & Ruehlman 2015, doi
10.1080/00273171.2015.1068157).
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from netztui.questionnaire.model import Questionnaire, ResponseScale
from netztui.scoring.result import Estimate, FacetScore, ScaleScore

PRIOR_DF = 4
"""ν₀: the degrees of freedom that the prior error variance counts for."""


@dataclass(frozen=True, slots=True)
class ItemKey:
    """How one rating counts for its facet."""

    facet: str
    points: Mapping[int, float]
    """Points 0..100 by raw value, reversed if the item is."""
    opposite: str | None
    """The item declared opposite; set in only one of each pair."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facets whose items share one error variance: those of a scale, or a facet without one."""

    facets: tuple[str, ...]
    prior_variance: float
    """σ₀², in squared points."""


@dataclass(frozen=True, slots=True)
class ScoringKey:
    """A questionnaire compiled for scoring."""

    questionnaire: Questionnaire
    counted: Mapping[str, ItemKey]
    """The ratings that belong to a facet, by item id, in file order."""
    scales: Mapping[str, FacetGroup]
    """By scale id, in file order."""
    lone_facets: Mapping[str, FacetGroup]
    """Facets that belong to no scale, by facet id."""


def scoring_key(questionnaire: Questionnaire) -> ScoringKey:
    """Compile `questionnaire` for scoring."""
    counted: dict[str, ItemKey] = {}
    for item_id, (item, response_scale) in questionnaire.ratings.items():
        if item.facet is not None:
            partner = counted.get(item.opposite or "")
            named_before = partner is not None and partner.opposite == item_id
            points = points_table(response_scale, reverse=item.reverse)
            opposite = None if named_before else item.opposite
            counted[item_id] = ItemKey(item.facet, points, opposite)
    scales = {
        scale_id: facet_group(questionnaire, scale.facets, counted)
        for scale_id, scale in questionnaire.scales.items()
    }
    in_scales = {facet for group in scales.values() for facet in group.facets}
    lone = {
        facet: facet_group(questionnaire, (facet,), counted)
        for facet in questionnaire.facets
        if facet not in in_scales
    }
    return ScoringKey(questionnaire, counted, scales, lone)


def facet_group(
    questionnaire: Questionnaire, facets: tuple[str, ...], items: Collection[str]
) -> FacetGroup:
    """The group of `facets` with those of `items` that belong to them.

    σ₀ is one answer step, 100/(m − 1) points with m options; if m differs between items, σ₀² is
    the mean of the items' squared steps.
    """
    squares = [
        (100 / (len(scale.values) - 1)) ** 2
        for item, scale in questionnaire.ratings.values()
        if item.facet in facets and item.id in items
    ]
    return FacetGroup(facets, math.fsum(squares) / len(squares))


def points_table(response_scale: ResponseScale, *, reverse: bool = False) -> Mapping[int, float]:
    """Points 0..100 for each raw value: 100 (y − min)/(max − min), or 100 minus that if reversed.

    This equals reversing y to min + max − y, whatever the values are.
    """
    low, high = response_scale.values[0], response_scale.values[-1]
    return {
        value: 100 * ((high - value) if reverse else (value - low)) / (high - low)
        for value in response_scale.values
    }


def scale_score(
    scale: str, group: FacetGroup, answers: Mapping[str, Mapping[str, float | None]]
) -> ScaleScore:
    """The scale's mean in points 0..100 and SE = √(s² Σ 1/(F² a_f)), with its F facets.

    `answers` are points by facet and question key, None if there is no answer. A facet has a
    score, with SE = √(s²/a_f), if at least half of its items are answered, and the scale if all
    its facets have one and at least 75% of all items are answered.

    The error variance s² of one answer and its degrees of freedom are those of all answers:

        s² = (ν₀ σ₀² + Σ SS_f) / (ν₀ + ν),  ν = Σ (a_f − 1)

    The error of the respondent's own mean, without any norms (Brennan 1998, Applied Psychological
    Measurement 22(4), 307–331, doi 10.1177/014662169802200401), shrunk because it is unstable on
    short scales (Lek & Van de Schoot 2018, doi 10.3389/fams.2018.00040).
    """
    df = PRIOR_DF
    squares = [PRIOR_DF * group.prior_variance]
    means = []
    for facet in group.facets:
        given = tuple([point for point in answers[facet].values() if point is not None])
        mean, square = mean_and_squares(given)
        means.append((facet, len(answers[facet]), len(given), mean))
        squares.append(square)
        df += len(given) - 1 if given else 0
    variance = math.fsum(squares) / df
    facets = tuple(
        [
            FacetScore(facet, items, answered, mean, math.sqrt(variance / answered), df)
            if answered and 2 * answered >= items
            else FacetScore(facet, items, answered, None)
            for facet, items, answered, mean in means
        ]
    )
    items = sum([facet.items for facet in facets])
    answered = sum([facet.answered for facet in facets])
    values = [facet.value for facet in facets if facet.value is not None]
    estimate = None
    if len(values) == len(facets) and 4 * answered >= 3 * items:
        shares = math.fsum([1 / facet.answered for facet in facets]) / len(facets) ** 2
        estimate = Estimate(math.fsum(values) / len(values), math.sqrt(variance * shares), df)
    return ScaleScore(scale, facets, items, answered, estimate)


@lru_cache(maxsize=4096)
def mean_and_squares(points: tuple[float, ...]) -> tuple[float, float]:
    """The mean of a facet's points and SS_f, their sum of squares around it; 0 and 0 for none.

    It is remembered, because four answers can be given in few ways.
    """
    mean = math.fsum(points) / len(points) if points else 0.0
    return mean, math.fsum([(off := point - mean) * off for point in points])
