"""Scrolled texts: lines break well, and resizing keeps the reading position."""

from pathlib import Path

import pytest

from netztui.i18n.language import set_language
from netztui.tui.screens.comparison import ComparisonScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.widgets.boxes import BoxScroll
from tui.lived import live
from tui.states import result_screens
from tui.walking import open_archive, press, resized, running, shown, until


@pytest.mark.parametrize("pages", [1, pytest.param(9, marks=pytest.mark.slow)])
async def test_enlarging_and_shrinking_keeps_the_scroll_position(
    tmp_path: Path, pages: int
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            pilot.app.push_screen(next(screen for _name, screen in result_screens()))
            await press(pilot, *["pagedown"] * pages)
            before = shown(pilot)
            scroll = pilot.app.screen.query_one(BoxScroll)
            assert scroll.scroll_y > 0
            for size in [(200, 60), (80, 24), (120, 30), (60, 20), (80, 24)]:
                await resized(pilot, size)
            assert shown(pilot) == before
            await press(pilot, "home")
            await resized(pilot, (200, 60))
            await resized(pilot, (80, 24))
            assert scroll.scroll_y == 0


async def test_scrolling_is_offered_only_if_there_is_more_to_see(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [None, None])
        async with running(archive) as pilot:
            await press(pilot, "v", "c")
            assert isinstance(pilot.app.screen, ComparisonScreen)
            await until(pilot, lambda: "Scroll" not in shown(pilot))
            assert "Back" in shown(pilot)
            pilot.app.push_screen(next(screen for _name, screen in result_screens()))
            await press(pilot, "?")
            assert "Scroll" in shown(pilot)


async def test_wrapped_lines_of_the_overview_are_indented_to_the_text(tmp_path: Path) -> None:
    set_language("de")
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(60, 20)) as pilot:
            await press(pilot, "enter", "1", "enter", "r", "home")
            assert isinstance(pilot.app.screen, OverviewScreen)
            rows = iter(shown(pilot).splitlines())
            place = next(row for row in rows if "1  Welche" in row).index("Welche")
            further = next(rows)
            assert further[:place].strip("│ ") == ""
            assert further[place].isalnum()


async def test_a_click_on_a_title_unfolds_what_is_below_it(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(80, 60)) as pilot:
            pilot.app.push_screen(next(screen for _name, screen in result_screens()))
            await pilot.pause()
            row = next(y for y, row in enumerate(shown(pilot).splitlines()) if "All figures" in row)
            await pilot.click(offset=(40, row))
            assert "The two poles" not in shown(pilot)
            await pilot.click(offset=(8, row))
            assert "The two poles" in shown(pilot)


async def test_what_is_read_is_selected_and_copied_without_the_frames(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(120, 50)) as pilot:
            screen = next(screen for _name, screen in result_screens())
            pilot.app.push_screen(screen)
            await pilot.pause()
            rows = shown(pilot).splitlines()
            title = next(place for place, row in enumerate(rows) if "─ Your networks" in row)
            last = next(place for place, row in enumerate(rows) if "Your position is not" in row)
            await pilot.mouse_down(offset=(rows[title].index("networks"), title))
            await pilot.hover(offset=(40, last))
            await pilot.mouse_up(offset=(40, last))
            told = screen.get_selected_text().splitlines()
            assert told[0] == "networks"
            assert told[2].startswith("LinkedIn  information")
            assert told[-1].startswith(
                "The more often you found useful information on a network, the"
            )
            # The frames and the other column don't look selected either.
            after = drawn(screen)
            screen.clear_selection()
            await pilot.pause()
            cells = zip(after, drawn(screen), strict=True)
            painted = "".join(now[0] for now, before in cells if now != before)
            assert "".join(painted.split()) == "".join("".join(told).split())


def drawn(screen: ResultScreen) -> list[tuple[str, object]]:
    """The characters on the screen with their background."""
    return [
        (character, segment.style.bgcolor if segment.style else None)
        for strip in screen._compositor.render_strips()
        for segment in strip
        for character in segment.text
    ]
