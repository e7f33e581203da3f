"""The main job from end to end, with the keys that a user presses."""

import re
from pathlib import Path

import pytest
from textual.app import App

from netztui.archive.archive import Archive
from netztui.archive.errors import LockedError
from netztui.archive.maintenance.backup import copies_folder, list_copies
from netztui.i18n.formats import signed
from netztui.i18n.language import current_language
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.comparison import ComparisonScreen
from netztui.tui.screens.dialogs import TroubleScreen
from netztui.tui.screens.history.screen import HistoryScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.result import ResultScreen
from tui.walking import Clock, answer_all, asked, open_archive, press, running, shown, until

FIRST = [(place * 7 + place // 5) % 5 + 1 for place in range(44)]
SECOND = [(place * 3 + 2) % 5 + 1 for place in range(44)]


async def test_a_result_is_shown_copied_and_found_again_after_a_restart(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            assert "Hunter or gatherer?" in shown(pilot)
            await answer_all(pilot, FIRST, plan="Plan")
            assert isinstance(pilot.app.screen, ResultScreen)
            told = shown(pilot)
            assert "Gathering ├" in told
            assert "┤ Hunting" in told
            await until(pilot, lambda: bool(list_copies(archive.path)))
            await press(pilot, "q")
        assert pilot.app.return_code == 0
        (copy,) = list_copies(archive.path)
        with Archive.open(copy) as copied:
            assert copied.results() == archive.results()
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            assert "Your latest result" in shown(pilot)
            await press(pilot, "v")
            assert isinstance(pilot.app.screen, HistoryScreen)
            assert "Mar 1, 2026" in shown(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ResultScreen)
            assert shown(pilot) == told
        (row,) = archive.results()
        answers = archive.load(row.id).assessment.answers
        said = [answer.value for answer in answers.values()]
    assert sorted(value for value in said if isinstance(value, int) and value != 14) == sorted(
        [*FIRST, 4, 2]
    )
    assert ("linkedin",) in said
    assert "Plan" in said


async def test_a_result_that_cannot_be_stored_leaves_the_questions_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise LockedError(archive.path)

    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            with monkeypatch.context() as patched:
                patched.setattr(archive, "finish", fail)
                await answer_all(pilot, FIRST)
                assert isinstance(pilot.app.screen, TroubleScreen)
            await press(pilot, "escape")
            assert asked(pilot)
            assert archive.result_count() == 0
            await press(pilot, "r", "f")
            assert isinstance(pilot.app.screen, ResultScreen)
            assert archive.result_count() == 1


async def test_a_copy_is_made_even_if_the_user_quits_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netztui.tui.automatic_copy.DELAY", 60)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await answer_all(pilot, FIRST)
            assert not list_copies(archive.path)
            await press(pilot, "q")
        assert len(list_copies(archive.path)) == 1


async def test_without_a_copy_the_result_is_shown_with_a_sentence(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        copies_folder(archive.path).write_text("in the way")
        async with running(archive) as pilot:
            await answer_all(pilot, FIRST)
            await until(pilot, lambda: "No copy of the archive" in warnings_of(pilot.app))
            assert isinstance(pilot.app.screen, ResultScreen)
        assert archive.result_count() == 1


def warnings_of(app: App[None]) -> str:
    return " ".join(one.message for one in app._notifications)


async def test_the_contributions_in_a_comparison_add_up(tmp_path: Path) -> None:
    clock = Clock()
    with open_archive(tmp_path) as archive:
        async with running(archive, clock=clock, size=(90, 80)) as pilot:
            await answer_all(pilot, FIRST)
            await press(pilot, "escape")
            clock.pass_days(60)
            await answer_all(pilot, SECOND)
            assert isinstance(pilot.app.screen, ResultScreen)
            assert "Since Mar 1, 2026" in shown(pilot)
            await press(pilot, "c")
            assert isinstance(pilot.app.screen, ComparisonScreen)
            told = shown(pilot)
            assert "Mar 1, 2026" in told
            assert "Apr 30, 2026" in told
            figures = re.findall(r"^ *│ +([+−]\d+\.\d) ", told, re.MULTILINE)
            *parts, together = (float(figure.replace("−", "-")) for figure in figures)
            assert len(parts) == 9
            assert sum(parts) == pytest.approx(together)
            sum_up = re.search(r"together: from (\S+) to (\S+)", told)
            assert sum_up is not None
            before, after = (float(end.replace("−", "-")) for end in sum_up.groups())
            assert after - before == pytest.approx(together)
            assert f"from {signed(before)} to {signed(after)}" in told
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, ResultScreen)
            await press(pilot, "v")
            assert isinstance(pilot.app.screen, HistoryScreen)
            await press(pilot, "space", "down", "c")
            assert isinstance(pilot.app.screen, ComparisonScreen)
            assert shown(pilot) == told


async def test_a_draft_continues_at_the_same_question(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            await press(pilot, "1", "enter")
            await press(pilot, "1", "5", "4", "3")
            left_at = asked(pilot)
            await press(pilot, "q")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            assert "Go on: Hunter or gatherer?" in shown(pilot)
            await press(pilot, "enter")
            assert asked(pilot) == left_at
            screen = pilot.app.screen
            assert isinstance(screen, AssessmentScreen)
            said = [screen.assessment.value(key) for key in screen.assessment.keys]
            assert said[:6] == [("xing",), "work", 5, 4, 3, None]


async def test_choosing_no_network_ends_at_once_and_keeps_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            await press(pilot, *["down"] * (len(pilot.app.screen.question.options) + 1), "space")
            assert pilot.app.screen.assessment.ending is not None
            await press(pilot, "enter")
            assert "nothing to assess this time" in " ".join(shown(pilot).split())
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, HomeScreen)
        assert archive.results() == archive.drafts() == archive.trash() == ()


async def test_the_language_changes_on_the_current_screen(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            await press(pilot, "1", "enter")
            await press(pilot, "1", "5")
            before = asked(pilot)
            assert "Looked for people" in shown(pilot)
            await press(pilot, "ctrl+l")
            assert current_language() == "de"
            told = shown(pilot)
            assert "an keinem Tag" in told
            assert "q Beenden" in told
            assert "von 49" in told
            assert asked(pilot) == before
            await press(pilot, "escape")
            assert "Weitermachen" in shown(pilot)
            await press(pilot, "l")
            assert "Go on" in shown(pilot)


async def test_a_draft_is_discarded_only_after_confirmation(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            await press(pilot, "1", "escape")
            await press(pilot, "delete")
            assert "Discard this unfinished assessment?" in shown(pilot)
            await press(pilot, "n")
            assert len(archive.drafts()) == 1
            await press(pilot, "delete")
            await press(pilot, "y")
            assert archive.drafts() == ()
            assert "Go on" not in shown(pilot)
