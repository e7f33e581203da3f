"""Measures what is promised about speed: netztui next to a bare Textual app, in turn.

    python benchmarks/speed.py [--rounds 10]

Everything is a ratio to the bare app (bare.py) on the same machine in the same run, since
seconds mean little on another one. The programs run in a pseudo-terminal with an archive on
disk. Exit status 1 if a promise is not kept.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from bare import texts
from driving import Driven

BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
NETZTUI = [sys.executable, "-m", "netztui"]
REST = 0.02
"""Seconds between a painted question and the next key."""


@dataclass
class Measured:
    """What one program took, in seconds and kilobytes."""

    first_frame: list[float] = field(default_factory=list)
    first_question: list[float] = field(default_factory=list)
    next_question: list[float] = field(default_factory=list)
    peak_memory: list[float] = field(default_factory=list)


def mark(text: str) -> bytes:
    """The first words of a question, by which it is recognised on the screen."""
    return text[:24].encode()


def run_bare(measured: Measured, questions: list[str]) -> None:
    """One round of the bare app."""
    with Driven(BARE, {}) as program:
        measured.first_frame.append(program.until(b"bare and ready") - program.started)
        program.type(b"q")
        program.wait()
    with Driven([*BARE, "--texts"], {}) as program:
        program.until(b"bare and ready")
        program.settle(0.3)
        answer(program, measured, questions, questions)
        program.type(b"q")
        program.wait()
        measured.peak_memory.append(program.peak_memory)


def run_netztui(measured: Measured, questions: list[str], home: Path) -> None:
    """One round of netztui: launch, answer everything, look at result and history, quit."""
    environment = {"NETZTUI_DATA_DIR": str(home / "data"), "NETZTUI_CONFIG_DIR": str(home / "conf")}
    settings = home / "conf" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('advance = "at-once"\n', encoding="utf-8")
    with Driven(NETZTUI, environment) as program:
        measured.first_frame.append(program.until(b"Everything stays") - program.started)
        program.type(b"\r")
        measured.first_question.append(
            program.until(b"Which networks did you use") - program.started
        )
        program.type(b"2")
        program.until(b"[x]")
        program.type(b"\r")
        program.until(b"What did you mainly want")
        program.type(b"1")
        program.until(mark(questions[0]))
        program.settle(0.3)
        answer(program, measured, questions[1:], questions[1:])
        program.type(b"3")
        # The result and the history load the most modules.
        for keys, awaited in (
            (b"", b"LinkedIn: on how many"),
            (b"14\r", b"LinkedIn: how often did you find"),
            (b"3", b"LinkedIn: how often did you offer"),
            (b"3", b"Finish and see"),
            (b"f", b"All figures"),
            (b"v", b"the answers leave open"),
        ):
            program.type(keys)
            program.until(awaited)
        program.type(b"q")
        program.wait()
        measured.peak_memory.append(program.peak_memory)


def answer(program: Driven, measured: Measured, questions: list[str], awaited: list[str]) -> None:
    """Press one key per question, timed until the next one is painted."""
    for place, text in enumerate(awaited):
        pressed = program.type(b"12345"[place % 5 : place % 5 + 1])
        measured.next_question.append(program.until(mark(text)) - pressed)
        time.sleep(REST)


def main() -> int:
    """Measure, print, and compare with what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    questions = texts()
    bare, netztui = Measured(), Measured()
    with tempfile.TemporaryDirectory() as folder:
        # Not counted: the first runs compile modules and warm the disk cache.
        run_bare(Measured(), questions)
        run_netztui(Measured(), questions, Path(folder) / "warm")
        for place in range(rounds):
            run_bare(bare, questions)
            run_netztui(netztui, questions, Path(folder) / str(place))

    def slow(times: list[float]) -> float:
        return quantiles(times, n=100)[98]

    rows = [
        ("first frame", median(bare.first_frame), median(netztui.first_frame), 1.35),
        ("first question", median(bare.first_frame), median(netztui.first_question), 2.0),
        ("key to next question, median", median(bare.next_question),
         median(netztui.next_question), 1.5),
        ("key to next question, p99", slow(bare.next_question), slow(netztui.next_question), 1.5),
    ]  # fmt: skip
    print(f"{rounds} rounds, {len(netztui.next_question)} answers")
    kept = True
    for name, theirs, ours, limit in rows:
        ratio = ours / theirs
        kept &= ratio <= limit
        print(
            f"{name:32} bare {theirs * 1000:8.1f} ms  netztui {ours * 1000:8.1f} ms"
            f"  ratio {ratio:5.2f}  promised {limit}"
        )
    theirs, ours = median(bare.peak_memory), median(netztui.peak_memory)
    kept &= ours / theirs <= 1.8
    print(
        f"{'peak memory':32} bare {theirs / 1024:8.1f} MB  netztui {ours / 1024:8.1f} MB"
        f"  ratio {ours / theirs:5.2f}  promised 1.8"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
