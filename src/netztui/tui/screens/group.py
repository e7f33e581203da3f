"""A group to look at together, and its discussion questions, one at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Digits

from netztui.group.items import DividedItem
from netztui.group.report import GroupReport
from netztui.i18n.catalogue import _
from netztui.i18n.formats import number
from netztui.i18n.message import N_
from netztui.text import group as wording
from netztui.text.labels import localized, pole_labels, pole_of, scale_label
from netztui.tui.content import plain
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.scrolling import FIGURES, WIDE, ScrollingScreen
from netztui.tui.view_models import level_zone
from netztui.tui.widgets import charts, group_charts
from netztui.tui.widgets.boxes import (
    WIDEST,
    Box,
    Draw,
    Parts,
    apart,
    behind,
    beside,
    blank,
    chart,
    folded,
    side_by_side,
    text,
)
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Panel, figure, large

LARGER = N_("Enlarge the terminal's font so that everyone can read along.")


class GroupScreen(ScrollingScreen):
    """Where a group stands, what divides it, and what it can talk about."""

    TITLE_PHRASE = N_("Group")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "prompts", N_("Questions one by one"), id="prompts"),
        Binding("f", "figures", N_("Calibration"), id="figures"),
        Binding("escape", "app.quit", N_("Quit"), show=False, id="group-leave"),
    ]

    def __init__(self, report: GroupReport, *, calibration: bool = False) -> None:
        """With `calibration`, its figures are unfolded."""
        super().__init__()
        self._folded = not calibration
        self._report, self._summary = report, report.summary
        self._questionnaire = report.summary.questionnaire
        self._poles, self._level = pole_labels(self._questionnaire), level_zone(self._questionnaire)

    def show(self, report: GroupReport) -> None:
        """Show another report about the same questionnaire, scrolled to the same line."""
        self._report, self._summary = report, report.summary
        self.retranslate()

    def parts(self) -> tuple[Parts, Iterable[Box], Parts]:
        """The positions; what there is to talk about; how it was calculated."""
        boxes = (
            self._areas(),
            self._change(),
            self._items(),
            self._networks(),
            self._prompts(),
            self._plans(),
        )
        said = text(plain(wording.privacy_note(self._summary), "$muted"))
        note = behind("   ", "$muted", said)
        bottom: Parts = chain[Box | Draw](self._calibration(), [blank, *note])
        return self._top(), chain.from_iterable(boxes), bottom

    def _style(self, name: str) -> str:
        """The style of the pole that a scale is, or that a facet belongs to."""
        return self._style_of(pole_of(self._questionnaire, name))

    def _top(self) -> Iterator[Box]:
        summary, questionnaire = self._summary, self._questionnaire
        everybody, words = apart([self._large], self._strip()), self._words()
        if words and self.app.size.width >= WIDE:
            parts = [beside((3, 2), 4, (everybody, words))]
        else:
            parts = apart(everybody, words)
        title = localized(questionnaire.title, questionnaire)
        yield Box(parts, title, wording.people_sentence(summary))

    def _large(self, width: int) -> list[Content]:
        position = self._summary.position
        people = [plain(f"{row} ", "bold") for row in large(number(self._summary.people))]
        word = plain(_("people"), "bold").pad_right(4)
        taken = people[0].cell_length + word.cell_length
        middle: list[Content] = []
        if position is not None:
            said = plain(wording.spread_text(position), "$muted")
            told = [plain(_("The person in the middle"), "bold"), said]
            middle = figure(position.median, self._level, told, width - taken)
        return side_by_side([people, [word], middle], [people[0].cell_length, len(word), 0], 0)

    def _strip(self) -> list[Draw]:
        summary = self._summary
        if not summary.strip:
            return []
        strip, position, level = summary.strip, summary.position, self._level
        drawn = partial(group_charts.strip, self._poles, strip, position, level)
        signs = _("● person in the middle; numbers: how many people")
        if position is not None and position.middle is not None:
            signs = _("● person in the middle, ━ middle half; numbers: how many people")
        return [chart(drawn), *text(plain(signs, "$muted"), width=WIDEST)]

    def _words(self) -> list[Draw]:
        words, questionnaire = self._summary.words, self._questionnaire
        rows = [
            (wording.word_title(word, questionnaire), count, self._style_of(word[0]))
            for word, count in words.shown.items()
        ]
        if rows and words.others:
            rows.append((_("Other placements"), words.others, "$muted"))
        if rows:
            drawn = chart(partial(group_charts.counts, rows))
            return [*text(plain(_("In words"), "bold")), drawn]
        return text(*wording.word_sentences(self._summary))

    def _style_of(self, placement: str | None) -> str:
        return charts.placement_style(placement, self._questionnaire.axis)

    def _areas(self) -> Iterator[Box]:
        summary, questionnaire = self._summary, self._questionnaire
        axis, scales, facets = questionnaire.axis, questionnaire.scales, questionnaire.facets
        poles = [axis.high, axis.low] if axis is not None else []
        rows = []
        for scale in [*poles, *(one for one in scales if one not in poles)]:
            if scale in summary.scales:
                label, style = scale_label(questionnaire, scale), self._style(scale)
                rows.append((label, summary.scales[scale], style, False))
            for facet in scales[scale].facets:
                if facet in summary.facets and facet not in scales:
                    label = localized(facets[facet].label, questionnaire)
                    rows.append((label, summary.facets[facet], self._style(facet), True))
        if summary.intensity is not None:
            rows.append((_("Intensity"), summary.intensity, charts.NEUTRAL, False))
        if rows:
            drawn = chart(partial(group_charts.spreads, rows))
            contrast = text(*wording.contrast_sentences(summary))
            yield Box(apart([drawn], contrast), _("Areas, 0 to 100"))

    def _items(self) -> Iterator[Box]:
        parts = []
        for one in self._summary.items:
            question = plain(wording.item_text(one.item, self._questionnaire), "bold")
            parts.append([*text(question), chart(partial(self._distribution, one))])
        if parts:
            yield Box(apart(*parts), _("What divides the group most"))

    def _distribution(self, divided: DividedItem, width: int) -> Content:
        facet = self._questionnaire.ratings[divided.item][0].facet
        options = [
            (wording.options_text(block, divided.item, self._questionnaire), block.people)
            for block in divided.options
        ]
        return group_charts.stacked(options, self._style(facet or ""), width)

    def _networks(self) -> Iterator[Box]:
        parts = []
        for one in self._summary.networks:
            label = wording.network_label(one.option, self._questionnaire)
            words = wording.network_words(one, self._summary)
            used = one.used
            share = float(used.most) if used.count is None else used.count / self._summary.people
            drawn = partial(group_charts.network, label, share, words)
            sides = partial(group_charts.two_sides, self._poles, one.sides) if one.sides else None
            parts.append([chart(drawn), *([chart(sides)] if sides is not None else [])])
        if parts:
            yield Box(apart(*parts), _("Networks"))

    def _change(self) -> Iterator[Box]:
        change, questionnaire = self._report.change, self._questionnaire
        if change is None:
            return
        # Their figures are drawn instead.
        told = replace(change, position=None, intensity=None, scales={})
        parts = [text(*wording.change_sentences(told))]
        rows = [
            (_("Position"), change.position, None),
            *(
                (scale_label(questionnaire, name), one, self._style(name))
                for name, one in change.scales.items()
            ),
            (_("Intensity"), change.intensity, charts.NEUTRAL),
        ]
        if given := [(label, one, style) for label, one, style in rows if one is not None]:
            signs = _("○ is the mean before, ● the mean after, ┄ the 95% interval of the change.")
            parts.append([chart(partial(group_charts.mean_changes, given, self._level))])
            parts.append(text(plain(signs, "$muted")))
        yield Box(apart(*parts), _("Before and after"))

    @property
    def _sentences(self) -> list[str]:
        return [wording.prompt_sentence(one, self._summary) for one in self._summary.prompts]

    def _prompts(self) -> Iterator[Box]:
        if prompts := self._sentences:
            drawn = chart(partial(group_charts.numbered, prompts))
            hint = _("{key} shows them one at a time, for everyone to read.")
            told = text(plain(hint.format(key=self.key("prompts")), "$muted"))
            yield Box(apart([drawn], told), _("For discussion"))

    def _plans(self) -> Iterator[Box]:
        if plans := [behind("▌ ", "$primary", text(plan)) for plan in self._summary.plans]:
            yield Box(apart(*plans), _("Plans"))

    def _calibration(self) -> Iterator[Box]:
        figures, questionnaire = self._report.calibration, self._questionnaire
        if figures is None:
            return
        parts = apart(
            text(*wording.calibration_sentences(figures, questionnaire)),
            # To be copied, so it is as long as there is room.
            text(plain(wording.calibration_line(figures.retest), "bold"), width=WIDEST),
            text(*wording.item_figures(figures, questionnaire)),
        )
        title = _("For calibrating the questionnaire")
        yield Box(folded(title, parts, collapsed=self._folded), name=FIGURES)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be no questions, and no figures."""
        possible = {
            "prompts": bool(self._summary.prompts),
            "figures": self._report.calibration is not None,
        }
        return possible[action] if action in possible else super().check_action(action, parameters)

    def action_prompts(self) -> None:
        """Show the discussion questions one at a time."""
        self.app.push_screen(PromptScreen(lambda: self._sentences))


