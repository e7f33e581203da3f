"""What a user of the screen waits for, next to a bare Textual app.

Each is a ratio to the bare app (peers.py) in the same run, since milliseconds mean little on
another machine. The programs run in a pseudo-terminal, netztui with an archive on disk.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles

from driving import Driven
from measuring import NETZTUI, Line, Waits, home
from peers import READY, texts

PEERS = [sys.executable, str(Path(__file__).with_name("peers.py"))]
REST = 0.02
"""Seconds between a painted question and the next key."""
AFTER_THE_RATINGS = (
    (b"3", b"LinkedIn: on how many"),
    (b"14\r", b"LinkedIn: how often did you find"),
    (b"3", b"LinkedIn: how often did you offer"),
    (b"3", b"Finish and see"),
)
"""Keys, and what they bring up."""


def answer(program: Driven, waits: Waits, awaited: Sequence[str]) -> None:
    """Press one key for each question, timed until the first words of the next are painted."""
    for place, text in enumerate(awaited):
        pressed = program.type(b"12345"[place % 5 : place % 5 + 1])
        waits["next question"].append(program.until(text[:24].encode()) - pressed)
        time.sleep(REST)


def start(peer: str, waits: Waits, folder: Path) -> None:
    """Start a peer, and kill it when it is ready."""
    with Driven([*PEERS, peer], home(folder)) as program:
        waits["first frame"].append(program.until(READY.encode()) - program.started)


def new_user(folder: Path) -> dict[str, str]:
    """The environment of a user with nothing but a setting, in a new folder."""
    settings = folder / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('advance = "at-once"\n', encoding="utf-8")
    return home(folder)


def start_netztui(waits: Waits, folder: Path) -> None:
    """Start netztui, begin at once, and kill it at the first question."""
    with Driven(NETZTUI, new_user(folder)) as program:
        waits["first frame"].append(program.until(b"Everything stays") - program.started)
        program.type(b"\r")
        waits["first question"].append(
            program.until(b"Which networks did you use") - program.started
        )


def run_bare(waits: Waits, questions: Sequence[str], folder: Path) -> None:
    """One round of the bare app."""
    with Driven([*PEERS, "textual"], home(folder)) as program:
        program.until(READY.encode())
        program.settle(0.3)
        answer(program, waits, questions)
        program.type(b"q")
        program.wait()
        waits["memory"].append(program.peak_memory)


def run_netztui(waits: Waits, questions: Sequence[str], folder: Path) -> None:
    """One round of netztui: launch, answer everything, look at result and history, quit."""
    with Driven(NETZTUI, new_user(folder)) as program:
        program.until(b"Everything stays")
        program.type(b"\r")
        program.until(b"Which networks did you use")
        program.type(b"2")
        program.until(b"[x]")
        program.type(b"\r")
        program.until(b"What did you mainly want")
        program.type(b"1")
        program.until(questions[0][:24].encode())
        program.settle(0.3)
        answer(program, waits, questions[1:])
        for keys, awaited in AFTER_THE_RATINGS:
            program.type(keys)
            program.until(awaited)
        time.sleep(REST)
        pressed = program.type(b"f")
        waits["result"].append(program.until(b"All figures") - pressed)
        # The result and the history load the most modules.
        program.type(b"v")
        program.until(b"the answers leave open")
        program.type(b"q")
        program.wait()
        waits["memory"].append(program.peak_memory)


def lines(*, quick: bool) -> Iterator[Line]:
    """The figures."""
    questions = texts()
    others = {"questionary": "questionary", "inquirer-textual": "inquirer_textual"}
    peers = {name: Waits(list) for name, module in others.items() if find_spec(module)}
    bare, netztui = Waits(list), Waits(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Not counted: this compiles modules and warms the disk's cache.
        start("textual", Waits(list), folder)
        run_netztui(Waits(list), questions, folder / "first")
        for place in range(5 if quick else 20):
            start("textual", bare, folder)
            start_netztui(netztui, folder / f"start{place}")
            for peer, waits in peers.items():
                start(others[peer], waits, folder)
        for place in range(3 if quick else 10):
            run_bare(bare, questions, folder)
            run_netztui(netztui, questions, folder / f"run{place}")

    def ratio(what: str, ours: float, theirs: float, promised: float, of: str) -> Line:
        note = f"{ours * 1000:.0f} ms; {of} {theirs * 1000:.0f} ms"
        return Line(what, ours / theirs, promised, note=note)

    key, app = median(netztui["next question"]), "bare Textual app"
    frame, question = bare["first frame"], median(netztui["first question"])
    for what, promised in (("first frame", 1.15), ("first question", 1.8)):
        # Each start is compared with the one before it, as the machine's speed changes.
        pairs = zip(netztui[what], frame, strict=True)
        note = f"{median(netztui[what]) * 1000:.0f} ms; first frame of a {app} "
        note += f"{median(frame) * 1000:.0f} ms"
        yield Line(what, median(ours / theirs for ours, theirs in pairs), promised, note=note)
    bare_key = median(bare["next question"])
    yield ratio("key to next question, median", key, bare_key, 0.6, app)
    slowest, theirs = (quantiles(one["next question"], n=100)[98] for one in (netztui, bare))
    yield ratio("key to next question, p99", slowest, theirs, 1.2, app)
    result = median(netztui["result"])
    yield ratio("finishing to the result", result, bare_key, 3.0, f"a key in a {app}")
    ours, theirs = median(netztui["memory"]), median(bare["memory"])
    yield Line("memory", ours / theirs, 1.6, note=f"{ours:.0f} MB; {app} {theirs:.0f} MB")
    for name, waits in peers.items():
        theirs = median(waits["first frame"])
        note = f"netztui's first question is at {question * 1000:.0f} ms"
        yield Line(f"first question of {name}", theirs * 1000, None, "ms", note)
