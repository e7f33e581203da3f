"""The large position that results are shown with."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from netztui.tui.content import plain
from netztui.tui.screens.result import ResultScreen
from netztui.tui.widgets.charts import HIGH, LOW, NEUTRAL
from netztui.tui.widgets.panel import figure
from tui.states import result_screens
from tui.walking import open_archive, running, shown, until


@pytest.mark.parametrize(("position", "style"), [(-60, LOW), (5, NEUTRAL), (60, HIGH)])
def test_a_figure_has_the_colour_of_its_side_and_none_on_level_ground(
    position: float, style: str
) -> None:
    drawn = figure(position, 12.5, [plain("word")], 40)
    assert {span.style for row in drawn for span in row.spans} == {f"bold {style}"}
    assert drawn[0].plain.endswith("word")


@pytest.mark.parametrize("level", ["none", "full"])
async def test_a_new_position_glides_to_its_place_unless_animations_are_off(
    tmp_path: Path, level: str
) -> None:
    finished = next(screen for _name, screen in result_screens())._finished
    screen = ResultScreen(finished, None, arriving=True)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            pilot.app.animation_level = level
            await pilot.app.push_screen(screen)
            first = without_scrollbar(pilot)
            assert (screen._way == 1) == (level == "none")
            await until(pilot, lambda: screen._way == 1)
            await pilot.pause()
            assert "●" in shown(pilot)
            there = without_scrollbar(pilot)
            assert (first == there) == (level == "none")
            assert first[1:3] == there[1:3]


def without_scrollbar(pilot: Pilot[None]) -> list[str]:
    return [row[:78] for row in shown(pilot).splitlines()]
