"""The statistics of groups: reliability, correlations and their intervals, from plain numbers.

Nothing here knows about people; `netztui.group.calibration` and `netztui.group.before_after` decide
what may be shown. A matrix has one row for each person and one column for each item, without gaps.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from operator import mul
from statistics import NormalDist, fmean, stdev
from typing import TypeAlias

from netztui.scoring.student_t import beta_series, quantile975

LEVEL = 0.95
"""The probability that all intervals here are made for."""
TAIL = (1 - LEVEL) / 2
ROUNDS = 2000
"""At most so many steps until the loadings of a factor stop moving."""

Matrix: TypeAlias = Sequence[Sequence[float]]
Interval: TypeAlias = tuple[float, float]


def covariances(rows: Matrix) -> Matrix:
    """The covariances of the columns, with n − 1; of at least 2 people."""
    columns = []
    for column in zip(*rows, strict=True):
        mean = fmean(column)
        columns.append([value - mean for value in column])
    n = len(rows) - 1
    found = [[0.0] * len(columns) for _ in columns]
    for i, first in enumerate(columns):
        for j, second in enumerate(columns[: i + 1]):
            found[i][j] = found[j][i] = math.fsum(map(mul, first, second)) / n
    return found


def cronbach_alpha(covariance: Matrix) -> float | None:
    """Cronbach's α = k/(k − 1) (1 − Σ s²ᵢ/s²) of the sum of k ≥ 2 items, by their covariances.

    None if the sum does not vary. Cronbach (1951), doi 10.1007/BF02310555.
    """
    k, total = len(covariance), math.fsum(map(math.fsum, covariance))
    if k < 2 or total <= 0:
        return None
    return k / (k - 1) * (1 - math.fsum(covariance[i][i] for i in range(k)) / total)


def rest_correlation(covariance: Matrix, item: int) -> float | None:
    """The correlation of an item with the sum of the others; None if either does not vary."""
    own, row = covariance[item][item], math.fsum(covariance[item])
    rest = math.fsum(map(math.fsum, covariance)) - 2 * row + own
    return (row - own) / math.sqrt(own * rest) if own > 0 and rest > 1e-9 * own else None


def alpha_interval(alpha: float, people: int, items: int) -> Interval:
    """The 95% interval of α: 1 − (1 − α) F(.975) to 1 − (1 − α) F(.025).

    F has n − 1 and (n − 1)(k − 1) degrees of freedom. Feldt, Woodruff & Salih (1987), doi
    10.1177/014662168701100107.
    """
    df1, df2 = people - 1, (people - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * f_quantile(p, df1, df2) for p in (1 - TAIL, TAIL))
    return low, high


def omega_total(covariance: Matrix) -> float | None:
    """McDonald's ω = (Σ λᵢ)²/((Σ λᵢ)² + Σ θᵢ) of the sum of at least 3 items, by one factor.

    The factor is that of least squared residual correlations, by principal axes, its loadings
    times the items' standard deviations. None if an item does not vary, or if no proper factor is
    found. McDonald (1999), Test Theory: A Unified Treatment.
    """
    k = len(covariance)
    deviations = [math.sqrt(covariance[i][i]) for i in range(k)]
    if k < 3 or min(deviations) == 0:
        return None
    loadings = _one_factor(
        [[covariance[i][j] / (deviations[i] * deviations[j]) for j in range(k)] for i in range(k)]
    )
    if loadings is None:
        return None
    common = math.fsum(map(mul, loadings, deviations)) ** 2
    unique = math.fsum((1 - a * a) * s * s for a, s in zip(loadings, deviations, strict=True))
    return common / (common + unique)


def _one_factor(correlations: Matrix) -> list[float] | None:
    """The loadings on one factor, −1..1; None if they do not settle within that range.

    Each step replaces the diagonal by the squared loadings and takes the first eigenvector of
    that, as far as one multiplication leads to it.
    """
    loadings = [
        math.sqrt(max(abs(r) for j, r in enumerate(row) if j != i))
        for i, row in enumerate(correlations)
    ]
    for _round in range(ROUNDS):
        length = math.fsum(map(mul, loadings, loadings))
        if length == 0:
            return None
        moved = [
            (math.fsum(map(mul, row, loadings)) + (own**2 - 1) * own) / length
            for row, own in zip(correlations, loadings, strict=True)
        ]
        if max(abs(a - b) for a, b in zip(moved, loadings, strict=True)) < 1e-10:
            return moved if max(map(abs, moved)) <= 1 else None
        loadings = moved
    return None


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r; None if either does not vary."""
    (one, both), (_both, other) = covariances(list(zip(first, second, strict=True)))
    return both / math.sqrt(one * other) if one and other else None


def correlation_interval(r: float, people: int) -> Interval:
    """The 95% interval of r over more than 3 people: tanh(artanh r ± z(.975)/√(n − 3)).

    Fisher (1921), Metron 1, 3–32.
    """
    if abs(r) >= 1:
        return r, r
    reach = NormalDist().inv_cdf(1 - TAIL) / math.sqrt(people - 3)
    return math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach)


def deviation_interval(deviation: float, people: int) -> Interval:
    """The 95% interval of a standard deviation: s √((n − 1)/χ²(.975)) to s √((n − 1)/χ²(.025)).

    χ² has n − 1 degrees of freedom. Exact if what varies is normally distributed.
    """
    df = people - 1
    low, high = (deviation * math.sqrt(df / chi2_quantile(p, df)) for p in (1 - TAIL, TAIL))
    return low, high


def mean_interval(values: Sequence[float]) -> Interval:
    """The 95% interval of a mean: m ± t(n − 1, .975) s/√n, of at least 2 values."""
    n, mean = len(values), fmean(values)
    reach = quantile975(n - 1) * stdev(values) / math.sqrt(n)
    return mean - reach, mean + reach


@cache
def f_quantile(p: float, df1: float, df2: float) -> float:
    """The F with P(F ≤ f) = p, 0 < p < 1, for `df1` and `df2` > 0 degrees of freedom.

    df₁F/(df₁F + df₂) has the beta distribution with df₁/2 and df₂/2 (DLMF 8.17).
    """
    x = _bisect(lambda x: beta_cdf(x, df1 / 2, df2 / 2), p, 0.0, 1.0)
    return df2 * x / (df1 * (1 - x))


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function I_x(a, b), 0 < x < 1 (DLMF 8.17.2, 8.17.4)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    front = a * math.log(x) + b * math.log1p(-x)
    front += math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) * beta_series(a, b, x)


def chi2_quantile(p: float, df: float) -> float:
    """The χ² with P(X ≤ χ²) = p, 0 < p < 1, for `df` > 0 degrees of freedom."""
    high = df + 10 * math.sqrt(2 * df) + 40
    return 2 * _bisect(lambda x: gamma_cdf(x, df / 2), p, 0.0, high / 2)


def gamma_cdf(x: float, a: float) -> float:
    """The regularized incomplete gamma function P(a, x), x > 0, by DLMF 8.11.4."""
    total = term = 1 / a
    n = 1
    while term > 1e-17 * total:
        term *= x / (a + n)
        total += term
        n += 1
    return min(1.0, total * math.exp(a * math.log(x) - x - math.lgamma(a)))


def _bisect(rising: Callable[[float], float], target: float, low: float, high: float) -> float:
    """Where the function between `low` and `high` reaches the target."""
    while high - (middle := (low + high) / 2) > 1e-12 * high:
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return middle
