"""The items that divide a group, for it to talk about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from netztui.group.people import People, questionnaire_of
from netztui.group.privacy import FEW, blocks
from netztui.scoring.advice import MIDDLE

Sides: TypeAlias = Mapping[str, tuple[int, int]]
"""How many are on either side of an item's middle, as its options are written, by item id."""

MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class OptionBlock:
    """Neighbouring options of an item, and how many chose one of them."""

    first: int
    """The value of its first option; the first block also has those who gave no answer."""
    last: int
    people: int


@dataclass(frozen=True, slots=True)
class DividedItem:
    """A rating that at least three people answer below its middle and three above it."""

    item: str
    options: tuple[OptionBlock, ...]
    """All its options, in the order of the response scale."""


def divided_items(people: People, sides: Sides) -> tuple[DividedItem, ...]:
    """The most divided items, starting with the most people on the smaller side."""
    smaller = {item: min(counts) for item, counts in sides.items()}
    divided = sorted(
        (item for item, count in smaller.items() if count >= FEW), key=lambda item: -smaller[item]
    )
    return tuple(DividedItem(item, distribution(people, item)) for item in divided[:MOST_ITEMS])


def rated_items(people: People) -> tuple[str, ...]:
    """The ids of the ratings that count for a facet, in the order of the file; asked once each."""
    questionnaire = questionnaire_of(people)
    return tuple(item.id for item, _scale in questionnaire.ratings.values() if item.facet)


def distribution(people: People, item: str) -> tuple[OptionBlock, ...]:
    """How many chose which options of the rating `item`."""
    values = questionnaire_of(people).ratings[item][1].values
    # Apart, those without an answer could be too few.
    chosen = Counter(person.result.values.get(item, values[0]) for person in people)
    return tuple(
        OptionBlock(values[one.first], values[one.last], one.people)
        for one in blocks([chosen[value] for value in values])
    )


def sides_of(people: People) -> Sides:
    """How many chose an option below the middle of the response scale, and above it, of each."""
    found = {}
    for item in rated_items(people):
        values = questionnaire_of(people).ratings[item][1].values
        middle = values[0] + (values[-1] - values[0]) * MIDDLE / 100
        given = [person.result.values.get(item, middle) for person in people]
        chosen = [value for value in given if isinstance(value, int | float)]
        found[item] = sum(one < middle for one in chosen), sum(one > middle for one in chosen)
    return found
