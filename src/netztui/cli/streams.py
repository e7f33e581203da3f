"""Standard streams that are closed, full or no longer read: one guard for every command.

It also keeps control characters and bidirectional overrides from the terminal, whatever a
command prints.
"""

import errno
import io
import os
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def guard_streams() -> None:
    """Replace the standard streams with ones that can always be used.

    Python has None for a closed stream, and its number goes to the next file that is opened,
    perhaps the archive. Reading from such a stream gives nothing; writing to it fails.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            # Standard output is opened for reading, so that writing fails; errors are discarded.
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
    sys.stdout = _guarded(sys.stdout, fatal=True)
    sys.stderr = _guarded(sys.stderr, fatal=False)


def _guarded(stream: TextIO, *, fatal: bool) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # another program has replaced it
    target = stream.buffer  # which is unbuffered with “python -u”
    if isinstance(target, io.BufferedWriter):
        target = target.raw
    return _Text(
        io.BufferedWriter(_Guard(target, fatal=fatal)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
    )


class _Text(io.TextIOWrapper):
    """Text without what a terminal would obey; the bytes of `buffer` are written as they are."""

    def write(self, text: str, /) -> int:
        if not text.isascii() or not text.replace("\n", "").isprintable():
            from netztui.diagnostics.sanitize import sanitize

            text = "\t".join(map(sanitize, text.split("\t")))
        return super().write(text)


class _Guard(io.RawIOBase):
    """Bytes on their way to a stream; once that can't be written, they are discarded.

    With `fatal` the program ends then, because what was asked for is lost. Otherwise there is
    nobody to read it, and the exit status remains.
    """

    def __init__(self, target: io.RawIOBase | BinaryIO, *, fatal: bool) -> None:
        self._target = target
        self._fatal = fatal
        self._failed = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._target.fileno()

    def isatty(self) -> bool:
        return self._target.isatty()

    def write(self, data: "ReadableBuffer", /) -> int | None:
        if not self._failed:
            try:
                return self._target.write(data)
            except OSError as error:
                self._failed = True
                if self._fatal:
                    self._exit(error)
        return memoryview(data).nbytes

    def _exit(self, error: OSError) -> NoReturn:
        from netztui.cli.exits import READER_GONE, fail
        from netztui.system.atomic_file import explain_write_error

        # A terminal that was closed reports an input/output error.
        gone = error.errno == errno.EIO and stat.S_ISCHR(os.fstat(self.fileno()).st_mode)
        if gone or error.errno == errno.EPIPE:
            sys.exit(READER_GONE)
        explained = explain_write_error(error, "<stdout>")
        fail(explained.message, explained.hint)
