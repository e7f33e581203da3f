"""Whole copies of an archive: for the person, and before its format is changed.

SQLite's online backup makes them, so that whoever answers meanwhile is not disturbed. A copy is
written beside its place, closed to others, checked page by page, and only then given its name:
where a file has the name, it is whole. It needs no log beside it, so that one file is all of it.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from netztui.archive.errors import DamagedError, primary_code
from netztui.archive.sqlite.connection import connect
from netztui.i18n.message import N_, LazyText
from netztui.system.atomic_file import OutputError, atomic_write, explain_write_error

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite may put beside a file, by what is added to its name."""

TARGETS_OWN = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}
"""Result codes that speak of the disk; where a source could be opened, of the copy's disk."""


def copy_archive(source: Path, target: Path, *, force: bool = False) -> None:
    """Copy the archive `source` to `target`; both absolute.

    Raises OutputError where `target` is there already and not to be replaced, or can't be
    written, and DamagedError or sqlite3.Error where `source` can't be read whole.
    """
    if target.exists() and target.samefile(source):
        raise taken(target)
    with new_database(target, replace=force) as part:
        _copy_into(source, part)


@contextmanager
def new_database(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A private, empty file for SQLite, which stands at `target` once the block has ended well.

    Raises OutputError where that can't be, or `target` is in use as a database.
    """
    for companion in _companions(target):
        # Its log would be taken for ours, and destroy the copy.
        if companion.exists():
            raise taken(companion)
    with atomic_write(target, replace=replace, private=True) as file:
        try:
            yield Path(file.name)
        except sqlite3.Error as error:
            number = TARGETS_OWN.get(primary_code(error) or 0)
            if number is None:
                raise
            raise explain_write_error(OSError(number, os.strerror(number)), str(target)) from error


def taken(target: Path) -> OutputError:
    """Says that a file is in the way which nothing replaces."""
    return OutputError(
        LazyText(N_("{file} is there already."), file=target), LazyText(N_("Name another file."))
    )


def keep_version(path: Path, version: int, at: datetime) -> None:
    """Keep the archive as it is in format `version` beside itself, the time `at` in its name.

    Whoever calls holds the write lock, so that what is changed next is what was copied. What an
    earlier attempt left half done is taken away. Raises DamagedError, sqlite3.Error or OSError.
    """
    part = path.with_name(f".{path.stem}-v{version}.part")
    _remove(part)
    stamp = at.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}-v{version}-{stamp}{path.suffix}")
    with _part(part):
        _copy_into(path, part)
        # One of the same second is of the same archive, and not as new as this.
        part.replace(target)
        _sync_folder(target.parent)


def kept_versions(path: Path) -> tuple[Path, ...]:
    """The copies that changes of the format have left beside the archive, the oldest first."""
    return tuple(sorted(path.parent.glob(f"{path.stem}-v*-*{path.suffix}")))


def left_half(path: Path) -> tuple[Path, ...]:
    """What is left beside the archive of copies whose writing was stopped."""
    names = (f".{path.stem}*.part", ".netztui-*.part")
    return tuple(sorted(file for name in names for file in path.parent.glob(name)))


@contextmanager
def _part(part: Path) -> Iterator[None]:
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield
    finally:
        _remove(part)


def _copy_into(source: Path, part: Path) -> None:
    with closing(connect(source)) as reader, closing(connect(part)) as copied:
        reader.execute("BEGIN")
        told = _signs(reader)
        # The whole is synced at the end, and half a copy is worth nothing.
        copied.execute("PRAGMA journal_mode = MEMORY").fetchall()
        copied.execute("PRAGMA synchronous = OFF")
        reader.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE").fetchall()
        whole = copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not whole or _signs(copied) != told:
            raise DamagedError(source, "integrity_check")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _signs(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What a copy must have in common with what it is a copy of."""
    asked = (
        "PRAGMA application_id",
        "PRAGMA user_version",
        "SELECT name, sql FROM sqlite_schema ORDER BY name",
        "SELECT count(*) FROM questionnaire",
        "SELECT count(*) FROM assessment",
        "SELECT count(*) FROM answer",
    )
    return [row for question in asked for row in connection.execute(question)]


def _companions(path: Path) -> Iterator[Path]:
    return (path.with_name(path.name + ending) for ending in COMPANIONS)


def _remove(part: Path) -> None:
    for file in (part, *_companions(part)):
        file.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
