"""After the result: the plan is made and changed there, asked about next time, and recalled."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from samples import PLANNED, SMALL
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from netztui.archive.archive import Archive
from netztui.history.history import latest
from netztui.settings.settings import Settings
from netztui.tui.preview import PreviewApp
from netztui.tui.screens.comparison import ComparisonScreen
from netztui.tui.screens.history.screen import HistoryScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.screens.result import ResultScreen
from tui.walking import (
    Clock,
    asked,
    open_archive,
    press,
    press_at_once,
    resized,
    running,
    shown,
    until,
)

PLAN = "[b]$x[/b] @click"


@asynccontextmanager
async def planning(
    folder: Path, source: str = PLANNED, *, clock: Clock | None = None, advance: str = "at-once"
) -> AsyncIterator[tuple[Pilot[None], Archive]]:
    """The program with `source` as its first questionnaire."""
    own = folder / "questionnaires"
    own.mkdir(exist_ok=True)
    text = source.replace('id = "small"', 'id = "hunter-gatherer"')
    (own / "own.toml").write_text(text, encoding="utf-8")
    settings = Settings(advance=advance, questionnaires=own)
    with open_archive(folder) as archive:
        async with running(archive, settings=settings, clock=clock, size=(90, 60)) as pilot:
            yield pilot, archive


async def answered(pilot: Pilot[None], *, outcome: str = "") -> None:
    """From the start screen to the result: LinkedIn, hunting much more than gathering."""
    ratings = "5151" * 2 + "1515" + "5151"
    await press(pilot, "enter")
    await press_at_once(pilot, "2", "enter", "1", *outcome, *ratings)
    await press_at_once(pilot, "9", "enter", *"33")
    await until(pilot, lambda: isinstance(pilot.app.screen, OverviewScreen))
    await press(pilot, "f")
    assert isinstance(pilot.app.screen, ResultScreen)


def told(pilot: Pilot[None]) -> str:
    """What the screen shows, without the panels' borders and line ends."""
    return " ".join(word for word in shown(pilot).split() if word != "│")


async def says(pilot: Pilot[None], part: str) -> bool:
    """Whether the screen shows `part`, on whatever lines, within ten seconds."""
    end = time.monotonic() + 10
    while part not in told(pilot) and time.monotonic() < end:
        await pilot.pause(0.01)
    return part in told(pilot)


def planned(archive: Archive) -> list[str]:
    finished = latest(archive)
    assert finished is not None
    return finished.recalled


async def test_the_plan_is_asked_after_the_result_and_shown_there_until_one_leaves(
    tmp_path: Path,
) -> None:
    async with planning(tmp_path) as (pilot, archive):
        await answered(pilot)
        assert await says(pilot, "Press p to write down what you plan")
        assert archive.drafts() == ()
        await press(pilot, "p")
        assert asked(pilot) == "next-step"
        assert "Esc To the result" in shown(pilot)
        await press(pilot, *PLAN, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert await says(pilot, f"Your plan until next time {PLAN} Press p to change your plan.")
        assert planned(archive) == [PLAN]
        assert archive.result_count() == 1
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.slow
@pytest.mark.parametrize("key", ["escape", "shift+tab"])
async def test_what_is_typed_is_kept_however_one_returns(tmp_path: Path, key: str) -> None:
    async with planning(tmp_path) as (pilot, archive):
        await answered(pilot)
        await press(pilot, "p", *"qp", key, "escape")
        assert planned(archive) == ["qp"]


async def test_quitting_keeps_what_is_typed(tmp_path: Path) -> None:
    async with planning(tmp_path) as (pilot, archive):
        await answered(pilot)
        await press(pilot, "p", *"qp", "ctrl+c")
        assert planned(archive) == ["qp"]


@pytest.mark.parametrize(
    "advance",
    [pytest.param("at-once", marks=pytest.mark.slow), "after-a-moment", "after-enter"],
)
async def test_an_empty_line_is_no_plan(tmp_path: Path, advance: str) -> None:
    async with planning(tmp_path, advance=advance) as (pilot, archive):
        await answered_with_pauses(pilot, advance)
        await press(pilot, "p", "x", "enter")
        assert await says(pilot, "x Press p to change your plan.")
        assert planned(archive) == ["x"]
        await press(pilot, "p", "backspace", "enter")
        assert await says(pilot, "Press p to write down")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert planned(archive) == []


@pytest.mark.slow
async def test_a_second_enter_never_closes_the_result(tmp_path: Path) -> None:
    async with planning(tmp_path, advance="after-a-moment") as (pilot, archive):
        await answered_with_pauses(pilot, "after-a-moment")
        await press(pilot, "p", "x")
        for _time in range(3):
            pilot.app.post_message(events.Key("enter", "\r"))
        assert await says(pilot, "x Press p to change your plan.")
        await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, ResultScreen)
        assert planned(archive) == ["x"]


