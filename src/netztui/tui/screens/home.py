"""The start screen: what can be started or continued, and the latest position.

It is painted before anything is read, so that the program responds immediately; then its data is
loaded. Enter pressed in between waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import date, number
from netztui.i18n.language import in_question_language, question_language
from netztui.i18n.message import N_, LazyText
from netztui.tui.content import joined, lines, plain
from netztui.tui.screens.base import BaseScreen, Begin, Discard, OpenHistory, Resume
from netztui.tui.widgets.charts import Chart, axis_picture, placement_style
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from textual.app import ComposeResult

    # The start screen is painted before these are needed, and importing them takes longer.
    from netztui.archive.rows import Draft
    from netztui.history.history import ScoredAssessment
    from netztui.questionnaire.library import LibraryEntry


@dataclass(frozen=True, slots=True)
class HomeData:
    """What the start screen offers."""

    drafts: tuple[Draft, ...]
    entries: tuple[LibraryEntry, ...]
    results: int
    """The number of finished assessments."""
    latest: ScoredAssessment | None
    restorable: bool
    """Whether a deleted result can be restored in the history."""


class HomeScreen(BaseScreen[None]):
    """The first screen, to which every other one returns."""

    TITLE_PHRASE = N_("Start")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hurry", N_("Choose"), id="choose"),
        Binding("h,v", "history", N_("History"), id="history"),
        Binding("delete", "discard", N_("Discard"), id="discard"),
        Binding(
            "l",
            "app.next_language",
            N_("Deutsch"),
            tooltip=N_("Switch the language of the program"),
            id="language",
        ),
    ]

    def __init__(self, clock: Callable[[], datetime], load: Callable[[], None]) -> None:
        """`load` is called when the screen is painted, and should then call `show`."""
        super().__init__()
        self._clock, self._load = clock, load
        self._data: HomeData | None = None
        self._hurried = False

    def compose(self) -> ComposeResult:
        """The program's name, the menu and the latest position."""
        with VerticalScroll(can_focus=False):
            yield TranslatedLabel(lambda: plain("netztui", "bold $text-primary"))
            yield TranslatedLabel(_about, id="about")
            yield Menu()
            yield TranslatedLabel(self._description, id="description")
            with Vertical(id="latest"):
                yield TranslatedLabel(self._latest_title)
                yield Chart(lambda _width: plain(""))
        yield KeyBar()

    def on_mount(self) -> None:
        """Load the data once the first frame is painted, which takes as long as a frame."""
        self.query_one("#latest").display = False
        # Counted from the layout on, since a slow machine takes longer than a frame until then.
        self.call_after_refresh(self.set_timer, 1 / 60, self._load)

    def show(self, data: HomeData) -> None:
        """Show the data, with the first row highlighted."""
        self._data = data
        self.retranslate()
        menu = self.query_one(Menu)
        menu.highlighted = 0
        menu.focus()
        if self._hurried:
            self._hurried = False
            menu.action_select()

    def retranslate(self) -> None:
        """Show everything in the current language, with the same row highlighted."""
        if self._data is not None:
            self.query_one(Menu).fill([*self._rows(self._data)])
            self._draw_latest(self._data.latest)
        super().retranslate()

    def _rows(self, data: HomeData) -> Iterator[tuple[str | None, Content]]:
        for draft in data.drafts:
            yield f"draft/{draft.id}", self._draft_line(draft)
        for entry in data.entries:
            yield f"begin/{entry.id}" if entry.questionnaire else None, _entry_line(entry)
        if data.results:
            count = ngettext("History: {n} result", "History: {n} results", data.results)
            yield "history", plain(count)
        elif data.restorable:
            yield "history", plain(_("History: a deleted result can be restored"))

    def _draft_line(self, draft: Draft) -> Content:
        title = in_question_language(draft.title, draft.questionnaire)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        return joined(
            plain(_("Go on: {title}").format(title=title), "bold"),
            plain(f"  {answered} · {ago}", "$muted"),
        )

    @property
    def _highlighted(self) -> tuple[str, str]:
        """The kind of the highlighted row, and the id of what it opens."""
        kind, _slash, id_ = (self.query_one(Menu).highlighted_id or "").partition("/")
        return kind, id_

    def _description(self) -> Content:
        for entry in self._data.entries if self._data is not None else ():
            if ("begin", entry.id) == self._highlighted and entry.questionnaire is not None:
                description = entry.questionnaire.description
                language = question_language(entry.questionnaire.languages)
                return plain(description.in_language(language) if description else "", "$muted")
        return plain("")

    def _latest_title(self) -> Content:
        latest = self._data.latest if self._data is not None else None
        if latest is None or latest.stored.finished_at is None:
            return plain("")
        from netztui.text.result import placement_title

        title, axis = placement_title(latest.result), latest.result.questionnaire.axis
        return joined(
            plain(_("Your latest result"), "bold"),
            plain(f"  {date(latest.stored.finished_at)} · ", "$muted"),
            plain(title, placement_style(latest.result.placement, axis)),
        )

    def _draw_latest(self, latest: ScoredAssessment | None) -> None:
        from netztui.text.labels import pole_labels
        from netztui.tui.view_models import level_zone, position_estimate

        axis = latest.result.axis if latest is not None else None
        self.query_one("#latest").display = axis is not None
        if latest is not None and axis is not None:
            poles = pole_labels(latest.result.questionnaire)
            estimate = position_estimate(axis.position, level_zone(latest.result.questionnaire))
            self.query_one(Chart).show(partial(axis_picture, *poles, estimate))

    @on(OptionList.OptionHighlighted)
    def _highlight_moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.query_one("#description", TranslatedLabel).retranslate()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match (event.option_id or "").split("/", 1):
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
        """Remember Enter from before the menu was filled, for its first row."""
        self._hurried = True

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


def _about() -> Content:
    what = _(
        "You answer questions about your networks with one key each, see where you stand "
        "between gathering and hunting, and can compare it with next time."
    )
    return lines(what, plain(_("Everything stays on this computer."), "$muted"))


def _entry_line(entry: LibraryEntry) -> Content:
    questionnaire = entry.questionnaire
    if questionnaire is None:
        first = entry.diagnostics[0]
        wrong = _("Line {n}: {wrong}").format(n=number(first.line), wrong=translate(first.message))
        return lines(
            plain(_("Unusable: {file}").format(file=entry.path.name), "$text-warning"),
            plain(f"  {wrong}", "$muted"),
        )
    from netztui.text.labels import length_phrases

    title = questionnaire.title.in_language(question_language(questionnaire.languages))
    return joined(
        plain(_("Begin: {title}").format(title=title), "bold"),
        plain(f"  {' · '.join(length_phrases(questionnaire))}", "$muted"),
    )
