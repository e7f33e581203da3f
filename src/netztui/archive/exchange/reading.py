"""Reading an export file that comes in, of which nothing is trusted.

A questionnaire goes through the same checks as one that an author wrote, and its fingerprint is
computed again; answers must be among the options; scores are computed. The first error ends the
import and is reported with its place.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from netztui.archive.errors import ExchangeError
from netztui.archive.exchange.file_format import (
    NO_ANSWER,
    NO_FINGERPRINT,
    NO_ORDER,
    NO_QUESTION,
    NOT_OURS,
    TRY_AGAIN,
    AnswerEntry,
    AssessmentEntry,
    ExportFile,
    error_at,
    parse_export,
    quoted,
)
from netztui.archive.sqlite.codec import summary_columns
from netztui.assessment.assessment import (
    Answer,
    AnswerError,
    Assessment,
    Question,
    all_questions,
)
from netztui.diagnostics.problems import DataPath, printable
from netztui.diagnostics.sanitize import forbidden_character
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import ChoiceItem, ChoicesItem, Questionnaire
from netztui.questionnaire.validation.reader import checked
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score
from netztui.system.atomic_file import explain_path_error

BYTE_LIMIT = 100 * 2**20
DEPTH_LIMIT = 64
"""How deep values of a questionnaire may be nested."""
OPTION_LIMIT = 1000
"""Options to choose from: each answer is looked up among them."""
QUESTION_LIMIT = 20_000
"""Questions that can be asked, counted for every option that they are asked about."""
NUMBER_LIMIT = 10**18

Summary: TypeAlias = tuple[float | str | None, ...]


@dataclass(frozen=True, slots=True)
class CheckedExport:
    """The content of an export file that can be imported."""

    questionnaires: Mapping[str, Questionnaire]
    """By fingerprint."""
    assessments: Sequence[tuple[AssessmentEntry, Summary | None]]
    """Each with the scores that lists show; None for a draft."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A questionnaire with what answers to it are checked against."""

    questionnaire: Questionnaire
    questions: Mapping[str, Question]
    key: ScoringKey


class _InvalidEntryError(Exception):
    """Something is wrong at `path`."""

    def __init__(self, what: LazyText, *path: str | int) -> None:
        super().__init__(what)
        self.what = what
        self.path: DataPath = path


def open_export(path: str) -> BinaryIO:
    """The export file at `path`, for reading; raises ExchangeError if it can't be opened."""
    name = printable(path)
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        wrong = LazyText(N_("There is no file {file}."), file=name)
    except IsADirectoryError:
        wrong = LazyText(N_("{file} is a folder, not a file."), file=name)
    except PermissionError:
        wrong = LazyText(N_("You are not allowed to read {file}."), file=name)
    except (OSError, ValueError) as error:
        unreadable = LazyText(N_("{file} cannot be read."), file=name)
        wrong = explain_path_error(error, name) or unreadable
    raise ExchangeError(wrong, NOT_OURS)


def read_export(source: BinaryIO, name: str) -> CheckedExport:
    """The checked content of the export file in `source`; `name` is its name in sentences.

    Raises ExchangeError for the first thing that is wrong.
    """
    name = printable(name)
    try:
        content = source.read(BYTE_LIMIT + 1)
    except OSError:
        raise ExchangeError(LazyText(N_("{file} cannot be read."), file=name), TRY_AGAIN) from None
    if len(content) > BYTE_LIMIT:
        limit = BYTE_LIMIT >> 20
        large = LazyText(N_("{file} is larger than {limit} MiB."), file=name, limit=limit)
        raise ExchangeError(large, TRY_AGAIN)
    try:
        return _checked_content(parse_export(content, name))
    except _InvalidEntryError as error:
        raise error_at(name, error.path, error.what) from None


def unusable_part(entry: AssessmentEntry, questionnaire: Questionnaire) -> DataPath | None:
    """Where the entry is not what `read_export` accepts; None if it does."""
    form = _Form(questionnaire, all_questions(questionnaire), scoring_key(questionnaire))
    try:
        _checked_assessment(entry, {entry.questionnaire: form})
    except _InvalidEntryError as error:
        return error.path
    return None


def _checked_content(file: ExportFile) -> CheckedExport:
    forms = {}
    for number, data in enumerate(file.questionnaires):
        questionnaire = _checked_questionnaire(data, "questionnaires", number)
        key = scoring_key(questionnaire)
        forms[questionnaire.fingerprint] = _Form(questionnaire, all_questions(questionnaire), key)
    ids: set[str] = set()
    assessments = []
    for number, entry in enumerate(file.assessments):
        if entry.id in ids:
            raise _InvalidEntryError(LazyText(N_("Duplicate id.")), "assessments", number, "id")
        ids.add(entry.id)
        try:
            assessments.append(_checked_assessment(entry, forms))
        except _InvalidEntryError as error:
            raise _InvalidEntryError(error.what, "assessments", number, *error.path) from None
    questionnaires = {fingerprint: form.questionnaire for fingerprint, form in forms.items()}
    return CheckedExport(questionnaires, assessments)


