"""The people of a group, and what several figures need to know about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import TypeAlias

from netztui.questionnaire.model import Questionnaire
from netztui.scoring.result import Estimate, Result


@dataclass(frozen=True, slots=True)
class Person:
    """What a participant gave to a group on one day."""

    result: Result
    code: str | None = None
    """The person's own, in capitals and the same each time; None if there is none."""
    day: date | None = None
    """When the assessment was finished; None if that is unknown."""
    plans: tuple[str, ...] = ()
    """Only what may be shown to the group."""


People: TypeAlias = Sequence[Person]
"""At least one; all of one questionnaire."""


def questionnaire_of(people: People) -> Questionnaire:
    """The questionnaire that they answered; of several versions, that of the last one."""
    return people[-1].result.questionnaire


def is_placed(person: Person) -> bool:
    """Whether the person has a position, or the questionnaire has no axis."""
    return person.result.questionnaire.axis is None or person.result.axis is not None


def area(result: Result, name: str) -> Estimate | None:
    """The score of a facet or scale, in points 0..100; an id shared by both means the scale."""
    if name in result.scales:
        return result.scales[name].estimate
    facet = result.facets[name]
    if facet.value is None or facet.se is None or facet.df is None:
        return None
    return Estimate(facet.value, facet.se, facet.df)


def median_day(people: People) -> date | None:
    """The day of the person in the middle; None if no day is known."""
    days = [person.day for person in people if person.day is not None]
    return median_low(days) if days else None
