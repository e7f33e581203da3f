"""Which results the history plots together, and the sentences below the plot."""

from collections.abc import Callable
from dataclasses import dataclass

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.questionnaire.model import Questionnaire
from netztui.text.result import pole_labels
from netztui.tui.plots.plot_view import Plot
from netztui.tui.plots.timeline import DataPoint, PlotArea, scales_over_time, timeline
from netztui.tui.screens.history_text import data_point

LIST, TIMELINE, SCALES = "list", "timeline", "scales"
NEXT = {LIST: TIMELINE, TIMELINE: SCALES, SCALES: LIST}
MOST_PLOTTED = 500
"""Results in one plot; more would cover each other, and drawing would take noticeably long."""


@dataclass(frozen=True, slots=True)
class PlottedResults:
    """The results that are plotted together with the highlighted one."""

    count: int
    """How many there are in the list."""
    window: range
    """The list's indexes, 0 for the newest, that the plot covers."""
    indexes: tuple[int, ...]
    """Those that have a position, oldest first."""
    points: tuple[DataPoint, ...]
    """As many, in the same order."""
    without_position: int
    highlighted: int | None
    """The index of the highlighted one in `points`; None if it has no position."""

    @property
    def counted(self) -> str:
        """The highlighted one's number from the oldest, with arrows if there are more that way."""
        if self.highlighted is None:
            return ""
        text = _("{n} of {all}").format(
            n=number(self.highlighted + 1), all=number(len(self.points))
        )
        is_oldest = self.highlighted == 0 and self.window.stop == self.count
        is_newest = self.highlighted == len(self.points) - 1 and self.window.start == 0
        return f"{'' if is_oldest else '← '}{text}{'' if is_newest else ' →'}"

    def draw(
        self, view: str, questionnaire: Questionnaire | None, width: int, height: int
    ) -> Plot | None:
        """The plot; None if there is nothing to draw."""
        if not self.points or questionnaire is None or questionnaire.axis is None:
            return None
        low, high = pole_labels(questionnaire)
        area = PlotArea(width, height, low, high, questionnaire.axis.balanced_within)
        draw = scales_over_time if view == SCALES else timeline
        return draw(self.points, self.highlighted, area)

    def legend(self, view: str) -> str:
        """What the signs mean, and which results are not in the plot."""
        if not self.points:
            return _("None of these results has a position.")
        signs = (
            _("The two scales, 0 to 100; ┊ marks the highlighted result.")
            if view == SCALES
            else _("● is a position, │ its 95% interval; balanced between ┄.")
        )
        return " ".join([signs, *self._left_out()])

    def _left_out(self) -> list[str]:
        sentences = []
        if self.without_position:
            sentences.append(
                ngettext(
                    "{n} result without a position is left out.",
                    "{n} results without a position are left out.",
                    self.without_position,
                )
            )
        if len(self.window) < self.count:
            sentences.append(
                _("Showing {n} of {all} results; use ← and → for the others.").format(
                    n=number(len(self.window)), all=number(self.count)
                )
            )
        return sentences


def results_to_plot(
    count: int, highlighted: int, row_at: Callable[[int], ResultRow | None]
) -> PlottedResults:
    """What is plotted when the result at index `highlighted` of `count` is highlighted.

    A plot shows the results of one questionnaire, the highlighted one's.
    """
    start = min(highlighted // MOST_PLOTTED * MOST_PLOTTED, max(0, count - MOST_PLOTTED))
    window = range(start, min(count, start + MOST_PLOTTED))
    row_here = row_at(highlighted)
    indexes, points, without_position = [], [], 0
    for index in reversed(window):
        row = row_at(index)
        if row is None or row_here is None or row.questionnaire != row_here.questionnaire:
            continue
        point = data_point(row)
        if point is None:
            without_position += 1
        else:
            indexes.append(index)
            points.append(point)
    place = indexes.index(highlighted) if highlighted in indexes else None
    return PlottedResults(count, window, tuple(indexes), tuple(points), without_position, place)
