"""One result: the position and how sure it is, in a picture, in words and in figures."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netztui.history.scored import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import compare
from netztui.scoring.result import ScaleScore
from netztui.text import result as wording
from netztui.tui.content import joined, lines, plain
from netztui.tui.messages import Compare, OpenHistory
from netztui.tui.screens.scrolling import ScrollingScreen
from netztui.tui.view_models import ResultView, position_estimate
from netztui.tui.widgets.axis import AxisBar
from netztui.tui.widgets.bars import BarRow, Bars, NetworkAxes
from netztui.tui.widgets.phrase import TranslatedLabel


class ResultScreen(ScrollingScreen):
    """Everything that one assessment says, from the most to the least important."""

    TITLE_PHRASE = N_("Result")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Close"), id="result-close"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("v", "history", N_("History"), id="history"),
    ]

    def __init__(self, view: ResultView) -> None:
        super().__init__()
        self._view = view

    @property
    def _finished(self) -> ScoredAssessment:
        return self._view.finished

    @property
    def _language(self) -> str:
        return self._finished.result.questionnaire.language(current_language())

    def parts(self) -> Iterator[Widget]:
        """What it is, and the position."""
        result = self._finished.result
        questionnaire = result.questionnaire
        yield TranslatedLabel(self._head, id="head")
        yield TranslatedLabel(self._note)
        if result.axis is not None:
            low, high = wording.pole_labels(questionnaire)
            yield AxisBar(low, high, position_estimate(result.axis.position), classes="axis")
            yield TranslatedLabel(self._figures, classes="muted")

    def columns(self) -> tuple[list[Widget], list[Widget]]:
        """What it means in words, and the figures behind it; what says nothing is left out."""
        told = [
            TranslatedLabel(self._placement, classes="part"),
            TranslatedLabel(self._change, classes="part"),
            *self._advice(),
            TranslatedLabel(self._plans, classes="part"),
            TranslatedLabel(self._quality, classes="part"),
        ]
        return told, [*self._scales(), *self._networks()]

    def last(self) -> Iterator[Widget]:
        """What the questionnaire says of itself."""
        yield TranslatedLabel(self._notice, classes="part muted notice")

    def _head(self) -> Content:
        finished_at = self._finished.stored.finished_at
        title = self._finished.result.questionnaire.title.in_language(self._language)
        when = date(finished_at) if finished_at is not None else ""
        return joined(plain(title, "bold"), plain(f"  {when}", "$muted"))

    def _note(self) -> str:
        note = self._finished.stored.note
        return f"✎ {note}" if note else ""

    def _figures(self) -> str:
        return "\n".join(wording.position_sentences(self._finished.result))

    def _placement(self) -> Content:
        result = self._finished.result
        told = [
            plain(sentence)
            for sentence in (wording.missing_sentence(result), wording.skipped_sentence(result))
            if sentence
        ]
        for placement in result.questionnaire.placements:
            if placement.when == result.placement:
                text = plain(placement.text.in_language(self._language))
                title = wording.placement_title(result.questionnaire, result.placement)
                told = [plain(title, "bold $text-primary"), text, *told]
        return lines(*told)

    def _change(self) -> Content:
        previous = self._view.previous
        if previous is None or previous.stored.finished_at is None:
            return plain("")
        result = self._finished.result
        since = _("Since {date}").format(date=day(previous.stored.finished_at))
        told = wording.change_sentences(result.questionnaire, compare(previous.result, result))
        return lines(plain(since, "bold"), *told)

    def _scales(self) -> Iterator[Widget]:
        result = self._finished.result
        axis = result.questionnaire.axis
        if not result.scales or result.ended:
            return
        at_poles = [axis.high, axis.low] if axis is not None else []
        main = [result.scales[scale] for scale in at_poles]
        beside = [score for scale, score in result.scales.items() if scale not in at_poles]
        if main:
            yield TranslatedLabel(
                lambda: plain(_("The two poles, 0 to 100"), "bold"), classes="heading"
            )
            rows = [row for score in main for row in self._rows(score, with_facets=True)]
            yield Bars(tuple(rows))
        if beside:
            name = _("Beside the axis, 0 to 100") if main else _("The scales, 0 to 100")
            yield TranslatedLabel(lambda: plain(name, "bold"), classes="heading")
            yield Bars(tuple(row for score in beside for row in self._rows(score)))
        yield TranslatedLabel(
            lambda: _("● is the value, ━ its standard error to both sides."), classes="muted"
        )

    def _rows(self, score: ScaleScore, *, with_facets: bool = False) -> Iterator[BarRow]:
        questionnaire = self._finished.result.questionnaire
        label = questionnaire.scales[score.scale].label.in_language(self._language)
        estimate = score.estimate
        missing = _("too few answers")
        yield BarRow(
            label,
            estimate.value if estimate else None,
            estimate.se if estimate else None,
            missing,
        )
        for facet in score.facets if with_facets else ():
            name = questionnaire.facets[facet.facet].label.in_language(self._language)
            yield BarRow(name, facet.value, facet.se, missing, indented=True)

    def _networks(self) -> Iterator[Widget]:
        places = wording.network_positions(self._finished.result)
        if places:
            yield TranslatedLabel(
                lambda: plain(_("Each network, −100 to +100"), "bold"), classes="heading"
            )
            yield NetworkAxes(tuple(BarRow(label, position) for label, position in places))
            yield TranslatedLabel(
                lambda: _("From your two answers on each: services offered minus information got."),
                classes="muted",
            )

    def _advice(self) -> Iterator[Widget]:
        told = matching_advice(self._finished.result)
        if told:
            yield TranslatedLabel(lambda: plain(_("Ideas to try"), "bold"), classes="heading")
        for one in told:
            yield TranslatedLabel(
                partial(one.text.in_language, self._language), classes="suggestion"
            )

    def _quality(self) -> Content:
        notes = wording.quality_sentences(self._finished.result.quality)
        if not notes:
            return plain("")
        return lines(plain(_("How the answers were given"), "bold"), *notes)

    def _plans(self) -> Content:
        told: list[str | Content] = []
        for heading, finished in (
            (_("Your plan last time"), self._view.previous),
            (_("Your plan until next time"), self._finished),
        ):
            if finished is not None:
                plans = finished.recalled
                if plans:
                    told += [*([""] if told else []), plain(heading, "bold"), *plans]
        return lines(*told)

    def _notice(self) -> str:
        notice = self._finished.result.questionnaire.notice
        return notice.in_language(self._language) if notice is not None else ""

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No comparing without an earlier result."""
        return self._view.previous is not None if action == "compare" else True

    def action_compare(self) -> None:
        """Compare with the result before."""
        if self._view.previous is not None:
            self.post_message(Compare(self._view.previous.stored.id, self._finished.stored.id))

    def action_history(self) -> None:
        """Show all finished assessments."""
        self.post_message(OpenHistory())
