"""The map: where on the axis, and how much of both together, with the trail through the results.

Across is the axis, up is the intensity, the mean of the two poles' scales. The placement's
borders are drawn faintly; intensity has borders only between those of the balanced zone.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from textual.content import Content

from netztui.i18n.catalogue import _
from netztui.i18n.formats import number, signed
from netztui.scoring.axis import LITTLE, MUCH
from netztui.tui.content import joined, lines, plain
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

MARGIN = 5
"""Columns to the left of the map, for its figures."""
NUMBERED = 9
"""As many results are marked by their numbers."""
OLDEST = "○"
BETWEEN = "•"


def trail_map(dots: Sequence[DataPoint], chosen: int | None, frame: PlotArea) -> Plot:
    """Draw `dots`, oldest first, with `chosen` (a place in `dots`) set apart from the others."""
    sheet = Canvas(frame.width, max(4, frame.height - 2))
    rows = sheet.height - 2
    columns = sheet.width - MARGIN - 1

    def column_of(position: float) -> int:
        return MARGIN + 1 + cell_between(position, -100, 100, columns)

    def row_of(intensity: float) -> int:
        return cell_between(intensity, 100, 0, rows)

    for row in range(rows):
        sheet.put(MARGIN, row, "│", FAINT)
        for border in (-frame.balanced_within, frame.balanced_within):
            sheet.put(column_of(border), row, "┊", FAINT)
    for column in range(column_of(-frame.balanced_within) + 1, column_of(frame.balanced_within)):
        for intensity in (LITTLE, MUCH):
            sheet.put(column, row_of(intensity), "╌", FAINT)
    for column in range(MARGIN + 1, sheet.width):
        sheet.put(column, rows, "─", FAINT)
    sheet.put(MARGIN, rows, "└", FAINT)
    for intensity in (0, 25, 50, 75, 100):
        sheet.put(MARGIN, row_of(intensity), "┤", FAINT)
        sheet.write(0, row_of(intensity), f"{number(intensity):>{MARGIN - 1}}", FAINT)
    for position in (-100, -50, 0, 50, 100):
        label = signed(position)
        sheet.put(column_of(position), rows, "┴", FAINT)
        sheet.write(column_of(position) - len(label) // 2, rows + 1, label, FAINT)

    places = [(column_of(dot.mark.position), row_of(dot.intensity)) for dot in dots]
    for here, there in pairwise(places):
        for cell in _between(here, there):
            sheet.put(*cell, "·", STRONG)
    if chosen is not None:
        _uncertainty(sheet, dots[chosen], places[chosen], column_of, row_of)
    for place, (column, row) in enumerate(places):
        sheet.put(column, row, _sign(place, len(dots)), STRONG)
    if chosen is not None:
        sheet.put(*places[chosen], CHOSEN, CHOSEN_STYLE)

    above = plain(
        " " * MARGIN + "↑ " + _("Intensity: the mean of both scales, 0 to 100"), FAINT
    ).truncate(frame.width, ellipsis=True)
    picture = lines(above, sheet.content(), _poles(frame))
    return Plot(picture, tuple((column, row + 1) for column, row in places))


def _sign(place: int, among: int) -> str:
    if among <= NUMBERED:
        return str(place + 1)
    return OLDEST if place == 0 else POINT if place == among - 1 else BETWEEN


def _between(here: tuple[int, int], there: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The cells on the straight way from one to the other, without the two."""
    across, down = there[0] - here[0], there[1] - here[1]
    steps = max(abs(across), abs(down))
    for step in range(1, steps):
        yield here[0] + round(across * step / steps), here[1] + round(down * step / steps)


def _uncertainty(
    sheet: Canvas,
    dot: DataPoint,
    place: tuple[int, int],
    column_of: Callable[[float], int],
    row_of: Callable[[float], int],
) -> None:
    """Both 95 % intervals as a cross; the intensity's is half as wide (see `scoring.axis`)."""
    column, row = place
    low, high = dot.mark.interval
    for across in range(column_of(low), column_of(high) + 1):
        sheet.put(across, row, "─", CHOSEN_STYLE)
    reach = (high - low) / 4
    for down in range(row_of(dot.intensity + reach), row_of(dot.intensity - reach) + 1):
        sheet.put(column, down, "│", CHOSEN_STYLE)


def _poles(frame: PlotArea) -> Content:
    room = (frame.width - MARGIN) // 2 - 1
    low = plain(f"← {frame.low}", FAINT).truncate(room, ellipsis=True)
    high = plain(f"{frame.high} →", FAINT).truncate(room, ellipsis=True)
    gap = frame.width - MARGIN - low.cell_length - high.cell_length
    return joined(" " * MARGIN, low, " " * max(1, gap), high)
