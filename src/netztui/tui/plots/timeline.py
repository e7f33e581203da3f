"""Results over time, to scale: the axis with each 95% interval, or both scales as two lines.

textual-plot is no alternative: it hides points at the edge, draws error bars from a cell's middle
instead of from the value, knows no dates, takes labels for markup, and loads slowly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby, pairwise
from math import ceil, floor
from operator import itemgetter

from textual.content import Content

from netztui.i18n.formats import date, day, number, signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.plot_view import Plot
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import HIGH, LOW, NEUTRAL, cell_between, side_style

POINT = "●"
SECOND_POINT = "○"
FAINT = "$muted"
ACCENT = "bold $text-accent"
MARGIN = 6
"""Columns to the left of the plot, for its figures."""
STEP = 25
"""The range that is shown begins and ends at multiples of this."""
LABEL_ROOM = 15
"""Columns from one date to the next."""
LEAST_GAP = 4
"""Columns between two results from which a line joins them; a shorter one looks like a range."""
DAYS = (1, 2, 7)
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class DataPoint:
    """A result in a plot."""

    when: datetime
    estimate: PositionEstimate
    intensity: float
    """0..100: the mean of both scales."""
    note: str = ""
    """The sign of a note, above the plot; empty for none."""
    outcome: str = ""
    """The sign for how a plan went, on the line below the plot; empty for none."""

    @property
    def scales(self) -> tuple[float, float]:
        """The high and the low pole's scale, 0..100, of which the position is the difference."""
        half = self.estimate.position / 2
        return self.intensity + half, self.intensity - half


@dataclass(frozen=True, slots=True)
class PlotArea:
    """A plot's size in cells, the poles' names, and how far from 0 still counts as balanced."""

    width: int
    height: int
    low: str
    high: str
    balanced_within: float


