"""Checks on every text of raw questionnaire data: in all languages, not blank, and plain.

Texts are found by their keys, wherever they stand, so that a text in a broken section is checked
like any other.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.sanitize import forbidden_character
from netztui.diagnostics.suggest import closest_match, quote_value
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.validation.outline import TEXT_KEYS, Data, Outline, table, word

OPTION_MARK = "{option}"


def text_violations(outline: Outline) -> Iterator[Violation]:
    """What is wrong with the wordings, and with what is said without translation."""
    texts = list(_texts(outline.data))
    yield from _languages(outline, texts)
    for path, wordings in texts:
        marked = _may_name_option(path, outline)
        for language, wording in wordings.items():
            if isinstance(wording, str):
                yield from plain_text_violations((*path, language), wording, breaks=True)
                if OPTION_MARK in wording and not marked:
                    yield _stray_mark((*path, language))
    single = ((), "version"), (("axis", "calibration"), "source")
    for path, key in single:
        holder = outline.data if path == () else table(outline.axis, "calibration")
        value = word(holder, key)
        if value is not None:
            yield from plain_text_violations((*path, key), value, breaks=False)


def plain_text_violations(path: DataPath, written: str, *, breaks: bool) -> Iterator[Violation]:
    """What keeps `written` from being plain text with something in it."""
    if not written.strip():
        yield Violation(path, LazyText(N_("“{key}” is empty."), key=quote_value(path[-1])))
    # Nearly every text is printable throughout, and asking for that alone is fast.
    character = None if written.isprintable() else forbidden_character(written, breaks=breaks)
    if character is not None:
        code = f"U+{ord(character):04X}"
        name = unicodedata.name(character, "")
        yield Violation(
            path,
            LazyText(
                N_("It contains a character that plain text can't have: {code}."),
                code=f"{code} {name}".strip(),
            ),
            LazyText(N_("Take it out; a blank line begins a new paragraph.")) if breaks else None,
        )


def _texts(data: Data, path: DataPath = ()) -> Iterator[tuple[DataPath, Data]]:
    """Every text that is a table, with its path."""
    for key, value in data.items():
        here = (*path, key)
        if isinstance(value, dict):
            # Directly below these the keys are the author's names, not the format's.
            named = len(path) == 1 and path[0] in {"facets", "scales", "response_scales"}
            if key in TEXT_KEYS and not named:
                yield here, value
            else:
                yield from _texts(value, here)
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, dict):
                    yield from _texts(entry, (*here, index))


def _languages(outline: Outline, texts: list[tuple[DataPath, Data]]) -> Iterator[Violation]:
    if outline.languages is None:
        return
    declared = outline.languages
    counts = Counter(language for _, wordings in texts for language in wordings)
    # What holds for every text alike is one slip in the declaration, not one in each text.
    in_all = [name for name in counts if name not in declared and counts[name] == len(texts) > 1]
    in_none = [name for name in declared if counts[name] == 0]
    listed: list[str] = outline.data["languages"]
    for place, language in enumerate(listed):
        path = ("languages", place)
        if language in listed[:place]:
            yield Violation(
                path, LazyText(N_("“{key}” is given twice."), key=quote_value(language))
            )
        elif language in in_none and texts:
            yield Violation(
                path, LazyText(N_("No text has the language “{language}”."), language=language)
            )
    for language in in_all:
        yield Violation(
            ("languages",),
            LazyText(
                N_("Every text has the language “{language}”, but it is not declared."),
                language=quote_value(language),
            ),
            LazyText(N_("Add it here.")),
        )
    for place_of_text, wordings in texts:
        missing = [name for name in declared if name not in wordings and name not in in_none]
        for language in wordings:
            if language not in declared and language not in in_all:
                yield _undeclared((*place_of_text, language), missing)
        for language in missing:
            yield Violation(
                (*place_of_text, language),
                LazyText(
                    N_("The wording in the language “{language}” is missing."), language=language
                ),
            )


def _undeclared(path: DataPath, missing: list[str]) -> Violation:
    """The finding for a language that is not declared; takes what was meant from `missing`."""
    language = str(path[-1])
    message = LazyText(
        N_("The language “{language}” is not among the declared ones."),
        language=quote_value(language),
    )
    if not missing:
        hint = LazyText(N_("Add it to “languages”, or take it out."))
        return Violation(path, message, hint, at="key")
    meant = closest_match(language, missing) or missing[0]
    missing.remove(meant)
    return Violation(path, message, LazyText(N_("Did you mean “{near}”?"), near=meant), at="key")


def _may_name_option(path: DataPath, outline: Outline) -> bool:
    match path:
        case ("sections", _, "stem") | ("sections", _, "items", _, "text" | "help"):
            return "for_each" in outline.data["sections"][path[1]]
    return False


def _stray_mark(path: DataPath) -> Violation:
    return Violation(
        path,
        LazyText(
            N_("{mark} stands for nothing here and would be shown as it is."), mark=OPTION_MARK
        ),
        LazyText(N_("Where a section has for_each, its stem and its items may name the option.")),
    )
