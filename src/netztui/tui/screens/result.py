"""A result to read: its position and meaning, what was done, what to do, and the figures."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Collapsible

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
from netztui.tui.screens.base import AskAfterResult, Compare
from netztui.tui.screens.scrolling import AnchoredScroll, PageScreen, Parts, heading, text
from netztui.tui.view_models import level_zone, position_estimate
from netztui.tui.widgets import charts
from netztui.tui.widgets.charts import BarRow, Chart


def notice(questionnaire: Questionnaire) -> Parts:
    """What the questionnaire says below every result."""
    said = plain(localized(questionnaire.notice, questionnaire))
    return text(said, classes="part muted notice")


def axis_chart(questionnaire: Questionnaire, axis: AxisScore) -> Widget:
    """The position between its poles."""
    estimate = position_estimate(axis.position, level_zone(questionnaire))
    return Chart(partial(charts.axis_picture, *pole_labels(questionnaire), estimate))


def placement(result: Result) -> Content:
    """The word for the position, in its pole's colour."""
    style = charts.placement_style(result.placement, result.questionnaire.axis)
    return plain(wording.placement_title(result), f"bold {style}")


class ResultScreen(PageScreen):
    """What one assessment shows, from the most to the least important; the figures are folded."""

    TITLE_PHRASE = N_("Result")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Close"), id="result-close"),
        Binding("p", "plan", N_("Plan"), id="plan"),
        Binding("f", "figures", N_("All figures"), id="figures"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("v", "app.history", N_("History"), id="history"),
    ]

    def __init__(self, finished: ScoredAssessment, previous: ScoredAssessment | None) -> None:
        super().__init__()
        self._finished, self._previous = finished, previous
        self._questionnaire = finished.result.questionnaire
        self.page = (finished.stored.id,)
        # Without an axis there is little else to see.
        self._folded = self._questionnaire.axis is not None

    def show(self, finished: ScoredAssessment) -> None:
        """Show the same assessment with other answers after the result."""
        self._finished = finished
        self.retranslate()
        self.call_after_refresh(self._bring_up_plans)

    @property
    def _result(self) -> Result:
        return self._finished.result

    def parts(self) -> tuple[Parts, Parts, Parts, Parts]:
        """The placement and the change; what was done; what to do; the figures and a notice."""
        done = (*self._areas(), *self._wanted(), *self._networks())
        last = (*self._figures(), *notice(self._questionnaire))
        return self._top(), done, (*self._advice(), *self._plans()), last

    def _top(self) -> Parts:
        stored, result = self._finished.stored, self._result
        title = plain(localized(self._questionnaire.title, self._questionnaire))
        when = date(stored.finished_at) if stored.finished_at else ""
        yield from text(joined(title, f"  {when}"), classes="muted")
        yield from text(f"✎ {stored.note}" if stored.note else "", classes="")
        yield from text(placement(result))
        if result.axis is not None:
            yield axis_chart(self._questionnaire, result.axis)
        texts = *wording.placement_texts(result), wording.missing_sentence(result)
        yield from text(" ".join(filter(None, texts)))
        previous = self._previous
        if previous is not None and previous.stored.finished_at is not None:
            since = _("Since {date}").format(date=day(previous.stored.finished_at))
            told = changes.told(previous, self._finished, compare(previous.result, result))
            yield from text(joined(plain(f"{since}: ", "bold"), " ".join(told)))

    def _areas(self) -> Iterator[Widget]:
        areas = [
            joined(plain(f"{how_often}  ", "$muted"), area)
            for how_often, area in wording.area_sentences(self._result)
        ]
        if areas:
            note = plain(wording.areas_note(), "$muted")
            yield from text(plain(_("Your areas"), "bold"), *areas, note)

    def _wanted(self) -> Iterator[Widget]:
        if wanted := wording.wanted_sentences(self._result):
            yield from text(plain(_("Wanted and done"), "bold"), *wanted)

    def _networks(self) -> Iterator[Widget]:
        networks, lines = self._questionnaire.networks, wording.network_lines(self._result)
        if networks is None or not lines:
            return
        yield from heading(localized(networks.title, self._questionnaire))
        level = level_zone(self._questionnaire)
        for one in lines:
            yield from text(joined(plain(f"{one.label}  ", "bold"), one.words), classes="network")
            row = BarRow("", one.position, style=charts.side_style(one.position, level))
            yield Chart(partial(charts.bars, [row], on_axis=True))
            yield from text(one.question, classes="")
        explained = localized(networks.explained, self._questionnaire)
        yield from text(explained, classes="part muted")

    def _advice(self) -> Iterator[Widget]:
        advice = matching_advice(self._result)
        if advice:
            yield from heading(_("Ideas to try"))
        for one in advice:
            yield from text(localized(one.text, self._questionnaire), classes="suggestion")

    def _plans(self) -> Iterator[Widget]:
        plans: list[str | Content] = []
        for title, plan in wording.plan_lines(self._finished, self._previous):
            plans += [*([""] if plans else []), plain(title, "bold"), plan]
        if self.check_action("plan", ()):
            hint = _("Press {key} to write down what you plan to do until next time.")
            if self._finished.recalled:
                hint = _("Press {key} to change your plan.")
            plans.append(plain(hint.format(key=self.key("plan")), "$muted"))
        yield Vertical(*text(*plans), id="plans")

    def _figures(self) -> Iterator[Widget]:
        result = self._result
        given = *wording.quality_sentences(result.quality), wording.skipped_sentence(result)
        given = tuple(filter(None, given))
        parts = [*text(*figures.position_sentences(result), classes=""), *self._scales()]
        if given:
            parts += text(plain(_("How the answers were given"), "bold"), *given)
        if parts:
            title = plain(_("All figures"), "bold")
            # Its type says str, which would be taken for markup.
            yield Collapsible(*parts, title=title, collapsed=self._folded)  # type: ignore[arg-type]

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
            rows = [row for score in others for row in self._rows(score, facets=False)]
            yield Chart(partial(charts.bars, rows))
        signs = _("● is the value, ━ its standard error to both sides.")
        yield from text(f"{signs} {figures.uncertainty_note()}", classes="muted")

    def _rows(self, score: ScaleScore, *, facets: bool) -> Iterator[BarRow]:
        label = scale_label(self._questionnaire, score.scale)
        value, se = (score.estimate.value, score.estimate.se) if score.estimate else (None, None)
        style = charts.placement_style(score.scale, self._questionnaire.axis)
        yield BarRow(label, value, se, style)
        for facet in score.facets if facets else ():
            name = localized(self._questionnaire.facets[facet.facet].label, self._questionnaire)
            yield BarRow(f"  {name}", facet.value, facet.se, style)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Comparing needs an earlier result, planning questions after the result."""
        if action == "plan":
            return bool(self._finished.stored.assessment.later.keys)
        if action == "compare":
            return self._previous is not None
        return super().check_action(action, parameters)

    def action_plan(self) -> None:
        """Ask the questions after the result."""
        self.post_message(AskAfterResult(self._finished.stored.id))

    def action_figures(self) -> None:
        """Unfold all figures, or fold them."""
        for folded in self.query(Collapsible):
            folded.collapsed = not folded.collapsed
            if not folded.collapsed:
                self.query_one(AnchoredScroll).bring_up(folded)

    @on(Collapsible.Toggled)
    def _toggled(self, event: Collapsible.Toggled) -> None:
        self._folded = event.collapsible.collapsed

    def _bring_up_plans(self) -> None:
        for plans in self.query("#plans").results(Vertical):
            self.query_one(AnchoredScroll).bring_up(plans)

    def action_compare(self) -> None:
        """Compare with the previous result."""
        if self._previous is not None:
            self.post_message(Compare(self._previous.stored.id, self._finished.stored.id))
