"""A folder that only one program uses at a time."""

import os
import sys
from pathlib import Path

LOCK_FILE = ".lock"


class FolderInUseError(Exception):
    """Another program holds the lock."""


class FolderLock:
    """The lock on a folder, held until `release` or the end of the program, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises FolderInUseError, and OSError if the folder can't be written."""
        self._file = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError:
            os.close(self._file)
            raise FolderInUseError(folder) from None

    def release(self) -> None:
        """Let others use the folder; releasing twice has no effect."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
