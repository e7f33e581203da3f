"""The history: every finished assessment, and the axis over time.

The list is the plot: each row is one assessment with its position and its 95 % interval, all on
the same axis, newest on top. So what lies within the noise is seen before anything is counted.
"""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from netztui.archive.rows import ResultRow
from netztui.i18n import N_, _, current_language, day, n_, signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.messages import Compare, OpenResult
from netztui.tui.screens.base import NetzScreen
from netztui.tui.views import HistoryView, mark_of_row, placement_title, poles
from netztui.tui.widgets.axis import track
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.menu import Menu
from netztui.tui.widgets.phrase import Phrase

DATE_ROOM = 13
FIGURE_ROOM = 6
PLACEMENT_ROOM = 20


class HistoryScreen(NetzScreen[None]):
    """Lists results; one can be opened, two can be compared."""

    DEFAULT_CSS = """
    HistoryScreen {
        #head { padding: 1 1 0 1; }
        Menu { height: 1fr; }
        #foot { padding: 0 2; color: $muted; }
    }
    """
    TITLE_PHRASE = N_("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", N_("Mark"), id="history-mark"),
        Binding("c", "compare", N_("Compare"), id="history-compare"),
        Binding("escape,backspace", "close", N_("Back"), id="history-close"),
    ]

    def __init__(self, view: HistoryView) -> None:
        super().__init__()
        self._view = view
        self._marked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """What the columns are, the list, and how to compare."""
        yield Phrase(self._head, id="head")
        yield Menu()
        yield Phrase(self._foot, id="foot")
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Menu).focus()

    def on_resize(self, _event: events.Resize) -> None:
        """The axis takes the width that there is."""
        self._fill()
        self.query_one("#head", Phrase).reword()

    def reword(self) -> None:
        """Say everything in the language of now, the highlight where it was."""
        super().reword()
        self._fill()

    @property
    def _room(self) -> int:
        return max(10, self.size.width - 8 - DATE_ROOM - FIGURE_ROOM - PLACEMENT_ROOM)

    def _head(self) -> Content:
        rows = self._view.rows
        told = n_("{n} result, newest first", "{n} results, newest first", len(rows))
        ends = {
            poles(questionnaire, current_language())
            for questionnaire in self._view.questionnaires.values()
            if questionnaire.axis is not None
        }
        title = plain(told, "bold")
        if len(ends) != 1:
            return title
        low, high = next(iter(ends))
        gap = " " * max(1, self._room - len(low) - len(high))
        return lines(title, plain(" " * (4 + DATE_ROOM) + f"{low}{gap}{high}", "$muted"))

    def _foot(self) -> str:
        if self._marked:
            return _("One is marked. Mark the other one to compare with, then press c.")
        return _("█ is the position, ▒ its standard error, ░ its 95% interval.")

    def _fill(self) -> None:
        self.query_one(Menu).fill([(row.id, self._line(row)) for row in self._view.rows])

    def _line(self, row: ResultRow) -> Content:
        mark = mark_of_row(row)
        sign = "✓" if row.id in self._marked else " "
        head = f" {sign} {day(row.finished_at):<{DATE_ROOM}}"
        questionnaire = self._view.questionnaires.get(row.questionnaire)
        title = ""
        if questionnaire is not None:
            title = placement_title(questionnaire, row.placement, current_language())
        if mark is None:
            return joined(head, plain(" " + _("no position"), "$muted"))
        placement = plain(title).truncate(PLACEMENT_ROOM, ellipsis=True)
        figure = plain(f"{signed(mark.position):>{FIGURE_ROOM - 1}} ", "bold")
        return joined(head, " ", track(mark, self._room), figure, " ", placement)

    # Keys

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(OpenResult(event.option_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Two are needed to compare."""
        if action in {"mark", "compare"}:
            return len(self._view.rows) > 1
        return True

    def action_mark(self) -> None:
        """Mark the highlighted one, or take the mark back; the last two marked count."""
        row = self.query_one(Menu).highlighted_id
        if row is None:
            return
        if row in self._marked:
            self._marked = tuple(marked for marked in self._marked if marked != row)
        else:
            self._marked = (*self._marked, row)[-2:]
        self._fill()
        self.query_one("#foot", Phrase).reword()

    def action_compare(self) -> None:
        """Compare the two marked; with one marked, the highlighted one is the other."""
        wanted = list(self._marked)
        highlighted = self.query_one(Menu).highlighted_id
        if len(wanted) < 2 and highlighted is not None and highlighted not in wanted:
            wanted.append(highlighted)
        if len(wanted) < 2:
            here = [row.id for row in self._view.rows]
            # Nothing marked: the highlighted one and the one before it in time.
            place = here.index(highlighted) if highlighted is not None else 0
            wanted = here[place : place + 2] if place + 1 < len(here) else here[-2:]
        order = [row.id for row in reversed(self._view.rows)]
        earlier, later = sorted(wanted, key=order.index)
        self.post_message(Compare(earlier, later))

    def action_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
