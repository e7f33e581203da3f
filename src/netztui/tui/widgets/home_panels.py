"""The start screen's large panel: the latest result, or what the program is for without one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import zip_longest

from textual.app import ComposeResult
from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, time_ago
from netztui.i18n.formats import day
from netztui.questionnaire.model import Questionnaire
from netztui.text.change import change_phrase, is_due, next_comparison
from netztui.text.labels import localized, pole_labels
from netztui.text.result import missing_sentence, placement_title
from netztui.tui.content import joined, lines, plain
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets.charts import (
    EIGHTHS,
    HIGH,
    LOW,
    Chart,
    axis_ground,
    placement_style,
    side_style,
    value_line,
)
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Hero, Panel

FEW = 8
"""How many bars have gaps between them."""
SMALLEST_SCALE = 25.0
"""The least position that a bar of full height stands for, so that small ones look small."""


class StandingPanel(Panel):
    """The latest result: its position, the results before it, and the plan."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._latest: ScoredAssessment | None = None
        self._earlier: ScoredAssessment | None = None
        self._rows: Sequence[ResultRow] = ()
        super().__init__(title=lambda: _("Your latest result"), subtitle=self._next)

    def compose(self) -> ComposeResult:
        """The position, what is said without one, the trend and the plan."""
        yield Hero(Chart(self._trend, classes="trend"))
        yield TranslatedLabel(self._without_position)
        yield TranslatedLabel(self._plan, classes="plan")

    def show(
        self,
        latest: ScoredAssessment,
        earlier: ScoredAssessment | None,
        rows: Sequence[ResultRow],
    ) -> None:
        """Have `retranslate` show a result, the one before it, and rows of its questionnaire."""
        self._latest, self._earlier, self._rows = latest, earlier, rows

    def retranslate(self) -> None:
        """Show everything in the current language."""
        super().retranslate()
        if not self.is_mounted or self._latest is None:
            return
        result, hero = self._latest.result, self.query_one(Hero)
        hero.display = result.axis is not None
        if result.axis is not None:
            questionnaire = result.questionnaire
            style = placement_style(result.placement, questionnaire.axis)
            change = change_phrase(self._earlier, self._latest) if self._earlier else ""
            hero.show(
                pole_labels(questionnaire),
                position_estimate(result.axis.position, level_zone(questionnaire)),
                plain(placement_title(result), f"bold {style}"),
                plain(self._when, "$muted"),
                plain(change or localized(questionnaire.title, questionnaire), "$muted"),
            )
            chart = self.query_one(".trend", Chart)
            chart.set_class(len(self._positions) < 2, "none")
            chart.styles.width = len(self._trend(0).plain.partition("\n")[0])
            chart.refresh(layout=True)

    @property
    def _positions(self) -> list[float]:
        return [row.axis for row in reversed(self._rows) if row.axis is not None]

    def _trend(self, _width: int) -> Content:
        positions = self._positions
        if self._latest is None or not positions:
            return plain("")
        bars = trend(positions, level_zone(self._latest.result.questionnaire))
        caption = plain(ngettext("{n} result", "{n} results", len(positions)), "$muted")
        width = max(caption.cell_length, bars[0].cell_length)
        return lines(*(line.pad_left(width - line.cell_length) for line in (*bars, caption)))

    @property
    def _when(self) -> str:
        finished = self._latest.stored.finished_at if self._latest is not None else None
        return f"{day(finished)} · {time_ago(self._clock() - finished)}" if finished else ""

    def _next(self) -> Content:
        finished = self._latest.stored.finished_at if self._latest is not None else None
        if finished is None:
            return plain("")
        now = self._clock()
        style = "bold $text-accent" if is_due(finished, now) else ""
        return plain(next_comparison(finished, now), style)

    def _without_position(self) -> Content:
        if self._latest is None or self._latest.result.axis is not None:
            return plain("")
        result = self._latest.result
        title = localized(result.questionnaire.title, result.questionnaire)
        sentence = missing_sentence(result)
        about = [plain(sentence, "$muted")] if sentence else []
        return lines(plain(title, "bold"), plain(self._when, "$muted"), *about)

    def _plan(self) -> Content:
        plans = self._latest.recalled if self._latest is not None else []
        heading = _("Your plan until next time")
        return lines(*(joined(plain(f"{heading}: ", "$muted"), plain(plan)) for plan in plans))


