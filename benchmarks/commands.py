"""The commands that are typed most, next to an empty Python; whole processes, in turn."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measuring import NETZTUI, Line, home, in_turn, run

PROMISED = {"--version": 3.0, "--help": 4.5, "list": None, "history": None}
"""How many times as long as `python -c pass` each may take, if that is promised."""


def lines(*, quick: bool) -> Iterator[Line]:
    """The figures."""
    with tempfile.TemporaryDirectory() as folder:
        environment = home(Path(folder))
        commands = {"pass": (NETZTUI[0], "-c", "pass")}
        commands |= {argument: (*NETZTUI, argument) for argument in PROMISED}
        taken = in_turn(
            5 if quick else 20,
            {name: partial(run, command, environment) for name, command in commands.items()},
        )
    empty = taken.pop("pass").seconds
    for name, one in taken.items():
        note = f"{one.seconds * 1000:.0f} ms; python -c pass {empty * 1000:.0f} ms"
        yield Line(f"netztui {name}", one.seconds / empty, PROMISED[name], note=note)
