"""The latest result in the phrases of the start screen: what has changed, and what comes next."""

from datetime import datetime

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import calendar_day, day, number, signed
from netztui.scoring.change import compare
from netztui.text.change import comparison_day, is_due, shown_change
from netztui.text.labels import scale_label


def change_phrase(earlier: ScoredAssessment, later: ScoredAssessment) -> str:
    """How the position has changed since the earlier result; empty if that can't be compared."""
    axis, difference = later.result.questionnaire.axis, compare(earlier.result, later.result).axis
    if axis is None or difference is None or earlier.stored.finished_at is None:
        return ""
    points, since = shown_change(difference), day(earlier.stored.finished_at)
    if not difference.beyond_noise:
        phrase = _("No clear change since {day} ({change})")
        return phrase.format(day=since, change=signed(points))
    pole = scale_label(later.result.questionnaire, axis.high if points > 0 else axis.low)
    phrase = _("{n} towards “{pole}” since {day}")
    return phrase.format(n=number(abs(points)), pole=pole, day=since)


def next_comparison(finished_at: datetime, now: datetime) -> str:
    """From which day on a comparison is worthwhile, or that it is time for one."""
    if is_due(finished_at, now):
        return _("Time for the next comparison")
    return _("Next comparison from {day}").format(day=calendar_day(comparison_day(finished_at)))
