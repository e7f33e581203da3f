"""The interface's language: one at a time for the whole program, as with gettext itself."""

import os
from collections.abc import Iterable, Mapping

LANGUAGES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}
"""The interface's languages with their own names for themselves."""

_current = "en"


def set_language(language: str) -> None:
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
