"""The preview of a questionnaire that is being written: every save shows, nothing is stored."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from samples import KINDS, SMALL
from textual.pilot import Pilot
from textual.widgets import Input

from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.validation.reader import read
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.tui import preview
from netztui.tui.preview import PreviewApp, carried_over, same_place
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.screens.scrolling import ProblemsScreen
from tui.walking import Clock, asked, press, resized, shown, until


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "INTERVAL", 0.02)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@asynccontextmanager
async def previewing(file: Path, *, telling: bool = False) -> AsyncIterator[Pilot[None]]:
    app = PreviewApp(file, Settings(advance="at-once"), clock=Clock(), randomness=random.Random(1))
    async with app.run_test(size=(90, 30), notifications=telling) as pilot:
        await pilot.pause()
        yield pilot


async def saved(pilot: Pilot[None], file: Path, text: str, sign: Callable[[], bool]) -> None:
    """Save the file as an editor does, and wait for the sign that it was seen."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    await until(pilot, sign)
    await pilot.pause()


def stored_files(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".toml"]


async def to_the_first_rating(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "enter")
    assert asked(pilot) == "searched-for-clients"


async def test_the_first_question_is_shown_as_in_the_program(file: Path) -> None:
    async with previewing(file, telling=True) as pilot:
        assert isinstance(pilot.app.screen, AssessmentScreen)
        assert "Which networks have you used" in shown(pilot)
        assert "nothing is stored" in " ".join(shown(pilot).split())


async def test_a_save_shows_at_the_same_question_with_the_same_answers(file: Path) -> None:
    async with previewing(file) as pilot:
        await to_the_first_rating(pilot)
        await press(pilot, "4", "3")
        place = asked(pilot)
        text = SMALL.replace("I answered a question from my field", "I answered someone [b]else")
        await saved(pilot, file, text, lambda: "someone [b]else" in shown(pilot))
        assert asked(pilot) == place
        await press(pilot, "backspace", "backspace")
        assert "4  ● often" in shown(pilot)


async def test_a_broken_save_shows_its_problems_and_the_next_sound_one_goes_on(file: Path) -> None:
    async with previewing(file) as pilot:
        await to_the_first_rating(pilot)
        await press(pilot, "4")
        place = asked(pilot)
        broken = SMALL.replace('facet = "source"', 'facet = "sorce"', 1)
        await saved(pilot, file, broken, lambda: isinstance(pilot.app.screen, ProblemsScreen))
        told = shown(pilot)
        assert "1 error" in told
        assert "Unknown facet “sorce”." in told
        assert '    facet = "sorce"' in told
        assert "Did you mean “source”?" in told
        worse = broken.replace("value = 2", "value = 1")
        await saved(pilot, file, worse, lambda: "2 errors" in shown(pilot))
        await saved(
            pilot,
            file,
            SMALL[:400],
            lambda: "1 error" in shown(pilot),
        )
        await saved(
            pilot, file, SMALL + "\n", lambda: isinstance(pilot.app.screen, AssessmentScreen)
        )
        assert asked(pilot) == place
        await press(pilot, "backspace")
        assert "4  ● often" in shown(pilot)


