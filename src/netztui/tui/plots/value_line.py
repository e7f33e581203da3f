"""A value with its interval in one line of cells, as every axis and every bar draws it."""

from collections.abc import Sequence

from textual.content import Content

from netztui.tui.plots.canvas import cell_between
from netztui.tui.view_models import PositionEstimate

AXIS = (-100.0, 100.0)
POINTS = (0.0, 100.0)


def value_line(
    value: float,
    sign: str,
    ground: str,
    *,
    span: tuple[float, float] = AXIS,
    ranges: Sequence[tuple[float, float, str]] = (),
) -> Content:
    """`ground` as a line from span[0] to span[1], with `sign` at the value.

    Each of `ranges` (from, to, sign) is drawn over the ones before it, cut at the ends.
    """
    cells = [(character, "$muted") for character in ground]
    for low, high, shade in ranges:
        first, last = (cell_between(end, *span, len(cells)) for end in (low, high))
        cells[first : last + 1] = [(shade, "$text-primary")] * (last + 1 - first)
    cells[cell_between(value, *span, len(cells))] = (sign, "bold $text-primary")
    return Content.assemble(*cells)


def axis_ground(cells: int) -> str:
    """The axis without a value: a line with a mark at 0."""
    middle = cell_between(0, *AXIS, cells)
    return "─" * middle + "┼" + "─" * (cells - 1 - middle)


def estimate_line(estimate: PositionEstimate, ground: str, sign: str = "█") -> Content:
    """`sign` at the position, ▒ one standard error, ░ the 95% interval, on `ground`."""
    near = estimate.position - estimate.se, estimate.position + estimate.se
    low, high = estimate.interval
    wide = min(low, near[0]), max(high, near[1])
    return value_line(estimate.position, sign, ground, ranges=[(*wide, "░"), (*near, "▒")])
