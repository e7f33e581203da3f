"""Measures what is promised about the command line's speed: netztui next to an empty Python.

    python benchmarks/command_line.py [--rounds 20]

Everything is a ratio to `python -c pass` of the interpreter that the installed `netztui` runs
on: wall time of whole processes, in turn in each round. Exit status 1 if a promise is not kept.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

PROMISED = {"--version": 3.0, "--help": 6.0}
"""How many times as long as an empty Python each command may take."""


def script() -> Path:
    """The installed `netztui`: next to this interpreter, otherwise the first in the path."""
    beside = Path(sys.executable).with_name("netztui")
    found = str(beside) if beside.exists() else shutil.which("netztui")
    if found is None:
        sys.exit("netztui is not installed here")
    return Path(found)


def interpreter(program: Path) -> str:
    """The Python that the script runs on, by its first line."""
    first = program.read_bytes().split(b"\n", 1)[0].decode()
    return first.removeprefix("#!").strip() if first.startswith("#!") else sys.executable


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The wall time of one process."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def ratios(program: Path, environment: Mapping[str, str], rounds: int) -> dict[str, list[float]]:
    """The seconds of each command; “pass” is an empty Python."""
    commands = {
        "pass": [interpreter(program), "-c", "pass"],
        **{option: [str(program), option] for option in PROMISED},
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    # The first round is not counted: it compiles modules and warms the disk's cache.
    for place in range(rounds + 1):
        for name, command in commands.items():
            spent = seconds(command, environment)
            if place:
                taken[name].append(spent)
    return taken


def main() -> int:
    """Measure, print, and compare with what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    # An installed program comes with bytecode; a checkout must be allowed to write its own.
    unwanted = ("LANGUAGE", "LC_ALL", "NETZTUI_LANGUAGE", "PYTHONDONTWRITEBYTECODE")
    everything = {name: value for name, value in os.environ.items() if name not in unwanted}
    with tempfile.TemporaryDirectory() as folder:
        environment = {**everything, "LANG": "en_US.UTF-8", "HOME": folder}
        taken = ratios(script(), environment, rounds)
    empty = median(taken["pass"])
    kept = True
    print(f"{rounds} rounds, python -c pass {empty * 1000:.1f} ms")
    for option, limit in PROMISED.items():
        ours = median(taken[option])
        kept &= ours / empty <= limit
        print(
            f"netztui {option:24} {ours * 1000:8.1f} ms"
            f"  ratio {ours / empty:5.2f}  promised {limit:.0f}"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
