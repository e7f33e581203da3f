"""The formulas of `netztui.scoring` for all respondents of a block at once.

Each function does what its namesake there does, where the sources and the reasons are. Sums and
roots are the same to the last digit, so that a table looks the same with NumPy and without; a
test compares them. Missing figures are NaN.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from netztui.batch.arrays.memory import Memory
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
from netztui.scoring.student_t import FAR, FEWEST, series975

Floats: TypeAlias = NDArray[np.float64]
"""A figure for each respondent, or a row of them for each of several items."""
Answers: TypeAlias = NDArray[np.uint16]
"""The number of each respondent's answer, or a row of them for each of several items."""
Integers: TypeAlias = NDArray[np.signedinteger]
Booleans: TypeAlias = NDArray[np.bool_]

WAYS = 1 << 13
"""A facet that can be answered in at most as many ways is scored in advance in all of them."""


class Words(NamedTuple):
    """A column of words in ASCII; empty if there is none."""

    words: NDArray[np.bytes_]


class Whole(NamedTuple):
    """A column of whole numbers; NaN if there is none."""

    numbers: Floats


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
    value: Floats
    """Points 0..100; NaN if fewer than half of the items were answered."""


class Estimate(NamedTuple):
    """A figure with its standard error and degrees of freedom."""

    value: Floats
    se: Floats
    df: Floats


class TableScoring:
    """A questionnaire compiled for arrays, in which each answer is a small whole number."""

    def __init__(self, key: ScoringKey) -> None:
        self._key = key
        items = [*key.counted.values()]
        values = sorted({raw for item in items for raw in item.points})
        self.numbers = {raw: number for number, raw in enumerate([None, *values])}
        """The number of each raw answer; 0 if it was skipped."""
        self.raws = np.array([np.nan, *values])
        """The raw answer of each number, NaN if it was skipped."""
        self._points = np.array(
            [[np.nan, *(item.points.get(raw, np.nan) for raw in values)] for item in items]
        )
        """For each item the points 0..100 of each number."""
        self._nothing = [[*points].index(0) for points in self._points]
        """For each item the number whose answer counts 0 points."""
        self._items = {
            name: [place for place, item in enumerate(items) if item.facet == name]
            for name in key.questionnaire.facets
        }
        """The places of each facet's items."""
        options = len(self.raws)
        self._known = {
            name: facet(
                self._u(places, np.indices([options] * len(places)).reshape(len(places), -1))
            )
            for name, places in self._items.items()
            if options ** len(places) <= WAYS
        }
        """The facets that can be answered in few ways, answered in each of them."""
        self._gamma_ratio = Memory(gamma_ratio, "float64")

    def columns(self, answers: Answers) -> list[Column]:
        """The columns in the order of `column_names`; `answers` has a row for each item."""
        facets = {name: self._facet(name, answers) for name in self._items}
        scales = {
            name: scale(group, [facets[one] for one in group.facets])
            for name, group in self._key.scales.items()
        }
        irv, longest, straightlined = self._response_quality(answers)
        columns: list[Column] = [Few(one.value) for one in facets.values()]
        for value, se, df in scales.values():
            columns += (Few(value), Few(se), Whole(df))
        axis = self._key.questionnaire.axis
        if axis is not None:
            poles = scales[axis.high], scales[axis.low]
            columns += axis_columns(axis, *poles, straightlined, self._gamma_ratio)
        skipped = np.count_nonzero(answers == 0, axis=0).astype(float)
        opposites = self._opposites(answers)
        return [*columns, Whole(skipped), Whole(longest.astype(float)), Few(irv), Few(opposites)]

    def _u(self, places: Sequence[int], answers: NDArray[Any]) -> Floats:
        """The points of the answers to the items at these places; NaN if skipped."""
        return np.array(
            [self._points[at].take(one) for at, one in zip(places, answers, strict=True)]
        )

    def _facet(self, name: str, answers: Answers) -> Facet:
        places = self._items[name]
        if name not in self._known:
            return facet(self._u(places, answers[places]))
        way = np.zeros(answers.shape[1], np.intp)
        for place in places:
            way = len(self.raws) * way + answers[place]
        return Facet(len(places), *(figures.take(way) for figures in self._known[name][1:]))

    def _response_quality(self, answers: Answers) -> tuple[Floats, Integers, Booleans]:
        """The spread, the longest run of identical answers, and whether they are straightlined."""
        raws = np.nan_to_num(self.raws)
        n, sums, squares = np.zeros((3, answers.shape[1]))
        longest, telling, run = np.zeros((3, answers.shape[1]), np.int16)
        told, before = np.zeros_like(run, bool), np.zeros_like(answers[0])
        for answer, nothing in zip(answers, self._nothing, strict=True):
            same, given = answer == before, answer != 0
            run = run * same + given
            told = (told & same) | (given & (answer != nothing))
            longest, telling = np.maximum(longest, run), np.maximum(telling, run * told)
            raw = raws.take(answer)
            n, sums, squares = n + given, sums + raw, squares + raw * raw
            before = answer
        squares = n * squares - sums * sums
        irv = np.where(n < 2, np.nan, np.sqrt(squares / np.maximum(n * (n - 1), 1)))
        return irv, longest, (irv == 0) | ((n > 0) & (n <= 2 * telling))

    def _opposites(self, answers: Answers) -> Floats:
        """The mean |u_i − u_j| of the declared pairs that were both answered."""
        pairs = self._key.row.opposites
        if not pairs:
            return np.full(answers.shape[1], np.nan)
        apart = np.array([abs(np.subtract(*self._u(pair, answers[[*pair]]))) for pair in pairs])
        both = ~np.isnan(apart)
        n = both.sum(axis=0)
        return np.where(n == 0, np.nan, total(np.where(both, apart, 0)) / np.maximum(n, 1))


