"""The state of the archive and its copies, in sentences; and what a damaged file still gives.

Looking changes nothing: a log next to the archive is read with it, but it stays for the next start
to apply. No sentence repeats an answer.
"""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from netztui.archive.errors import ArchiveError, DamagedError, NotWritableError, translate_errors
from netztui.archive.exchange.export import read_entry
from netztui.archive.exchange.file_format import AssessmentEntry, Keys, error_path
from netztui.archive.exchange.merge import write_entry
from netztui.archive.maintenance import backup
from netztui.archive.sqlite import codec
from netztui.archive.sqlite.file import connect, inspect, is_new
from netztui.archive.sqlite.migrations import SCHEMA_VERSION, check_schema, migrate
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import validator
from netztui.scoring.points import scoring_key

ASSESSMENTS = """
    SELECT assessment.id, questionnaire, coalesce(canonical, ''),
           iif(deleted_at IS NOT NULL, 'trash', iif(finished_at IS NULL, 'drafts', 'results'))
      FROM assessment LEFT JOIN questionnaire ON fingerprint = questionnaire
"""
UNREADABLE = (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError)
"""What reading an assessment raises if the content of a column is damaged."""

ROWIDS_TRIED = 100_000
"""At most this many rows are looked for one by one."""

RESCUE = LazyText(
    N_(
        "“netztui doctor --restore” puts the newest intact copy in its place; “netztui doctor "
        "--rescue NEWFILE” saves what can still be read to a new archive."
    )
)

Row: TypeAlias = Mapping[str, Any]


