"""The state of the archive and its copies, in sentences; and what a damaged file still gives.

Looking changes nothing: a log next to the archive is read with it but not brought into it, as the
next start will do. No sentence repeats an answer.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeAlias

from netztui.archive.errors import ArchiveError, DamagedError, NotWritableError, translate_errors
from netztui.archive.maintenance.backup import (
    already_exists,
    companions,
    is_intact,
    list_copies,
    new_database,
)
from netztui.archive.maintenance.odd_rows import unusable_columns
from netztui.archive.sqlite.codec import (
    optional_time,
    questionnaire_columns,
    restore_assessment,
    summary_columns,
    time_from_text,
    title_from_json,
)
from netztui.archive.sqlite.connection import connect, open_read_only, transaction
from netztui.archive.sqlite.file import inspect, is_new
from netztui.archive.sqlite.migrations import SCHEMA_VERSION, check_schema, migrate
from netztui.archive.sqlite.queries import ANSWERS, QUESTIONNAIRE, SUMMARY
from netztui.assessment.assessment import Assessment
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score

MEGABYTE = 1_000_000
ROOM_NEEDED = 20 * MEGABYTE
"""Bytes below which the disk counts as nearly full: some copies of a well-filled archive."""
FAULTS_COUNTED = 100
ROWIDS_TRIED = 100_000
NAMED = 10
"""How many assessments are named."""

LISTED = "SELECT id, finished_at, deleted_at FROM assessment"
LISTED_WITHOUT_TRASH = "SELECT id, finished_at, NULL FROM assessment"
WHOLE = """
    SELECT fingerprint, canonical, title, orders, started_at, finished_at
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE assessment.id = ?
"""
UNREADABLE = (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError)
"""What reading an assessment raises if the content of a column is damaged."""

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
    what: LazyText
    todo: LazyText | None = None


@dataclass(frozen=True, slots=True)
class Rescued:
    """How much was saved of a damaged archive."""

    results: int
    drafts: int
    in_trash: int
    """Results and drafts in the trash, not counted above."""
    answers: int
    lost: int
    """Records that were found but could not be saved."""
    complete: bool
    """Whether reading met no damage."""


def examine(path: Path) -> tuple[CheckResult, ...]:
    """Everything worth reporting about the archive at `path`, absolute."""
    try:
        with translate_errors(path):
            if is_new(path):
                missing = N_("There is no archive yet; {path} will be created at the first start.")
                found = (CheckResult(CheckLevel.FINE, LazyText(missing, path=path)),)
                return (*found, *_copies(path))
            return (*_archive(path), *_copies(path), *_surroundings(path))
    except ArchiveError as error:
        return (CheckResult(CheckLevel.UNUSABLE, error.what, error.todo),)


def _archive(path: Path) -> Iterator[CheckResult]:
    try:
        inspect(path)
        if not os.access(path, os.R_OK | os.W_OK):
            raise NotWritableError(path, "read-only")
        with translate_errors(path), closing(open_read_only(path)) as connection:
            yield from _database(connection, path)
    except DamagedError as error:
        yield CheckResult(CheckLevel.UNUSABLE, error.what, RESCUE)
    except ArchiveError as error:
        yield CheckResult(CheckLevel.UNUSABLE, error.what, error.todo)


def _database(connection: sqlite3.Connection, path: Path) -> Iterator[CheckResult]:
    check_schema(connection, path)
    connection.execute("BEGIN")
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({FAULTS_COUNTED})")]
    if found == ["ok"]:
        yield CheckResult(CheckLevel.FINE, LazyText(N_("The archive {path} is intact."), path=path))
    else:
        damaged = LazyText(
            N_(
                "The archive {path} is damaged; SQLite finds {count} faults, the first is "
                "“{fault}”."
            ),
            path=path,
            count=f"{len(found)}+" if len(found) == FAULTS_COUNTED else len(found),
            fault=str(found[0]).splitlines()[-1],
        )
        yield CheckResult(CheckLevel.UNUSABLE, damaged, RESCUE)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < SCHEMA_VERSION:
        older = LazyText(
            N_(
                "It has format {found}; the next start will convert it to format {known} after "
                "making a copy."
            ),
            found=version,
            known=SCHEMA_VERSION,
        )
        yield CheckResult(CheckLevel.FINE, older)
    if orphans := connection.execute("PRAGMA foreign_key_check").fetchall():
        missing = LazyText(
            N_("Related records are missing from it in {count} places."), count=len(orphans)
        )
        yield CheckResult(CheckLevel.PROBLEM, missing, RESCUE)
    yield from _assessments(connection, trash=version > 1)


def _assessments(connection: sqlite3.Connection, *, trash: bool) -> Iterator[CheckResult]:
    counts = {"drafts": 0, "results": 0, "trash": 0}
    unreadable: list[str] = []
    unusable: list[str] = []
    listed = connection.execute(LISTED if trash else LISTED_WITHOUT_TRASH).fetchall()
    for id_, finished_at, deleted_at in listed:
        try:
            assessment = _read_assessment(connection, id_)
        except UNREADABLE:
            unreadable.append(id_)
        else:
            parts = unusable_columns(connection, id_, assessment, deleted_at)
            unusable.extend(f"{id_}: {part}" for part in parts)
            kind = "results" if finished_at is not None else "drafts"
            counts[kind if deleted_at is None else "trash"] += 1
    readable = N_("Can be read: {drafts} drafts, {results} results, {trash} in the trash.")
    yield CheckResult(CheckLevel.FINE, LazyText(readable, **counts))
    if unreadable:
        cannot = N_("Assessments that cannot be read: {count} ({names}).")
        yield _named(cannot, unreadable)
    if unusable:
        odd = N_("Assessments with values that netztui does not store: {count} ({names}).")
        yield _named(odd, unusable)


def _named(sentence: str, names: Sequence[str]) -> CheckResult:
    listed = ", ".join([*names[:NAMED], *["…"][: len(names) - NAMED]])
    what = LazyText(sentence, count=len(names), names=listed)
    return CheckResult(CheckLevel.PROBLEM, what, RESCUE)


def _read_assessment(connection: sqlite3.Connection, id_: str) -> Assessment:
    """The assessment with that id, whether in the trash or not; raises one of UNREADABLE."""
    ((fingerprint, canonical, title, orders, started_at, finished_at),) = connection.execute(
        WHOLE, (id_,)
    ).fetchall()
    answers = connection.execute(ANSWERS, (id_,)).fetchall()
    title_from_json(title)
    time_from_text(started_at)
    optional_time(finished_at)
    return restore_assessment(fingerprint, canonical, orders, answers)


def _copies(path: Path) -> Iterator[CheckResult]:
    newest = True
    for copy in list_copies(path):
        if not is_intact(copy):
            damaged = LazyText(N_("The copy {file} is damaged."), file=copy)
            yield CheckResult(CheckLevel.PROBLEM, damaged, LazyText(N_("Delete it.")))
        elif newest:
            newest = False
            intact = LazyText(N_("The copy {file} is intact, and the newest."), file=copy)
            yield CheckResult(CheckLevel.FINE, intact)
        else:
            intact = LazyText(N_("The copy {file} is intact."), file=copy)
            yield CheckResult(CheckLevel.FINE, intact)


def _surroundings(path: Path) -> Iterator[CheckResult]:
    log, *_others = companions(path)
    for file in (path, *companions(path), *list_copies(path)):
        if os.name == "posix" and file.exists() and file.stat().st_mode & stat.S_IRWXO:
            yield CheckResult(
                CheckLevel.PROBLEM,
                LazyText(N_("Other users of this computer can open {file}."), file=file),
                LazyText(N_("Make it private: chmod 600 {file}"), file=file),
            )
    if log.exists() and log.stat().st_size:
        yield CheckResult(
            CheckLevel.FINE,
            LazyText(
                N_(
                    "The log {file} is in use or will be applied at the next start: netztui is "
                    "running or was stopped abruptly."
                ),
                file=log,
            ),
            LazyText(N_("Leave it next to the archive; it holds the most recent answers.")),
        )
    free = shutil.disk_usage(path.parent).free
    if free < ROOM_NEEDED:
        yield CheckResult(
            CheckLevel.PROBLEM,
            LazyText(
                N_("The disk is nearly full: {free} MB are left."), free=f"{free / MEGABYTE:.1f}"
            ),
            LazyText(N_("Free some space, so that answers can be stored.")),
        )


# Rescue


def rescue(damaged: Path, target: Path, known: Iterable[Questionnaire]) -> Rescued:
    """Save what SQL still reads of `damaged` to a new archive at `target`; both absolute.

    `known` are questionnaires that can replace lost ones of the same content. Only assessments
    that can be read are saved, with their scores computed again; `damaged` is only read. Raises
    OutputError if `target` exists or can't be written, and ArchiveError if nothing can be read.
    """
    if target.exists():
        raise already_exists(target)
    with translate_errors(damaged), closing(open_read_only(damaged)) as source:
        questionnaires, whole = _readable_rows(source, "questionnaire", "fingerprint")
        assessments, complete = _readable_rows(source, "assessment", "id")
        answers, all_answers = _readable_answers(source, [row["id"] for row in assessments])
    if not assessments and not complete:
        raise DamagedError(damaged, "assessment")
    with new_database(target) as part, closing(connect(part)) as connection:
        migrate(connection, part)
        with transaction(connection):
            lost = _add_questionnaires(connection, questionnaires, known)
            lost += _add(connection, "assessment", assessments)
            lost += _add(connection, "answer", answers)
            lost += _remove_unreadable(connection)
            results, drafts, in_trash, answered = connection.execute(
                "SELECT count(finished_at) FILTER (WHERE deleted_at IS NULL),"
                " count(*) FILTER (WHERE finished_at IS NULL AND deleted_at IS NULL),"
                " count(deleted_at), (SELECT count(*) FROM answer) FROM assessment"
            ).fetchone()
    all_read = whole and complete and all_answers
    return Rescued(results, drafts, in_trash, answered, lost, all_read)


def _readable_rows(source: sqlite3.Connection, table: str, key: str) -> tuple[list[Row], bool]:
    """The rows of `table`, and whether all were read without an error.

    Read forwards up to damage, backwards down to it, and one by one in between.
    """
    query = f"SELECT rowid AS place, * FROM {table}"  # noqa: S608  # our own names
    forwards, complete = _read(source, f"{query} ORDER BY rowid")
    if complete:
        return forwards, True
    backwards, _end = _read(source, f"{query} ORDER BY rowid DESC")
    first = 1 + (forwards[-1]["place"] if forwards else 0)
    last = backwards[-1]["place"] if backwards else first + ROWIDS_TRIED
    rows = [*forwards, *backwards]
    for place in range(first, min(last, first + ROWIDS_TRIED)):
        rows += _read(source, f"{query} WHERE rowid = ?", place)[0]
    return list({row[key]: row for row in rows}.values()), False


def _readable_answers(source: sqlite3.Connection, ids: Iterable[str]) -> tuple[list[Row], bool]:
    """The same for the answers, which are read by assessment if some are damaged."""
    query = "SELECT * FROM answer"
    rows, complete = _read(source, query)
    if not complete:
        rows += _read(source, f"{query} ORDER BY assessment DESC, key DESC")[0]
        for id_ in ids:
            for order in ("key", "key DESC"):
                rows += _read(source, f"{query} WHERE assessment = ? ORDER BY {order}", id_)[0]
    return list({(row["assessment"], row["key"]): row for row in rows}.values()), complete


def _read(source: sqlite3.Connection, query: str, *values: object) -> tuple[list[Row], bool]:
    """The rows that come before an error, and whether none came."""
    rows: list[Row] = []
    try:
        cursor = source.execute(query, values)
        names = [column[0] for column in cursor.description]
        rows.extend(dict(zip(names, row, strict=True)) for row in cursor)
    except sqlite3.Error:
        return rows, False
    return rows, True


def _add_questionnaires(
    connection: sqlite3.Connection, rows: Iterable[Row], known: Iterable[Questionnaire]
) -> int:
    lost = 0
    questionnaires = list(known)
    for row in rows:
        try:
            questionnaires.append(Questionnaire.from_canonical(row["canonical"]))
        except UNREADABLE:
            lost += 1
    connection.executemany(QUESTIONNAIRE, map(questionnaire_columns, questionnaires))
    return lost


def _add(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> int:
    """Insert rows into `table`; returns how many of them it refused."""
    columns = [name for _place, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    refused = 0
    for row in rows:
        names = [name for name in columns if name in row]
        marks = ", ".join("?" * len(names))
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
        try:
            connection.execute(insert, [row[name] for name in names])
        except sqlite3.IntegrityError:
            refused += 1
    return refused


def _remove_unreadable(connection: sqlite3.Connection) -> int:
    """Score the assessments that can be read and delete the others; returns their number."""
    lost = 0
    for id_, finished_at in connection.execute("SELECT id, finished_at FROM assessment").fetchall():
        try:
            assessment = _read_assessment(connection, id_)
        except UNREADABLE:
            connection.execute("DELETE FROM assessment WHERE id = ?", (id_,))
            lost += 1
        else:
            if finished_at is not None:
                values = (*summary_columns(score(assessment)), id_)
                connection.execute(f"{SUMMARY} WHERE id = ?", values)
    connection.execute(
        "DELETE FROM questionnaire WHERE fingerprint NOT IN (SELECT questionnaire FROM assessment)"
    )
    return lost
