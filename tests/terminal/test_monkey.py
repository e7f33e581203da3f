"""Random keys and signals at random speed, from the first moment on, through a real terminal."""

import random
import signal
import time

import pytest

from netztui.archive.archive import Archive
from netztui.system.signals import BY_SIGNAL
from terminal.driver import (
    BACKSPACE,
    CTRL_C,
    CTRL_P,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    RIGHT,
    SHIFT_TAB,
    SPACE,
    TAB,
    UP,
    Computer,
    Terminal,
)
from terminal.walking import NO_PAUSE

CLICK = "\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"
PASTE = "\x1b[200~{text}\x1b[201~"
KEYS = [
    *[ENTER] * 8,
    *[DOWN, UP, RIGHT, ESCAPE, SPACE, BACKSPACE, TAB, SHIFT_TAB, END, CTRL_P] * 2,
    *"12345" * 2,
    *"06789abcdefghijklmnoprstuvxyzä?",
]


SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))]


def presses(randomness: random.Random) -> str:
    """A burst of keys, a click or something pasted."""
    match randomness.choices(["keys", "same", "click", "paste"], [8, 4, 1, 1])[0]:
        case "keys":
            return "".join(randomness.choices(KEYS, k=randomness.choice([1, 2, 4, 8])))
        case "same":
            return randomness.choice(KEYS) * randomness.choice([2, 3, 10])
        case "click":
            return CLICK.format(x=randomness.randint(1, 80), y=randomness.randint(1, 24))
    return PASTE.format(text=randomness.choice(["12", "plan", "one\ntwo", "ä" * 300]))


def check(terminal: Terminal, computer: Computer, status: int) -> None:
    """The program ended as documented, and the archive is whole."""
    assert not (computer.data / "defect.txt").exists()
    assert b"Traceback" not in terminal.painted
    # Ctrl+C pressed once more, when the terminal has been given back, reaches Python as a signal.
    by_signal = {BY_SIGNAL + signal.SIGHUP, BY_SIGNAL + signal.SIGTERM, -signal.SIGINT}
    assert status in {0, *by_signal}
    if computer.archive.exists():
        with Archive.open(computer.archive) as archive, archive.reading("archive") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_random_keys_at_random_speed_do_not_end_the_program(computer: Computer, seed: int) -> None:
    randomness = random.Random(seed)
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        for _burst in range(150):
            if terminal.ended:
                break  # It has found “Quit” among the commands.
            terminal.type(presses(randomness))
            if randomness.random() < 0.05:
                terminal.resize(*randomness.choice([(80, 24), (60, 20), (30, 10)]))
            end = time.monotonic() + randomness.choice([0, 0, 0.005, 0.02, 0.1])
            while terminal.read(max(0.0, end - time.monotonic())):
                pass
        terminal.insist(CTRL_C)
        check(terminal, computer, terminal.status())


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("ends_by", ["q", CTRL_C, signal.SIGHUP, signal.SIGTERM])
def test_leaving_in_the_first_moments_is_not_a_mistake(
    computer: Computer, ends_by: str | signal.Signals, seed: int
) -> None:
    randomness = random.Random(f"{ends_by!r} {seed}")
    with computer.start() as terminal:
        # Before the program listens, the system ends it: begin when it has painted something.
        terminal.wait(lambda shown: bool(shown.painted), "the first byte")
        if ends_by != "q":
            terminal.type(presses(randomness))
        end = time.monotonic() + randomness.uniform(0, 0.5)
        while time.monotonic() < end:
            terminal.read(max(0.0, end - time.monotonic()))
        if isinstance(ends_by, signal.Signals):
            terminal.process.send_signal(ends_by)
        else:
            terminal.insist(ends_by)
        check(terminal, computer, terminal.status())
