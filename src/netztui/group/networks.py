"""What a group does on each network: how many use it, how often, and what for."""

import math
from dataclasses import dataclass
from statistics import median_low

from netztui.group.people import People, Person, questionnaire_of
from netztui.group.privacy import FEW, MINIMUM, Share, base, nice, share, to_bin
from netztui.questionnaire.model import ChoicesItem, NumberItem

EFFORT_STEPS = 20
"""A number such as days is rounded to at least this part of its range."""


@dataclass(frozen=True, slots=True)
class NetworkSummary:
    """One option of the `[networks]` section, in a group."""

    option: int | str
    used: Share
    everybody: bool
    """Whether the medians are those of everybody, because too few did not choose it.

    They count with the lowest answers, for instance 0 days.
    """
    effort: int | None
    """The median of the number that says how much was put in, such as days, rounded; None if too
    few chose the option, or without such a number."""
    low: int | None
    """The median answer to the rating that pulls towards the low end, as a value."""
    high: int | None
    """The median answer to the rating that pulls towards the high end, as a value."""
    sides: tuple[int, int] | None
    """How many answer the low rating higher, and how many the high one; None if either count, or
    that of all others, is fewer than three."""


def network_summaries(people: People, minimum: int = MINIMUM) -> tuple[NetworkSummary, ...]:
    """The networks that at least FEW people use, in the order of the file."""
    questionnaire = questionnaire_of(people)
    networks = questionnaire.networks
    if networks is None:
        return ()
    section = next(
        one for one in questionnaire.sections if any(item.id == networks.low for item in one.items)
    )
    asked = questionnaire.items[section.for_each or ""]
    options = asked.options if isinstance(asked, ChoicesItem) else ()
    found = []
    for option in [one.value for one in options]:
        users = [person for person in people if _chose(person, asked.id, option)]
        if len(users) < FEW:
            continue
        others = len(people) - len(users)
        found.append(
            NetworkSummary(
                option=option,
                used=share(len(users), len(people)),
                everybody=others < minimum,
                effort=_median(users, others, networks.effort, option, minimum),
                low=_median(users, others, networks.low, option, minimum),
                high=_median(users, others, networks.high, option, minimum),
                sides=network_sides(people, option),
            )
        )
    return tuple(found)


def _chose(person: Person, item: str, option: int | str) -> bool:
    chosen = person.result.values.get(item)
    return isinstance(chosen, tuple) and option in chosen


def _median(
    users: People, others: int, item: str | None, option: int | str, minimum: int
) -> int | None:
    """Of the answers about `option`; a user without one counts with the lowest."""
    if item is None:
        return None
    questionnaire = questionnaire_of(users)
    asked, width = questionnaire.items[item], 1
    lowest = questionnaire.ratings[item][1].values[0] if item in questionnaire.ratings else 0
    if isinstance(asked, NumberItem):
        lowest = max(asked.minimum, 0)
        width = math.ceil(nice(max(asked.maximum, 1) / EFFORT_STEPS))
    given = [person.result.values.get(f"{item}/{option}") for person in users]
    answers = [value if isinstance(value, int) else lowest for value in given]
    values = base([*answers, *[None] * others], lowest, minimum)
    return None if values is None else to_bin(median_low(values), width)


def network_sides(people: People, option: int | str) -> tuple[int, int] | None:
    """How many gather more there, and how many hunt more; see `NetworkSummary.sides`."""
    positions = [
        network.position
        for person in people
        for network in person.result.networks
        if network.option == option
    ]
    low, high = sum(one < 0 for one in positions), sum(one > 0 for one in positions)
    return (low, high) if min(low, high, len(people) - low - high) >= FEW else None
