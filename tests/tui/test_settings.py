"""Settings in the program: a list shows its values, Enter stores one, Esc leaves it as it was."""

from pathlib import Path

from netztui.i18n.language import chosen_question_language, current_language
from netztui.settings.settings import read_settings
from netztui.system import paths
from netztui.tui.screens.settings import SettingsScreen
from tui.walking import open_archive, press, running, shown


async def test_the_colours_are_shown_while_moving_and_undone_on_escape(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "o", "down", "down", "enter", "down")
            assert pilot.app.theme == "netztui-light"
            await press(pilot, "escape")
            assert pilot.app.theme == "netztui-dark"
            assert not paths.settings_path().exists()
            await press(pilot, "enter", "down", "enter")
            assert pilot.app.theme == "netztui-light"
            assert isinstance(pilot.app.screen, SettingsScreen)
            assert "netztui-light" in shown(pilot)
    assert read_settings(paths.settings_path(), {})[0].theme == "netztui-light"


async def test_language_and_how_an_answer_leads_on_are_stored_at_once(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "o", "enter", "up", "enter")
            assert current_language() == "de"
            assert "Einstellungen" in shown(pilot)
            await press(pilot, "down", "enter", "end", "enter")
            assert chosen_question_language() == "en"
            assert "Sprache der Fragen" in shown(pilot)
            await press(pilot, "down", "down", "enter", "end", "enter")
            assert pilot.app.advance() == "after-enter"
            assert str(archive.path.parent)[:30] in shown(pilot)
            await press(pilot, "escape")
            assert "Wie geht es weiter?" in shown(pilot)
    stored = read_settings(paths.settings_path(), {})[0]
    assert (stored.language, stored.questions, stored.advance) == ("de", "en", "after-enter")
