"""The formulas of `netztui.scoring` for all respondents of a block at once.

Each function does what its namesake there does, where the sources and the reasons are. Sums and
roots are the same to the last digit, so that a table looks the same with NumPy and without; a
test compares them. Missing figures are NaN.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from netztui.questionnaire.model import Axis
from netztui.scoring.axis import (
    BOTH,
    MIXED,
    NEITHER,
    RULED_OUT,
    SURE,
    UNDECIDED,
    leaning,
)
from netztui.scoring.bands import FREQUENT, RARE
from netztui.scoring.points import PRIOR_DF, FacetGroup, ScoringKey
from netztui.scoring.student_t import FEWEST, series975

Floats: TypeAlias = NDArray[np.float64]
"""A figure for each respondent, or a row of them for each of several items."""
Integers: TypeAlias = NDArray[np.signedinteger]
Booleans: TypeAlias = NDArray[np.bool_]


class Words(NamedTuple):
    """A column of words in ASCII; empty if there is none."""

    words: NDArray[np.bytes_]


class Whole(NamedTuple):
    """A column of whole numbers; NaN if there is none."""

    numbers: Floats | Integers


class Few(NamedTuple):
    """A column of figures of which only some hundred are different; NaN if there is none."""

    figures: Floats


Column: TypeAlias = Floats | Words | Whole | Few


class Facet(NamedTuple):
    """The answers to one facet."""

    items: int
    answered: Floats
    mean: Floats
    """Of the answered items, in points; 0 without any."""
    squares: Floats
    """SS_f, the sum of squares around the mean."""

    @property
    def value(self) -> Floats:
        """Points 0..100; NaN if fewer than half of the items were answered."""
        scored = (self.answered > 0) & (2 * self.answered >= self.items)
        return np.where(scored, self.mean, np.nan)


class Estimate(NamedTuple):
    """A figure with its standard error and degrees of freedom."""

    value: Floats
    se: Floats
    df: Floats


def scores(key: ScoringKey, raws: Floats) -> list[Column]:
    """The columns in the order of `column_names`; `raws` has a row for each of `key.counted`."""
    items = [*key.counted.values()]
    u = np.array([points(item.points, raw) for item, raw in zip(items, raws, strict=True)])
    facets = {
        name: facet(u[[item.facet == name for item in items]]) for name in key.questionnaire.facets
    }
    scales = {
        name: scale(group, [facets[one] for one in group.facets])
        for name, group in key.scales.items()
    }
    irv, longest, straightlined = response_quality(raws, u)
    columns: list[Column] = [Few(one.value) for one in facets.values()]
    for value, se, df in scales.values():
        columns += (Few(value), se, Whole(df))
    axis = key.questionnaire.axis
    if axis is not None:
        columns += axis_columns(axis, scales[axis.high], scales[axis.low], straightlined)
    skipped = np.isnan(raws).sum(axis=0)
    return [*columns, Whole(skipped), Whole(longest), irv, Few(opposites(key, u))]


def points(by_raw: Mapping[int, float], raw: Floats) -> Floats:
    """u = 100 (y − min)/(max − min); max − y counts if the item is reversed."""
    low, high = min(by_raw), max(by_raw)
    return 100 * (raw - low if by_raw[low] == 0 else high - raw) / (high - low)


def facet(u: Floats) -> Facet:
    """The mean of the answered items, and the squares around it."""
    given = ~np.isnan(u)
    answered = given.sum(axis=0).astype(float)
    mean = total(np.where(given, u, 0)) / np.maximum(answered, 1)
    off = np.where(given, u - mean, 0)
    return Facet(len(u), answered, mean, total(off * off))


def scale(group: FacetGroup, facets: Sequence[Facet]) -> Estimate:
    """The mean of the facets and SE = √(s² Σ 1/(F² a_f)) with s² = (ν₀ σ₀² + Σ SS_f)/(ν₀ + ν)."""
    df = PRIOR_DF + sum(np.maximum(one.answered - 1, 0) for one in facets)
    squares = [one.squares for one in facets]
    variance = total([np.full_like(df, PRIOR_DF * group.prior_variance), *squares]) / df
    value = total([one.value for one in facets]) / len(facets)
    shares = total([1 / np.maximum(one.answered, 1) for one in facets]) / len(facets) ** 2
    answered = sum(one.answered for one in facets)
    enough = ~np.isnan(value) & (4 * answered >= 3 * sum(one.items for one in facets))
    se = np.sqrt(variance * shares)
    return Estimate(*(np.where(enough, figure, np.nan) for figure in (value, se, df)))


def axis_columns(
    axis: Axis, high: Estimate, low: Estimate, straightlined: Booleans
) -> list[Column]:
    """A = H − G, its interval, I = (H + G)/2, the probabilities, and the placement."""
    h, g = high.se * high.se, low.se * low.se
    a, intensity = high.value - low.value, (high.value + low.value) / 2
    se, df = np.sqrt(h + g), (h + g) * (h + g) / (h * h / high.df + g * g / low.df)
    reach = series975(2 * FEWEST / df - 1) * se
    beyond = np.array([a - axis.balanced_within, -axis.balanced_within - a])
    p_high, p_low = cdf(beyond / se, df)
    p = (p_low, np.maximum(1 - p_high - p_low, 0.0), p_high)
    placed, sure = placement(axis, p, intensity, straightlined)
    return [Few(a), se, df, a - reach, a + reach, Few(intensity), se / 2, *p, placed, sure]


def placement(
    axis: Axis, p: Sequence[Floats], intensity: Floats, straightlined: Booleans
) -> tuple[Words, Whole]:
    """The word for the position, and whether it is certain."""
    p_low, p_balanced, p_high = p
    at, level = axis.decided_at, np.round(intensity, 9)
    nearer_high = p_high > p_low
    words = {
        "": np.isnan(intensity),
        UNDECIDED: straightlined,
        axis.low: p_low >= at,
        axis.high: p_high >= at,
        NEITHER: (p_balanced >= at) & (level <= RARE),
        BOTH: (p_balanced >= at) & (level >= FREQUENT),
        MIXED: p_balanced >= at,
        leaning(axis.high): nearer_high & (p_low < RULED_OUT),
        leaning(axis.low): ~nearer_high & (p_high < RULED_OUT),
    }
    placed = np.select([*words.values()], [*map(str.encode, words)], UNDECIDED.encode())
    p_placed = np.select(
        [placed == axis.low.encode(), placed == axis.high.encode()], [p_low, p_high]
    )
    return Words(placed), Whole((p_placed >= SURE).astype(int))


def response_quality(raws: Floats, u: Floats) -> tuple[Floats, Integers, Booleans]:
    """The spread, the longest run of identical answers, and whether they are straightlined."""
    longest, telling, run = np.zeros((3, raws.shape[1]), np.int16)
    told, before = np.zeros_like(run, bool), np.full_like(raws[0], np.nan)
    for raw, point in zip(raws, u, strict=True):
        same, given = raw == before, ~np.isnan(raw)
        run = run * same + given
        told = (told & same) | (given & (point != 0))
        longest, telling = np.maximum(longest, run), np.maximum(telling, run * told)
        before = raw
    n = (~np.isnan(raws)).sum(axis=0)
    squares = n * np.nansum(raws * raws, axis=0) - np.nansum(raws, axis=0) ** 2
    irv = np.where(n < 2, np.nan, np.sqrt(squares / np.maximum(n * (n - 1), 1)))
    return irv, longest, (irv == 0) | ((n > 0) & (n <= 2 * telling))


def opposites(key: ScoringKey, u: Floats) -> Floats:
    """The mean |u_i − u_j| of the declared pairs that were both answered."""
    row = {name: place for place, name in enumerate(key.counted)}
    pairs = [(row[item], row[opposite]) for item, opposite in key.opposites.items()]
    if not pairs:
        return np.full_like(u[0], np.nan)
    apart = np.array([abs(u[one] - u[other]) for one, other in pairs])
    both = ~np.isnan(apart)
    n = both.sum(axis=0)
    return np.where(n == 0, np.nan, total(np.where(both, apart, 0)) / np.maximum(n, 1))


def cdf(t: Floats, df: Floats) -> Floats:
    """P(T ≤ t) for Student's T with `df` degrees of freedom."""
    a, square = df / 2, t * t / df
    x, y = 1 / (1 + square), square / (1 + square)
    gamma_ratio = each(math.exp, each(math.lgamma, a + 0.5) - each(math.lgamma, a))
    front = each(math.exp, -a * each(math.log1p, square)) * np.sqrt(y / math.pi) * gamma_ratio
    far = x < 0.5
    half = (
        front * beta_series(np.where(far, a, 0.5), np.where(far, 0.5, a), np.where(far, x, y)) / 2
    )
    tail = np.where(far, half, 0.5 - half)
    return np.where(t < 0, tail, 1 - tail)


