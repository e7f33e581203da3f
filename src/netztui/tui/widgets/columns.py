"""Panels in columns that end on the same line."""

from itertools import accumulate, combinations, pairwise

from textual.containers import Container
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

GAP = 1
"""Cells between two columns."""
WIDTHS = 100, 140
"""The widths of the terminal from which panels are in two and in three columns."""


def runs(heights: list[int], count: int) -> list[tuple[int, int]]:
    """Where to cut `heights` into `count` runs (first, end) so that the tallest is shortest.

    There are fewer runs if there are fewer heights.
    """
    ends = list(accumulate(heights, initial=0))
    places = range(1, len(heights))
    cuts = (
        list(pairwise((0, *inner, len(heights))))
        for inner in combinations(places, min(count, len(heights)) - 1)
    )
    return min(cuts, key=lambda cut: sorted((ends[b] - ends[a] for a, b in cut), reverse=True))


class _InColumns(Layout):
    """One, two or three columns, read from top to bottom and then from left to right."""

    name = "columns"

    def __init__(self, widths: tuple[int, ...]) -> None:
        self._widths = widths

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The last panel of each column is enlarged to the column's end."""
        if not children:
            return []
        across = parent.app.size.width
        count = min(len(children), 1 + sum(across >= least for least in self._widths))
        width = (size.width - GAP * (count - 1)) // count
        heights = [self._height(child, size, width) for child in children]
        cut = runs(heights, count)
        lowest = max(sum(heights[first:end]) for first, end in cut)
        placements = []
        for column, (first, end) in enumerate(cut):
            x, y = column * (width + GAP), 0
            # What the division leaves over belongs to the last column.
            room = size.width - x if column == len(cut) - 1 else width
            for place in range(first, end):
                height = lowest - y if place == end - 1 else heights[place]
                region = Region(x, y, room, height)
                placements.append(WidgetPlacement(region, NULL_OFFSET, Spacing(), children[place]))
                y += height
        return placements

    def _height(self, child: Widget, size: Size, width: int) -> int:
        inner = max(1, width - child.gutter.width)
        content = child.get_content_height(size, child.app.size, inner)
        return content + child.gutter.height


class Columns(Container):
    """Panels side by side on a wide terminal, below each other on a narrow one."""

    DEFAULT_CSS = "Columns { height: auto; width: 1fr; }"

    def __init__(
        self, *panels: Widget, widths: tuple[int, ...] = WIDTHS, classes: str | None = None
    ) -> None:
        super().__init__(*panels, classes=classes)
        self._in_columns = _InColumns(widths)

    @property
    def layout(self) -> Layout:
        """Columns, for which styles have no name."""
        return self._in_columns
