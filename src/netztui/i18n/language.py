"""The interface's language, one at a time for the whole program."""

import locale
import os
import re
from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}
"""The interface's languages by code, each with its own name for itself."""

_current = "en"


def set_language(language: str) -> None:
    """Use `language`, a key of LANGUAGES."""
    global _current  # noqa: PLW0603  # one language at a time
    _current = language


def current_language() -> str:
    """The code of the current language."""
    return _current


def in_current_language(texts: Mapping[str, str], otherwise: str) -> str:
    """The text in the current language, or else the first one, or else `otherwise`."""
    return texts.get(_current) or next(iter(texts.values()), "") or otherwise


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """The first language of the user's locale that netztui has, otherwise English.

    Like gettext, it takes the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set; if
    none is, as on Windows, the system's locale.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    tags = next(filter(None, map(environment.get, names)), None) or locale.getlocale()[0] or ""
    codes = [re.split("[-_.]", tag)[0].lower() for tag in tags.split(":")]
    return next((code for code in codes if code in LANGUAGES), "en")
