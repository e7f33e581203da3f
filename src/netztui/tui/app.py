"""The program on the screen: shows nothing itself, only wires.

Screens post what the person wants (`tui.messages`) and get frozen values (`tui.views`); archive
and questionnaires are used here and in no other module of this room. What the first screen
doesn't need is imported when somebody wants it.
"""

import gc
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from netztui import i18n, paths
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.i18n import N_, _
from netztui.settings import Settings, remember
from netztui.terminal import is_too_small
from netztui.tui import commands, messages
from netztui.tui.content import harmless
from netztui.tui.keeping import DraftKeeper, utc_now
from netztui.tui.screens.base import NetzScreen, Rewording
from netztui.tui.screens.home import HomeScreen
from netztui.tui.themes import DARK, THEMES, with_muted

if TYPE_CHECKING:
    from netztui.assessment.assessment import Assessment
    from netztui.questionnaire.library import Entry
    from netztui.tui.screens.assessment import Outcome


class NetztuiApp(App[None]):
    """netztui on a terminal."""

    TITLE = "netztui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="quit"),
        Binding("ctrl+l", "next_language", N_("Deutsch"), show=False, id="switch-language"),
    ]

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = utc_now,
        randomness: random.Random | None = None,
    ) -> None:
        super().__init__()
        self._archive = archive
        self._settings = settings
        self._clock = clock
        self._randomness = randomness or random.SystemRandom()
        self._entries: tuple[Entry, ...] | None = None
        self._home = HomeScreen(clock)
        self._cover: Screen[None] | None = None
        self.unsaved: ArchiveError | None = None
        """Why what was done last could not be stored or read; None where it could."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Open the start screen, and remember a theme that is chosen from now on."""
        self.push_screen(self._home)
        if self._settings.theme in self.available_themes:
            self.theme = self._settings.theme
        elif self._settings.theme is not None:
            self._warn(_("There is no theme “{name}”.").format(name=self._settings.theme))
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme=theme.name))

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and those of netztui."""
        return with_muted(super().get_css_variables())

    @property
    def defect(self) -> BaseException | None:
        """The error that ended the program, where it is a mistake in the program."""
        return self._exception

    def _fatal_error(self) -> None:
        # A traceback with its local variables would show what a person answered.
        self._close_messages_no_wait()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell what the archive could not do, instead of failing."""
        try:
            yield
            self.unsaved = None
        except ArchiveError as error:
            from netztui.tui.screens.dialogs import TroubleScreen

            self.unsaved = error
            self.push_screen(TroubleScreen(error.what, error.todo))

    # The start screen

    @on(messages.Furnish)
    def _furnish(self) -> None:
        from netztui.questionnaire.library import available
        from netztui.tui.views import HomeView

        if self._entries is None:
            self._entries = available(paths.own_questionnaires_folder())
        with self._telling():
            newest = None
            if self._archive.result_count():
                from netztui.archive.finished import bring_up_to_date, latest

                bring_up_to_date(self._archive)
                newest = latest(self._archive)
            drafts, results = self._archive.drafts(), self._archive.result_count()
            view = HomeView(drafts, self._entries, results, newest)
            self._home.furnish(view)
        if not gc.isenabled():
            # Off since the launch: nothing of what was imported is ever garbage.
            gc.freeze()
            gc.enable()

    # Answering

    @on(messages.Begin)
    def _begin(self, message: messages.Begin) -> None:
        from netztui.assessment.assessment import Assessment

        for entry in self._entries or ():
            if entry.questionnaire is not None and entry.id == message.questionnaire:
                assessment = Assessment.begin(entry.questionnaire, self._randomness)
                language = entry.questionnaire.language(i18n.current_language())
                with self._telling():
                    draft = self._archive.begin(assessment, language, self._clock())
                    self._answer(draft, assessment, None)

    @on(messages.Resume)
    def _resume(self, message: messages.Resume) -> None:
        with self._telling():
            stored = self._archive.load(message.draft)
            self._answer(stored.id, stored.assessment, stored.position)

    @on(messages.Discard)
    def _discard(self, message: messages.Discard) -> None:
        with self._telling():
            self._archive.discard(message.draft)
        self._furnish()

    def _answer(self, draft: str, assessment: "Assessment", position: str | None) -> None:
        from netztui.tui.screens.assessment import AssessmentScreen, Outcome

        screen = AssessmentScreen(
            assessment,
            DraftKeeper(self._archive, draft, self._clock, partial(setattr, self, "unsaved")),
            i18n.current_language,
            position=position,
            pause=self._settings.pause,
        )

        def ended(outcome: "Outcome | None") -> None:
            if outcome is Outcome.FINISHED:
                self._finish(draft, screen.assessment)
            else:
                self._furnish()

        self.push_screen(screen, ended)

    def _finish(self, draft: str, assessment: "Assessment") -> None:
        from netztui.scoring.score import score

        with self._telling():
            self._archive.finish(draft, score(assessment), self._clock())
            self._open_result(draft)

    # Looking back

    def _open_result(self, id_: str) -> None:
        from netztui.archive.finished import finished, previous
        from netztui.tui.screens.result import ResultScreen
        from netztui.tui.views import ResultView

        shown = finished(self._archive, id_)
        view = ResultView(shown, previous(self._archive, shown))
        self.push_screen(ResultScreen(view), lambda _outcome: self._furnish())

    @on(messages.OpenResult)
    def _show_result(self, message: messages.OpenResult) -> None:
        with self._telling():
            self._open_result(message.assessment)

    @on(messages.OpenHistory)
    def action_history(self) -> None:
        """Show all finished assessments."""
        from netztui.archive.finished import questionnaires
        from netztui.tui.screens.history import HistoryScreen
        from netztui.tui.views import HistoryView

        with self._telling():
            rows = self._archive.results()
            # One history at a time: from a result that it opened, back to it.
            while len(self.screen_stack) > 2:
                self.pop_screen()
            view = HistoryView(rows, questionnaires(self._archive, rows))
            self.push_screen(HistoryScreen(view), lambda _outcome: self._furnish())

    @on(messages.Compare)
    def _compare(self, message: messages.Compare) -> None:
        from netztui.archive.finished import finished
        from netztui.tui.screens.comparison import ComparisonScreen

        with self._telling():
            both = [finished(self._archive, id_) for id_ in (message.earlier, message.later)]
            self.push_screen(ComparisonScreen(*both))

    # The program itself

    def action_help(self) -> None:
        """Which keys do what here."""
        from netztui.tui.screens.help import HelpScreen
        from netztui.tui.widgets.keybar import entries

        screen = self.screen
        if isinstance(screen, NetzScreen):
            self.push_screen(HelpScreen(screen.TITLE_PHRASE, entries(screen)))

    async def action_quit(self) -> None:
        """Leave; what stands in a field is stored first."""
        if all(screen.keep() for screen in self.screen_stack if isinstance(screen, NetzScreen)):
            self.exit()

    def action_next_language(self) -> None:
        """Speak the next language, on the screen as it is, and remember it."""
        languages = list(i18n.LANGUAGES)
        place = languages.index(i18n.current_language()) + 1
        language = languages[place % len(languages)]
        i18n.use_language(language)
        for screen in self.screen_stack:
            if isinstance(screen, Rewording):
                screen.reword()
        self._remember(language=language)

    def action_toggle_pause(self) -> None:
        """Show a choice for a moment before going on, or not."""
        pause = not self._settings.pause
        for screen in self.screen_stack:
            if isinstance(screen, NetzScreen):
                screen.pause_changed(pause)
        self._remember(pause=pause)

    def _remember(self, **choices: str | bool) -> None:
        from dataclasses import replace

        self._settings = replace(self._settings, **choices)  # type: ignore[arg-type]
        try:
            remember(paths.settings_path(), **choices)
        except (OSError, ValueError):
            self._warn(
                _("The settings file could not be written; the choice holds until you leave.")
            )

    def _warn(self, sentence: str) -> None:
        self.notify(harmless(sentence), markup=False, severity="warning")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        return commands.offered(self)

    def action_command_palette(self) -> None:
        """Everything that the program can do, to search and choose."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(commands.palette())

    def action_picture(self) -> None:
        """Save the screen as a picture, once the palette is gone from it."""
        self.set_timer(0.1, self.deliver_screenshot)

    def search_themes(self) -> None:
        """The colours, to search and choose."""
        self.push_screen(commands.colours())

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal becomes too small, and go on where it is large enough."""
        cramped = is_too_small(event.size.width, event.size.height)
        if cramped and self._cover is None:
            from netztui.tui.screens.dialogs import TooSmallScreen

            self._cover = TooSmallScreen()
            self.push_screen(self._cover)
        elif self._cover is not None and not cramped:
            self._cover.dismiss(None)
            self._cover = None
