"""Results over time, to scale: the axis with each 95% interval, or both scales as two lines."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, floor

from netztui.i18n.formats import date, day, number, signed
from netztui.tui.content import lines, plain
from netztui.tui.plots.canvas import (
    ACCENT,
    FAINT,
    HIGHLIGHTED,
    POINT,
    SECOND_POINT,
    STRONG,
    Canvas,
    DataPoint,
    Plot,
    PlotArea,
    cell_between,
)

MARGIN = 6
"""Columns to the left of the plot, for its figures."""
STEP = 25
"""The range that is shown begins and ends at multiples of this."""
BALANCED = "┄"
LABEL_ROOM = 15
"""Columns from one date to the next."""
DAYS = (1, 2, 7)
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


class _TimePlot:
    """A canvas with dates below it and the values from `low` to `high` on its left."""

    def __init__(
        self, points: Sequence[DataPoint], area: PlotArea, low: float, high: float
    ) -> None:
        self.canvas = Canvas(area.width, max(4, area.height - 2))
        self.rows = self.canvas.height - 2
        self._low, self._high = low, high
        self._first, self._last = points[0].when.timestamp(), points[-1].when.timestamp()
        self._columns = self.canvas.width - MARGIN - 3
        for column in range(MARGIN + 1, self.canvas.width):
            self.canvas.put(column, self.rows, "─", FAINT)
        for row in range(self.rows):
            self.canvas.put(MARGIN, row, "│", FAINT)
        self.canvas.put(MARGIN, self.rows, "└", FAINT)
        step = STEP if (high - low) / STEP * 2 <= self.rows else 2 * STEP
        values = [value for value in range(-100, 101, step) if low <= value <= high]
        for value in sorted({*values, low, high}, key=lambda value: (value in {low, high}, value)):
            label = signed(value) if low < 0 else number(value)
            self.canvas.put(MARGIN, self.row(value), "┤", FAINT)
            self.canvas.write(0, self.row(value), f"{label:>{MARGIN - 1}}", FAINT)
        for moment, label in _dates(points, self._columns):
            column = self.column(moment)
            self.canvas.put(column, self.rows, "┴", FAINT)
            self.canvas.write(column - len(label) // 2, self.rows + 1, label, FAINT)

    def column(self, moment: float) -> int:
        return MARGIN + 2 + cell_between(moment, self._first, self._last, self._columns)

    def level(self, value: float) -> float:
        """How far down a value is, in rows."""
        return (self._high - value) / (self._high - self._low) * self.rows

    def row(self, value: float) -> int:
        return max(0, min(self.rows - 1, floor(self.level(value))))

    def plot(self, above: str, below: str, places: Sequence[tuple[int, int]]) -> Plot:
        """The finished plot between two lines of text."""
        first, last = (
            plain(" " * MARGIN + text, FAINT).truncate(self.canvas.width, ellipsis=True)
            for text in (above, below)
        )
        content = lines(first, self.canvas.content(), last)
        return Plot(content, tuple((column, row + 1) for column, row in places))


def timeline(points: Sequence[DataPoint], highlighted: int | None, area: PlotArea) -> Plot:
    """The axis over time. `points` are oldest first; `highlighted` is the index of one of them."""
    time_plot = _TimePlot(points, area, *value_range(points))
    canvas = time_plot.canvas
    for column in range(MARGIN + 1, canvas.width):
        for border in (area.balanced_within, -area.balanced_within):
            canvas.put(column, time_plot.row(border), BALANCED, FAINT)
    # The highlighted one is drawn last, so that no other covers it.
    order = sorted(range(len(points)), key=lambda index: index == highlighted)
    places = [
        (time_plot.column(point.when.timestamp()), time_plot.row(point.estimate.position))
        for point in points
    ]
    for index in order:
        low, high = (time_plot.level(end) for end in points[index].estimate.interval)
        _bar(canvas, places[index][0], high, low, highlighted=index == highlighted)
    for index in order:
        is_highlighted = index == highlighted
        sign, style = (HIGHLIGHTED, ACCENT) if is_highlighted else (POINT, STRONG)
        canvas.put(*places[index], sign, style)
    return time_plot.plot(f"↑ {area.high}", f"↓ {area.low}", places)


def scales_over_time(points: Sequence[DataPoint], highlighted: int | None, area: PlotArea) -> Plot:
    """Both poles' scales, 0 to 100, as a line each; takes the same as `timeline`."""
    time_plot = _TimePlot(points, area, 0.0, 100.0)
    canvas = time_plot.canvas
    columns = [time_plot.column(point.when.timestamp()) for point in points]
    high, low = (
        [
            (column, time_plot.row(point.scales[scale]))
            for column, point in zip(columns, points, strict=True)
        ]
        for scale in (0, 1)
    )
    if highlighted is not None:
        for row in range(time_plot.rows):
            canvas.put(columns[highlighted], row, "┊", ACCENT)
    for places in (low, high):
        for here, there in pairwise(places):
            for column in range(here[0] + 1, there[0]):
                share = (column - here[0]) / (there[0] - here[0])
                canvas.put(column, round(here[1] + share * (there[1] - here[1])), "·", STRONG)
    for places, sign in ((low, SECOND_POINT), (high, POINT)):
        for index, place in enumerate(places):
            canvas.put(*place, sign, ACCENT if index == highlighted else STRONG)
    return time_plot.plot(f"{POINT} {area.high}", f"{SECOND_POINT} {area.low}", high)


