"""The history: every finished assessment on one axis, over time, and described one by one.

Each row is one assessment with its position and its 95% interval, newest on top. List, plots and
preview share one highlighted result, which stays the same when the view changes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size

from netztui.archive.errors import ArchiveError
from netztui.archive.rows import ResultRow
from netztui.history.history import History
from netztui.i18n.catalogue import _, ngettext
from netztui.i18n.formats import day
from netztui.i18n.message import N_
from netztui.questionnaire.model import Questionnaire
from netztui.tui.content import lines, plain
from netztui.tui.plots.plot_view import PlotView
from netztui.tui.screens.base import BaseScreen, Compare, OpenResult
from netztui.tui.screens.dialogs import NoteScreen, TroubleScreen
from netztui.tui.screens.history import text as wording
from netztui.tui.screens.history.plots import (
    LEGEND_HEIGHT,
    LIST,
    SCALES,
    TIMELINE,
    PlotPanel,
    data_point,
)
from netztui.tui.screens.history.preview import ResultPreview
from netztui.tui.screens.history.result_list import ResultList
from netztui.tui.widgets.charts import Chart
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Panel

WIDE = 100
"""Columns from which the preview is beside the list."""
TALL = 36
"""Lines from which a wide screen has the list and a plot below each other."""
FEW = 3
"""Up to this many results leave room below the list."""


class HistoryScreen(BaseScreen[None]):
    """Shows results; one can be opened, noted on or deleted, two can be compared."""

    CSS_PATH = "screen.tcss"
    TITLE_PHRASE = N_("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,tab", "show('timeline')", N_("Time"), id="history-view"),
        Binding("t,tab", "show('scales')", N_("Scales"), id="history-view"),
        Binding("t,tab", "show('list')", N_("List"), id="history-view"),
        Binding("left", "move(-1)", N_("Earlier"), show=False, id="earlier"),
        Binding("right", "move(1)", N_("Later"), show=False, id="later"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("d,delete", "delete", N_("Delete"), id="history-delete"),
        Binding("n", "note", N_("Note"), id="history-note"),
        Binding("space", "mark", N_("Mark"), id="history-mark"),
        Binding("u", "undo", N_("Restore"), id="history-undo"),
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
        self._preview_is_due = False
        self._arranged_for: Size | None = None
        """The size of the terminal."""

    def compose(self) -> ComposeResult:
        """The list, a plot, and what the highlighted result says."""
        with Container(id="body"):
            with Vertical(id="left"):
                with Panel(id="results", title=self._title, subtitle=self._count):
                    yield Chart(self._poles)
                    yield ResultList(self._line)
                    yield TranslatedLabel(self._legend, classes="legend")
                yield PlotPanel(self._history, self._announced)
            yield ResultPreview()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all results, the newest highlighted."""
        self._show(0)

    def on_resize(self, _event: events.Resize) -> None:
        """Show side by side what there is room for."""
        if self._arranged_for != self.size:
            self.call_after_refresh(self._arrange)

    def retranslate(self) -> None:
        """Show everything in the current language, with the same result highlighted."""
        poles = self.query_one("#results Chart")
        poles.display = bool(self._poles(self.size.width))
        poles.refresh()
        self._update_text()
        self._results.show(self._history.count, self._highlighted)

    def _update_text(self) -> None:
        if self._has_plot:
            self.query_one(PlotPanel).show(self._highlighted, self._view)
        super().retranslate()
        self.refresh_bindings()
        if not self._preview_is_due:
            # The list is painted first: opening and comparing two results takes a moment.
            self._preview_is_due = True
            self.call_after_refresh(self._update_preview)

    @property
    def _results(self) -> ResultList:
        return self.query_one(ResultList)

    @property
    def _highlighted(self) -> int:
        return (self._results.highlighted or 0) if self.is_mounted else 0

    @property
    def _here(self) -> ResultRow | None:
        return self._row(self._highlighted) if self.is_mounted else None

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
    def _has_both(self) -> bool:
        return self._is_wide and self.size.height >= TALL

    @property
    def _has_list(self) -> bool:
        return self._view == LIST or self._has_both

    @property
    def _has_plot(self) -> bool:
        return self._history.count > 0 and (self._view != LIST or self._has_both)

    @property
    def _listed(self) -> dict[str, Questionnaire]:
        """The questionnaires that are listed, by id."""
        history = self._history
        names = history.counts if history.only is None else [history.only]
        known = history.questionnaires
        return {name: known[name] for name in names if name in known}

    def _columns(self, width: int) -> wording.Columns:
        times, outcomes = self._history.repeats_days, bool(self._history.outcomes)
        # The scrollbar's column is kept free even without a scrollbar.
        return wording.Columns(width - 1, self._listed, times=times, outcomes=outcomes)

    def _arrange(self) -> None:
        """Show and focus what belongs to the current view."""
        self._arranged_for = self.size
        count, height = self._history.count, self.size.height
        is_few = 0 < count <= FEW
        self.set_class(self._is_wide, "-beside")
        self.set_class(self._has_both, "-both")
        self.set_class(is_few and self._has_list and not self._is_wide, "-below")
        self.set_class(height >= TALL, "-tall")
        self.set_class(not self._has_list, "-plotting")
        self.query_one("#results").display = self._has_list or not count
        self.query_one("#plot").display = self._has_plot
        self.query_one("#preview").display = count > 0
        self._results.display = count > 0
        room = height - (6 if self._is_wide else 13)
        if self._has_both:
            count, room = min(count, height * 11 // 20 - 4), height
        # What the signs mean comes right below the lines.
        self._results.styles.height = count if count <= room else "1fr"
        (self._results if self._has_list else self.query_one(PlotView)).focus()
        self.retranslate()

    def _show(self, index: int) -> None:
        """Show the current results, with the one at `index` highlighted."""
        self._row(index)  # what the results read have decides about columns and the legend
        self._results.show(self._history.count, index)
        self._arrange()

    # The list

    def _title(self) -> str:
        titles = [wording.title_of(name, self._listed) for name in self._listed]
        if not self._history.count or not titles:
            return _("History")
        together = wording.common_title(titles) or _("All questionnaires")
        return f"{_('History')} · {together}"

    def _count(self) -> str:
        count, history = self._history.count, self._history
        told = [ngettext("{n} result", "{n} results", count)] if count else []
        if len(history.counts) > 1:
            told.append(_("{key} filters").format(key=self.key("history-filter")))
        if count > 1:
            told.append(_("compare two with {key}").format(key=self.key("history-mark")))
        return " · ".join(told)

    def _poles(self, width: int) -> Content:
        if not self._history.count:
            return plain("")
        return wording.pole_names(self._columns(width), self._listed.values()) or plain("")

    def _line(self, index: int) -> Content:
        row, columns = self._row(index), self._columns(self.query_one("#results").size.width)
        if row is None:
            return plain("")
        marked, outcome = row.id in self._marked, self._history.outcomes.get(row.id)
        return wording.line(row, self._listed, columns, outcome, marked=marked)

    def _announced(self) -> Content | None:
        if self._announcement is not None:
            return plain(self._announcement[1](), "bold $text-primary")
        if len(self._marked) == 1:
            hint = _("Mark a second one, and {key} compares the two.")
            return plain(hint.format(key=self.key("compare")), "bold $text-primary")
        return None

    def _legend(self) -> Content:
        announced, count = self._announced(), self._history.count
        if not count:
            empty = _(
                "Every finished assessment is listed here with its position on the axis. Press "
                "{key} to go back and start one."
            ).format(key=self.key("history-close"))
            return lines(plain(_("No results"), "bold"), "", announced or plain(empty))
        if announced is not None:
            return announced
        signs = wording.legend(self._history)
        if count > 1:
            return plain(signs if self.size.height >= LEGEND_HEIGHT else "")
        more = _(
            "This is your first result. Answer the questions again in four weeks to see here what "
            "has changed."
        )
        return lines(signs, "", plain(more, "$foreground"))

    def _update_preview(self) -> None:
        self._preview_is_due = False
        if self._history.count:
            with self._reporting_errors():
                self.query_one(ResultPreview).show(self._history, self._highlighted)

    @on(ResultList.Highlighted)
    def _highlight_moved(self) -> None:
        if self._announcement is not None and self._announcement[0] != self._highlighted:
            self._announcement = None
        self._update_text()

    @on(ResultList.Selected)
    @on(PlotView.Selected)
    def _open(self) -> None:
        if self._here is not None:
            self.post_message(OpenResult(self._here.id))

    @on(PlotView.Clicked)
    def _plot_clicked(self, event: PlotView.Clicked) -> None:
        indexes = self.query_one(PlotPanel).indexes
        if event.index >= len(indexes):
            return  # The click hit a result that has been deleted since it was drawn.
        if indexes[event.index] == self._highlighted:
            self._open()
        else:
            self._results.highlighted = indexes[event.index]

    def action_move(self, step: int, far: bool = False) -> None:
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
            after = {LIST: TIMELINE, TIMELINE: SCALES, SCALES: LIST}[self._view]
            if self._has_both:
                after = TIMELINE if self._view == SCALES else SCALES
            return parameters[0] == after and (count > 0 or after == LIST)
        needed = {"mark": 2, "compare": 2, "note": 1, "delete": 1}
        if action == "filter":
            return len(self._history.counts) > 1
        if action == "undo":
            return self._history.undoable is not None
        return self._has_plot if action == "move" else count >= needed.get(action, 0)

    def action_show(self, view: str) -> None:
        """Show another view; narrow plots show only the highlighted one's questionnaire."""
        self._view = view
        self._announcement = None
        mixed = len(self._listed) > 1 and not self._has_both
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
