"""How the answers were given: gentle notes that never alter a figure.

Long strings (Johnson 2005, doi 10.1016/j.jrp.2004.09.009; Curran 2016, doi
10.1016/j.jesp.2015.07.006), no variability (Dunn, Heggestad, Shanock & Theilgard 2018, doi
10.1007/s10869-016-9479-0), opposites answered alike, and haste (Huang, Curran, Keeney, Poposki &
DeShon 2012, doi 10.1007/s10869-011-9231-8; Wood, Harms, Lowman & DeSimone 2017, Social
Psychological and Personality Science 8, 454–464). A single key answers an item here, so speed is
only a hint.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from netztui.scoring.points import ItemKey
from netztui.scoring.result import ResponseQuality

FAST = 2.0
"""Mean seconds per item below which a block of items counts as fast."""
VERY_FAST = 1.0
"""Mean seconds per item below which a block of items counts as very fast."""
BLOCK = 8
"""Approximate number of items in a block."""


def response_quality(
    asked: Iterable[tuple[str, ItemKey]],
    raws: Sequence[int | None],
    points: Mapping[str, float | None],
    seconds: Sequence[float] = (),
) -> ResponseQuality:
    """The response quality of the ratings that belong to a facet.

    `asked` are their question keys with their item keys, in the order shown; `raws` their raw
    answers, None if there is none; `points` the same after keying, 0..100, by question key;
    `seconds` the times of the answers that were timed, in the order shown.
    """
    answers = [raw for raw in raws if raw is not None]
    blocks = _block_means(seconds)
    return ResponseQuality(
        ratings=len(answers),
        longstring=_longstring(raws),
        irv=_spread(answers),
        opposites=_opposites(asked, points),
        fast_blocks=_share_below(FAST, blocks),
        very_fast_blocks=_share_below(VERY_FAST, blocks),
    )


def _longstring(raws: Sequence[int | None]) -> int:
    longest = run = 0
    before = None
    for raw in raws:
        run = run + 1 if raw == before else 1
        if run > longest and raw is not None:
            longest = run
        before = raw
    return longest


def _spread(answers: Sequence[int]) -> float | None:
    """Standard deviation (n − 1), from whole numbers, so that equal answers give exactly 0."""
    n = len(answers)
    if n < 2:
        return None
    squares = n * sum([raw * raw for raw in answers]) - sum(answers) ** 2
    return math.sqrt(squares / (n * (n - 1)))


def _opposites(
    asked: Iterable[tuple[str, ItemKey]], points: Mapping[str, float | None]
) -> float | None:
    differences = []
    for key, item_key in asked:
        if item_key.opposite is not None:
            # In a `for_each` section both partners are asked about the same option.
            one, other = points[key], points.get(item_key.opposite + key[len(item_key.item) :])
            if one is not None and other is not None:
                differences.append(abs(one - other))
    return math.fsum(differences) / len(differences) if differences else None


def _block_means(seconds: Sequence[float]) -> list[float]:
    """Mean seconds of blocks of as near to `BLOCK` items as their number allows."""
    count = round(len(seconds) / BLOCK)
    edges = [round(place * len(seconds) / count) for place in range(count + 1)] if count else []
    return [math.fsum(seconds[start:end]) / (end - start) for start, end in pairwise(edges)]


def _share_below(limit: float, blocks: Sequence[float]) -> float | None:
    return sum(mean < limit for mean in blocks) / len(blocks) if blocks else None