async def test_a_file_that_begins_broken_or_vanishes_is_told_and_comes_back(file: Path) -> None:
    file.write_text("format = 1\n[", encoding="utf-8")
    async with previewing(file) as pilot:
        assert isinstance(pilot.app.screen, ProblemsScreen)
        await saved(pilot, file, SMALL, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        await to_the_first_rating(pilot)
        file.unlink()
        await until(pilot, lambda: "does not exist." in shown(pilot))
        await saved(pilot, file, SMALL, lambda: isinstance(pilot.app.screen, AssessmentScreen))
        assert asked(pilot) == "searched-for-clients"


async def test_what_is_typed_survives_a_save(file: Path) -> None:
    async with previewing(file) as pilot:
        await to_the_first_rating(pilot)
        await press(pilot, "g", "2", "1", "enter")
        assert asked(pilot) == "next-step"
        await press(pilot, *"Less")
        text = SMALL.replace("What do you want to try", "What would you try")
        await saved(pilot, file, text, lambda: "What would you try" in shown(pilot))
        await until(pilot, lambda: pilot.app.screen.query_one(Input).value == "Less")


async def to_the_result(pilot: Pilot[None]) -> None:
    await to_the_first_rating(pilot)
    for _ in range(4):
        await press(pilot, *"5225")
    await press(pilot, *"14", "enter", "4", "2", *"Plan", "enter", "f")
    assert isinstance(pilot.app.screen, ResultScreen)


async def test_the_result_is_shown_and_follows_the_file(file: Path) -> None:
    async with previewing(file) as pilot:
        await to_the_result(pilot)
        told = shown(pilot)
        assert "Gatherer ├" in told
        assert "History" not in told
        text = SMALL.replace('en = "Gatherer"', 'en = "Collector"')
        await saved(pilot, file, text, lambda: "Collector ├" in shown(pilot))
        assert isinstance(pilot.app.screen, ResultScreen)
        await press(pilot, "escape")
        assert asked(pilot) == "networks-used"
        assert "[x] LinkedIn" in shown(pilot)


async def test_nothing_is_stored_whatever_is_done(file: Path, tmp_path: Path) -> None:
    async with previewing(file) as pilot:
        await press(pilot, "ctrl+l")
        assert "Welche Netzwerke" in shown(pilot)
        await press(pilot, "ctrl+l")
        await to_the_result(pilot)
        pilot.app.theme = "nord"
        await press(pilot, "q")
    assert stored_files(tmp_path) == []
    assert not paths.settings_path().exists()
    assert not paths.data_folder().exists()


async def test_the_palette_offers_no_history(file: Path) -> None:
    async with previewing(file) as pilot:
        offered = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Show the keys of this screen" in offered
        assert "Show the history" not in offered


async def test_nothing_says_that_answers_are_stored(file: Path) -> None:
    async with previewing(file) as pilot:
        offered = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Quit" in offered
        await press(pilot, "?")
        assert "The mouse works too." in shown(pilot)
        assert "is saved" not in shown(pilot)
        await press(pilot, "escape")
        await resized(pilot, (40, 10))
        assert "Please enlarge it." in shown(pilot)
        assert "is saved" not in shown(pilot)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_leaving_leaves(file: Path, key: str) -> None:
    async with previewing(file) as pilot:
        await press(pilot, key)
    assert pilot.app.return_code == 0


SHUFFLED = SMALL.replace("stem =", 'order = "shuffled"\nstem =')


def begun(text: str, **answers: int) -> Assessment:
    assessment = Assessment.begin(read(text.encode(), "x"), random.Random(5))
    found = {key.replace("_", "-"): Answer(value) for key, value in answers.items()}
    return Assessment(assessment.questionnaire, found, assessment.orders)


def test_answers_that_are_no_longer_offered_are_left_behind() -> None:
    before = begun(SMALL, searched_for_clients=5, looked_for_answers=2)
    text = SMALL.replace('  { value = 5, label = { de = "immer", en = "always" } },\n', "")
    after = carried_over(before, read(text.encode(), "x"), random.Random(1))
    assert {key: answer.value for key, answer in after.answers.items()} == {"looked-for-answers": 2}
    renamed = SMALL.replace('"looked-for-answers"', '"asked"')
    after = carried_over(before, read(renamed.encode(), "x"), random.Random(1))
    assert {key: answer.value for key, answer in after.answers.items()} == {
        "searched-for-clients": 5
    }


def test_a_shuffled_section_keeps_its_order_as_long_as_it_has_the_same_items() -> None:
    before = begun(SHUFFLED)
    reworded = read(SHUFFLED.replace("by a plan", "by plan").encode(), "x")
    assert carried_over(before, reworded, random.Random(99)).orders == before.orders
    renamed = read(SHUFFLED.replace('"shared-an-example"', '"example"').encode(), "x")
    order = carried_over(before, renamed, random.Random(99)).orders["last-four-weeks"]
    assert "example" in order
    assert len(order) == 16


def test_where_the_question_is_gone_the_same_number_is_shown() -> None:
    before = begun(SMALL)
    renamed = begun(SMALL.replace('"looked-for-answers"', '"asked"'))
    assert same_place(before, renamed, "looked-for-answers") == "asked"
    assert same_place(before, renamed, "searched-for-clients") == "searched-for-clients"
    short = begun(SMALL.replace('"next-step"', '"last"'))
    assert same_place(before, short, "next-step") == "last"


async def test_a_key_shows_every_placement_with_its_advice_and_comes_back_to_the_question(
    file: Path,
) -> None:
    async with previewing(file) as pilot:
        await to_the_first_rating(pilot)
        await press(pilot, "4", "3")
        place = asked(pilot)
        titles = ["Rather a gatherer", "Level, or a gatherer", "Both", "Mixed", "Little of either"]
        titles += ["Level, or a hunter", "Clearly a hunter", "Open", "Rather a gatherer"]
        for title in titles:
            await press(pilot, "n")
            assert isinstance(pilot.app.screen, ResultScreen)
            assert title in shown(pilot)
        await press(pilot, "end")
        assert "Ideas to try" in shown(pilot)
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "escape")
        assert asked(pilot) == place
        text = SMALL.replace("I answered a question from my field", "I answered someone else")
        await saved(pilot, file, text, lambda: "I answered someone else" in shown(pilot))
        assert asked(pilot) == place
        await press(pilot, "backspace", "backspace")
        assert "● often" in shown(pilot)


async def test_a_placement_is_shown_at_once_and_again_after_a_save(file: Path) -> None:
    app = PreviewApp(file, Settings(), placement="both", clock=Clock())
    async with app.run_test(size=(90, 40), notifications=True) as pilot:
        await pilot.pause()
        told = " ".join(shown(pilot).split())
        assert "You hunt and gather a lot." in told
        assert "“both”: no simulated person" in told
        broken = SMALL.replace("[axis]", "[axis")
        await saved(pilot, file, broken, lambda: isinstance(pilot.app.screen, ProblemsScreen))
        assert not pilot.app.check_action("next_placement", ())
        text = SMALL.replace("You hunt and gather a lot.", "[b]Both[/b], plenty.")
        await saved(pilot, file, text, lambda: "[b]Both[/b], plenty." in shown(pilot))
        text = SMALL.replace("hunter", "seeker")
        await saved(pilot, file, text, lambda: "You hunt and gather a lot." in shown(pilot))
        assert "seeker" not in shown(pilot)


async def test_without_an_axis_there_is_no_placement(file: Path) -> None:
    file.write_text(KINDS, encoding="utf-8")
    async with previewing(file) as pilot:
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, AssessmentScreen)
