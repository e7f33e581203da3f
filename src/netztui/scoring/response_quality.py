"""How the answers were given: gentle notes that never alter a figure.

Long strings (Johnson 2005, doi 10.1016/j.jrp.2004.09.009; Curran 2016, doi
10.1016/j.jesp.2015.07.006), no variability (Dunn, Heggestad, Shanock & Theilgard 2018, doi
10.1007/s10869-016-9479-0), opposites answered alike, and haste (Huang, Curran, Keeney, Poposki &
DeShon 2012, doi 10.1007/s10869-011-9231-8; Wood, Harms, Lowman & DeSimone 2017, Social
Psychological and Personality Science 8, 454–464). A single key answers an item here, so speed is
only a hint.
"""

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import fmean

from netztui.scoring.points import ItemLayout, Points
from netztui.scoring.result import ResponseQuality

FAST = 2.0
"""Mean seconds per item below which a block of items counts as fast."""
VERY_FAST = 1.0
"""Mean seconds per item below which a block of items counts as very fast."""
BLOCK = 8
"""Approximate number of items in a block."""


def response_quality(
    layout: ItemLayout, raws: Sequence[int | None], points: Points, seconds: Sequence[float]
) -> ResponseQuality:
    """The response quality of the ratings in `layout`.

    `raws` are the raw answers and `points` the same after keying, 0..100, None if there is no
    answer; `seconds` are the times of the timed answers.

    The answers are straightlined if they have no spread, or if half of them are one run. A run
    whose answers all count 0 doesn't make them so: that much was not done, which is an answer.
    """
    answers = [raw for raw in raws if raw is not None]
    longest, irv = _longest_run(raws), _spread(answers)
    uniform = 0 < len(answers) <= 2 * longest and _has_uniform_half(raws, points)
    blocks = _blocks(seconds)
    apart = [
        abs(one - other)
        for place, opposite in layout.opposites
        if (one := points[place]) is not None and (other := points[opposite]) is not None
    ]
    return ResponseQuality(
        ratings=len(answers),
        longstring=longest,
        irv=irv,
        opposites=fmean(apart) if apart else None,
        fast_blocks=fmean(mean < FAST for mean in blocks) if blocks else None,
        very_fast_blocks=fmean(mean < VERY_FAST for mean in blocks) if blocks else None,
        straightlined=irv == 0 or uniform,
    )


def _blocks(seconds: Sequence[float]) -> list[float]:
    """The mean seconds per item of each block; none if there are too few items for one."""
    count = round(len(seconds) / BLOCK)
    edges = [round(place * len(seconds) / count) for place in range(count + 1)] if count else []
    return [math.fsum(seconds[start:end]) / (end - start) for start, end in pairwise(edges)]


def _longest_run(raws: Sequence[int | None]) -> int:
    """The number of answers in the longest run of identical ones; a skip ends a run."""
    longest = run = 0
    before = None
    for raw in raws:
        if raw is not None:
            run = run + 1 if raw == before else 1
            if run > longest:  # noqa: PLR1730  # `max` takes three times as long, for every answer
                longest = run
        before = raw
    return longest


def _has_uniform_half(raws: Sequence[int | None], points: Points) -> bool:
    """Whether half of the answers are one run with any that counts more than 0."""
    answers = len(raws) - raws.count(None)
    groups = groupby(zip(raws, points, strict=True), key=itemgetter(0))
    runs = ([point for _raw, point in group] for _raw, group in groups)
    return any(any(run) and 2 * len(run) >= answers for run in runs)


def _spread(answers: Sequence[int]) -> float | None:
    """Standard deviation (n − 1), from whole numbers, so that equal answers give exactly 0."""
    n = len(answers)
    if n < 2:
        return None
    squares = n * sum([raw * raw for raw in answers]) - sum(answers) ** 2
    return math.sqrt(squares / (n * (n - 1)))
