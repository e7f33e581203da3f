"""What can go wrong with the archive, each with what happened and what to do.

SQLite and the operating system report in codes. `translate_errors` is the one place where codes
become these errors, so that no caller has to know of `sqlite3.Error` or `OSError`. Mistakes of the
program itself (a closed connection, a broken constraint) are not dressed up as faults of the
disk: they pass through as they are.

No sentence repeats an answer: errors may end up in logs and bug reports, answers may not.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from netztui.i18n.message import N_, LazyText


class ArchiveError(Exception):
    """Something stands between the program and its archive."""

    def __init__(self, what: LazyText, todo: LazyText) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what
        """What happened, in one sentence."""
        self.todo = todo
        """What the person can do about it."""


class ForeignFileError(ArchiveError):
    """The file belongs to somebody else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            LazyText(N_("{path} is not an archive of netztui."), path=path),
            LazyText(
                N_(
                    "The file was left as it is. Move it away, or name another folder in "
                    "NETZTUI_DATA_DIR. If it was an archive, “netztui doctor --rescue NEWFILE” "
                    "saves what it still holds."
                )
            ),
        )


class FolderError(ArchiveError):
    """Where the file should be is a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            LazyText(N_("{path} is a folder, not an archive."), path=path),
            LazyText(N_("Move the folder away, or name another one in NETZTUI_DATA_DIR.")),
        )


class DamagedError(ArchiveError):
    """The file is ours, but what it holds can't be read."""

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(
            LazyText(N_("The archive {path} is damaged ({where})."), path=path, where=where),
            LazyText(
                N_(
                    "Keep the file. “netztui doctor” says what is wrong, and with --rescue it "
                    "saves what can still be read."
                )
            ),
        )


class NewerSchemaError(ArchiveError):
    """A later netztui has been here."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            LazyText(
                N_(
                    "The archive {path} was written by a newer netztui: its format is {found}, "
                    "this one knows {known}."
                ),
                path=path,
                found=found,
                known=known,
            ),
            LazyText(N_("The archive was left as it is. Install a newer netztui.")),
        )


class LockedError(ArchiveError):
    """Another program didn't let go of the archive in time."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            LazyText(N_("Another program keeps the archive {path} locked."), path=path),
            LazyText(N_("Close the other program, then repeat what you did last.")),
        )


class DiskFullError(ArchiveError):
    """No room for another answer."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            LazyText(N_("There is no space left for the archive {path}."), path=path),
            LazyText(
                N_("What was saved before is safe. Free some space, then repeat what you did last.")
            ),
        )


class DiskError(ArchiveError):
    """Reading or writing failed for a reason of the disk's own."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            LazyText(
                N_("The archive {path} could not be read or written ({reason})."),
                path=path,
                reason=reason,
            ),
            LazyText(
                N_(
                    "What you did last was not saved. Check the disk and its limits, then repeat "
                    "it."
                )
            ),
        )


class NotWritableError(ArchiveError):
    """The file or its folder may not be written, or can't be made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            LazyText(
                N_("The archive {path} is not writable ({reason})."), path=path, reason=reason
            ),
            LazyText(
                N_(
                    "Allow yourself to write to the file and its folder, or name another folder "
                    "in NETZTUI_DATA_DIR."
                )
            ),
        )


class MovedError(ArchiveError):
    """Somebody took the file away while it was in use: what is written now would be lost."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            LazyText(
                N_("The archive {path} was moved, replaced or deleted while it was in use."),
                path=path,
            ),
            LazyText(
                N_(
                    "What you did last was not saved. Put the file back, or start netztui again "
                    "with what is there now."
                )
            ),
        )


class OldSQLiteError(ArchiveError):
    """The SQLite that came with this Python can't read the archive's tables."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            LazyText(
                N_("This Python has SQLite {found}; netztui needs {needed} or newer."),
                found=found,
                needed=needed,
            ),
            LazyText(N_("Run netztui with a newer Python.")),
        )


class UnknownAssessmentError(ArchiveError):
    """The archive has no such assessment, or has it no longer."""

    def __init__(self) -> None:
        super().__init__(
            LazyText(N_("This assessment is no longer in the archive.")),
            LazyText(N_("It was probably deleted elsewhere. Begin a new one.")),
        )


class FinishedError(ArchiveError):
    """A finished assessment stays what it was."""

    def __init__(self) -> None:
        super().__init__(
            LazyText(N_("This assessment is finished, and its answers stay as they are.")),
            LazyText(N_("Begin a new one to answer again.")),
        )


_WITHOUT_REASON: Mapping[int | None, type[LockedError | DiskFullError | MovedError]] = {
    sqlite3.SQLITE_BUSY: LockedError,
    sqlite3.SQLITE_LOCKED: LockedError,
    sqlite3.SQLITE_PROTOCOL: LockedError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY_DBMOVED: MovedError,
}

_WITH_REASON: Mapping[int | None, type[DamagedError | DiskError | NotWritableError]] = {
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: DamagedError,
    sqlite3.SQLITE_FORMAT: DamagedError,
    # Our statements suit our tables, so the tables are not ours any more.
    sqlite3.SQLITE_ERROR: DamagedError,
    sqlite3.SQLITE_IOERR: DiskError,
    sqlite3.SQLITE_NOLFS: DiskError,
    sqlite3.SQLITE_READONLY: NotWritableError,
    sqlite3.SQLITE_CANTOPEN: NotWritableError,
    sqlite3.SQLITE_PERM: NotWritableError,
}


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system say about `path` into an ArchiveError."""
    try:
        yield
    except sqlite3.Error as error:
        named = _from_sqlite(error, path)
        if named is None:
            raise
        raise named from error
    except OSError as error:
        raise _from_system(error, path) from error


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code; None where Python raised the error without asking SQLite."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _from_sqlite(error: sqlite3.Error, path: Path) -> ArchiveError | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own complaint: about text in the file, or about how it was called.
        text = isinstance(error, sqlite3.OperationalError)
        return DamagedError(path, "text is not UTF-8") if text else None
    for known in (code, primary_code(error)):
        if known in _WITHOUT_REASON:
            return _WITHOUT_REASON[known](path)
        if known in _WITH_REASON:
            return _WITH_REASON[known](path, error.sqlite_errorname)
    return None


def _from_system(error: OSError, path: Path) -> ArchiveError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(path)
    reason = error.strerror or type(error).__name__
    if error.errno == errno.EIO:
        return DiskError(path, reason)
    return NotWritableError(path, reason)