class _Canvas:
    """Cells of one character each, with dates below and the values `low` to `high` on the left."""

    def __init__(
        self, points: Sequence[DataPoint], area: PlotArea, low: float, high: float
    ) -> None:
        self.width = area.width
        self._first, self._last = points[0].when.timestamp(), points[-1].when.timestamp()
        self._columns = self.width - MARGIN - 3
        columns = [self.column(point.when.timestamp()) for point in points]
        self._notes = dict(zip(columns, (point.note for point in points), strict=True))
        # The high pole's name is above the first results.
        named = MARGIN + 3 + plain(area.high).cell_length
        noted = [column for column, sign in self._notes.items() if sign]
        self._above = 1 + any(column <= named for column in noted)
        self.rows = max(2, area.height - 3 - self._above)
        self._cells = [[(" ", "")] * self.width for _row in range(self.rows + 2)]
        self._low, self._high = low, high
        self.write(MARGIN, self.rows, "└" + "─" * (self.width - MARGIN - 1))
        for row in range(self.rows):
            self.write(MARGIN, row, "│")
        step = STEP if (high - low) / STEP * 2 <= self.rows else 2 * STEP
        values = [value for value in range(-100, 101, step) if low < value < high]
        for value in (*values, low, high):
            label = signed(value) if low < 0 else number(value)
            self.write(0, self.row(value), f"{label:>{MARGIN - 1}} ┤")
        for moment, label in _dates(points, self._columns):
            column = self.column(moment)
            self.write(column, self.rows, "┴")
            self.write(column - len(label) // 2, self.rows + 1, label)
        for column, point in zip(columns, points, strict=True):
            if point.outcome:
                self.write(column, self.rows, point.outcome, "$foreground")

    def write(self, column: int, row: int, text: str, style: str = FAINT) -> None:
        """Write narrow characters, moved to where they fit, and cut if they are too many."""
        column = max(0, min(self.width - len(text), column))
        cells = [(character, style) for character in text[: self.width]]
        self._cells[row][column : column + len(cells)] = cells

    def column(self, moment: float) -> int:
        return MARGIN + 2 + cell_between(moment, self._first, self._last, self._columns)

    def level(self, value: float) -> float:
        """How far down a value is, in rows."""
        return (self._high - value) / (self._high - self._low) * self.rows

    def row(self, value: float) -> int:
        return max(0, min(self.rows - 1, floor(self.level(value))))

    def bar(self, column: int, top: float, bottom: float, style: str, *, highlighted: bool) -> None:
        """Draw a bar from the value `top` down to the value `bottom`, to half a row."""
        whole, upper, lower = "┃╹╻" if highlighted else "│╵╷"
        begin = round(2 * self.level(top))
        end = max(begin + 1, round(2 * self.level(bottom)))
        for row in range(max(0, begin // 2), min(self.rows, ceil(end / 2))):
            has_upper, has_lower = begin <= 2 * row, end >= 2 * row + 2
            drawn = whole if has_upper and has_lower else upper if has_upper else lower
            other = self._cells[row][column][0]
            if {drawn, other} == {"╵", "╷"} or (other == "│" and drawn in "╵╷"):
                drawn = "│"
            self._cells[row][column] = drawn, ACCENT if highlighted else style

    def mark(self, column: int) -> None:
        """Draw a guide through the highlighted result."""
        for row in range(self.rows):
            self.write(column, row, "┊", ACCENT)

    def join(self, places: Sequence[tuple[int, int]], style: Callable[[int], str]) -> None:
        """Join cells (column, row) by a line, which has the style of each row that it is in."""
        for (left, start), (right, end) in pairwise(places):
            if right - left < LEAST_GAP:
                continue
            row = start
            for column in range(left + 1, right):
                share = (column - left) / max(1, right - left - 1)
                there = round(start + share * (end - start))
                if there == row:
                    self.write(column, row, "─", style(row))
                    continue
                turns = "╯╭" if there < row else "╮╰"
                for between in range(min(row, there) + 1, max(row, there)):
                    self.write(column, between, "│", style(between))
                self.write(column, row, turns[0], style(row))
                self.write(column, there, turns[1], style(there))
                row = there

    def plot(self, above: str, below: str, places: Sequence[tuple[int, int]]) -> Plot:
        """The finished plot between two lines of text, about the high and the low pole."""
        high, low = (
            plain(" " * MARGIN + text, style).truncate(self.width, ellipsis=True)
            for text, style in ((above, HIGH), (below, LOW))
        )
        rows = []
        for row in self._cells:
            runs = groupby(row, key=itemgetter(1))
            texts = [("".join(map(itemgetter(0), run)), style) for style, run in runs]
            rows.append(Content.assemble(*texts))
        start = high.cell_length if self._above == 1 else 0
        signs = [self._notes.get(column) or " " for column in range(start, self.width)]
        notes = plain("".join(signs).rstrip())
        top = [joined(high, notes)] if self._above == 1 else [high, notes]
        return Plot(
            lines(*top, *rows, low), tuple((column, row + len(top)) for column, row in places)
        )


def timeline(points: Sequence[DataPoint], highlighted: int | None, area: PlotArea) -> Plot:
    """The axis over time. `points` are oldest first; `highlighted` is the index of one of them."""
    low, high = value_range(points)
    canvas, level = _Canvas(points, area, low, high), area.balanced_within
    for border in (level, -level):
        canvas.write(MARGIN + 1, canvas.row(border), "┄" * (canvas.width - MARGIN - 1))
    places = [
        (canvas.column(point.when.timestamp()), canvas.row(point.estimate.position))
        for point in points
    ]

    def faint(row: int) -> str:
        side = side_style(high - (row + 0.5) / canvas.rows * (high - low), level)
        return FAINT if side == NEUTRAL else f"{side}-muted"

    if highlighted is not None:
        canvas.mark(places[highlighted][0])
    canvas.join(places, faint)
    styles = [side_style(point.estimate.position, level) for point in points]
    # The highlighted one is drawn last, so that no other covers it.
    order = sorted(range(len(points)), key=lambda index: index == highlighted)
    for index in order:
        first, last = points[index].estimate.interval
        canvas.bar(places[index][0], last, first, styles[index], highlighted=index == highlighted)
    for index in order:
        canvas.write(*places[index], POINT, f"bold {styles[index]}")
    return canvas.plot(f"↑ {area.high}", f"↓ {area.low}", places)


def scales_over_time(points: Sequence[DataPoint], highlighted: int | None, area: PlotArea) -> Plot:
    """Both poles' scales, 0 to 100, as a line each; takes the same as `timeline`."""
    canvas = _Canvas(points, area, 0.0, 100.0)
    columns = [canvas.column(point.when.timestamp()) for point in points]
    high, low = (
        list(zip(columns, map(canvas.row, values), strict=True))
        for values in zip(*(point.scales for point in points), strict=True)
    )
    if highlighted is not None:
        canvas.mark(columns[highlighted])
    for places, style in ((low, LOW), (high, HIGH)):
        canvas.join(places, partial(_same, f"{style}-muted"))
    for places, sign, style in ((low, SECOND_POINT, LOW), (high, POINT, HIGH)):
        for index, place in enumerate(places):
            canvas.write(*place, sign, f"bold {style}" if index == highlighted else style)
    return canvas.plot(f"{POINT} {area.high}", f"{SECOND_POINT} {area.low}", high)


def _same(style: str, _row: int) -> str:
    return style


def value_range(points: Sequence[DataPoint]) -> tuple[float, float]:
    """The part of the axis that holds 0 and all intervals, so that changes show large."""
    low = min(-STEP, *(point.estimate.interval[0] for point in points))
    high = max(STEP, *(point.estimate.interval[1] for point in points))
    return max(-100.0, floor(low / STEP) * STEP), min(100.0, ceil(high / STEP) * STEP)


def _dates(points: Sequence[DataPoint], columns: int) -> list[tuple[float, str]]:
    """Moments to name below the axis, with their names: round dates, or the first and the last."""
    first, last = points[0].when.astimezone(), points[-1].when.astimezone()
    moments = _round_dates(first, last, (last - first) * LABEL_ROOM / columns)
    if len(moments) < 2:
        moments = [first, last]
    name = date if first != last and first.date() == last.date() else day
    return [(moment.timestamp(), name(moment)) for moment in moments]


def _round_dates(first: datetime, last: datetime, least: timedelta) -> list[datetime]:
    """Midnights in local time between two moments, at least `least` apart."""
    days = next((days for days in DAYS if timedelta(days=days) >= least), None)
    if days is not None:
        count = (last.date() - first.date()).days // days + 1
        dates = [first.date() + timedelta(days=days * step) for step in range(count)]
    else:
        step = next((step for step in MONTHS if timedelta(days=28 * step) >= least), MONTHS[-1])
        begin = (first.year * 12 + first.month - 1) // step * step
        months = range(begin, last.year * 12 + last.month, step)
        dates = [first.date().replace(month // 12, month % 12 + 1, 1) for month in months]
    midnights = (datetime.combine(one, time.min).astimezone() for one in dates)
    return [midnight for midnight in midnights if first <= midnight <= last]
