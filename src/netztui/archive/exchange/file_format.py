"""One questionnaire or one assessment of a transfer file, checked before it may be believed.

The file comes from another computer at best. So a questionnaire goes through the same checks as
one that an author wrote, and gets its fingerprint anew; answers must be on offer; figures are
worked out and not read. The first thing wrong ends it, told with its place. No sentence repeats
an answer.
"""

import math
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeGuard

from netztui.archive.exchange.export import Record, StoredAnswer
from netztui.archive.exchange.stream import A_LIST, A_TEXT, AN_OBJECT, Doubled
from netztui.archive.sqlite.codec import (
    orders_to_json,
    summary_columns,
    time_from_text,
    time_to_text,
    title_to_json,
    value_to_json,
)
from netztui.assessment.assessment import (
    Answer,
    AnswerError,
    Assessment,
    Question,
    Value,
    all_questions,
)
from netztui.diagnostics.problems import DataPath
from netztui.diagnostics.sanitize import forbidden_character
from netztui.diagnostics.suggest import quote_value
from netztui.diagnostics.toml_syntax import DEPTH_LIMIT
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import ChoiceItem, ChoicesItem, Questionnaire
from netztui.questionnaire.validation.reader import checked
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score

Summary: TypeAlias = tuple[float | str | None, ...]

OPTION_LIMIT = 1000
"""Options to choose from: each answer is looked for among them."""
QUESTION_LIMIT = 20_000
"""Questions that can be asked, counted for every option that they are asked about."""
SECONDS_LIMIT = 10**9
NUMBER_LIMIT = 10**18

ASSESSMENT = (
    "id", "questionnaire", "language", "started_at", "finished_at", "position", "note", "orders",
    "answers",
)  # fmt: skip
ANSWER = ("key", "value", "seconds", "answered_at")

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}")
TIME = "2025-03-01T12:00:00.000000Z"


class QuestionnaireColumns(NamedTuple):
    """A questionnaire as its columns hold it."""

    fingerprint: str
    id: str
    version: str
    title: str
    """By language, as JSON."""
    canonical: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """An assessment of the file, found sound."""

    record: Record
    summary: Summary | None
    """The figures that lists show, worked out from the answers; None for a draft."""


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire with what the answers to it are checked against."""

    questionnaire: Questionnaire
    questions: Mapping[str, Question]
    key: ScoringKey


class InvalidEntryError(Exception):
    """Something is wrong at `path` below what the caller looks at."""

    def __init__(self, what: LazyText, *path: str | int) -> None:
        super().__init__(what)
        self.what = what
        self.path: DataPath = path

    def below(self, *path: str | int) -> "InvalidEntryError":
        """The same, seen from further up."""
        return InvalidEntryError(self.what, *path, *self.path)


# Questionnaires


def read_questionnaire(data: object) -> QuestionnaireColumns:
    """The questionnaire in `data`; raises WrongError."""
    if not isinstance(data, dict):
        raise InvalidEntryError(LazyText(AN_OBJECT))
    _check_data(data)
    questionnaire, findings = checked(data)
    if findings or questionnaire is None:
        raise InvalidEntryError(findings[0].message, *findings[0].path)
    _check_size(questionnaire)
    return QuestionnaireColumns(
        questionnaire.fingerprint,
        questionnaire.id,
        questionnaire.version,
        title_to_json(questionnaire.title.root),
        questionnaire.canonical,
    )


def _check_data(data: dict[str, Any]) -> None:
    """Refuse what JSON can say and a questionnaire file can't."""
    level: list[tuple[DataPath, Any]] = [((), data)]
    for _ in range(DEPTH_LIMIT):
        below: list[tuple[DataPath, Any]] = []
        for path, value in level:
            if isinstance(value, dict):
                _check_keys(value, path)
                below.extend(((*path, key), inner) for key, inner in value.items())
            elif isinstance(value, list):
                below.extend(((*path, place), inner) for place, inner in enumerate(value))
            elif not _can_be_written(value):
                raise InvalidEntryError(
                    LazyText(N_("This value has no place in a questionnaire.")), *path
                )
        level = below
    if level:
        raise InvalidEntryError(LazyText(N_("This nests too deep.")), *level[0][0][:4])