class IntroductionPanel(Panel):
    """What the program does, with the axis of its first questionnaire and both poles' areas."""

    def __init__(self) -> None:
        self._questionnaire: Questionnaire | None = None
        super().__init__(title=self._title_of_it)

    def compose(self) -> ComposeResult:
        """Two sentences and the axis."""
        yield TranslatedLabel(self._sentences)
        yield Chart(self._axis, classes="axis")

    def show(self, questionnaires: Sequence[Questionnaire]) -> None:
        """Have `retranslate` show the first one with an axis."""
        self._questionnaire = next((one for one in questionnaires if one.axis is not None), None)
        self.query_one(Chart).display = self._questionnaire is not None

    def _title_of_it(self) -> str:
        one = self._questionnaire
        return localized(one.title, one) if one is not None else ""

    def _sentences(self) -> str:
        pause = _("Stop whenever you like: you continue where you left off.")
        if self._questionnaire is None:
            what = _(
                "Answer each question with one key, see what your answers add up to, and compare "
                "later."
            )
            return f"{what} {pause}"
        low, high = pole_labels(self._questionnaire)
        what = _(
            "Answer each question with one key, see where you are between “{low}” and “{high}”, "
            "and compare next time."
        )
        return f"{what.format(low=low, high=high)} {pause}"

    def _axis(self, width: int) -> Content:
        questionnaire = self._questionnaire
        if questionnaire is None or questionnaire.axis is None:
            return plain("")
        level = level_zone(questionnaire)
        line = value_line(axis_ground(max(3, width - 2), level), [], [])
        names = pole_labels(questionnaire)
        poles = questionnaire.axis.low, questionnaire.axis.high
        areas = [
            [
                localized(questionnaire.facets[facet].label, questionnaire)
                for facet in questionnaire.scales[pole].facets
            ]
            for pole in poles
        ]
        deepest = max(map(len, areas))
        left, right = (found + [""] * (deepest - len(found)) for found in areas)
        ends = (
            plain(name, f"bold {style}") for name, style in zip(names, (LOW, HIGH), strict=True)
        )
        return lines(
            *_spread(next(ends), next(ends), width, plain(_("level"), "$muted")),
            joined("├", line, "┤"),
            *(
                row
                for low, high in zip(left, right, strict=True)
                for row in _spread(plain(low, "$muted"), plain(high, "$muted"), width)
            ),
        )


def _spread(
    left: Content, right: Content, width: int, middle: Content | None = None
) -> list[Content]:
    """Two texts at the ends of a line, wrapped to half of it; with `middle` if there is room."""
    half = max(1, width // 2 - 1)
    rows = [
        joined(low, " " * (width - low.cell_length - high.cell_length), high)
        for low, high in zip_longest(
            left.wrap(half) or [plain("")], right.wrap(half) or [plain("")], fillvalue=plain("")
        )
    ]
    side = max(left.cell_length, right.cell_length) + 1
    if middle is not None and side + middle.cell_length // 2 < half:
        before = (width - middle.cell_length) // 2 - left.cell_length
        after = width - left.cell_length - before - middle.cell_length - right.cell_length
        rows = [joined(left, " " * before, middle, " " * after, right)]
    return rows


def trend(positions: Sequence[float], level: float) -> tuple[Content, Content]:
    """A bar for each position (−100..100): up for the high pole, down for the low one.

    One line above the middle and one below it, in eighths; the longest bar has a whole line.
    """
    scale = max(SMALLEST_SCALE, *map(abs, positions))
    gap = " " if len(positions) <= FEW else ""
    above, below = [], []
    for position in positions:
        # The shortest bar is still one, and no block hangs from the top of its cell.
        eighths, style = max(1, round(8 * abs(position) / scale)), side_style(position, level)
        hanging = ("█", style) if eighths == 8 else (EIGHTHS[8 - eighths], f"reverse {style}")
        up = position > 0
        above += [(EIGHTHS[eighths], style) if up else (" ", ""), (gap, "")]
        below += [(" ", "") if up else hanging, (gap, "")]
    return Content.assemble(*above), Content.assemble(*below)
