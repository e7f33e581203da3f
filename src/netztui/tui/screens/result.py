"""A result to read: its position and meaning, what was done, what to do, and the figures."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Change, compare
from netztui.scoring.result import Result, ScaleScore
from netztui.text import change as changes
from netztui.text import figures
from netztui.text import result as wording
from netztui.text.labels import localized, pole_labels, scale_label
from netztui.tui.content import joined, plain
from netztui.tui.screens.base import AskAfterResult, Compare, Remind
from netztui.tui.screens.scrolling import FIGURES, WIDE, PageScreen
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import charts
from netztui.tui.widgets.boxes import (
    Box,
    BoxScroll,
    Draw,
    Parts,
    apart,
    behind,
    beside,
    blank,
    chart,
    folded,
    stacked,
    text,
)
from netztui.tui.widgets.charts import BarRow
from netztui.tui.widgets.panel import hero

SHORT_NOTE = 40
"""Characters up to which a note has room in the border."""
ARRIVAL = 0.3
"""Seconds in which the position of a new result comes to its place."""
PLANS = "plans"


def notice(questionnaire: Questionnaire) -> list[Draw]:
    """What the questionnaire says below every result."""
    said = text(plain(localized(questionnaire.notice, questionnaire), "$muted"))
    return [blank, *behind("   ", "$muted", said)] if said else []


def placement(result: Result) -> Content:
    """The word for the position, in its pole's colour; why there is none if there is none."""
    style = charts.placement_style(result.placement, result.questionnaire.axis)
    return plain(wording.placement_title(result) or _("No position"), f"bold {style}")


