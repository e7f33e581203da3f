"""The lines of a file as text, one by one, with what is needed to say where one is none.

A text file of the standard library decodes ahead in blocks, so that it knows of a wrong byte but
not in which line it stands; and it would read a line without end until the memory is full.
"""

from codecs import BOM_UTF8
from typing import BinaryIO

from netztui.i18n.message import N_, LazyText

LINE_LIMIT = 1 << 20
"""Bytes of a line."""


class UnreadableError(Exception):
    """A line that is no text."""

    def __init__(self, message: LazyText, hint: LazyText) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


class LineReader:
    """The lines of `source` with their line breaks, and how far reading has come.

    A byte order mark is passed over. Iterating raises UnreadableError.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._again: list[str] = []
        self.number = 0
        """Of the line that was read last, from 1."""
        self.size = 0
        """Bytes read so far."""
        self.begun: list[str] = []
        """The text read since this was last cleared, up to a character that is none."""

    def first(self) -> str:
        """The first line that is not blank, which is read again by the next `next`."""
        for line in self:
            self.begun.clear()
            if line.strip():
                self._again.append(line)
                self.number -= 1
                return line
        return ""

    def __iter__(self) -> "LineReader":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.begun.append(line)
        return line

    def _read(self) -> str:
        try:
            content = self._source.readline(LINE_LIMIT + 1)
        except OSError:
            raise self._unreadable(LazyText(N_("The rest cannot be read.")), "") from None
        if not self.size:
            self.size = len(content)
            content = content.removeprefix(BOM_UTF8)
        else:
            self.size += len(content)
        if len(content) > LINE_LIMIT:
            raise self._unreadable(LazyText(N_("The line is longer than 1 MiB.")), "")
        try:
            line = content.decode()
        except UnicodeDecodeError as error:
            text = content[: error.start].decode()
            raise self._unreadable(LazyText(N_("This is not text in UTF-8.")), text) from None
        if "\0" in line:
            text = line[: line.index("\0")]
            raise self._unreadable(LazyText(N_("There is a NUL character.")), text)
        return line

    def _unreadable(self, message: LazyText, text: str) -> UnreadableError:
        self.number += 1
        self.begun.append(text)
        return UnreadableError(message, LazyText(N_("Save the table as CSV in UTF-8.")))
