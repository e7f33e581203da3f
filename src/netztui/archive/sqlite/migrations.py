"""The archive's tables, and the steps from an older format to the current one.

The schema version is the number of steps that an archive has been through, kept in SQLite's
`user_version`. All missing steps run in one transaction together with the new number, so that an
archive always has one version or the other, never something between. Before that a verified copy
is made, unless the archive is new. A released step is never edited: tests/archive/sqlite/schemas
has an archive of each version.

docs/data.md says what each column holds.
"""

import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path

from netztui.archive.errors import DamagedError, ForeignFileError, NewerSchemaError
from netztui.diagnostics.sanitize import printable

APPLICATION_ID = int.from_bytes(b"netz", "big")
"""Marks the file as netztui's, in its header."""

VERSION_1 = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE questionnaire (
        fingerprint TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        canonical TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE assessment (
        id TEXT NOT NULL PRIMARY KEY,
        questionnaire TEXT NOT NULL REFERENCES questionnaire (fingerprint),
        language TEXT NOT NULL,
        orders TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        position TEXT,
        note TEXT,
        axis REAL,
        axis_se REAL,
        axis_low95 REAL,
        axis_high95 REAL,
        intensity REAL,
        placement TEXT,
        scoring_version INTEGER,
        CHECK ((finished_at IS NULL) = (scoring_version IS NULL))
    ) STRICT""",
    "CREATE INDEX assessment_by_questionnaire ON assessment (questionnaire)",
    "CREATE INDEX assessment_by_finish ON assessment (finished_at)",
    """CREATE TABLE answer (
        assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        seconds REAL,
        answered_at TEXT NOT NULL,
        PRIMARY KEY (assessment, key)
    ) STRICT, WITHOUT ROWID""",
)

VERSION_2 = (
    "ALTER TABLE assessment ADD COLUMN deleted_at TEXT",
    "ALTER TABLE assessment ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
)

VERSION_3 = ("ALTER TABLE assessment ADD COLUMN earlier TEXT NOT NULL DEFAULT '{}'",)

STEPS: tuple[tuple[str, ...], ...] = (VERSION_1, VERSION_2, VERSION_3)
SCHEMA_VERSION = len(STEPS)
TABLES = {"questionnaire", "assessment", "answer"}


def migrate(
    connection: sqlite3.Connection, path: Path, make_copy: Callable[[], object] = lambda: None
) -> None:
    """Bring the archive to SCHEMA_VERSION, after calling `make_copy` if it has content.

    Raises NewerSchemaError if it is beyond that version, and ArchiveError or sqlite3.Error if the
    copy or a step fails; the archive is then unchanged.
    """
    check_schema(connection, path)
    if _version(connection) == SCHEMA_VERSION:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Read again, because another program may have got the lock first.
        version = _version(connection)
        if version > SCHEMA_VERSION:
            raise NewerSchemaError(path, found=version, known=SCHEMA_VERSION)
        if 0 < version < SCHEMA_VERSION:
            make_copy()
        for statement in itertools.chain(*STEPS[version:]):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raise an ArchiveError unless a file with content has our tables, and nothing that runs.

    A trigger or a view would run statements of another program.
    """
    # In this order: another program may be making the archive between the two statements.
    if not connection.execute("PRAGMA page_count").fetchone()[0]:
        return
    found = dict(connection.execute("SELECT name, type FROM sqlite_schema").fetchall())
    if not TABLES & found.keys():
        raise ForeignFileError(path)
    for name, kind in sorted(found.items()):
        if kind in {"trigger", "view"}:
            raise DamagedError(path, f"{kind} {printable(name)}")
    connection.execute("SELECT canonical, started_at, value FROM questionnaire, assessment, answer")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
