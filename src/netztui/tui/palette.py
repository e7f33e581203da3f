"""The command palette, in the current language: everything that keys do here, and the rest."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.actions import parse
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import ThemeProvider

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.tui.textual_internals import PointedOptionList, TranslatedCommandPalette
from netztui.tui.widgets.keybar import KeyBar, key_name, keys_of, written_bindings

BREAKPOINTS = [(0, "-low"), (30, "-high")]
"""Rows below which Textual's list of commands would reach over the line of keys."""


def system_commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Name, explanation and action; the palette puts them in order itself.

    What keys do on `screen` now comes with its keys, also what a field in which one types keeps
    the keys from.
    """
    general = (
        (_("Help"), _("The keys of this screen"), "help"),
        (_("Deutsch"), _("Switch the language of the program"), "next_language"),
        (_("Colours"), _("Choose the colours"), "change_theme"),
        (
            _("Go on after a moment"),
            _("An answer shows as chosen for a moment, then the next question comes"),
            "advance('after-a-moment')",
        ),
        (
            _("Go on at once"),
            _("After an answer the next question comes at once"),
            "advance('at-once')",
        ),
        (
            _("Go on when told to"),
            _("After an answer the next question comes when you confirm it"),
            "advance('after-enter')",
        ),
        (_("History"), _("All your results"), "history"),
        (_("Save a picture"), _("Save this screen as an SVG file"), "picture"),
        (_("Quit"), _("Leave the program; everything is saved"), "quit"),
    )
    for title, explanation, action in general:
        yield SystemCommand(title, explanation, partial(app.run_action, action))
    here = list(available_actions(screen))
    descriptions = [binding.description for _node, binding in here]
    known = {"command_palette", *(action for _title, _explanation, action in general)}
    for node, binding in here:
        if parse(binding.action)[1] in known:
            continue
        title = _(binding.description)
        keys = [key_name(key) for key in keys_of(screen.app, type(node), binding.id or "")]
        if descriptions.count(binding.description) > 1:
            title += f" ({keys[0]})"
        told_keys = _("Key: {keys}") if len(keys) == 1 else _("Keys: {keys}")
        explanation = told_keys.format(keys="  ".join(keys))
        yield SystemCommand(title, explanation, partial(app.run_action, binding.action, node))


def available_actions(screen: Screen[object]) -> Iterator[tuple[DOMNode, Binding]]:
    """All actions with an id that are possible now, each once, with the node that has them."""
    nodes = [screen, screen.app] if screen.focused is None else screen.focused.ancestors_with_self
    found: set[object] = set()
    for node in nodes:
        for binding in written_bindings(type(node)):
            if binding.id is not None and binding.description and binding.id not in found:
                namespace, name, parameters = parse(binding.action)
                target = screen.app if namespace == "app" else node
                doing = target, binding.action
                if doing not in found and target.check_action(name, parameters):
                    found |= {binding.id, doing}
                    yield node, binding


class PointedCommandList(CommandList, PointedOptionList):
    """The commands found; the highlighted one has the same pointer as in every list."""


class Palette(TranslatedCommandPalette):
    """The palette with a line of keys and a sign at the highlighted command.

    Its line of keys covers the one of the screen below, whose keys do nothing meanwhile.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", N_("Close"), id="close"),
    ]
    DEFAULT_CSS = """
    Palette.-low CommandList { max-height: 55vh; }
    """
    VERTICAL_BREAKPOINTS = BREAKPOINTS

    def compose(self) -> ComposeResult:
        """What Textual's palette is made of, with our own list in it, and the keys."""
        for widget in super().compose():
            yield PointedCommandList() if isinstance(widget, CommandList) else widget
        yield KeyBar()


def palette() -> CommandPalette:
    """Everything that is offered, to search and choose."""
    return Palette(placeholder=_("Search for a command …"))


def colours() -> CommandPalette:
    """The themes, to search and choose."""
    return Palette(providers=[ThemeProvider], placeholder=_("Search for colours …"))
