"""Figures as text, the same as `repr`, for a whole column at once.

Python writes the shortest decimal number that is read as the same float. Writing a row's figures
one by one takes longer than reading and scoring the row; together, they take a fifth of that, where
NumPy's own conversion to text takes more. Text is an array of ASCII codes whose last axis is one
cell; zeros in it are no characters and are dropped.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Characters: TypeAlias = NDArray[np.uint8]
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

DIGITS = 17
"""As many digits as any float needs."""
LEAST, MOST = -3, 3
"""The powers of ten of figures from 0.001 to 9999.9…; others are written one by one."""
SCALES = 10.0 ** (DIGITS - 1 - np.arange(LEAST, MOST + 1.0))


def _fours(texts: Iterable[str]) -> NDArray[np.uint32]:
    """Texts of four characters, each as one number; blanks become zeros."""
    return np.frombuffer("".join(texts).replace(" ", "\0").encode(), np.uint32)


ALL = [f"{n:04}" for n in range(10_000)]
"""The digits of the numbers below 10,000."""
ENDING = [digits.rstrip("0").ljust(4) for digits in ALL]
INTEGER = _fours(f"{n:4}" for n in range(10_000))
FIRST = _fours([*ALL, "0   ", *ENDING[1:]])
LATER = _fours([*ALL, *ENDING])
"""The first and the later digits after the point; 10,000 more if only zeros follow."""
MINUS, POINT = _fours(["-   ", ".   "])


def characters(texts: Iterable[bytes], width: int = 0) -> Characters:
    """The texts, at least one, as the rows of a matrix of this width; by default, the longest's."""
    return np.array([*texts], dtype=f"S{width}")[:, np.newaxis].view(np.uint8)


def decimals(figures: Floats) -> Characters:
    """The text of each figure of a column; nothing for NaN."""
    size = np.abs(figures)
    with np.errstate(divide="ignore"):
        power = np.floor(np.log10(size))
    usual = (power >= LEAST) & (power <= MOST)
    power = np.where(usual, power, 0).astype(np.int64)
    size = np.where(usual, size, 0)
    digits = shortest(size, power)
    # 10 and 9.99… are on the wrong side of their power of ten if the logarithm was rounded.
    usual &= (digits >= 10 ** (DIGITS - 1)) & (digits < 10**DIGITS)
    usual |= figures == 0
    found = with_point(digits, power, size.astype(np.int64))
    found[:, 0] = np.where(np.signbit(figures), MINUS, 0)
    found[np.isnan(figures)] = 0
    codes: Characters = found.view(np.uint8)
    others = np.flatnonzero(~usual & ~np.isnan(figures))
    if others.size:
        texts = [repr(figure).encode() for figure in figures[others].tolist()]
        codes[others] = characters(texts, codes.shape[1])
    return codes


def shortest(size: Floats, power: Integers) -> Integers:
    """The digits of the shortest number that is read as `size`, padded with zeros to DIGITS.

    size · 10^(16 − power) is computed exactly, as the sum of two floats (Dekker's product). Of its
    roundings to 15, 16 and 17 digits, half to even, it is the first that lies within half the
    distance to the next float.
    """
    scale = SCALES[power - LEAST]
    product = size * scale
    size_high, size_low = halves(size)
    scale_high, scale_low = halves(scale)
    error = product - size_high * scale_high - size_low * scale_high - size_high * scale_low
    rest = size_low * scale_low - error
    near = np.spacing(size) * scale / 2
    floor = np.floor(rest)
    whole = product.astype(np.int64) + floor.astype(np.int64)
    rest -= floor
    found: Integers = whole + ((rest > 0.5) | ((rest == 0.5) & (whole % 2 == 1)))
    for unit in (10, 100):
        units = (whole + unit // 2) // unit
        off = (units * unit - whole) - rest
        units -= (off == unit // 2) & (units % 2 == 1)
        found = np.where(np.abs(off) < near, units * unit, found)
    return found


def halves(value: Floats) -> tuple[Floats, Floats]:
    """Two floats of half as many digits, whose sum is `value` (Veltkamp's splitting)."""
    shifted = value * (2.0**27 + 1)
    high = shifted - (shifted - value)
    return high, value - high


def with_point(digits: Integers, power: Integers, integer: Integers) -> NDArray[np.uint32]:
    """Groups of four characters: one left for the sign, the integer, the point, the other digits.

    `integer` is the part before the point. The other digits, up to 19, are a whole number below
    10^19, which arithmetic modulo 2^64 gives exactly.
    """
    tens = np.array([10 ** (place - LEAST) for place in range(LEAST, MOST + 1)], np.uint64)
    ones = np.uint64(10 ** (DIGITS - 1 - LEAST))
    rest = digits.astype(np.uint64) * tens[power - LEAST] - integer.astype(np.uint64) * ones
    found = np.empty((len(digits), 8), np.uint32)
    found[:, 1] = INTEGER[integer]
    found[:, 2] = POINT
    # The last group has only three digits.
    rest, group = rest // 1000, rest
    group = 10 * (group - 1000 * rest).astype(np.int64)
    ending = np.full(len(digits), 10_000)
    for place in (7, 6, 5, 4, 3):
        found[:, place] = (FIRST if place == 3 else LATER).take(group + ending)
        ending[group > 0] = 0
        rest, group = rest // 10_000, rest
        group = (group - 10_000 * rest).astype(np.int64)
    return found
