"""Keys: other ones can be named, clashes are told, and footer, help and palette tell no lie."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from netztui.archive.archive import Archive
from netztui.i18n.language import current_language, set_language
from netztui.settings.settings import Settings, read_settings
from netztui.system import paths
from netztui.tui.app import NetztuiApp
from netztui.tui.key_table import SENTENCES
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.dialogs import GoToScreen, HelpScreen, NoteScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.widgets.keybar import KeyHint, fitting, key_name
from tui.lived import OTHER, live, wandering
from tui.walking import asked, handled, open_archive, press, running, shown, until


@asynccontextmanager
async def running_with(archive: Archive, **keys: str) -> AsyncIterator[Pilot[None]]:
    """The program with other keys, which hold a moment after the first frame."""
    named = {action.replace("_", "-"): key for action, key in keys.items()}
    async with running(archive, settings=Settings(advance="at-once", keys=named)) as pilot:
        while not pilot.app.keymap:
            await pilot.pause(0.01)
        await pilot.pause()
        assert pilot.app.late_diagnostics == ()
        yield pilot


# On the screen


async def test_another_key_works_and_the_old_one_does_not(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running_with(archive, review="x", back="b,backspace", choose_1="a") as pilot:
            await press(pilot, "enter", "2", "enter")
            first = asked(pilot)
            await press(pilot, "r")
            assert isinstance(pilot.app.screen, AssessmentScreen)
            await press(pilot, "a")
            assert asked(pilot) != first
            await press(pilot, "b")
            assert asked(pilot) == first
            await press(pilot, "1", "shift+tab")
            assert asked(pilot) != first
            await press(pilot, "x")
            assert isinstance(pilot.app.screen, OverviewScreen)


async def test_footer_help_palette_and_sentences_name_the_keys_that_work(tmp_path: Path):
    keys = {"review": "x", "down": "ctrl+n", "up": "f7", "choose": "f6", "help": "f1,f9"}
    with open_archive(tmp_path) as archive:
        async with running_with(archive, **keys, commands="f8") as pilot:
            await press(pilot, "f6", "2", "enter")
            assert "x Overview" in shown(pilot)
            assert "F1 Help" in shown(pilot)
            assert "r Overview" not in shown(pilot)
            await press(pilot, "space")
            assert "with F7 and Ctrl+N first" in shown(pilot)
            await press(pilot, "question_mark")
            assert isinstance(pilot.app.screen, AssessmentScreen)
            await press(pilot, "f1")
            assert isinstance(pilot.app.screen, HelpScreen)
            told = re.sub(" +", " ", shown(pilot))
            assert "x Overview" in told
            assert "F1 F9 Help" in told
            await press(pilot, "escape")
            offered = {
                one.title: one.help for one in pilot.app.get_system_commands(pilot.app.screen)
            }
            assert offered["Show all questions with their answers"] == "Key: x"
            await press(pilot, "x")
            assert "F6 opens a question" in shown(pilot)
            await press(pilot, "ctrl+p")
            assert not isinstance(pilot.app.screen, CommandPalette)
            await press(pilot, "f8")
            assert isinstance(pilot.app.screen, CommandPalette)


async def test_the_history_names_the_keys_that_work(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        live(archive, wandering(2))
        live(archive, wandering(1), source=OTHER)
        async with running_with(
            archive, compare="x", history_undo="ctrl+z", history_filter="y", history_view="w"
        ) as pilot:
            await press(pilot, "v")
            assert "w Time" in shown(pilot)
            assert "y filters" in shown(pilot)
            await press(pilot, "space")
            assert "and x compares" in shown(pilot)
            await press(pilot, "delete")
            assert "Ctrl+Z restores it" in shown(pilot)
            await press(pilot, "ctrl+z", "t")
            assert "Restored" in shown(pilot)
            await press(pilot, "w")
            assert "Over time" in shown(pilot)


async def test_in_a_field_letters_stay_letters(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        live(archive, wandering(1))
        async with running_with(archive, close="x", history_note="y") as pilot:
            await press(pilot, "v", "y")
            assert isinstance(pilot.app.screen, NoteScreen)
            await press(pilot, *"fox")
            assert pilot.app.screen.query_one(Input).value == "fox"
            assert "x Back" not in shown(pilot)


async def test_what_is_wrong_is_shown_at_the_start(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text('plain = 3\n[keys]\na = "b"\nexplain = "r"\nc = "d"\npause = "f9"\n')
    settings, problems = read_settings(file, {})
    with open_archive(tmp_path) as archive:
        app = NetztuiApp(archive, settings, diagnostics=problems)
        async with app.run_test() as pilot:
            while not app.keymap:
                await pilot.pause(0.01)
            await pilot.pause()
            warned = [one.message for one in app._notifications]
    assert app.keymap == {"pause": "f9"}
    assert len(app.late_diagnostics) == 3
    assert len(warned) == 4
    assert warned[0].startswith(f"{file}:1:9: “plain” must be true or false.")
    assert warned[1].startswith(f"{file}:3:1: Unknown action “a”.")
    assert warned[3].startswith("1 more mistake")


# Everything is in the palette


def offered_here(pilot) -> list[SystemCommand]:
    return list(pilot.app.get_system_commands(pilot.app.screen))


async def check_palette(pilot) -> None:
    screen = pilot.app.screen
    offered = {command.title for command in offered_here(pilot)}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id is not None and active.enabled and binding.id != "commands":
            sentence = SENTENCES.get(binding.id, binding.description)
            assert not sentence or sentence in offered, (screen, binding)
    assert not {"Answer", "Scroll", "Down", "Highlight"} & offered
    titles = [command.title for command in offered_here(pilot)]
    assert len(titles) == len(set(titles))


async def test_every_action_of_every_screen_is_in_the_palette(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        live(archive, wandering(2))
        async with running(archive) as pilot:
            assert isinstance(pilot.app.screen, HomeScreen)
            await check_palette(pilot)
            await press(pilot, "enter", "2", "enter")
            await check_palette(pilot)
            await press(pilot, "r")
            await check_palette(pilot)
            await press(pilot, "escape", "escape", "v")
            await check_palette(pilot)
            await press(pilot, "t")
            await check_palette(pilot)
            await press(pilot, "t", "t", "enter")
            assert isinstance(pilot.app.screen, ResultScreen)
            await check_palette(pilot)
            await press(pilot, "c")
            await check_palette(pilot)


async def test_an_action_of_the_screen_is_done_from_the_palette(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter", "2", "enter", "ctrl+p")
            await press(pilot, *"Go to a question")
            await until(pilot, lambda: "Go to a question by its number" in shown(pilot))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, GoToScreen))


async def test_a_palette_below_another_screen_does_nothing(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "ctrl+p", *"colours")
            await until(pilot, lambda: "Change the colours" in shown(pilot))
            chosen = pilot.app.screen.query_one(CommandList)
            pilot.app.push_screen(HelpScreen("Start", (), stores=True))
            for _time in range(3):
                chosen.action_first()
                chosen.action_select()
            await handled(pilot)
            assert [type(one).__name__ for one in pilot.app.screen_stack[1:]] == [
                "Palette",
                "HelpScreen",
            ]


async def test_the_palette_says_in_the_language_of_now_that_nothing_was_found(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            set_language("de")
            await press(pilot, "ctrl+p", *"xqzxqz")
            await until(pilot, lambda: "Nichts gefunden" in shown(pilot))
            assert "No matches" not in shown(pilot)


async def test_how_to_go_on_is_chosen_in_the_palette_and_remembered(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter", "2", "enter")
            first = asked(pilot)
            by_title = {one.title: one.callback for one in offered_here(pilot)}
            change = by_title["Change when the next question follows"]
            await change()
            await press(pilot, "down", "enter")
            assert isinstance(pilot.app.screen, AssessmentScreen)
            await press(pilot, "1")
            assert asked(pilot) == first
            await press(pilot, "enter")
            assert asked(pilot) != first
            await change()
            await press(pilot, "up", "enter")
            second = asked(pilot)
            await press(pilot, "1")
            assert asked(pilot) != second
    assert read_settings(paths.settings_path(), {})[0].advance == "at-once"


async def test_a_settings_file_with_a_mistake_is_left_alone_and_that_is_said(tmp_path: Path):
    paths.settings_path().parent.mkdir()
    paths.settings_path().write_text("language = [")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "l")
            assert current_language() == "de"
            warned = [one.message for one in pilot.app._notifications]
    assert paths.settings_path().read_text() == "language = ["
    assert "enthält einen Fehler" in warned[0]
    assert "Die Wahl gilt, bis Sie das Programm beenden." in warned[0]


async def test_in_a_field_the_palette_offers_what_the_field_keeps_the_keys_from(tmp_path: Path):
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter", "2", "enter")
            while not isinstance(pilot.app.focused, Input):
                await press(pilot, "s")
            titles = {one.title for one in offered_here(pilot)}
            assert {
                "Show all questions with their answers",
                "Go to a question by its number",
            } <= titles


# Names and the line of keys


@pytest.mark.parametrize(
    ("key", "german", "english"),
    [
        ("home", "Pos1", "Home"),
        ("pagedown", "Bild↓", "PgDn"),
        ("ctrl+p", "Strg+P", "Ctrl+P"),
        ("shift+tab", "Umschalt+Tab", "Shift+Tab"),
        ("question_mark", "?", "?"),
        ("minus", "-", "-"),
        ("G", "G", "G"),
        ("f10", "F10", "F10"),
        ("backspace", "⌫", "⌫"),
    ],
)
def test_keys_are_named_as_keyboards_name_them(key: str, german: str, english: str):
    set_language("de")
    assert key_name(key) == german
    set_language("en")
    assert key_name(key) == english


def test_as_many_keys_are_named_as_fit():
    told = [KeyHint("back", "Back", (key,), shown=True) for key in "abc"]
    assert len(fitting(told, 6 + 2 + 6 + 2 + 6)) == 3
    assert len(fitting(told, 6 + 2 + 6 + 2 + 5)) == 2


def test_enter_is_named_however_narrow_the_line_is():
    told = [KeyHint("a", "Back", ("a",), shown=True), KeyHint("c", "Next", ("enter",), shown=True)]
    told += [KeyHint("b", "Back", ("b",), shown=True)]
    assert [hint.id for hint in fitting(told, 12)] == ["c"]
