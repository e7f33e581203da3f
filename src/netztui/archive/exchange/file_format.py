"""The export file: its members as models, what they must be, and errors as sentences.

One JSON object in UTF-8, described in docs/data.md. `value` is raw: a number, a text, a list of
chosen options, or null for “no answer”. Scores are not in the file, because they follow from the
answers.

Nothing in a file that comes in is trusted: a questionnaire goes through the same checks as one
that an author wrote, and its fingerprint is computed again; answers must be among the options.
The first error ends the import and is reported with its place. No sentence repeats an answer.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from netztui.archive.errors import ExchangeError
from netztui.archive.sqlite.codec import summary_columns, time_from_text, time_to_text, unasked
from netztui.assessment.assessment import Answer, AnswerError, Assessment, all_questions
from netztui.assessment.conditions import Value
from netztui.diagnostics.problems import DataPath
from netztui.diagnostics.sanitize import forbidden_character, printable
from netztui.diagnostics.suggest import quote_value
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import checked
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score
from netztui.system.atomic_file import explain_read_error

EXPORT_FORMAT = 1
BYTE_LIMIT = 100 * 2**20

NOT_OURS = N_("Nothing was imported. Choose a JSON file that “netztui export” has written.")
OPEN_AS_GROUP = N_("Nothing was imported. Such files are for “netztui group”.")
INSTALL_NEWER = N_("Nothing was imported. Install a newer netztui.")

NEWER = N_(
    "This file was written by a newer netztui (format {found}); this version reads format {known}."
)
NOT_VALID = LazyText(N_("This is not valid here."))
MISSING = LazyText(N_("This is missing."))
CUT_OFF = N_("The file ends in the middle; the rest is missing.")
NO_JSON = N_("This is not valid JSON in UTF-8.")
SYNTAX_ERROR = re.compile(r"(.*) at line (\d+) column (\d+)", re.DOTALL)


def _wrong(*path: str | int, what: LazyText = NOT_VALID) -> PydanticCustomError:
    """An error at `path`, seen from what is being validated."""
    return PydanticCustomError("not_importable", "wrong", {"what": what, "path": path})


def _checked_time(text: str) -> str:
    if time_to_text(time_from_text(text)) != text:
        raise ValueError
    return text


def _add_questionnaire(data: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    """Check a questionnaire, and add it to those that its answers are checked against."""
    questionnaire, violations = checked(data)
    if violations or questionnaire is None:
        raise _wrong(*violations[0].path, what=violations[0].message)
    keys: Keys = {} if info.context is None else info.context
    keys[questionnaire.fingerprint] = scoring_key(questionnaire)
    return data


Keys: TypeAlias = dict[str, ScoringKey]
"""How assessments are scored, by the fingerprint of their questionnaire."""
Summary: TypeAlias = tuple[float | str | None, ...]
"""The scores that lists show, as in `summary_columns`."""
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
    """An assessment, finished or not.

    With `Keys` as the context of the validation, it also has to fit its questionnaire.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    questionnaire: str
    """The questionnaire's fingerprint."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}$")]
    started_at: UtcTime
    finished_at: UtcTime | None
    position: str | None
    note: str | None
    orders: dict[str, tuple[str, ...]]
    earlier: dict[str, int | str] = Field(default_factory=dict)
    """The answers from last time that are followed up, by item id."""
    answers: Annotated[tuple[AnswerEntry, ...], FailFast()]

    @model_validator(mode="after")
    def _fits(self, info: ValidationInfo) -> Self:
        if info.context is None:
            return self
        keys: Keys = info.context
        if self.questionnaire not in keys:
            raise _wrong("questionnaire")
        questionnaire = keys[self.questionnaire].questionnaire
        questions = all_questions(questionnaire)
        sections = {section.id: section.items for section in questionnaire.sections}
        for name, order in self.orders.items():
            if not order or sorted(order) != sorted(item.id for item in sections.get(name, ())):
                raise _wrong("orders", name)
        for name in unasked(self.earlier, questionnaire):
            raise _wrong("earlier", name)
        possible = questions if self.finished_at is None else ()
        if self.position is not None and self.position not in possible:
            raise _wrong("position")
        if forbidden_character(self.note or "", breaks=True):
            raise _wrong("note")
        given: set[str] = set()
        for number, answer in enumerate(self.answers):
            if answer.key not in questions or answer.key in given:
                raise _wrong("answers", number, "key")
            given.add(answer.key)
            try:
                questions[answer.key].check(answer.value)
            except AnswerError:
                raise _wrong("answers", number, "value") from None
        return self

    def with_answers(self, answers: Iterable[AnswerEntry]) -> Self:
        """The entry with these answers, in the order in which they were given."""
        ordered = sorted(answers, key=lambda answer: (answer.answered_at, answer.key))
        return self.model_copy(update={"answers": tuple(ordered)})

    def summary(self, key: ScoringKey) -> "Summary | None":
        """The scores that lists show; None for a draft."""
        if self.finished_at is None:
            return None
        answers = {answer.key: Answer(answer.value, answer.seconds) for answer in self.answers}
        assessment = Assessment(key.questionnaire, answers, self.orders, self.earlier)
        return summary_columns(score(assessment, key))


class ExportFile(Entry):
    """The whole file; its validation fills the context, which is empty `Keys`."""

    netztui: str
    format: Annotated[int, Field(ge=EXPORT_FORMAT, le=EXPORT_FORMAT)]
    questionnaires: Annotated[
        tuple[Annotated[dict[str, Any], AfterValidator(_add_questionnaire)], ...], FailFast()
    ]
    assessments: Annotated[tuple[AssessmentEntry, ...], FailFast()]

    @model_validator(mode="after")
    def _has_unique_ids(self) -> Self:
        ids: set[str] = set()
        for number, entry in enumerate(self.assessments):
            if entry.id in ids:
                raise _wrong("assessments", number, "id")
            ids.add(entry.id)
        return self


CheckedExport: TypeAlias = Sequence[tuple[AssessmentEntry, Questionnaire, Summary | None]]
"""Assessments that can be imported, with the scores that lists show; drafts have none."""


def open_export(path: str) -> BinaryIO:
    """The export file at `path`, for reading; raises ExchangeError if it can't be opened."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise ExchangeError(explain_read_error(error, printable(path)), NOT_OURS) from None


