"""Results to read: one with its position, meaning and figures, or two and what changed."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import date, day, signed
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Contribution, compare
from netztui.scoring.result import AxisScore, ScaleScore
from netztui.text import result as wording
from netztui.tui.content import joined, plain
from netztui.tui.screens.base import Compare
from netztui.tui.screens.scrolling import Parts, ScrollingScreen, heading, text
from netztui.tui.view_models import position_estimate
from netztui.tui.widgets import charts
from netztui.tui.widgets.charts import BarRow, Chart

MOST_STEPS = 10
"""How many of the questions that moved the position are listed one by one."""


def _notice(questionnaire: Questionnaire) -> Parts:
    notice = plain(wording.localized(questionnaire.notice, questionnaire))
    return text(notice, classes="part muted notice")


def _axis(questionnaire: Questionnaire, axis: AxisScore) -> Widget:
    poles, estimate = wording.pole_labels(questionnaire), position_estimate(axis.position)
    return Chart(partial(charts.axis_bar, *poles, estimate), classes="axis")


class ResultScreen(ScrollingScreen):
    """Everything that one assessment shows, from the most to the least important."""

    TITLE_PHRASE = N_("Result")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Close"), id="result-close"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("v", "app.history", N_("History"), id="history"),
    ]

    def __init__(self, finished: ScoredAssessment, previous: ScoredAssessment | None) -> None:
        super().__init__()
        self._finished, self._previous = finished, previous
        self._result = finished.result
        self._questionnaire = finished.result.questionnaire

    def parts(self) -> tuple[Parts, Parts, Parts, Parts]:
        """The position, its meaning in words, the figures, and a notice."""
        figures = (*self._scales(), *self._networks())
        return self._top(), self._words(), figures, _notice(self._questionnaire)

    def _top(self) -> Parts:
        stored, axis = self._finished.stored, self._result.axis
        title = plain(wording.localized(self._questionnaire.title, self._questionnaire), "bold")
        when = date(stored.finished_at) if stored.finished_at else ""
        yield from text(joined(title, plain(f"  {when}", "$muted")), classes="")
        yield from text(f"✎ {stored.note}" if stored.note else "", classes="")
        if axis is not None:
            yield _axis(self._questionnaire, axis)
            yield from text(*wording.position_sentences(self._result), classes="muted")

    def _words(self) -> Iterator[Widget]:
        yield from text(*self._placement())
        previous, questionnaire = self._previous, self._questionnaire
        if previous is not None and previous.stored.finished_at is not None:
            since = _("Since {date}").format(date=day(previous.stored.finished_at))
            change = compare(previous.result, self._result)
            changed = wording.change_sentences(questionnaire, change)
            yield from text(plain(since, "bold"), *changed)
        advice = matching_advice(self._result)
        if advice:
            yield from heading(_("Ideas to try"))
        for one in advice:
            yield from text(wording.localized(one.text, questionnaire), classes="suggestion")
        plans: list[str | Content] = []
        for title, finished in (
            (_("Your plan last time"), previous),
            (_("Your plan until next time"), self._finished),
        ):
            if finished is not None and finished.recalled:
                plans += [*([""] if plans else []), plain(title, "bold"), *finished.recalled]
        yield from text(*plans)
        if notes := wording.quality_sentences(self._result.quality):
            yield from text(plain(_("How the answers were given"), "bold"), *notes)

    def _placement(self) -> Iterator[str | Content]:
        for placement in self._questionnaire.placements:
            if placement.when == self._result.placement:
                title = wording.localized(placement.title, self._questionnaire)
                yield plain(title, "bold $text-primary")
                yield wording.localized(placement.text, self._questionnaire)
        for sentence in (wording.missing_sentence, wording.skipped_sentence):
            if found := sentence(self._result):
                yield found

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
        yield from text(signs, classes="muted")

    def _rows(self, score: ScaleScore, *, facets: bool) -> Iterator[BarRow]:
        label = wording.scale_label(self._questionnaire, score.scale)
        value, se = (score.estimate.value, score.estimate.se) if score.estimate else (None, None)
        yield BarRow(label, value, se)
        for facet in score.facets if facets else ():
            name = wording.localized(
                self._questionnaire.facets[facet.facet].label, self._questionnaire
            )
            yield BarRow(f"  {name}", facet.value, facet.se)

    def _networks(self) -> Iterator[Widget]:
        if positions := wording.network_positions(self._result):
            yield from heading(_("Each network, −100 to +100"))
            rows = [BarRow(label, position) for label, position in positions]
            yield Chart(partial(charts.bars, rows, on_axis=True))
            source = _("From your two answers on each: services offered minus information got.")
            yield from text(source, classes="muted")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Comparing needs an earlier result."""
        return self._previous is not None if action == "compare" else True

    def action_compare(self) -> None:
        """Compare with the previous result."""
        if self._previous is not None:
            self.post_message(Compare(self._previous.stored.id, self._finished.stored.id))


