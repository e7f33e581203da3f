"""The pictures in the history: which results are in one, and what is said below it."""

from collections.abc import Callable
from dataclasses import dataclass

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import number
from netztui.questionnaire.model import Questionnaire
from netztui.text.result import pole_labels
from netztui.tui.plots.map import NUMBERED, trail_map
from netztui.tui.plots.sheet import DataPoint, Plot, PlotArea
from netztui.tui.plots.timeline import timeline
from netztui.tui.screens.history_words import dot_of

LIST, TIMELINE, MAP = "list", "timeline", "map"
NEXT = {LIST: TIMELINE, TIMELINE: MAP, MAP: LIST}
DRAWN = 500
"""As many results are in one picture; more would cover each other, and drawing would be felt."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """The results that are drawn together with the highlighted one."""

    count: int
    """How many there are in the list."""
    window: range
    """The places in the list, 0 for the newest, that the picture takes in."""
    places: tuple[int, ...]
    """Those that have a position, oldest first."""
    dots: tuple[DataPoint, ...]
    """As many, in the same order."""
    without: int
    """How many have no position and are left out."""
    chosen: int | None
    """The highlighted one among them; None where it has no position."""

    @property
    def counted(self) -> str:
        """The highlighted one's number from the oldest, with arrows where the keys lead on."""
        if self.chosen is None:
            return ""
        told = _("{n} of {all}").format(n=number(self.chosen + 1), all=number(len(self.dots)))
        is_oldest = self.chosen == 0 and self.window.stop == self.count
        is_newest = self.chosen == len(self.dots) - 1 and self.window.start == 0
        return f"{'' if is_oldest else '← '}{told}{'' if is_newest else ' →'}"

    def drawn(
        self, view: str, questionnaire: Questionnaire | None, width: int, height: int
    ) -> Plot | None:
        """The picture; None where there is nothing to draw."""
        if not self.dots or questionnaire is None or questionnaire.axis is None:
            return None
        low, high = pole_labels(questionnaire)
        frame = PlotArea(width, height, low, high, questionnaire.axis.balanced_within)
        return (trail_map if view == MAP else timeline)(self.dots, self.chosen, frame)

    def explained(self, view: str) -> str:
        """What the signs mean, and what is left out."""
        if not self.dots:
            return _("None of these results has a position.")
        return " ".join([*self._signs(view), *self._left_out()])

    def _signs(self, view: str) -> list[str]:
        if view != MAP:
            return [_("● is a position, │ its 95% interval; balanced between ┄.")]
        return [
            _("◆ with its 95% intervals; 1 is the oldest.")
            if len(self.dots) <= NUMBERED
            else _("◆ with its 95% intervals; ○ is the oldest, ● the newest."),
            _("Between ┊ balanced: above ╌ much of both, below little."),
        ]

    def _left_out(self) -> list[str]:
        told = []
        if self.without:
            told.append(
                ngettext(
                    "{n} result without a position is left out.",
                    "{n} results without a position are left out.",
                    self.without,
                )
            )
        if len(self.window) < self.count:
            told.append(
                _("Drawn are {n} of {all} results; ← and → lead to the others.").format(
                    n=number(len(self.window)), all=number(self.count)
                )
            )
        return told


def pictured(count: int, place: int, row_at: Callable[[int], ResultRow | None]) -> Pictured:
    """What is drawn where the result at `place` of `count` is highlighted.

    A picture shows the results of one questionnaire, the highlighted one's.
    """
    start = min(place // DRAWN * DRAWN, max(0, count - DRAWN))
    window = range(start, min(count, start + DRAWN))
    meant = row_at(place)
    places, dots, without = [], [], 0
    for here in reversed(window):
        row = row_at(here)
        if row is None or meant is None or row.questionnaire != meant.questionnaire:
            continue
        dot = dot_of(row)
        if dot is None:
            without += 1
        else:
            places.append(here)
            dots.append(dot)
    chosen = places.index(place) if place in places else None
    return Pictured(count, window, tuple(places), tuple(dots), without, chosen)
