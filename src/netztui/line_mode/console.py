"""Lines in, lines out: the person's side of the plain mode.

Nothing but lines is written, and a prompt before one is read. What the output's encoding doesn't
have is spelled with what it has (`i18n.transliteration`). Where the input is no terminal, what was
read is written as well, so that a log reads as a conversation. Python's readline module stays
out: it moves the cursor.
"""

import signal
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO

from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.transliteration import transliterate_output
from netztui.system.signals import BY_SIGNAL, Exit, SignalGuard
from netztui.text.wrap import paragraphs, terminal_width


class InputEndedError(Exit):
    """There is no more input."""


class OutputClosedError(Exit):
    """Nothing reads the output any more."""

    def __init__(self) -> None:
        super().__init__(BY_SIGNAL + 13)  # SIGPIPE, which Windows doesn't have


class Console:
    """Where the person reads and writes."""

    def __init__(self, source: TextIO, target: TextIO, signals: SignalGuard) -> None:
        self._source = source
        self._target = target
        self._signals = signals
        self._echo = not source.isatty()
        self._in_line = False

    @property
    def width(self) -> int:
        """The columns of a line now."""
        return terminal_width()

    def say(self, *texts: str) -> None:
        """Say texts below each other, wrapped."""
        self.tell(paragraphs(texts, self.width))

    def tell(self, lines: Iterable[str]) -> None:
        """Say lines that are wrapped already."""
        told = "".join(f"{line}\n" for line in lines)
        # A prompt whose line never came, because the input ended there.
        self._write(f"\n{told}" if self._in_line else told)
        self._in_line = False

    def ask(self, prompt: str) -> str:
        """The line that is entered; raises a `Leave` where there is none."""
        self._write(f"{prompt} ")
        self._in_line = True
        line = self._read()
        self._in_line = False
        if self._echo:
            self._write(f"{sanitize(line.rstrip())}\n")
        return line

    def _read(self) -> str:
        with self._signals.interruptible():
            try:
                line = self._source.readline()
            except OSError:
                # The terminal is gone.
                raise Exit(BY_SIGNAL + getattr(signal, "SIGHUP", signal.SIGTERM)) from None
        if not line:
            raise InputEndedError
        return line.removesuffix("\n")

    def _write(self, text: str) -> None:
        with self._signals.interruptible():
            try:
                self._target.write(text)
                self._target.flush()
            except OSError:
                raise OutputClosedError from None


def standard_console(signals: SignalGuard) -> Console:
    """Standard input and output, made to take and give any text."""
    transliterate_output(sys.stdout)
    if isinstance(sys.stdin, TextIOWrapper):
        # What is no text in its encoding is then refused as an answer, like any other such text.
        sys.stdin.reconfigure(errors="surrogateescape")
    return Console(sys.stdin, sys.stdout, signals)