class PromptScreen(BaseScreen[None]):
    """One discussion question, alone in the middle, for a projector."""

    CSS_PATH = "prompt.tcss"
    TITLE_PHRASE = N_("For discussion")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "turn(1)", N_("Next question"), id="prompts"),
        Binding("right,space,enter", "turn(1)", N_("Next question"), show=False, id="next-prompt"),
        Binding("left,backspace", "turn(-1)", N_("Previous question"), id="previous-prompt"),
        Binding("escape", "close", N_("Back"), id="close"),
    ]

    def __init__(self, prompts: Callable[[], Sequence[str]]) -> None:
        """`prompts` returns the questions in the current language, at least one, always as many."""
        super().__init__()
        self._prompts, self._place = prompts, 0

    def compose(self) -> ComposeResult:
        """The number of the question, and the question."""
        yield Panel(
            Digits(),
            TranslatedLabel(lambda: plain(self._prompts()[self._place], "bold")),
            TranslatedLabel(lambda: plain(_(LARGER), "$muted")),
            title=lambda: _("For discussion"),
            subtitle=self._count,
        )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first question."""
        self.retranslate()

    def _count(self) -> str:
        count = _("{n} of {all}")
        return count.format(n=number(self._place + 1), all=number(len(self._prompts())))

    def retranslate(self) -> None:
        """Show the question in the current language."""
        super().retranslate()
        self.query_one(Digits).update(number(self._place + 1))

    def action_turn(self, by: int) -> None:
        """Show the next question (1) or the previous one (−1); the first follows the last."""
        self._place = (self._place + by) % len(self._prompts())
        self.retranslate()
