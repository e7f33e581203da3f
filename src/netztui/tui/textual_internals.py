"""Everything that netztui uses of Textual beyond its documented interface.

Private names can change with any release, so they are all here, checked with Textual 8.2. Each
class or function names what it relies on.
"""

from collections.abc import Callable, Mapping
from functools import partial

from textual import events
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from netztui.i18n.catalogue import _
from netztui.tui.content import plain


class NoTracebackApp(App[None]):
    """An app that ends without printing a traceback, whose local variables are a user's answers.

    Relies on `App._fatal_error`, `App._close_messages_no_wait` and `App._exception`.
    """

    @property
    def defect(self) -> BaseException | None:
        """The error that ended the program, if it is a mistake in the program."""
        return self._exception

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


class LineInput(Input):
    """An input that handles its keys strictly one after the other.

    Textual puts characters into the text at once, but runs keys such as Enter only after they
    have bubbled up. If several arrive together (a slow connection, a macro), later characters
    would overtake them. Relies on `Input._on_key` and `Widget._bindings`.
    """

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__(select_on_focus=False)
        self._entered = entered

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.focused is not self:
            # The question has changed meanwhile: the key is for the next one.
            event.prevent_default()
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)

    async def action_submit(self) -> None:
        """Enter."""
        self._entered()


class TranslatedCommandPalette(CommandPalette):
    """Textual's palette, which would report in English that nothing was found.

    Relies on `CommandPalette._start_no_matches_countdown` and the names that it uses.
    """

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, partial(self._show_no_matches, search_value)
        )

    def _show_no_matches(self, search_value: str) -> None:
        if search_value:
            nothing = Option(plain(_("Nothing found")), id=self._NO_MATCHES, disabled=True)
            self.query_one(CommandList).add_option(nothing)
        self._list_visible = bool(search_value)


def first_lines(options: OptionList) -> Mapping[int, int]:
    """The first line of each option, by its index. Relies on `OptionList._index_to_line`."""
    return options._index_to_line  # noqa: SLF001


def draw_again(options: OptionList) -> None:
    """Draw options whose visuals have changed. Relies on `OptionList._clear_caches`."""
    options._clear_caches()  # noqa: SLF001
