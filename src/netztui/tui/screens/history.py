"""The history: every finished assessment as a list, on the axis over time, and by both scales.

The list is a plot already: each row is one assessment with its position and its 95% interval,
all on the same axis, newest on top. List and plots share one highlighted result, which stays the
same when the view changes.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from netztui.archive.errors import ArchiveError
from netztui.archive.rows import ResultRow
from netztui.history.history import History
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day
from netztui.i18n.message import N_
from netztui.tui.content import joined, lines, plain
from netztui.tui.messages import Compare, OpenResult
from netztui.tui.plots.plot_view import Plot, PlotView
from netztui.tui.screens import history_text
from netztui.tui.screens.base import BaseScreen, ErrorReporting
from netztui.tui.screens.dialogs import TroubleScreen
from netztui.tui.screens.history_plot import (
    LIST,
    NEXT,
    SCALES,
    TIMELINE,
    PlottedResults,
    results_to_plot,
)
from netztui.tui.screens.note import NoteScreen
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import ResultList

WIDE = 116
"""Columns from which the list and a plot are side by side."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


class HistoryScreen(BaseScreen[None]):
    """Shows results; one can be opened, noted on or deleted, two can be compared."""

    DEFAULT_CSS = """
    HistoryScreen {
        #head { padding-top: 1; }
        #body { height: 1fr; }
        PlotView { margin: 0 1; }
        #detail { padding: 0 1 0 4; min-height: 1; max-height: 6; }
        #foot { padding: 0 1 0 4; color: $muted; }
        .plotting#detail, .plotting#foot { padding: 0 1; }
        .plotting#head { padding-top: 0; }
    }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    TITLE_PHRASE = N_("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,tab", "show('timeline')", N_("Timeline"), id="history-view"),
        Binding("t,tab", "show('scales')", N_("Scales"), id="history-view"),
        Binding("t,tab", "show('list')", N_("List"), id="history-view"),
        Binding("left", "move(-1)", N_("Earlier"), show=False, id="earlier"),
        Binding("right", "move(1)", N_("Later"), show=False, id="later"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("n", "note", N_("Note"), id="history-note"),
        Binding("u", "undo", N_("Restore"), id="history-undo"),
        Binding("delete", "delete", N_("Delete"), id="history-delete"),
        Binding("space", "mark", N_("Mark"), id="history-mark"),
        Binding("f", "filter", N_("Filter by questionnaire"), id="history-filter"),
        Binding("escape,backspace", "close", N_("Back"), id="history-close"),
    ]

    def __init__(self, history: History, reporting_errors: ErrorReporting) -> None:
        super().__init__()
        self._history = history
        self._reporting_errors = reporting_errors
        self._view = LIST
        self._marked: tuple[ResultRow, ...] = ()
        self._announcement: tuple[int, Callable[[], str]] | None = None
        """A sentence below the list, and the highlighted index with which it disappears."""

    def compose(self) -> ComposeResult:
        """The list and a plot, and the sentences about the highlighted result."""
        yield TranslatedLabel(self._head, id="head")
        with Horizontal(id="body"):
            yield ResultList(self._line)
            yield PlotView(self._plot)
        yield TranslatedLabel(self._detail, id="detail")
        yield TranslatedLabel(self._foot, id="foot")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all results, the newest highlighted."""
        self._results.show(self._history.count, 0)
        self._arrange()

    def on_resize(self, _event: events.Resize) -> None:
        """Show the list and a plot side by side if there is room."""
        self.call_after_refresh(self._arrange)

    def retranslate(self) -> None:
        """Show everything in the current language, with the same result highlighted."""
        self._update_text()
        self._results.show(self._history.count, self._place)

    def _update_text(self) -> None:
        super().retranslate()
        self.query_one(PlotView).refresh()
        self.refresh_bindings()

    def keep(self) -> bool:
        """Store a note that is being written."""
        writing = [screen for screen in self.app.screen_stack if isinstance(screen, NoteScreen)]
        return all(screen.store() for screen in writing)

    # What is shown

    @property
    def _results(self) -> ResultList:
        return self.query_one(ResultList)

    @property
    def _place(self) -> int:
        return (self._results.highlighted or 0) if self.is_mounted else 0

    @property
    def _here(self) -> ResultRow | None:
        return self._row(self._place)

    def _row(self, place: int) -> ResultRow | None:
        try:
            return self._history.row(place)
        except ArchiveError as error:
            # Asked for while something is being drawn.
            self.call_later(self.app.push_screen, TroubleScreen(error.what, error.todo))
            return None

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= WIDE

    @property
    def _listed_questionnaires(self) -> list[str]:
        return list(self._history.counts) if self._history.only is None else [self._history.only]

    @property
    def _columns(self) -> history_text.Columns:
        known = [self._history.questionnaires[name] for name in self._listed_questionnaires]
        # The scrollbar's column is kept free also where there is none.
        width = self.size.width // 2 if self._is_wide else self.size.width
        return history_text.Columns(width - 1, known)

    @property
    def _next_view(self) -> str:
        """What comes next by the key that changes the view; the list stays where it has room."""
        if self._is_wide:
            return TIMELINE if self._view == SCALES else SCALES
        return NEXT[self._view]

    def _arrange(self) -> None:
        """Show the view of now, with the keys in it."""
        picture = self.query_one(PlotView)
        listed = self._view == LIST or self._is_wide
        self._results.display = listed
        picture.display = self._view != LIST or self._is_wide
        for phrase in self.query(TranslatedLabel):
            phrase.set_class(not listed, "plotting")
        (self._results if listed else picture).focus()
        self.retranslate()

    def _look(self, place: int) -> None:
        """Show what there is now, with the highlight at `place`."""
        self._results.show(self._history.count, place)
        self._arrange()

    def _head(self) -> Content:
        count = self._history.count
        if not count:
            return joined(" ", plain(_("No results"), "bold"))
        listed = self._listed_questionnaires
        if len(listed) == 1:
            title = history_text.title_of(listed[0], self._history.questionnaires)
        else:
            title = _("All questionnaires")
        told = {
            LIST: ngettext("{n} result", "{n} results", count),
            TIMELINE: ngettext("{n} result over time", "{n} results over time", count),
            SCALES: ngettext("{n} result by scale", "{n} results by scale", count),
        }[self._view]
        if len(self._history.counts) > 1 and self._view == LIST:
            told += " · " + _("{key} filters").format(key=self.key("history-filter"))
        head = joined(" ", plain(title, "bold"), plain(f"  {told}", "$muted"))
        ends = history_text.common_poles(self._history.questionnaires[name] for name in listed)
        if ends is None or not (self._view == LIST or self._is_wide):
            return head
        return lines(head, history_text.pole_names(self._columns, ends))

    def _line(self, place: int) -> Content:
        row = self._row(place)
        if row is None:
            return plain("")
        known = self._history.questionnaires.get(row.questionnaire)
        return history_text.line(row, known, self._columns, marked=self._is_marked(row))

    def _is_marked(self, row: ResultRow) -> bool:
        return any(marked.id == row.id for marked in self._marked)

    # Plots

    def _plotted(self) -> PlottedResults:
        return results_to_plot(self._history.count, self._place, self._row)

    def _plot(self, width: int, height: int) -> Plot | None:
        here = self._here
        known = self._history.questionnaires.get(here.questionnaire) if here is not None else None
        return self._plotted().draw(self._view, known, width, height)

    def _detail(self) -> Content:
        row = self._here
        if row is None:
            return plain(" ")
        if self._view == LIST and not self._is_wide:
            mixed = len(self._listed_questionnaires) > 1
            return history_text.below_list(row, self._history.questionnaires if mixed else None)
        told = history_text.plotted_result(
            row,
            self._history.questionnaires.get(row.questionnaire),
            counted=self._plotted().counted,
            with_scales=self._view == SCALES,
            marked=self._is_marked(row),
        )
        return lines(told, history_text.note_line(row)) if row.note else told

    def _foot(self) -> Content:
        if self._announcement is not None:
            return plain(self._announcement[1](), "bold $text-primary")
        if len(self._marked) == 1:
            told = _("One is marked. Mark the other one to compare with, then press {key}.")
            return plain(told.format(key=self.key("compare")))
        listed = _("█ is the position, ▒ its standard error, ░ its 95% interval.")
        if self._is_wide:
            return lines(listed, self._plotted().legend(self._view))
        return plain(listed if self._view == LIST else self._plotted().legend(self._view))

    # Moving

    @on(ResultList.OptionHighlighted)
    def _highlight_moved(self) -> None:
        if self._announcement is not None and self._announcement[0] != self._place:
            self._announcement = None
        self._update_text()

    @on(ResultList.OptionSelected)
    @on(PlotView.Selected)
    def _open(self) -> None:
        if self._here is not None:
            self.post_message(OpenResult(self._here.id))

    @on(PlotView.Clicked)
    def _plot_clicked(self, event: PlotView.Clicked) -> None:
        indexes = self._plotted().indexes
        if event.index >= len(indexes):
            return  # The click met a result that has been deleted since it was drawn.
        if indexes[event.index] == self._place:
            self._open()
        else:
            self._go(indexes[event.index])

    @on(PlotView.Moved)
    def _moved(self, event: PlotView.Moved) -> None:
        self.action_move(event.step, far=event.far)

    def action_move(self, step: int, *, far: bool = False) -> None:
        """Move to the result before (−1) or after (1) in time; to the first or last if `far`."""
        count = self._history.count
        places = range(self._place) if step > 0 else range(count - 1, self._place, -1)
        for place in places if far else reversed(places):
            row = self._row(place)
            if row is not None and history_text.data_point(row) is not None:
                self._go(place)
                return

    def _go(self, place: int) -> None:
        self._results.highlighted = place

    def _announce(self, sentence: Callable[[], str] | None) -> None:
        """Show a sentence below the list until the highlight moves."""
        self._announcement = None if sentence is None else (self._place, sentence)
        self.retranslate()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now is offered; two are needed to compare."""
        if action == "show":
            return parameters[0] == self._next_view and (
                self._history.count > 0 or parameters[0] == LIST
            )
        return {
            "move": self._is_wide,
            "mark": self._history.count > 1,
            "compare": self._history.count > 1,
            "filter": len(self._history.counts) > 1,
            "note": self._history.count > 0,
            "delete": self._history.count > 0,
            "undo": self._history.undoable is not None,
        }.get(action, True)

    def action_show(self, view: str) -> None:
        """Go on to the list or a picture; pictures show one questionnaire."""
        self._view = view
        self._announcement = None
        mixed = len(self._listed_questionnaires) > 1 and not self._is_wide
        if view != LIST and mixed and self._here is not None:
            self._choose(self._here.questionnaire)
        else:
            self._arrange()

    def action_filter(self) -> None:
        """Go on to the next questionnaire; in the list, all together come after the last."""
        choices: list[str | None] = [*([None] if self._view == LIST else []), *self._history.counts]
        only = self._history.only
        place = choices.index(only) + 1 if only in choices else 0
        self._announcement = None
        self._choose(choices[place % len(choices)])

    def _choose(self, questionnaire: str | None) -> None:
        here = self._here
        self._history.choose(questionnaire)
        place = None
        if here is not None and questionnaire in {None, here.questionnaire}:
            with self._reporting_errors():
                place = self._history.index_of(here.id)
        self._look(place or 0)

    def action_mark(self) -> None:
        """Mark the highlighted one, or take the mark back; the last two marked count."""
        row = self._here
        if row is not None:
            others = tuple(marked for marked in self._marked if marked.id != row.id)
            self._marked = others if self._is_marked(row) else (*others, row)[-2:]
            self._announce(None)

    def action_compare(self) -> None:
        """Compare the two marked; with one or none marked, the highlighted one is the other."""
        wanted = list(self._marked)
        here = self._here
        if len(wanted) < 2 and here is not None and not self._is_marked(here):
            wanted.append(here)
        if len(wanted) < 2:
            with self._reporting_errors():
                other = self._history.beside(self._place)
                wanted += [other] if other is not None else []
        if len(wanted) == 2:
            earlier, later = sorted(wanted, key=lambda row: row.finished_at)
            self.post_message(Compare(earlier.id, later.id))

    def action_note(self) -> None:
        """Write a note on the highlighted result."""
        row = self._here
        if row is not None:
            keep = partial(self._annotate, row.id)
            self.app.push_screen(NoteScreen(day(row.finished_at), row.note, keep))

    def _annotate(self, id_: str, note: str) -> bool:
        """Whether the note was stored; where not, that was told."""
        with self._reporting_errors(writing=True):
            self._history.annotate(id_, note)
            self._announce(None)
            return True
        return False

    def action_delete(self) -> None:
        """Delete the highlighted result; it can be brought back."""
        row = self._here
        if row is None:
            return
        deleted = False
        with self._reporting_errors(writing=True):
            self._history.delete(row.id)
            self._marked = tuple(marked for marked in self._marked if marked.id != row.id)
            deleted = True
        self._look(self._place)
        if deleted:
            self._announce(
                lambda: _("Deleted. {key} restores it.").format(key=self.key("history-undo"))
            )

    def action_undo(self) -> None:
        """Bring back the result that was deleted last."""
        with self._reporting_errors(writing=True):
            undone = self._history.undo()
            if undone is not None and undone.finished_at is not None:
                when = undone.finished_at
                self._look(self._history.index_of(undone.id) or 0)
                self._announce(lambda: _("Restored: the result of {date}.").format(date=day(when)))
