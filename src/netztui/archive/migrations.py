"""The archive's tables, and how an older archive becomes today's: forwards only.

A schema version is the number of steps that an archive has been through, kept in SQLite's
`user_version`. Each step is a tuple of statements and runs in a transaction of its own together
with the new number, so that an archive is always at one version or the next, never between.
A step that has been released is never edited: tests/archive/schemas holds an archive of each
version. The one step so far makes the tables, so nothing can be lost by it; the first step that
changes answers which are there begins with a verified copy beside the archive.

What the columns hold:

- times: UTC, ISO 8601 with microseconds and `Z`, which sorts as text;
- `questionnaire`: each as it was when somebody answered it, by the fingerprint of its content;
  `title` (JSON, by language) is beside the content because lists need it and nothing else;
- `answer.value`: JSON of the raw value; `null` is “no answer”, said on purpose;
- `assessment.position`: the question being shown, for drafts;
- `axis` … `placement`: figures for lists, computed from the answers by `scoring_version`.
"""

import sqlite3
from pathlib import Path

from netztui.archive.connection import transaction
from netztui.archive.errors import NewerSchemaError

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

STEPS = (VERSION_1,)
SCHEMA_VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the archive to SCHEMA_VERSION; NewerSchemaError, and nothing done, if it is beyond.

    Raises sqlite3.Error where a step fails; the archive is then at the version before it.
    """
    while _version(connection) != SCHEMA_VERSION:
        with transaction(connection):
            # Asked again, because another program may have been faster to the lock.
            version = _version(connection)
            if version > SCHEMA_VERSION:
                raise NewerSchemaError(path, version, SCHEMA_VERSION)
            if version < SCHEMA_VERSION:
                for statement in STEPS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
