"""Drawings of a group's figures, none of which describes a single person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from netztui.i18n.formats import number, signed
from netztui.tui.content import hanging, joined, lines, plain, wrapped
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import (
    AXIS,
    EARLIER,
    EIGHTHS,
    HIGH,
    LATER,
    LOW,
    NEUTRAL,
    POINTS,
    axis_ground,
    axis_scale,
    estimate_line,
    poles_and_cells,
    share_bar,
    side_style,
    value_line,
)

if TYPE_CHECKING:
    from netztui.group.areas import Spread
    from netztui.group.before_after import MeanChange
    from netztui.group.summary import StripBlock

SKYLINE = 5
"""How many lines the highest part of the strip has."""
SHADES = "·░▒▓█"
"""From the first options of an item to the last ones."""
LEAST_LINE = 9
"""Cells that a line needs beside its label; otherwise it is below."""
MOST_LINE = 48
"""In a longer one, the eye would lose the row between the label and its figure."""
MOST_BAR = 32
GAP = "   "
DOT = " · "


class Row(NamedTuple):
    """A label, a line, and a figure."""

    label: Content
    draw: Callable[[int], Content]
    """The line, for a number of cells."""
    figures: tuple[Content, ...]
    """The figure, and perhaps a shorter one for a narrow place; as many in all rows of a table."""


def table(rows: Sequence[Row], width: int, most: int = MOST_LINE) -> Content:
    """Labels, lines of at most `most` cells, and figures, below each other.

    In a narrow place the lines are below the labels.
    """
    labels = max(row.label.cell_length for row in rows)
    for figures in zip(*(row.figures for row in rows), strict=True):
        cells = min(most, width - labels - max(one.cell_length for one in figures) - 3)
        if cells >= LEAST_LINE:
            return lines(
                *(
                    joined(row.label.truncate(labels, pad=True), " ", row.draw(cells), "  ", figure)
                    for row, figure in zip(rows, figures, strict=True)
                )
            )
    room = max(1, width - max(row.figures[0].cell_length for row in rows) - 1)
    drawn = []
    for row in rows:
        first, *others = wrapped(row.label, room)
        head = joined(first.truncate(room, pad=True), " ", row.figures[0])
        drawn += [head, *others, row.draw(min(most, width))]
    return lines(*drawn)


def skyline(blocks: Sequence[StripBlock], cells: int, level: float) -> list[Content]:
    """The people along the axis: the area of each block is their number.

    Their number is above it, where there is room. The highest has SKYLINE lines, in eighths of a
    line; each cell has the colour of its side of the axis, which is neutral within `level` of 0.
    """
    span = AXIS[1] - AXIS[0]
    dense = [one.people / (one.high - one.low) for one in blocks]
    # A single block has no shape.
    unit = 8 * (SKYLINE if len(blocks) > 1 else 1) / max(dense)
    rows = [[(" ", "")] * cells for _line in range(SKYLINE + 1)]
    ends = [0, *(round((one.high - AXIS[0]) / span * cells) for one in blocks)]
    tops = []
    for density, (first, end) in zip(dense, pairwise(ends), strict=True):
        height = max(1, round(density * unit))
        tops.append((-(-height // 8), first, end))
        for cell in range(first, end):
            side = side_style((cell + 0.5) / cells * span + AXIS[0], level)
            for line in range(SKYLINE):
                sign = EIGHTHS[max(0, min(8, height - 8 * line))]
                rows[line][cell] = sign, "$muted" if side == NEUTRAL else side
    for block, (above, first, end) in zip(blocks, tops, strict=True):
        count = number(block.people)
        start = min(first + max(0, (end - first - len(count)) // 2), cells - len(count))
        # Beside a higher block there may be no room for it.
        if all(sign == " " for sign, _style in rows[above][start : start + len(count)]):
            rows[above][start : start + len(count)] = [(digit, "bold") for digit in count]
    used = rows if len(blocks) > 1 else rows[:2]
    return [Content.assemble(*row) for row in reversed(used)]


def strip(
    poles: tuple[str, str],
    blocks: Sequence[StripBlock],
    position: Spread | None,
    level: float,
    width: int,
) -> Content:
    """The people as a skyline above the axis; on it ● the one in the middle, ━ the middle half."""
    first, last, cells = poles_and_cells(*poles, width)
    start = first.cell_length + 2
    line = value_line(axis_ground(cells, level), [], [])
    if position is not None:
        middle = position.middle or (position.median, position.median)
        estimate = PositionEstimate(position.median, middle, level)
        line = estimate_line(estimate, axis_ground(cells, level))
    above = [joined(" " * start, row) for row in skyline(blocks, cells, level)]
    return lines(*above, joined(first, " ├", line, "┤ ", last), axis_scale(start, cells))


def counts(rows: Sequence[tuple[str, int, str]], width: int) -> Content:
    """Bars of how many people there are of each label, in its style."""
    most = max(count for _label, count, _style in rows)

    def bar(count: int, style: str, cells: int) -> Content:
        return share_bar(100 * count / most, cells, style)

    drawn = [
        Row(plain(label), partial(bar, count, style), (plain(number(count), "bold"),))
        for label, count, style in rows
    ]
    return table(drawn, width, MOST_BAR)


def spreads(rows: Sequence[tuple[str, Spread, str, bool]], width: int) -> Content:
    """Labels with ● the person in the middle and ━ the middle half, 0 to 100, in a style.

    The last member says whether the row is a part of the one above it.
    """

    def line(spread: Spread, style: str, cells: int) -> Content:
        reach = [(*spread.middle, "━", style)] if spread.middle is not None else []
        return value_line("─" * cells, reach, [(spread.median, LATER, style)], POINTS)

    drawn = []
    for label, spread, style, is_part in rows:
        weight = "" if is_part else "bold"
        figure = plain(f"{number(spread.median):>3}", weight)
        ends = "" if spread.middle is None else f" {'–'.join(map(number, spread.middle)):>6}"
        figures = joined(figure, plain(ends, "$muted")), figure
        drawn.append(
            Row(plain("  " * is_part + label, weight), partial(line, spread, style), figures)
        )
    return table(drawn, width)


def stacked(parts: Sequence[tuple[str, int]], style: str, width: int) -> Content:
    """A line that is divided as the people are, with their numbers, and what each part is."""
    total = sum(count for _label, count in parts)
    ends = [round(width * end / total) for end in accumulate((n for _, n in parts), initial=0)]
    step = (len(SHADES) - 1) / max(1, len(parts) - 1)
    shades = [SHADES[round(place * step)] for place in range(len(parts))]
    bar, keys = [], []
    for (label, count), shade, (start, end) in zip(parts, shades, pairwise(ends), strict=True):
        figure, room = f" {number(count)} ", end - start
        left = max(0, (room - len(figure)) // 2)
        bar += [plain(shade * left, style), plain(figure[:room], "bold")]
        bar.append(plain(shade * (room - left - len(figure)), style))
        keys.append(joined(plain(f"{shade} ", style), plain(label, "$muted")))
    return lines(joined(*bar), *flowing(keys, width))


def flowing(parts: Sequence[Content], width: int, gap: str = GAP) -> list[Content]:
    """Parts side by side as far as there is room, with `gap` between them; none is broken."""
    rows = [*parts[:1]]
    for part in parts[1:]:
        if rows[-1].cell_length + len(gap) + part.cell_length <= width:
            rows[-1] = joined(rows[-1], gap, part)
        else:
            rows.append(part)
    return list(chain.from_iterable(wrapped(row, width) for row in rows))


def two_sides(poles: tuple[str, str], sides: tuple[int, int], width: int) -> Content:
    """How many do more of what the low pole is, and how many more of the high one's."""
    names = [f"{poles[0]} {number(sides[0])} ", f" {number(sides[1])} {poles[1]}"]
    cells = max(2, min(MOST_BAR, width - sum(map(len, names))))
    low = round(cells * sides[0] / sum(sides))
    bar = plain("━" * low, LOW), plain("━" * (cells - low), HIGH)
    return joined(plain(names[0], LOW), *bar, plain(names[1], HIGH)).truncate(width)