def beta_series(a: Floats, b: Floats, x: Floats) -> Floats:
    """I_x(a, b) B(a, b) / (x^a (1 − x)^b), summed until no term changes the sum any more."""
    series = np.empty(x.size)
    shape = x.shape
    places = np.arange(x.size)
    a, b, x = a.ravel(), b.ravel(), x.ravel()
    sums = term = 1 / a
    n = 0
    while places.size:
        # Most series end long before the longest. Further terms don't change them.
        for _ in range(8):
            term = term * (x * (a + b + n) / (a + 1 + n))
            sums = sums + term
            n += 1
        series[places] = sums
        changes = term > 1e-17 * sums
        places = places[changes]
        a, b, x, sums, term = (one[changes] for one in (a, b, x, sums, term))
    return series.reshape(shape)


def total(terms: Iterable[Floats]) -> Floats:
    """Σ over the items, rounded once at the end, as `math.fsum` does (Knuth's TwoSum)."""
    sums = lost = np.zeros(1)
    for term in terms:
        new = sums + term
        rest = new - sums
        lost = lost + ((sums - (new - rest)) + (term - rest))
        sums = new
    return sums + lost


def each(function: Callable[[float], float], values: Floats) -> Floats:
    """A function of `math`, because NumPy's own may differ in the last digit."""
    return np.fromiter(map(function, values.ravel().tolist()), float, values.size).reshape(
        values.shape
    )