def facet(u: Floats) -> Facet:
    """The mean of the answered items, and the squares around it, from the points."""
    given = ~np.isnan(u)
    answered = given.sum(axis=0).astype(float)
    mean = total(np.where(given, u, 0)) / np.maximum(answered, 1)
    off = np.where(given, u - mean, 0)
    scored = (answered > 0) & (2 * answered >= len(u))
    return Facet(len(u), answered, mean, total(off * off), np.where(scored, mean, np.nan))


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
    axis: Axis,
    high: Estimate,
    low: Estimate,
    straightlined: Booleans,
    gamma_ratio: Callable[[Floats], Floats],
) -> list[Column]:
    """A = H − G, its interval, I = (H + G)/2, the probabilities, and the placement."""
    h, g = high.se * high.se, low.se * low.se
    a, intensity = high.value - low.value, (high.value + low.value) / 2
    se, df = np.sqrt(h + g), (h + g) * (h + g) / (h * h / high.df + g * g / low.df)
    reach = series975(2 * FEWEST / df - 1) * se
    beyond = np.array([a - axis.balanced_within, -axis.balanced_within - a])
    p_high, p_low = cdf(beyond / se, df, gamma_ratio)
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
    return Words(placed), Whole((p_placed >= SURE).astype(float))


def cdf(t: Floats, df: Floats, gamma_ratio: Callable[[Floats], Floats]) -> Floats:
    """P(T ≤ t) for Student's T with `df` degrees of freedom, by the `gamma_ratio` below."""
    a, square = df / 2, t * t / df
    x, y = 1 / (1 + square), square / (1 + square)
    front = each(math.exp, -a * each(math.log1p, square)) * np.sqrt(y / math.pi) * gamma_ratio(a)
    far = (x < 0.5) | (np.abs(t) > FAR)
    half = (
        front * beta_series(np.where(far, a, 0.5), np.where(far, 0.5, a), np.where(far, x, y)) / 2
    )
    tail = np.where(far, half, 0.5 - half)
    return np.where(t < 0, tail, 1 - tail)


def gamma_ratio(a: Floats) -> Floats:
    """Γ(a + ½)/Γ(a)."""
    return each(math.exp, each(math.lgamma, a + 0.5) - each(math.lgamma, a))


def beta_series(a: Floats, b: Floats, x: Floats) -> Floats:
    """I_x(a, b) B(a, b) / (x^a (1 − x)^b), summed until no term changes the sum any more."""
    series, shape = np.empty(x.size), x.shape
    places = np.arange(x.size)
    above, below, x = (a + b).ravel(), (a + 1).ravel(), x.ravel()
    sums = term = 1 / a.ravel()
    n = 0
    while places.size:
        # Most series end long before the longest. Further terms don't change them.
        for _ in range(8):
            term = term * (x * (above + n) / (below + n))
            sums = sums + term
            n += 1
        series[places] = sums
        changes = np.flatnonzero(term > 1e-17 * sums)
        places = places.take(changes)
        above, below, x, sums, term = (one.take(changes) for one in (above, below, x, sums, term))
    return series.reshape(shape)


def total(terms: Iterable[Floats]) -> Floats:
    """Σ over the items, rounded once at the end, as `math.fsum` does (Knuth's TwoSum)."""
    sums, *others = terms
    lost = np.zeros(1)
    for term in others:
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
