"""The start screen's large panel if there is a result: the latest one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, time_ago
from netztui.i18n.formats import day
from netztui.text.change import change_phrase, is_due, next_comparison
from netztui.text.labels import localized, pole_labels
from netztui.text.result import missing_sentence, placement_title
from netztui.tui.content import joined, lines, plain
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets.charts import EIGHTHS, placement_style, side_style
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Hero, Panel

FEW = 8
"""How many bars have gaps between them."""
ROOM_FOR_TREND = 76
"""How many columns the terminal must have for it."""
SMALLEST_SCALE = 25.0
"""The least position that a bar of full height stands for, so that small ones look small."""


class StandingPanel(Panel):
    """The latest result: its position, the results before it, and the plan."""

    def __init__(
        self,
        latest: ScoredAssessment,
        earlier: ScoredAssessment | None,
        rows: Sequence[ResultRow],
        clock: Callable[[], datetime],
        roomy: int,
    ) -> None:
        """Show a result, the one before it, and rows of its questionnaire.

        A terminal of `roomy` lines has room for an empty one.
        """
        self._latest, self._earlier, self._rows, self._clock = latest, earlier, rows, clock
        self._roomy = roomy
        super().__init__(title=lambda: _("Your latest result"), subtitle=self._next)

    def compose(self) -> ComposeResult:
        """The position with the trend, what is said without one, and the plan."""
        yield Hero()
        yield TranslatedLabel(self._without_position)
        yield TranslatedLabel(self._plan, classes="plan")

    def retranslate(self) -> None:
        """Show everything in the current language."""
        super().retranslate()
        if not self.is_mounted:
            return
        result, hero = self._latest.result, self.query_one(Hero)
        hero.display = result.axis is not None
        if result.axis is not None:
            questionnaire = result.questionnaire
            style = placement_style(result.placement, questionnaire.axis)
            change = change_phrase(self._earlier, self._latest) if self._earlier else ""
            hero.show_position(
                pole_labels(questionnaire),
                position_estimate(result.axis.position, level_zone(questionnaire)),
                plain(placement_title(result), f"bold {style}"),
                plain(self._when, "$muted"),
                plain(change or localized(questionnaire.title, questionnaire), "$muted"),
                aside=self._trend,
                tight=lambda: self.app.size.height < self._roomy,
            )

    @property
    def _positions(self) -> list[float]:
        return [row.axis for row in reversed(self._rows) if row.axis is not None]

    def _trend(self) -> list[Content]:
        """A bar for each of the last results, if there is room and more than one."""
        positions = self._positions
        if len(positions) < 2 or self.app.size.width < ROOM_FOR_TREND:
            return []
        bars = trend(positions, level_zone(self._latest.result.questionnaire))
        caption = plain(ngettext("{n} result", "{n} results", len(positions)), "$muted")
        width = max(caption.cell_length, bars[0].cell_length)
        return [line.pad_left(width - line.cell_length) for line in (*bars, caption)]

    @property
    def _when(self) -> str:
        finished = self._latest.stored.finished_at
        return f"{day(finished)} · {time_ago(self._clock() - finished)}" if finished else ""

    def _next(self) -> Content:
        finished = self._latest.stored.finished_at
        if finished is None:
            return plain("")
        now = self._clock()
        style = "bold $text-accent" if is_due(finished, now) else ""
        return plain(next_comparison(finished, now), style)

    def _without_position(self) -> Content:
        if self._latest.result.axis is not None:
            return plain("")
        result = self._latest.result
        title = localized(result.questionnaire.title, result.questionnaire)
        sentence = missing_sentence(result)
        about = [plain(sentence, "$muted")] if sentence else []
        return lines(plain(title, "bold"), plain(self._when, "$muted"), *about)

    def _plan(self) -> Content:
        plans = self._latest.recalled
        heading = _("Your plan until next time")
        return lines(*(joined(plain(f"{heading}: ", "$muted"), plain(plan)) for plan in plans))


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
