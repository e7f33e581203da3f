"""The export file: its members as models, and its errors as sentences.

One JSON object in UTF-8, described in docs/data.md. `value` is raw: a number, a text, a list of
chosen options, or null for “no answer”. Scores are not in the file, because they follow from the
answers. No sentence repeats an answer.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field, ValidationError

from netztui.archive.errors import ExchangeError
from netztui.archive.sqlite.codec import is_possible_time, time_from_text, time_to_text
from netztui.assessment.assessment import Value
from netztui.diagnostics.problems import printable
from netztui.i18n.message import N_, LazyText

EXPORT_FORMAT = 1
QUESTIONNAIRE_LIMIT = 1000
EXAMPLE_TIME = "2025-03-01T12:00:00.000000Z"


def _checked_time(text: str) -> str:
    time = time_from_text(text)
    if not is_possible_time(time) or time_to_text(time) != text:
        raise ValueError
    return text


UtcTime: TypeAlias = Annotated[str, AfterValidator(_checked_time)]


class Entry(BaseModel):
    """A part of the export file, which has exactly these members."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class AnswerEntry(Entry):
    """An answer."""

    key: str
    value: Value | None
    seconds: Annotated[float, Field(ge=0, le=1e9)] | None
    answered_at: UtcTime


class AssessmentEntry(Entry):
    """An assessment, finished or not."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    questionnaire: str
    """The questionnaire's fingerprint."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}$")]
    started_at: UtcTime
    finished_at: UtcTime | None
    position: str | None
    note: str | None
    orders: dict[str, tuple[str, ...]]
    answers: Annotated[tuple[AnswerEntry, ...], FailFast()]


class ExportFile(Entry):
    """The whole file."""

    netztui: str
    format: Annotated[int, Field(ge=EXPORT_FORMAT, le=EXPORT_FORMAT)]
    questionnaires: Annotated[
        tuple[dict[str, Any], ...], FailFast(), Field(max_length=QUESTIONNAIRE_LIMIT)
    ]
    assessments: Annotated[tuple[AssessmentEntry, ...], FailFast()]


TRY_AGAIN = LazyText(
    N_("Nothing was imported. Export the file again on the computer that it comes from.")
)
NOT_OURS = LazyText(
    N_("Nothing was imported. Choose a JSON file that “netztui export” has written.")
)
INSTALL_NEWER = LazyText(N_("Nothing was imported. Install a newer netztui."))

NEWER = N_(
    "This file was written by a newer netztui (format {found}); this version reads format {known}."
)
NO_FINGERPRINT = N_("No questionnaire of the file has this fingerprint.")
NO_ORDER = N_("The order does not fit the questionnaire.")
NO_ANSWER = N_("This is not a valid answer to the question.")
NO_QUESTION = N_("The questionnaire has no such question.")
NO_TIME = N_("This is not a UTC time such as {example}.")

BY_MEMBER: Mapping[str | int, str] = {
    "format": N_("This is not a netztui format."),
    "id": N_("This is not an assessment id."),
    "questionnaire": NO_FINGERPRINT,
    "language": N_("This is not a language code."),
    "started_at": NO_TIME,
    "finished_at": NO_TIME,
    "answered_at": NO_TIME,
    "position": NO_QUESTION,
    "orders": NO_ORDER,
    "key": NO_QUESTION,
    "value": NO_ANSWER,
    "seconds": N_("This is not a number of seconds."),
}
"""What is wrong if the value of a member does not fit."""

BY_TYPE: Mapping[str, str] = {
    "missing": N_("“{key}” is missing."),
    "extra_forbidden": N_("Unknown key “{key}”."),
    "string_type": N_("Expected text in quotation marks here."),
    "tuple_type": N_("Expected a list in square brackets here."),
    "too_long": N_("This list is too long."),
}
"""What is wrong by pydantic's type of error."""
NO_OBJECT = N_("Expected an object in braces here.")

SYNTAX: Mapping[str, str] = {
    "EOF": N_("The file ends in the middle; the rest is missing."),
    "recursion": N_("This is nested too deeply."),
    "invalid unicode": N_("This is not text in UTF-8."),
    "number out of range": N_("This number has thousands of digits."),
    "": N_("This is not valid JSON."),
}
"""What is wrong by how the parser's message starts."""
SYNTAX_ERROR = re.compile(r"(.*) at line (\d+) column (\d+)", re.DOTALL)


class _DuplicateKeyError(Exception):
    """An object has a key twice."""


def parse_export(content: bytes, name: str) -> ExportFile:
    """The structure in `content`; `name` is the file's name in sentences. Raises ExchangeError."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        file = ExportFile.model_validate_json(content)
        json.loads(content, object_pairs_hook=_refuse_duplicates, parse_int=float)
    except ValidationError as error:
        is_foreign = not content.lstrip().startswith(b"{")
        raise _structure_error(error, name, NOT_OURS if is_foreign else TRY_AGAIN) from None
    except _DuplicateKeyError as error:
        twice = LazyText(N_("“{key}” is given twice."), key=error.args[0])
        raise error_at(name, (), twice) from None
    return file


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
    keys = set()
    for key, _value in pairs:
        if key in keys:
            raise _DuplicateKeyError(quoted(key))
        keys.add(key)


def _structure_error(error: ValidationError, name: str, hint: LazyText) -> ExchangeError:
    """The first error as a sentence; a wrong format is the cause of all others."""
    errors = error.errors(include_url=False)
    first = min(errors, key=lambda one: one["loc"] != ("format",))
    kind, path = first["type"], first["loc"]
    if kind == "json_invalid":
        match = SYNTAX_ERROR.fullmatch(first["ctx"]["error"])
        what, line, column = match.groups() if match else ("", "1", "1")
        wrong = next(sentence for start, sentence in SYNTAX.items() if what.startswith(start))
        placed = N_("{file}, line {line}, column {column}: {what}")
        return ExchangeError(
            LazyText(placed, file=name, line=line, column=column, what=LazyText(wrong)), hint
        )
    if path == ("format",) and kind == "less_than_equal":
        found, known = quoted(first["input"]), EXPORT_FORMAT
        return error_at(name, path, LazyText(NEWER, found=found, known=known), INSTALL_NEWER)
    hint = hint if len(path) > 1 else NOT_OURS
    if kind in {"missing", "extra_forbidden"}:
        return error_at(name, path[:-1], LazyText(BY_TYPE[kind], key=quoted(path[-1])), hint)
    for place, part in enumerate(path):
        if part in BY_MEMBER:
            wrong = BY_MEMBER[part]
            return error_at(name, path[: place + 1], LazyText(wrong, example=EXAMPLE_TIME), hint)
    return error_at(name, path, LazyText(BY_TYPE.get(kind, NO_OBJECT)), hint)


def error_at(
    name: str, path: Sequence[str | int], what: LazyText, hint: LazyText = TRY_AGAIN
) -> ExchangeError:
    """The error about what is at `path`, written as in `assessments[3].answers[2].value`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{quoted(part)}" for part in path)
    place = "".join(parts).removeprefix(".")
    sentence = N_("{file}, {place}: {what}") if place else N_("{file}: {what}")
    return ExchangeError(LazyText(sentence, file=name, place=place, what=what), hint)


def quoted(value: object) -> str:
    """A value of the file, short and safe for a terminal."""
    text = printable(str(value))
    return text if len(text) <= 60 else f"{text[:59]}…"
