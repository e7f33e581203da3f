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
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

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
    points_or_none: Mapping[int | None, float | None]
    """The same, and None for None."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """Facets whose items share one error variance: those of a scale, or a facet without one."""

    facets: tuple[str, ...]
    prior_variance: float
    """σ₀², in squared points."""


Points: TypeAlias = tuple[float | None, ...]
"""Points 0..100 after keying, None without an answer."""


@dataclass(frozen=True, slots=True)
class ItemLayout:
    """The ratings of facets that a respondent was asked, in the order shown."""

    questions: tuple[str, ...]
    """Their keys."""
    points: tuple[Mapping[int | None, float | None], ...]
    """What each counts for its facet: points 0..100 by raw value, None for None."""
    facets: Mapping[str, Callable[[Points], Points]]
    """By facet id, what picks the points of the facet from those of all ratings."""
    opposites: tuple[tuple[int, int], ...]
    """The places of the pairs that are declared opposite."""


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
    opposites: Mapping[str, str]
    """The item declared opposite by item id; each pair once."""
    row: ItemLayout
    """The layout of a table, where every rating in `counted` is asked once, in file order."""

    def layout(self, questions: Iterable[str]) -> ItemLayout:
        """The layout if the ratings with these question keys are asked, in this order."""
        return _layout(self.questionnaire, self.counted, self.opposites, tuple(questions))


def scoring_key(questionnaire: Questionnaire) -> ScoringKey:
    """Compile `questionnaire` for scoring."""
    counted: dict[str, ItemKey] = {}
    opposites: dict[str, str] = {}
    for item_id, (item, response_scale) in questionnaire.ratings.items():
        if item.facet is not None:
            points = points_table(response_scale, reverse=item.reverse)
            counted[item_id] = ItemKey(item.facet, points, {None: None} | dict(points))
            if item.opposite is not None and opposites.get(item.opposite) != item_id:
                opposites[item_id] = item.opposite
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
    row = _layout(questionnaire, counted, opposites, tuple(counted))
    return ScoringKey(questionnaire, counted, scales, lone, opposites, row)


def _layout(
    questionnaire: Questionnaire,
    counted: Mapping[str, ItemKey],
    opposites: Mapping[str, str],
    questions: tuple[str, ...],
) -> ItemLayout:
    places = {name: place for place, name in enumerate(questions)}
    points: list[Mapping[int | None, float | None]] = []
    facets: dict[str, list[int]] = {facet: [] for facet in questionnaire.facets}
    pairs = []
    for name, place in places.items():
        # In a `for_each` section all items are asked about the same options.
        item, separator, option = name.partition("/")
        item_key = counted[item]
        points.append(item_key.points_or_none)
        facets[item_key.facet].append(place)
        if item in opposites and (other := opposites[item] + separator + option) in places:
            pairs.append((place, places[other]))
    pick = {facet: _picker(among) for facet, among in facets.items()}
    return ItemLayout(questions, tuple(points), pick, tuple(pairs))


def _picker(places: Sequence[int]) -> Callable[[Points], Points]:
    """What picks the points at these places, in their order."""
    if len(places) > 1:
        return itemgetter(*places)
    # An itemgetter needs a place, and with one gives no tuple.
    return lambda points: tuple([points[place] for place in places])


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


def scale_score(scale: str, group: FacetGroup, answers: Mapping[str, Points]) -> ScaleScore:
    """The scale's mean in points 0..100 and SE = √(s² Σ 1/(F² a_f)), with its F facets.

    `answers` has the points of each facet's items, None for those without an answer. A facet has a
    score, with SE = √(s²/a_f), if at least half of its items are answered, and the scale if all
    its facets have one and at least 75% of all items are answered.

    The error variance s² of one answer and its degrees of freedom are those of all answers:

        s² = (ν₀ σ₀² + Σ SS_f) / (ν₀ + ν),  ν = Σ (a_f − 1)

    The error of the respondent's own mean, without any norms (Brennan 1998, Applied Psychological
    Measurement 22(4), 307–331, doi 10.1177/014662169802200401), shrunk because it is unstable on
    short scales (Lek & Van de Schoot 2018, doi 10.3389/fams.2018.00040).
    """
    df, all_items, all_answered = PRIOR_DF, 0, 0
    squares = [PRIOR_DF * group.prior_variance]
    means = []
    for facet in group.facets:
        points = answers[facet]
        items = len(points)
        answered, mean, square = mean_and_squares(points)
        means.append((facet, items, answered, mean))
        squares.append(square)
        df += answered - 1 if answered else 0
        all_items += items
        all_answered += answered
    variance = math.fsum(squares) / df
    facets, values, shares = [], [], []
    for facet, items, answered, mean in means:
        if answered and 2 * answered >= items:
            error = math.sqrt(variance / answered)
            facets.append(FacetScore(facet, items, answered, mean, error, df))
            values.append(mean)
            shares.append(1 / answered)
        else:
            facets.append(FacetScore(facet, items, answered, None))
    estimate = None
    if len(values) == len(facets) and 4 * all_answered >= 3 * all_items:
        error = math.sqrt(variance * (math.fsum(shares) / len(facets) ** 2))
        estimate = Estimate(math.fsum(values) / len(values), error, df)
    return ScaleScore(scale, tuple(facets), all_items, all_answered, estimate)


@lru_cache(maxsize=4096)
def mean_and_squares(points: Points) -> tuple[int, float, float]:
    """The number of answers, the mean of their points and SS_f, their sum of squares around it.

    Everything is 0 without answers. It is remembered, because four answers can be given in few
    ways.
    """
    given = [point for point in points if point is not None]
    mean = math.fsum(given) / len(given) if given else 0.0
    return len(given), mean, math.fsum([(off := point - mean) * off for point in given])
