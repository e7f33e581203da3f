"""Leaving, for whatever reason: asked for, the input at its end, a signal, nobody who reads on.

A signal ends the conversation where the program listens or speaks, never while it stores: what
was entered before it came is kept first. Each answer is stored when it is given, so leaving has
nothing more to save.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType, TracebackType

BY_SIGNAL = 128
"""A shell takes this and the signal's number for the status of what a signal has ended."""


WAIT = 0.05
"""Seconds after which a signal that was not heeded is sent again."""


class Exit(Exception):  # noqa: N818  # no error
    """The conversation ends."""

    status = 0
    """The exit status that tells why."""


class InputEndedError(Exit):
    """There is nothing more to read."""


class KeyboardExitError(Exit):
    """The person pressed Ctrl+C."""


class TerminatedError(Exit):
    """The system wants the program to end, or the terminal is gone."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = BY_SIGNAL + number


class OutputClosedError(Exit):
    """Whoever read the output has gone; there is nobody left to be told."""

    status = BY_SIGNAL + 13  # SIGPIPE, which Windows doesn't have


class SignalGuard:
    """Turns signals into `Exit` where that is allowed, while it is entered."""

    def __init__(self) -> None:
        self._came: int | None = None
        self._raised = False
        self._allowed = False
        self._restoring = ExitStack()

    def __enter__(self) -> "SignalGuard":
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # What somebody has it ignore stays ignored.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before = signal.signal(number, self._heed)
                self._restoring.callback(signal.signal, number, before)
        if sys.platform != "win32":
            self._wake()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restoring.close()

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Where a signal ends the conversation at once, one that came before it included."""
        self._allowed = True
        try:
            self._raise()
            yield
        finally:
            self._allowed = False

    def _heed(self, number: int, _frame: FrameType | None) -> None:
        self._came = self._came or number
        if self._allowed:
            self._raise()

    def _raise(self) -> None:
        """Only once: what is said for farewell is not interrupted again."""
        if self._came is None or self._raised:
            return
        self._raised = True
        if self._came == signal.SIGINT:
            raise KeyboardExitError
        raise TerminatedError(self._came)

    def _wake(self) -> None:
        """Have a signal noticed that came a moment before the program began to wait for a line.

        Python runs a handler between its own steps. Where the signal comes after the last one and
        before the system waits, nobody would run it, so it is sent again until it was heeded.
        """
        main = threading.get_ident()
        readable, writable = os.pipe()
        os.set_blocking(writable, False)
        before = signal.set_wakeup_fd(writable, warn_on_full_buffer=False)

        def send_again() -> None:
            while came := os.read(readable, 1):
                time.sleep(WAIT)
                if not self._raised:
                    signal.pthread_kill(main, came[0])
            os.close(readable)

        sender = threading.Thread(target=send_again, name="netztui-signals", daemon=True)
        sender.start()
        # In the opposite order, and each only when the one before is done.
        self._restoring.callback(sender.join)
        self._restoring.callback(os.close, writable)
        self._restoring.callback(signal.set_wakeup_fd, before)
