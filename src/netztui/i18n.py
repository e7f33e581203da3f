"""The interface's language: catalogue sentences, dates and numbers, in German and English.

One language holds for the whole program at a time, as with gettext itself. English sentences
are the message ids, so English needs no catalogue. A wheel carries compiled catalogues; where
only their sources are there (a checkout, an editable install), Babel reads those, so that an edit
shows at the next start. How dates and numbers are written stands here, in one line a language:
the start screen shows both to everyone who comes back, and Babel's own data for it would cost a
tenth of all memory. The tests hold these lines against Babel's.
"""

import gettext as gettext_library
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from netztui.questionnaire.message import N_, Message

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "current_language",
    "date",
    "day",
    "n_",
    "number",
    "preferred_language",
    "say",
    "signed",
    "since",
    "use_language",
]

LANGUAGES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}
"""The interface's languages with their own names for themselves."""


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

_FOLDER = Path(__file__).parent / "locale"
_current = "en"


def use_language(language: str) -> None:
    """Speak `language` (a key of LANGUAGES) from now on."""
    global _current  # noqa: PLW0603  # the program speaks one language at a time
    if language not in LANGUAGES:
        raise ValueError(f"netztui speaks no {language!r}")
    _current = language


def current_language() -> str:
    """The language spoken now."""
    return _current


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """The first language of the locale that netztui speaks, otherwise English.

    Looks at LANGUAGE, LC_ALL, LC_MESSAGES and LANG in the order that gettext does; where none is
    set (as on Windows), at the system's locale.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return _first_spoken(value.split(":")) or "en"
    import locale

    return _first_spoken([locale.getlocale()[0] or ""]) or "en"


def _first_spoken(tags: Iterable[str]) -> str | None:
    for tag in tags:
        language = tag.replace("-", "_").split("_")[0].split(".")[0].lower()
        if language in LANGUAGES:
            return language
    return None


@cache
def _catalogue(language: str) -> gettext_library.NullTranslations:
    if language == "en":
        return gettext_library.NullTranslations()
    folder = _FOLDER / language / "LC_MESSAGES"
    compiled = folder / "netztui.mo"
    if compiled.exists():
        return gettext_library.GNUTranslations(BytesIO(compiled.read_bytes()))
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = BytesIO()
    with (folder / "netztui.po").open("rb") as source:
        write_mo(buffer, read_po(source))
    buffer.seek(0)
    return gettext_library.GNUTranslations(buffer)


def _(sentence: str) -> str:
    """The catalogue's sentence in the current language."""
    return _catalogue(_current).gettext(sentence)


def n_(one: str, many: str, count: int) -> str:
    """The sentence for `count`, with `{n}` filled in the language's own way."""
    return _catalogue(_current).ngettext(one, many, count).format(n=number(count))


def say(message: Message) -> str:
    """A sentence of the core in the current language, its fields filled."""
    values = {
        name: say(value) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return _(message.text).format(**values)


def number(value: float, decimals: int = 0) -> str:
    """A number in the language's own way; `decimals` digits behind the decimal sign."""
    rounded = round(value, decimals) + 0.0  # no “−0”
    written = f"{rounded:,.{decimals}f}".translate(_WRITINGS[_current].separators)
    return written.replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 0) -> str:
    """A number that carries its sign, as positions and changes do; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def date(moment: datetime) -> str:
    """Date and time of day where the person is, as the language writes it."""
    here = moment.astimezone()
    half = "AM" if here.hour < 12 else "PM"
    time = _WRITINGS[_current].time.format(here, hour=here.hour % 12 or 12, half=half)
    return f"{day(moment)}, {time}"


def day(moment: datetime) -> str:
    """The date where the person is, as the language writes it in a list."""
    here = moment.astimezone()
    return _WRITINGS[_current].day.format(here, month=_MONTHS[here.month - 1])


_SPANS: tuple[tuple[timedelta, Callable[[int], str]], ...] = (
    (timedelta(days=365), lambda n: n_("{n} year ago", "{n} years ago", n)),
    (timedelta(days=30), lambda n: n_("{n} month ago", "{n} months ago", n)),
    (timedelta(days=7), lambda n: n_("{n} week ago", "{n} weeks ago", n)),
    (timedelta(days=1), lambda n: n_("{n} day ago", "{n} days ago", n)),
    (timedelta(hours=1), lambda n: n_("{n} hour ago", "{n} hours ago", n)),
    (timedelta(minutes=1), lambda n: n_("{n} minute ago", "{n} minutes ago", n)),
)


def since(span: timedelta) -> str:
    """How long ago something was: “3 days ago”, in the largest unit that it nearly fills."""
    for unit, told in _SPANS:
        if span >= 0.85 * unit:
            return told(round(span / unit))
    return _("just now")
