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
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from netztui.questionnaire.model import Questionnaire, ResponseScale
from netztui.scoring.result import Estimate, FacetScore, ScaleScore

PRIOR_DF = 4
"""ν₀: the degrees of freedom that the prior error variance counts for."""


@dataclass(frozen=True, slots=True)
class ItemKey:
    """How one rating counts for its facet."""

    item: str
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


@dataclass(frozen=True, slots=True)
class FacetPoints:
    """The answers to one facet in figures, before any rule about missing answers."""

    items: int
    answered: int
    mean: float
    squares: float
    """Sum of squared deviations from the mean, in squared points."""


def scoring_key(questionnaire: Questionnaire) -> ScoringKey:
    """Compile `questionnaire` for scoring."""
    counted: dict[str, ItemKey] = {}
    for item_id, (item, response_scale) in questionnaire.ratings.items():
        if item.facet is not None:
            partner = counted.get(item.opposite or "")
            named_before = partner is not None and partner.opposite == item_id
            counted[item_id] = ItemKey(
                item_id,
                item.facet,
                points_table(response_scale, reverse=item.reverse),
                None if named_before else item.opposite,
            )
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
    return ScoringKey(
        questionnaire,
        MappingProxyType(counted),
        MappingProxyType(scales),
        MappingProxyType(lone),
    )


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
    return MappingProxyType(
        {
            value: 100 * ((high - value) if reverse else (value - low)) / (high - low)
            for value in response_scale.values
        }
    )


def facet_points(items: int, points: Sequence[float]) -> FacetPoints:
    """Mean and squares of `points`, 0..100, the answers to some of a facet's `items`."""
    if not points:
        return FacetPoints(items, 0, math.nan, 0.0)
    mean = math.fsum(points) / len(points)
    squares = math.fsum([(point - mean) ** 2 for point in points])
    return FacetPoints(items, len(points), mean, squares)


def pooled_variance(group: FacetGroup, facets: Mapping[str, FacetPoints]) -> tuple[float, int]:
    """Error variance s² of one answer in squared points, and its degrees of freedom.

        s² = (ν₀ σ₀² + Σ SS_f) / (ν₀ + ν),  ν = Σ (a_f − 1)

    The error of the respondent's own mean, without any norms (Brennan 1998, Applied Psychological
    Measurement 22(4), 307–331, doi 10.1177/014662169802200401), shrunk because it is unstable on
    short scales (Lek & Van de Schoot 2018, doi 10.3389/fams.2018.00040).
    """
    df = PRIOR_DF
    squares = PRIOR_DF * group.prior_variance
    for facet in group.facets:
        points = facets[facet]
        squares += points.squares
        df += max(points.answered - 1, 0)
    return squares / df, df


def scale_score(scale: str, group: FacetGroup, facets: Mapping[str, FacetPoints]) -> ScaleScore:
    """The scale's mean in points 0..100 and SE = √(s² Σ 1/(F² a_f)), with its F facets.

    There is an estimate if every facet has a score and at least 75% of all items are answered.
    """
    variance, df = pooled_variance(group, facets)
    scored = tuple(facet_score(facet, facets[facet], variance, df) for facet in group.facets)
    items = sum(facet.items for facet in scored)
    answered = sum(facet.answered for facet in scored)
    estimate = None
    values = [facet.value for facet in scored if facet.value is not None]
    if len(values) == len(scored) and 4 * answered >= 3 * items:
        shares = math.fsum([1 / facet.answered for facet in scored]) / len(scored) ** 2
        estimate = Estimate(math.fsum(values) / len(values), math.sqrt(variance * shares), df)
    return ScaleScore(scale, scored, items, answered, estimate)


def facet_score(facet: str, points: FacetPoints, variance: float, df: float) -> FacetScore:
    """The facet's mean, 0..100, and SE = √(s²/a_f), if at least half of its items are answered."""
    if points.answered == 0 or 2 * points.answered < points.items:
        return FacetScore(facet, points.items, points.answered, None)
    se = math.sqrt(variance / points.answered)
    return FacetScore(facet, points.items, points.answered, points.mean, se, df)