def value_range(points: Sequence[DataPoint]) -> tuple[float, float]:
    """The part of the axis that holds 0 and all intervals, so that changes show large."""
    low = min(0.0, *(point.estimate.interval[0] for point in points), -STEP)
    high = max(0.0, *(point.estimate.interval[1] for point in points), STEP)
    return max(-100.0, floor(low / STEP) * STEP), min(100.0, ceil(high / STEP) * STEP)


def _bar(canvas: Canvas, column: int, top: float, bottom: float, *, highlighted: bool) -> None:
    """Draw a bar from level `top` down to level `bottom` in rows, to half a row."""
    whole, upper, lower = "┃╹╻" if highlighted else "│╵╷"
    style = ACCENT if highlighted else STRONG
    begin, end = round(2 * top), max(round(2 * top) + 1, round(2 * bottom))
    rows = canvas.height - 2
    for row in range(max(0, begin // 2), min(rows, ceil(end / 2))):
        has_upper, has_lower = begin <= 2 * row, end >= 2 * row + 2
        drawn = whole if has_upper and has_lower else upper if has_upper else lower
        other = canvas[column, row]
        if {drawn, other} == {"╵", "╷"} or (other == "│" and drawn in "╵╷"):
            drawn = "│"
        canvas.put(column, row, drawn, style)


def _dates(points: Sequence[DataPoint], columns: int) -> list[tuple[float, str]]:
    """Moments to name below the axis, with their names: round dates, or the first and the last."""
    first, last = points[0].when.astimezone(), points[-1].when.astimezone()
    if first == last:
        return [(first.timestamp(), day(first))]
    span = (last - first).total_seconds()
    wanted = span * LABEL_ROOM / columns
    found = [
        moment
        for moment in _round_dates(first, last, timedelta(seconds=wanted))
        if first <= moment <= last
    ]
    if len(found) > 1:
        return [(moment.timestamp(), day(moment)) for moment in found]
    name = day if first.date() != last.date() else date
    return [(moment.timestamp(), name(moment)) for moment in (first, last)]


def _round_dates(first: datetime, last: datetime, least: timedelta) -> Iterator[datetime]:
    """Midnights in local time, at least `least` apart."""
    for days in DAYS:
        if timedelta(days=days) >= least:
            moment = _midnight(first.year, first.month, first.day)
            while moment <= last:
                yield moment
                later = moment.date() + timedelta(days=days)
                moment = _midnight(later.year, later.month, later.day)
            return
    step = next((many for many in MONTHS if timedelta(days=28 * many) >= least), MONTHS[-1])
    month = (first.year * 12 + first.month - 1) // step * step
    while (moment := _midnight(month // 12, month % 12 + 1, 1)) <= last:
        yield moment
        month += step


def _midnight(year: int, month: int, day_of_month: int) -> datetime:
    return datetime(year, month, day_of_month).astimezone()  # local time
