"""Signals end the conversation where the program listens, and only there."""

import os
import signal
import time

import pytest

from netztui.line_mode.leaving import Exit, KeyboardExitError, SignalGuard, TerminatedError


@pytest.mark.parametrize(
    ("number", "left", "status"),
    [
        (signal.SIGINT, KeyboardExitError, 0),
        (signal.SIGTERM, TerminatedError, 143),
        (signal.SIGHUP, TerminatedError, 129),
    ],
)
def test_a_signal_ends_where_that_is_allowed(
    number: signal.Signals, left: type[Exit], status: int
) -> None:
    def listen() -> None:
        with signals.allowed():
            os.kill(os.getpid(), number)
            time.sleep(5)

    with SignalGuard() as signals, pytest.raises(left) as told:
        listen()
    assert told.value.status == status


def test_what_is_being_stored_is_stored_first() -> None:
    stored = []
    with SignalGuard() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        stored.append("answer")
        with pytest.raises(TerminatedError), signals.allowed():
            stored.append("another line")
    assert stored == ["answer"]


def test_the_farewell_is_not_interrupted_again() -> None:
    with SignalGuard() as signals:
        with pytest.raises(KeyboardExitError), signals.allowed():
            os.kill(os.getpid(), signal.SIGINT)
        with signals.allowed():
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_that_comes_just_before_the_wait_is_not_lost() -> None:
    """Standing in for the moment that can't be met on purpose: the handler finds nothing to do."""
    with SignalGuard() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        signals._came = None
        with pytest.raises(TerminatedError), signals.allowed():
            time.sleep(5)


def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with SignalGuard():
        assert signal.getsignal(signal.SIGTERM) != before[1]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    assert signal.set_wakeup_fd(-1) == -1
