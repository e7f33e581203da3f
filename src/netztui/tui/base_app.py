"""What the full-screen programs have in common, apart from their screens.

Language, colours, keys, help and palette, quitting, and reporting errors. What is answered and
stored is up to `tui.app` and `tui.preview`, which build on this.
"""

import gc
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, cast

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from netztui.archive.errors import ArchiveError
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.language import (
    LANGUAGES,
    choose_question_language,
    current_language,
    next_question_language,
    set_language,
)
from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Advance, Settings
from netztui.system import paths, signals
from netztui.system.terminal import is_too_small
from netztui.tui.screens.base import BaseScreen, Retranslatable
from netztui.tui.textual_internals import LastingStylesheet, NoTracebackApp, Request
from netztui.tui.themes import DARK, THEMES, with_known_theme, with_own_colors
from netztui.tui.widgets.keybar import key_hints

KeyCheck = Callable[[Settings], tuple[Settings, tuple[LazyText, ...]]]
"""Returns the settings with only those keys that can be used, and why the others can't.

It imports every screen, some of which import this module.
"""
PERISHABLE = (events.Key, events.Paste, events.MouseDown, events.Click, Request)
"""Events that count only on the screen that was on top when they happened."""
FROM_TERMINAL = (events.InputEvent, events.AppFocus, events.AppBlur)
"""Events that need a screen."""
WIDTHS = [(0, "-narrow"), (110, "-wide")]
HEIGHTS = [(0, "-low"), (30, "-medium"), (32, "-tall")]
MOST_WARNINGS = 3
"""How many problems with the settings are shown one by one; there is no room for more."""


