"""Discussion questions for a group: those of its questionnaire, and general ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from netztui.group.areas import Spread
from netztui.group.items import DividedItem, Sides, rated_items
from netztui.group.networks import NetworkSummary
from netztui.group.people import People, questionnaire_of
from netztui.group.privacy import FEW
from netztui.questionnaire.basics import Text
from netztui.scoring.advice import BANDS
from netztui.scoring.bands import band

MOST_OF_FILE = 4
MANY = 2 / 3
"""The share of a group from which it is said that so many do something rarely."""
SOME = 1 / 4
"""The share of a group up to which it is asked how those few came to do something."""

PromptKind: TypeAlias = Literal["file", "network", "divided", "rare", "rarity"]


@dataclass(frozen=True, slots=True)
class GroupPrompt:
    """A discussion question."""

    kind: PromptKind
    """file: the questionnaire's own; network: some gather there and others hunt; divided: an item
    with people on both sides; rare: many do something rarely; rarity: a few do something often."""
    text: Text | None = None
    subject: int | str = ""
    """The option of a network, or the id of an item."""
    counts: tuple[int, ...] = ()
    """Of a network how many gather and how many hunt there; otherwise, how many it is said of."""


def prompts(
    people: People,
    areas: Mapping[str, Spread],
    sides: Sides,
    items: Sequence[DividedItem],
    networks: Sequence[NetworkSummary],
) -> tuple[GroupPrompt, ...]:
    """The prompts that fit the group: first those of the file, then one of each general kind.

    `areas` are the facets and scales by id.
    """
    return (*_of_file(people, areas), *_of_networks(networks), *_of_items(people, sides, items))


def _of_file(people: People, areas: Mapping[str, Spread]) -> list[GroupPrompt]:
    """Those whose conditions all hold: the median is frequent or rare, or the group divided."""
    found = [
        GroupPrompt("file", text=prompt.text)
        for prompt in questionnaire_of(people).prompts
        if all(name in areas and fits(areas[name], side) for name, side in prompt.when.items())
    ]
    return found[:MOST_OF_FILE]


def fits(spread: Spread, side: str) -> bool:
    """Whether an area is high, low or divided: the middle half reaches from rare to frequent."""
    if side == "divided":
        return (
            spread.middle is not None
            and band(spread.middle[0]) == "rare"
            and band(spread.middle[1]) == "frequent"
        )
    return spread.band == BANDS[side]


def _of_networks(networks: Sequence[NetworkSummary]) -> list[GroupPrompt]:
    divided = [
        GroupPrompt("network", subject=network.option, counts=network.sides)
        for network in networks
        if network.sides is not None
    ]
    return sorted(divided, key=lambda prompt: -min(prompt.counts))[:1]


def _of_items(people: People, sides: Sides, items: Sequence[DividedItem]) -> Iterator[GroupPrompt]:
    yield from (GroupPrompt("divided", subject=one.item) for one in items[:1])
    n = len(people)
    counts = {item: sides[item] for item in _items_of_poles(people)}
    rare = {item: low for item, (low, _high) in counts.items() if MANY * n <= low <= n - FEW}
    often = {item: high for item, (_low, high) in counts.items() if FEW <= high <= SOME * n}
    if rare:
        item = max(rare, key=rare.__getitem__)
        yield GroupPrompt("rare", subject=item, counts=(rare[item],))
    if often:
        item = min(often, key=often.__getitem__)
        yield GroupPrompt("rarity", subject=item, counts=(often[item],))


def _items_of_poles(people: People) -> list[str]:
    """The items that count for an end of the axis as they are written."""
    questionnaire = questionnaire_of(people)
    axis = questionnaire.axis
    poles = (axis.low, axis.high) if axis is not None else ()
    facets = {facet for pole in poles for facet in questionnaire.scales[pole].facets}
    rated = [questionnaire.ratings[item][0] for item in rated_items(people)]
    return [item.id for item in rated if item.facet in facets and not item.reverse]
