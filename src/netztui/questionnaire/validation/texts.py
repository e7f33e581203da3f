"""Rules for every text of a questionnaire: in all languages, not blank, and plain."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.sanitize import forbidden_character
from netztui.diagnostics.suggest import closest_match, quote_value
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire, Text

OPTION_MARK = "{option}"


def text_violations(questionnaire: Questionnaire) -> Iterator[Violation]:
    """Everything wrong with the texts, and with the words that are not translated."""
    texts = list(_texts(questionnaire, ()))
    yield from _languages(questionnaire, texts)
    for path, text in texts:
        may_name_option = _may_name_option(path, questionnaire)
        for language, wording in text.root.items():
            yield from plain_text_violations((*path, language), wording, breaks=True)
            if OPTION_MARK in wording and not may_name_option:
                yield _stray_mark((*path, language))
    yield from plain_text_violations(("version",), questionnaire.version, breaks=False)
    if questionnaire.axis is not None and questionnaire.axis.calibration is not None:
        source = questionnaire.axis.calibration.source
        yield from plain_text_violations(("axis", "calibration", "source"), source, breaks=False)


def plain_text_violations(path: DataPath, written: str, *, breaks: bool) -> Iterator[Violation]:
    """Why `written` is blank or not plain text; line breaks are allowed only with `breaks`."""
    if not written.strip():
        yield violation(path, N_("“{key}” is empty."), key=quote_value(path[-1]))
    # Nearly every text is printable throughout, which is fast to ask for.
    character = None if written.isprintable() else forbidden_character(written, breaks=breaks)
    if character is not None:
        code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
        yield violation(
            path,
            N_("It contains a character that plain text can't have: {code}."),
            N_("Remove it; a blank line starts a new paragraph.") if breaks else None,
            code=code,
        )


def _texts(part: object, path: DataPath) -> Iterator[tuple[DataPath, Text]]:
    """Every text in `part` of the questionnaire, with its path."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for place, entry in enumerate(part):
            yield from _texts(entry, (*path, place))
    elif isinstance(part, dict):
        for key, entry in part.items():
            yield from _texts(entry, (*path, key))


def _languages(
    questionnaire: Questionnaire, texts: list[tuple[DataPath, Text]]
) -> Iterator[Violation]:
    declared = questionnaire.languages
    counts = Counter(language for _, text in texts for language in text.root)
    # If every text is affected, the mistake is in the declaration and is reported once.
    in_all = {name for name in counts if name not in declared and counts[name] == len(texts) > 1}
    in_none = {name for name in declared if counts[name] == 0}
    for place, language in enumerate(declared):
        path = ("languages", place)
        if language in declared[:place]:
            yield violation(path, N_("“{key}” is given twice."), key=language)
        elif language in in_none:
            yield violation(path, N_("No text has the language “{language}”."), language=language)
    for language in in_all:
        yield violation(
            ("languages",),
            N_("Every text has the language “{language}”, but it is not declared."),
            N_("Add it here."),
            language=quote_value(language),
        )
    for path_of_text, text in texts:
        missing = [
            name
            for name in dict.fromkeys(declared)
            if name not in text.root and name not in in_none
        ]
        for language in text.root:
            if language not in declared and language not in in_all:
                yield _undeclared((*path_of_text, language), language, missing)
        for language in missing:
            yield violation(
                (*path_of_text, language),
                N_("The wording in the language “{language}” is missing."),
                language=language,
            )


def _undeclared(path: DataPath, language: str, missing: list[str]) -> Violation:
    """The violation for a language that is not declared; removes the one meant from `missing`."""
    message = LazyText(
        N_("The language “{language}” is not among the declared ones."),
        language=quote_value(language),
    )
    if not missing:
        hint = LazyText(N_("Add it to “languages”, or remove it."))
        return Violation(path, message, hint, at="key")
    meant = closest_match(language, missing) or missing[0]
    missing.remove(meant)
    return Violation(path, message, LazyText(N_("Did you mean “{near}”?"), near=meant), at="key")


def _may_name_option(path: DataPath, questionnaire: Questionnaire) -> bool:
    match path:
        case ("sections", int(number), "stem"):
            return questionnaire.sections[number].for_each is not None
        case ("sections", int(number), "items", _, "text" | "help"):
            return questionnaire.sections[number].for_each is not None
    return False


def _stray_mark(path: DataPath) -> Violation:
    return violation(
        path,
        N_("{mark} has no meaning here and would be shown literally."),
        N_("In a section with for_each, the stem and the items can name the option."),
        mark=OPTION_MARK,
    )
