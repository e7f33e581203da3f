"""Two results beside each other: positions, the change against its noise, and what moved it."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from netztui import wording
from netztui.archive.finished import Finished
from netztui.i18n import N_, _, current_language, day, n_, signed
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import Change, Contribution, compare
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.scrolling import ScrollingScreen
from netztui.tui.views import mark_of, placement_title, poles
from netztui.tui.widgets.axis import AxisBar
from netztui.tui.widgets.phrase import Phrase

SHOWN = 10
"""How many of the questions that moved the position are listed one by one."""


class ComparisonScreen(ScrollingScreen):
    """The earlier result above the later one, and the way from one to the other."""

    TITLE_PHRASE = N_("Comparison")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace,enter", "close", N_("Back"), id="comparison-close"),
    ]

    def __init__(self, earlier: Finished, later: Finished) -> None:
        super().__init__()
        self._earlier = earlier
        self._later = later
        self._change: Change = compare(earlier.result, later.result)

    @property
    def _questionnaire(self) -> Questionnaire:
        return self._later.result.questionnaire

    def parts(self) -> Iterator[Widget]:
        """The parts below each other; those with nothing to say are left out."""
        yield Phrase(self._head)
        for finished in (self._earlier, self._later):
            yield from self._position(finished)
        yield Phrase(self._told, classes="part")
        yield Phrase(self._scales, classes="part")
        yield Phrase(self._moved, classes="part")
        yield Phrase(self._notice, classes="part muted")

    def _head(self) -> Content:
        language = self._questionnaire.language(current_language())
        return plain(self._questionnaire.title.in_language(language), "bold")

    def _position(self, finished: Finished) -> Iterator[Widget]:
        when = finished.stored.finished_at
        result = finished.result

        def named() -> Content:
            title = placement_title(result.questionnaire, result.placement, current_language())
            told = title or wording.missing_sentence(result)
            return joined(plain(day(when) if when else "", "bold"), plain(f"  {told}", "$muted"))

        yield Phrase(named, classes="part")
        if result.axis is not None:
            low, high = poles(result.questionnaire, current_language())
            yield AxisBar(low, high, mark_of(result.axis))

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

    def _moved(self) -> Content:
        moving = [one for one in self._change.contributions if round(one.axis_points, 9)]
        if not moving:
            return plain("")
        ranked = sorted(moving, key=lambda one: -abs(one.axis_points))
        shown, rest = ranked[:SHOWN], ranked[SHOWN:]
        told: list[str | Content] = [
            plain(_("What moved the position, in axis points"), "bold"),
            *(self._contribution(one) for one in shown),
        ]
        if rest:
            others = n_("{n} other question", "{n} other questions", len(rest))
            total = sum(one.axis_points for one in rest)
            told.append(joined(plain(f"{signed(total, 1):>6}", "bold"), f"  {others}"))
        total = sum(one.axis_points for one in moving)
        together = plain(f"  {_('together')}", "$muted")
        told.append(joined(plain(f"{signed(total, 1):>6}", "bold"), together))
        return lines(*told)

    def _contribution(self, one: Contribution) -> Content:
        language = self._questionnaire.language(current_language())
        item = one.question.partition("/")[0]
        found = (
            self._questionnaire.items.get(item) or self._earlier.result.questionnaire.items[item]
        )
        text = found.text.in_language(language)
        marks = " *" if one.reworded else ""
        if one.answered_once:
            marks += " " + _("(answered only once)")
        return joined(plain(f"{signed(one.axis_points, 1):>6}", "bold"), f"  {text}{marks}")

    def _notice(self) -> str:
        language = self._questionnaire.language(current_language())
        notice = self._questionnaire.notice
        return notice.in_language(language) if notice is not None else ""
