"""A result to read: its position and meaning, what was done, what to do, and the figures."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import compare
from netztui.scoring.result import AxisScore, Result, ScaleScore
from netztui.text import change as changes
from netztui.text import figures
from netztui.text import result as wording
from netztui.text.labels import localized, pole_labels, scale_label
from netztui.tui.content import joined, plain
from netztui.tui.screens.base import AskAfterResult, Compare, Remind
from netztui.tui.screens.scrolling import (
    AnchoredScroll,
    PageScreen,
    Parts,
    folded,
    heading,
    text,
)
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import charts
from netztui.tui.widgets.charts import BarRow, Chart
from netztui.tui.widgets.panel import Hero, Panel

SHORT_NOTE = 40
"""Characters up to which a note has room in the border."""


def notice(questionnaire: Questionnaire) -> Parts:
    """What the questionnaire says below every result."""
    said = plain(localized(questionnaire.notice, questionnaire))
    return text(said, classes="muted notice")


def placement(result: Result) -> Content:
    """The word for the position, in its pole's colour; why there is none if there is none."""
    style = charts.placement_style(result.placement, result.questionnaire.axis)
    return plain(wording.placement_title(result) or _("No position"), f"bold {style}")


class Position(Hero):
    """The position of a result with its word and what has changed."""

    def __init__(self, result: Result, axis: AxisScore, more: list[str], arriving: bool) -> None:
        super().__init__()
        self._result, self._axis, self._more, self._arriving = result, axis, more, arriving

    def on_mount(self) -> None:
        """Show it."""
        questionnaire = self._result.questionnaire
        estimate = position_estimate(self._axis.position, level_zone(questionnaire))
        more = [plain(sentence, "$muted") for sentence in self._more]
        self.show(pole_labels(questionnaire), estimate, placement(self._result), *more)
        if self._arriving:
            self.arrive()


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

    def show(self, finished: ScoredAssessment) -> None:
        """Show the same assessment with other answers after the result."""
        self._finished = finished
        self.retranslate()
        self.call_after_refresh(self._bring_up_plans)

    @property
    def _result(self) -> Result:
        return self._finished.result

    def parts(self) -> tuple[Parts, Parts, Parts]:
        """The position with the change; what was done and what to do; the figures and a notice."""
        panels = *self._areas(), *self._since(), *self._networks()
        panels += *self._advice(), *self._wanted(), *self._plans()
        return self._top(), panels, (*self._figures(), *notice(self._questionnaire))

    @property
    def _told(self) -> tuple[list[str], list[str]]:
        """What has changed since the previous result: in short, and in full."""
        previous, finished = self._previous, self._finished
        if previous is None or previous.stored.finished_at is None:
            return [], []
        change = compare(previous.result, finished.result)
        return changes.in_short(previous, finished, change), changes.told(
            previous, finished, change
        )

    def _top(self) -> Parts:
        stored, result, questionnaire = self._finished.stored, self._result, self._questionnaire
        note = f"✎ {stored.note}" if stored.note else ""
        when = date(stored.finished_at) if stored.finished_at else ""
        subtitle = " · ".join(filter(None, [when, note if len(note) <= SHORT_NOTE else ""]))
        said = (*wording.placement_texts(result), wording.missing_sentence(result))
        if (ending := stored.assessment.ending) is not None:
            said = (localized(ending, questionnaire),)
        texts = [*text(" ".join(filter(None, said)), classes="")]
        if len(note) > SHORT_NOTE:
            texts += text(plain(note, "$muted"), classes="note")
        if questionnaire.axis is None:
            shown: list[Widget] = [*self._plainly(), *texts]
        else:
            meaning = Vertical(*texts, classes="meaning")
            shown = [Container(*self._hero(), meaning, classes="hero")]
        yield Panel(
            *shown,
            title=partial(localized, questionnaire.title, questionnaire),
            subtitle=lambda: subtitle,
        )

    def _hero(self) -> Iterator[Widget]:
        """The position; without one, an axis where there could be one."""
        result = self._result
        if result.axis is not None:
            yield Position(result, result.axis, self._told[0], self._arriving)
            self._arriving = False
        else:
            empty = Chart(partial(charts.empty_axis, *pole_labels(self._questionnaire)))
            yield Vertical(*text(placement(result), classes=""), empty, classes="empty")

    def _plainly(self) -> Iterator[Widget]:
        """The scales of a questionnaire without an axis, without their uncertainty."""
        scales = [] if self._result.ended else self._result.scales.values()
        if rows := [row._replace(se=None) for one in scales for row in self._rows(one)]:
            yield from text(plain(_("The scales, 0 to 100"), "bold"), classes="")
            yield Chart(partial(charts.bars, rows))

    def _areas(self) -> Iterator[Widget]:
        if areas := wording.area_lines(self._result):
            axis = self._questionnaire.axis
            rows = [(one, charts.placement_style(one.pole, axis)) for one in areas]
            note = text(plain(wording.areas_note(), "$muted"))
            yield Panel(Chart(partial(charts.areas, rows)), *note, title=lambda: _("Your areas"))

    def _since(self) -> Iterator[Widget]:
        previous, (short, told) = self._previous, self._told
        when = previous.stored.finished_at if previous is not None else None
        # Otherwise the short form says it all.
        if len(told) > len(short) and when is not None:
            since = _("Since {date}").format(date=day(when))
            yield Panel(*text(" ".join(told), classes=""), title=lambda: since)

    def _wanted(self) -> Iterator[Widget]:
        if wanted := wording.wanted_sentences(self._result):
            yield Panel(*text(*wanted, classes=""), title=lambda: _("Wanted and done"))

    def _networks(self) -> Iterator[Widget]:
        networks, lines = self._questionnaire.networks, wording.network_lines(self._result)
        if networks is None or not lines:
            return
        poles, level = pole_labels(self._questionnaire), level_zone(self._questionnaire)
        parts: list[Widget] = [Chart(partial(charts.poles_above, *poles))]
        for one in lines:
            name = joined(plain(f"{one.label}  ", "bold"), plain(one.words, "$muted"))
            parts += text(name, classes="")
            axis = partial(charts.small_axis, one.position, level)
            parts.append(Chart(axis, classes="" if one.question else "network"))
            parts += text(one.question, classes="network")
        explained = localized(networks.explained, self._questionnaire)
        parts += text(explained, classes="muted")
        yield Panel(*parts, title=partial(localized, networks.title, self._questionnaire))

    def _advice(self) -> Iterator[Widget]:
        parts: list[Widget] = []
        for one in matching_advice(self._result):
            kind = "idea" if one.text is one.advice.text else "question"
            parts += text(localized(one.text, self._questionnaire), classes=kind)
        if parts:
            yield Panel(*parts, title=lambda: _("Ideas to try"))

    def _plans(self) -> Iterator[Widget]:
        parts: list[Widget] = []
        for title, plan in wording.plan_lines(self._finished, self._previous):
            parts += text(plain(title, "$muted"), plan, classes="plan")
        if self.check_action("plan", ()):
            hint = _("Press {key} to write down what you plan to do until next time.")
            if self._finished.recalled:
                hint = _("Press {key} to change your plan.")
            parts += text(plain(hint.format(key=self.key("plan")), "$muted"), classes="")
        if parts:
            yield Panel(*parts, title=lambda: _("Your plan"), id="plans")

    def _figures(self) -> Iterator[Widget]:
        result = self._result
        given = *wording.quality_sentences(result.quality), wording.skipped_sentence(result)
        given = tuple(filter(None, given))
        parts = [*text(*figures.position_sentences(result), classes=""), *self._scales()]
        if given:
            parts += text(plain(_("How the answers were given"), "bold"), *given)
        if parts:
            yield Panel(folded(*parts, title=_("All figures"), collapsed=self._folded))

    def _scales(self) -> Iterator[Widget]:
        scales, axis = self._result.scales, self._questionnaire.axis
        if not scales or self._result.ended:
            return
        poles = [scales[axis.high], scales[axis.low]] if axis is not None else []
        others = [score for score in scales.values() if score not in poles]
        if poles:
            yield from heading(_("The two poles, 0 to 100"))
            rows = [row for score in poles for row in self._rows(score, facets=True)]
            yield Chart(partial(charts.bars, rows))
        if others:
            yield from heading(
                _("Not on the axis, 0 to 100") if poles else _("The scales, 0 to 100")
            )
            rows = [row for score in others for row in self._rows(score)]
            yield Chart(partial(charts.bars, rows))
        signs = _("● is the value, ━ its standard error to both sides.")
        yield from text(f"{signs} {figures.uncertainty_note()}", classes="muted")

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

    def _bring_up_plans(self) -> None:
        for plans in self.query("#plans").results(Vertical):
            self.query_one(AnchoredScroll).bring_up(plans)

    def action_compare(self) -> None:
        """Compare with the previous result."""
        if self._previous is not None:
            self.post_message(Compare(self._previous.stored.id, self._finished.stored.id))
