"""The highlighted result, described beside or below the list."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from netztui.history.history import History
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, number
from netztui.text.labels import pole_labels
from netztui.tui.content import joined, lines, plain, wrapped
from netztui.tui.screens.history import text as wording
from netztui.tui.view_models import level_zone, row_estimate
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Hero, Panel

HERO_HEIGHT = 9
LEAST_HEIGHT = 13
"""Lines from which there is room for the large figure and the curve."""


class ResultPreview(Panel):
    """A position with its place on the axis, and below it as much of its description as fits.

    Where there is little room, everything is said in words.
    """

    DEFAULT_CSS = "ResultPreview { overflow: hidden; }"

    def __init__(self) -> None:
        self._when = self._which = ""
        self._told = Content("")
        super().__init__(title=lambda: self._when, subtitle=lambda: self._which, id="preview")

    def compose(self) -> ComposeResult:
        """The large figure with the axis, and the words."""
        yield Hero()
        yield TranslatedLabel(lambda: self._told)

    def show(self, history: History, place: int) -> None:
        """Show the result at `place` in the list; raises ArchiveError, then with what is known."""
        row = history.row(place)
        if row is None:
            return
        self._when = date(row.finished_at)
        form = wording.form_names(history.questionnaires).get(row.questionnaire)
        which = _("{n} of {all}").format(n=number(history.count - place), all=number(history.count))
        self._which = " · ".join(filter(None, [form, which]))
        self.retranslate()
        hero = self.query_one(Hero)
        known = history.questionnaires.get(row.questionnaire)
        estimate = row_estimate(row, level_zone(known))
        word, reach = wording.styled_placement(row, known), wording.reach(estimate)
        hero.display = estimate is not None and self.size.height >= LEAST_HEIGHT
        if estimate is not None and known is not None and hero.display:
            hero.show_position(pole_labels(known), estimate, word, reach)
        parts = list(wording.told(row, *history.scored_with_previous(place)))
        first = [] if hero.display else [joined(word, "  ", reach)]
        room = self.size.height - (HERO_HEIGHT if hero.display else 1)
        self._told = lines(*first, *self._fitting(parts, room, in_line=not hero.display))
        self.query_one(TranslatedLabel).retranslate()

    def _fitting(
        self, parts: Sequence[tuple[str, Sequence[Content]]], room: int, *, in_line: bool
    ) -> list[Content]:
        """As many whole sentences of the parts as fit into `room` lines."""
        fitting = []
        for heading, sentences in parts:
            head = plain(f"{heading}: ", "$muted") if in_line else plain(f"\n{heading}\n", "bold")
            for count in range(len(sentences), 0, -1):
                part = joined(head, Content(" ").join(sentences[:count]))
                height = len(wrapped(part, self.size.width))
                if height <= room:
                    fitting.append(part)
                    room -= height
                    break
        return fitting
