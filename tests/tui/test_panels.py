"""Panels stand in columns that end together; charts of a change keep to their width."""

from pathlib import Path

import pytest

from netztui.text.change import Pair, Step
from netztui.tui.screens.comparison import ComparisonScreen
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.boxes import runs
from netztui.tui.widgets.change_charts import axis_comparison, dumbbells, step_bars, sum_lines
from netztui.tui.widgets.charts import share_bar
from tui.states import result_screens
from tui.walking import open_archive, resized, running, shown


@pytest.mark.parametrize(
    ("heights", "count", "cut"),
    [
        ([5], 3, [(0, 1)]),
        ([5, 1, 1, 5], 2, [(0, 2), (2, 4)]),
        ([9, 1, 1, 1], 2, [(0, 1), (1, 4)]),
        ([4, 4, 4, 4, 4], 3, [(0, 1), (1, 3), (3, 5)]),
    ],
)
def test_columns_are_cut_where_the_highest_is_lowest(
    heights: list[int], count: int, cut: list[tuple[int, int]]
) -> None:
    assert runs(heights, count) == cut


async def test_panels_are_read_down_each_column_and_all_columns_end_together(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(200, 60)) as pilot:
            screen = next(screen for _name, screen in result_screens())
            pilot.app.push_screen(screen)
            await pilot.pause()
            titles = [str(box.title) for part in screen.parts()[:2] for box in part]
            for width, count in [(60, 1), (140, 3), (99, 1), (139, 2), (100, 2)]:
                await resized(pilot, (width, 100))
                rows = shown(pilot).splitlines()
                places = [
                    next((row.index(f"─ {title}"), y) for y, row in enumerate(rows) if title in row)
                    for title in titles
                ]
                assert places[1:] == sorted(places[1:])
                assert len({x for x, _y in places[1:]}) == count
                # Above all, its columns, and below the figures.
                ends = [row.count("╰") for row in rows if "╰" in row]
                assert (ends[0], ends[-2:]) == (1, [count, 1])


STEPS = [
    Step("Helped [b]someone[/b]", -4.5, "rarely → often"),
    Step("x" * 70, 1.5),
    Step("3", -9.0),
]


@pytest.mark.parametrize("width", [20, 39, 52, 74])
def test_charts_of_a_change_are_never_wider_than_their_place(width: int) -> None:
    pairs = [
        (Pair("Hunting", "hunter", False, 100.0, 4.4), "$pole-high"),
        (Pair("An area with a long name", "hunter", True, 0.0, 50.0), "$pole-high"),
    ]
    here = PositionEstimate(14.0, (0.0, 28.0), 12.5)
    there = PositionEstimate(-99.0, (-110.0, -80.0), 12.5)
    for drawn in (
        dumbbells(pairs, width),
        step_bars(STEPS, (-9.0, 1.5), width),
        sum_lines(50.0, -14.1, width),
        axis_comparison(("Gathering", "Hunting"), here, there, 3, width),
    ):
        assert max(line.cell_length for line in drawn.split("\n")) <= width


def test_bars_of_equal_steps_are_equal_and_begin_at_the_same_zero() -> None:
    drawn = step_bars([*STEPS[:1], Step("y", 4.5)], (-9.0, 9.0), 74).split("\n")
    left, answers, right = (line.plain for line in drawn)
    assert left.index("│") == answers.index("│") == right.index("│")
    assert left.count("━") == right.count("━") > 1
    assert "rarely → often" in answers
    assert left.index("━") < left.index("│")
    assert right.index("━") > right.index("│")


def test_a_dumbbell_shows_both_values_at_their_places() -> None:
    pair = Pair("Hunting", "hunter", False, 0.0, 100.0)
    scale, line = (line.plain for line in dumbbells([(pair, "$pole-high")], 60).split("\n"))
    assert line.index("○") == scale.index("0")
    assert line.index("●") == scale.index("100") + 2
    assert line.endswith("0 → 100 +100")


@pytest.mark.parametrize(
    ("points", "drawn"), [(0, "────"), (50, "━━──"), (62.5, "━━╸─"), (100, "━━━━")]
)
def test_a_share_is_drawn_in_halves_of_a_cell(points: float, drawn: str) -> None:
    assert share_bar(points, 4, "$pole-low").plain == drawn


async def test_a_comparison_of_results_without_a_position_is_composed(tmp_path: Path) -> None:
    screens = dict(result_screens())
    both = (screens[name]._finished for name in ("hunter", "no score"))
    with open_archive(tmp_path) as archive:
        async with running(archive, size=(80, 40)) as pilot:
            pilot.app.push_screen(ComparisonScreen(*both))
            await pilot.pause()
            told = shown(pilot)
            assert "No position" in told
            assert "What moved the position" not in told
            assert "○ Mar 1, 2026" in told