async def answered_with_pauses(pilot: Pilot[None], advance: str) -> None:
    """As `answered`, and back to how one moves on."""
    pilot.app.action_advance("at-once")
    await answered(pilot)
    pilot.app.action_advance(advance)


async def test_there_is_no_overview_and_no_number_to_go_to(tmp_path: Path) -> None:
    another = PLANNED.replace('kind = "text"\n  recall', 'kind = "number"\n  maximum = 9\n  #')
    async with planning(tmp_path, another) as (pilot, _archive):
        await answered(pilot)
        await press(pilot, "p", "r", "g")
        assert asked(pilot) == "next-step"
        offered = [one.title for one in pilot.app.get_system_commands(pilot.app.screen)]
        assert "To the result" in offered
        absent = {"Show all questions with their answers", "Save and pause"}
        assert not (absent | {"Go to a question by its number"}) & set(offered)


async def test_without_questions_after_the_result_nothing_is_offered(tmp_path: Path) -> None:
    async with planning(tmp_path, SMALL) as (pilot, _archive):
        await press(pilot, "enter", "2", "enter", *["3"] * 16, "9", "enter", "3", "3", "x", "enter")
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "Press p" not in shown(pilot)
        assert "p Plan" not in shown(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_last_times_plan_is_asked_about_and_recalled_everywhere(tmp_path: Path) -> None:
    clock = Clock()
    async with planning(tmp_path, clock=clock) as (pilot, archive):
        await answered(pilot)
        await press(pilot, "p", *PLAN, "enter", "escape")
        clock.pass_days(30)
        await press(pilot, "enter", "2", "enter", "1")
        assert asked(pilot) == "how-it-went"
        assert f"You had planned: “{PLAN}”." in shown(pilot)
        await press(pilot, "escape", "delete", "y")
        await answered(pilot, outcome="2")
        (row, _earlier) = archive.results()
        assert archive.load(row.id).assessment.value("how-it-went") == "partly"
        went = f"You had planned: “{PLAN}”. How did it go? partly done"
        assert await says(pilot, went)
        assert await says(pilot, "Press p to write down")
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ComparisonScreen)
        assert await says(pilot, went)
        await press(pilot, "escape", "v")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert await says(pilot, went)
        await press(pilot, "down")
        assert went not in told(pilot)
        # The plan of an earlier result can still be changed there.
        await press(pilot, "enter", "p", "end", "!", "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert await says(pilot, f"{PLAN}!")


@pytest.mark.slow
@pytest.mark.parametrize(("days", "said"), [(27, True), (28, False)])
async def test_two_results_close_together_are_said_to_be(
    tmp_path: Path, days: int, said: bool
) -> None:
    clock = Clock()
    async with planning(tmp_path, clock=clock) as (pilot, _archive):
        await answered(pilot)
        await press(pilot, "escape")
        clock.pass_days(days)
        await answered(pilot)
        for _screen in ("result", "comparison"):
            assert await says(pilot, "Hunter ")
            assert ("Less than 28 days" in told(pilot)) is said
            await press(pilot, "c")


async def test_the_first_screenful_stands_alone_and_the_figures_are_folded(tmp_path: Path) -> None:
    async with planning(tmp_path) as (pilot, _archive):
        await answered(pilot)
        screen = shown(pilot)
        order = ("Clearly a hunter", "Gatherer ├", "You hunt more", "Your areas", "Each network",
                 "Wanted and done", "Press p", "▶ All figures")  # fmt: skip
        assert [screen.count(part) for part in order] == [2, *[1] * 7]
        places = [screen.index(part) for part in order]
        assert places == sorted(places)
        assert "95% range" not in screen
        assert "Services offered minus information found." in screen
        await resized(pilot, (80, 24))
        assert "You hunt more" in shown(pilot)
        await resized(pilot, (90, 60))
        await press(pilot, "f")
        assert "▼ All figures" in shown(pilot)
        await press(pilot, "ctrl+l", "end")
        assert "Die beiden Pole" in shown(pilot)
        await press(pilot, "f")
        assert "Die beiden Pole" not in shown(pilot)


@pytest.mark.slow
async def test_a_preview_asks_after_the_result_too(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(PLANNED, encoding="utf-8")
    app = PreviewApp(file, Settings(advance="at-once"), clock=Clock())
    async with app.run_test(size=(90, 60)) as pilot:
        await press(pilot, "2", "enter", "1", *["3"] * 16, "9", "enter", "3", "3", "f")
        assert isinstance(app.screen, ResultScreen)
        await press(pilot, "p", *PLAN)
        file.write_text(PLANNED.replace("One line is enough.", "One is enough."), encoding="utf-8")
        app._follow()
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert await says(pilot, PLAN)
        await press(pilot, "p")
        assert app.screen.query_one(Input).value == PLAN
        await press(pilot, "!", "enter")
        assert await says(pilot, f"{PLAN}!")
