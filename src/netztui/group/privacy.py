"""The rules that keep a group's figures from revealing a person; every figure follows them.

Three rules hold for each figure, whatever is done with it later:

- There is none for fewer than MINIMUM people.
- A count is at least FEW, and so is what remains of the whole. Smaller ones are joined with others.
- Where the same figure is known with and without one person, its difference would be the same for
  at least two others of the group (counts and medians), or leaves open where the person stands by
  more than a bin to each side (means).

The last one is why medians are `statistics.median_low`, never between two people, why quartiles
need nine people, and why means are rounded to steps that depend on how many people there are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MINIMUM = 5
"""The smallest group, and the smallest part of one, that any figure is about."""
FEW = 3
"""The smallest count that is shown."""
BIN = 10
"""Points in a bin; medians are rounded to it."""
QUARTILES_FROM = 9
"""How many people it takes for a quarter to be at least FEW."""

Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group; None if too few to count are in it, or outside it."""

    count: int | None
    most: bool = False
    """If it is not counted: whether all or nearly all are in it, and not none or hardly any."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring cells of a distribution, joined until they hold at least FEW people."""

    first: int
    """The place of its first cell, from 0."""
    last: int
    people: int


@dataclass(frozen=True, slots=True)
class Counts(Generic[Cell]):
    """How many people are in each cell, of those that can be shown."""

    shown: Mapping[Cell, int]
    """In the order of the cells; at least FEW each."""
    others: int
    """People in all other cells together: at least FEW, or 0 in an empty group."""
    most: Cell | None = None
    """The cell of all or nearly all people, who are then counted among the others."""


def share(count: int, people: int) -> Share:
    """`count` of `people`, unless either side of it is fewer than FEW."""
    if count < FEW or people - count < FEW:
        return Share(None, most=2 * count > people)
    return Share(count)


def blocks(counts: Sequence[int]) -> tuple[Block, ...]:
    """The distribution of at least FEW people over ordered cells, in blocks that cover all cells.

    From the first cell on, a block ends where it holds FEW people; what is left at the end belongs
    to the last block. So the blocks move alike for all people of a block when one of them leaves.
    """
    found: list[Block] = []
    first = held = 0
    for place, count in enumerate(counts):
        held += count
        if held >= FEW:
            found.append(Block(first, place, held))
            first, held = place + 1, 0
    if not found:
        return ()
    last = found.pop()
    return (*found, Block(last.first, len(counts) - 1, last.people + held))


def shown_counts(cells: Mapping[Cell, int]) -> Counts[Cell]:
    """The counts of at least FEW people, as long as all others together are so many, too.

    Otherwise the smallest one is not shown either, of several the last; a single one is `most`.
    """
    shown = {cell: count for cell, count in cells.items() if count >= FEW}
    others = sum(cells.values()) - sum(shown.values())
    if others < FEW and shown:
        hidden = min(reversed(shown), key=shown.__getitem__)
        others += shown.pop(hidden)
        return Counts(shown, others, None if shown else hidden)
    return Counts(shown, others)


def middle_half(values: Sequence[float]) -> tuple[float, float] | None:
    """The ends of the middle half, each the value of a person; None below QUARTILES_FROM people."""
    if len(values) < QUARTILES_FROM:
        return None
    quarter = math.ceil(len(values) / 4)
    ordered = sorted(values)
    return ordered[quarter - 1], ordered[-quarter]


def to_bin(points: float, width: int = BIN) -> int:
    """Points, rounded to a whole number of bins; halves go up."""
    return width * math.floor(points / width + 0.5)


def base(
    values: Sequence[float | None], otherwise: float, minimum: int = MINIMUM
) -> Sequence[float] | None:
    """The values of those who have one, if both they and the others are `minimum` or more.

    If the others are fewer, everybody's, with `otherwise` for those without one: so no figure is
    about a part of the group that leaves out so few. None if fewer have one, or hardly anybody.
    """
    given = [value for value in values if value is not None]
    if len(given) < FEW:
        return None
    if len(values) - len(given) < minimum:
        return [otherwise if value is None else value for value in values]
    return given if len(given) >= minimum else None


def nice(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is `least` or more."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(size * power for size in (1, 2, 5, 10) if size * power >= least * (1 - 1e-9))


def rounded_deviation(value: float, width: float, people: int) -> float:
    """A standard deviation: coarser, because it reveals more about a person who is far out."""
    return rounded(value, 5 * width, people)


def rounded(value: float, width: float, people: int) -> float:
    """A mean over `people`, or a figure that is as sensitive to one of them, in coarse steps.

    From two means rounded to steps of s, one with and one without a person, what the person
    answered follows only within ± s (2n − 1)/2; the step makes that `width` or more.
    """
    size = nice(2 * width / (2 * people - 1))
    return round(round(value / size) * size, 9) + 0.0