class CheckLevel(IntEnum):
    """How serious a result is, and the exit status it leads to."""

    FINE = 0
    PROBLEM = 1
    UNUSABLE = 3


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One result, and what to do about it if anything."""

    level: CheckLevel
    message: LazyText
    hint: LazyText | None = None


@dataclass(frozen=True, slots=True)
class Rescued:
    """How much was saved of a damaged archive; what was in the trash is counted only there."""

    results: int
    drafts: int
    in_trash: int
    answers: int
    lost: int
    """Records that were found but could not be saved."""
    complete: bool
    """Whether reading met no damage."""


def examine(path: Path) -> tuple[CheckResult, ...]:
    """Everything worth reporting about the archive at `path`, absolute."""
    found: list[CheckResult] = []
    try:
        with translate_errors(path):
            found.extend(_archive(path))
    except ArchiveError as error:
        hint = RESCUE if isinstance(error, DamagedError) else error.hint
        found.append(CheckResult(CheckLevel.UNUSABLE, error.message, hint))
    with suppress(OSError):
        found.extend(_copies(path))
    return tuple(found)


def _fine(sentence: str, **values: object) -> CheckResult:
    return CheckResult(CheckLevel.FINE, LazyText(sentence, **values))


def _archive(path: Path) -> Iterator[CheckResult]:
    if is_new(path):
        missing = N_("There is no archive yet; {path} will be created at the first start.")
        yield _fine(missing, path=path)
        return
    inspect(path)
    if not os.access(path, os.R_OK | os.W_OK):
        raise NotWritableError(path, "read-only")
    log, *_others = backup.companions(path)
    if log.exists() and log.stat().st_size:
        waiting = N_(
            "The log {file} is in use or will be applied at the next start: netztui is running or "
            "was stopped abruptly. Leave it next to the archive."
        )
        yield _fine(waiting, file=log)
    with closing(connect(path, only_read=True)) as connection:
        yield from _database(connection, path)


def _database(connection: sqlite3.Connection, path: Path) -> Iterator[CheckResult]:
    check_schema(connection, path)
    connection.execute("BEGIN")
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if faults == ["ok"]:
        yield _fine(N_("The archive {path} is intact."), path=path)
    else:
        damaged = N_(
            "The archive {path} is damaged; SQLite finds {count} faults, the first is “{fault}”."
        )
        fault = str(faults[0]).splitlines()[-1]
        what = LazyText(damaged, path=path, count=len(faults), fault=fault)
        yield CheckResult(CheckLevel.UNUSABLE, what, RESCUE)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < SCHEMA_VERSION:
        older = N_(
            "It has format {found}; the next start will convert it to format {known} after making "
            "a copy."
        )
        yield _fine(older, found=version, known=SCHEMA_VERSION)
        return
    counts = {"drafts": 0, "results": 0, "trash": 0}
    damaged_ids = []
    keys: Keys = {}
    for id_, fingerprint, canonical, kind in connection.execute(ASSESSMENTS).fetchall():
        try:
            if fingerprint not in keys:
                keys[fingerprint] = scoring_key(codec.stored_questionnaire(fingerprint, canonical))
            read_entry(connection, id_, keys)
            counts[kind] += 1
        except UNREADABLE:
            damaged_ids.append(id_)
    readable = N_("Can be read: {drafts} drafts, {results} results, {trash} in the trash.")
    yield _fine(readable, **counts)
    if damaged_ids:
        names = ", ".join([*damaged_ids[:10], *["…"][: len(damaged_ids) - 10]])
        what = LazyText(
            N_("Assessments that cannot be read completely: {count} ({names})."),
            count=len(damaged_ids),
            names=names,
        )
        yield CheckResult(CheckLevel.PROBLEM, what, RESCUE)


def _copies(path: Path) -> Iterator[CheckResult]:
    intact = N_("The copy {file} is intact, and the newest.")
    for copy in backup.list_copies(path):
        if backup.is_intact(copy):
            yield _fine(intact, file=copy)
            intact = N_("The copy {file} is intact.")
        else:
            damaged = LazyText(N_("The copy {file} is damaged."), file=copy)
            yield CheckResult(CheckLevel.PROBLEM, damaged, LazyText(N_("Delete it.")))


# Rescue


def rescue(damaged: Path, target: Path, known: Iterable[Questionnaire]) -> Rescued:
    """Save what SQL still reads of `damaged` to a new archive at `target`; both absolute.

    `known` are questionnaires that can replace lost ones of the same content. Values that netztui
    does not store are left out, and the scores are computed again; `damaged` is only read. Raises
    OutputError if `target` exists or can't be written, and ArchiveError if nothing can be read.
    """
    if target.exists():
        raise backup.already_exists(target)
    with translate_errors(damaged), closing(connect(damaged, only_read=True)) as source:
        source.row_factory = sqlite3.Row
        texts, whole = _readable_rows(source, "questionnaire")
        rows, complete = _readable_rows(source, "assessment")
        found, all_answers = _readable_answers(source, [row["id"] for row in rows])
    assessments = {row["id"]: row for row in rows}
    if not assessments and not complete:
        raise DamagedError(damaged, "assessment")
    keys = {one.fingerprint: scoring_key(one) for one in known}
    lost = 0
    for row in texts:
        try:
            questionnaire = validator().validate_json(row["canonical"])
            keys[questionnaire.fingerprint] = scoring_key(questionnaire)
        except UNREADABLE:
            lost += 1
    answers: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in found:
        answers[row["assessment"]][row["key"]] = row
    lost += len(assessments) + sum(map(len, answers.values()))
    saved: Counter[str] = Counter()
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection, target)
        for id_, row in assessments.items():
            try:
                entry = _cleaned(row, list(answers[id_].values()), keys)
                # The first format has neither of these columns.
                revision, deleted_at = int(row.get("revision", 0)), _time(row.get("deleted_at"))
            except UNREADABLE:
                continue
            key = keys[entry.questionnaire]
            write_entry(connection, None, entry, entry.summary(key), key.questionnaire)
            connection.execute(
                "UPDATE assessment SET deleted_at = ?, revision = ? WHERE id = ?",
                (deleted_at, revision, id_),
            )
            kind = "drafts" if entry.finished_at is None else "results"
            saved["in_trash" if deleted_at else kind] += 1
            saved["answers"] += len(entry.answers)
        connection.commit()
        backup.write_database(target, connection.serialize())
    counts = {name: saved[name] for name in ("results", "drafts", "in_trash", "answers")}
    return Rescued(**counts, lost=lost - saved.total(), complete=whole and complete and all_answers)


def _readable_rows(source: sqlite3.Connection, table: str) -> tuple[list[Row], bool]:
    """The rows of `table`, and whether all were read without an error.

    Read forwards up to damage, backwards down to it, and row by row in between.
    """
    query = f"SELECT rowid AS place, * FROM {table}"  # noqa: S608  # our own names
    rows, complete = _read(source, f"{query} ORDER BY rowid")
    if complete:
        return rows, True
    first = 1 + (rows[-1]["place"] if rows else 0)
    backwards, _complete = _read(source, f"{query} ORDER BY rowid DESC")
    last = backwards[-1]["place"] if backwards else first + ROWIDS_TRIED
    rows += backwards
    for place in range(first, min(last, first + ROWIDS_TRIED)):
        rows += _read(source, f"{query} WHERE rowid = ?", place)[0]
    return list({row["place"]: row for row in rows}.values()), False


def _readable_answers(source: sqlite3.Connection, ids: Iterable[str]) -> tuple[list[Row], bool]:
    """The same for the answers, read by assessment in between; some may be there twice."""
    query = "SELECT * FROM answer"
    rows, complete = _read(source, query)
    if not complete:
        rows += _read(source, f"{query} ORDER BY assessment DESC, key DESC")[0]
        for id_ in ids:
            for order in ("key", "key DESC"):
                rows += _read(source, f"{query} WHERE assessment = ? ORDER BY {order}", id_)[0]
    return rows, complete


def _read(source: sqlite3.Connection, query: str, *values: object) -> tuple[list[Row], bool]:
    """The rows that come before an error, and whether there was none."""
    rows: list[Row] = []
    try:
        rows.extend(map(dict, source.execute(query, values)))
    except sqlite3.Error:
        return rows, False
    return rows, True


def _time(text: str | None) -> str | None:
    return None if text is None else codec.time_to_text(codec.time_from_text(text))


CLEARED: Mapping[str, object] = {"position": None, "orders": {}, "earlier": {}, "language": "en"}
"""What replaces a value that can't be stored."""


