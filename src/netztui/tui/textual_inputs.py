"""What netztui uses of Textual's field, list and palette beyond their documented interface.

As in `textual_internals`, but not needed before the first screen is painted: making a class of
widgets takes Textual a millisecond.
"""

from collections.abc import Callable
from typing import Literal, Self

from textual import events
from textual.command import CommandList, CommandPalette
from textual.message import Message
from textual.messages import Prune
from textual.strip import Strip
from textual.visual import VisualType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from netztui.i18n.catalogue import _
from netztui.tui.content import plain, pointed
from netztui.tui.textual_internals import GuardedScreen


class LineInput(Input):
    """An input that handles its keys strictly one after the other.

    Textual puts characters into the text at once, but runs keys such as Enter only after they
    have bubbled up. If several arrive together (a slow connection, a macro), later characters
    would overtake them. Of what is pasted, Textual takes the first line, and nothing if that is
    too long. Relies on `Input._on_key`, `Input._on_paste` and `Widget._bindings`.
    """

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__(select_on_focus=False)
        self._entered = entered

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.focused is self:
            await self.take(event)
        else:
            # The question has changed meanwhile: the key is for the next one.
            event.prevent_default()

    async def take(self, event: events.Key) -> None:
        """Handle a key immediately; one that the field has no use for is left alone."""
        bindings = self._bindings.key_to_bindings.get(event.key, ())
        for binding in bindings:
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)
        if event.is_printable and not bindings:
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was copied in the program."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        start, end = sorted(self.selection)
        room = (self.max_length or len(text)) - len(self.value) + end - start
        lines = (line.strip() for line in text.expandtabs(1).splitlines())
        line = " ".join(filter(None, lines))
        if len(line) > room:
            self.restricted()
        self.replace(line[:room], start, end)

    async def action_submit(self) -> None:
        """Enter."""
        self._entered()


class PointedOptionList(OptionList):
    """An option list with a pointer at the highlighted row, for a screen without colours.

    It can be paged before it has its size, and clicked where an option was. Relies on
    `OptionList._index_to_line`, `OptionList._move_page` and `OptionList._on_click`.
    """

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        strip = super().render_line(y)
        line = self._index_to_line.get(-1 if self.highlighted is None else self.highlighted)
        return pointed(strip) if line == self.scroll_offset.y + y else strip

    async def _on_click(self, event: events.Click) -> None:
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if self.scrollable_content_region:
            super()._move_page(direction)


class TranslatedCommandPalette(CommandPalette, GuardedScreen[None]):
    """Textual's palette, which would go on searching when it is gone.

    Below another screen, it would do a command for each Enter that was pressed before. Relies on
    `CommandPalette._cancel_gather_commands`, `CommandPalette._watch__show_busy` and
    `MessagePump._on_message`.
    """

    async def _on_message(self, message: Message) -> None:
        if self.is_active or not isinstance(message, Input.Submitted | OptionList.OptionSelected):
            await super()._on_message(message)

    async def _watch__show_busy(self) -> None:
        if self._is_open:
            await super()._watch__show_busy()

    async def on_prune(self, _event: Prune) -> None:
        """Stop searching, which would look for the list after it has gone."""
        self._cancel_gather_commands()


class TranslatedCommandList(CommandList, PointedOptionList):
    """The list of Textual's palette. Relies on `CommandPalette._NO_MATCHES`."""

    def add_option(self, option: "Option | VisualType | None" = None) -> Self:
        """Add an option; the one for no matches in the current language."""
        if isinstance(option, Option) and option.id == CommandPalette._NO_MATCHES:  # noqa: SLF001
            option = Option(plain(_("Nothing found")), id=option.id, disabled=True)
        return super().add_option(option)
