"""A mistake in the program ends it with a sentence and a report, and gives the terminal back."""

import sys

import pytest

from terminal.driver import ENTER, Computer, Terminal, values

FAILING = """
import sys
from importlib import import_module

def fail(*_arguments):
    raise RuntimeError("a value that somebody answered")

module, owner, method = sys.argv[1:]
del sys.argv[1:]
setattr(getattr(import_module(module), owner), method, fail)
from netztui.__main__ import main
main()
"""
"""netztui in which one method fails."""


@pytest.mark.parametrize(
    ("owner", "method", "keys"),
    [
        ("netztui.tui.base_app BaseApp", "on_mount", ""),
        pytest.param("netztui.tui.screens.home HomeScreen", "on_mount", "", marks=pytest.mark.slow),
        pytest.param("netztui.tui.widgets.keybar KeyBar", "render", "", marks=pytest.mark.slow),
        pytest.param(
            "netztui.tui.widgets.question QuestionView", "on_mount", ENTER, marks=pytest.mark.slow
        ),
        ("netztui.tui.screens.overview OverviewScreen", "compose", f"{ENTER}1r"),
    ],
)
def test_a_defect_ends_the_program_with_a_report_and_restores_the_terminal(
    computer: Computer, owner: str, method: str, keys: str
):
    command = [sys.executable, "-c", FAILING, *owner.split(), method]
    with Terminal(command, computer.environment) as terminal:
        for key in keys:
            terminal.wait_for("XING" if key != ENTER else "Beginnen:")
            terminal.type(key)
        assert terminal.status() == 1
        painted = terminal.painted
    printed = painted.decode().rpartition("\x1b")[2]
    for sentence in (
        "netztui ist abgestürzt: RuntimeError in <string>:6 in fail.",
        "Jede Antwort, die als gewählt angezeigt wurde, ist gespeichert.",
        f"Ein Bericht ohne Ihre Antworten ist in {computer.data / 'defect.txt'}.",
        "Starten Sie netztui neu, um an derselben Stelle weiterzumachen.",
    ):
        assert sentence in printed
    assert painted.rfind(b"\x1b[?1049l") >= painted.rfind(b"\x1b[?1049h")
    assert painted.rfind(b"\x1b[?25h") >= painted.rfind(b"\x1b[?25l")
    assert painted.rfind(b"\x1b[?1000l") >= painted.rfind(b"\x1b[?1000h")
    assert b"Traceback" not in painted
    report = (computer.data / "defect.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert "in fail" in report
    assert "answered" not in report
    if keys.endswith("1r"):
        (stored,) = computer.stored()
        assert values(stored) == {"networks-used": ("xing",)}
