"""What can go wrong with the archive: each error says what happened and what to do.

SQLite and the operating system report codes; `translate_errors` is the one place where codes
become these errors. Bugs of the program itself (a closed connection, a broken constraint) pass
through as they are. No sentence repeats an answer, because errors may end up in bug reports.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from netztui.diagnostics.sanitize import printable
from netztui.i18n.message import N_, ExplainedError
from netztui.system.atomic_file import explain_path_error


class ArchiveError(ExplainedError):
    """The archive at `path` can't be used as intended; the sentences of each kind say why."""

    MESSAGE: ClassVar[str]
    HINT: ClassVar[str]

    def __init__(self, path: Path | None = None, reason: str = "", **values: object) -> None:
        values |= {"path": printable(str(path)), "reason": reason}
        super().__init__(self.MESSAGE, self.HINT, **values)


class ForeignFileError(ArchiveError):
    MESSAGE = N_("{path} is not an archive of netztui.")
    HINT = N_(
        "The file was not changed. Move it away, or set NETZTUI_DATA_DIR to another folder. If it "
        "was an archive, “netztui doctor” shows how to get its content back."
    )


class PathError(ArchiveError):
    MESSAGE = "{what}"
    HINT = N_("Set NETZTUI_DATA_DIR to another folder.")


class DamagedError(ArchiveError):
    # `reason` names the place.
    MESSAGE = N_("The archive {path} is damaged ({reason}).")
    HINT = N_(
        "Keep the file. “netztui doctor” shows what is wrong and which copies there are; "
        "--restore puts a copy in its place."
    )


class NewerSchemaError(ArchiveError):
    MESSAGE = N_(
        "The archive {path} was written by a newer netztui (format {found}); this version reads "
        "format {known}."
    )
    HINT = N_("The archive was not changed. Install a newer netztui.")


class LockedError(ArchiveError):
    MESSAGE = N_("The archive {path} is locked by another program.")
    HINT = N_("Close the other program, then repeat what you did last.")


class DiskFullError(ArchiveError):
    MESSAGE = N_("There is no space left for the archive {path}.")
    HINT = N_("What was saved before is safe. Free some space, then repeat what you did last.")


class DiskError(ArchiveError):
    MESSAGE = N_("The archive {path} could not be read or written ({reason}).")
    HINT = N_("What you did last was not saved. Check the disk and its limits, then repeat it.")


class NotWritableError(ArchiveError):
    MESSAGE = N_("The archive {path} is not writable ({reason}).")
    HINT = N_(
        "Give yourself write permission for the file and its folder, or set NETZTUI_DATA_DIR to "
        "another folder."
    )


class MovedError(ArchiveError):
    MESSAGE = N_("The archive {path} was moved, replaced or deleted while it was in use.")
    HINT = N_(
        "What you did last was not saved. Put the file back, or start netztui again with what is "
        "there now."
    )


class OldSQLiteError(ArchiveError):
    MESSAGE = N_("This Python has SQLite {found}; netztui needs {needed} or newer.")
    HINT = N_("Run netztui with a newer Python.")


class UnknownAssessmentError(ArchiveError):
    MESSAGE = N_("This assessment is no longer in the archive.")
    HINT = N_(
        "It was probably deleted elsewhere. Restore it with “netztui trash”, or start a new one."
    )


class FinishedError(ArchiveError):
    MESSAGE = N_("This assessment is finished, and its answers stay as they are.")
    HINT = N_("Start a new one to answer again.")


class CopyError(ArchiveError):
    MESSAGE = N_("No copy of the archive could be made in the folder {path}.")
    HINT = N_("Free some space there, and make sure that you can write to the folder.")


class ExchangeError(ExplainedError):
    """There is nothing to export, or a file can't be imported."""


_BY_CODE: Mapping[int, type[ArchiveError]] = {
    sqlite3.SQLITE_BUSY: LockedError,
    sqlite3.SQLITE_LOCKED: LockedError,
    sqlite3.SQLITE_PROTOCOL: LockedError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY_DBMOVED: MovedError,
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: DamagedError,
    sqlite3.SQLITE_FORMAT: DamagedError,
    # Our statements fit our tables, so the tables are not ours any more.
    sqlite3.SQLITE_ERROR: DamagedError,
    sqlite3.SQLITE_IOERR: DiskError,
    sqlite3.SQLITE_NOLFS: DiskError,
    sqlite3.SQLITE_READONLY: NotWritableError,
    sqlite3.SQLITE_CANTOPEN: NotWritableError,
    sqlite3.SQLITE_PERM: NotWritableError,
}


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the operating system report about `path` into an ArchiveError."""
    try:
        yield
    except sqlite3.Error as error:
        code: int | None = getattr(error, "sqlite_errorcode", None)
        if code is not None:
            kind = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF)
            if kind is not None:
                raise kind(path, error.sqlite_errorname) from error
        elif isinstance(error, sqlite3.OperationalError):
            # Python itself found text that is not UTF-8.
            raise DamagedError(path, "UTF-8") from error
        raise
    except OSError as error:
        raise _from_system(error, path) from error


def _from_system(error: OSError, path: Path) -> ArchiveError:
    if (wrong_path := explain_path_error(error, printable(str(path)))) is not None:
        return PathError(what=wrong_path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(path)
    kind = DiskError if error.errno == errno.EIO else NotWritableError
    return kind(path, error.strerror or type(error).__name__)