def network(label: str, used: float, words: str, width: int) -> Content:
    """A network with a bar of the share that uses it (0 to 1), and in words."""
    cells = max(8, min(MOST_BAR, width // 3))
    room = width - cells - 2
    first, *others = wrapped(plain(label, "bold"), room)
    head = joined(first.truncate(room, pad=True), "  ", share_bar(100 * used, cells, NEUTRAL))
    told = flowing([plain(word) for word in words.split(DOT)], width, DOT)
    return lines(head, *others, *(line.stylize("$muted") for line in told))


def mean_changes(
    rows: Sequence[tuple[str, MeanChange, str | None]], level: float, width: int
) -> Content:
    """From ○ the mean before to ● the mean after, over ┄ where its 95% interval would reach.

    With a style, a row reaches from 0 to 100; without one, it is the axis in its own colours.
    """

    def line(one: MeanChange, style: str | None, cells: int) -> Content:
        before, after = (style or side_style(value, level) for value in (one.before, one.after))
        way, (first, last) = style or side_style(one.change), sorted((one.before, one.after))
        reach = one.before + one.low95, one.before + one.high95, "┄", way
        signs = [(one.before, EARLIER, before), (one.after, LATER, after)]
        ground, span = ("─" * cells, POINTS) if style else (axis_ground(cells, level), AXIS)
        return value_line(ground, [reach, (first, last, "━", way)], signs, span)

    drawn = []
    for label, one, style in rows:
        is_sure = one.low95 > 0 or one.high95 < 0
        figure = plain(f"{signed(one.change):>4}", "bold" if is_sure else "")
        ends = f"{signed(one.low95)}…{signed(one.high95)}"
        long = joined(figure, plain(f"  {ends:>9}", "$muted"))
        drawn.append(Row(plain(label), partial(line, one, style), (long, figure)))
    return table(drawn, width)


def numbered(texts: Sequence[str], width: int) -> Content:
    """Texts below each other, each with its number, an empty line between."""
    room = len(number(len(texts)))
    drawn: list[Content] = []
    for place, text in enumerate(texts, 1):
        head = plain(f"{number(place):>{room}}  ", "bold $text-primary")
        drawn += [*([Content("")] if drawn else []), *hanging(head, plain(text), width)]
    return lines(*drawn)
