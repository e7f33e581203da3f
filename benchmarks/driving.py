"""Starts a program in a pseudo-terminal, types into it, and times what it paints.

Times are taken from outside, as a user experiences them: from the start of the process, or from
a key, until the bytes with the expected words have come out of the terminal.
"""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

PATIENCE = 60.0
CURSOR_WHERE = b"\x1b[6n"
"""Asks a terminal where the cursor is; some programs paint nothing before they know."""


class NotPaintedError(Exception):
    """The expected words were not painted in time."""


class Driven:
    """A program in a pseudo-terminal of 80×24."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        terminal_of_today = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        everything = {**environment, **terminal_of_today, "TEXTUAL_ANIMATIONS": "none"}
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.painted = b""
        self.peak_memory = 0.0
        """In megabytes; known once the program has ended."""
        self.started = time.perf_counter()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(controller)
            os.login_tty(terminal)
            os.execvpe(command[0], list(command), everything)
        os.close(terminal)
        self._controller = controller
        self._running = True

    def __enter__(self) -> "Driven":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running:
            os.kill(self._pid, signal.SIGKILL)
            self.wait()
        os.close(self._controller)

    def type(self, keys: bytes) -> float:
        """Press keys; returns the time."""
        now = time.perf_counter()
        os.write(self._controller, keys)
        return now

    def until(self, words: bytes) -> float:
        """Wait until `words` have been painted since the last call; returns the time."""
        end = time.perf_counter() + PATIENCE
        while words not in self.painted:
            ready, _, _ = select.select([self._controller], [], [], end - time.perf_counter())
            if not ready:
                raise NotPaintedError(f"{words!r} in {self.painted[-2000:]!r}")
            try:
                content = os.read(self._controller, 65536)
            except OSError as error:
                raise NotPaintedError(f"{words!r}: the program ended") from error
            self.painted += content
            if CURSOR_WHERE in content:
                os.write(self._controller, b"\x1b[1;1R")
        now = time.perf_counter()
        self.painted = b""
        return now

    def settle(self, seconds: float) -> None:
        """Give the program `seconds` to settle, discarding what it paints."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._controller], [], [], left)[0]:
                os.read(self._controller, 65536)
        self.painted = b""

    def wait(self) -> None:
        """Wait for the end of the program."""
        while self._running:
            if select.select([self._controller], [], [], 0.01)[0]:
                # Linux reports EIO here once the program has closed the terminal.
                with contextlib.suppress(OSError):
                    os.read(self._controller, 65536)
            pid, _status, usage = os.wait4(self._pid, os.WNOHANG)
            if pid:
                self._running = False
                self.peak_memory = usage.ru_maxrss / 1024
