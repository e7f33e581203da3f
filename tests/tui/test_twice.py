"""The same key twice at once: the second never acts on the screen underneath."""

from pathlib import Path

import pytest
from samples import PLANNED, SMALL
from textual.pilot import Pilot

from netztui.archive.archive import Archive
from netztui.history.draft_store import resumable_drafts
from netztui.settings.settings import Settings
from netztui.tui.screens.base import Begin
from netztui.tui.screens.home import HomeScreen
from tui.lived import live
from tui.walking import BEGINNING, handled, open_archive, press, press_at_once, running


async def at_once(pilot: Pilot[None], *keys: str) -> list[str]:
    """Press keys in one burst; returns the names of the screens that are then open."""
    await press_at_once(pilot, *keys)
    await pilot.pause(0.05)
    await handled(pilot)
    return screens(pilot)


def screens(pilot: Pilot[None]) -> list[str]:
    return [type(screen).__name__ for screen in pilot.app.screen_stack]


HOME, ASSESSMENT, OVERVIEW = "HomeScreen", "AssessmentScreen", "OverviewScreen"
HISTORY, RESULT = "HistoryScreen", "ResultScreen"


CASES = {
    "start": [
        ("", ["enter"] * 3, [HOME, ASSESSMENT]),
        ("", ["v", "v"], [HOME, HISTORY]),
        ("", ["f1", "f1"], [HOME, "HelpScreen"]),
        ("f1", ["enter"] * 2, [HOME]),
        ("f1", ["escape"] * 2, [HOME]),
        ("ctrl+p", ["enter"] * 2, None),
        ("ctrl+p", ["escape"] * 3, [HOME]),
    ],
    "history": [
        ("v", ["escape"] * 2, [HOME]),
        ("v", ["enter"] * 2, [HOME, HISTORY, RESULT]),
        ("v", ["c", "c"], [HOME, HISTORY, "ComparisonScreen"]),
        ("v n", ["enter"] * 2, [HOME, HISTORY]),
        ("v n", ["escape"] * 2, [HOME, HISTORY]),
        ("v enter", ["escape"] * 2, [HOME, HISTORY]),
        ("v enter", ["h", "h"], None),
        ("v enter", ["f", "f"], [HOME, HISTORY, RESULT]),
        ("v enter", ["p", "p"], [HOME, HISTORY, RESULT, ASSESSMENT]),
        ("v enter p", ["enter"] * 2, [HOME, HISTORY, RESULT]),
        ("v enter p", ["escape"] * 2, [HOME, HISTORY, RESULT]),
    ],
    "answering": [
        ("enter", ["escape"] * 2, [HOME]),
        ("enter", ["r", "r"], [HOME, ASSESSMENT, OVERVIEW]),
        ("enter g", ["enter"] * 2, [HOME, ASSESSMENT]),
        ("enter g", ["escape"] * 2, [HOME, ASSESSMENT]),
        ("enter 1 enter 2 r", ["escape"] * 2, [HOME, ASSESSMENT]),
        ("enter 1 enter 2 r", ["enter", "f"], [HOME, ASSESSMENT, OVERVIEW, "UnfinishedScreen"]),
        ("enter 1 enter 2 r", ["f", "f"], [HOME, ASSESSMENT, OVERVIEW, "UnfinishedScreen"]),
        ("enter 1 enter 2 r f", ["enter"] * 2, [HOME, ASSESSMENT]),
        ("enter 1 enter 2 r f", ["escape"] * 2, [HOME, ASSESSMENT, OVERVIEW]),
        ("enter 1 enter 2 r f", ["y", "y"], [HOME, RESULT]),
        ("enter 1 enter 2 escape delete", ["y", "y"], [HOME]),
        ("enter 1 enter 2 escape delete", ["escape"] * 2, [HOME]),
    ],
}
"""The keys that lead somewhere, those that come at once, and the screens that are open then."""


