"""SQLite connections as the archive uses them: their settings, and transactions."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from netztui.archive.errors import ForeignFileError, OldSQLiteError, primary_code

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
    # The file may come from another user.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


def connect(path: Path, mode: Literal["rw", "ro"] = "rw") -> sqlite3.Connection:
    """A connection to an existing file, `path` absolute; connecting writes nothing.

    With `ro` nothing can be written. Raises ArchiveError or sqlite3.Error.
    """
    if path.exists() and not path.is_file():
        raise ForeignFileError(path)  # SQLite would wait for a FIFO
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        needed = ".".join(map(str, SQLITE_NEEDED))
        raise OldSQLiteError(found=sqlite3.sqlite_version, needed=needed)
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

    The last connection to close brings the log into the file, unless it may only read. Without a
    log, a read-only connection would leave an empty one behind.
    """
    return connect(path, "ro" if path.with_name(path.name + "-wal").exists() else "rw")


def enable_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, once in a file's life.

    SQLite does not wait for a lock here, so two programs that start together need the loop. On a
    file system without shared memory the rollback journal stays, which is as safe but slower.
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

    IMMEDIATE takes the write lock first, because a transaction that reads before it writes can't
    wait for the lock. DEFERRED gives readers a snapshot.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk, for example, SQLite has already rolled back.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
