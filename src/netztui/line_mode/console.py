"""Lines in, lines out.

Nothing but lines and prompts is written. Characters that the output's encoding lacks are
transliterated. If the input is not a terminal, it is echoed, so that a log reads like a dialogue.
Python's readline module is not used, because it moves the cursor.
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
    """Where the user reads and writes; a signal raises `Exit` while it does either."""

    def __init__(self, source: TextIO, target: TextIO, signals: SignalGuard) -> None:
        self._source = source
        self._target = target
        self._signals = signals
        self._echo = not source.isatty()
        self._prompt_open = False

    @property
    def width(self) -> int:
        """The current number of columns."""
        return terminal_width()

    def write(self, *texts: str) -> None:
        """Write texts below each other, wrapped."""
        self.write_lines(paragraphs(texts, self.width))

    def write_lines(self, lines: Iterable[str]) -> None:
        """Write lines that are already wrapped."""
        text = "".join(f"{line}\n" for line in lines)
        # If the input ended at a prompt, its line is still open.
        self._write(f"\n{text}" if self._prompt_open else text)
        self._prompt_open = False

    def read_line(self, prompt: str) -> str:
        """The line entered at `prompt`; raises `Exit` if there is none."""
        self._write(f"{prompt} ")
        self._prompt_open = True
        line = self._read()
        self._prompt_open = False
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
    """Standard input and output, set up to accept any text."""
    transliterate_output(sys.stdout)
    if isinstance(sys.stdin, TextIOWrapper):
        # Bytes that are not text are then refused as an answer, like any other such text.
        sys.stdin.reconfigure(errors="surrogateescape")
    return Console(sys.stdin, sys.stdout, signals)
