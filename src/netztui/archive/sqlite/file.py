"""The archive's file before SQLite touches it: whose it is, and who may read it.

What is not ours must stay byte for byte what it was, so the header is read here and judged
before SQLite opens the file. (https://sqlite.org/fileformat2.html, 1.3: the first 16 bytes are
a signature, byte 60 begins the user version, byte 68 the application id, both big-endian.)

Who may read it: the file is the user's alone (0600), and SQLite gives its companions (-wal,
-shm, -journal) the same permissions. Folders that netztui makes are the user's alone (0700).
A folder that was there before is left as it is, since others may have business in it; only the
standard data folder, which is netztui's own, is closed to others where it stood open.
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
)
from netztui.archive.sqlite.migrations import APPLICATION_ID, SCHEMA_VERSION
from netztui.system.paths import standard_data_folder

Identity: TypeAlias = tuple[int, int]
"""Device and inode: the file itself, whatever its name is."""

SIGNATURE = b"SQLite format 3\x00"
HEADER_LENGTH = 100
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def file_identity(path: Path) -> Identity:
    """Which file `path` is; OSError where there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def stay(path: Path, expected: Identity) -> None:
    """Raise MovedError unless `path` still is the file it was."""
    try:
        found = file_identity(path)
    except FileNotFoundError:
        raise MovedError(path) from None
    if found != expected:
        raise MovedError(path)


def is_new(path: Path) -> bool:
    """Whether there is no file yet, or an empty one. What is wrong with `path` is not judged."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def inspect(path: Path) -> None:
    """Raise an ArchiveError unless `path` is an archive that this program may open; only reads.

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
        raise NewerSchemaError(path, version, SCHEMA_VERSION)


def make_private(path: Path) -> None:
    """Make the folder and an empty file where there are none, and close the file to others."""
    _make_folders(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        _close_to_others(path)
    if _stands_open(path.parent) and path.parent == standard_data_folder():
        _close_to_others(path.parent)
    if not os.access(path, os.R_OK | os.W_OK):
        raise NotWritableError(path, "read-only")


def _make_folders(folder: Path) -> None:
    """Every missing one is closed to others, unlike with mkdir(parents=True)."""
    if not folder.exists():
        _make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _stands_open(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & OTHERS)


def _close_to_others(path: Path) -> None:
    if _stands_open(path) and path.stat().st_uid == os.geteuid():
        path.chmod(path.stat().st_mode & ~OTHERS)
