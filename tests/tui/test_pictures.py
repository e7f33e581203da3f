"""The pictures of results: to scale, nothing lost at the edges, nothing told by colour alone."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from netztui.tui.plots.map import trail_map
from netztui.tui.plots.sheet import DataPoint, Plot, PlotArea
from netztui.tui.plots.timeline import timeline, value_range
from netztui.tui.widgets.axis import PositionEstimate

START = datetime(2025, 1, 10, 12, 0, tzinfo=UTC)
HOSTILE = "[b]x[/] @click $accent 求職"


def frame(
    width: int = 76, height: int = 17, low: str = "Gatherer", high: str = "Hunter"
) -> PlotArea:
    return PlotArea(width, height, low, high, 12.5)


def dot(position: float, day: float = 0, *, intensity: float = 50, reach: float = 14) -> DataPoint:
    mark = PositionEstimate(position, reach / 2, (position - reach, position + reach))
    return DataPoint(START + timedelta(days=day), mark, intensity)


def rows(picture: Plot) -> list[str]:
    return picture.content.plain.split("\n")


def column(picture: Plot, place: int) -> str:
    across = picture.places[place][0]
    return "".join(row.ljust(200)[across] for row in rows(picture))


@pytest.mark.parametrize("draw", [timeline, trail_map])
@pytest.mark.parametrize("size", [(76, 17), (116, 33), (56, 10), (56, 8), (30, 6)])
@pytest.mark.parametrize("count", [1, 2, 9, 10, 300])
def test_a_picture_fills_its_room_and_shows_every_kind_of_result(
    draw: object, size: tuple[int, int], count: int
) -> None:
    seed = random.Random(count)
    dots = [dot(seed.uniform(-100, 100), day * 9) for day in range(count)]
    picture = draw(dots, count - 1, frame(*size))  # type: ignore[operator]
    assert len(rows(picture)) == size[1]
    assert all(len(row) <= size[0] for row in rows(picture))
    across, down = picture.places[-1]
    assert rows(picture)[down][across] == "◆"
    assert picture.nearest(across, down) is not None
    assert picture.places[picture.nearest(across, down)] == (across, down)
    for across, down in picture.places:
        assert rows(picture)[down][across] in "◆●○•123456789"


def test_time_is_to_scale() -> None:
    picture = timeline([dot(0, 0), dot(0, 10), dot(0, 100)], None, frame())
    first, second, last = (across for across, _down in picture.places)
    assert (second - first) / (last - first) == pytest.approx(0.1, abs=0.02)


def test_error_bars_are_to_scale_to_half_a_row() -> None:
    seed = random.Random(3)
    for _time in range(300):
        one = dot(seed.uniform(-70, 70), reach=seed.uniform(20, 30))
        dots = [one, dot(-80, 5, reach=15), dot(80, 9, reach=15)]
        picture = timeline(dots, None, frame(76, 20))
        low, high = value_range(dots)
        height = (high - low) / 16
        drawn = column(picture, 0)[1:17]
        covered = [
            half
            for sign in drawn
            for half in {"╷": "01", "╵": "10"}.get(sign, "11" if sign in "│●" else "00")
        ]
        upper = high - covered.index("1") * height / 2
        lower = high - (len(covered) - covered[::-1].index("1")) * height / 2
        assert upper == pytest.approx(one.mark.interval[1], abs=height / 4 + 1e-9)
        assert lower == pytest.approx(one.mark.interval[0], abs=height / 4 + 1e-9)


def test_results_at_the_ends_of_the_axis_are_on_the_picture() -> None:
    picture = timeline([dot(100, 0), dot(-100, 50)], 0, frame())
    (first, top), (last, bottom) = picture.places
    assert rows(picture)[top][first] == "◆"
    assert rows(picture)[bottom][last] == "●"
    assert top == 1
    assert rows(picture)[top].startswith(" +100 ┤")
    assert rows(picture)[bottom].startswith(" −100 ┤")
    corners = [dot(-100, 0, intensity=0), dot(100, 9, intensity=100)]
    picture = trail_map(corners, None, frame())
    assert [rows(picture)[down][across] for across, down in picture.places] == ["1", "2"]


def test_results_of_one_moment_stand_above_each_other() -> None:
    picture = timeline([dot(-30), dot(30)], 0, frame())
    assert picture.places[0][0] == picture.places[1][0]
    assert rows(picture)[-2].strip() == "Jan 10, 2025"


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (0.1, ["Jan 10, 2025, 12:00 PM", "Jan 10, 2025, 2:24 PM"]),
        (3, ["Jan 11, 2025", "Jan 12, 2025", "Jan 13, 2025"]),
        (60, ["Feb 1, 2025", "Mar 1, 2025"]),
        (365, ["Apr 1, 2025", "Jul 1, 2025", "Oct 1, 2025", "Jan 1, 2026"]),
        (3650, ["Jan 1, 2028", "Jan 1, 2031", "Jan 1, 2034"]),
    ],
)
def test_round_dates_are_named_below_the_axis(
    days: float, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    picture = timeline([dot(0), dot(10, days)], None, frame())
    assert [name.strip() for name in rows(picture)[-2].split("  ") if name.strip()] == names


def test_the_poles_are_named_at_their_edges_and_mean_themselves() -> None:
    over_time = rows(timeline([dot(0)], 0, frame(low=HOSTILE, high="Hunter")))
    assert over_time[0].strip() == "↑ Hunter"
    assert over_time[-1].strip() == f"↓ {HOSTILE}"
    picture = trail_map([dot(0)], 0, frame(low=HOSTILE, high="求" * 60))
    last = picture.content.plain.split("\n")[-1]
    assert f"← {HOSTILE}" in last
    assert "…" in last
    assert picture.content.split("\n")[-1].cell_length == 76
    assert all(
        span.style in {"$muted", "$text-primary", "bold $text-accent"}
        for span in picture.content.spans
    )


def test_few_results_are_numbered_and_many_have_a_first_and_a_last() -> None:
    few = [dot(place * 15 - 60, place, intensity=20 + 8 * place) for place in range(9)]
    picture = trail_map(few, None, frame())
    assert [rows(picture)[down][across] for across, down in picture.places] == list("123456789")
    many = [*few, dot(80, 9, intensity=95)]
    picture = trail_map(many, None, frame())
    assert [rows(picture)[down][across] for across, down in picture.places] == list("○••••••••●")


def test_the_trail_leads_from_each_result_to_the_next() -> None:
    picture = trail_map([dot(-80, 0), dot(-40, 1)], None, frame())
    (first, row), (last, _same) = picture.places
    assert set(rows(picture)[row][first + 1 : last]) == {"·"}


def test_the_map_has_the_borders_of_the_placements() -> None:
    picture = trail_map([dot(90)], None, frame(106, 25))
    drawn = rows(picture)
    inside = drawn[3]
    left, right = inside.index("┊"), inside.rindex("┊")
    assert [round((across - 6) / 99 * 200 - 100, -1) for across in (left, right)] == [-10, 10]
    crossing = [place for place, row in enumerate(drawn) if "╌" in row]
    assert [round(100 - (row - 1) / 20 * 100) for row in crossing] == [60, 40]


def test_the_result_set_apart_shows_both_intervals_on_the_map() -> None:
    picture = trail_map([dot(-50, reach=30), dot(50, 1)], 0, frame(106, 25))
    _across, down = picture.places[0]
    assert rows(picture)[down].count("─") == pytest.approx(60 / 200 * 99, abs=2)
    assert column(picture, 0)[1:22].count("│") == pytest.approx(30 / 100 * 20, abs=2)