def _cleaned(row: Row, answers: Sequence[Row], keys: Keys) -> AssessmentEntry:
    """The assessment without what could not be imported; raises one of UNREADABLE."""
    members = {name: row[name] for name in AssessmentEntry.model_fields if name in row}
    members |= {name: _time(row[name]) for name in ("started_at", "finished_at")}
    members |= {"note": row["note"] and sanitize(row["note"])}
    members |= {"orders": dict(codec.orders_from_json(row["orders"])), "earlier": {}}
    with suppress(ValueError, TypeError):
        members["earlier"] = dict(codec.earlier_from_json(row.get("earlier", "{}")))
    given = []
    for answer in answers:
        with suppress(ValueError, TypeError):
            cleaned = {
                "key": answer["key"],
                "value": codec.value_from_json(answer["value"]),
                "seconds": answer["seconds"] if 0 <= (answer["seconds"] or 0) <= 1e9 else None,
                "answered_at": _time(answer["answered_at"]),
            }
            given.append(cleaned)
    if answers and not given:
        raise ValueError("no answer can be read")
    while True:
        try:
            entry = {**members, "answers": tuple(given)}
            return AssessmentEntry.model_validate(entry, context=keys)
        except ValidationError as error:
            match error_path(error):
                case ("answers", int() as number, *_) if len(given) > 1:
                    del given[number]
                case (str() as name, *_) if members[name] != CLEARED.get(name, members[name]):
                    members[name] = CLEARED[name]
                case _:
                    raise
