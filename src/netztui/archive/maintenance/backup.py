"""Copies of an archive: backups that the user asks for, and automatic copies.

SQLite's online backup makes them, so the archive can be in use meanwhile. A copy is made in memory
and checked with `PRAGMA integrity_check`, then written under a temporary name, private to its
owner, and renamed: a file with the final name is always complete, and is all there is to a copy.

Automatic copies are in the folder `copies` next to the archive, with the time in UTC in their
names. One is made after each finished assessment and before a change of the format; the last ten
and the newest of each month are kept.
"""

import re
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from netztui.archive.errors import ArchiveError, CopyError, DamagedError, translate_errors
from netztui.archive.sqlite.file import connect, inspect, make_folders
from netztui.i18n.message import N_
from netztui.system.atomic_file import ANOTHER_NAME, OutputError, atomic_write

KEPT = 10
"""How many automatic copies are kept besides the newest of each month."""

COPY_NAME = re.compile(r"archive-\d{8}T\d{6}Z\.sqlite")


def copy_archive(source: Path, target: Path, *, force: bool = False) -> None:
    """Copy the archive `source` to `target`; both absolute.

    The copy is private (0600) and appears only when it is complete. Raises OutputError if
    `target` exists and may not be replaced, or can't be written, and ArchiveError if `source`
    can't be read completely.
    """
    with translate_errors(source):
        if target.exists() and target.samefile(source):
            raise already_exists(target)
        write_database(target, _content(source), replace=force)


def write_database(target: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a private database; raises OutputError if that fails, or if `target` is in use."""
    for companion in filter(Path.exists, companions(target)):
        # SQLite would apply this log to the new file and destroy it.
        raise already_exists(companion)
    with atomic_write(target, replace=replace, private=True) as file:
        file.write(content)


def already_exists(target: Path) -> OutputError:
    """The error for an existing file that must not be replaced."""
    return OutputError(N_("{file} already exists."), ANOTHER_NAME, file=target)


def companions(path: Path) -> tuple[Path, ...]:
    """Where SQLite's companion files of `path` are, if there are any; the log is the first."""
    return tuple(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))


def is_intact(path: Path) -> bool:
    """Whether the file at `path` is a complete archive that this version can open."""
    try:
        inspect(path)
        with translate_errors(path), closing(connect(path, only_read=True)) as connection:
            return _is_sound(connection)
    except (ArchiveError, OSError):
        return False


# Automatic copies


def copies_folder(archive: Path) -> Path:
    """The folder of the archive's automatic copies."""
    return archive.with_name("copies")


def list_copies(archive: Path) -> tuple[Path, ...]:
    """The automatic copies, the newest first."""
    files = copies_folder(archive).glob("archive-*.sqlite")
    return tuple(sorted((file for file in files if COPY_NAME.fullmatch(file.name)), reverse=True))


def make_copy(archive: Path, at: datetime, *, keep_older: bool = True) -> Path:
    """Make an automatic copy with the time `at` in its name, and delete those it supersedes.

    These are all others without `keep_older`, so that none has what was deleted since. Opens its
    own connection, so it can run in any thread. Raises CopyError if the copy can't be written, or
    another ArchiveError if the archive can't be read; nothing incomplete is left.
    """
    folder = copies_folder(archive)
    target = folder / f"archive-{_stamp(at)}.sqlite"
    with translate_errors(archive):
        try:
            make_folders(folder)
            for part in folder.glob(".netztui-*.part"):
                # Left by a program that was killed. Windows keeps one that is being written.
                with suppress(PermissionError):
                    part.unlink(missing_ok=True)
            copy_archive(archive, target, force=True)
            months: set[str] = set()
            for number, copy in enumerate(list_copies(archive)):
                month = copy.name[:14]
                if copy != target and not (keep_older and (number < KEPT or month not in months)):
                    copy.unlink(missing_ok=True)
                months.add(month)
        except (OSError, OutputError) as error:
            raise CopyError(folder) from error
    return target


def restore_copy(archive: Path, copy: Path, at: datetime) -> Path | None:
    """Put `copy` in the place of `archive`; both absolute.

    Returns the name under which the earlier file was kept, next to the archive and with its
    companions; None if there was none. Raises ArchiveError if `copy` is not intact, and
    OutputError if it can't be written; the archive is then unchanged.
    """
    archive = archive.resolve()
    kept = archive.with_name(f"{archive.stem}-replaced-{_stamp(at, '%f')}{archive.suffix}")
    with translate_errors(copy):
        inspect(copy)
        make_folders(archive.parent)
        with atomic_write(archive, replace=True, private=True) as file:
            file.write(_content(copy))
            # Copied, not moved, so that a kill never leaves the archive apart from its log.
            for path in filter(Path.exists, (archive, *companions(archive))):
                name = kept.with_name(path.name.replace(archive.name, kept.name))
                name.touch(mode=0o600)
                shutil.copyfile(path, name)
            # Next to another file, SQLite would apply the log to that one.
            for path in companions(archive):
                path.unlink(missing_ok=True)
    return kept if kept.exists() else None


def replaced_archives(archive: Path) -> tuple[Path, ...]:
    """The earlier archives that `restore_copy` has kept, the oldest first."""
    return tuple(sorted(archive.parent.glob(f"{archive.stem}-replaced-*{archive.suffix}")))


def _stamp(at: datetime, fraction: str = "") -> str:
    return at.astimezone(UTC).strftime(f"%Y%m%dT%H%M%S{fraction}Z")


def _content(source: Path) -> bytes:
    """What is in the database `source`, its log included; raises DamagedError or sqlite3.Error."""
    with closing(connect(source)) as reader, closing(sqlite3.connect(":memory:")) as copy:
        reader.backup(copy)
        if not _is_sound(copy):
            raise DamagedError(source, "integrity_check")
        content = copy.serialize()
    # A copy has no log: https://sqlite.org/fileformat2.html, 1.3.3.
    return content[:18] + b"\x01\x01" + content[20:]


def _is_sound(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
