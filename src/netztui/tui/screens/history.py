"""The history: every finished assessment as a list, on the axis over time, and on the map.

The list is a plot already: each row is one assessment with its position and its 95 % interval,
all on the same axis, newest on top. So what lies within the noise is seen before anything is
counted. The two pictures set apart the result that is highlighted in the list, and the other way
round: there is one highlight, and it stays where it is when the view changes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import ClassVar, Protocol

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
from netztui.tui.plots.picture import PlotView
from netztui.tui.plots.sheet import Plot
from netztui.tui.screens import history_words as words
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import TroubleScreen
from netztui.tui.screens.history_pictures import LIST, MAP, NEXT, TIMELINE, Pictured, pictured
from netztui.tui.screens.note import NoteScreen
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.phrase import TranslatedLabel
from netztui.tui.widgets.rows import Rows

WIDE = 116
"""Columns from which the list and a picture stand side by side."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]


class Telling(Protocol):
    """Tells the person what the archive could not do, instead of failing."""

    def __call__(self, *, writing: bool = False) -> AbstractContextManager[None]:
        """Around what uses the archive."""


class HistoryScreen(BaseScreen[None]):
    """Shows results; one can be opened, noted on or deleted, two can be compared."""

    DEFAULT_CSS = """
    HistoryScreen {
        #head { padding-top: 1; }
        #body { height: 1fr; }
        PlotView { margin: 0 1; }
        #detail { padding: 0 1 0 4; min-height: 1; max-height: 6; }
        #foot { padding: 0 1 0 4; color: $muted; }
        .picturing#detail, .picturing#foot { padding: 0 1; }
        .picturing#head { padding-top: 0; }
    }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    TITLE_PHRASE = N_("History")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,tab", "show('timeline')", N_("Timeline"), id="history-view"),
        Binding("t,tab", "show('map')", N_("Map"), id="history-view"),
        Binding("t,tab", "show('list')", N_("List"), id="history-view"),
        Binding("left", "walk(-1)", N_("Earlier"), show=False, id="earlier"),
        Binding("right", "walk(1)", N_("Later"), show=False, id="later"),
        Binding("c", "compare", N_("Compare"), id="compare"),
        Binding("n", "note", N_("Note"), id="history-note"),
        Binding("u", "undo", N_("Bring back"), id="history-undo"),
        Binding("delete", "delete", N_("Delete"), id="history-delete"),
        Binding("space", "mark", N_("Mark"), id="history-mark"),
        Binding("f", "filter", N_("Filter by questionnaire"), id="history-filter"),
        Binding("escape,backspace", "close", N_("Back"), id="history-close"),
    ]

    def __init__(self, past: History, telling: Telling) -> None:
        super().__init__()
        self._past = past
        self._telling = telling
        self._view = LIST
        self._marked: tuple[ResultRow, ...] = ()
        self._said: Callable[[], str] | None = None

    def compose(self) -> ComposeResult:
        """What is shown, the list or a picture, and what there is to say about it."""
        yield TranslatedLabel(self._head, id="head")
        with Horizontal(id="body"):
            yield Rows(self._line)
            yield PlotView(self._picture)
        yield TranslatedLabel(self._detail, id="detail")
        yield TranslatedLabel(self._foot, id="foot")
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        self._rows.show(self._past.count, 0)
        self._arrange()

    def on_resize(self, _event: events.Resize) -> None:
        """The list and a picture stand side by side where there is room."""
        self.call_after_refresh(self._arrange)

    def retranslate(self) -> None:
        """Say everything in the language of now, the highlight where it was."""
        super().retranslate()
        self._rows.refresh()
        self.query_one(PlotView).refresh()
        self.refresh_bindings()

    def keep(self) -> bool:
        """Store a note that is being written."""
        writing = [screen for screen in self.app.screen_stack if isinstance(screen, NoteScreen)]
        return all(screen.store() for screen in writing)

    # What is shown

    @property
    def _rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _place(self) -> int:
        return self._rows.highlighted if self.is_mounted else 0

    @property
    def _here(self) -> ResultRow | None:
        return self._row(self._place)

    def _row(self, place: int) -> ResultRow | None:
        try:
            return self._past.row(place)
        except ArchiveError as error:
            # Asked for while something is being drawn.
            self.call_later(self.app.push_screen, TroubleScreen(error.what, error.todo))
            return None

    @property
    def _meant(self) -> list[str]:
        return list(self._past.counts) if self._past.only is None else [self._past.only]

    @property
    def _columns(self) -> words.Columns:
        known = [self._past.questionnaires[name] for name in self._meant]
        # The scrollbar's column is kept free also where there is none.
        width = self.size.width // 2 if self._is_wide else self.size.width
        return words.Columns(width - 1, known)

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= WIDE

    @property
    def _next_view(self) -> str:
        """What comes next by the key that changes the view; the list stays where it has room."""
        if self._is_wide:
            return TIMELINE if self._view == MAP else MAP
        return NEXT[self._view]

    def _arrange(self) -> None:
        """Show the view of now, with the keys in it."""
        picture = self.query_one(PlotView)
        listed = self._view == LIST or self._is_wide
        self._rows.display = listed
        picture.display = self._view != LIST or self._is_wide
        for phrase in self.query(TranslatedLabel):
            phrase.set_class(not listed, "picturing")
        (self._rows if listed else picture).focus()
        self.retranslate()

    def _look(self, place: int) -> None:
        """Show what there is now, with the highlight at `place`."""
        self._rows.show(self._past.count, place)
        self._arrange()

    def _head(self) -> Content:
        count = self._past.count
        if not count:
            return joined(" ", plain(_("No results"), "bold"))
        meant = self._meant
        if len(meant) == 1:
            title = words.title_of(meant[0], self._past.questionnaires)
        else:
            title = _("All questionnaires")
        told = {
            LIST: ngettext("{n} result", "{n} results", count),
            TIMELINE: ngettext("{n} result over time", "{n} results over time", count),
            MAP: ngettext("{n} result on the map", "{n} results on the map", count),
        }[self._view]
        if len(self._past.counts) > 1 and self._view == LIST:
            told += " · " + _("{key} filters").format(key=self.key("history-filter"))
        head = joined(" ", plain(title, "bold"), plain(f"  {told}", "$muted"))
        ends = words.common_poles(self._past.questionnaires[name] for name in meant)
        if ends is None or not (self._view == LIST or self._is_wide):
            return head
        return lines(head, words.pole_names(self._columns, ends))

    def _line(self, place: int, pointed: bool) -> Content:
        row = self._row(place)
        if row is None:
            return plain("")
        known = self._past.questionnaires.get(row.questionnaire)
        marked = self._is_marked(row)
        return words.line(row, known, self._columns, pointed=pointed, marked=marked)

    def _is_marked(self, row: ResultRow) -> bool:
        return any(marked.id == row.id for marked in self._marked)

    # Pictures

    def _pictured(self) -> Pictured:
        return pictured(self._past.count, self._place, self._row)

    def _picture(self, width: int, height: int) -> Plot | None:
        here = self._here
        known = self._past.questionnaires.get(here.questionnaire) if here is not None else None
        return self._pictured().drawn(self._view, known, width, height)

    def _detail(self) -> Content:
        row = self._here
        if row is None:
            return plain(" ")
        if self._view == LIST and not self._is_wide:
            mixed = len(self._meant) > 1
            return words.below_list(row, self._past.questionnaires if mixed else None)
        told = words.told(
            row,
            self._past.questionnaires.get(row.questionnaire),
            counted=self._pictured().counted,
            with_intensity=self._view == MAP,
            marked=self._is_marked(row),
        )
        return lines(told, words.note_line(row)) if row.note else told

    def _foot(self) -> Content:
        if self._said is not None:
            return plain(self._said(), "bold $text-primary")
        if len(self._marked) == 1:
            told = _("One is marked. Mark the other one to compare with, then press {key}.")
            return plain(told.format(key=self.key("compare")))
        listed = _("█ is the position, ▒ its standard error, ░ its 95% interval.")
        if self._is_wide:
            return lines(listed, self._pictured().explained(self._view))
        return plain(listed if self._view == LIST else self._pictured().explained(self._view))

    # Moving

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._say(None)

    @on(Rows.Chosen)
    @on(PlotView.Chosen)
    def _chosen(self) -> None:
        if self._here is not None:
            self.post_message(OpenResult(self._here.id))

    @on(PlotView.Pointed)
    def _pointed(self, event: PlotView.Pointed) -> None:
        place = self._pictured().places[event.place]
        if place == self._place:
            self._chosen()
        else:
            self._go(place)

    @on(PlotView.Walked)
    def _walked(self, event: PlotView.Walked) -> None:
        self.action_walk(event.step, far=event.far)

    def action_walk(self, step: int, *, far: bool = False) -> None:
        """To the result before (−1) or after (1) in time; to the first or last if `far`."""
        count = self._past.count
        places = range(self._place) if step > 0 else range(count - 1, self._place, -1)
        for place in places if far else reversed(places):
            row = self._row(place)
            if row is not None and words.dot_of(row) is not None:
                self._go(place)
                return

    def _go(self, place: int) -> None:
        self._rows.show(self._past.count, place)
        self._say(None)

    def _say(self, said: Callable[[], str] | None) -> None:
        self._said = said
        self.retranslate()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now is offered; two are needed to compare."""
        if action == "show":
            return parameters[0] == self._next_view and (
                self._past.count > 0 or parameters[0] == LIST
            )
        return {
            "walk": self._is_wide,
            "mark": self._past.count > 1,
            "compare": self._past.count > 1,
            "filter": len(self._past.counts) > 1,
            "note": self._past.count > 0,
            "delete": self._past.count > 0,
            "undo": self._past.undoable is not None,
        }.get(action, True)

    def action_show(self, view: str) -> None:
        """Go on to the list or a picture; pictures show one questionnaire."""
        self._view = view
        self._said = None
        mixed = len(self._meant) > 1 and not self._is_wide
        if view != LIST and mixed and self._here is not None:
            self._choose(self._here.questionnaire)
        else:
            self._arrange()

    def action_filter(self) -> None:
        """Go on to the next questionnaire; in the list, all together come after the last."""
        choices: list[str | None] = [*([None] if self._view == LIST else []), *self._past.counts]
        place = choices.index(self._past.only) + 1
        self._said = None
        self._choose(choices[place % len(choices)])

    def _choose(self, questionnaire: str | None) -> None:
        here = self._here
        self._past.choose(questionnaire)
        place = None
        if here is not None and questionnaire in {None, here.questionnaire}:
            with self._telling():
                place = self._past.index_of(here.id)
        self._look(place or 0)

    def action_mark(self) -> None:
        """Mark the highlighted one, or take the mark back; the last two marked count."""
        row = self._here
        if row is not None:
            others = tuple(marked for marked in self._marked if marked.id != row.id)
            self._marked = others if self._is_marked(row) else (*others, row)[-2:]
            self._say(None)

    def action_compare(self) -> None:
        """Compare the two marked; with one or none marked, the highlighted one is the other."""
        wanted = list(self._marked)
        here = self._here
        if len(wanted) < 2 and here is not None and not self._is_marked(here):
            wanted.append(here)
        if len(wanted) < 2:
            with self._telling():
                other = self._past.beside(self._place)
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
        with self._telling(writing=True):
            self._past.annotate(id_, note)
            self._say(None)
            return True
        return False

    def action_delete(self) -> None:
        """Delete the highlighted result; it can be brought back."""
        row = self._here
        if row is None:
            return
        with self._telling(writing=True):
            self._past.delete(row.id)
            self._marked = tuple(marked for marked in self._marked if marked.id != row.id)
            self._said = lambda: _("Deleted. {key} brings it back.").format(
                key=self.key("history-undo")
            )
        self._look(self._place)

    def action_undo(self) -> None:
        """Bring back the result that was deleted last."""
        with self._telling(writing=True):
            undone = self._past.undo()
            if undone is not None and undone.finished_at is not None:
                when = undone.finished_at
                self._said = lambda: _("Restored: the result of {date}.").format(date=day(when))
                self._look(self._past.index_of(undone.id) or 0)

    def action_close(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
