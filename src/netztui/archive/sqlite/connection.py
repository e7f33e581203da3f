"""How the archive speaks with SQLite: what is asked of a connection, and how to write with it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from netztui.archive.errors import OldSQLiteError, primary_code

BUSY_SECONDS = 5.0
"""How long to wait for another program to finish writing."""

SQLITE_NEEDED = (3, 37, 0)
"""The first with STRICT tables."""

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    # On macOS an ordinary sync doesn't reach the disk; elsewhere this changes nothing.
    "PRAGMA fullfsync = ON",
    "PRAGMA secure_delete = ON",
    # The file may have been handed over by somebody else.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, mode: Literal["rw", "ro"] = "rw") -> sqlite3.Connection:
    """A connection to a file that is there, `path` absolute; nothing is written to it.

    With `ro` nothing can be. Raises OldSQLiteError or sqlite3.Error.
    """
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        raise OldSQLiteError(sqlite3.sqlite_version, "{}.{}.{}".format(*SQLITE_NEEDED))
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection, as `connect` makes it, that leaves the archive as it is.

    The last one to close brings the log into the file, unless it may only read; but where there
    is no log, one that may only read leaves an empty one behind.
    """
    return connect(path, "ro" if path.with_name(path.name + "-wal").exists() else "rw")


def enable_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, once in a file's life.

    SQLite doesn't wait for its turn here, which two programs that begin at once need. Where a
    file system has no shared memory the rollback journal stays, which is as safe but slower.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of it or nothing; durable when it returns.

    IMMEDIATE takes the write lock at once, because a transaction that reads first and writes
    later can't wait for its turn. DEFERRED gives reading a single moment to look at.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk and the like SQLite has rolled back on its own.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