class ComparisonScreen(ScrollingScreen):
    """The earlier result above the later one, the change against its noise, and what moved it."""

    TITLE_PHRASE = N_("Comparison")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Back"), id="comparison-close")
    ]

    def __init__(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        super().__init__()
        self._earlier, self._later = earlier, later
        self._change = compare(earlier.result, later.result)
        self._questionnaire = later.result.questionnaire

    def parts(self) -> tuple[Parts, Parts, Parts, Parts]:
        """Both positions, the change in words, what it comes from, and a notice."""
        return self._top(), self._words(), self._steps(), _notice(self._questionnaire)

    def _top(self) -> Parts:
        title = wording.localized(self._questionnaire.title, self._questionnaire)
        yield from text(plain(title, "bold"), classes="")
        both = (self._earlier, self._later)
        for sign, finished in zip((charts.EARLIER, charts.LATER), both, strict=True):
            when, result = finished.stored.finished_at, finished.result
            placement = wording.placement_title(result.questionnaire, result.placement)
            yield from text(
                joined(
                    plain(f"{sign} ", "$text-primary"),
                    plain(day(when) if when is not None else "", "bold"),
                    plain(f"  {placement or wording.missing_sentence(result)}", "$muted"),
                ),
                classes="",
            )
        if (change := self._change.axis) is not None:
            estimates = position_estimate(change.before), position_estimate(change.after)
            poles = wording.pole_labels(self._questionnaire)
            yield Chart(partial(charts.axis_comparison, *poles, *estimates), classes="axis")
            return
        for result in (finished.result for finished in both):
            if result.axis is not None:
                yield _axis(result.questionnaire, result.axis)

    def _words(self) -> Iterator[Widget]:
        first, *others = wording.change_sentences(self._questionnaire, self._change)
        shared = wording.comparability_sentence(self._change.comparability)
        yield from text(plain(first, "bold"), *others, *([shared] if shared else []))
        if self._change.scales:
            yield from text(plain(_("The scales, 0 to 100"), "bold"), *self._scale_lines())
        if reworded := [*self._reworded()]:
            yield from text(plain(_("Worded differently"), "bold"), *reworded)

    def _scale_lines(self) -> Iterator[Content]:
        names = [
            plain(wording.scale_label(self._questionnaire, change.scale))
            for change in self._change.scales
        ]
        widest = max(name.cell_length for name in names)
        for change, name in zip(self._change.scales, names, strict=True):
            before, after = (
                round(one.value) for one in (change.difference.before, change.difference.after)
            )
            verdict = _("beyond the noise") if change.beyond_noise else _("within the noise")
            yield joined(
                name.pad_right(widest - name.cell_length),
                f"  {before:>3} → {after:>3}  ",
                plain(f"{signed(change.difference.value):>4}", "bold"),
                plain(f"  {verdict}", "$muted"),
            )

    def _reworded(self) -> Iterator[Content]:
        for item in self._change.comparability.reworded:
            then, now = (
                wording.localized(asked.items[item].text, asked)
                for asked in (self._earlier.result.questionnaire, self._questionnaire)
            )
            if then != now:
                yield joined(plain(f"* {_('then:')} ", "$muted"), then)
                yield joined(plain(f"  {_('now:')} ", "$muted"), now)

    def _steps(self) -> Iterator[Widget]:
        moving, change = self._change.moving, self._change.axis
        if not moving or change is None:
            return
        listed, others = moving[:MOST_STEPS], moving[MOST_STEPS:]
        steps = [(one.axis_points, self._label(one)) for one in listed]
        if others:
            label = ngettext("{n} other question", "{n} other questions", len(others))
            steps.append((sum(one.axis_points for one in others), label))
        yield from heading(_("What moved the position, in axis points"))
        yield Chart(partial(charts.waterfall, change.before.value, steps))

    def _label(self, one: Contribution) -> str:
        question = wording.contribution_text(one, self._earlier.result, self._later.result)
        once = f" {_('(answered only once)')}" if one.answered_once else ""
        return f"{question}{' *' if one.reworded else ''}{once}"
