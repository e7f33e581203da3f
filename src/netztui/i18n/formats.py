"""Dates and numbers in the interface's language.

The start screen shows both, and Babel's own data for them would cost a tenth of all memory. The
tests compare the results with Babel's.
"""

from collections.abc import Mapping
from datetime import date as calendar_date
from datetime import datetime

from netztui.i18n.language import current_language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = {"de": "{0:%d.%m.%Y}", "en": "{month} {0.day}, {0.year}"}
_TIMES = {"de": "{0:%H:%M}", "en": "{hour}:{0:%M} {half}"}
_SEPARATORS: Mapping[str, Mapping[int, str]] = {"de": {ord(","): ".", ord("."): ","}, "en": {}}
"""Replacements for the “,” between thousands and the “.” before decimals."""


def number(value: float, decimals: int = 0) -> str:
    """`value` with `decimals` digits after the decimal separator."""
    rounded = round(value, decimals) + 0.0  # no “−0”
    written = f"{rounded:,.{decimals}f}".translate(_SEPARATORS[current_language()])
    return written.replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 0) -> str:
    """`number` with a “+” if it is positive, for positions and changes."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def date(moment: datetime) -> str:
    """Local date and time of day."""
    here = moment.astimezone()
    half = "AM" if here.hour < 12 else "PM"
    time = _TIMES[current_language()].format(here, hour=here.hour % 12 or 12, half=half)
    return f"{day(moment)}, {time}"


def day(moment: datetime) -> str:
    """Local date."""
    return calendar_day(moment.astimezone().date())


def calendar_day(when: calendar_date) -> str:
    """A date."""
    return _DAYS[current_language()].format(when, month=_MONTHS[when.month - 1])
