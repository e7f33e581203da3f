"""Two results to read, and what changed between them."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

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
from netztui.tui.screens.scrolling import FIGURES, PageScreen
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import change_charts, charts
from netztui.tui.widgets.boxes import Box, Draw, Parts, apart, beside, chart, folded, text
from netztui.tui.widgets.panel import HILL, figure

MOST_STEPS = 8
"""How many of the questions that moved the position are listed one by one; the others unfold."""


class ComparisonScreen(PageScreen):
    """The earlier result beside the later one, the change against its noise, and what moved it."""

    TITLE_PHRASE = N_("Comparison")
    COLUMN_WIDTHS = (100, 180)  # for its charts
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Back"), id="close"),
        Binding("h,v", "app.history", N_("History"), id="history"),
        Binding("f", "figures", N_("All questions"), id="all-questions"),
    ]

    def __init__(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        super().__init__()
        self._earlier, self._later = earlier, later
        self.page = (earlier.stored.id, later.stored.id)
        self._change = compare(earlier.result, later.result)
        self._questionnaire = later.result.questionnaire

    def parts(self) -> tuple[Parts, Iterable[Box], Parts]:
        """Both positions, the change and what it comes from, and a notice."""
        boxes = self._words(), self._plan(), self._reworded(), self._pairs(), self._steps()
        return self._top(), chain.from_iterable(boxes), notice(self._questionnaire)

    def _top(self) -> Iterator[Box]:
        parts = [beside((1, 1), 1, [*self._both()])]
        change = self._change.axis
        if change is not None:
            poles, level = pole_labels(self._questionnaire), level_zone(self._questionnaire)
            before, after = (position_estimate(one, level) for one in (change.before, change.after))
            drawn = partial(change_charts.axis_comparison, poles, before, after, HILL)
            parts = apart(parts, [chart(drawn)])
        yield Box(parts, localized(self._questionnaire.title, self._questionnaire))

    def _both(self) -> Iterator[list[Draw]]:
        results = self._earlier, self._later
        for sign, finished in zip((charts.EARLIER, charts.LATER), results, strict=True):
            when, result = finished.stored.finished_at, finished.result
            head = plain(f"{sign} {day(when) if when is not None else ''}", "$muted")
            if result.questionnaire.axis is None:
                yield text(head)
            elif result.axis is None:
                missing = plain(wording.missing_sentence(result), "$muted")
                yield text(head, placement(result), missing)
            else:
                level, position = level_zone(result.questionnaire), result.axis.position.value
                yield [partial(figure, position, level, [head, placement(result)], gap=1)]

    def _words(self) -> Iterator[Box]:
        first, *others = changes.told(self._earlier, self._later, self._change)
        others += filter(None, [changes.within_sentence(self._questionnaire, self._change)])
        words = apart(text(plain(first, "bold")), *map(text, others))
        yield Box(words, _("What has changed"))

    def _pairs(self) -> Iterator[Box]:
        both = self._earlier.result, self._later.result
        if pairs := changes.pairs(self._change, *both):
            axis = self._questionnaire.axis
            rows = [(pair, charts.placement_style(pair.scale, axis)) for pair in pairs]
            drawn = chart(partial(change_charts.dumbbells, rows))
            yield Box([drawn], _("Scales and areas, 0 to 100"))

    def _steps(self) -> Iterator[Box]:
        change, both = self._change, (self._earlier.result, self._later.result)
        largest = changes.steps(change, *both, MOST_STEPS)
        if not largest or change.axis is None:
            return
        points = [0.0, *(step.axis_points for step in largest)]
        span = min(points), max(points)
        ends = change.axis.before.value, change.axis.after.value
        parts = apart(
            [chart(partial(change_charts.step_bars, largest, span))],
            [chart(partial(change_charts.sum_lines, *ends))],
        )
        if self._has_others:
            others = changes.steps(change, *both, len(change.moving))[MOST_STEPS:]
            drawn = chart(partial(change_charts.step_bars, others, span))
            parts += folded(largest[-1].text, [drawn], collapsed=self._folded)
        low, high = pole_labels(self._questionnaire)
        sides = joined(plain(f"◂ {low}", charts.LOW), " · ", plain(f"{high} ▸", charts.HIGH))
        title = _("What moved the position, in axis points")
        yield Box(parts, title, sides, name=FIGURES)

    @property
    def _has_others(self) -> bool:
        """Whether there are questions that are not listed one by one."""
        return self._change.axis is not None and len(self._change.moving) > MOST_STEPS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be no other questions."""
        if action == "figures":
            return self._has_others
        return super().check_action(action, parameters)

    def _plan(self) -> Iterator[Box]:
        if plan := wording.last_plan(self._later, self._earlier):
            yield Box(text(*plan), _("Your plan in the meantime"))

    def _reworded(self) -> Iterator[Box]:
        if reworded := [*self._wordings()]:
            told = changes.comparability_sentence(self._change.comparability)
            yield Box(text(told, *reworded), _("Worded differently"))

    def _wordings(self) -> Iterator[Content]:
        for item in self._change.comparability.reworded:
            then, now = (
                localized(asked.items[item].text, asked)
                for asked in (self._earlier.result.questionnaire, self._questionnaire)
            )
            if then != now:
                yield joined(plain(f"* {_('then:')} ", "$muted"), then)
                yield joined(plain(f"  {_('now:')} ", "$muted"), now)
