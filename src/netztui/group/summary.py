"""The figures of a group as one frozen value that every face shows.

Nothing in it is about one person (see `netztui.group.privacy`): whatever a face does with it, it
exposes nobody. Figures are rounded here, so that no face has more than it may show.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from netztui.group.areas import Spread, spread_of, spreads
from netztui.group.items import DividedItem, divided_items, sides_of
from netztui.group.networks import NetworkSummary, network_summaries
from netztui.group.people import People, is_placed, median_day, questionnaire_of
from netztui.group.privacy import BIN, MINIMUM, Counts, blocks, shown_counts
from netztui.group.prompts import GroupPrompt, prompts
from netztui.i18n.message import N_, ExplainedError
from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.axis import BOTH, MIXED, NEITHER, UNDECIDED
from netztui.scoring.bands import leading
from netztui.scoring.result import Result

ENDS = 100

Word: TypeAlias = tuple[str, bool]
"""A placement, and whether it is sure."""


class GroupError(ExplainedError):
    """There can be no figures of this group."""


@dataclass(frozen=True, slots=True)
class StripBlock:
    """A part of the axis, in axis points, and how many people are there."""

    low: int
    high: int
    people: int


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A group on one occasion. Ids are those of `questionnaire`."""

    questionnaire: Questionnaire
    people: int
    """How many it is about: those with a position, if the questionnaire has an axis."""
    minimum: int
    """How many people it took, and every part of the group that has figures of its own."""
    day: date | None
    """The day of the person in the middle; None if it is unknown."""
    strip: tuple[StripBlock, ...]
    """The axis from −100 to 100 in bins of 10, joined until each part holds three people; empty
    without an axis."""
    position: Spread | None
    """On the axis; None without one."""
    words: Counts[Word]
    """How many results have each placement, from the low end of the axis to the high one."""
    intensity: Spread | None
    scales: dict[str, Spread]
    """By scale id, in the order of the file."""
    facets: dict[str, Spread]
    """By facet id, in the order of the file."""
    alike: tuple[str, ...]
    """The facets with the narrowest middle half, the narrowest first."""
    divided: tuple[str, ...]
    """The facets with the widest middle half, the widest first."""
    items: tuple[DividedItem, ...]
    """The items that divide the group most, the most divided first."""
    networks: tuple[NetworkSummary, ...]
    """The options of the `[networks]` section that at least three use, in the order of the file."""
    plans: tuple[str, ...]
    """The plans of those who gave them, in alphabetical order."""
    prompts: tuple[GroupPrompt, ...]
    """Discussion questions: those of the file, then general ones."""


def summarize(everybody: People, minimum: int = MINIMUM) -> GroupSummary:
    """The group, without those who have no position; raises GroupError if too few are left.

    `minimum` is how many it takes, MINIMUM or more; otherwise raises ValueError.
    """
    people = enough([person for person in everybody if is_placed(person)], minimum)
    results = [person.result for person in people]
    questionnaire = questionnaire_of(people)
    facets = spreads(results, questionnaire.facets, minimum)
    widths = {name: one.width for name, one in facets.items() if one.width is not None}
    rising = sorted(widths, key=widths.__getitem__)
    falling = sorted(widths, key=lambda name: -widths[name])
    axes = [result.axis for result in results if result.axis is not None]
    positions = [axis.position.value for axis in axes]
    position = spread_of(positions)
    sides, networks = sides_of(people), network_summaries(people, minimum)
    items = divided_items(people, sides)
    scales = spreads(results, questionnaire.scales, minimum)
    return GroupSummary(
        questionnaire=questionnaire,
        people=len(people),
        minimum=minimum,
        day=median_day(people),
        strip=_strip(positions),
        position=position and replace(position, band=None),
        words=_words(questionnaire, results),
        intensity=spread_of([axis.intensity.value for axis in axes]),
        scales=scales,
        facets=facets,
        alike=leading(rising, widths),
        divided=leading(falling, widths),
        items=items,
        networks=networks,
        plans=tuple(sorted(plan for person in people for plan in person.plans)),
        prompts=prompts(people, {**facets, **scales}, sides, items, networks),
    )


def enough(people: People, minimum: int) -> People:
    """`people`, if they are `minimum` or more; raises GroupError or ValueError otherwise."""
    if minimum < MINIMUM:
        raise ValueError(minimum)
    if len(people) < minimum:
        what = N_("A group needs at least {minimum} people; this one has {n}.")
        hint = N_("Collect more answers. So few people could recognize each other in the figures.")
        raise GroupError(what, hint, minimum=minimum, n=len(people))
    return people


def _strip(positions: Sequence[float]) -> tuple[StripBlock, ...]:
    bins = Counter(min(int((one + ENDS) // BIN), 2 * ENDS // BIN - 1) for one in positions)
    found = blocks([bins[place] for place in range(2 * ENDS // BIN)])
    return tuple(
        StripBlock(one.first * BIN - ENDS, (one.last + 1) * BIN - ENDS, one.people) for one in found
    )


def _words(questionnaire: Questionnaire, results: Sequence[Result]) -> Counts[Word]:
    axis = questionnaire.axis
    if axis is None:
        return Counts({}, 0)
    found = Counter((result.placement, result.sure) for result in results)
    near, far = (axis.low, LEANING + axis.low), (LEANING + axis.high, axis.high)
    order = (*near, NEITHER, MIXED, BOTH, UNDECIDED, *far)
    words = [(axis.low, True), *((one, False) for one in order), (axis.high, True)]
    return shown_counts({word: found[word] for word in words})
