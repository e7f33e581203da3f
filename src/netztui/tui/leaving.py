"""Leaving because the system wants it: by a signal, or because the terminal is gone.

A program that is told to end (SIGTERM), or whose terminal was closed (SIGHUP), stores what stands
in a field and leaves as if the person had. A terminal can also vanish without a word, where the
signal is ignored or meant for others; so it is looked at now and then. Without a terminal the
orderly way can get stuck, since nobody takes what is painted; then the program ends all the same,
and by then everything is stored.
"""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

BY_SIGNAL = 128
"""A shell takes this and the signal's number for the status of what a signal has ended."""
LOOKS = 1.0
"""Seconds between two looks at the terminal."""
PATIENCE = 10.0
"""Seconds for leaving in an orderly way: more than what storing may wait for another program."""


def watch(leave: Callable[[int], None]) -> None:
    """Call `leave` with the signal's number where the system wants the program to end.

    It is called in the loop that runs now, and is expected to end the program: where it has not
    after PATIENCE, the program ends without it. On Windows there is nothing of the kind to watch.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()

    def ask(number: int, _frame: FrameType | None = None) -> None:
        timer = threading.Timer(PATIENCE, os._exit, [BY_SIGNAL + number])
        timer.daemon = True
        timer.start()
        if not loop.is_closed():
            loop.call_soon_threadsafe(leave, number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            # Unlike a handler of the loop, this one is called while painting waits for a terminal.
            signal.signal(number, ask)

    def look() -> None:
        while os.isatty(0):
            time.sleep(LOOKS)
        ask(int(signal.SIGHUP))

    threading.Thread(target=look, name="netztui-terminal", daemon=True).start()
