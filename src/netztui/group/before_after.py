"""What changed in a group between two occasions, for those who took part in both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median_low
from typing import Literal, TypeAlias

from netztui.group.people import People, Person, area
from netztui.group.privacy import BIN, MINIMUM, Counts, rounded, shown_counts, to_bin
from netztui.group.statistics import mean_interval
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import Difference
from netztui.scoring.result import Estimate

WEEK = 7

Direction: TypeAlias = Literal["low", "within", "high"]
Pair: TypeAlias = tuple[Person, Person]
"""One person before and after."""


@dataclass(frozen=True, slots=True)
class MeanChange:
    """The mean of a figure before and after, over the same people, rounded."""

    before: float
    after: float
    """`before` plus `change`, so that the rounded figures add up."""
    change: float
    low95: float
    """The 95% interval of the mean change, by Student's t for pairs."""
    high95: float


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A group on two occasions. Ids are those of `questionnaire`."""

    questionnaire: Questionnaire
    pairs: int
    """How many took part in both, found by their codes."""
    weeks: int | None
    """Between the two occasions of the person in the middle; None if a day is unknown."""
    position: MeanChange | None
    """In axis points; None without an axis."""
    intensity: MeanChange | None
    """In points."""
    scales: Mapping[str, MeanChange]
    """In points, by scale id, in the order of the file."""
    moved: Counts[Direction]
    """How many positions changed by more than the noise in the person's own answers: towards the
    low end, not that much (within), towards the high end."""


def pairs_of(before: People, after: People) -> tuple[Pair, ...]:
    """The people who are in both, matched by their codes."""
    first = {person.code: person for person in before if person.code is not None}
    return tuple((first[person.code], person) for person in after if person.code in first)


def before_and_after(pairs: Sequence[Pair], minimum: int = MINIMUM) -> BeforeAfter | None:
    """What changed; None for fewer than `minimum` pairs."""
    if len(pairs) < minimum or minimum < MINIMUM:
        return None
    questionnaire = pairs[-1][1].result.questionnaire
    days = [
        (after.day - before.day).days
        for before, after in pairs
        if before.day is not None and after.day is not None
    ]
    scales = {name: _mean_change(pairs, _of_area(name)) for name in questionnaire.scales}
    return BeforeAfter(
        questionnaire=questionnaire,
        pairs=len(pairs),
        weeks=to_bin(median_low(days), WEEK) // WEEK if len(days) == len(pairs) else None,
        position=_mean_change(pairs, _position),
        intensity=_mean_change(pairs, _intensity),
        scales={name: change for name, change in scales.items() if change is not None},
        moved=_moved(pairs),
    )


def _position(person: Person) -> Estimate | None:
    axis = person.result.axis
    return None if axis is None else axis.position


def _intensity(person: Person) -> Estimate | None:
    axis = person.result.axis
    return None if axis is None else axis.intensity


def _of_area(name: str) -> Callable[[Person], Estimate | None]:
    return lambda person: area(person.result, name)


def _mean_change(
    pairs: Sequence[Pair], figure: Callable[[Person], Estimate | None]
) -> MeanChange | None:
    """None if anyone lacks the figure: the others would be only a part of the pairs."""
    values = [(figure(before), figure(after)) for before, after in pairs]
    known = [(one.value, other.value) for one, other in values if one and other]
    if len(known) < len(pairs):
        return None
    changes = [after - before for before, after in known]
    before = rounded(fmean(before for before, _after in known), BIN, len(pairs))
    change = rounded(fmean(changes), BIN, len(pairs))
    # The width of the interval is as telling as a standard deviation.
    low, high = (rounded(end, 2 * BIN, len(pairs)) for end in mean_interval(changes))
    return MeanChange(before, round(before + change, 9), change, low, high)


def _moved(pairs: Sequence[Pair]) -> Counts[Direction]:
    counts: dict[Direction, int] = {"low": 0, "within": 0, "high": 0}
    for before, after in pairs:
        first, second = _position(before), _position(after)
        if first is not None and second is not None:
            change = Difference(first, second)
            direction: Direction = "high" if change.value > 0 else "low"
            counts[direction if change.beyond_noise else "within"] += 1
    return shown_counts(counts)
