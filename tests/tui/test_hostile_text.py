"""Text from files and people is shown as it is: no markup, no clicks, no control characters."""

import re
from pathlib import Path

import pytest
from samples import SMALL
from textual.content import Content
from textual.pilot import Pilot

from netztui.assessment.assessment import Question
from netztui.questionnaire.library import LibraryEntry
from netztui.questionnaire.model import TextItem
from netztui.questionnaire.validation.reader import read
from netztui.tui import content
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.result import ResultScreen
from tui.walking import open_archive, press, resized, running, shown

HOSTILE = "[bold]x[/] [@click=app.quit]q[/] $accent [_y] [Ja] \\[z] [link=http://x]l[/link]"


@pytest.mark.parametrize("text", [HOSTILE, "[/]", "[$primary]", "]][[", "\\", "{0} {n} %s"])
def test_the_gate_lets_every_printable_character_through_as_itself(text: str) -> None:
    assert content.plain(text).plain == text
    assert content.plain(text).spans == []
    assert content.joined(text, content.plain(text)).plain == text * 2
    assert content.lines(text, text).plain == f"{text}\n{text}"


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\r"])
def test_the_gate_shows_what_a_terminal_would_obey(character: str) -> None:
    shown_as = content.plain(f"a{character}b")
    assert isinstance(shown_as, Content)
    assert shown_as.plain == "a\N{REPLACEMENT CHARACTER}b"


def test_nothing_but_the_gate_makes_content_from_markup() -> None:
    room = Path(content.__file__).parent
    for path in room.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "from_markup" not in source, path
        assert not re.search(r"\b(Static|Label|Button)\((?!\))", source), path


def unframed(pilot: Pilot[None]) -> str:
    """What is shown, with the lines of a panel joined."""
    return " ".join(shown(pilot).replace("│", " ").split())


def question_on(pilot: Pilot[None]) -> Question:
    assert isinstance(pilot.app.screen, AssessmentScreen)
    return pilot.app.screen.question


async def test_a_hostile_questionnaire_and_a_hostile_plan_are_shown_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escaped = HOSTILE.replace("\\", "\\\\")
    hostile = re.sub(r'\ben = "([^"{]+)"', lambda found: f'en = "{escaped} {found[1]}"', SMALL)
    questionnaire = read(hostile.encode(), "hostile.toml")
    entry = LibraryEntry(tmp_path / "hostile.toml", "own", questionnaire)
    monkeypatch.setattr("netztui.questionnaire.library.available", lambda _folder: (entry,))
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(100, 60)) as pilot:
            assert f"Begin: {HOSTILE}" in unframed(pilot)
            await resized(pilot, (150, 60))
            await press(pilot, "enter")
            assert HOSTILE in shown(pilot)
            await press(pilot, "1", "enter")
            seen = 0
            while not isinstance((question := question_on(pilot)).item, TextItem):
                if question.option is None:
                    assert HOSTILE in shown(pilot), question.key
                    seen += 1
                await press(pilot, *(["3"] if question.options else ["1", "enter"]))
            assert seen > 10
            await press(
                pilot, *(["left_square_bracket", "b", "right_square_bracket", "x"]), "enter"
            )
            await press(pilot, "end")
            assert "[b]x" in shown(pilot)
            await press(pilot, "f")
            assert isinstance(pilot.app.screen, ResultScreen)
            assert HOSTILE in " ".join(shown(pilot).split())
            await press(pilot, "end")
            assert "[b]x" in shown(pilot)
            await press(pilot, "v")
            assert "[bold]x[/]" in shown(pilot)
            await press(pilot, "escape", "escape")
            await resized(pilot, (100, 60))
            assert f"Begin: {HOSTILE}" in unframed(pilot)
