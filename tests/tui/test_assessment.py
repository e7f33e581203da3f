"""Answering: every key does what the table of keys promises, on real questions."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.events import Click, Key
from textual.pilot import Pilot
from textual.widgets import Input

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer
from netztui.settings.settings import Settings
from netztui.tui.screens import assessment
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.dialogs import GoToScreen, HelpScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.widgets.grid import GridView
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.menu import Menu
from netztui.tui.widgets.question import QuestionView
from tui.walking import (
    asked,
    furnished,
    open_archive,
    press,
    press_at_once,
    running,
    shown,
    until,
)

DRAW = Compositor.render_update
"""Textual's own, without which most tests do."""

FIRST = "read-to-keep-up"
SECOND = "looked-for-possible-clients"
THIRD = "viewed-unknown-profiles"


@asynccontextmanager
async def at_the_first_rating(
    tmp_path: Path, *, pause: bool = False, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], Archive]]:
    with open_archive(tmp_path) as archive:
        async with running(
            archive, settings=Settings(advance="after-a-moment" if pause else "at-once"), size=size
        ) as pilot:
            await press(pilot, "enter", "2", "enter")
            await until(pilot, lambda: asked(pilot) == "wanted")
            await press(pilot, "1")
            await until(pilot, lambda: asked(pilot) == FIRST)
            yield pilot, archive


def stored(archive: Archive) -> dict[str, object]:
    (draft,) = archive.drafts()
    answers = archive.load(draft.id).assessment.answers
    before = {"networks-used", "wanted"}
    return {key: answer.value for key, answer in answers.items() if key not in before}


def screen_of(pilot: Pilot[None]) -> AssessmentScreen:
    assert isinstance(pilot.app.screen, AssessmentScreen)
    return pilot.app.screen


async def test_a_digit_is_stored_before_the_next_question_is_shown(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        order = []
        record = archive.record

        def recording(*arguments: object) -> int:
            order.append(asked(pilot))
            return record(*arguments)  # type: ignore[arg-type]

        archive.record = recording  # type: ignore[method-assign,assignment]
        await press(pilot, "4")
        assert order == [FIRST]
        assert asked(pilot) == SECOND
        assert stored(archive) == {FIRST: 4}


async def test_a_digit_without_an_option_does_nothing(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "6", "9")
        assert asked(pilot) == FIRST
        assert stored(archive) == {}


@pytest.mark.parametrize("key", ["0", "s"])
async def test_no_answer_is_an_answer_of_its_own(tmp_path: Path, key: str) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, key)
        assert asked(pilot) == SECOND
        assert stored(archive) == {FIRST: None}


async def test_the_highlight_is_never_an_answer(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "down", "j", "up", "k", "down")
        assert "▸ 2  ○ on 1 to 3 days" in shown(pilot)
        await press(pilot, "right")
        assert asked(pilot) == SECOND
        assert stored(archive) == {}


async def test_enter_takes_the_highlighted_option(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "down", "down", "enter")
        assert asked(pilot) == SECOND
        assert stored(archive) == {FIRST: 2}


async def test_enter_without_a_choice_says_what_to_do(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "enter")
        assert asked(pilot) == FIRST
        assert "Please choose an answer" in shown(pilot)
        assert stored(archive) == {}


async def test_space_chooses_and_stays_and_enter_goes_on(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "down", "space")
        assert asked(pilot) == FIRST
        assert "1  ● on no day" in shown(pilot)
        assert stored(archive) == {FIRST: 1}
        await press(pilot, "enter")
        assert asked(pilot) == SECOND


@pytest.mark.parametrize("key", ["backspace", "shift+tab"])
async def test_back_shows_what_was_chosen_and_lets_it_be_changed(tmp_path: Path, key: str) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "4", key)
        assert asked(pilot) == FIRST
        assert "4  ● on 10 to 19 days" in shown(pilot)
        await press(pilot, "5")
        assert asked(pilot) == SECOND
        assert stored(archive) == {FIRST: 5}


