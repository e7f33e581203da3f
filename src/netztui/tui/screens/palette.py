"""The command palette, in the current language: everything that keys do here, and the rest."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.actions import parse
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandList
from textual.dom import DOMNode
from textual.screen import Screen

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.tui.textual_internals import (
    TranslatedCommandList,
    TranslatedCommandPalette,
)
from netztui.tui.widgets.keybar import KeyBar, key_name, keys_of, written_bindings

GENERAL = {
    "help": (N_("Help"), N_("The keys of this screen")),
    "next_language": (N_("Deutsch"), N_("Switch the language of the program")),
    "change_theme": (N_("Colours"), N_("Choose the colours")),
    "advance('after-a-moment')": (
        N_("Move on after a moment"),
        N_("Show the chosen answer briefly, then move on"),
    ),
    "advance('at-once')": (N_("Move on immediately"), N_("Move on immediately after an answer")),
    "advance('after-enter')": (
        N_("Move on after Enter"),
        N_("Move on only when you confirm the answer"),
    ),
    "history": (N_("History"), N_("All your results")),
    "picture": (N_("Save a picture"), N_("Save this screen as an SVG file")),
    "quit": (N_("Quit"), N_("Leave the program; everything is saved")),
}
"""The title and the explanation of each action that is offered on every screen."""


def system_commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """The general commands, and all that keys do on `screen`, even if a field takes the keys."""
    for action, (title, explanation) in GENERAL.items():
        _namespace, name, parameters = parse(action)
        if app.check_action(name, parameters):
            yield SystemCommand(_(title), _(explanation), partial(app.run_action, action))
    here = list(available_actions(screen))
    descriptions = [binding.description for _node, binding in here]
    for node, binding in here:
        if parse(binding.action)[1] in {"command_palette", *GENERAL}:
            continue
        title = _(binding.description)
        keys = [key_name(key) for key in keys_of(screen.app, type(node), binding.id or "")]
        if descriptions.count(binding.description) > 1:
            title += f" ({keys[0]})"
        explanation = _("Key: {keys}") if len(keys) == 1 else _("Keys: {keys}")
        run = partial(app.run_action, binding.action, node)
        yield SystemCommand(title, explanation.format(keys="  ".join(keys)), run)


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


class Palette(TranslatedCommandPalette):
    """The palette with our list and a line of keys, which covers that of the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", N_("Close"), id="close")]

    def compose(self) -> ComposeResult:
        """Textual's palette, with our own list and the keys."""
        for widget in super().compose():
            yield TranslatedCommandList() if isinstance(widget, CommandList) else widget
        yield KeyBar()
