"""Stopped and continued, by the shell or by another program, the screen goes on."""

import os
import signal
import time

import pytest

from terminal.driver import Computer, Terminal, values
from terminal.walking import NO_PAUSE, answer, begin, choose_networks, leave


def wait_until_stopped(terminal: Terminal) -> None:
    waited = os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED)
    assert waited is not None
    assert waited.si_code == os.CLD_STOPPED


@pytest.mark.parametrize(
    "stop", [pytest.param(signal.SIGSTOP, marks=pytest.mark.slow), signal.SIGTSTP]
)
def test_stopped_and_continued_again_and_again_it_goes_on_and_ends_on_q(
    computer: Computer, stop: signal.Signals, thorough: bool
):
    times = 10 if thorough else 3
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        choose_networks(terminal)
        for _ in range(times):
            terminal.process.send_signal(stop)
            wait_until_stopped(terminal)
            terminal.read(0.0)
            before = len(terminal.painted)
            terminal.process.send_signal(signal.SIGCONT)
            # The screen is painted again, because the shell has written on it.
            terminal.wait(
                lambda screen, before=before: b"Weiter" in screen.painted[before:], "a new frame"
            )
            answer(terminal, "4")
        leave(terminal)
        painted = terminal.painted
    # Each time the terminal was taken once.
    assert painted.count(b"\x1b[?1049h") == 1 + times
    assert painted.rfind(b"\x1b[?1049l") > painted.rfind(b"\x1b[?1049h")
    (stored,) = computer.stored()
    assert len(values(stored)) == 1 + times


@pytest.mark.slow
def test_continued_without_having_been_stopped_it_still_ends(computer: Computer):
    with computer.start() as terminal:
        terminal.wait_for("Beginnen:")
        for _ in range(10):
            terminal.process.send_signal(signal.SIGCONT)
            time.sleep(0.02)
        # What is typed while the terminal is taken again is lost.
        terminal.insist("q")
        assert terminal.status() == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("term", "shows"), [(None, "/?"), ("", "/?"), ("dumb", "/?"), ("no-such-terminal", "Beginnen:")]
)
def test_a_terminal_of_an_unknown_kind_is_used_line_by_line_or_as_a_screen(
    computer: Computer, term: str | None, shows: str
):
    unknown = Computer(computer.folder, changes={"TERM": term})
    with unknown.start() as terminal:
        terminal.wait_for(shows)
        leave(terminal, "q" if "Beginnen" in shows else "/q\r")
    assert b"Traceback" not in terminal.painted
