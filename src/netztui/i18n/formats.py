"""Dates and numbers as the interface's language writes them, in one line a language.

The start screen shows both to everyone who comes back, and Babel's own data for it would cost a
tenth of all memory. The tests hold these lines against Babel's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from netztui.i18n.language import current_language


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a language writes dates and numbers, as CLDR has it for short and medium forms."""

    day: str
    time: str
    separators: Mapping[int, int]
    """What stands in place of the “,” between thousands and the “.” before decimals."""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WRITINGS: Mapping[str, _Writing] = {
    "de": _Writing("{0:%d.%m.%Y}", "{0:%H:%M}", str.maketrans(",.", ".,")),
    "en": _Writing("{month} {0.day}, {0.year}", "{hour}:{0:%M} {half}", {}),
}


def number(value: float, decimals: int = 0) -> str:
    """A number in the language's own way; `decimals` digits behind the decimal sign."""
    rounded = round(value, decimals) + 0.0  # no “−0”
    written = f"{rounded:,.{decimals}f}".translate(_WRITINGS[current_language()].separators)
    return written.replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 0) -> str:
    """A number that carries its sign, as positions and changes do; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def date(moment: datetime) -> str:
    """Date and time of day where the person is, as the language writes it."""
    here = moment.astimezone()
    half = "AM" if here.hour < 12 else "PM"
    time = _WRITINGS[current_language()].time.format(here, hour=here.hour % 12 or 12, half=half)
    return f"{day(moment)}, {time}"


def day(moment: datetime) -> str:
    """The date where the person is, as the language writes it in a list."""
    here = moment.astimezone()
    return _WRITINGS[current_language()].day.format(here, month=_MONTHS[here.month - 1])
