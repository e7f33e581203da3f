"""A signal raises `Exit` while the program waits, and only then."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from netztui.system.signals import Exit, SignalGuard


@pytest.fixture(autouse=True)
def _default_signals() -> Iterator[None]:
    """Signals as a program finds them at a terminal, also if the tests run under nohup."""
    defaults = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, handler) for number, handler in defaults.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_interrupts_waiting(number: signal.Signals, status: int) -> None:
    def wait() -> None:
        with signals.interruptible():
            os.kill(os.getpid(), number)
            time.sleep(5)

    with SignalGuard() as signals, pytest.raises(Exit) as raised:
        wait()
    assert raised.value.status == status


def test_a_signal_during_storing_waits_until_it_is_done() -> None:
    stored = []
    with SignalGuard() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        stored.append("answer")
        with pytest.raises(Exit), signals.interruptible():
            stored.append("another line")
    assert stored == ["answer"]


def test_a_second_signal_does_not_interrupt_the_farewell() -> None:
    with SignalGuard() as signals:
        with pytest.raises(Exit), signals.interruptible():
            os.kill(os.getpid(), signal.SIGINT)
        with signals.interruptible():
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)


def test_an_ignored_signal_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with SignalGuard() as signals, signals.interruptible():
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_afterwards_signals_have_their_previous_handlers() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    with SignalGuard():
        assert not set(before) & {signal.getsignal(number) for number in numbers}
    assert [signal.getsignal(number) for number in numbers] == before
