"""The archive's file: whether it is ours, who can read it, and connections to it.

A foreign file must stay byte for byte as it was, so the header is checked before SQLite opens
the file. (https://sqlite.org/fileformat2.html, 1.3: the first 16 bytes are a signature, the user
version is at byte 60, the application id at byte 68, both big-endian.)

Only the user can read the file (0600), and SQLite gives its companions (-wal, -shm, -journal) the
same permissions. Folders that netztui creates are private too (0700). An existing folder keeps
its permissions, since it may serve other purposes; only the standard data folder, which is
netztui's own, is made private if it was not.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from netztui.archive import errors
from netztui.archive.sqlite.migrations import APPLICATION_ID, SCHEMA_VERSION
from netztui.i18n.message import N_, LazyText
from netztui.system.paths import standard_data_folder

Identity: TypeAlias = tuple[int, int]
"""Device and inode, which stay the same when a file is renamed."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO

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


def identity_of(path: Path) -> Identity:
    """Which file `path` is; OSError if there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check_not_moved(path: Path, expected: Identity) -> None:
    """Raise MovedError unless `path` is still the same file."""
    if not path.exists() or identity_of(path) != expected:
        raise errors.MovedError(path)


def is_new(path: Path) -> bool:
    """Whether there is no file yet, or an empty one; ArchiveError if `path` can't be used."""
    with errors.translate_errors(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                dangling = N_("{path} is a link to a file that does not exist.")
                raise errors.PathError(what=LazyText(dangling, path=path)) from None
            return True
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def inspect(path: Path) -> None:
    """Raise an ArchiveError unless `path` is an archive that this version can open; only reads.

    Never call it for a file that this process has open in SQLite: closing any descriptor of a
    file drops the locks that the process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if not path.is_file():
        raise errors.ForeignFileError(path)
    with path.open("rb") as file:
        header = file.read(72)
    is_sqlite = header.startswith(b"SQLite format 3\x00")
    if not is_sqlite or int.from_bytes(header[68:], "big") != APPLICATION_ID:
        raise errors.ForeignFileError(path)
    if (version := int.from_bytes(header[60:64], "big")) > SCHEMA_VERSION:
        raise errors.NewerSchemaError(path, found=version, known=SCHEMA_VERSION)


def make_private(path: Path) -> None:
    """Create the folder and an empty file if they are missing; make the file private."""
    make_folders(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        _remove_others_access(path)
    if path.parent == standard_data_folder():
        _remove_others_access(path.parent)
    if not os.access(path, os.R_OK | os.W_OK):
        raise errors.NotWritableError(path, "read-only")


def make_folders(folder: Path) -> None:
    """Create every missing folder as private, unlike mkdir(parents=True)."""
    if not folder.exists():
        make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _remove_others_access(path: Path) -> None:
    found = path.stat()
    if os.name == "posix" and found.st_mode & OTHERS and found.st_uid == os.geteuid():
        path.chmod(found.st_mode & ~OTHERS)


# Connections


def connect(path: Path, *, only_read: bool = False) -> sqlite3.Connection:
    """A connection to an existing file, `path` absolute, which with `only_read` stays as it is.

    Raises ArchiveError or sqlite3.Error.
    """
    if path.exists() and not path.is_file():
        raise errors.ForeignFileError(path)  # SQLite would wait for a FIFO
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        needed = ".".join(map(str, SQLITE_NEEDED))
        raise errors.OldSQLiteError(found=sqlite3.sqlite_version, needed=needed)
    # The last connection to close brings the log into the file, unless it may only read. Without
    # a log, a read-only connection would leave an empty one behind.
    mode = "ro" if only_read and path.with_name(path.name + "-wal").exists() else "rw"
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


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
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of it or nothing; durable when it returns.

    IMMEDIATE takes the write lock first, because a transaction that reads before it writes can't
    wait for the lock. DEFERRED gives readers a snapshot. Within another transaction it is a part of
    that one, which decides whether it becomes durable.
    """
    if connection.in_transaction:
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
            raise
        connection.execute("RELEASE part")
        return
    with connection:  # commits or rolls back
        connection.execute(f"BEGIN {kind}")
        yield
