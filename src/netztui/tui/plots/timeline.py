"""The axis over time, to scale: each result with its 95 % interval, the latest on the right."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil, floor

from netztui.i18n.formats import date, day, signed
from netztui.tui.content import lines, plain
from netztui.tui.plots.sheet import (
    CHOSEN,
    CHOSEN_STYLE,
    FAINT,
    POINT,
    STRONG,
    Canvas,
    DataPoint,
    Plot,
    PlotArea,
    cell_between,
)

MARGIN = 6
"""Columns to the left of the axis, for its figures."""
STEP = 25
"""The range that is shown begins and ends at multiples of this, in axis points."""
BALANCED = "┄"
LABEL_ROOM = 15
"""Columns from one date to the next."""
DAYS = (1, 2, 7)
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def timeline(dots: Sequence[DataPoint], chosen: int | None, frame: PlotArea) -> Plot:
    """Draw `dots`, oldest first, with `chosen` (a place in `dots`) set apart from the others."""
    sheet = Canvas(frame.width, max(4, frame.height - 2))
    rows = sheet.height - 2
    low, high = value_range(dots)
    _axis(sheet, rows, low, high, frame.balanced_within)
    columns = sheet.width - MARGIN - 3
    first, last = dots[0].when.timestamp(), dots[-1].when.timestamp()

    def column_of(moment: float) -> int:
        return MARGIN + 2 + cell_between(moment, first, last, columns)

    def level_of(value: float) -> float:
        return (high - value) / (high - low) * rows

    # The chosen one is drawn last, so that no other covers it.
    order = [place for place in range(len(dots)) if place != chosen]
    order += [] if chosen is None else [chosen]
    places = [(0, 0)] * len(dots)
    for place in order:
        dot = dots[place]
        column = column_of(dot.when.timestamp())
        lower, upper = dot.mark.interval
        _bar(sheet, column, level_of(upper), level_of(lower), chosen=place == chosen)
        row = max(0, min(rows - 1, floor(level_of(dot.mark.position))))
        # Drawn once all bars are.
        places[place] = (column, row)
    for place in order:
        style = CHOSEN_STYLE if place == chosen else STRONG
        sheet.put(*places[place], CHOSEN if place == chosen else POINT, style)
    for moment, label in _dates(dots, columns):
        column = column_of(moment)
        sheet.put(column, rows, "┴", FAINT)
        sheet.write(column - len(label) // 2, rows + 1, label, FAINT)
    poles = [
        plain(" " * MARGIN + f"{arrow} {name}", FAINT).truncate(frame.width, ellipsis=True)
        for arrow, name in (("↑", frame.high), ("↓", frame.low))
    ]
    picture = lines(poles[0], sheet.content(), poles[1])
    return Plot(picture, tuple((column, row + 1) for column, row in places))


def value_range(dots: Sequence[DataPoint]) -> tuple[float, float]:
    """The part of the axis that holds all intervals and 0, so that much of it is seen."""
    low = min(0.0, *(dot.mark.interval[0] for dot in dots), -STEP)
    high = max(0.0, *(dot.mark.interval[1] for dot in dots), STEP)
    return max(-100.0, floor(low / STEP) * STEP), min(100.0, ceil(high / STEP) * STEP)


def _axis(sheet: Canvas, rows: int, low: float, high: float, balanced_within: float) -> None:
    for column in range(MARGIN + 1, sheet.width):
        for border in (balanced_within, -balanced_within):
            sheet.put(column, _row_of(border, low, high, rows), BALANCED, FAINT)
        sheet.put(column, rows, "─", FAINT)
    for row in range(rows):
        sheet.put(MARGIN, row, "│", FAINT)
    sheet.put(MARGIN, rows, "└", FAINT)
    step = STEP if (high - low) / STEP * 2 <= rows else 2 * STEP
    values = [value for value in range(-100, 101, step) if low <= value <= high]
    for value in sorted({*values, low, high}, key=lambda value: (value in {low, high}, value)):
        row = _row_of(value, low, high, rows)
        sheet.put(MARGIN, row, "┤", FAINT)
        sheet.write(0, row, f"{signed(value):>{MARGIN - 1}}", FAINT)


def _row_of(value: float, low: float, high: float, rows: int) -> int:
    return min(rows - 1, floor((high - value) / (high - low) * rows))


def _bar(sheet: Canvas, column: int, top: float, bottom: float, *, chosen: bool) -> None:
    """From level `top` down to level `bottom` in rows, to half a row."""
    whole, upper, lower = "┃╹╻" if chosen else "│╵╷"
    style = CHOSEN_STYLE if chosen else STRONG
    begin, end = round(2 * top), max(round(2 * top) + 1, round(2 * bottom))
    rows = sheet.height - 2
    for row in range(max(0, begin // 2), min(rows, ceil(end / 2))):
        has_upper, has_lower = begin <= 2 * row, end >= 2 * row + 2
        drawn = whole if has_upper and has_lower else upper if has_upper else lower
        other = sheet[column, row]
        if {drawn, other} == {"╵", "╷"} or (other == "│" and drawn in "╵╷"):
            drawn = "│"
        sheet.put(column, row, drawn, style)


def _dates(dots: Sequence[DataPoint], columns: int) -> list[tuple[float, str]]:
    """Moments to name below the axis, with their names: round dates, or the first and the last."""
    first, last = dots[0].when.astimezone(), dots[-1].when.astimezone()
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
    """Midnights at least `least` apart, where the person is."""
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
    return datetime(year, month, day_of_month).astimezone()  # where the person is
