"""How the answers were given: gentle notes that never alter a figure.

Long strings (Johnson 2005, doi 10.1016/j.jrp.2004.09.009; Curran 2016, doi
10.1016/j.jesp.2015.07.006), no variability (Dunn, Heggestad, Shanock & Theilgard 2018, doi
10.1007/s10869-016-9479-0), opposites answered alike, and haste (Huang, Curran, Keeney, Poposki &
DeShon 2012, doi 10.1007/s10869-011-9231-8; Wood, Harms, Lowman & DeSimone 2017, Social
Psychological and Personality Science 8, 454–464). A single key answers an item here, so speed is
only a hint.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from netztui.scoring.points import ScoringKey
from netztui.scoring.result import ResponseQuality

FAST = 2.0
"""Mean seconds per item below which a block of items counts as fast."""
VERY_FAST = 1.0
"""Mean seconds per item below which a block of items counts as very fast."""
BLOCK = 8
"""Approximate number of items in a block."""


def response_quality(
    key: ScoringKey,
    raws: Mapping[str, int | None],
    points: Mapping[str, float | None],
    seconds: Sequence[float],
) -> ResponseQuality:
    """The response quality of the ratings that belong to a facet.

    `raws` are the raw answers and `points` the same after keying, 0..100, by question key in the
    order shown, None if there is no answer; `seconds` are the times of the timed answers.

    The answers are straightlined if they have no spread, or if half of them are one run. A run
    whose answers all count 0 doesn't make them so: that much was not done, which is an answer.
    """
    answers = [raw for raw in raws.values() if raw is not None]
    longest = telling = run = 0
    told, before = False, None
    for raw, point in zip(raws.values(), points.values(), strict=True):
        if raw != before:
            run, told, before = 0, False, raw
        if raw is not None:
            run += 1
            if point:
                told = True
            if run > longest:  # noqa: PLR1730  # `max` takes three times as long, for every answer
                longest = run
            if told and run > telling:
                telling = run
    irv = _spread(answers)
    count = round(len(seconds) / BLOCK)
    edges = [round(place * len(seconds) / count) for place in range(count + 1)] if count else []
    blocks = [math.fsum(seconds[start:end]) / (end - start) for start, end in pairwise(edges)]
    return ResponseQuality(
        ratings=len(answers),
        longstring=longest,
        irv=irv,
        opposites=_opposites(key, points),
        fast_blocks=fmean(mean < FAST for mean in blocks) if blocks else None,
        very_fast_blocks=fmean(mean < VERY_FAST for mean in blocks) if blocks else None,
        straightlined=irv == 0 or 0 < len(answers) <= 2 * telling,
    )


def _spread(answers: Sequence[int]) -> float | None:
    """Standard deviation (n − 1), from whole numbers, so that equal answers give exactly 0."""
    n = len(answers)
    if n < 2:
        return None
    squares = n * sum([raw * raw for raw in answers]) - sum(answers) ** 2
    return math.sqrt(squares / (n * (n - 1)))


def _opposites(key: ScoringKey, points: Mapping[str, float | None]) -> float | None:
    differences = []
    for item, opposite in key.opposites.items():
        # In a `for_each` section both partners are asked about the same option.
        asked = [item] if item in points else [one for one in points if one.startswith(f"{item}/")]
        for name in asked:
            one, other = points[name], points.get(opposite + name.removeprefix(item))
            if one is not None and other is not None:
                differences.append(abs(one - other))
    return fmean(differences) if differences else None
