"""The start screen: what can be started or continued, and the latest position.

It is painted before anything is read, so that the program responds immediately; then its data is
loaded. Keys pressed in between wait for it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import number
from netztui.i18n.language import in_question_language
from netztui.i18n.message import N_, LazyText
from netztui.tui.content import joined, lines, plain, wrapped
from netztui.tui.screens.base import BaseScreen, Begin, Discard, OpenHistory, Resume
from netztui.tui.widgets.charts import HIGH, LOW, Chart
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    # The start screen is painted before these are needed, and importing them takes longer.
    from netztui.archive.rows import Draft
    from netztui.history.home_data import HomeData
    from netztui.questionnaire.library import LibraryEntry
    from netztui.questionnaire.model import Questionnaire
    from netztui.tui.widgets.menu import ListRow, Menu

MOMENT = 0.002
"""Seconds in which the terminal gets what is painted, and the program the keys pressed so far."""
SHARE = 12
"""How many cells the share done of a draft takes."""
TALL = 30
"""How many lines leave room for the large name."""
WIDTHS = [(0, "-narrow"), (110, "-wide")]
FEWEST = 22
"""How many lines it takes for all panels."""
PLAN = 36
"""How many characters of a plan have room behind its heading."""
HEIGHTS = [(0, "-tiny"), (FEWEST, "-low"), (TALL, "-tall")]
BRAND = (("█▄ █ █▀▀ ▀█▀ ▀▀█ ", "▀█▀ █ █ █"), ("█ ▀█ ██▄  █  █▄▄ ", " █  █▄█ █"))
"""The program's name in half blocks."""


