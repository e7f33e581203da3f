"""The start screen: what this is, going on or beginning, and where one stood last.

It is painted before anything is read, so that the program answers at once; what there is to
begin or to go on with comes right behind (`HomeDataRequested`). A key pressed in between waits
for it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from netztui.i18n.catalogue import _, ngettext, time_ago, translate
from netztui.i18n.formats import date, number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_, LazyText
from netztui.tui.content import joined, lines, plain
from netztui.tui.messages import Begin, Discard, HomeDataRequested, OpenHistory, Resume
from netztui.tui.screens.base import BaseScreen
from netztui.tui.widgets.charts import Chart, axis_bar
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.menu import Menu

if TYPE_CHECKING:
    # The start screen is painted before these are needed, and importing them takes longer.
    from netztui.archive.rows import Draft
    from netztui.questionnaire.library import LibraryEntry
    from netztui.tui.view_models import HomeView

HISTORY = "history"
BREAKPOINTS = [(0, "-low"), (32, "-tall")]


class HomeScreen(BaseScreen[None]):
    """Where every walk begins and ends."""

    DEFAULT_CSS = """
    HomeScreen {
        VerticalScroll { padding: 1 0 0 3; scrollbar-size-vertical: 1;
                         align-horizontal: center; }
        VerticalScroll > * { padding-right: 2; max-width: 84; }
        #name { text-style: bold; }
        #about { margin-bottom: 1; }
        OptionList { height: auto; }
        #described { margin: 1 0 0 0; }
        #latest { height: auto; margin-top: 1; }
        #latest Chart { margin-top: 1; }
    }
    HomeScreen.-tall {
        align: center middle;
        VerticalScroll { height: auto; max-height: 100%; }
    }
    """
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    TITLE_PHRASE = N_("Start")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hurry", N_("Choose"), id="choose"),
        Binding("v", "history", N_("History"), id="history"),
        Binding("delete", "discard", N_("Discard"), id="discard"),
        Binding(
            "l",
            "app.next_language",
            N_("Deutsch"),
            tooltip=N_("Switch the language of the program"),
            id="language",
        ),
    ]

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self._clock = clock
        self._view: HomeView | None = None
        self._hurried = False

    def compose(self) -> ComposeResult:
        """What it is, what can be done, and the latest position."""
        with VerticalScroll(can_focus=False):
            yield TranslatedLabel(lambda: plain("netztui", "bold $text-primary"), id="name")
            yield TranslatedLabel(self._about, id="about")
            yield Menu()
            yield TranslatedLabel(self._described, id="described")
            with Vertical(id="latest"):
                yield TranslatedLabel(self._latest_title)
                yield Chart(lambda _width: plain(""))
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for what there is once the first frame is out, which takes a frame's time."""
        self.query_one("#latest").display = False
        self.set_timer(1 / 60, lambda: self.post_message(HomeDataRequested()))

    def show(self, view: "HomeView") -> None:
        """Show what there is now."""
        self._view = view
        self.retranslate()
        menu = self.query_one(Menu)
        menu.highlighted = 0
        menu.focus()
        if self._hurried:
            self._hurried = False
            menu.action_select()

    def retranslate(self) -> None:
        """Say everything in the language of now, the highlight where it was."""
        view = self._view
        if view is not None:
            self.query_one(Menu).fill(self._rows(view))
            self._place_latest(view)
        super().retranslate()

    def _about(self) -> Content:
        return lines(
            _(
                "You answer questions about your networks with one key each, see where you stand "
                "between gathering and hunting, and can compare it with next time."
            ),
            plain(_("Everything stays on this computer."), "$muted"),
        )

    # The menu

    def _rows(self, view: "HomeView") -> list[tuple[str | None, Content]]:
        rows: list[tuple[str | None, Content]] = []
        rows += [(f"draft/{draft.id}", self._draft_line(draft)) for draft in view.drafts]
        rows += [
            (f"begin/{entry.id}" if entry.questionnaire else None, self._entry_line(entry))
            for entry in view.entries
        ]
        if view.results:
            told = ngettext("History: {n} result", "History: {n} results", view.results)
            rows.append((HISTORY, plain(told)))
        elif view.restorable:
            rows.append((HISTORY, plain(_("History: a deleted result can be brought back"))))
        return rows

    def _draft_line(self, draft: "Draft") -> Content:
        language = current_language()
        title = draft.title.get(language) or next(iter(draft.title.values()), draft.questionnaire)
        answered = ngettext("{n} answer so far", "{n} answers so far", draft.answered)
        ago = time_ago(self._clock() - draft.active_at)
        return joined(
            plain(_("Go on: {title}").format(title=title), "bold"),
            plain(f"  {answered} · {ago}", "$muted"),
        )

    def _entry_line(self, entry: "LibraryEntry") -> Content:
        from netztui.text.result import length_phrases

        questionnaire = entry.questionnaire
        if questionnaire is None:
            first = entry.problems[0]
            wrong = _("Line {n}: {wrong}").format(
                n=number(first.line), wrong=translate(first.message)
            )
            return lines(
                plain(_("Unusable: {file}").format(file=entry.path.name), "$text-warning"),
                plain(f"  {wrong}", "$muted"),
            )
        language = questionnaire.language(current_language())
        title = questionnaire.title.in_language(language)
        questions, told = length_phrases(questionnaire)
        return joined(
            plain(_("Begin: {title}").format(title=title), "bold"),
            plain(f"  {questions} · {told}", "$muted"),
        )

    def _described(self) -> Content:
        if self._view is None:
            return plain("")
        kind, _slash, name = (self.query_one(Menu).highlighted_id or "").partition("/")
        if kind == "begin":
            for entry in self._view.entries:
                questionnaire = entry.questionnaire
                if entry.id == name and questionnaire is not None and questionnaire.description:
                    language = questionnaire.language(current_language())
                    return plain(questionnaire.description.in_language(language), "$muted")
        return plain("")

    def _latest_title(self) -> Content:
        latest = self._view.latest if self._view else None
        if latest is None or latest.stored.finished_at is None:
            return plain("")
        from netztui.text.result import placement_title

        title = placement_title(latest.result.questionnaire, latest.result.placement)
        return joined(
            plain(_("Your latest result"), "bold"),
            plain(f"  {date(latest.stored.finished_at)} · {title}", "$muted"),
        )

    def _place_latest(self, view: "HomeView") -> None:
        from netztui.text.result import pole_labels
        from netztui.tui.view_models import position_estimate

        axis = view.latest.result.axis if view.latest is not None else None
        self.query_one("#latest").display = axis is not None
        if view.latest is not None and axis is not None:
            low, high = pole_labels(view.latest.result.questionnaire)
            estimate = position_estimate(axis.position)
            self.query_one(Chart).show(partial(axis_bar, low, high, estimate))

    # Keys

    @on(OptionList.OptionHighlighted)
    def _highlight_moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.query_one("#described", TranslatedLabel).retranslate()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _slash, name = (event.option_id or "").partition("/")
        if kind == "draft":
            self.post_message(Resume(name))
        elif kind == "begin":
            self.post_message(Begin(name))
        elif kind == HISTORY:
            self.post_message(OpenHistory())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is can be opened or thrown away."""
        if action == "history":
            view = self._view
            return view is not None and (view.results > 0 or view.restorable)
        if action == "discard":
            return self._view is not None and (
                self.query_one(Menu).highlighted_id or ""
            ).startswith("draft/")
        return True

    def action_hurry(self) -> None:
        """Enter before there is anything to choose from: it holds for what comes first."""
        self._hurried = True

    def action_history(self) -> None:
        """Show the finished assessments."""
        self.post_message(OpenHistory())

    def action_discard(self) -> None:
        """Throw the highlighted draft away, once the person has said yes."""
        from netztui.tui.screens.dialogs import ConfirmScreen

        draft = (self.query_one(Menu).highlighted_id or "").partition("/")[2]

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(Discard(draft))

        self.app.push_screen(
            ConfirmScreen(
                LazyText(N_("Discard this unfinished assessment?")),
                LazyText(
                    N_("Its answers then lie in the trash; “netztui trash” brings them back.")
                ),
            ),
            answered,
        )