class BaseApp(NoTracebackApp):
    """A program that speaks languages, has colours, and never ends in a traceback."""

    TITLE = "netztui"
    CSS_PATH = "screens/screens.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
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

    STORES: ClassVar[bool] = False
    """Whether every answer is stored as soon as it is given, which some sentences say."""

    def __init__(
        self, settings: Settings, diagnostics: tuple[LazyText, ...], check_keys: KeyCheck
    ) -> None:
        """Report `diagnostics` of the settings, and later those that `check_keys` finds."""
        super().__init__()
        self._settings, self.late_diagnostics = with_known_theme(settings)
        """What is wrong with the settings that only the screens can detect."""
        self._early_diagnostics, self._check_keys = diagnostics, check_keys
        self._insisting = False
        """Whether the user has already tried to quit."""
        self._screen_since = 0.0
        """When the screen on top got there; 0 for the first one."""
        self.unsaved: ArchiveError | None = None
        """Why the last action could not be stored or read; None if it could."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._settings.theme or DARK.name
        self.stylesheet = LastingStylesheet(variables=self.get_css_variables())
        self.keymap: Mapping[str, str] = {}
        """Custom keys, comma-separated, by the id of their binding."""

    async def run_async(self, **options: Any) -> None:  # noqa: ANN401
        """Run until the app exits; signals end it properly before anything is painted."""
        gc.freeze()  # what has been imported stays, and need not be searched for garbage
        signals.on_termination(self.leave)
        await super().run_async(**options)

    def on_mount(self) -> None:
        """Let the user stop and continue the program."""
        if not self.is_headless:
            signals.on_stop(self.suspend)

    def on_ready(self) -> None:
        """Apply the custom keys, and keep note of which screen is on top."""
        # The keys need all screens, whose import must not delay the first one.
        self.set_timer(1 / 30, self._apply_keys)
        self.screen_change_signal.subscribe(self, self._note_screen_change, immediate=True)
        self._cover_if_too_small(self.size)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours, and those of netztui."""
        sixteen = self.console.color_system in {"standard", "windows"}
        return with_own_colors(super().get_css_variables(), sixteen=sixteen)

    def _note_screen_change(self, _screen: Screen[object]) -> None:
        self._screen_since = Message().time
        # What a screen that has just been closed opens would be above the cover.
        self.call_later(lambda: self._cover_if_too_small(self.size))

    async def on_event(self, event: events.Event) -> None:
        """Drop keys, clicks and requests that were meant for a screen that is not on top any more.

        Textual runs a key's action on the screen on top when the key has bubbled up, which may
        be another one than the screen on which it was pressed.
        """
        on_top = self.screen_stack[-1:] if self.is_running else []
        if isinstance(event, PERISHABLE):
            late = not on_top or not on_top[0].is_mounted or event.time < self._screen_since
        else:
            late = not on_top and isinstance(event, FROM_TERMINAL)
        if not late:
            await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Give a field what was pressed before it had the focus, as on a slow connection."""
        if self.focused is not None:
            # The first screen has no field.
            from netztui.tui.textual_inputs import LineInput

            if isinstance(self.focused, LineInput):
                await self.focused.take(event)

    def _apply_keys(self) -> None:
        """Apply the custom keys that can be used, and report the problems with the settings."""
        self._settings, diagnostics = self._check_keys(self._settings)
        self.late_diagnostics += diagnostics
        if self._settings.keys:
            self.keymap = self._settings.keys
            self.set_keymap(self.keymap)
            self._retranslate()
        diagnostics = (*self._early_diagnostics, *self.late_diagnostics)
        for diagnostic in diagnostics[:MOST_WARNINGS]:
            self.warn(translate(diagnostic))
        if (more := len(diagnostics) - MOST_WARNINGS) > 0:
            rest = ngettext(
                "{n} more mistake in the settings.", "{n} more mistakes in the settings.", more
            )
            self.warn(f"{rest} {_('“netztui settings --show” names all of them.')}")

    @contextmanager
    def reporting_errors(self, *, writing: bool = False) -> Iterator[None]:
        """Show an error of the archive instead of failing, and remember it for the end."""
        try:
            yield
        except ArchiveError as error:
            from netztui.tui.screens.dialogs import TroubleScreen

            self.unsaved = error
            self.push_screen(TroubleScreen(error))
        else:
            if writing:
                self.unsaved = None

    def warn(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.notify(sanitize(sentence), markup=False, severity="warning")

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        self._cover_if_too_small(event.size)

    def _cover_if_too_small(self, size: Size) -> None:
        # Before the first screen of the program there may be only Textual's own.
        if is_too_small(*size) and self._own_screens:
            from netztui.tui.screens.dialogs import TooSmallScreen

            if not isinstance(self.screen, TooSmallScreen):
                self.push_screen(TooSmallScreen(stores=self.STORES))

    async def action_quit(self) -> None:
        """Quit, storing any text in a field first; a second request quits without it."""
        if self._keep_all() or self._insisting:
            self._exit_with(0)
        self._insisting = True

    def leave(self, number: int) -> None:
        """Quit because of the signal `number`, storing any text in a field first."""
        self._keep_all()
        self._exit_with(signals.BY_SIGNAL + number)

    @property
    def _own_screens(self) -> list[Retranslatable[object]]:
        return [screen for screen in self.screen_stack if isinstance(screen, Retranslatable)]

    def _keep_all(self) -> bool:
        kept = [screen.keep() for screen in self._own_screens]
        return all(kept)

    def _exit_with(self, status: int) -> None:
        # Nothing that is pressed after this counts.
        self._screen_since = math.inf
        # In the first moments the keys are not checked yet; checked ones have no problems left.
        self.late_diagnostics += self._check_keys(self._settings)[1]
        for screen in self._own_screens:
            screen.leave()
        self.exit(return_code=status)

    def action_next_language(self) -> None:
        """Switch to the next language."""
        languages = list(LANGUAGES)
        self.choose_language(languages[(languages.index(current_language()) + 1) % len(languages)])

    def choose_language(self, language: str) -> None:
        """Switch to a language on all screens, and remember it."""
        set_language(language)
        self._retranslate()
        self._remember(language=language)

    def action_next_question_language(self) -> None:
        """Show the questionnaire in its next language on all screens, and remember it."""
        if isinstance(screen := self.screen, BaseScreen) and screen.languages:
            chosen = next_question_language(screen.languages)
            self._retranslate()
            self._remember(questions=chosen)

    def question_languages(self) -> Sequence[str]:
        """The languages in which there are questionnaires."""
        return ()

    def choose_question_language(self, language: str | None) -> None:
        """Show questionnaires in a language on all screens, and remember it."""
        choose_question_language(language)
        self._retranslate()
        self._remember(questions=language)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A questionnaire in a single language has no next one."""
        if action == "next_question_language":
            return isinstance(self.screen, BaseScreen) and len(self.screen.languages) > 1
        return super().check_action(action, parameters)

    def _retranslate(self) -> None:
        for screen in self._own_screens:
            # A screen that is not mounted yet has no widgets to change.
            if screen.is_mounted:
                screen.retranslate()

    def choose_theme(self, theme: str) -> None:
        """Change the colours, and remember them."""
        self.theme = theme
        self._remember(theme=theme)

    def advance(self) -> Advance:
        """How an answer leads to the next question."""
        return self._settings.advance

    def action_advance(self, advance: str) -> None:
        """Change how an answer leads to the next question, and remember it."""
        self._settings = self._settings._replace(advance=cast("Advance", advance))
        self._remember(advance=advance)

    def _remember(self, **choices: str | None) -> None:
        from netztui.settings.file import save_choice
        from netztui.system.atomic_file import OutputError

        try:
            save_choice(paths.settings_path(), **choices)
        except OutputError as error:
            consequence = _("The choice applies until you quit.")
            self.warn(f"{translate(error.message)} {translate(error.hint)} {consequence}")

    def action_help(self) -> None:
        """Show which keys do what on this screen."""
        from netztui.tui.screens.dialogs import HelpScreen

        screen = self.screen
        if isinstance(screen, BaseScreen):
            hints = key_hints(screen)
            self.push_screen(HelpScreen(screen.TITLE_PHRASE, hints, stores=self.STORES))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette."""
        from netztui.tui.screens.palette import system_commands

        return system_commands(self, screen, stores=self.STORES)

    def action_command_palette(self) -> None:
        """Search and run a command."""
        from netztui.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=_("Search for a command …")))

    def action_change_theme(self) -> None:
        """Choose the colours from a list, which shows them."""
        self.action_choose("theme")

    def action_choose(self, setting: str) -> None:
        """Choose the value of a setting from a list."""
        from netztui.tui.screens.settings import ChoiceScreen, choices

        self.push_screen(ChoiceScreen(next(one for one in choices(self) if one.id == setting)))

    def action_settings(self) -> None:
        """Show the settings, unless they are on top already."""
        from netztui.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.archive_path))

    @property
    def archive_path(self) -> Path | None:
        """Where answers and results are kept; None if nothing is stored."""
        return None

    def action_picture(self) -> None:
        """Save the screen as an SVG file, once the palette is gone from it."""
        self.set_timer(0.1, self._save_picture)

    def _save_picture(self) -> None:
        picture = self.export_screenshot().encode()
        self.save_document("netztui.svg", picture, _("The picture was saved as {file}."))

    def save_document(self, name: str, content: bytes, told: str, elsewhere: str = "") -> None:
        """Save a new file in the user's folder for documents, and report its {file} or an error.

        `elsewhere` says how it can be saved elsewhere; by default the error's hint does.
        """
        from netztui.system.atomic_file import OutputError, save_document

        try:
            file = save_document(name, content)
        except OutputError as error:
            self.warn(f"{translate(error.message)} {elsewhere or translate(error.hint)}")
        else:
            self.tell(told.format(file=file))

    def tell(self, sentence: str) -> None:
        """Show a sentence for long enough to read a path in it."""
        self.notify(sanitize(sentence), markup=False, timeout=15)