class ResultScreen(PageScreen):
    """What one assessment shows, from the most to the least important; the figures are folded."""

    TITLE_PHRASE = N_("Result")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Back"), id="close"),
        Binding("p", "plan", N_("Plan"), id="plan"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("h,v", "app.history", N_("History"), id="history"),
        Binding("f", "figures", N_("All figures"), id="figures"),
        Binding("r", "remind", N_("Reminder"), id="remind"),
    ]

    _way: reactive[float] = reactive(1.0, repaint=False, init=False)
    """How far the position has come from 0 to its place, 0..1."""

    def __init__(
        self,
        finished: ScoredAssessment,
        previous: ScoredAssessment | None,
        *,
        arriving: bool = False,
    ) -> None:
        """With `arriving`, for a new result, its position glides to its place once."""
        super().__init__()
        self._arriving = arriving
        self._finished, self._previous = finished, previous
        self._questionnaire = finished.result.questionnaire
        self.page = (finished.stored.id,)

    def on_mount(self) -> None:
        """Let a new position glide from 0 to its place, unless animations are off."""
        if self._arriving and self.app.animation_level == "full":
            self.set_reactive(ResultScreen._way, 0.0)
            self.animate("_way", 1.0, duration=ARRIVAL, easing="out_cubic")

    def watch__way(self) -> None:
        """Draw the position where it is now."""
        for scrolled in self.query(BoxScroll):
            scrolled.draw_first()

    def show(self, finished: ScoredAssessment) -> None:
        """Show the same assessment with other answers after the result."""
        self._finished = finished
        self.retranslate()
        self.scrolled.bring_up(PLANS)

    @property
    def _result(self) -> Result:
        return self._finished.result

    def parts(self) -> tuple[Parts, Iterable[Box], Parts]:
        """The position with the change; what was done and what to do; the figures and a notice."""
        boxes = (
            self._areas(),
            self._since(),
            self._networks(),
            self._advice(),
            self._wanted(),
            self._plans(),
        )
        bottom: Parts = chain[Box | Draw](self._figures(), notice(self._questionnaire))
        return self._top(), chain.from_iterable(boxes), bottom

    @cached_property
    def _change(self) -> Change | None:
        return compare(self._previous.result, self._result) if self._previous else None

    def _top(self) -> Iterator[Box]:
        stored, result, questionnaire = self._finished.stored, self._result, self._questionnaire
        note = f"✎ {stored.note}" if stored.note else ""
        when = date(stored.finished_at) if stored.finished_at else ""
        subtitle = " · ".join(filter(None, [when, note if len(note) <= SHORT_NOTE else ""]))
        said = (*wording.placement_texts(result), wording.missing_sentence(result))
        if (ending := stored.assessment.ending) is not None:
            said = (localized(ending, questionnaire),)
        meaning = apart(
            text(" ".join(filter(None, said))),
            text(plain(note, "$muted")) if len(note) > SHORT_NOTE else [],
        )
        if questionnaire.axis is None:
            parts = [*self._plainly(), *meaning]
        elif self.app.size.width >= WIDE:
            parts = [beside((3, 2), 4, ([self._hero()], meaning))]
        else:
            parts = apart([self._hero()], meaning)
        yield Box(parts, localized(questionnaire.title, questionnaire), subtitle)

    def _hero(self) -> Draw:
        """The position; without one, an axis where there could be one."""
        result, poles = self._result, pole_labels(self._questionnaire)
        if result.axis is None:
            empty = chart(partial(charts.empty_axis, *poles))
            return stacked(apart(text(placement(result)), [empty]))
        estimate = position_estimate(result.axis.position, level_zone(self._questionnaire))
        words = [placement(result), *(plain(said, "$muted") for said in self._in_short)]
        return lambda width: hero(
            poles, estimate, words, width, height=self.app.size.height, way=self._way
        )

    @property
    def _in_short(self) -> list[str]:
        """What has changed since the previous result."""
        if self._previous is None or self._change is None:
            return []
        return changes.in_short(self._previous, self._finished, self._change)

    def _plainly(self) -> list[Draw]:
        """The scales of a questionnaire without an axis, without their uncertainty."""
        scales = [] if self._result.ended else self._result.scales.values()
        rows = [row._replace(se=None) for one in scales for row in self._rows(one)]
        drawn = [chart(partial(charts.bars, rows))] if rows else []
        return [*text(plain(_("The scales, 0 to 100"), "bold")), *drawn] if rows else []

    def _areas(self) -> Iterator[Box]:
        if areas := wording.area_lines(self._result):
            axis = self._questionnaire.axis
            rows = [(one, charts.placement_style(one.pole, axis)) for one in areas]
            note = text(plain(wording.areas_note(), "$muted"))
            yield Box(apart([chart(partial(charts.areas, rows))], note), _("Your areas"))

    def _since(self) -> Iterator[Box]:
        previous, change = self._previous, self._change
        if previous is None or change is None:
            return
        told = changes.told(previous, self._finished, change)
        # Otherwise the short form says it all.
        if len(told) > len(self._in_short):
            since = _("Since {date}").format(date=day(previous.finished_at))
            yield Box(text(" ".join(told)), since)

    def _wanted(self) -> Iterator[Box]:
        if wanted := wording.wanted_sentences(self._result):
            yield Box(text(*wanted), _("Wanted and done"))

    def _networks(self) -> Iterator[Box]:
        networks, lines = self._questionnaire.networks, wording.network_lines(self._result)
        if networks is None or not lines:
            return
        poles, level = pole_labels(self._questionnaire), level_zone(self._questionnaire)
        parts = []
        for one in lines:
            name = joined(plain(f"{one.label}  ", "bold"), plain(one.words, "$muted"))
            axis = chart(partial(charts.small_axis, one.position, level))
            parts.append([*text(name), axis, *text(one.question)])
        explained = text(plain(localized(networks.explained, self._questionnaire), "$muted"))
        head = chart(partial(charts.poles_above, *poles))
        title = localized(networks.title, self._questionnaire)
        yield Box([head, *apart(*parts, explained)], title)

    def _advice(self) -> Iterator[Box]:
        parts = []
        for one in matching_advice(self._result):
            is_idea = one.text is one.advice.text
            said = text(
                plain(localized(one.text, self._questionnaire), "" if is_idea else "italic")
            )
            parts.append(behind("▌ ", "$primary" if is_idea else "$line", said))
        if parts:
            yield Box(apart(*parts), _("Ideas to try"))

    def _plans(self) -> Iterator[Box]:
        plans = wording.plan_lines(self._finished, self._previous)
        parts = [text(plain(title, "$muted"), plan) for title, plan in plans]
        if self.check_action("plan", ()):
            hint = _("Press {key} to write down what you plan to do until next time.")
            if self._finished.recalled:
                hint = _("Press {key} to change your plan.")
            parts.append(text(plain(hint.format(key=self.key("plan")), "$muted")))
        if parts:
            yield Box(apart(*parts), _("Your plan"), name=PLANS)

    def _figures(self) -> Iterator[Box]:
        result = self._result
        given = *wording.quality_sentences(result.quality), wording.skipped_sentence(result)
        told = text(*filter(None, given))
        head = text(plain(_("How the answers were given"), "bold")) if told else []
        parts = apart(text(*figures.position_sentences(result)), *self._scales(), [*head, *told])
        if parts:
            yield Box(folded(_("All figures"), parts, collapsed=self._folded), name=FIGURES)

    def _scales(self) -> Iterator[list[Draw]]:
        scales, axis = self._result.scales, self._questionnaire.axis
        if not scales or self._result.ended:
            return
        poles = [scales[axis.high], scales[axis.low]] if axis is not None else []
        others = [score for score in scales.values() if score not in poles]
        signs = _("● is the value, ━ its standard error to both sides.")
        explained = text(plain(f"{signs} {figures.uncertainty_note()}", "$muted"))
        if poles:
            rows = [row for score in poles for row in self._rows(score, facets=True)]
            head = text(plain(_("The two poles, 0 to 100"), "bold"))
            yield [*head, chart(partial(charts.bars, rows)), *([] if others else explained)]
        if others:
            title = _("Not on the axis, 0 to 100") if poles else _("The scales, 0 to 100")
            rows = [row for score in others for row in self._rows(score)]
            yield [*text(plain(title, "bold")), chart(partial(charts.bars, rows)), *explained]

    def _rows(self, score: ScaleScore, *, facets: bool = False) -> Iterator[BarRow]:
        label = scale_label(self._questionnaire, score.scale)
        value, se = (score.estimate.value, score.estimate.se) if score.estimate else (None, None)
        style = charts.placement_style(score.scale, self._questionnaire.axis)
        yield BarRow(label, value, se, style)
        for facet in score.facets if facets else ():
            name = localized(self._questionnaire.facets[facet.facet].label, self._questionnaire)
            yield BarRow(f"  {name}", facet.value, facet.se, style)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Comparing needs an earlier result, planning questions after the result."""
        possible = {
            "plan": bool(self._finished.stored.assessment.later.keys),
            "compare": self._previous is not None,
            "remind": bool(self.app.check_action("remind", ())),
            "figures": not self._result.ended,
        }
        return possible[action] if action in possible else super().check_action(action, parameters)

    def action_plan(self) -> None:
        """Ask the questions after the result."""
        self.post_message(AskAfterResult(self._finished.stored.id))

    def action_remind(self) -> None:
        """Save a reminder for the calendar."""
        self.post_message(Remind(self._finished.stored.id))

    def action_compare(self) -> None:
        """Compare with the previous result."""
        if self._previous is not None:
            self.post_message(Compare(self._previous.stored.id, self._finished.stored.id))
