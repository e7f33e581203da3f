"""A seeded simulation of respondents with known true positions, and the document about it.

`PYTHONPATH=tests python -m scoring.simulation` writes docs/simulation.md; a slow test checks that
the document is up to date.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from netztui.scoring.score import score_row
from scoring.reference_form import form_key

DOCUMENT = Path(__file__).parents[2] / "docs" / "simulation.md"
SEED = 20_240_501
PEOPLE = 20_000
LEVEL_SD = 20.0
FACET_SD = 10.0
NOISE_MEDIANS = (20.0, 25.0, 30.0)
NOISE_LOG_SD = 0.3
BANDS = ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))


@dataclass(frozen=True)
class Band:
    """Respondents whose most probable side has a probability within some limits."""

    people: int
    stated: float
    """Mean stated probability."""
    right: float
    """Share of respondents whose true position is on that side."""


@dataclass(frozen=True)
class Outcome:
    """How the scoring does on one population."""

    coverage: float
    """Share of respondents whose 95% interval contains their true position."""
    width: float
    """Mean width of the interval, in axis points."""
    bands: tuple[Band, ...]
    """One for each of `BANDS`."""


def simulate(noise_median: float, people: int = PEOPLE, seed: int = SEED) -> Outcome:
    """Score `people` whose answers scatter by about `noise_median` points around their facets."""
    randomness = random.Random(seed)
    covered = 0
    width = 0.0
    stated: list[tuple[float, bool]] = []
    for _ in range(people):
        raws, truth = _person(noise_median, randomness)
        axis = score_row(form_key(), raws).axis
        assert axis is not None
        low, high = axis.interval
        covered += low <= truth <= high
        width += high - low
        side = max(axis.probabilities, key=axis.probabilities.__getitem__)
        stated.append((axis.probabilities[side], side == _side(truth)))
    return Outcome(covered / people, width / people, tuple(_bands(stated)))


def document() -> str:
    """The text of docs/simulation.md."""
    outcomes = {noise: simulate(noise) for noise in NOISE_MEDIANS}
    coverage = "\n".join(
        f"| {noise:.0f} | {100 * outcome.coverage:.1f}% | {outcome.width:.1f} |"
        for noise, outcome in outcomes.items()
    )
    bands = "\n".join(
        f"| {noise:.0f} | {low:.1f} to {high:.1f} | {band.people} | {band.stated:.3f} "
        f"| {band.right:.3f} |"
        for noise, outcome in outcomes.items()
        for (low, high), band in zip(BANDS, outcome.bands, strict=True)
    )
    return f"""\
# Are the interval and the probabilities well calibrated?

Written by `PYTHONPATH=tests python -m scoring.simulation`; please don't edit it by hand.

{PEOPLE:,} respondents with known true positions are simulated and scored from their answers alone
(seed {SEED}). The questionnaire has two poles with four facets of four items each, one of the four
reversed, and five options.

- Each respondent has a level on each pole (mean 50, standard deviation {LEVEL_SD:.0f} points), and facets that
  scatter around it (standard deviation {FACET_SD:.0f}).
- Each answer scatters around its facet by a respondent-specific amount: its median is given in the
  tables, the standard deviation of its logarithm is {NOISE_LOG_SD}. The answer is the nearest option, so
  respondents near the ends lose some of their scatter.
- The true position is the one that an unlimited number of such items in the same facets would give.

The simulation is as benign as the scoring assumes: errors are independent, and there is no
acquiescence and no careless responding. The figures show that the arithmetic is sound, not that
the questionnaire is valid. If answers scatter by more than one answer step (25 points), the scoring
is slightly overconfident; if they scatter by less, it is slightly conservative.

## Coverage of the 95% interval

| scatter, points | coverage | mean width, axis points |
| ---: | ---: | ---: |
{coverage}

## Calibration of the most probable side

| scatter, points | stated probability | respondents | mean stated | observed |
| ---: | :---: | ---: | ---: | ---: |
{bands}
"""


def _person(noise_median: float, randomness: random.Random) -> tuple[list[int | None], float]:
    """Raw answers in file order, and the true position in axis points."""
    noise = noise_median * math.exp(randomness.gauss(0, NOISE_LOG_SD))
    raws: list[int | None] = []
    poles = []
    for _ in range(2):
        level = randomness.gauss(50, LEVEL_SD)
        facets = [randomness.gauss(level, FACET_SD) for _ in range(4)]
        poles.append(sum(_expected(facet, noise) for facet in facets) / 4)
        for facet in facets:
            for item in range(4):
                step = min(max(round(randomness.gauss(facet, noise) / 25), 0), 4)
                raws.append(5 - step if item == 3 else 1 + step)
    return raws, poles[0] - poles[1]


def _expected(facet: float, noise: float) -> float:
    """Mean points of answers that scatter around `facet` and end up at the nearest option."""
    edges = (12.5, 37.5, 62.5, 87.5)
    return 25 * sum(0.5 * math.erfc((edge - facet) / noise / math.sqrt(2)) for edge in edges)


def _side(position: float) -> str:
    if position > 12.5:
        return "hunter"
    return "gatherer" if position < -12.5 else "balanced"


def _bands(stated: list[tuple[float, bool]]) -> Iterator[Band]:
    for low, high in BANDS:
        inside = [(p, right) for p, right in stated if low <= p < high or p == high == 1]
        yield Band(
            len(inside),
            sum(p for p, _ in inside) / len(inside),
            sum(right for _, right in inside) / len(inside),
        )


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), encoding="utf-8")
