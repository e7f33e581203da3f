"""The interface's language, one at a time for the whole program, and the questions' language."""

import locale
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

LANGUAGES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}
"""The interface's languages by code, each with its own name for itself."""

LANGUAGE_CODE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""What the code of any language looks like: fr, pt-BR."""

_current = "en"
_questions: str | None = None
_locale: tuple[str, ...] = ()


def set_language(language: str) -> None:
    """Use `language`, a key of LANGUAGES."""
    global _current  # noqa: PLW0603  # one language at a time
    _current = language


def current_language() -> str:
    """The code of the current language."""
    return _current


def set_question_language(chosen: str | None, user_locale: Sequence[str] = ()) -> None:
    """Prefer the language `chosen` for questions; if it is None, decide by the user's locale."""
    global _questions, _locale
    _questions, _locale = chosen, tuple(user_locale)


def chosen_question_language() -> str | None:
    """The language that is preferred for questions; None if it is decided by the locale."""
    return _questions


def choose_question_language(chosen: str | None) -> None:
    """Prefer another language for questions, or with None what the locale says."""
    set_question_language(chosen, _locale)


@contextmanager
def languages_of(
    interface: str, questions: str | None, user_locale: Sequence[str]
) -> Iterator[None]:
    """Within the block, speak to another reader, as `set_language` and `set_question_language` do.

    The languages are those of the whole program, so the block must not wait for anything in an
    event loop.
    """
    before = _current, _questions, _locale
    try:
        set_language(interface)
        set_question_language(questions, user_locale)
        yield
    finally:
        set_language(before[0])
        set_question_language(*before[1:])


def question_language(offered: Collection[str]) -> str:
    """The one of the languages `offered`, at least one, in which the user reads a questionnaire.

    Of each language that the user may want, the exact code is looked for, then the same language
    without or with another region: fr for fr-CH. If none is offered, it is the first one.
    """
    found = (match for wanted in _wanted() for match in _matches(wanted, offered))
    return next(found, next(iter(offered)))


def next_question_language(offered: Sequence[str]) -> str | None:
    """Switch to the next language `offered`; returns the choice as it is to be remembered.

    That is None for the language in which the questions would be without a choice.
    """
    language = offered[(offered.index(question_language(offered)) + 1) % len(offered)]
    set_question_language(None, _locale)
    if question_language(offered) == language:
        return None
    set_question_language(language, _locale)
    return language


def _wanted() -> Iterator[str]:
    """The languages for questions, best first: what was chosen, the locale's, the interface's.

    A language of the locale outranks the interface's only if the interface was without it.
    """
    if _questions is not None:
        yield _questions
    for code in _locale:
        if _base(code) in LANGUAGES:
            break
        yield code
    yield from (code for code in _locale if _base(code) == _current)
    yield _current
    yield from _locale


def _matches(wanted: str, offered: Collection[str]) -> Iterator[str]:
    parts = wanted.lower().split("-")
    for count in range(len(parts), 0, -1):
        code = "-".join(parts[:count])
        yield from (language for language in offered if language.lower() == code)
    yield from (language for language in offered if _base(language) == parts[0])


def _base(code: str) -> str:
    return code.partition("-")[0].lower()


def in_question_language(texts: Mapping[str, str], otherwise: str) -> str:
    """The text in the questions' language, or else `otherwise`."""
    return (texts and texts[question_language(texts)]) or otherwise


def locale_languages(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The languages of the user's locale as codes such as fr-CH, best first.

    Like gettext, it takes the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set; if
    none is, as on Windows, the system's locale.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    tags = next(filter(None, map(environment.get, names)), None) or locale.getlocale()[0] or ""
    return tuple(re.split("[.@]", tag)[0].replace("_", "-") for tag in tags.split(":"))


def preferred_language(languages: Sequence[str]) -> str:
    """The first of `languages` that netztui has, otherwise English."""
    return next((code for code in map(_base, languages) if code in LANGUAGES), "en")
