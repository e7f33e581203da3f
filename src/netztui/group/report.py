"""Everything there is to show about a group, from the answers of one occasion or of two."""

from dataclasses import dataclass

from netztui.group.before_after import BeforeAfter, before_and_after, pairs_of
from netztui.group.calibration import CalibrationFigures, calibration_figures
from netztui.group.people import People, is_placed
from netztui.group.privacy import MINIMUM
from netztui.group.summary import GroupSummary, summarize


@dataclass(frozen=True, slots=True)
class GroupReport:
    """A group, as every face shows it."""

    summary: GroupSummary
    """The later occasion."""
    change: BeforeAfter | None
    """None with only one occasion, or if too few took part in both."""
    calibration: CalibrationFigures | None
    """None if too few answered all ratings."""


def group_report(before: People, after: People, minimum: int = MINIMUM) -> GroupReport:
    """The report on `after`, and on the change since `before`, which may be empty.

    If enough people took part in both, it is about them alone: otherwise the difference between its
    parts would be about the few others. Raises GroupError if the group is too small.
    """
    first = [person for person in before if is_placed(person)]
    pairs = pairs_of(first, [person for person in after if is_placed(person)])
    change = before_and_after(pairs, minimum)
    people = after if change is None else [later for _earlier, later in pairs]
    summary = summarize(people, minimum)
    return GroupReport(summary, change, calibration_figures(people, pairs, minimum))
