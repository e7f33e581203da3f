"""Ending the program by a signal, or because its terminal is gone.

Signals that are ignored when the program starts, as under `nohup`, stay ignored.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import FrameType
from typing import Self

BY_SIGNAL = 128
"""Plus the number of the signal that ended the program: its exit status, as in a shell."""
POLL_SECONDS = 1.0
EXIT_SECONDS = 10.0
"""Time for an orderly exit; longer than storing waits for another program."""


class Exit(Exception):  # noqa: N818  # not an error
    """The program ends with this exit status."""

    def __init__(self, status: int = 0) -> None:
        super().__init__(status)
        self.status = status


class SignalGuard(ExitStack):
    """Raises `Exit` for a signal, but only inside `interruptible`, so that storing completes.

    Ctrl+C exits with status 0, SIGTERM and SIGHUP with 128 and their number.
    """

    def __init__(self) -> None:
        super().__init__()
        self._received: int | None = None
        self._raised = False
        self._interruptible = False

    def __enter__(self) -> Self:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self.callback(signal.signal, number, signal.signal(number, self._receive))
        return self

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let a signal raise `Exit` here, including one received earlier."""
        self._interruptible = True
        try:
            self._raise_exit()
            yield
        finally:
            self._interruptible = False

    def _receive(self, number: int, _frame: FrameType | None) -> None:
        self._received = self._received or number
        if self._interruptible:
            self._raise_exit()

    def _raise_exit(self) -> None:
        # Only once, so that a second signal doesn't interrupt the farewell.
        if self._received is not None and not self._raised:
            self._raised = True
            raise Exit(0 if self._received == signal.SIGINT else BY_SIGNAL + self._received)


def on_termination(leave: Callable[[int], None]) -> None:
    """Call `leave` with the signal's number in the running event loop when the program must end.

    A program that has not ended after EXIT_SECONDS, perhaps because nothing reads its output, is
    ended at once. Does nothing on Windows, which has no such signals.
    """
    if sys.platform == "win32":
        return
    import asyncio

    loop = asyncio.get_running_loop()

    def terminate(number: int, _frame: FrameType | None = None) -> None:
        timer = threading.Timer(EXIT_SECONDS, os._exit, [BY_SIGNAL + number])
        timer.daemon = True
        timer.start()
        if not loop.is_closed():
            loop.call_soon_threadsafe(leave, number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            # Unlike a handler of the loop, this one also runs while painting waits.
            signal.signal(number, terminate)

    def watch_terminal() -> None:
        while os.isatty(0):
            time.sleep(POLL_SECONDS)
        terminate(int(signal.SIGHUP))

    threading.Thread(target=watch_terminal, name="netztui-terminal", daemon=True).start()


def on_stop(suspended: Callable[[], AbstractContextManager[None]]) -> None:
    """Give the terminal back with `suspended` while the program is stopped.

    SIGSTOP comes without warning, and other programs may have changed the terminal meanwhile, so
    after it the terminal is given back and taken again at once.
    """
    if sys.platform == "win32":
        return
    import asyncio

    taken_again = False

    def stop() -> None:
        nonlocal taken_again
        with suspended():
            os.kill(os.getpid(), signal.SIGSTOP)
        taken_again = True

    def resume() -> None:
        # Doing it twice would drop what is typed as soon as the screen is there again.
        nonlocal taken_again
        if os.isatty(0) and not taken_again:
            with suspended():
                pass
        taken_again = False

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, resume)
