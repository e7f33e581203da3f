"""Shares that add up: each bar begins where the one before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.widgets.axis import EARLIER, LATER

FIGURE_ROOM = 6
MOST_CELLS = 28
LEAST_CELLS = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One share of a change: axis points, and what they come from."""

    value: float
    label: str


class Waterfall(Widget):
    """Steps from the earlier position to the later one, with their figures and labels."""

    DEFAULT_CSS = "Waterfall { height: auto; width: 1fr; }"

    def __init__(self, start: float, steps: Sequence[Step], together: str) -> None:
        super().__init__()
        self._start = start
        self._steps = steps
        self._together = together

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the labels take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """As wide as the widget."""
        return lines(*self._rows(self.size.width))

    def _rows(self, width: int) -> list[Content]:
        cells = max(LEAST_CELLS, min(MOST_CELLS, width // 4))
        reached = [self._start]
        for step in self._steps:
            reached.append(reached[-1] + step.value)
        low, high = min(reached), max(reached)

        def cell(position: float) -> int:
            return round((position - low) / ((high - low) or 1) * (cells - 1))

        rows = []
        for step, before, after in zip(self._steps, reached, reached[1:], strict=False):
            first, last = sorted((cell(before), cell(after)))
            bar = "█" * (last - first) or "▏"
            at = min(first, cells - len(bar))
            rows += _row(step, plain(" " * at + bar, "$text-primary"), cells, width)
        here, there = cell(self._start), cell(reached[-1])
        arrow = [
            "━" if min(here, there) < place < max(here, there) else " " for place in range(cells)
        ]
        arrow[here], arrow[there] = EARLIER, LATER
        whole = Step(reached[-1] - self._start, self._together)
        return [*rows, *_row(whole, plain("".join(arrow), "bold $text-primary"), cells, width)]


def _row(step: Step, bar: Content, cells: int, width: int) -> list[Content]:
    """The figure, the bar in `cells` cells and the label, which may go on below itself."""
    figure = plain(f"{signed(step.value, 1):>{FIGURE_ROOM}} ", "bold")
    head = joined(figure, bar, " " * (cells - bar.cell_length + 2))
    label = plain(step.label).wrap(max(8, width - head.cell_length)) or [plain("")]
    indent = " " * head.cell_length
    return [joined(head, label[0]), *(joined(indent, more) for more in label[1:])]