class HomeScreen(BaseScreen[None]):
    """The first screen, to which every other one returns."""

    TITLE_PHRASE = N_("Start")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hurry", N_("Choose"), id="choose"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="down"),
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="up"),
        Binding("h,v", "history", N_("History"), id="history"),
        Binding("d,delete", "discard", N_("Discard"), id="discard"),
        Binding(
            "l",
            "app.next_language",
            N_("Deutsch"),
            tooltip=N_("Switch the language of the program"),
            id="language",
        ),
        Binding("o", "app.settings", N_("Settings"), id="settings"),
    ]

    def __init__(self, clock: Callable[[], datetime], load: Callable[[], None]) -> None:
        """`load` is called when the screen is painted, and should then call `show`."""
        super().__init__()
        self._clock, self._load = clock, load
        self._data: HomeData | None = None
        self._requested = self._hurried = self._is_stale = False
        self._moved = 0
        """How many rows down before there were any."""

    def compose(self) -> ComposeResult:
        """The program's name, and room for the panels."""
        with VerticalScroll(can_focus=False):
            yield Chart(self._brand, classes="brand")
            yield Container(id="panels")
        yield KeyBar()

    @cached_property
    def _menu(self) -> Menu:
        from netztui.tui.widgets.menu import Menu

        return Menu()

    def show(self, data: HomeData) -> None:
        """Show the data with the first row highlighted, or open that row if Enter was pressed."""
        self._data, self._is_stale = data, True
        if self._menu.is_attached:
            self.call_next(self._furnish)
        else:
            # Keys that were pressed while the data was read come first.
            self.set_timer(MOMENT, self._furnish)

    def on_screen_resume(self) -> None:
        """Load the data when the screen is painted; later, show what the user has not seen yet."""
        # Textual paints the screen after this, and calls what is next after that.
        if self._requested:
            self.call_next(self._furnish)
        else:
            self._requested = True
            self.call_next(self.set_timer, MOMENT, self._load)

    async def _furnish(self) -> None:
        panels, data = self.query_one("#panels"), self._data
        # A program that leaves while it starts has nothing to mount into.
        if data is None or not (self._is_stale and self.is_current and panels.is_attached):
            return
        rows = self._rows(data) if self._moved else islice(self._rows(data), 1)
        usable = [(place, id_) for place, (id_, _row) in enumerate(rows) if id_ is not None]
        place, wanted = usable[self._moved % len(usable)] if usable else (0, None)
        self._moved = 0
        if self._hurried and wanted is not None:
            # The panels are not needed before the user comes back.
            self._hurried = False
            self._open(wanted)
            return
        self._is_stale = False
        # Nothing is shown before all of it is there, and the name above stays where it is.
        panels.visible = False
        if not self._menu.is_attached:
            await panels.mount_all(self._panels())
        top = self.query_one("#top")
        await top.remove_children()
        # Unlike `mount`, this does nothing if the program is about to end.
        await top.mount_all([self._large_panel(data)])
        panels.visible = True
        self.retranslate()
        self._menu.highlighted = place
        self._menu.focus(scroll_visible=False)
        if self._hurried:
            self._hurried = False
            self._menu.action_select()

    def _panels(self) -> Iterator[Widget]:
        from netztui.tui.widgets.panel import Panel

        about = Panel(
            TranslatedLabel(self._description),
            title=self._described,
            subtitle=self._length,
            id="about",
        )
        menu = Panel(self._menu, title=lambda: _("What next?"), id="menu")
        yield Vertical(id="top")
        yield Vertical(menu, about, id="choices")

    def _large_panel(self, data: HomeData) -> Widget:
        """The latest result, or what the program is for without one."""
        if data.latest is None:
            from netztui.tui.widgets.introduction_panel import IntroductionPanel

            return IntroductionPanel(data)
        from netztui.tui.widgets.standing_panel import StandingPanel

        wrapped_plan = any(len(plan) > PLAN for plan in data.latest.recalled)
        roomy = TALL if data.drafts or wrapped_plan else FEWEST
        return StandingPanel(data.latest, data.earlier, data.rows, self._clock, roomy)

    def retranslate(self) -> None:
        """Show everything in the current language, with the same row highlighted."""
        if self._data is not None and self._menu.is_attached:
            self._menu.fill([*self._rows(self._data)])
        self.query(Chart).refresh(layout=True)
        super().retranslate()

    def _brand(self, width: int) -> Content:
        rows = BRAND if self.app.size.height >= TALL else [("netz", "tui")]
        quiet = plain(_("Everything stays on this computer."), "$muted")
        drawn = [
            joined(plain(low, f"bold {LOW}"), plain(high, f"bold {HIGH}")) for low, high in rows
        ]
        *others, last = drawn
        room = max(1, width - last.cell_length - quiet.cell_length)
        return lines(*others, joined(last, " " * room, quiet))

    def _rows(self, data: HomeData) -> Iterator[tuple[str | None, Content | ListRow]]:
        for draft in data.drafts:
            yield f"draft/{draft.id}", self._draft_row(draft)
        for entry in data.entries:
            yield f"begin/{entry.id}" if entry.questionnaire else None, _entry_row(entry)
        if data.results:
            count = ngettext("{n} result", "{n} results", data.results)
            yield "history", _row(plain(_("History"), "bold"), count)
        elif data.restorable:
            yield "history", plain(_("History: a deleted result can be restored"))

    def _draft_row(self, draft: Draft) -> ListRow:
        from netztui.assessment.assessment import Assessment

        title = in_question_language(draft.title, draft.questionnaire)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        entries = self._data.entries if self._data is not None else ()
        known = [one.questionnaire for one in entries if one.id == draft.questionnaire]
        bar = ""
        if known and known[0] is not None:
            done = min(SHARE, round(SHARE * draft.answered / len(Assessment(known[0]).keys)))
            bar = "━" * done + "─" * (SHARE - done)
        head = plain(_("Go on: {title}").format(title=title), "bold")
        return _row(head, f"{bar}  {answered} · {ago}", f"{bar}  {answered}", bar or answered)

    @property
    def _highlighted(self) -> tuple[str, str]:
        """The kind of the highlighted row, and the id of what it opens."""
        kind, _slash, id_ = (self._menu.highlighted_id or "").partition("/")
        return kind, id_

    @property
    def _questionnaire(self) -> Questionnaire | None:
        """That of the highlighted row; None if it has none."""
        for entry in self._data.entries if self._data is not None else ():
            if ("begin", entry.id) == self._highlighted:
                return entry.questionnaire
        return None

    def _described(self) -> str:
        from netztui.text.labels import localized

        one = self._questionnaire
        return localized(one.title, one) if one is not None else ""

    def _length(self) -> str:
        from netztui.text.labels import length_phrases

        one = self._questionnaire
        return " · ".join(length_phrases(one)) if one is not None else ""

    def _description(self) -> Content:
        from netztui.text.labels import localized

        text, one = "", self._questionnaire
        if one is not None:
            text = localized(one.description, one)
        elif self._highlighted[0] == "draft":
            text = _("Your answers are saved. You continue at the question where you stopped.")
        elif self._highlighted[0] == "history":
            text = _("All your results: look at them, compare two of them, or see them over time.")
        return plain(text, "$muted")

    @on(OptionList.OptionHighlighted)
    def _highlight_moved(self, event: OptionList.OptionHighlighted) -> None:
        from netztui.tui.widgets.panel import Panel

        event.stop()
        self.query_one("#about TranslatedLabel", TranslatedLabel).retranslate()
        self.query_one("#about", Panel).retranslate()
        self.refresh_bindings()
        # No other key scrolls to what is above the first row, and below the last one.
        around = self.query_one(VerticalScroll)
        usable = [row for row, one in enumerate(self._menu.options) if not one.disabled]
        if event.option_index in usable[:1]:
            around.scroll_home(animate=False)
        elif event.option_index in usable[-1:]:
            around.scroll_end(animate=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(event.option_id or "")

    def _open(self, row: str) -> None:
        match row.split("/", 1):
            case ["draft", draft]:
                self.post_message(Resume(draft))
            case ["begin", questionnaire]:
                self.post_message(Begin(questionnaire))
            case _:
                self.action_history()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The history needs results, and discarding a highlighted draft."""
        data = self._data
        if action == "history":
            return data is not None and (data.results > 0 or data.restorable)
        if action == "discard":
            return data is not None and self._highlighted[0] == "draft"
        return True

    def action_hurry(self) -> None:
        """Remember Enter from before the menu was filled."""
        self._hurried = True

    def action_move(self, rows: int) -> None:
        """Remember moves from before the menu was filled."""
        self._moved += rows

    def action_history(self) -> None:
        """Show the finished assessments."""
        self.post_message(OpenHistory())

    def action_discard(self) -> None:
        """Discard the highlighted draft once the user has confirmed it."""
        from netztui.tui.screens.dialogs import ConfirmScreen

        draft = self._highlighted[1]
        question = LazyText(N_("Discard this unfinished assessment?"))
        trash = LazyText(N_("Its answers will be in the trash; “netztui trash” restores them."))

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(Discard(draft))

        self.app.push_screen(ConfirmScreen(question, trash), answered)


def _entry_row(entry: LibraryEntry) -> Content | ListRow:
    questionnaire = entry.questionnaire
    if questionnaire is None:
        first = entry.diagnostics[0]
        wrong = _("Line {n}: {wrong}").format(n=number(first.line), wrong=translate(first.message))
        return lines(
            plain(_("Unusable: {file}").format(file=entry.path.name), "$text-warning"),
            plain(f"  {wrong}", "$muted"),
        )
    from netztui.text.labels import length_phrases, localized

    title, length = localized(questionnaire.title, questionnaire), length_phrases(questionnaire)
    head = plain(_("Begin: {title}").format(title=title), "bold")
    return _row(head, " · ".join(length), length[0])


def _row(head: Content, *tails: str) -> ListRow:
    """A row with the first of the tails at its end that has room there, or none."""
    from netztui.tui.widgets.menu import ListRow

    def draw(width: int) -> list[Content]:
        for tail in (plain(text.strip(), "$muted") for text in tails):
            if (room := width - head.cell_length - tail.cell_length) > 1:
                return [joined(head, " " * room, tail)]
        return wrapped(head, width)

    return ListRow(draw)
