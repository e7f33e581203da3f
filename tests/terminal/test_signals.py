"""Ended by a signal, or left without its terminal, netztui saves everything and exits soon."""

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from netztui.questionnaire.model import Questionnaire
from terminal.driver import DOWN, UP, Computer, Terminal, values
from terminal.walking import (
    NO_PAUSE,
    answer,
    begin,
    choose_networks,
    fill,
    open_draft,
    store_draft,
)

SOON = 8.0
"""Seconds; leaving takes about one, and a program that is stuck takes ten."""

SAID = {"networks-used": ("xing", "x"), "wanted": "other"}


@pytest.fixture
def terminal(computer: Computer) -> Iterator[Terminal]:
    """At question 3, which has no answer."""
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        choose_networks(terminal)
        answer(terminal, "4")
        yield terminal


def ended(terminal: Terminal) -> int:
    """The exit status of a program that has to end by itself, and soon."""
    before = time.monotonic()
    status = terminal.process.wait(20)
    assert time.monotonic() - before < SOON
    return status


def close(terminal: Terminal) -> None:
    """Close the window: the terminal is gone."""
    os.close(terminal._controller)
    terminal._controller = os.open(os.devnull, os.O_RDWR)


def restored(terminal: Terminal) -> None:
    """Check that the terminal is as before: main screen, cursor shown, mouse off."""
    painted = terminal.painted
    assert painted.rfind(b"\x1b[?1049l") > painted.rfind(b"\x1b[?1049h")
    assert painted.rfind(b"\x1b[?25h") > painted.rfind(b"\x1b[?25l")
    assert painted.rfind(b"\x1b[?1000l") > painted.rfind(b"\x1b[?1000h")
    assert b"Traceback" not in painted


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)]
)
def test_a_signal_ends_it_with_every_answer_saved_and_the_terminal_restored(
    computer: Computer, terminal: Terminal, number: signal.Signals
):
    answer(terminal, "5")
    terminal.process.send_signal(number)
    assert terminal.status() == 128 + number
    restored(terminal)
    (stored,) = computer.stored()
    assert values(stored) == {**SAID, "read-to-keep-up": 5}
    # Nothing waits beside it: the archive was closed.
    assert [file.name for file in computer.data.iterdir()] == ["archive.sqlite"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "way", ["SIGTERM", "SIGHUP", "window closed", "window closed, SIGHUP ignored"]
)
def test_typed_text_is_kept_however_the_system_ends_it(
    computer: Computer, shipped: Questionnaire, way: str
):
    store_draft(computer, shipped)
    command = [sys.executable, "-m", "netztui"]
    if "ignored" in way:
        # As under nohup: only the terminal itself shows that it is gone.
        command = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *command]
    with Terminal(command, computer.environment) as terminal:
        open_draft(terminal)
        fill(terminal, "19")
        if way.startswith("SIG"):
            number = signal.Signals[way]
            terminal.process.send_signal(number)
            assert terminal.status() == 128 + number
            restored(terminal)
        else:
            close(terminal)
            assert ended(terminal) == 128 + signal.SIGHUP
    (stored,) = computer.stored()
    assert len(stored.assessment.answers) == 47
    assert list(values(stored).values())[-1] == 19


def test_a_signal_ends_it_on_the_start_screen(computer: Computer):
    with computer.start() as terminal:
        terminal.wait_for("Beginnen:")
        terminal.process.send_signal(signal.SIGHUP)
        assert terminal.status() == 129
        restored(terminal)


@pytest.mark.slow
def test_closing_the_window_ends_it_on_the_start_screen(computer: Computer):
    with computer.start() as terminal:
        terminal.wait_for("Beginnen:")
        close(terminal)
        assert ended(terminal) == 129


@pytest.mark.slow
def test_a_terminal_that_is_not_read_does_not_prevent_exiting(
    computer: Computer, terminal: Terminal
):
    """As with a connection that hangs: output piles up unread."""
    for key in range(3000):
        # Up and down in the options: something to paint, nothing to store.
        os.write(terminal._controller, (DOWN if key % 2 else UP).encode())
        time.sleep(0.002)
    before = time.monotonic()
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(20) == 143
    assert time.monotonic() - before < 15
    assert values(computer.stored()[0]) == SAID
