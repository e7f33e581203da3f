"""A file that a command writes: complete, or not there at all.

It is written beside its place under a name of its own and put there at the end, so that nobody
takes half of it for the whole, whatever stops the program.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from netztui.i18n.message import N_, LazyText


class OutputError(Exception):
    """The output can't be written: what happened, and what to do about it."""

    def __init__(self, message: LazyText, hint: LazyText) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


@contextmanager
def atomic_write(path: Path, *, replace: bool, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into, which stands at `path` once the block has ended without an error.

    A file that is there already is only replaced with `replace`. With `private` it is for its
    owner's eyes alone (0600), however loose the umask is. Raises OutputError where a file may not
    be replaced, and for everything that keeps it from being written.
    """
    try:
        # Behind a link, so that it is the file that is replaced and not the link.
        target = path.resolve()
        _check(target, path, replace=replace)
        beside = target.with_name(f".netztui-{token_hex(8)}.part")
        with open(beside, "xb", opener=_private if private else None) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                beside.unlink()
                raise
        _put(beside, target, path, replace=replace)
    except OSError as error:
        raise explain_write_error(error, str(path)) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def explain_write_error(error: OSError, name: str) -> OutputError:
    """What an error of the operating system means for the output called `name`."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return OutputError(
                LazyText(N_("There is no folder for {file}."), file=name),
                LazyText(N_("Make the folder first, or name another one.")),
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError(
                LazyText(N_("You are not allowed to write {file}."), file=name),
                LazyText(N_("Name a file in a folder of your own.")),
            )
        case errno.ENOSPC | errno.EDQUOT:
            return OutputError(
                LazyText(N_("There is no room left for {file}."), file=name),
                LazyText(N_("Make room, or name a file on another disk.")),
            )
    return OutputError(
        LazyText(N_("{file} cannot be written."), file=name),
        LazyText(N_("Name another file.")),
    )


def _check(target: Path, path: Path, *, replace: bool) -> None:
    if target.exists() and not target.is_file():
        raise OutputError(
            LazyText(N_("{file} is no ordinary file."), file=path),
            LazyText(N_("Name another file.")),
        )
    if target.exists() and not replace:
        raise OutputError(
            LazyText(N_("{file} is there already."), file=path),
            LazyText(N_("Name another file, or replace it with --force.")),
        )


def _put(beside: Path, target: Path, path: Path, *, replace: bool) -> None:
    """Give the finished file its place."""
    try:
        if not replace:
            _check(target, path, replace=False)
        beside.replace(target)
    except BaseException:
        beside.unlink()
        raise
