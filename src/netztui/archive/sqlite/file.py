"""The archive's file before SQLite touches it: whether it is ours, and who can read it.

A foreign file must stay byte for byte as it was, so the header is checked before SQLite opens
the file. (https://sqlite.org/fileformat2.html, 1.3: the first 16 bytes are a signature, the user
version is at byte 60, the application id at byte 68, both big-endian.)

Only the user can read the file (0600), and SQLite gives its companions (-wal, -shm, -journal) the
same permissions. Folders that netztui creates are private too (0700). An existing folder keeps
its permissions, since it may serve other purposes; only the standard data folder, which is
netztui's own, is made private if it was not.
"""

import os
import stat
from pathlib import Path
from typing import TypeAlias

from netztui.archive.errors import (
    FolderError,
    ForeignFileError,
    MovedError,
    NewerSchemaError,
    NotWritableError,
    PathError,
    translate_errors,
)
from netztui.archive.sqlite.migrations import APPLICATION_ID, SCHEMA_VERSION
from netztui.i18n.message import N_, LazyText
from netztui.system.paths import standard_data_folder

Identity: TypeAlias = tuple[int, int]
"""Device and inode, which stay the same when a file is renamed."""

SIGNATURE = b"SQLite format 3\x00"
HEADER_LENGTH = 100
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def file_identity(path: Path) -> Identity:
    """Which file `path` is; OSError if there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check_not_moved(path: Path, expected: Identity) -> None:
    """Raise MovedError unless `path` is still the same file."""
    try:
        found = file_identity(path)
    except FileNotFoundError:
        raise MovedError(path) from None
    if found != expected:
        raise MovedError(path)


def is_new(path: Path) -> bool:
    """Whether there is no file yet, or an empty one; ArchiveError if `path` can't be used."""
    with translate_errors(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            if path.is_symlink():
                dangling = N_("{path} is a link to a file that does not exist.")
                raise PathError(LazyText(dangling, path=path)) from None
            return True
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def inspect(path: Path) -> None:
    """Raise an ArchiveError unless `path` is an archive that this version can open; only reads.

    Never call it for a file that this process has open in SQLite: closing any descriptor of a
    file drops the locks that the process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.is_dir():
        raise FolderError(path)
    if not path.is_file():
        raise ForeignFileError(path)
    with path.open("rb") as file:
        header = file.read(HEADER_LENGTH)
    if len(header) < HEADER_LENGTH or not header.startswith(SIGNATURE):
        raise ForeignFileError(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ForeignFileError(path)
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(path, found=version, known=SCHEMA_VERSION)


def make_private(path: Path) -> None:
    """Create the folder and an empty file if they are missing; make the file private."""
    make_folders(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        _remove_others_access(path)
    if _is_open_to_others(path.parent) and path.parent == standard_data_folder():
        _remove_others_access(path.parent)
    if not os.access(path, os.R_OK | os.W_OK):
        raise NotWritableError(path, "read-only")


def make_folders(folder: Path) -> None:
    """Create every missing folder as private, unlike mkdir(parents=True)."""
    if not folder.exists():
        make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _is_open_to_others(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & OTHERS)


def _remove_others_access(path: Path) -> None:
    if _is_open_to_others(path) and path.stat().st_uid == os.geteuid():
        path.chmod(path.stat().st_mode & ~OTHERS)
