"""What was computed for a figure, kept because the same figures come again and again."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

PLACES_BITS = 16
"""There are 2^16 places, more than enough for some thousand figures."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio, by which similar figures get different places (Knuth, The Art
of Computer Programming, 6.4)."""


class Memory:
    """A function that is computed once for most figures.

    `compute` gives an array of `dtype` for an array of different figures. The bits of a figure
    determine its place; of the figures with the same place only one is remembered.
    """

    def __init__(self, compute: Callable[[NDArray[np.float64]], NDArray[Any]], dtype: str) -> None:
        self._compute = compute
        self._bits = np.zeros(1 << PLACES_BITS, np.uint64)
        # Nothing is known yet, not even 0, whose place is 0.
        self._bits[0] = 1
        self._values = np.zeros(1 << PLACES_BITS, dtype)

    def __call__(self, figures: NDArray[np.float64]) -> NDArray[Any]:
        """What `compute` gives for each of the figures."""
        bits = figures.view(np.uint64)
        places = (bits * SPREAD >> np.uint64(64 - PLACES_BITS)).astype(np.intp)
        new = np.flatnonzero(self._bits.take(places) != bits)
        if not new.size:
            return self._values.take(places)
        different, which = np.unique(bits[new], return_inverse=True)
        computed = self._compute(different.view(np.float64))
        found = self._values.take(places)
        found[new] = computed[which]
        # Only one of the figures that share a place.
        taken, first = np.unique(places[new], return_index=True)
        self._bits[taken] = bits[new[first]]
        self._values[taken] = found[new[first]]
        return found
