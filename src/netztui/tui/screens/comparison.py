"""Two results to read, and what changed between them."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day
from netztui.i18n.message import N_
from netztui.scoring.change import compare
from netztui.text import change as changes
from netztui.text import result as wording
from netztui.text.labels import localized, pole_labels
from netztui.tui.content import joined, plain
from netztui.tui.screens.result import notice, placement
from netztui.tui.screens.scrolling import PageScreen, Parts, folded, text
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import change_charts, charts
from netztui.tui.widgets.charts import Chart
from netztui.tui.widgets.panel import HILL, Figure, Panel

MOST_STEPS = 8
"""How many of the questions that moved the position are listed one by one; the others unfold."""


class ComparisonScreen(PageScreen):
    """The earlier result beside the later one, the change against its noise, and what moved it."""

    TITLE_PHRASE = N_("Comparison")
    COLUMN_WIDTHS = (100, 180)  # for its charts
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Back"), id="close"),
        Binding("h,v", "app.history", N_("History"), id="history"),
    ]

    def __init__(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        super().__init__()
        self._earlier, self._later = earlier, later
        self.page = (earlier.stored.id, later.stored.id)
        self._change = compare(earlier.result, later.result)
        self._questionnaire = later.result.questionnaire

    def parts(self) -> tuple[Parts, Parts, Parts]:
        """Both positions, the change and what it comes from, and a notice."""
        panels = *self._words(), *self._plan(), *self._reworded(), *self._pairs(), *self._steps()
        return self._top(), panels, notice(self._questionnaire)

    def _top(self) -> Iterator[Widget]:
        title = partial(localized, self._questionnaire.title, self._questionnaire)
        parts: list[Widget] = [Horizontal(*self._both(), classes="both")]
        change = self._change.axis
        if change is not None:
            poles, level = pole_labels(self._questionnaire), level_zone(self._questionnaire)
            before, after = (position_estimate(one, level) for one in (change.before, change.after))
            drawn = partial(change_charts.axis_comparison, poles, before, after, HILL)
            parts.append(Chart(drawn, classes="axis"))
        yield Panel(*parts, title=title)

    def _both(self) -> Iterator[Widget]:
        results = self._earlier, self._later
        for sign, finished in zip((charts.EARLIER, charts.LATER), results, strict=True):
            when, result = finished.stored.finished_at, finished.result
            head = plain(f"{sign} {day(when) if when is not None else ''}", "$muted")
            if result.questionnaire.axis is None:
                yield from text(head, classes="figure")
            elif result.axis is None:
                missing = plain(wording.missing_sentence(result), "$muted")
                yield from text(head, placement(result), missing, classes="figure")
            else:
                level = level_zone(result.questionnaire)
                position = result.axis.position.value
                yield Figure(position, level, head, placement(result), classes="figure")

    def _words(self) -> Iterator[Widget]:
        first, *others = changes.told(self._earlier, self._later, self._change)
        others += filter(None, [changes.within_sentence(self._questionnaire, self._change)])
        words = [*text(plain(first, "bold"), classes="")]
        for sentence in others:
            words += text(sentence)
        yield Panel(*words, title=lambda: _("What has changed"))

    def _pairs(self) -> Iterator[Widget]:
        both = self._earlier.result, self._later.result
        if pairs := changes.pairs(self._change, *both):
            axis = self._questionnaire.axis
            rows = [(pair, charts.placement_style(pair.scale, axis)) for pair in pairs]
            title = _("Scales and areas, 0 to 100")
            yield Panel(Chart(partial(change_charts.dumbbells, rows)), title=lambda: title)

    def _steps(self) -> Iterator[Widget]:
        change, both = self._change, (self._earlier.result, self._later.result)
        largest = changes.steps(change, *both, MOST_STEPS)
        if not largest or change.axis is None:
            return
        points = [0.0, *(step.axis_points for step in largest)]
        span = min(points), max(points)
        ends = change.axis.before.value, change.axis.after.value
        parts: list[Widget] = [
            Chart(partial(change_charts.step_bars, largest, span)),
            Chart(partial(change_charts.sum_lines, *ends), classes="part"),
        ]
        if len(largest) > MOST_STEPS:
            rest = changes.steps(change, *both, len(change.moving))[MOST_STEPS:]
            drawn = Chart(partial(change_charts.step_bars, rest, span))
            parts.append(folded(drawn, title=largest[-1].text))
        low, high = pole_labels(self._questionnaire)
        sides = joined(plain(f"◂ {low}", charts.LOW), " · ", plain(f"{high} ▸", charts.HIGH))
        title = _("What moved the position, in axis points")
        yield Panel(*parts, title=lambda: title, subtitle=lambda: sides)

    def _plan(self) -> Iterator[Widget]:
        if plan := wording.last_plan(self._later, self._earlier):
            yield Panel(*text(*plan, classes=""), title=lambda: _("Your plan in the meantime"))

    def _reworded(self) -> Iterator[Widget]:
        if reworded := [*self._wordings()]:
            told = changes.comparability_sentence(self._change.comparability)
            words = text(told, *reworded, classes="")
            yield Panel(*words, title=lambda: _("Worded differently"))

    def _wordings(self) -> Iterator[Content]:
        for item in self._change.comparability.reworded:
            then, now = (
                localized(asked.items[item].text, asked)
                for asked in (self._earlier.result.questionnaire, self._questionnaire)
            )
            if then != now:
                yield joined(plain(f"* {_('then:')} ", "$muted"), then)
                yield joined(plain(f"  {_('now:')} ", "$muted"), now)
