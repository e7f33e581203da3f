"""What state the archive is in, in sentences; nothing is changed by looking.

A log that waits beside the archive is read with it but not brought into it, as the next start
will do. No sentence repeats what somebody answered.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from netztui.archive.errors import ArchiveError, NotWritableError, translate_errors
from netztui.archive.maintenance.backup import COMPANIONS, kept_versions, left_half
from netztui.archive.sqlite.codec import time_from_text, title_from_json
from netztui.archive.sqlite.connection import open_read_only
from netztui.archive.sqlite.file import inspect, is_new
from netztui.archive.sqlite.migrations import SCHEMA_VERSION
from netztui.archive.sqlite.queries import ANSWERS
from netztui.archive.sqlite.restoring import restore
from netztui.i18n.message import N_, LazyText

MEGABYTE = 1_000_000
ROOM_NEEDED = 20 * MEGABYTE
"""Bytes below which the disk counts as nearly full: some copies of a well-filled archive."""
FAULTS_COUNTED = 100

LISTED = "SELECT id, finished_at, deleted_at FROM assessment"
LISTED_WITHOUT_TRASH = "SELECT id, finished_at, NULL FROM assessment"
WHOLE = """
    SELECT fingerprint, canonical, title, orders, started_at, finished_at
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE assessment.id = ?
"""

RESCUE = LazyText(
    N_("“netztui doctor --rescue NEWFILE” saves what can still be read into a new archive.")
)


class CheckLevel(IntEnum):
    """How grave something is, and the exit status of who finds it."""

    FINE = 0
    PROBLEM = 1
    UNUSABLE = 3


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was found, and what to do about it, where there is something to do."""

    severity: CheckLevel
    what: LazyText
    todo: LazyText | None = None


def examine(path: Path) -> tuple[CheckResult, ...]:
    """Everything that is to be said about the archive at `path`, absolute."""
    try:
        with translate_errors(path):
            if is_new(path):
                told = N_("There is no archive yet; {path} is made at the first start.")
                return (CheckResult(CheckLevel.FINE, LazyText(told, path=path)),)
            return (*_archive(path), *_surroundings(path))
    except ArchiveError as error:
        return (CheckResult(CheckLevel.UNUSABLE, error.what, error.todo),)


def _archive(path: Path) -> Iterator[CheckResult]:
    try:
        inspect(path)
        if not os.access(path, os.R_OK | os.W_OK):
            raise NotWritableError(path, "read-only")
        with translate_errors(path), closing(open_read_only(path)) as connection:
            yield from _database(connection, path)
    except ArchiveError as error:
        yield CheckResult(CheckLevel.UNUSABLE, error.what, error.todo)


def _database(connection: sqlite3.Connection, path: Path) -> Iterator[CheckResult]:
    connection.execute("BEGIN")
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({FAULTS_COUNTED})")]
    if found != ["ok"]:
        told = LazyText(
            N_(
                "The archive {path} is damaged; SQLite finds {count} faults, the first is "
                "“{fault}”."
            ),
            path=path,
            count=f"{len(found)}+" if len(found) == FAULTS_COUNTED else len(found),
            fault=str(found[0]).splitlines()[-1],
        )
        yield CheckResult(CheckLevel.UNUSABLE, told, RESCUE)
    else:
        yield CheckResult(CheckLevel.FINE, LazyText(N_("The archive {path} is whole."), path=path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < SCHEMA_VERSION:
        told = LazyText(
            N_(
                "It has format {found}; the next start makes it format {known}, after a copy of "
                "it was put beside it."
            ),
            found=version,
            known=SCHEMA_VERSION,
        )
        yield CheckResult(CheckLevel.FINE, told)
    if orphans := connection.execute("PRAGMA foreign_key_check").fetchall():
        told = LazyText(
            N_("Something that belongs together is missing from it in {count} places."),
            count=len(orphans),
        )
        yield CheckResult(CheckLevel.PROBLEM, told, RESCUE)
    yield from _assessments(connection, trash=version > 1)


def _assessments(connection: sqlite3.Connection, *, trash: bool) -> Iterator[CheckResult]:
    counts = {"drafts": 0, "results": 0, "trash": 0}
    unreadable = 0
    listed = connection.execute(LISTED if trash else LISTED_WITHOUT_TRASH).fetchall()
    for id_, finished_at, deleted_at in listed:
        if _is_readable(connection, id_):
            kind = "results" if finished_at is not None else "drafts"
            counts[kind if deleted_at is None else "trash"] += 1
        else:
            unreadable += 1
    told = LazyText(
        N_("Readable are: drafts {drafts}, results {results}, in the trash {trash}."), **counts
    )
    yield CheckResult(CheckLevel.FINE, told)
    if unreadable:
        told = LazyText(
            N_("Assessments that are not readable as they are: {count}."), count=unreadable
        )
        yield CheckResult(CheckLevel.PROBLEM, told, RESCUE)


def _is_readable(connection: sqlite3.Connection, id_: str) -> bool:
    try:
        ((fingerprint, canonical, title, orders, started_at, finished_at),) = connection.execute(
            WHOLE, (id_,)
        ).fetchall()
        answers = connection.execute(ANSWERS, (id_,)).fetchall()
        restore(fingerprint, canonical, orders, answers)
        title_from_json(title)
        time_from_text(started_at)
        if finished_at is not None:
            time_from_text(finished_at)
    except (sqlite3.Error, ValueError, KeyError, TypeError, RecursionError):
        return False
    return True


def _surroundings(path: Path) -> Iterator[CheckResult]:
    beside = [path.with_name(path.name + ending) for ending in COMPANIONS]
    copies, halves = kept_versions(path), left_half(path)
    for file in (path, *beside, *copies, *halves):
        if os.name == "posix" and file.exists() and file.stat().st_mode & stat.S_IRWXO:
            yield CheckResult(
                CheckLevel.PROBLEM,
                LazyText(N_("Others on this computer may open {file}."), file=file),
                LazyText(N_("Close it to them: chmod 600 {file}"), file=file),
            )
    log = beside[0]
    if log.exists() and log.stat().st_size:
        yield CheckResult(
            CheckLevel.FINE,
            LazyText(
                N_(
                    "The log {file} is in use, or waits for the next start: netztui is running, "
                    "or was stopped suddenly."
                ),
                file=log,
            ),
            LazyText(N_("Leave it beside the archive, for it holds what was answered last.")),
        )
    for copy in copies:
        yield CheckResult(
            CheckLevel.FINE,
            LazyText(
                N_(
                    "{file} is a copy from before the format was changed, with what has been "
                    "deleted since."
                ),
                file=copy,
            ),
            LazyText(N_("Delete it when you need it no longer.")),
        )
    for half in halves:
        yield CheckResult(
            CheckLevel.FINE,
            LazyText(N_("{file} is left of a copy that was never completed."), file=half),
            LazyText(N_("Delete it, unless a copy is being written now.")),
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
