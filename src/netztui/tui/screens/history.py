"""The history: every finished assessment as a list, on the axis over time, and by both scales.

The list is a plot already: each row is one assessment with its position and its 95% interval,
all on the same axis, newest on top. List and plots share one highlighted result, which stays the
same when the view changes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
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
from netztui.text.question import follow_up_sentences
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.plot_view import Plot, PlotView
from netztui.tui.screens import history_text as wording
from netztui.tui.screens.base import BaseScreen, Compare, OpenResult
from netztui.tui.screens.dialogs import NoteScreen, TroubleScreen
from netztui.tui.screens.history_plots import (
    LIST,
    SCALES,
    TIMELINE,
    PlottedResults,
    data_point,
)
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import ResultList

WIDE = 116
"""Columns from which the list and a plot are side by side."""


class HistoryScreen(BaseScreen[None]):
    """Shows results; one can be opened, noted on or deleted, two can be compared."""

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

    def __init__(
        self, history: History, reporting_errors: Callable[..., AbstractContextManager[None]]
    ) -> None:
        super().__init__()
        self._history = history
        self._reporting_errors = reporting_errors
        self._view = LIST
        self._marked: tuple[str, ...] = ()
        """The ids of the results to compare, at most two."""
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
        self._show(0)

    def on_resize(self, _event: events.Resize) -> None:
        """Show the list and a plot side by side if there is room."""
        self.call_after_refresh(self._arrange)

    def retranslate(self) -> None:
        """Show everything in the current language, with the same result highlighted."""
        self._update_text()
        self._results.show(self._history.count, self._highlighted)

    def _update_text(self) -> None:
        super().retranslate()
        self.query_one(PlotView).refresh()
        self.refresh_bindings()

    @property
    def _results(self) -> ResultList:
        return self.query_one(ResultList)

    @property
    def _highlighted(self) -> int:
        return (self._results.highlighted or 0) if self.is_mounted else 0

    @property
    def _here(self) -> ResultRow | None:
        return self._row(self._highlighted)

    def _row(self, index: int) -> ResultRow | None:
        try:
            return self._history.row(index)
        except ArchiveError as error:
            # The row is needed while something is being drawn.
            self.call_later(self.app.push_screen, TroubleScreen(error))
            return None

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= WIDE

    @property
    def _has_list(self) -> bool:
        return self._view == LIST or self._is_wide

    @property
    def _listed_questionnaires(self) -> list[str]:
        return list(self._history.counts) if self._history.only is None else [self._history.only]

    @property
    def _columns(self) -> wording.Columns:
        listed = map(self._history.questionnaires.get, self._listed_questionnaires)
        known = [one for one in listed if one is not None]
        # The scrollbar's column is kept free even without a scrollbar.
        width = self.size.width // 2 if self._is_wide else self.size.width
        return wording.Columns(width - 1, known)

    @property
    def _plotted(self) -> PlottedResults:
        return PlottedResults(self._history.count, self._highlighted, self._row)

    def _arrange(self) -> None:
        """Show and focus what belongs to the current view."""
        plot = self.query_one(PlotView)
        self._results.display = self._has_list
        plot.display = self._view != LIST or self._is_wide
        self.query(TranslatedLabel).set_class(not self._has_list, "plotting")
        (self._results if self._has_list else plot).focus()
        self.retranslate()

    def _show(self, index: int) -> None:
        """Show the current results, with the one at `index` highlighted."""
        self._results.show(self._history.count, index)
        self._arrange()

    def _head(self) -> Content:
        count, listed = self._history.count, self._listed_questionnaires
        if not count:
            return joined(" ", plain(_("No results"), "bold"))
        known = self._history.questionnaires
        title = wording.title_of(listed[0], known) if len(listed) == 1 else _("All questionnaires")
        counted = {
            LIST: ngettext("{n} result", "{n} results", count),
            TIMELINE: ngettext("{n} result over time", "{n} results over time", count),
            SCALES: ngettext("{n} result by scale", "{n} results by scale", count),
        }[self._view]
        if len(self._history.counts) > 1 and self._view == LIST:
            counted += " · " + _("{key} filters").format(key=self.key("history-filter"))
        head = joined(" ", plain(title, "bold"), plain(f"  {counted}", "$muted"))
        poles = wording.pole_names(self._columns, filter(None, map(known.get, listed)))
        return head if poles is None or not self._has_list else lines(head, poles)

    def _line(self, index: int) -> Content:
        row = self._row(index)
        if row is None:
            return plain("")
        marked = row.id in self._marked
        return wording.line(row, self._history.questionnaires, self._columns, marked=marked)

    def _plot(self, width: int, height: int) -> Plot | None:
        return self._plotted.draw(self._view, self._history.questionnaires, width, height)

    def _detail(self) -> Content:
        row, known = self._here, self._history.questionnaires
        if row is None:
            return plain(" ")
        notes = self._notes(row)
        if self._view != LIST or self._is_wide:
            marked = row.id in self._marked
            described = self._plotted.describe(self._view, known, marked=marked)
            return lines(described, *notes)
        if len(self._listed_questionnaires) == 1:
            return lines(*notes) if notes else plain(" ")
        return lines(plain(wording.title_of(row.questionnaire, known), "$muted"), *notes)

    def _notes(self, row: ResultRow) -> list[str]:
        """The note on a result, and how the plan from before it went."""
        notes = [f"{wording.NOTE} {row.note}"] if row.note else []
        known = self._history.questionnaires.get(row.questionnaire)
        if known is not None and known.followed:
            with suppress(ArchiveError):
                assessment = self._history.assessment(row.id)
                notes += follow_up_sentences(assessment) if assessment else []
        return notes

    def _foot(self) -> Content:
        if self._announcement is not None:
            return plain(self._announcement[1](), "bold $text-primary")
        if len(self._marked) == 1:
            hint = _("One is marked. Mark the other one to compare with, then press {key}.")
            return plain(hint.format(key=self.key("compare")))
        legends = []
        if self._has_list:
            legends.append(_("● is the position, ━ the range that the answers leave open."))
        if self._view != LIST or self._is_wide:
            legends.append(self._plotted.legend(self._view))
        return lines(*legends)

    @on(ResultList.OptionHighlighted)
    def _highlight_moved(self) -> None:
        if self._announcement is not None and self._announcement[0] != self._highlighted:
            self._announcement = None
        self._update_text()

    @on(ResultList.OptionSelected)
    @on(PlotView.Selected)
    def _open(self) -> None:
        if self._here is not None:
            self.post_message(OpenResult(self._here.id))

    @on(PlotView.Clicked)
    def _plot_clicked(self, event: PlotView.Clicked) -> None:
        indexes = self._plotted.indexes
        if event.index >= len(indexes):
            return  # The click hit a result that has been deleted since it was drawn.
        if indexes[event.index] == self._highlighted:
            self._open()
        else:
            self._results.highlighted = indexes[event.index]

    @on(PlotView.Moved)
    def _moved(self, event: PlotView.Moved) -> None:
        self.action_move(event.step, far=event.far)

    def action_move(self, step: int, *, far: bool = False) -> None:
        """Move to the result before (−1) or after (1) in time; to the first or last if `far`."""
        here = self._highlighted
        others = range(here) if step > 0 else range(self._history.count - 1, here, -1)
        for index in others if far else reversed(others):
            if data_point(self._row(index)) is not None:
                self._results.highlighted = index
                return

    def _announce(self, sentence: Callable[[], str] | None) -> None:
        """Show a sentence below the list until the highlight moves."""
        self._announcement = None if sentence is None else (self._highlighted, sentence)
        self.retranslate()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Results are needed for most actions; two to compare, and several to filter."""
        count = self._history.count
        if action == "show":
            # On a wide screen the list is always there.
            after = {LIST: TIMELINE, TIMELINE: SCALES, SCALES: LIST}[self._view]
            if self._is_wide:
                after = TIMELINE if self._view == SCALES else SCALES
            return parameters[0] == after and (count > 0 or after == LIST)
        needed = {"mark": 2, "compare": 2, "note": 1, "delete": 1}
        if action == "filter":
            return len(self._history.counts) > 1
        if action == "undo":
            return self._history.undoable is not None
        return self._is_wide if action == "move" else count >= needed.get(action, 0)

    def action_show(self, view: str) -> None:
        """Show another view; narrow plots show only the highlighted one's questionnaire."""
        self._view = view
        self._announcement = None
        mixed = len(self._listed_questionnaires) > 1 and not self._is_wide
        if view != LIST and mixed and self._here is not None:
            self._choose(self._here.questionnaire)
        else:
            self._arrange()

    def action_filter(self) -> None:
        """Show the next questionnaire; in the list, all of them come after the last."""
        choices: list[str | None] = [*([None] if self._view == LIST else []), *self._history.counts]
        only = self._history.only
        after = choices.index(only) + 1 if only in choices else 0
        self._announcement = None
        self._choose(choices[after % len(choices)])

    def _choose(self, questionnaire: str | None) -> None:
        here, index = self._here, None
        self._history.choose(questionnaire)
        if here is not None and questionnaire in {None, here.questionnaire}:
            with self._reporting_errors():
                index = self._history.index_of(here.id)
        self._show(index or 0)

    def action_mark(self) -> None:
        """Mark the highlighted result, or unmark it; the last two marked count."""
        if self._here is not None:
            id_ = self._here.id
            others = tuple(marked for marked in self._marked if marked != id_)
            self._marked = others if id_ in self._marked else (*others, id_)[-2:]
            self._announce(None)

    def action_compare(self) -> None:
        """Compare the two marked; with one or none marked, the highlighted one is the other."""
        wanted = dict.fromkeys(self._marked)
        if len(wanted) < 2 and self._here is not None:
            wanted[self._here.id] = None
        if len(wanted) < 2:
            with self._reporting_errors():
                other = self._history.beside(self._highlighted)
                wanted |= {other.id: None} if other is not None else {}
        if len(wanted) == 2:
            self.post_message(Compare(*wanted))

    def action_note(self) -> None:
        """Write a note on the highlighted result."""
        row = self._here
        if row is None:
            return

        def annotate(note: str) -> bool:
            with self._reporting_errors(writing=True):
                self._history.annotate(row.id, note)
                self._announce(None)
                return True
            return False

        self.app.push_screen(NoteScreen(day(row.finished_at), row.note, annotate))

    def action_delete(self) -> None:
        """Delete the highlighted result; it can be restored."""
        row = self._here
        if row is None:
            return
        with self._reporting_errors(writing=True):
            self._history.delete(row.id)
            self._marked = tuple(marked for marked in self._marked if marked != row.id)
            self._show(self._highlighted)
            self._announce(
                lambda: _("Deleted. {key} restores it.").format(key=self.key("history-undo"))
            )

    def action_undo(self) -> None:
        """Restore the result that was deleted last."""
        with self._reporting_errors(writing=True):
            undone = self._history.undo()
            if undone is not None and undone.finished_at is not None:
                when = undone.finished_at
                self._show(self._history.index_of(undone.id) or 0)
                self._announce(lambda: _("Restored: the result of {date}.").format(date=day(when)))
