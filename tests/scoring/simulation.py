"""A seeded simulation of respondents with known true positions, and the document about it.

`PYTHONPATH=tests python -m scoring.simulation` writes docs/simulation.md; a slow test checks that
the document is up to date.
"""

import math
import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.axis import BALANCED, UNDECIDED
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score_row

DOCUMENT = Path(__file__).parents[2] / "docs" / "simulation.md"
SEED = 20_240_501
PEOPLE = 20_000
LEVEL_SD = 20.0
FACET_SD = 10.0
NOISE_MEDIANS = (20.0, 25.0, 30.0)
NOISE_LOG_SD = 0.3
FORMS = {"hunter-gatherer": "long", "hunter-gatherer-short": "short"}
WORDS = {
    "sure": "clearly more of one",
    "pole": "more of one",
    "level": "as much of one as of the other",
    "leaning": "leaning: the far side ruled out",
    UNDECIDED: "not clear yet",
}


@dataclass
class Word:
    """The people who were told one word."""

    people: int = 0
    stated: float = 0.0
    """Sum of the probabilities of what the word says."""
    right: int = 0
    """How many of whom what the word says is true."""


@dataclass
class Outcome:
    """How the scoring does on one population."""

    covered: int = 0
    """People whose 95% interval contains their true position."""
    width: float = 0.0
    """Sum of the widths of the intervals, in axis points."""
    words: dict[str, Word] = field(default_factory=lambda: {word: Word() for word in WORDS})
    little: int = 0
    """People who were told a pole's or a leaning word, and that there is little of either."""


@cache
def form_key(form: str) -> ScoringKey:
    """The scoring key of a shipped questionnaire."""
    return scoring_key(read_file(shipped_folder() / f"{form}.toml"))


def simulate(
    noise_median: float, people: int = PEOPLE, form: str = "hunter-gatherer", seed: int = SEED
) -> Outcome:
    """Score `people` whose answers scatter by about `noise_median` points around their facets."""
    from netztui.scoring.bands import is_little

    randomness, outcome, key = random.Random(seed), Outcome(), form_key(form)
    for _ in range(people):
        raws, truth = _person(key, noise_median, randomness)
        result = score_row(key, raws)
        assert result.axis is not None
        low, high = result.axis.interval
        outcome.covered += low <= truth <= high
        outcome.width += high - low
        outcome.little += is_little(result)
        name, stated, right = _told(result, truth)
        word = outcome.words[name]
        word.people += 1
        word.stated += stated
        word.right += right
    return outcome


def _told(result: Result, truth: float) -> tuple[str, float, bool]:
    """The word, the probability of what it says, and whether that is true."""
    axis, placement = result.axis, result.placement
    assert axis is not None
    assert placement is not None
    sides, true_side = axis.probabilities, _side(result, truth)
    if placement in {axis.low, axis.high}:
        return "sure" if result.sure else "pole", sides[placement], true_side == placement
    if placement.startswith(LEANING):
        far = axis.low if placement.endswith(axis.high) else axis.high
        return "leaning", 1 - sides[far], true_side != far
    if placement == UNDECIDED:
        return UNDECIDED, max(sides.values()), max(sides, key=lambda one: sides[one]) == true_side
    return "level", sides[BALANCED], true_side == BALANCED


def document() -> str:
    """The text of docs/simulation.md."""
    outcomes = {
        (label, noise): simulate(noise, form=form)
        for form, label in FORMS.items()
        for noise in NOISE_MEDIANS
    }
    coverage = "\n".join(
        f"| {label} | {noise:.0f} | {outcome.covered / PEOPLE:.1%} | {outcome.width / PEOPLE:.1f} |"
        for (label, noise), outcome in outcomes.items()
    )
    words = "\n".join(
        f"| {label} | {noise:.0f} | {WORDS[name]} | {word.people / PEOPLE:.1%} "
        f"| {word.stated / word.people:.3f} | {word.right / word.people:.3f} |"
        for (label, noise), outcome in outcomes.items()
        for name, word in outcome.words.items()
    )
    return f"""\
# How often is each word said, and how often is it true?

Written by `PYTHONPATH=tests python -m scoring.simulation`; please don't edit it by hand.

For each row, {PEOPLE:,} respondents with known true positions are simulated and scored from their
answers alone (seed {SEED}), with the two included questionnaires.

- Each respondent has a level on each pole (mean 50, standard deviation {LEVEL_SD:.0f} points), and facets that
  scatter around it (standard deviation {FACET_SD:.0f}).
- Each answer scatters around its facet by a respondent-specific amount: its median is given in the
  tables, the standard deviation of its logarithm is {NOISE_LOG_SD}. The answer is the nearest option, so
  respondents near the ends lose some of their scatter.
- The true position is the one that an unlimited number of such items in the same facets would give.

The simulation is as benign as the scoring assumes: errors are independent, and nobody answers
carelessly. The figures show that the arithmetic is sound, not that the questionnaire is valid. If
answers scatter by more than one answer step (25 points), the scoring is slightly overconfident; if
they scatter by less, it is slightly conservative.

## Coverage of the 95% interval

| form | scatter, points | coverage | mean width, axis points |
| --- | ---: | ---: | ---: |
{coverage}

## The words

What a word says is that the true position is beyond the zone of balance on its side (more of one),
inside it (as much of one as of the other), or not beyond it on the far side (leaning). The zone is
±12.5 axis points in the long form and ±18.75 in the short one. “Not clear yet” says
nothing; for it, the columns are about the most probable of the three sides.

| form | scatter, points | word | told to | mean stated probability | true for |
| --- | ---: | --- | ---: | ---: | ---: |
{words}
"""


def _person(
    key: ScoringKey, noise_median: float, randomness: random.Random
) -> tuple[list[int | None], float]:
    """Raw answers in the order of the key, and the true position in axis points."""
    questionnaire = key.questionnaire
    axis = questionnaire.axis
    assert axis is not None
    noise = noise_median * math.exp(randomness.gauss(0, NOISE_LOG_SD))
    levels, poles = {}, {}
    for scale, definition in questionnaire.scales.items():
        level = randomness.gauss(50, LEVEL_SD)
        for facet in definition.facets:
            levels[facet] = randomness.gauss(level, FACET_SD)
        expected = [_expected(levels[facet], noise) for facet in definition.facets]
        poles[scale] = sum(expected) / len(expected)
    raws: list[int | None] = []
    for item in key.counted.values():
        raw_by_points = {points: raw for raw, points in item.points.items()}
        drawn = randomness.gauss(levels[item.facet], noise)
        raws.append(raw_by_points[min(raw_by_points, key=lambda points: abs(points - drawn))])
    return raws, poles[axis.high] - poles[axis.low]


def _expected(facet: float, noise: float) -> float:
    """Mean points of answers that scatter around `facet` and end up at the nearest option."""
    edges = (12.5, 37.5, 62.5, 87.5)
    return 25 * sum(0.5 * math.erfc((edge - facet) / noise / math.sqrt(2)) for edge in edges)


def _side(result: Result, position: float) -> str:
    """The side of the axis on which the position is."""
    axis = result.questionnaire.axis
    assert axis is not None
    if abs(position) <= axis.balanced_within:
        return BALANCED
    return axis.high if position > 0 else axis.low


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), encoding="utf-8")
