"""Two results to read, and what changed between them."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
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
from netztui.tui.screens.result import axis_chart, notice, placement
from netztui.tui.screens.scrolling import PageScreen, Parts, heading, text
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import charts
from netztui.tui.widgets.charts import Chart

MOST_STEPS = 10
"""How many of the questions that moved the position are listed one by one."""


class ComparisonScreen(PageScreen):
    """The earlier result above the later one, the change against its noise, and what moved it."""

    TITLE_PHRASE = N_("Comparison")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Back"), id="comparison-close")
    ]

    def __init__(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        super().__init__()
        self._earlier, self._later = earlier, later
        self.page = (earlier.stored.id, later.stored.id)
        self._change = compare(earlier.result, later.result)
        self._questionnaire = later.result.questionnaire

    def parts(self) -> tuple[Parts, Parts, Parts, Parts]:
        """Both positions, the change in words, what it comes from, and a notice."""
        return self._top(), self._words(), self._steps(), notice(self._questionnaire)

    def _top(self) -> Parts:
        title = localized(self._questionnaire.title, self._questionnaire)
        yield from text(plain(title, "bold"), classes="")
        both = (self._earlier, self._later)
        for sign, finished in zip((charts.EARLIER, charts.LATER), both, strict=True):
            when, result = finished.stored.finished_at, finished.result
            word = placement(result) if result.placement else None
            yield from text(
                joined(
                    plain(f"{sign} ", "bold"),
                    plain(day(when) if when is not None else "", "bold"),
                    "  ",
                    word or plain(wording.missing_sentence(result), "$muted"),
                ),
                classes="",
            )
        if (change := self._change.axis) is not None:
            poles, level = pole_labels(self._questionnaire), level_zone(self._questionnaire)
            before, after = (position_estimate(one, level) for one in (change.before, change.after))
            yield Chart(partial(charts.axis_comparison, *poles, before, after), classes="axis")
            return
        for result in (finished.result for finished in both):
            if result.axis is not None:
                yield axis_chart(result.questionnaire, result.axis)

    def _words(self) -> Iterator[Widget]:
        first, *others = changes.told(self._earlier, self._later, self._change)
        yield from text(plain(first, "bold"), *others)
        if scales := changes.scale_changes(self._questionnaire, self._change):
            yield from text(plain(_("The scales, 0 to 100"), "bold"), *scales)
        if plan := wording.last_plan(self._later, self._earlier):
            yield from text(plain(_("Your plan last time"), "bold"), *plan)
        if reworded := [*self._reworded()]:
            told = changes.comparability_sentence(self._change.comparability)
            yield from text(plain(_("Worded differently"), "bold"), told, *reworded)

    def _reworded(self) -> Iterator[Content]:
        for item in self._change.comparability.reworded:
            then, now = (
                localized(asked.items[item].text, asked)
                for asked in (self._earlier.result.questionnaire, self._questionnaire)
            )
            if then != now:
                yield joined(plain(f"* {_('then:')} ", "$muted"), then)
                yield joined(plain(f"  {_('now:')} ", "$muted"), now)

    def _steps(self) -> Iterator[Widget]:
        change, results = self._change, (self._earlier.result, self._later.result)
        steps = changes.steps(change, *results, MOST_STEPS)
        if steps and change.axis is not None:
            yield from heading(_("What moved the position, in axis points"))
            listed = [(step.axis_points, step.text) for step in steps]
            start = round(change.axis.before.value, 1)
            yield Chart(partial(charts.waterfall, start, listed))
