"""The results that are plotted together, and what is said about them."""

from collections.abc import Callable, Iterator

from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day, number, signed
from netztui.text.figures import interval_ends
from netztui.text.labels import pole_labels
from netztui.tui.content import joined, plain
from netztui.tui.plots import timeline as plots
from netztui.tui.plots.plot_view import Plot
from netztui.tui.plots.timeline import DataPoint
from netztui.tui.screens.history_text import MARKED, Questionnaires, placement
from netztui.tui.view_models import row_estimate

LIST, TIMELINE, SCALES = "list", "timeline", "scales"
MOST_PLOTTED = 500
"""Results in one plot; more would cover each other, and drawing would take noticeably long."""


def data_point(row: ResultRow | None) -> DataPoint | None:
    """A result as plots show it; None if it has no position."""
    estimate = row_estimate(row) if row is not None else None
    if row is None or estimate is None or row.intensity is None:
        return None
    return DataPoint(row.finished_at, estimate, row.intensity)


class PlottedResults:
    """The results that are plotted together with the highlighted one, of its questionnaire."""

    def __init__(
        self, count: int, highlighted: int, row_at: Callable[[int], ResultRow | None]
    ) -> None:
        """Plot the list's rows around the index `highlighted` of `count`, 0 for the newest."""
        start = min(highlighted // MOST_PLOTTED * MOST_PLOTTED, max(0, count - MOST_PLOTTED))
        self._count = count
        self._window = range(start, min(count, start + MOST_PLOTTED))
        self._row = row_at(highlighted)
        self._without_position = 0
        self.indexes: list[int] = []
        """The list's indexes of the points, oldest first."""
        self._points: list[DataPoint] = []
        for index in reversed(self._window):
            row = row_at(index)
            if row is None or self._row is None or row.questionnaire != self._row.questionnaire:
                continue
            if (point := data_point(row)) is None:
                self._without_position += 1
            else:
                self.indexes.append(index)
                self._points.append(point)
        self._highlighted = self.indexes.index(highlighted) if highlighted in self.indexes else None

    def draw(
        self, view: str, questionnaires: Questionnaires, width: int, height: int
    ) -> Plot | None:
        """The plot; None if there is nothing to draw."""
        known = questionnaires.get(self._row.questionnaire) if self._row is not None else None
        if not self._points or known is None or known.axis is None:
            return None
        area = plots.PlotArea(width, height, *pole_labels(known), known.axis.balanced_within)
        draw = plots.scales_over_time if view == SCALES else plots.timeline
        return draw(self._points, self._highlighted, area)

    def describe(self, view: str, questionnaires: Questionnaires, *, marked: bool) -> Content:
        """The highlighted result in words and figures."""
        row, point = self._row, data_point(self._row)
        if row is None:
            return plain(" ")
        known = questionnaires.get(row.questionnaire)
        signs = f" {MARKED}" if marked else ""
        if point is None or known is None or self._highlighted is None:
            return joined(plain(day(row.finished_at), "bold"), f"{signs} · ", _("no position"))
        low, high = interval_ends(*point.estimate.interval)
        parts = [
            _("{position}, range {low} to {high}").format(
                position=signed(point.estimate.position),
                low=low,
                high=high,
            )
        ]
        if view == SCALES:
            signed_scales = zip(
                (plots.POINT, plots.SECOND_POINT),
                reversed(pole_labels(known)),
                point.scales,
                strict=True,
            )
            parts = [f"{sign} {name} {number(round(scale))}" for sign, name, scale in signed_scales]
        parts += filter(None, [placement(row, questionnaires)])
        return joined(
            plain(f"{plots.HIGHLIGHTED} {day(row.finished_at)}", "bold $text-accent"),
            f"{signs} ({self._counted(self._highlighted)}) · {' · '.join(parts)}",
        )

    def _counted(self, highlighted: int) -> str:
        """The highlighted one's number from the oldest, with arrows if there are more that way."""
        counted = _("{n} of {all}").format(n=number(highlighted + 1), all=number(len(self._points)))
        is_oldest = highlighted == 0 and self._window.stop == self._count
        is_newest = highlighted == len(self._points) - 1 and self._window.start == 0
        return f"{'' if is_oldest else '← '}{counted}{'' if is_newest else ' →'}"

    def legend(self, view: str) -> str:
        """What the signs mean, and which results are not in the plot."""
        return " ".join(self._legend(view))

    def _legend(self, view: str) -> Iterator[str]:
        if not self._points:
            yield _("None of these results has a position.")
            return
        if view == SCALES:
            yield _("The two scales, 0 to 100; ┊ marks the highlighted result.")
        else:
            yield _("● is a position, │ the range that the answers leave open; level between ┄.")
        if self._without_position:
            yield ngettext(
                "{n} result without a position is left out.",
                "{n} results without a position are left out.",
                self._without_position,
            )
        if len(self._window) < self._count:
            yield _("Showing {n} of {all} results; use ← and → for the others.").format(
                n=number(len(self._window)), all=number(self._count)
            )
