"""A file that a command writes: complete, or not there at all.

It is written next to its place under a temporary name and renamed at the end, so that a
half-written file is never mistaken for a complete one, whatever stops the program.
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from netztui.i18n.message import N_, ExplainedError, LazyText

PATH_PROBLEMS: Mapping[int | None, str] = {
    errno.ENAMETOOLONG: N_("The name {file} is too long for this file system."),
    errno.ENOTDIR: N_("The path {file} leads through a file as if it were a folder."),
    errno.ELOOP: N_("The symbolic links in {file} lead in a circle."),
}
NO_PERMISSION = (
    N_("You are not allowed to write {file}."),
    N_("Choose a file in a folder of your own."),
)
NO_SPACE = (
    N_("Not enough space for {file}."),
    N_("Free some space, or choose a file on another disk."),
)
UNREADABLE: Mapping[type[Exception], str] = {
    FileNotFoundError: N_("{file} does not exist."),
    IsADirectoryError: N_("{file} is a folder, not a file."),
    PermissionError: N_("You are not allowed to read {file}."),
}
WRITE_PROBLEMS: Mapping[int | None, tuple[str, str]] = {
    errno.ENOENT: (
        N_("The folder for {file} does not exist."),
        N_("Create the folder first, or specify another one."),
    ),
    errno.EACCES: NO_PERMISSION,
    errno.EPERM: NO_PERMISSION,
    errno.EROFS: NO_PERMISSION,
    errno.ENOSPC: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
}
"""What happened and what to do, by the operating system's error."""
ANOTHER_NAME = N_("Choose another file name.")


class OutputError(ExplainedError):
    """The output can't be written."""


@contextmanager
def atomic_write(path: Path, *, replace: bool, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into, which is at `path` once the block has ended without an error.

    An existing file is only replaced with `replace`. With `private` only its owner can open it
    (0600), however loose the umask is. Raises OutputError if a file may not be replaced, and for
    everything that keeps it from being written.
    """
    try:
        # If `path` is a link, the file it leads to is replaced. Path.resolve would raise
        # RuntimeError for a loop of links.
        target = Path(os.path.realpath(path))
        _check(target, path, replace=replace)
        part = target.with_name(f".netztui-{os.urandom(8).hex()}.part")
        try:
            with open(part, "xb", opener=partial(os.open, mode=0o600) if private else None) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _check(target, path, replace=replace)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise explain_write_error(error, str(path)) from None


def save_document(name: str, content: bytes) -> Path:
    """Save `content` in the user's folder for documents, which is created if necessary.

    The file is called `name`, with the first free number if there is one already. Only the user
    can read it. Returns the file; raises OutputError.
    """
    from netztui.system import paths

    first = paths.documents_folder() / name
    others = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    try:
        first.parent.mkdir(parents=True, exist_ok=True)
        file = next(one for one in chain([first], others) if not one.exists())
    except OSError as error:
        raise explain_write_error(error, str(first.parent)) from None
    with atomic_write(file, replace=False, private=True) as target:
        target.write(content)
    return file


def explain_path_error(error: OSError, name: str) -> LazyText | None:
    """What is wrong with the path called `name` itself; None if the error is about the file."""
    problem = PATH_PROBLEMS.get(error.errno)
    return LazyText(problem, file=name) if problem is not None else None


def explain_read_error(error: OSError, name: str) -> LazyText:
    """Why the file called `name` can't be read."""
    unreadable = UNREADABLE.get(type(error), N_("{file} cannot be read."))
    return explain_path_error(error, name) or LazyText(unreadable, file=name)


def explain_write_error(error: OSError, name: str) -> OutputError:
    """What an error of the operating system means for the output called `name`."""
    other = PATH_PROBLEMS.get(error.errno, N_("{file} cannot be written.")), ANOTHER_NAME
    message, hint = WRITE_PROBLEMS.get(error.errno, other)
    return OutputError(message, hint, file=name)


def _check(target: Path, path: Path, *, replace: bool) -> None:
    try:
        regular = stat.S_ISREG(target.stat().st_mode)
    except FileNotFoundError:
        return
    if regular and replace:
        return
    message, hint = N_("{file} is not a regular file."), ANOTHER_NAME
    if regular:
        message = N_("{file} already exists.")
        hint = N_("Choose another file name, or replace it with --force.")
    raise OutputError(message, hint, file=path)
