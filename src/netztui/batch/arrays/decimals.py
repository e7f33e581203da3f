"""Figures as text, the same as `repr`, for a whole column at once.

Python writes the shortest decimal number that is read as the same float. Writing a row's figures
one by one takes longer than reading and scoring the row; together, they take a fifth of that, where
NumPy's own conversion to text takes more. Text is an array of ASCII codes whose last axis is one
cell; zeros in it are no characters and are dropped.
"""

import math
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Characters: TypeAlias = NDArray[np.uint8]
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

DIGITS = 17
"""As many digits as any float needs."""
WIDTH = 24
"""As many characters as any float needs."""
LEAST, MOST = -3, 2
"""The powers of ten of figures from 0.001 to 999.9…; others are written one by one."""
POWERS = np.array([float(f"1e{power}") for power in range(LEAST, MOST + 2)])
SCALES = np.array([10.0 ** (DIGITS - 1 - power) for power in range(LEAST, MOST + 1)])
"""For each power, what makes a whole number of DIGITS digits of a figure."""
TENS = np.array([10**place for place in range(MOST - LEAST + 1)], np.uint64)
"""For each power, what makes a whole number of DIGITS digits the same as for the least power."""
EXPONENT = np.int64(0x7FF0_0000_0000_0000)
"""The bits of a float that are its power of two."""


def _fours(texts: Iterable[str]) -> NDArray[np.uint32]:
    """Texts of four characters, each as one number; blanks become zeros."""
    return np.frombuffer("".join(texts).replace(" ", "\0").encode(), np.uint32)


INTEGER = _fours(f"{sign}{n}".rjust(4) for sign in ("", "-") for n in range(1000))
"""The numbers below 1,000; 1,000 more with a minus."""
FOUR = [f"{n:04}" for n in range(10_000)]
LATER = _fours([*FOUR, *(one.rstrip("0").ljust(4) for one in FOUR)])
"""Four digits after the point; 10,000 more if only zeros follow."""
THREE = [f".{n:03}" for n in range(1000)]
FIRST = _fours([*THREE, *((one[:2] + one[2:].rstrip("0")).ljust(4) for one in THREE)])
"""The point and three digits; 1,000 more if only zeros follow."""


def characters(texts: Iterable[bytes], width: int = 0) -> Characters:
    """The texts, at least one, as the rows of a matrix of this width; by default, the longest's."""
    return np.array([*texts], dtype=f"S{width}")[:, np.newaxis].view(np.uint8)


def decimals(figures: Floats) -> Characters:
    """The text of each figure of a column in WIDTH codes; nothing for NaN."""
    size = np.abs(figures)
    usual = (size >= POWERS[0]) & (size < POWERS[-1]) | (size == 0)
    size = np.where(usual, size, 0)
    power = np.maximum(POWERS.searchsorted(size, "right") - 1, 0)
    found = with_point(shortest(size, power), power, size.astype(np.int64), np.signbit(figures))
    codes: Characters = found.view(np.uint8)
    others = np.flatnonzero(~usual)
    if others.size:
        texts = [b"" if math.isnan(one) else repr(one).encode() for one in figures[others].tolist()]
        codes[others] = characters(texts, WIDTH)
    return codes


def shortest(size: Floats, power: Integers) -> Integers:
    """The digits of the shortest number that is read as `size`, padded with zeros to DIGITS.

    `power` is the place of the figure's power of ten in POWERS. size · SCALES[power] is computed
    exactly, as the sum of two floats (Dekker's product). Of its roundings to 15, 16 and 17 digits,
    half to even, it is the first that lies within half the distance to the next float.
    """
    scale = SCALES.take(power)
    product = size * scale
    size_high, size_low = halves(size)
    scale_high, scale_low = halves(scale)
    error = product - size_high * scale_high - size_low * scale_high - size_high * scale_low
    rest = size_low * scale_low - error
    # The next float is 2^−52 times the power of two away.
    near = (size.view(np.int64) & EXPONENT).view(np.float64) * scale * 2.0**-53
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


def with_point(
    digits: Integers, power: Integers, integer: Integers, negative: NDArray[np.bool_]
) -> NDArray[np.uint32]:
    """Groups of four characters: sign and integer, the point and three digits, the other digits.

    `integer` is the part before the point. The other digits, up to 19, are a whole number below
    10^19, which arithmetic modulo 2^64 gives exactly.
    """
    ones = np.uint64(10 ** (DIGITS - 1 - LEAST))
    rest = digits.view(np.uint64) * TENS.take(power) - integer.view(np.uint64) * ones
    found = np.empty((len(digits), WIDTH // 4), np.uint32)
    found[:, 0] = INTEGER.take(integer + 1000 * negative)
    rest, last = _split(rest)
    first, middle = _split(rest)
    ending = np.full(len(digits), 10_000, np.uint32)
    for place, eight in (4, last), (2, middle):
        four = eight // 10_000
        for group, offset in ((eight - 10_000 * four, 1), (four, 0)):
            found[:, place + offset] = LATER.take(group + ending)
            ending = np.where(group == 0, ending, np.uint32(0))
    found[:, 1] = FIRST.take(first.astype(np.uint32) + ending // 10)
    return found


def _split(number: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """A number without its last eight digits, and these."""
    rest = number // 10**8
    return rest, (number - rest * 10**8).astype(np.uint32)
