"""The archive's tables, and how an older archive becomes today's: forwards only.

A schema version is the number of steps that an archive has been through, kept in SQLite's
`user_version`. All steps that an archive still lacks run in one transaction together with the
new number, so that it is always at one version or at today's, never between. Before that a
verified copy of it is put beside it, unless it is only just being made. A step that has been
released is never edited: tests/archive/schemas holds an archive of each version.

What the columns hold:

- times: UTC, ISO 8601 with microseconds and `Z`, which sorts as text;
- `questionnaire`: each as it was when somebody answered it, by the fingerprint of its content;
  `title` (JSON, by language) is beside the content because lists need it and nothing else;
- `answer.value`: JSON of the raw value; `null` is “no answer”, said on purpose;
- `assessment.position`: the question being shown, for drafts;
- `axis` … `placement`: figures for lists, computed from the answers by `scoring_version`;
- `assessment.deleted_at`: since when it is in the trash; NULL where it is not;
- `assessment.revision`: counts the answers given, corrections included, so that a program notices
  that another one has answered the same draft.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from netztui.archive.errors import NewerSchemaError
from netztui.archive.sqlite.connection import transaction

APPLICATION_ID = int.from_bytes(b"netz", "big")
"""In the file's header, where SQLite has a place for it: this is netztui's."""

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

STEPS: tuple[tuple[str, ...], ...] = (VERSION_1, VERSION_2)
SCHEMA_VERSION = len(STEPS)


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def migrate(
    connection: sqlite3.Connection, path: Path, clock: Callable[[], datetime] = utc_now
) -> None:
    """Bring the archive to SCHEMA_VERSION; NewerSchemaError, and nothing done, if it is beyond.

    Where it holds something already, a copy of it as it was stands beside it afterwards
    (`copying.keep_version`). Raises ArchiveError or sqlite3.Error where the copy or a step fails;
    the archive is then what it was.
    """
    if _version(connection) == SCHEMA_VERSION:
        return
    with transaction(connection):
        # Asked again, because another program may have been faster to the lock.
        version = _version(connection)
        if version > SCHEMA_VERSION:
            raise NewerSchemaError(path, version, SCHEMA_VERSION)
        if 0 < version < SCHEMA_VERSION:
            from netztui.archive.maintenance.backup import keep_version

            keep_version(path, version, clock())
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
