"""The pictures of results: to scale, nothing lost at the edges, nothing told by colour alone."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from netztui.tui.plots.plot_view import Plot
from netztui.tui.plots.timeline import (
    DataPoint,
    PlotArea,
    scales_over_time,
    timeline,
    value_range,
)
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import change_line

START = datetime(2025, 1, 10, 12, 0, tzinfo=UTC)
HOSTILE = "[b]x[/] @click $accent 求職"


def frame(
    width: int = 76, height: int = 17, low: str = "Gatherer", high: str = "Hunter"
) -> PlotArea:
    return PlotArea(width, height, low, high, 12.5)


def dot(position: float, day: float = 0, *, intensity: float = 50, reach: float = 14) -> DataPoint:
    mark = PositionEstimate(position, (position - reach, position + reach))
    return DataPoint(START + timedelta(days=day), mark, intensity)


def rows(picture: Plot) -> list[str]:
    return picture.content.plain.split("\n")


def column(picture: Plot, place: int) -> str:
    across = picture.places[place][0]
    return "".join(row.ljust(200)[across] for row in rows(picture))


@pytest.mark.parametrize("draw", [timeline, scales_over_time])
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
    assert rows(picture)[down][across] == "●"
    assert picture.nearest(across, down) is not None
    assert picture.places[picture.nearest(across, down)] == (across, down)
    for across, down in picture.places:
        assert rows(picture)[down][across] == "●"


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
        assert upper == pytest.approx(one.estimate.interval[1], abs=height / 4 + 1e-9)
        assert lower == pytest.approx(one.estimate.interval[0], abs=height / 4 + 1e-9)


def test_results_at_the_ends_of_the_axis_are_on_the_picture() -> None:
    picture = timeline([dot(100, 0), dot(-100, 50)], 0, frame())
    (first, top), (last, bottom) = picture.places
    assert rows(picture)[top][first] == "●"
    assert rows(picture)[bottom][last] == "●"
    assert top == 1
    assert rows(picture)[top].startswith(" +100 ┤")
    assert rows(picture)[bottom].startswith(" −100 ┤")


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
    picture = scales_over_time([dot(0)], 0, frame(low=HOSTILE, high="求" * 60))
    assert rows(picture)[-1].strip() == f"○ {HOSTILE}"
    assert rows(picture)[0].strip().startswith("● 求求")
    assert rows(picture)[0].endswith("…")
    assert picture.content.split("\n")[0].cell_length <= 76
    known = {"$muted", "$pole-low", "$pole-high", "bold $pole-low", "bold $pole-high"}
    assert all(span.style in {*known, "bold $text-accent"} for span in picture.content.spans)


def test_both_scales_are_to_scale_and_joined_by_lines() -> None:
    # H = 80 and G = 20, then H = 40 and G = 60.
    points = [dot(60, 0, intensity=50), dot(-20, 10, intensity=50)]
    picture = scales_over_time(points, 0, frame(76, 25))
    drawn = rows(picture)
    height = 25 - 4

    def values(sign: str, across: int) -> list[int]:
        column = [row.ljust(76)[across] for row in drawn[1 : 1 + height]]
        return [
            round(100 - (row + 0.5) / height * 100) for row, it in enumerate(column) if it == sign
        ]

    first, last = (across for across, _down in picture.places)
    assert values("●", first) == [pytest.approx(80, abs=3)]
    assert values("○", first) == [pytest.approx(20, abs=3)]
    assert values("●", last) == [pytest.approx(40, abs=3)]
    assert values("○", last) == [pytest.approx(60, abs=3)]
    assert len(values("┊", first)) == height - 2
    line = "─│╭╮╰╯"
    between = [x for x in range(first + 1, last) if any(values(sign, x) for sign in line)]
    assert len(between) == last - first - 1
    assert "100 ┤" in drawn[1]
    assert "0 ┤" in drawn[height]


@pytest.mark.parametrize(
    ("earlier", "later", "drawn"),
    [
        (-100, 100, "○━━━━━━▸●"),
        (100, -100, "●◂━━━━━━○"),
        (0, 50, "    ○▸●  "),
        (0, 25, "    ○●   "),
        (0, 0, "    ●    "),
    ],
)
def test_an_arrow_never_reaches_beyond_the_two_values(
    earlier: float, later: float, drawn: str
) -> None:
    assert change_line(earlier, later, " " * 9).plain == drawn


def styles(picture: Plot, sign: str) -> set[str]:
    content = picture.content
    return {str(one.style) for one in content.spans if sign in content.plain[one.start : one.end]}


def test_each_position_over_time_has_the_colour_of_its_side() -> None:
    for position, style in ((-60, "$pole-low"), (5, "$foreground"), (60, "$pole-high")):
        alone = timeline([dot(position)], None, frame())
        assert styles(alone, "●") == {f"bold {style}"}
        assert style in styles(alone, "│")
        highlighted = timeline([dot(position)], 0, frame())
        assert styles(highlighted, "●") == {f"bold {style}"}
        assert styles(highlighted, "┃") == {"bold $text-accent"}


def test_each_scale_over_time_has_its_poles_colour() -> None:
    picture = scales_over_time([dot(60, 0), dot(60, 10)], None, frame())
    hunting, *_between, gathering = picture.content.split("\n")
    assert {span.style for span in hunting.spans} == {"$pole-high"}
    assert {span.style for span in gathering.spans} == {"$pole-low"}
    assert styles(picture, "●") == {"$pole-high"}
    assert styles(picture, "○") == {"$pole-low"}
    upper, lower = (line for line in picture.content.split("\n")[:-3] if "──" in line.plain)
    for line, style in ((upper, "$pole-high-muted"), (lower, "$pole-low-muted")):
        assert style in {
            span.style for span in line.spans if "──" in line.plain[span.start : span.end]
        }