@pytest.mark.parametrize(
    "place",
    [pytest.param(place, marks=[pytest.mark.slow] * (place == "history")) for place in CASES],
)
async def test_the_second_of_two_keys_never_acts_on_another_screen(
    tmp_path: Path, place: str, thorough: bool
) -> None:
    results = 2
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50), (20, 50)], source=PLANNED)
        async with running(archive, settings=own(tmp_path)) as pilot:
            for way, keys, then in CASES[place][:: 1 if thorough else 2]:
                await start_again(pilot, archive)
                await press(pilot, *way.split())
                before = screens(pilot)
                now = await at_once(pilot, *keys)
                here = f"{way}, then {keys}: {now}"
                assert now == then if then is not None else abs(len(now) - len(before)) <= 1, here
                results += "y" in keys and "f" in way.split()
                assert archive.result_count() == results, here
                assert len(archive.drafts()) <= 1, here
                assert pilot.app.defect is None, here


async def start_again(pilot: Pilot[None], archive: Archive) -> None:
    """Back to the start screen, with no draft."""
    while not isinstance(pilot.app.screen, HomeScreen):
        await press(pilot, "escape")
    for draft in archive.drafts():
        archive.delete(draft.id, BEGINNING)
    pilot.app._update_home()
    await pilot.pause()
    await press(pilot, "home")


def own(folder: Path) -> Settings:
    """Settings with the small questionnaire before the one that ships."""
    questionnaires = folder / "questionnaires"
    questionnaires.mkdir()
    text = SMALL.replace('id = "small"', 'id = "hunter-gatherer"')
    (questionnaires / "small.toml").write_text(text, encoding="utf-8")
    return Settings(advance="at-once", questionnaires=questionnaires)


async def test_enter_twice_on_finish_shows_the_result_and_stores_it_once(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=own(tmp_path)) as pilot:
            await press(pilot, *"1", "enter")
            await press(pilot, "enter", *"1", "enter", *["3"] * 16, "4", "enter", *"12")
            await press(pilot, *"Plan", "enter")
            assert screens(pilot) == [HOME, ASSESSMENT, OVERVIEW]
            assert await at_once(pilot, *["enter"] * 2) == [HOME, RESULT]
            assert archive.result_count() == 1
            assert archive.drafts() == ()


async def test_an_enter_too_many_stores_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=own(tmp_path)) as pilot:
            for _time in range(3):
                await press(pilot, "enter")
            assert screens(pilot) == [HOME, ASSESSMENT]
            assert pilot.app.screen.assessment.answers == {}
            await press(pilot, "1", "1", "enter")
            assert pilot.app.screen.assessment.answers == {}
            assert resumable_drafts(archive) == ()
            await press(pilot, "escape")
            assert nothing_is_kept(archive)


@pytest.mark.parametrize("leaving", ["escape", "q", "ctrl+c"])
async def test_nothing_is_kept_of_what_ended_at_once(tmp_path: Path, leaving: str) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=own(tmp_path)) as pilot:
            await press(pilot, "enter", "4", leaving)
        assert nothing_is_kept(archive)


def nothing_is_kept(archive: Archive) -> bool:
    return archive.drafts() == archive.results() == archive.trash() == ()


async def test_none_of_these_excludes_the_others(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=own(tmp_path)) as pilot:
            await press(pilot, "enter")
            for key, chosen in [("1", ("xing",)), ("4", ()), ("2", ("linkedin",)), ("2", None)]:
                await press(pilot, key)
                (draft,) = archive.drafts()
                answer = archive.load(draft.id).assessment.answers.get("networks-used")
                assert (answer.value if answer else None) == chosen


async def test_a_request_from_a_covered_screen_does_not_count(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=own(tmp_path)) as pilot:
            home = pilot.app.screen
            await press(pilot, "enter")
            home.post_message(Begin("hunter-gatherer"))
            await pilot.pause(0.05)
            assert screens(pilot) == [HOME, ASSESSMENT]
