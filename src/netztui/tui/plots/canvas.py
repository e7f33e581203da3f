"""A canvas of characters for plots, and where on it each result is.

Plots are drawn here, one character a cell, and not by a plotting library. textual-plot hides
points at the edge, draws error bars from a cell's middle instead of from the value, knows no
dates, and takes labels for markup; loading it with NumPy takes longer than drawing here ever does.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from textual.content import Content

from netztui.tui.content import lines
from netztui.tui.view_models import PositionEstimate

POINT = "●"
SECOND_POINT = "○"
HIGHLIGHTED = "◆"
FAINT = "$muted"
STRONG = "$text-primary"
ACCENT = "bold $text-accent"


@dataclass(frozen=True, slots=True)
class DataPoint:
    """A result in a plot."""

    when: datetime
    estimate: PositionEstimate
    intensity: float
    """0..100: the mean of both scales."""

    @property
    def scales(self) -> tuple[float, float]:
        """The high and the low pole's scale, 0..100, of which the position is the difference."""
        half = self.estimate.position / 2
        return self.intensity + half, self.intensity - half


@dataclass(frozen=True, slots=True)
class PlotArea:
    """How large a plot may be, and what its edges are called."""

    width: int
    height: int
    low: str
    high: str
    """The names of the axis's poles."""
    balanced_within: float
    """In axis points to both sides of 0."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn plot, and the cell (column, row) of each of its results."""

    content: Content
    places: tuple[tuple[int, int], ...]

    def nearest(self, column: int, row: int) -> int | None:
        """The index of the result nearest to a cell; None if there is none."""

        def distance(place: int) -> int:
            across, down = self.places[place]
            # A cell is about twice as high as wide.
            return (across - column) ** 2 + 4 * (down - row) ** 2

        return min(range(len(self.places)), key=distance, default=None)


class Canvas:
    """Cells of one character each; anything beyond the edges is cut."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells = [[(" ", "")] * width for _row in range(height)]

    def put(self, column: int, row: int, character: str, style: str) -> None:
        """Draw one character."""
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row][column] = (character, style)

    def write(self, column: int, row: int, text: str, style: str) -> None:
        """Write narrow characters, moved to where they fit if the canvas is wide enough."""
        column = max(0, min(self.width - len(text), column))
        for place, character in enumerate(text, column):
            self.put(place, row, character, style)

    def __getitem__(self, place: tuple[int, int]) -> str:
        column, row = place
        return self._cells[row][column][0]

    def content(self) -> Content:
        """All rows below each other."""
        return lines(
            *(
                Content.assemble(
                    *(
                        ("".join(character for character, _style in run), style)
                        for style, run in groupby(row, key=lambda cell: cell[1])
                    )
                )
                for row in self._cells
            )
        )


def cell_between(value: float, first: float, last: float, cells: int) -> int:
    """The cell (0 to cells − 1) of a value between those of the first and the last cell."""
    if first == last:
        return (cells - 1) // 2
    return max(0, min(cells - 1, round((value - first) / (last - first) * (cells - 1))))