def read_export(source: BinaryIO, name: str) -> CheckedExport:
    """The checked content of the export file in `source`; `name` is its name in sentences.

    Raises ExchangeError for the first thing that is wrong.
    """
    name = printable(name)
    try:
        content = source.read(BYTE_LIMIT + 1)
    except OSError:
        raise ExchangeError(N_("{file} cannot be read."), NOT_OURS, file=name) from None
    if len(content) > BYTE_LIMIT:
        large = N_("{file} is larger than {limit} MiB.")
        raise ExchangeError(large, NOT_OURS, file=name, limit=BYTE_LIMIT >> 20)
    content = content.removeprefix(b"\xef\xbb\xbf")
    keys: Keys = {}
    try:
        file = ExportFile.model_validate_json(content, context=keys)
    except ValidationError as error:
        if any(one["loc"] == ("for_group",) for one in error.errors(include_url=False)):
            wrong = N_("{file} was written for a group; it can't become one of your own results.")
            raise ExchangeError(wrong, OPEN_AS_GROUP, file=name) from None
        raise _as_sentence(error, name) from None
    return [
        (entry.with_answers(entry.answers), key.questionnaire, entry.summary(key))
        for entry in file.assessments
        for key in (keys[entry.questionnaire],)
    ]


def error_path(error: ValidationError) -> DataPath:
    """Where the first error is."""
    first = error.errors(include_url=False)[0]
    return (*first["loc"], *first.get("ctx", {}).get("path", ()))


def _as_sentence(error: ValidationError, name: str) -> ExchangeError:
    """The first error; a wrong format is the cause of all others."""
    errors = error.errors(include_url=False)
    first = min(errors, key=lambda one: one["loc"] != ("format",))
    kind, path, context = first["type"], first["loc"], first.get("ctx", {})
    if kind == "json_invalid":
        match = SYNTAX_ERROR.fullmatch(context["error"])
        what, line, column = match.groups() if match else ("", "1", "1")
        wrong = LazyText(CUT_OFF if what.startswith("EOF") else NO_JSON)
        placed = N_("{file}, line {line}, column {column}: {what}")
        return ExchangeError(placed, NOT_OURS, file=name, line=line, column=column, what=wrong)
    if path == ("format",) and kind == "less_than_equal":
        found = LazyText(NEWER, found=quote_value(first["input"]), known=EXPORT_FORMAT)
        return _error_at(name, path, found, INSTALL_NEWER)
    for place, part in enumerate(path, 1):
        if part in {"value", "earlier"}:
            path = path[:place]  # after it come the types that pydantic has tried
            break
    what = context.get("what", MISSING if kind == "missing" else NOT_VALID)
    return _error_at(name, (*path, *context.get("path", ())), what)


def _error_at(name: str, path: DataPath, what: LazyText, hint: str = NOT_OURS) -> ExchangeError:
    """The error about what is at `path`, written as in `assessments[3].answers[2].value`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{quote_value(part)}" for part in path)
    place = "".join(parts).removeprefix(".")
    sentence = N_("{file}, {place}: {what}") if place else N_("{file}: {what}")
    return ExchangeError(sentence, hint, file=name, place=place, what=what)