def _check_keys(data: dict[str, Any], path: DataPath) -> None:
    if isinstance(data, Doubled):
        raise InvalidEntryError(
            LazyText(N_("“{key}” is given twice."), key=quote_value(data.twice)), *path
        )
    for key in data:
        if forbidden_character(key) is not None:
            raise InvalidEntryError(
                LazyText(N_("“{key}” is not known here."), key=quote_value(key)), *path
            )


def _can_be_written(value: object) -> bool:
    match value:
        case bool():
            return True
        case int():
            return abs(value) <= NUMBER_LIMIT
        case float():
            return math.isfinite(value)
        case str():
            return value.isprintable() or not any(map(_is_surrogate, value))
    return False


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _check_size(questionnaire: Questionnaire) -> None:
    """Refuse what could be answered, but would keep whoever checks the answers busy for hours."""
    offered = [scale.options for scale in questionnaire.response_scales.values()]
    asked = 0
    for section in questionnaire.sections:
        rounds = 1
        offered.extend(
            item.options for item in section.items if isinstance(item, ChoiceItem | ChoicesItem)
        )
        if section.for_each is not None:
            named = questionnaire.items[section.for_each]
            rounds = len(named.options) if isinstance(named, ChoicesItem) else 0
        asked += rounds * len(section.items)
    if any(len(options) > OPTION_LIMIT for options in offered) or asked > QUESTION_LIMIT:
        raise InvalidEntryError(LazyText(N_("This questionnaire is too large to be imported.")))


@lru_cache(maxsize=8)
def _form(canonical: str) -> Form:
    questionnaire = Questionnaire.from_canonical(canonical)
    return Form(questionnaire, all_questions(questionnaire), scoring_key(questionnaire))


# Assessments


def read_assessment(
    data: object, questionnaires: Mapping[str, QuestionnaireColumns], seen: set[str]
) -> Incoming:
    """The assessment in `data`; raises WrongError.

    `questionnaires` are those of the file, by fingerprint. Its id goes into `seen`, where it must
    not be yet.
    """
    fields = _members(data, ASSESSMENT)
    id_ = _text(fields, "id", UUID, N_("This is no id of an assessment."))
    if id_ in seen:
        raise InvalidEntryError(LazyText(N_("This id comes a second time.")), "id")
    seen.add(id_)
    fingerprint = fields["questionnaire"]
    if not isinstance(fingerprint, str) or fingerprint not in questionnaires:
        raise InvalidEntryError(
            LazyText(N_("No questionnaire of the file has this fingerprint.")), "questionnaire"
        )
    form = _form(questionnaires[fingerprint].canonical)
    orders = _orders(fields["orders"], form.questionnaire)
    answers = _answers(fields["answers"], form)
    finished_at = None if fields["finished_at"] is None else _time(fields, "finished_at")
    record = Record(
        id=id_,
        questionnaire=fingerprint,
        language=_text(fields, "language", LANGUAGE, N_("This is no language code.")),
        orders=orders_to_json(orders),
        started_at=_time(fields, "started_at"),
        finished_at=finished_at,
        position=_position(fields, form),
        note=_note(fields["note"]),
        answers=tuple(stored for stored, _ in answers),
    )
    if finished_at is None:
        return Incoming(record, None)
    said = {stored.key: answer for stored, answer in answers}
    result = score(Assessment(form.questionnaire, said, orders), form.key)
    return Incoming(record, summary_columns(result))


def _members(data: object, names: tuple[str, ...]) -> dict[str, Any]:
    """The members of an object, which has exactly these."""
    if not isinstance(data, dict):
        raise InvalidEntryError(LazyText(AN_OBJECT))
    if isinstance(data, Doubled):
        raise InvalidEntryError(
            LazyText(N_("“{key}” is given twice."), key=quote_value(data.twice))
        )
    for key in data:
        if key not in names:
            raise InvalidEntryError(
                LazyText(N_("“{key}” is not known here."), key=quote_value(key))
            )
    for name in names:
        if name not in data:
            raise InvalidEntryError(LazyText(N_("“{key}” is missing."), key=name))
    return data


def _text(fields: Mapping[str, Any], name: str, pattern: re.Pattern[str], otherwise: str) -> str:
    text = fields[name]
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise InvalidEntryError(LazyText(otherwise), name)
    return text


