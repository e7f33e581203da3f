"""A group on a real terminal: on the screen, or as lines if they are asked for."""

from dataclasses import replace

import pytest
from group.simulated import give

from terminal.driver import ENGLISH, ESCAPE, Computer
from terminal.walking import leave


def test_a_group_is_looked_at_and_nothing_is_stored(computer: Computer) -> None:
    computer = replace(computer, language=ENGLISH)
    give(computer.folder / "people", 14)
    before = set(computer.files())
    with computer.start("group", str(computer.folder / "people")) as terminal:
        terminal.wait_for("The person in the middle", "14 people")
        terminal.type("p")
        terminal.wait_for("For discussion", "1 of")
        terminal.type(ESCAPE)
        terminal.wait_for("The person in the middle")
        leave(terminal)
    assert set(computer.files()) == before


@pytest.mark.parametrize("options", [["--plain"], ["--format", "text"]])
def test_lines_are_printed_if_they_are_asked_for(computer: Computer, options: list[str]) -> None:
    computer = replace(computer, language=ENGLISH)
    give(computer.folder / "people", 5)
    with computer.start("group", str(computer.folder / "people"), *options) as terminal:
        assert terminal.status() == 0
        assert b"Where everyone stands:" in terminal.painted
        assert b"\x1b[?1049h" not in terminal.painted


def test_a_screen_that_cannot_be_shown_is_refused(computer: Computer) -> None:
    changes = replace(computer, language=ENGLISH, changes={"TERM": "dumb"})
    give(computer.folder / "people", 5)
    for options, status, said in (
        (["--screen"], 2, b"can't show a screen"),
        ([], 0, b"Where everyone stands:"),
    ):
        with changes.start("group", str(computer.folder / "people"), *options) as terminal:
            assert terminal.status() == status
            assert said in terminal.painted
