"""What the program on the screen is apart from its screens.

Language, colours, help and palette, leaving, and telling what went wrong. What is answered and
kept is the business of `tui.app`, which builds on this.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from netztui.archive.errors import ArchiveError
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.language import LANGUAGES, current_language, set_language
from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Advance, Settings
from netztui.system import paths, signals
from netztui.system.terminal import is_too_small
from netztui.tui.messages import Request
from netztui.tui.screens.base import BaseScreen, Retranslatable
from netztui.tui.textual_internals import NoTracebackApp
from netztui.tui.themes import DARK, THEMES, with_known_theme, with_muted

PERISHABLE = (events.Key, events.Paste, events.MouseDown, events.Click, Request)
"""What counts only on the screen that was on top when it happened."""
FROM_TERMINAL = (events.InputEvent, events.AppFocus, events.AppBlur)
"""What needs a screen."""
SHOWN = 3
"""How many problems with the settings are shown one by one; there is no room for more."""


class BaseApp(NoTracebackApp):
    """A program that speaks languages, has colours, and never ends in a traceback."""

    TITLE = "netztui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="quit"),
        Binding(
            "ctrl+l",
            "next_language",
            N_("Deutsch"),
            show=False,
            tooltip=N_("Switch the language of the program"),
            id="switch-language",
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            N_("All commands"),
            show=False,
            priority=True,
            id="commands",
        ),
    ]

    def __init__(self, settings: Settings, problems: tuple[LazyText, ...]) -> None:
        super().__init__()
        self._settings, self.misfits = with_known_theme(settings)
        """What only the screen can say is wrong with the settings."""
        self._problems = problems
        self._cover: Screen[None] | None = None
        self._insisting = False
        self._screen_since = 0.0
        """When the screen on top came there; 0 for the first one."""
        self.unsaved: ArchiveError | None = None
        """Why what was done last could not be stored or read; None where it could."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._settings.theme or DARK.name
        self.keymap: Mapping[str, str] = {}
        """Other keys than those that are written in the bindings, comma-separated, by id."""

    async def run_async(self, **options: Any) -> None:  # noqa: ANN401
        """Run until the app exits; signals end it properly before anything is painted."""
        signals.on_termination(self.leave)
        await super().run_async(**options)

    def on_mount(self) -> None:
        """Let the user stop and continue the program."""
        if not self.is_headless:
            signals.on_stop(self.suspend)

    def on_ready(self) -> None:
        """Heed the keys of the settings; remember a theme that is chosen from now on."""
        # For the keys all screens are imported: behind the first one.
        self.set_timer(1 / 30, self._heed_keys)
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme=theme.name))
        self.screen_change_signal.subscribe(self, self._note_screen_change, immediate=True)

    def _note_screen_change(self, _screen: Screen[object]) -> None:
        self._screen_since = Message().time

    async def on_event(self, event: events.Event) -> None:
        """Drop keys, clicks and requests that were meant for a screen that is not on top any more.

        Textual runs a key's action on the screen on top when the key has bubbled up, which may
        be another one than the screen on which it was pressed.
        """
        if isinstance(event, PERISHABLE):
            late = not self._is_timely(event)
        else:
            ended = not self.is_running or not self.screen_stack
            late = ended and isinstance(event, FROM_TERMINAL)
        if not late:
            await super().on_event(event)

    def _heed_keys(self) -> None:
        """Put the keys in force that can be used, and say all that is wrong with the settings."""
        self._settings, misfits = self.check_keys(self._settings)
        self.misfits += misfits
        if self._settings.keys:
            self.keymap = self._settings.keys
            self.set_keymap(self.keymap)
            self._retranslate()
        problems = (*self._problems, *self.misfits)
        for problem in problems[:SHOWN]:
            self.warn(translate(problem))
        if (more := len(problems) - SHOWN) > 0:
            told = ngettext(
                "{n} more mistake in the settings.", "{n} more mistakes in the settings.", more
            )
            self.warn(f"{told} {_('“netztui settings --show” names all of them.')}")

    def check_keys(self, settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
        """The settings with only those keys that can be used, and a sentence for each other one.

        Left to the programs, because it takes every screen, and some of them need this module.
        """
        raise NotImplementedError

    def _is_timely(self, event: events.Event) -> bool:
        """Whether the screen on top was there, and complete, when the event happened."""
        on_top = self.screen_stack[-1:]
        ready = self.is_running and bool(on_top) and on_top[0].is_mounted
        return ready and event.time >= self._screen_since

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and those of netztui."""
        return with_muted(super().get_css_variables())

    @contextmanager
    def reporting_errors(self, *, writing: bool = False) -> Iterator[None]:
        """Show what the archive could not do, instead of failing, and remember it for the end."""
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
        from netztui.tui.widgets.keybar import key_hints

        screen = self.screen
        if isinstance(screen, BaseScreen):
            self.push_screen(HelpScreen(screen.TITLE_PHRASE, key_hints(screen)))

    async def action_quit(self) -> None:
        """Leave; what stands in a field is stored first, and who insists leaves without it."""
        if self._keep_all() or self._insisting:
            self._exit_with(0)
        self._insisting = True

    def leave(self, number: int) -> None:
        """Leave because of the signal `number`; what stands in a field is stored first."""
        self._keep_all()
        self._exit_with(signals.BY_SIGNAL + number)

    def _exit_with(self, status: int) -> None:
        # Nothing that is pressed from now on counts.
        self._screen_since = math.inf
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.leave()
        self.exit(return_code=status)

    def _keep_all(self) -> bool:
        """Store what is typed on any screen; False where that failed and was told."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        kept = [screen.keep() for screen in screens]
        return all(kept)

    def action_next_language(self) -> None:
        """Speak the next language, on the screen as it is, and remember it."""
        languages = list(LANGUAGES)
        place = languages.index(current_language()) + 1
        language = languages[place % len(languages)]
        set_language(language)
        self._retranslate()
        self._remember(language=language)

    def _retranslate(self) -> None:
        """Show the text of all screens again."""
        for screen in self.screen_stack:
            # One that is not mounted yet has no words to exchange.
            if isinstance(screen, Retranslatable) and screen.is_mounted:
                screen.retranslate()

    def action_advance(self, advance: Advance) -> None:
        """Come from an answer to the next question in this way, and remember it."""
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.advance_changed(advance)
        self._remember(advance=advance)

    def _remember(self, **choices: str) -> None:
        from netztui.settings.file import save_choice
        from netztui.system.atomic_file import OutputError

        self._settings = replace(self._settings, **choices)  # type: ignore[arg-type]
        try:
            save_choice(paths.settings_path(), **choices)
        except OutputError as error:
            kept = _("The choice holds until you leave.")
            self.warn(f"{translate(error.message)} {translate(error.hint)} {kept}")

    def warn(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.notify(sanitize(sentence), markup=False, severity="warning")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        from netztui.tui import palette

        return palette.system_commands(self, screen)

    def action_command_palette(self) -> None:
        """Everything that the program can do, to search and choose."""
        from netztui.tui import palette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(palette.palette())

    def action_picture(self) -> None:
        """Save the screen as a picture, once the palette is gone from it."""
        self.set_timer(0.1, self.deliver_screenshot)

    def search_themes(self) -> None:
        """The colours, to search and choose."""
        from netztui.tui import palette

        self.push_screen(palette.colours())

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
