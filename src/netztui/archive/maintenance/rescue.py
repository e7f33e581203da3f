"""What can still be read of a damaged archive, in a new one.

The damaged file is only read, as plain bytes (`archive.salvage`). What comes out of it is held
against all that is known of an archive: a questionnaire must have its fingerprint, and an answer
must be one that its question allows; figures are worked out anew. Where only the record of an
assessment is lost but its answers are there, they become a draft again.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from netztui.archive.errors import DamagedError, translate_errors
from netztui.archive.maintenance.backup import new_database, taken
from netztui.archive.maintenance.salvage import Record, Value, records
from netztui.archive.sqlite.codec import (
    orders_from_json,
    orders_to_json,
    summary_columns,
    time_from_text,
    title_to_json,
    value_from_json,
)
from netztui.archive.sqlite.connection import connect, transaction
from netztui.archive.sqlite.migrations import migrate
from netztui.archive.sqlite.queries import SUMMARY
from netztui.archive.sqlite.restoring import restore
from netztui.assessment.assessment import Answer, Assessment, all_questions
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score

COLUMNS = 17
"""Of the table `assessment`; older rows may have two fewer."""

ROW = """
    INSERT INTO assessment (id, questionnaire, language, orders, started_at, position, note,
                            deleted_at, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
NOTHING_MORE = (ValueError, KeyError, TypeError, RecursionError)
"""What reading raises where a column holds what was never stored."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """How much was saved, and how much was seen but could not be."""

    results: int
    drafts: int
    in_trash: int
    """Results and drafts that are in the trash, and not counted above."""
    answers: int
    rebuilt: int
    """How many of the drafts were put together from answers whose assessment was lost."""
    lost_assessments: int
    """Found, but without the questionnaire or with nothing to be made of it."""
    lost_answers: int
    """Found, but no answer to any question of their questionnaire, or nobody's."""
    unreadable: int
    """Pieces of the file that are no longer records."""


@dataclass(slots=True)
class _Found:
    """What the file still holds, by what it is."""

    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)
    assessments: dict[str, Record] = field(default_factory=dict)
    answers: dict[str, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    unreadable: int = 0


def rescue(damaged: Path, target: Path, known: Iterable[Questionnaire]) -> Rescued:
    """Save what `damaged` and its log still hold into a new archive at `target`; both absolute.

    `known` are questionnaires that may stand in for lost ones of the same content. Nothing may
    be at `target` yet: OutputError, as where it can't be written. Raises ArchiveError where
    `damaged` can't be read at all.
    """
    if target.exists():
        raise taken(target)
    with translate_errors(damaged):
        log = damaged.with_name(damaged.name + "-wal")
        found = _sorted(records(damaged.read_bytes(), log.read_bytes() if log.exists() else b""))
    for questionnaire in known:
        found.questionnaires.setdefault(questionnaire.fingerprint, questionnaire)
    with new_database(target) as part, closing(connect(part)) as connection:
        migrate(connection, part)
        with transaction(connection):
            rescued = _write(connection, found)
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DamagedError(target, "integrity_check")
    return rescued


def _sorted(seen: Iterable[Record | None]) -> _Found:
    found = _Found()
    for record in seen:
        match record:
            case None:
                found.unreadable += 1
            case (str(), str(), str(), str(), str() as canonical):
                _take_questionnaire(found, canonical)
            case (str() as id_, str() as key, str(), int() | float() | None, str() as at) if (
                _is_time(at)
            ):
                found.answers[id_][key] = record
            case (str() as id_, str(), str(), str(), str() as at, *rest) if (
                len(record) >= COLUMNS - 2 and len(rest) < COLUMNS and _is_time(at)
            ):
                found.assessments[id_] = (*record, None, 0)[:COLUMNS]
    return found


def _take_questionnaire(found: _Found, canonical: str) -> None:
    try:
        fingerprint = hashlib.sha256(canonical.encode()).hexdigest()
        found.questionnaires[fingerprint] = Questionnaire.from_canonical(canonical)
    except NOTHING_MORE:
        found.unreadable += 1


def _is_time(text: Value) -> bool:
    try:
        time_from_text(str(text))
    except ValueError:
        return False
    return True


def _write(connection: sqlite3.Connection, found: _Found) -> Rescued:
    counts = {"results": 0, "drafts": 0, "in_trash": 0}
    saved_answers = rebuilt = lost_assessments = lost_answers = 0
    for id_ in sorted({*found.assessments, *found.answers}):
        answers = found.answers.get(id_, {})
        row = found.assessments.get(id_) or _rebuilt(found.questionnaires.values(), id_, answers)
        assessment = None if row is None else _assessment(found.questionnaires, row, answers)
        if row is None or assessment is None:
            lost_assessments += id_ in found.assessments
            lost_answers += len(answers)
            continue
        rebuilt += id_ not in found.assessments
        kept = [answers[key] for key in assessment.answers]
        saved_answers += len(kept)
        lost_answers += len(answers) - len(kept)
        counts[_insert(connection, row, assessment, kept)] += 1
    return Rescued(
        **counts,
        answers=saved_answers,
        rebuilt=rebuilt,
        lost_assessments=lost_assessments,
        lost_answers=lost_answers,
        unreadable=found.unreadable,
    )


def _rebuilt(
    questionnaires: Iterable[Questionnaire], id_: str, answers: Mapping[str, Record]
) -> Record | None:
    """The row of a draft for answers without one, if a questionnaire asks all their questions."""
    for questionnaire in questionnaires:
        if answers.keys() <= all_questions(questionnaire).keys():
            language = questionnaire.languages[0]
            begun = min(str(answer[4]) for answer in answers.values())
            row = (id_, questionnaire.fingerprint, language, "{}", begun)
            return (*row, *[None] * (COLUMNS - len(row) - 1), 0)
    return None


def _assessment(
    questionnaires: Mapping[str, Questionnaire], row: Record, answers: Mapping[str, Record]
) -> Assessment | None:
    """The assessment with those answers that its questions allow."""
    questionnaire = questionnaires.get(str(row[1]))
    if questionnaire is None:
        return None
    allowed = {}
    questions = all_questions(questionnaire)
    for key, (_id, _key, value, seconds, _at) in answers.items():
        try:
            said = value_from_json(str(value))
            questions[key].check(said)
        except NOTHING_MORE:
            continue
        allowed[key] = Answer(said, None if seconds is None else float(str(seconds)))
    return Assessment(questionnaire, allowed, _orders(questionnaire, str(row[3])))


def _orders(questionnaire: Questionnaire, orders: str) -> Mapping[str, tuple[str, ...]]:
    """The order in which items were shown; the written one where that is lost."""
    try:
        restore(questionnaire.fingerprint, questionnaire.canonical, orders, ())
        return orders_from_json(orders)
    except NOTHING_MORE:
        return {}


def _insert(
    connection: sqlite3.Connection, row: Record, assessment: Assessment, answers: list[Record]
) -> str:
    """Write one assessment; as what it is to be counted."""
    id_, fingerprint, language, _orders, started_at, finished_at, position, note, *rest = row
    deleted_at, revision = rest[-2:]
    questionnaire = assessment.questionnaire
    connection.execute(
        "INSERT OR IGNORE INTO questionnaire VALUES (?, ?, ?, ?, ?)",
        (
            fingerprint,
            questionnaire.id,
            questionnaire.version,
            title_to_json(questionnaire.title.root),
            questionnaire.canonical,
        ),
    )
    is_deleted = deleted_at is not None and _is_time(deleted_at)
    connection.execute(
        ROW,
        (
            id_,
            fingerprint,
            language,
            orders_to_json(assessment.orders),
            started_at,
            position if isinstance(position, str) else None,
            note if isinstance(note, str) else None,
            deleted_at if is_deleted else None,
            revision if isinstance(revision, int) else len(answers),
        ),
    )
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", answers)
    is_finished = finished_at is not None and _is_time(finished_at)
    if is_finished:
        connection.execute(
            f"{SUMMARY}, finished_at = ? WHERE id = ?",
            (*summary_columns(score(assessment)), finished_at, id_),
        )
    if is_deleted:
        return "in_trash"
    return "results" if is_finished else "drafts"
