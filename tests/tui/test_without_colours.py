"""Nothing is told by colour alone: each test sees the characters of the screen and no style."""

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from tui.lived import live
from tui.states import result_screens
from tui.walking import open_archive, press, running, shown, until


def pointed(told: str) -> list[str]:
    """The lines that the highlight's sign stands in."""
    return [line.strip(" │") for line in told.splitlines() if "▸" in line]


async def test_highlighted_and_chosen_are_told_by_signs(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            assert "Begin" in pointed(shown(pilot))[0]
            await press(pilot, "down")
            (line,) = pointed(shown(pilot))
            assert "Short form" in line
            await press(pilot, "up", "enter", "2", "down")
            told = shown(pilot)
            assert pointed(told) == ["▸ 1  [ ] XING"]
            assert "2  [x] LinkedIn" in told
            await press(pilot, "enter", "down", "down", "space", "down")
            told = shown(pilot)
            assert pointed(told) == ["▸ 3  ○ both"]
            assert "2  ● to find information" in told
            assert told.count("●") == 1
            await press(pilot, "r")
            (line,) = pointed(shown(pilot))
            assert line.endswith("  to find information")
            await press(pilot, "home", "down")
            (line,) = pointed(shown(pilot))
            assert "LinkedIn" in line
            await press(pilot, "escape", "g", *"47", "enter")
            (line,) = pointed(shown(pilot))
            assert line.split()[:2] == ["LinkedIn", "▸·"]


async def test_the_command_that_enter_would_do_is_told_by_a_sign(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "ctrl+p")
            await until(pilot, lambda: "colours" in shown(pilot))
            assert pointed(shown(pilot)) == ["▸ Change the colours"]
            await press(pilot, "down")
            assert pointed(shown(pilot)) == ["▸ Change the settings"]
            await press(pilot, *["down"] * 9)
            assert len(pointed(shown(pilot))) == 1
            await press(pilot, *"deut")
            await until(pilot, lambda: pointed(shown(pilot))[0] == "▸ Deutsch")
            await press(pilot, "enter")
            assert "Beginnen" in pointed(shown(pilot))[0]


async def test_the_highlighted_the_marked_and_the_noted_result_are_told_by_signs(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        noted, *_others = live(archive, [(10, 50), (20, 50), (30, 50)])
        archive.annotate(noted, "here")
        async with running(archive) as pilot:
            await press(pilot, "v", "space", "down")
            rows = shown(pilot).splitlines()[2:5]
            assert [row[:5] for row in rows] == ["│ ✓  ", "│▸   ", "│  ✎ "]
            await press(pilot, "t")
            assert "┊" in shown(pilot)


async def test_nothing_moves_gradually_where_keys_lead(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, [(10, 50)] * 60)
        async with running(archive, size=(60, 20)) as pilot:
            pilot.app.animation_level = "full"
            await press(pilot, "v")
            for key in ("pagedown", "end", "home", "t", "t", "t", "escape"):
                pilot.app.simulate_key(key)
                await pilot.pause()
                animated = [
                    widget
                    for widget in pilot.app.screen.query("*")
                    for attribute in ("scroll_y", "opacity", "offset")
                    if pilot.app.animator.is_being_animated(widget, attribute)
                ]
                assert animated == [], key
    assert len(ids) == 60


async def test_no_animations_means_none(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(60, 20)) as pilot:
            assert pilot.app.animation_level == "none"
            scroll = pilot.app.screen.query_one(VerticalScroll)
            scroll.scroll_end(animate=True)
            await pilot.pause()
            assert scroll.scroll_y == scroll.max_scroll_y


async def test_a_result_is_grey_where_colours_are_not_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            pilot.app.push_screen(next(screen for _name, screen in result_screens()))
            await pilot.pause()
            strips = pilot.app.screen._compositor.render_strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style]
            colours = [style.color.get_truecolor() for style in styles if style.color]
            assert colours
            assert all(red == green == blue for red, green, blue in colours)
