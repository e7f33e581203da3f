"""Sentences in the interface's language.

The English sentences are the message ids, so English needs no catalogue. The others are compiled
when netztui is built or installed (`hatch_build.py`).
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import LazyText

if TYPE_CHECKING:
    import gettext

ENGLISH = "en"

LOCALE_FOLDER = Path(__file__).parent / "locale"
"""The folder of the compiled catalogues, as `gettext` expects it."""


@cache
def _catalogue(language: str) -> "gettext.NullTranslations":
    import gettext

    return gettext.translation("netztui", LOCALE_FOLDER, [language], fallback=True)


def _(sentence: str) -> str:
    """`sentence` in the current language."""
    language = current_language()
    return sentence if language == ENGLISH else _catalogue(language).gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count`, with `{n}` filled."""
    if (language := current_language()) == ENGLISH:
        sentence = one if count == 1 else many
    else:
        sentence = _catalogue(language).ngettext(one, many, count)
    return sentence.format(n=number(count))


def translate(message: LazyText) -> str:
    """`message` in the current language, its fields filled."""
    values = {
        name: translate(value) if isinstance(value, LazyText) else value
        for name, value in message.values.items()
    }
    return _(message.text).format(**values)


_SPANS: tuple[tuple[timedelta, Callable[[int], str]], ...] = (
    (timedelta(days=365), lambda n: ngettext("{n} year ago", "{n} years ago", n)),
    (timedelta(days=30), lambda n: ngettext("{n} month ago", "{n} months ago", n)),
    (timedelta(days=7), lambda n: ngettext("{n} week ago", "{n} weeks ago", n)),
    (timedelta(days=1), lambda n: ngettext("{n} day ago", "{n} days ago", n)),
    (timedelta(hours=1), lambda n: ngettext("{n} hour ago", "{n} hours ago", n)),
    (timedelta(minutes=1), lambda n: ngettext("{n} minute ago", "{n} minutes ago", n)),
)


def time_ago(span: timedelta) -> str:
    """How long ago something was: “3 days ago”, in the largest unit that it nearly fills."""
    for unit, sentence in _SPANS:
        if span >= 0.85 * unit:
            return sentence(round(span / unit))
    return _("just now")