def _time(fields: Mapping[str, Any], name: str) -> str:
    text = fields[name]
    try:
        if isinstance(text, str) and time_to_text(time_from_text(text)) == text:
            return text
    except ValueError:
        pass
    raise InvalidEntryError(
        LazyText(N_("This is no time in UTC, as in {example}."), example=TIME), name
    )


def _position(fields: Mapping[str, Any], form: Form) -> str | None:
    position = fields["position"]
    if position is None:
        return None
    if fields["finished_at"] is not None:
        raise InvalidEntryError(LazyText(N_("What is finished has no position.")), "position")
    if not isinstance(position, str) or position not in form.questions:
        raise InvalidEntryError(LazyText(N_("The questionnaire has no such question.")), "position")
    return position


def _note(note: object) -> str | None:
    if note is None:
        return None
    if not isinstance(note, str):
        raise InvalidEntryError(LazyText(A_TEXT), "note")
    character = forbidden_character(note, breaks=True)
    if character is not None:
        code = f"U+{ord(character):04X}"
        raise InvalidEntryError(
            LazyText(N_("It contains a character that plain text can't have: {code}."), code=code),
            "note",
        )
    return note


def _orders(data: object, questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(data, dict):
        raise InvalidEntryError(LazyText(AN_OBJECT), "orders")
    if isinstance(data, Doubled):
        raise InvalidEntryError(
            LazyText(N_("“{key}” is given twice."), key=quote_value(data.twice)), "orders"
        )
    sections = {section.id: section for section in questionnaire.sections}
    orders: dict[str, tuple[str, ...]] = {}
    for name, order in data.items():
        ids = sorted(item.id for item in sections[name].items) if name in sections else None
        if not _is_words(order) or sorted(order) != ids:
            raise InvalidEntryError(
                LazyText(N_("The order does not fit the questionnaire.")), "orders", name
            )
        orders[name] = tuple(order)
    return orders


def _answers(data: object, form: Form) -> list[tuple[StoredAnswer, Answer]]:
    """The answers in the order given, as columns and as values."""
    if not isinstance(data, list):
        raise InvalidEntryError(LazyText(A_LIST), "answers")
    found: dict[str, tuple[StoredAnswer, Answer]] = {}
    for number, entry in enumerate(data):
        try:
            stored, answer = _answer(entry, form, found)
        except InvalidEntryError as wrong:
            raise wrong.below("answers", number) from None
        found[stored.key] = stored, answer
    return sorted(found.values(), key=lambda pair: (pair[0].answered_at, pair[0].key))


def _answer(data: object, form: Form, answered: Container[str]) -> tuple[StoredAnswer, Answer]:
    fields = _members(data, ANSWER)
    key = fields["key"]
    question = form.questions.get(key) if isinstance(key, str) else None
    if question is None:
        raise InvalidEntryError(LazyText(N_("The questionnaire has no such question.")), "key")
    if key in answered:
        raise InvalidEntryError(LazyText(N_("This question is answered twice.")), "key")
    seconds = fields["seconds"]
    if seconds is not None:
        if type(seconds) not in {int, float} or not 0 <= seconds <= SECONDS_LIMIT:
            raise InvalidEntryError(LazyText(N_("This is no number of seconds.")), "seconds")
        seconds = float(seconds)
    value = _value(fields["value"], question)
    answered_at = _time(fields, "answered_at")
    stored = StoredAnswer(question.key, value_to_json(value), seconds, answered_at)
    return stored, Answer(value, seconds)


def _value(data: object, question: Question) -> Value | None:
    """The value, which must be one that the question offers; Python takes True for 1."""
    value: Value | None
    match data:
        case None | str():
            value = data
        case int() if not isinstance(data, bool):
            value = data
        case list() if _is_words(data) and len(data) <= len(question.options):
            value = tuple(data)
        case _:
            raise _no_answer(question)
    try:
        question.check(value)
    except AnswerError:
        raise _no_answer(question) from None
    return value


def _no_answer(question: Question) -> InvalidEntryError:
    return InvalidEntryError(
        LazyText(N_("This is no answer to “{key}”."), key=question.key), "value"
    )


def _is_words(data: object) -> TypeGuard[list[str]]:
    return isinstance(data, list) and all(isinstance(word, str) for word in data)
