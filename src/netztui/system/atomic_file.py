"""A file that a command writes: complete, or not there at all.

It is written next to its place under a temporary name and renamed at the end, so that a half
written file is never mistaken for a complete one, whatever stops the program.
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from netztui.i18n.message import N_, LazyText

PATH_PROBLEMS: Mapping[int | None, str] = {
    errno.ENAMETOOLONG: N_("The name {file} is too long for this file system."),
    errno.ENOTDIR: N_("The path {file} leads through a file as if it were a folder."),
    errno.ELOOP: N_("The symbolic links in {file} lead in a circle."),
}


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
    """A file to write into, which is at `path` once the block has ended without an error.

    An existing file is only replaced with `replace`. With `private` only its owner can open it
    (0600), however loose the umask is. Raises OutputError if a file may not be replaced, and for
    everything that keeps it from being written.
    """
    try:
        # Behind a link, so that the file is replaced and not the link. Path.resolve would raise
        # RuntimeError for a loop of links.
        target = Path(os.path.realpath(path))
        _check(target, path, replace=replace)
        part = target.with_name(f".netztui-{token_hex(8)}.part")
        with open(part, "xb", opener=_private if private else None) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                part.unlink()
                raise
        _rename(part, target, path, replace=replace)
    except OSError as error:
        raise explain_write_error(error, str(path)) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def explain_path_error(error: OSError | ValueError, name: str) -> LazyText | None:
    """What is wrong with the path called `name` itself; None if the error is about the file."""
    code = error.errno if isinstance(error, OSError) else None
    return LazyText(PATH_PROBLEMS[code], file=name) if code in PATH_PROBLEMS else None


def explain_write_error(error: OSError, name: str) -> OutputError:
    """What an error of the operating system means for the output called `name`."""
    wrong_path = explain_path_error(error, name)
    if wrong_path is not None:
        return OutputError(wrong_path, LazyText(N_("Choose another file name.")))
    match error.errno:
        case errno.ENOENT:
            return OutputError(
                LazyText(N_("There is no folder for {file}."), file=name),
                LazyText(N_("Create the folder first, or specify another one.")),
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError(
                LazyText(N_("You are not allowed to write {file}."), file=name),
                LazyText(N_("Choose a file in a folder of your own.")),
            )
        case errno.ENOSPC | errno.EDQUOT:
            return OutputError(
                LazyText(N_("Not enough space for {file}."), file=name),
                LazyText(N_("Free some space, or choose a file on another disk.")),
            )
    return OutputError(
        LazyText(N_("{file} cannot be written."), file=name),
        LazyText(N_("Choose another file name.")),
    )


def _check(target: Path, path: Path, *, replace: bool) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OutputError(
            LazyText(N_("{file} is not a regular file."), file=path),
            LazyText(N_("Choose another file name.")),
        )
    if not replace:
        raise OutputError(
            LazyText(N_("{file} already exists."), file=path),
            LazyText(N_("Choose another file name, or replace it with --force.")),
        )


def _rename(part: Path, target: Path, path: Path, *, replace: bool) -> None:
    """Put the finished file in its place."""
    try:
        if not replace:
            _check(target, path, replace=False)
        part.replace(target)
    except BaseException:
        part.unlink()
        raise
