"""What the program on the screen is apart from its screens.

Language, colours, help and palette, leaving, and telling what went wrong. What is answered and
kept is the business of `tui.app`, which builds on this.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

from netztui import i18n, paths
from netztui.archive.errors import ArchiveError
from netztui.i18n import N_, _
from netztui.questionnaire.message import Message
from netztui.settings import Settings, remember
from netztui.terminal import is_too_small
from netztui.tui import commands, leaving
from netztui.tui.content import harmless
from netztui.tui.screens.base import NetzScreen, Rewording
from netztui.tui.themes import DARK, THEMES, with_muted


class Shell(App[None]):
    """A program that speaks languages, has colours, and never ends in a traceback."""

    TITLE = "netztui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="quit"),
        Binding("ctrl+l", "next_language", N_("Deutsch"), show=False, id="switch-language"),
    ]

    def __init__(self, settings: Settings, problems: tuple[Message, ...]) -> None:
        super().__init__()
        self._settings = settings
        self._problems = problems
        self._cover: Screen[None] | None = None
        self._insisting = False
        self.unsaved: ArchiveError | None = None
        """Why what was done last could not be stored or read; None where it could."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme or DARK.name

    def on_mount(self) -> None:
        """Heed the system where it wants the program to end."""
        if not self.is_headless:
            leaving.watch(self.leave)

    def on_ready(self) -> None:
        """Say what is wrong with the settings; remember a theme that is chosen from now on."""
        for problem in self._problems:
            self.warn(i18n.say(problem))
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
    def telling(self, *, writing: bool = False) -> Iterator[None]:
        """Tell what the archive could not do, instead of failing; what was written is noted."""
        try:
            yield
        except ArchiveError as error:
            from netztui.tui.screens.dialogs import TroubleScreen

            self.unsaved = error
            self.push_screen(TroubleScreen(error.what, error.todo))
        else:
            if writing:
                self.unsaved = None

    def on_key(self, event: events.Key) -> None:
        """Give a field what was typed for it before it had the focus, as on a slow connection."""
        if isinstance(self.focused, Input) and event.is_printable and event.character:
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()

    def action_help(self) -> None:
        """Which keys do what here."""
        from netztui.tui.screens.help import HelpScreen
        from netztui.tui.widgets.keybar import entries

        screen = self.screen
        if isinstance(screen, NetzScreen):
            self.push_screen(HelpScreen(screen.TITLE_PHRASE, entries(screen)))

    async def action_quit(self) -> None:
        """Leave; what stands in a field is stored first, and who insists leaves without it."""
        if self._keep_all() or self._insisting:
            self.exit()
        self._insisting = True

    def leave(self, number: int) -> None:
        """Leave because of the signal `number`; what stands in a field is stored first."""
        self._keep_all()
        self.exit(return_code=leaving.BY_SIGNAL + number)

    def _keep_all(self) -> bool:
        """Store what is typed on any screen; False where that failed and was told."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, NetzScreen)]
        kept = [screen.keep() for screen in screens]
        return all(kept)

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
            self.warn(
                _("The settings file could not be written; the choice holds until you leave.")
            )

    def warn(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
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