def _checked_questionnaire(data: dict[str, Any], *path: str | int) -> Questionnaire:
    _check_values(data, path, DEPTH_LIMIT)
    questionnaire, violations = checked(data)
    if violations or questionnaire is None:
        raise _InvalidEntryError(violations[0].message, *path, *violations[0].path)
    if any(size > limit for size, limit in _sizes(questionnaire)):
        raise _InvalidEntryError(
            LazyText(N_("This questionnaire is too large to be imported.")), *path
        )
    return questionnaire


def _check_values(value: object, path: DataPath, depth: int) -> None:
    """Refuse what JSON allows but a questionnaire file does not."""
    if not depth:
        raise _InvalidEntryError(LazyText(N_("This is nested too deeply.")), *path[:6])
    match value:
        case dict():
            for key, inner in value.items():
                if forbidden_character(key) is not None:
                    unknown = LazyText(N_("Unknown key “{key}”."), key=quoted(key))
                    raise _InvalidEntryError(unknown, *path)
                _check_values(inner, (*path, key), depth - 1)
        case list():
            for place, inner in enumerate(value):
                _check_values(inner, (*path, place), depth - 1)
        case bool() | str():
            pass
        case int() | float() if math.isfinite(value) and abs(value) <= NUMBER_LIMIT:
            pass
        case _:
            raise _InvalidEntryError(
                LazyText(N_("This value is not possible in a questionnaire.")), *path
            )


def _sizes(questionnaire: Questionnaire) -> Iterator[tuple[int, int]]:
    """Sizes that could keep the checks of answers busy for hours, each with its limit."""
    asked = 0
    for scale in questionnaire.response_scales.values():
        yield len(scale.options), OPTION_LIMIT
    for section in questionnaire.sections:
        for item in section.items:
            if isinstance(item, ChoiceItem | ChoicesItem):
                yield len(item.options), OPTION_LIMIT
        repeated = questionnaire.items[section.for_each] if section.for_each is not None else None
        rounds = len(repeated.options) if isinstance(repeated, ChoicesItem) else 1
        asked += rounds * len(section.items)
    yield asked, QUESTION_LIMIT


def _checked_assessment(
    entry: AssessmentEntry, forms: Mapping[str, _Form]
) -> tuple[AssessmentEntry, Summary | None]:
    """The entry with its answers in order, and its scores if it is finished."""
    form = forms.get(entry.questionnaire)
    if form is None:
        raise _InvalidEntryError(LazyText(NO_FINGERPRINT), "questionnaire")
    sections = {section.id: section for section in form.questionnaire.sections}
    for name, order in entry.orders.items():
        items = sections[name].items if name in sections else ()
        if not order or sorted(order) != sorted(item.id for item in items):
            raise _InvalidEntryError(LazyText(NO_ORDER), "orders", name)
    if entry.position is not None and entry.finished_at is not None:
        finished = N_("A finished assessment has no current question.")
        raise _InvalidEntryError(LazyText(finished), "position")
    if entry.position is not None and entry.position not in form.questions:
        raise _InvalidEntryError(LazyText(NO_QUESTION), "position")
    if character := forbidden_character(entry.note or "", breaks=True):
        wrong = N_("It contains a character that plain text can't have: {code}.")
        raise _InvalidEntryError(LazyText(wrong, code=f"U+{ord(character):04X}"), "note")
    given: dict[str, Answer] = {}
    for number, answer in enumerate(entry.answers):
        _check_answer(answer, form, given, "answers", number)
        given[answer.key] = Answer(answer.value, answer.seconds)
    in_order = sorted(entry.answers, key=lambda answer: (answer.answered_at, answer.key))
    entry = entry.model_copy(update={"answers": tuple(in_order)})
    if entry.finished_at is None:
        return entry, None
    result = score(Assessment(form.questionnaire, given, entry.orders), form.key)
    return entry, summary_columns(result)


def _check_answer(
    answer: AnswerEntry, form: _Form, given: Mapping[str, Answer], *path: str | int
) -> None:
    question = form.questions.get(answer.key)
    if question is None:
        raise _InvalidEntryError(LazyText(NO_QUESTION), *path, "key")
    if answer.key in given:
        twice = LazyText(N_("This question is answered twice."))
        raise _InvalidEntryError(twice, *path, "key")
    is_long = isinstance(answer.value, tuple) and len(answer.value) > len(question.options)
    try:
        if not is_long:
            question.check(answer.value)
            return
    except AnswerError:
        pass
    raise _InvalidEntryError(LazyText(NO_ANSWER), *path, "value")
