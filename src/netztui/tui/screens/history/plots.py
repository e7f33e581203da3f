"""The results that are plotted together, and what is said about them."""

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.history.history import PAGE, History, Outcome
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.text.labels import localized, pole_labels
from netztui.text.lists import course_sentence
from netztui.tui.content import plain
from netztui.tui.plots import timeline as plots
from netztui.tui.plots.plot_view import Plot, PlotView
from netztui.tui.plots.timeline import DataPoint
from netztui.tui.screens.history.text import NOTE, outcome_sign
from netztui.tui.view_models import row_estimate
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Panel

LEGEND_HEIGHT = 24
"""Lines of the terminal from which there is room for what the signs mean."""
LIST, TIMELINE, SCALES = "list", "timeline", "scales"
MOST_PLOTTED = PAGE
"""Results in one plot; more would cover each other, and take noticeably long."""


def data_point(row: ResultRow | None, outcome: Outcome | None = None) -> DataPoint | None:
    """A result as plots show it; None if it has no position."""
    estimate = row_estimate(row) if row is not None else None
    if row is None or estimate is None or row.intensity is None:
        return None
    signs = NOTE if row.note else "", outcome_sign(outcome) if outcome else ""
    return DataPoint(row.finished_at, estimate, row.intensity, *signs)


class PlottedResults:
    """The results that are plotted together with the highlighted one, of its questionnaire."""

    def __init__(self, history: History, highlighted: int) -> None:
        """Plot the list's rows around the index `highlighted`, 0 for the newest."""
        self._count = count = history.count
        start = min(highlighted // MOST_PLOTTED * MOST_PLOTTED, max(0, count - MOST_PLOTTED))
        self._window = range(start, min(count, start + MOST_PLOTTED))
        here = history.row(highlighted)
        self._known = history.questionnaires.get(here.questionnaire) if here else None
        self._without_position = 0
        self.indexes: list[int] = []
        """The list's indexes of the points, oldest first."""
        self._points: list[DataPoint] = []
        for index in reversed(self._window):
            row = history.row(index)
            if row is None or here is None or row.questionnaire != here.questionnaire:
                continue
            if (point := data_point(row, history.outcomes.get(row.id))) is None:
                self._without_position += 1
            else:
                self.indexes.append(index)
                self._points.append(point)
        self._highlighted = self.indexes.index(highlighted) if highlighted in self.indexes else None

    @property
    def title(self) -> str:
        """That of the questionnaire."""
        return localized(self._known.title, self._known) if self._known is not None else ""

    def draw(self, view: str, width: int, height: int) -> Plot | None:
        """The plot; None if there is nothing to draw."""
        known = self._known
        if not self._points or known is None or known.axis is None:
            return None
        area = plots.PlotArea(width, height, *pole_labels(known), known.axis.balanced_within)
        draw = plots.scales_over_time if view == SCALES else plots.timeline
        return draw(self._points, self._highlighted, area)

    def course(self) -> str:
        """The course over time in a sentence; empty without results."""
        if not self._count:
            return ""
        if not self._points:
            return _("None of these results has a position.")
        if len(self._points) == 1:
            return _("From the second result on, this shows what has changed.")
        return course_sentence([(one.when, one.estimate.position) for one in self._points])

    def legend(self, view: str, *, signs: bool) -> Iterator[str]:
        """What the `signs` mean, and which results are not in the plot."""
        if not self._points:
            return
        if view == SCALES:
            yield _("Both scales from 0 to 100")
        elif signs:
            yield _("● position  │ what the answers leave open  ┄ level between")
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


class PlotPanel(Panel):
    """The plot, what it shows in a sentence, and what its signs mean."""

    def __init__(self, history: History, announced: Callable[[], Content | None]) -> None:
        """Plot `history`; what is `announced` takes the place of the legend."""
        self._history, self._announced = history, announced
        self._view = TIMELINE
        self._plotted: PlottedResults | None = None
        """None before `show`: opening the list need not wait for so many results."""
        super().__init__(title=self._heading, id="plot")

    def compose(self) -> ComposeResult:
        """The sentence, the plot and the legend."""
        yield TranslatedLabel(self._course)
        yield PlotView(self._plot)
        yield TranslatedLabel(self._legend, classes="legend")

    @property
    def indexes(self) -> list[int]:
        """The list's indexes of the results drawn, oldest first."""
        return self._plotted.indexes if self._plotted is not None else []

    def show(self, highlighted: int, view: str) -> None:
        """Show the results around this one; what is written around them is up to `retranslate`."""
        self._view, self._plotted = view, PlottedResults(self._history, highlighted)
        self.query_one(PlotView).refresh()

    def _heading(self) -> str:
        title = _("Both scales over time") if self._view == SCALES else _("Over time")
        several = len(self._history.counts) > 1 and self._history.only is None
        return f"{title} · {self._plotted.title}" if several and self._plotted else title

    def _course(self) -> str:
        return self._plotted.course() if self._plotted is not None else ""

    def _plot(self, width: int, height: int) -> Plot | None:
        return self._plotted.draw(self._view, width, height) if self._plotted is not None else None

    def _legend(self) -> Content:
        if not self.screen.has_class("-both") and (announced := self._announced()):
            return announced  # Otherwise the list does so.
        signs = self.app.size.height >= LEGEND_HEIGHT
        told = self._plotted.legend(self._view, signs=signs) if self._plotted is not None else ()
        return plain("  ".join(told))