async def test_going_back_over_the_beginning_stays_there(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "backspace", "backspace", "backspace")
        assert asked(pilot) == "networks-used"
        assert "2  [x] LinkedIn" in shown(pilot)


async def test_where_one_stands_is_stored_when_going_back(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "4", "3", "backspace", "backspace")
        (draft,) = archive.drafts()
        assert draft.position == FIRST


async def test_nothing_is_preselected(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        assert "●" not in shown(pilot)
        assert "▸" not in shown(pilot)


async def test_the_choice_is_shown_for_a_moment_and_keys_in_that_moment_are_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_first_rating(tmp_path, pause=True) as (pilot, archive):
        monkeypatch.setattr(assessment, "PAUSE", 0.6)
        pilot.app.simulate_key("4")
        pilot.app.simulate_key("1")
        while not stored(archive):
            await pilot.pause(0.01)
        await pilot.pause(0.02)
        assert asked(pilot) == FIRST
        assert "4  ● on 10 to 19 days" in shown(pilot)
        await until(pilot, lambda: asked(pilot) == SECOND)
        assert stored(archive) == {FIRST: 4}


@pytest.mark.parametrize("on", ["4", "enter"])
async def test_after_enter_a_digit_chooses_and_stays_until_enter_or_the_same_digit(
    tmp_path: Path, on: str
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=Settings(advance="after-enter")) as pilot:
            await press(pilot, "enter", "2", "enter", "1", "enter", "1", "4")
            assert asked(pilot) == FIRST
            assert "4  ● on 10 to 19 days" in shown(pilot)
            assert stored(archive) == {FIRST: 4}
            (draft,) = archive.drafts()
            assert draft.position == FIRST
            await press(pilot, on)
            assert asked(pilot) == SECOND
            await press(pilot, "0")
            assert asked(pilot) == SECOND
            assert stored(archive) == {FIRST: 4, SECOND: None}
            await press(pilot, "0" if on == "4" else "enter")
            assert asked(pilot) == THIRD


async def test_after_enter_what_is_typed_goes_on_with_enter(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=Settings(advance="after-enter")) as pilot:
            await press(pilot, "enter", "2", "enter", "g", "4", "7", "enter", "7", "enter")
            assert asked(pilot) == "got-information/linkedin"


async def test_several_choices_are_toggled_and_stored_one_by_one(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter", "2", "5", "2", "1")
            (draft,) = archive.drafts()
            answers = archive.load(draft.id).assessment.answers
            assert answers["networks-used"].value == ("xing", "mastodon")
            assert asked(pilot) == "networks-used"
            told = shown(pilot)
            assert "1  [x] XING" in told
            assert "2  [ ] LinkedIn" in told


async def test_going_to_a_number(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "g")
        assert isinstance(pilot.app.screen, GoToScreen)
        await press(pilot, "9", "9", "enter")
        assert isinstance(pilot.app.screen, GoToScreen)
        # In the order in which they were pressed, however fast.
        await press_at_once(pilot, "backspace", "ctrl+u", "5", "enter")
        assert asked(pilot) == THIRD


async def test_the_overview_opens_a_question_and_comes_back_to_the_place(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "4", "r")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "46 questions are still open." in shown(pilot)
        await press(pilot, "up", "enter")
        assert asked(pilot) == FIRST
        await press(pilot, "r", "escape")
        assert asked(pilot) == FIRST
        await press(pilot, "r", "n")
        assert asked(pilot) == SECOND


async def test_the_overview_changes_its_language_with_the_highlight_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Rows get their height when they are drawn.
    monkeypatch.setattr(Compositor, "render_update", DRAW)
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "r", "down")
        menu = pilot.app.screen.query_one(Menu)
        place = menu.highlighted
        await press(pilot, "up", "down")
        english = shown(pilot)
        await press(pilot, "ctrl+l")
        german = shown(pilot)
        assert "Abschließen und das Ergebnis ansehen" in german
        assert "Welche Netzwerke haben Sie" in german
        questions = {line for line in english.split("\n") if line[:10].strip(" │▸").isdigit()}
        assert questions
        assert not questions & set(german.split("\n"))
        assert menu.highlighted == place
        await press(pilot, "ctrl+l")
        assert shown(pilot) == english


async def test_escape_pauses_and_the_start_screen_goes_on(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "4", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "enter")
        assert asked(pilot) == SECOND


async def test_help_lists_the_keys_of_the_screen(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        told = shown(pilot)
        for key, action in (("1-5", "Answer"), ("⌫", "Back"), ("q", "Quit")):
            assert any(key in line and action in line for line in told.splitlines())
        assert "Focus" not in told
        await press(pilot, "escape")
        assert asked(pilot) == FIRST


async def test_the_mouse_answers_too(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        view = screen_of(pilot).query_one(QuestionView)
        row = next(
            place
            for place, line in enumerate(shown(pilot).splitlines())
            if "on 4 to 9 days" in line
        )
        await pilot.click(offset=(12, row))
        await pilot.pause()
        assert view.shown is not None
        assert stored(archive) == {FIRST: 3}
        await pilot.click(offset=(5, row + 3))  # between the options
        line = pilot.app.size.height - 1
        back = shown(pilot).splitlines()[line].index("Back")
        await pilot.click(KeyBar, offset=(back, 0))
        await pilot.pause()
        assert asked(pilot) == FIRST


async def to_the_number(pilot: Pilot[None]) -> None:
    await press(pilot, "g", "4", "7", "enter")
    assert asked(pilot) == "days-used/linkedin"


async def test_numbers_are_typed_and_letters_stay_letters(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await to_the_number(pilot)
        await press(pilot, "q", "r", "1", "4")
        assert screen_of(pilot).query_one(Input).value == "14"
        await press(pilot, "enter")
        assert asked(pilot) == "got-information/linkedin"
        assert stored(archive) == {"days-used/linkedin": 14}


async def test_a_number_out_of_range_is_told_and_not_stored(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await to_the_number(pilot)
        await press(pilot, "2", "9", "enter")
        assert "whole number from 0 to 28" in shown(pilot)
        assert stored(archive) == {}
        await press(pilot, "shift+tab")
        assert asked(pilot) != "days-used/linkedin"
        assert stored(archive) == {}


async def test_a_field_gets_what_is_pressed_before_it_is_there(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await to_the_number(pilot)
        await continued(pilot, "1", "4", "enter", "3", "backspace")
        assert asked(pilot) == "got-information/linkedin"
        await continued(pilot, "backspace", "backspace", "enter", "5")
        assert asked(pilot) == "offered-services/linkedin"
        assert stored(archive) == {"days-used/linkedin": 1, "got-information/linkedin": 5}
        await press(pilot, "g", "4", "6", "enter")
        await continued(pilot, "2", "7", "enter", "4", "2")
        assert stored(archive) == {
            "left-despite-notifications": 2,
            "days-used/linkedin": 17,
            "got-information/linkedin": 4,
            "offered-services/linkedin": 2,
        }


async def continued(pilot: Pilot[None], *keys: str) -> None:
    """Pause, continue, and press keys as soon as the screen takes any."""
    await press(pilot, "escape")
    before = pilot.app.screen
    pilot.app.post_message(Key("enter", "\r"))
    while pilot.app.screen is before or not pilot.app.screen.is_mounted:
        await asyncio.sleep(0)
    await press_at_once(pilot, *keys)


async def test_an_empty_field_is_no_answer(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await to_the_number(pilot)
        await press(pilot, "enter")
        assert stored(archive) == {"days-used/linkedin": None}


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "shift+tab"])
async def test_what_is_typed_is_kept_however_one_leaves(tmp_path: Path, key: str) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await to_the_number(pilot)
        await press(pilot, "1", "7", key)
        assert stored(archive) == {"days-used/linkedin": 17}


async def test_two_assessments_at_the_same_time_keep_apart(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        await press(pilot, "4", "escape")
        await furnished(pilot)
        await press(pilot, "down", "enter", "1", "enter", "1", "5", "escape")
        loaded = [archive.load(draft.id).assessment for draft in archive.drafts()]
        said = {(one.value("networks-used"), one.value(FIRST)) for one in loaded}
        assert said == {(("linkedin",), 4), (("xing",), 5)}


async def test_answers_given_elsewhere_meanwhile_are_taken_over_and_told(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        (draft,) = archive.drafts()
        with open_archive(tmp_path) as other:
            other.record(draft.id, THIRD, Answer(5), None, datetime.now(UTC))
        await press(pilot, "4")
        await pilot.pause()
        told = [notification.message for notification in pilot.app._notifications]
        assert told == [
            "Some questions were answered in another window; those answers are shown here too."
        ]
        assert screen_of(pilot).assessment.value(THIRD) == 5
        assert stored(archive) == {FIRST: 4, THIRD: 5}
        assert asked(pilot) == SECOND
        await press(pilot, "3")
        assert stored(archive) == {FIRST: 4, SECOND: 3, THIRD: 5}


async def test_nothing_jumps_from_question_to_question(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        rows = set()
        section = screen_of(pilot).question.section
        while screen_of(pilot).question.section is section:
            drawn = shown(pilot).splitlines()
            rows.add(tuple(row for row, line in enumerate(drawn) if " 1  ○ " in line))
            await press(pilot, "3")
        assert len(rows) == 1


async def test_the_number_of_questions_holds_while_networks_are_ticked(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "backspace", "backspace")
        counts = set()
        for key in "3456":
            await press(pilot, key)
            counts.update(re.findall(r"1 of about \d+", shown(pilot)))
        assert len(counts) == 1
        await press(pilot, "enter")
        assert re.search(r"2 of \d+", shown(pilot))


async def test_how_an_answer_leads_on_is_said_until_the_first_has(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            assert "Press digits to choose, then Enter to go on." in shown(pilot)
            await press(pilot, "2", "enter")
            assert "the next question comes by itself" in shown(pilot)
            await press(pilot, "1")
            assert "by itself" not in shown(pilot)
            await press(pilot, "backspace", "backspace")
            assert "Press digits" not in shown(pilot)


async def test_the_next_rating_needs_no_new_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, _archive):
        await press(pilot, "3")
        await until(pilot, lambda: bool(pilot.app.screen.query(GridView)))
        await pilot.pause()
        layouts: list[object] = []
        monkeypatch.setattr(AssessmentScreen, "_refresh_layout", lambda *_: layouts.append(_))
        await press(pilot, "3")
        assert asked(pilot) == THIRD
        assert layouts == []


async def test_a_click_on_the_frame_of_the_question_before_answers_nothing(tmp_path: Path) -> None:
    async with at_the_first_rating(tmp_path) as (pilot, archive):
        view = pilot.app.screen.query_one(QuestionView)

        def clicked() -> Click:
            row = next(n for n, line in enumerate(shown(pilot).splitlines()) if " 2  ○" in line)
            style = pilot.app.screen.get_style_at(12, row)
            return Click(view, 12, row, 0, 0, 1, False, False, False, style=style)

        late = clicked()
        await press(pilot, "3")
        view.on_click(late)
        await pilot.pause()
        assert stored(archive) == {FIRST: 3}
        view.on_click(clicked())
        await pilot.pause()
        assert stored(archive) == {FIRST: 3, SECOND: 2}


async def test_nothing_is_before_the_first_question(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            first = asked(pilot)
            await until(pilot, lambda: "Enter Next" in shown(pilot))
            assert "Back" not in shown(pilot)
            await press(pilot, "2", "enter")
            await until(pilot, lambda: "Back" in shown(pilot))
            await press(pilot, "backspace")
            await until(pilot, lambda: "Back" not in shown(pilot))
            assert asked(pilot) == first
