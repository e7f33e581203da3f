"""A window that becomes too small hides the question; enlarged, it shows it unchanged."""

import pytest

from terminal.driver import CTRL_C, ENTER, SPACE, Computer, Terminal, values
from terminal.walking import NO_PAUSE, answer, begin, choose_networks, fill, leave

TOO_SMALL = "Zeichen; netztui braucht 60×20. Bitte vergrößern Sie es."


@pytest.fixture
def terminal(computer: Computer):
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        yield terminal


@pytest.mark.slow
@pytest.mark.parametrize("size", [(59, 24), (80, 19), (30, 10)], ids=str)
def test_a_question_comes_back_when_the_window_is_enlarged_again(
    computer: Computer, terminal: Terminal, size: tuple[int, int]
):
    choose_networks(terminal)
    answer(terminal, "4")
    terminal.resize(*size)
    terminal.wait_for(f"Das Terminal hat {size[0]}×{size[1]} {TOO_SMALL}")
    terminal.resize(60, 20)
    terminal.wait_for_place(3)
    terminal.wait_for_chosen()
    terminal.resize(80, 24)
    terminal.wait_for("1-5 Antworten", "Hilfe")
    answer(terminal, "2")
    leave(terminal)
    (stored,) = computer.stored()
    assert values(stored) == {
        "networks-used": ("xing", "x"),
        "wanted": "other",
        "read-to-keep-up": 2,
    }


def test_answering_continues_after_the_window_was_tiny(computer: Computer, terminal: Terminal):
    choose_networks(terminal)
    for size in ((20, 5), (2, 2), (1, 1)):
        terminal.resize(*size)
    terminal.resize(80, 24)
    terminal.wait_for_place(2)
    answer(terminal, "2")
    leave(terminal)
    assert values(computer.stored()[0])["wanted"] == "information"


@pytest.mark.slow
def test_typed_text_is_still_there_when_the_window_is_enlarged_again(
    computer: Computer, at_the_field: Terminal
):
    terminal = at_the_field
    fill(terminal, "23")
    terminal.resize(40, 10)
    terminal.wait_for("Das Terminal hat")
    terminal.wait_without("XING:")
    terminal.resize(100, 30)
    terminal.wait_for_place(47)
    terminal.wait_for("Enter:", "23", "XING: An wie vielen")
    terminal.type(ENTER)
    terminal.wait_for_place(48)
    leave(terminal)
    assert values(computer.stored()[0])["days-used/xing"] == 23


@pytest.mark.slow
def test_while_the_window_is_too_small_keys_only_quit(computer: Computer, terminal: Terminal):
    choose_networks(terminal)
    answer(terminal, "4")
    terminal.resize(59, 24)
    terminal.wait_for(TOO_SMALL)
    leave(terminal, "5" + ENTER + SPACE + "0rq" + CTRL_C)
    (stored,) = computer.stored()
    assert values(stored) == {"networks-used": ("xing", "x"), "wanted": "other"}
    assert stored.position == "read-to-keep-up"
