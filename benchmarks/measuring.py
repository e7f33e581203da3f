"""What all benchmarks share: a line of the table, a timed process, and a folder of one's own."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import TypeAlias

NETZTUI = (sys.executable, "-m", "netztui")

Waits: TypeAlias = defaultdict[str, list[float]]
"""The seconds that a program let its user wait, for each kind of wait."""


@dataclass(frozen=True)
class Line:
    """One figure of the table."""

    what: str
    measured: float
    promised: float | None
    """None if nothing is promised."""
    unit: str = "×"
    note: str = ""
    at_least: bool = False
    """Whether more is better."""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept, if there is one."""
        if self.promised is None or self.measured == self.promised:
            return True
        return (self.measured > self.promised) == self.at_least


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    cpu: float
    """Seconds of processor time, which other programs hardly change."""
    memory: float
    """Megabytes at most."""


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a program to its end, without its output."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def home(folder: Path) -> dict[str, str]:
    """The environment of a user in English who keeps everything in `folder`."""
    unwanted = {"COLUMNS", "LINES", "NO_COLOR", "LANGUAGE", "LC_ALL", "NETZTUI_LANGUAGE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    own = {
        "HOME": str(folder),
        "NETZTUI_DATA_DIR": str(folder / "data"),
        "NETZTUI_CONFIG_DIR": str(folder / "config"),
    }
    return {**kept, "LANG": "en_US.UTF-8", **own}


def in_turn(rounds: int, programs: Mapping[str, Callable[[], Run]]) -> dict[str, Run]:
    """The medians of each program; in turn, so that all meet the same machine.

    A first round is not counted: it compiles modules and warms the disk's cache.
    """
    taken: dict[str, list[Run]] = {name: [] for name in programs}
    for place in range(rounds + 1):
        for name, program in programs.items():
            one = program()
            if place:
                taken[name].append(one)
    return {
        name: Run(*(median(getattr(one, each.name) for one in runs) for each in fields(Run)))
        for name, runs in taken.items()
    }
