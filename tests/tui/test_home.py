"""The start screen: what it says without a result, with some, and with a draft."""

from datetime import timedelta
from pathlib import Path

import pytest
from samples import SMALL

from netztui.archive.archive import Archive
from netztui.archive.errors import LockedError
from netztui.history.home_data import HomeData
from netztui.i18n.language import set_language
from netztui.settings.settings import Settings
from netztui.tui.app import NetztuiApp
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.dialogs import TroubleScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.widgets.standing_panel import trend
from tui.lived import START, live
from tui.walking import Clock, answer_all, open_archive, press, resized, running, shown, until


async def test_the_first_start_explains_the_axis_in_the_words_of_the_questionnaire(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            assert "Answer each question with one key" in shown(pilot)
            assert "see where you are between “Gathering”" in shown(pilot)
            assert "and “Hunting”, and compare" in shown(pilot)
            assert "Targeted contacts" in shown(pilot)
            assert "latest result" not in shown(pilot)


async def test_with_results_it_says_where_one_is_what_changed_and_when_to_compare(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(40, 50), (10, 50)], source=SMALL)
        last = START + timedelta(days=30)
        async with running(archive, clock=Clock(last + timedelta(days=27))) as pilot:
            assert "Next comparison from Feb 28, 2024" in shown(pilot)
            assert "2 results" in shown(pilot)
            assert "Answer each question" not in shown(pilot)
        async with running(archive, clock=Clock(last + timedelta(days=28))) as pilot:
            assert "Time for the next comparison" in shown(pilot)
            await resized(pilot, (60, 20))
            assert "History" in shown(pilot)


async def test_all_of_it_fits_with_a_plan_of_two_lines(tmp_path: Path) -> None:
    set_language("de")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await answer_all(pilot, [3, 1] * 22, plan="Immer wenn " + "x" * 30)
            await press(pilot, "escape")
            assert "Ihr Vorhaben bis zum nächsten Mal: Immer wenn" in shown(pilot)
            assert "Fragen zum Weiterdenken." in shown(pilot)


async def test_a_draft_comes_first_with_its_share_done(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter", "1", "enter", "1", *"3333", "escape")
            rows = [line for line in shown(pilot).splitlines() if "Hunter or gatherer?" in line]
            assert "Go on" in rows[1]
            assert "━─" in rows[1]


async def test_enter_pressed_before_anything_is_loaded_begins_the_first_questionnaire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeScreen, "on_compose", HomeScreen.action_hurry, raising=False)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, AssessmentScreen))
            await press(pilot, "ctrl+l", "escape")
            assert "Beginnen: Jäger oder Sammler?" in shown(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, AssessmentScreen)


@pytest.mark.parametrize(
    ("keys", "begun"),
    [("down enter", "hunter-gatherer-short"), ("k enter", "hunter-gatherer-short"), ("j", None)],
)
async def test_moves_count_before_there_is_anything_to_move_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, begun: str | None
) -> None:
    loaded: list[HomeData] = []
    with open_archive(tmp_path) as archive:
        app = NetztuiApp(archive, Settings())
        with monkeypatch.context() as patch:
            patch.setattr(HomeScreen, "show", lambda _home, data: loaded.append(data))
            async with app.run_test() as pilot:
                await until(pilot, lambda: bool(loaded))
                await press(pilot, *keys.split())
                patch.undo()
                home = app.screen
                assert isinstance(home, HomeScreen)
                home.show(loaded[0])
                if begun is None:
                    await until(pilot, lambda: "▸ Begin: Hunter or gatherer? Short" in shown(pilot))
                else:
                    await until(pilot, lambda: isinstance(app.screen, AssessmentScreen))
                begun_now = [draft.questionnaire for draft in archive.drafts()]
                assert begun_now == ([begun] if begun else [])


async def test_the_menu_is_there_even_if_what_an_early_enter_wanted_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(archive: Archive, *_what: object) -> None:
        raise LockedError(archive.path)

    monkeypatch.setattr(HomeScreen, "on_compose", HomeScreen.action_hurry, raising=False)
    monkeypatch.setattr(Archive, "begin", refuse)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, TroubleScreen))
            await press(pilot, "escape")
            assert "What next?" in shown(pilot)


async def test_the_large_panel_is_not_replaced_once_the_user_has_quit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            home = pilot.app.screen
            assert isinstance(home, HomeScreen)
            top = home.query_one("#top")

            async def quit_meanwhile() -> None:
                pilot.app.exit()

            monkeypatch.setattr(top, "remove_children", quit_meanwhile)
            assert home._data is not None
            home.show(home._data)
            await until(pilot, lambda: not top.is_attached)
        assert pilot.app.defect is None


async def test_the_first_and_the_last_row_lead_to_what_is_around_the_menu(tmp_path: Path) -> None:
    own = tmp_path / "questionnaires"
    own.mkdir()
    for place in range(14):
        text = SMALL.replace('id = "small"', f'id = "small-{place}"')
        (own / f"{place}.toml").write_text(text, encoding="utf-8")
    with open_archive(tmp_path) as archive:
        async with running(archive, settings=Settings(questionnaires=own)) as pilot:
            top = "Everything stays on this computer."
            assert top in shown(pilot)
            await press(pilot, "end")
            await until(pilot, lambda: top not in shown(pilot))
            assert "A short questionnaire." in shown(pilot)
            await press(pilot, "home")
            await until(pilot, lambda: top in shown(pilot))


def test_bars_go_up_for_the_high_pole_and_down_for_the_low_one() -> None:
    above, below = (line.plain for line in trend([-50, 0, 100], 12.5))
    assert above == "    █ "
    # Drawn in reverse, so a block of four eighths leaves the upper half.
    assert below == "▄ ▇   "
    assert "$pole-low" in str(trend([-50, 100], 12.5)[1].spans)
