"""Two results beside each other: positions, the change against its noise, and what moved it."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day, signed
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import Change, Contribution, compare
from netztui.text import result as wording
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.scrolling import ScrollingScreen
from netztui.tui.view_models import position_estimate
from netztui.tui.widgets.charts import (
    EARLIER,
    LATER,
    Chart,
    axis_bar,
    axis_comparison,
    waterfall,
)
from netztui.tui.widgets.labels import TranslatedLabel

SHOWN = 10
"""How many of the questions that moved the position are listed one by one."""


class ComparisonScreen(ScrollingScreen):
    """The earlier result above the later one, and the way from one to the other."""

    TITLE_PHRASE = N_("Comparison")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Back"), id="comparison-close"),
    ]

    def __init__(self, earlier: ScoredAssessment, later: ScoredAssessment) -> None:
        super().__init__()
        self._earlier = earlier
        self._later = later
        self._change: Change = compare(earlier.result, later.result)

    @property
    def _questionnaire(self) -> Questionnaire:
        return self._later.result.questionnaire

    def parts(self) -> Iterator[Widget]:
        """What is compared, and both positions."""
        yield TranslatedLabel(self._head)
        for sign, finished in ((EARLIER, self._earlier), (LATER, self._later)):
            yield TranslatedLabel(partial(self._named, sign, finished))
        both = [finished.result.axis for finished in (self._earlier, self._later)]
        change = self._change.axis
        if change is not None:
            poles = wording.pole_labels(self._questionnaire)
            ends = position_estimate(change.before), position_estimate(change.after)
            yield Chart(partial(axis_comparison, *poles, *ends), classes="axis")
        else:
            for finished, axis in zip((self._earlier, self._later), both, strict=True):
                if axis is not None:
                    poles = wording.pole_labels(finished.result.questionnaire)
                    estimate = position_estimate(axis.position)
                    yield Chart(partial(axis_bar, *poles, estimate), classes="axis")

    def columns(self) -> tuple[list[Widget], list[Widget]]:
        """What changed in words and figures, and what it comes from."""
        told: list[Widget] = [
            TranslatedLabel(self._told, classes="part"),
            TranslatedLabel(self._scales, classes="part"),
            TranslatedLabel(self._reworded, classes="part"),
        ]
        return told, [*self._moved()]

    def last(self) -> Iterator[Widget]:
        """What the questionnaire says of itself."""
        yield TranslatedLabel(self._notice, classes="part muted notice")

    def _head(self) -> Content:
        language = self._questionnaire.language(current_language())
        return plain(self._questionnaire.title.in_language(language), "bold")

    def _named(self, sign: str, finished: ScoredAssessment) -> Content:
        when = finished.stored.finished_at
        result = finished.result
        title = wording.placement_title(result.questionnaire, result.placement)
        told = title or wording.missing_sentence(result)
        date = plain(day(when) if when is not None else "", "bold")
        return joined(plain(f"{sign} ", "$text-primary"), date, plain(f"  {told}", "$muted"))

    def _told(self) -> Content:
        told = wording.change_sentences(self._questionnaire, self._change)
        shared = wording.comparability_sentence(self._change.comparability)
        return lines(plain(told[0], "bold"), *told[1:], *([shared] if shared else []))

    def _scales(self) -> Content:
        if not self._change.scales:
            return plain("")
        told: list[str | Content] = [plain(_("The scales, 0 to 100"), "bold")]
        labels = [
            wording.scale_label(self._questionnaire, change.scale) for change in self._change.scales
        ]
        widest = max(plain(label).cell_length for label in labels)
        for change, label in zip(self._change.scales, labels, strict=True):
            difference = change.difference
            verdict = _("beyond the noise") if change.beyond_noise else _("within the noise")
            gap = " " * (widest - plain(label).cell_length)
            told.append(
                joined(
                    f"{label}{gap}  {round(difference.before.value):>3} → "
                    f"{round(difference.after.value):>3}  ",
                    plain(f"{signed(difference.value):>4}", "bold"),
                    plain(f"  {verdict}", "$muted"),
                )
            )
        return lines(*told)

    def _moved(self) -> Iterator[Widget]:
        moving, change = self._change.moving, self._change.axis
        if not moving or change is None:
            return
        shown, rest = moving[:SHOWN], moving[SHOWN:]
        steps = [(one.axis_points, self._label(one)) for one in shown]
        if rest:
            others = ngettext("{n} other question", "{n} other questions", len(rest))
            steps.append((sum(one.axis_points for one in rest), others))
        heading = _("What moved the position, in axis points")
        yield TranslatedLabel(lambda: plain(heading, "bold"), classes="heading")
        yield Chart(partial(waterfall, change.before.value, steps))

    def _label(self, one: Contribution) -> str:
        text = wording.contribution_text(one, self._earlier.result, self._later.result)
        marks = " *" if one.reworded else ""
        if one.answered_once:
            marks += " " + _("(answered only once)")
        return text + marks

    def _reworded(self) -> Content:
        told: list[str | Content] = []
        for item in self._change.comparability.reworded:
            then, now = (
                asked.items[item].text.in_language(asked.language(current_language()))
                for asked in (self._earlier.result.questionnaire, self._questionnaire)
            )
            if then != now:
                told += [
                    joined(plain(f"* {_('then:')} ", "$muted"), then),
                    joined(plain(f"  {_('now:')} ", "$muted"), now),
                ]
        heading = [plain(_("Worded differently"), "bold")] if told else []
        return lines(*heading, *told)

    def _notice(self) -> str:
        language = self._questionnaire.language(current_language())
        notice = self._questionnaire.notice
        return notice.in_language(language) if notice is not None else ""
