"""What comes too late does no harm: an old size of the terminal, or what a closed screen wanted."""

import os
from itertools import count
from pathlib import Path

import pytest
from textual.app import App
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from netztui.i18n.catalogue import translate
from netztui.settings.settings import Settings
from netztui.tui.base_app import BaseApp
from netztui.tui.screens.dialogs import HelpScreen, TooSmallScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.palette import Palette
from netztui.tui.widgets.keybar import key_hints
from tui.lived import live
from tui.walking import open_archive, press, resized, running, until


async def test_the_terminal_has_its_present_size_whatever_size_is_reported_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            monkeypatch.setattr(App, "is_headless", False)
            monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((100, 30)))
            for size in (Size(100, 30), Size(20, 5)):
                pilot.app.post_message(Resize(size, size))
            home = pilot.app.screen
            await pilot.pause(0.1)
            assert pilot.app.screen is home
            assert pilot.app.size == home.size == (100, 30)


async def test_what_is_late_when_its_timer_starts_is_still_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            # As if the computer did something else for a second whenever the time is taken.
            monkeypatch.setattr("textual._time.get_time", count().__next__)
            called: list[str] = []
            for one in (pilot.app, pilot.app.screen):
                one.set_timer(0.001, lambda one=one: called.append(type(one).__name__))
            await until(pilot, lambda: len(called) == 2)
            monkeypatch.undo()


async def test_a_palette_that_is_gone_does_not_look_for_its_parts(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "ctrl+p")
            palette = pilot.app.screen
            assert isinstance(palette, Palette)
            await palette._watch__show_busy()
            await press(pilot, "escape", "escape")
            await until(pilot, lambda: not palette.is_attached)
            await palette._watch__show_busy()


async def test_a_question_that_comes_while_the_program_ends_does_not_fail(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            pilot.app.screen.call_next(pilot.app.screen._show_question)
            pilot.app.exit()
        assert pilot.app.defect is None


async def test_keys_that_cannot_be_used_are_reported_however_early_the_user_quits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BaseApp, "_apply_keys", lambda _self: None)
    with open_archive(tmp_path) as archive:
        settings = Settings(keys={"back": "r"}, advance="at-once")
        async with running(archive, settings=settings) as pilot:
            await press(pilot, "q")
    (diagnostic,) = pilot.app.late_diagnostics
    assert "keys.back" in translate(diagnostic)


async def test_the_outcome_of_a_screen_does_nothing_when_the_program_has_been_quit(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            outcome = pilot.app.screen._result_callbacks[-1].callback
            pilot.app.exit()
        assert outcome is not None
        # The start screen has no widgets any more that could show anything.
        outcome(False)


async def test_keys_are_reported_once(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        settings = Settings(keys={"back": "r", "skip": "x"}, advance="at-once")
        async with running(archive, settings=settings) as pilot:
            await until(pilot, lambda: bool(pilot.app.late_diagnostics))
            await press(pilot, "q")
    assert len(pilot.app.late_diagnostics) == 1


async def test_what_a_screen_wanted_to_do_after_a_frame_is_dropped_when_it_has_been_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = []
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50)])
        async with running(archive) as pilot:
            await press(pilot, "v")
            history = pilot.app.screen
            with monkeypatch.context() as patch:
                # Textual has the screen on top run it, which may be another one by then.
                patch.setattr(Screen, "_invoke_later", lambda _top, run, _sender: late.append(run))
                await resized(pilot, (100, 30))
            await press(pilot, "escape")
            assert history not in pilot.app.screen_stack
            assert late
            for run in late:
                run()


async def test_a_terminal_that_is_too_small_from_the_start_shows_everything_once_it_is_enlarged(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50)])
        async with running(archive, size=(30, 10)) as pilot:
            assert isinstance(pilot.app.screen, TooSmallScreen)
            await resized(pilot, (80, 24))
            home = pilot.app.screen
            assert isinstance(home, HomeScreen)
            await press(pilot, "v", "escape")
            assert pilot.app.screen is home


async def test_a_screen_that_opens_while_the_terminal_is_too_small_is_covered_too(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            home = pilot.app.screen
            await resized(pilot, (30, 10))
            # As the outcome of a screen that was closed just before.
            opened = HelpScreen("Start", key_hints(home), stores=True)
            pilot.app.push_screen(opened)
            await until(pilot, lambda: isinstance(pilot.app.screen, TooSmallScreen))
            await resized(pilot, (80, 24))
            assert pilot.app.screen is opened
            await press(pilot, "escape")
            assert pilot.app.screen is home
