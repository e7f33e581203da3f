"""Drawings of what changed between two results."""

from collections.abc import Sequence
from itertools import chain, repeat

from textual.content import Content

from netztui.i18n.catalogue import _
from netztui.i18n.formats import signed
from netztui.text.change import Pair, Step
from netztui.tui.content import hanging, joined, lines, plain, wrapped
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import (
    EARLIER,
    HIGH,
    LATER,
    LOW,
    POINTS,
    axis_ground,
    axis_scale,
    change_line,
    poles_and_cells,
    side_style,
    twin_hills,
    value_line,
)

INDENT = "  "
FIGURE = 6
"""Cells of the largest number of axis points."""
LEAST_LINE = 12
"""Cells that a line from 0 to 100 needs beside its label."""
LEAST_ROOM = 24
"""Cells that a question needs beside its bar."""


def axis_comparison(
    poles: tuple[str, str],
    earlier: PositionEstimate,
    later: PositionEstimate,
    hill: int,
    width: int,
) -> Content:
    """The axis with an arrow from the earlier position ○ to the later one ●.

    The curves of `hill` lines above it show how likely each place is; the earlier one is paler.
    """
    first, last, cells = poles_and_cells(*poles, width)
    start = first.cell_length + 2
    above = [joined(" " * start, line) for line in twin_hills(earlier, later, cells, hill)]
    ground = axis_ground(cells, later.level)
    change = change_line(earlier.position, later.position, ground, later.level)
    return lines(*above, joined(first, " ├", change, "┤ ", last), axis_scale(start, cells))


def dumbbells(rows: Sequence[tuple[Pair, str]], width: int) -> Content:
    """Each scale and area from 0 to 100: ○ then and ● now, with a line between; and its style.

    Areas are indented below their scale. In a narrow place the line is below the label.
    """
    labels = [plain(INDENT * row.is_area + row.label) for row, _style in rows]
    figures, steps = (
        max(map(len, column))
        for column in zip(*((row.figures, row.difference) for row, _style in rows), strict=True)
    )
    room = max(label.cell_length for label in labels)
    cells = width - room - figures - steps - 3
    beside = cells >= LEAST_LINE
    if not beside:
        room, cells = max(1, width - figures - steps - 2), width
    margin = " " * (room + 1 if beside else 0)
    drawn = [joined(margin, plain("0".ljust(cells - 3) + "100", "$muted"))]
    for (row, style), label in zip(rows, labels, strict=True):
        between = min(row.before, row.after), max(row.before, row.after), "━", style
        signs = [(row.before, EARLIER, style), (row.after, LATER, style)]
        line = value_line("─" * cells, [between], signs, POINTS)
        figure = joined(
            plain(f" {row.figures:>{figures}} ", "$muted"), f"{row.difference:>{steps}}"
        )
        first, *others = wrapped(label.stylize("" if row.is_area else "bold"), room)
        first = first.truncate(room, pad=True)
        drawn += [joined(first, " ", line, figure)] if beside else [joined(first, figure)]
        drawn += others if beside else [*others, line]
    return lines(*drawn)


def _bar(value: float, unit: float, sides: tuple[int, int]) -> Content:
    """A bar from 0 to the left or to the right, in halves of a cell; `unit` is that of a cell."""
    halves = max(1, round(2 * abs(value) / unit)) if value else 0
    whole, half = "━" * (halves // 2), halves % 2
    left = "╺" * half + whole if value < 0 else ""
    right = whole + "╸" * half if value > 0 else ""
    return joined(
        plain(left.rjust(sides[0]), LOW), plain("│", "$muted"), plain(right.ljust(sides[1]), HIGH)
    )


def step_bars(steps: Sequence[Step], span: tuple[float, float], width: int) -> Content:
    """How many axis points each step adds, from a common 0; the bars' room reaches over `span`.

    The question and its answers are beside the bar, or below it in a narrow place.
    """
    cells = min(24, width // 4)
    beside = width - FIGURE - 2 - cells - len(INDENT) >= LEAST_ROOM
    if not beside:
        cells = max(2, width - FIGURE - 2 - len(INDENT))
    low = min(cells - 1, max(1, round(cells * span[0] / (span[0] - span[1]))))
    unit = max(-span[0] / low, span[1] / (cells - low))
    middle = " " * (FIGURE + 1 + low), plain("│", "$muted"), " " * (cells - low) + INDENT
    drawn: list[Content] = []
    for step in steps:
        figure = plain(f"{signed(step.axis_points, 1):>{FIGURE}} ", "bold")
        bar = _bar(step.axis_points, unit, (low, cells - low))
        head, below = joined(figure, bar, INDENT), joined(*middle)
        if not beside:
            drawn.append(head)
            head = below = plain(" " * (FIGURE + 1))
        room = max(1, width - head.cell_length)
        words = wrapped(plain(step.text), room)
        words += wrapped(plain(step.answers, "$muted"), room) if step.answers else []
        heads = chain([head], repeat(below))
        drawn += [joined(before, word) for before, word in zip(heads, words, strict=False)]
    return lines(*drawn)


def sum_lines(before: float, after: float, width: int) -> Content:
    """What the steps add up to."""
    total = round(round(after, 1) - round(before, 1), 1)
    figure = plain(f"{signed(total, 1):>{FIGURE}} ", f"bold {side_style(total)}")
    said = _("together: from {before} to {after}").format(
        before=signed(before, 1), after=signed(after, 1)
    )
    return lines(*hanging(figure, plain(said), width))
