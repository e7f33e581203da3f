"""The preview in a real terminal, beside an editor that saves."""

from dataclasses import replace

from samples import SMALL

from terminal.driver import ENGLISH, ENTER, Computer
from terminal.walking import leave


def test_the_preview_follows_an_editor_and_leaves_nothing_behind(computer: Computer) -> None:
    computer = replace(computer, language=ENGLISH)
    file = computer.folder / "mine.toml"
    file.write_text(SMALL, encoding="utf-8")
    with computer.start("preview", str(file)) as terminal:
        terminal.wait_for("Which networks have you used")
        terminal.type("1")
        terminal.wait_for_chosen("1")
        terminal.type(ENTER)
        terminal.wait_for_place(2)
        terminal.type("4")
        terminal.wait_for_place(3)
        file.write_text(SMALL.replace('facet = "source"', 'facet = "sorce"', 1), encoding="utf-8")
        terminal.wait_for("Unknown facet “sorce”.", "Did you mean “source”?")
        mended = SMALL.replace("for an answer to a question", "for the answer")
        file.write_text(mended, encoding="utf-8")
        terminal.wait_for("I looked there for the answer.")
        terminal.wait_for_place(3)
        leave(terminal)
    assert list(computer.files()) == [file]
