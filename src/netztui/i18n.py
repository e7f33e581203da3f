"""The interface's language: catalogue sentences, dates and numbers, in German and English.

One language holds for the whole program at a time, as with gettext itself. English sentences
are the message ids, so English needs no catalogue. A wheel carries compiled catalogues; where
only their sources are there (a checkout, an editable install), those are read, so that an edit
shows at the next start. Babel is imported when a date, a number or such a source needs it,
because the first screen often needs none.
"""

import gettext as gettext_library
import locale
import os
from collections.abc import Iterable, Mapping
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
    if not decimals and 0 <= round(value) < 1000:
        # Both languages write it alike, and the first screen need not wait for Babel.
        return str(round(value))
    from babel.numbers import format_decimal

    rounded = round(value, decimals) + 0.0  # no “−0”
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(rounded, pattern, locale=_current)).replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 0) -> str:
    """A number that carries its sign, as positions and changes do; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def date(moment: datetime) -> str:
    """Date and time of day where the person is, as the language writes it."""
    from babel.dates import format_time

    here = moment.astimezone()
    time = format_time(here, "short", locale=_current).replace("\u202f", " ")
    return f"{day(moment)}, {time}"


def day(moment: datetime) -> str:
    """The date where the person is, as the language writes it in a list."""
    from babel.dates import format_date

    return format_date(moment.astimezone(), "medium", locale=_current)


def since(span: timedelta) -> str:
    """How long ago something was: “3 days ago”."""
    from babel.dates import format_timedelta

    return format_timedelta(-span, add_direction=True, locale=_current)
