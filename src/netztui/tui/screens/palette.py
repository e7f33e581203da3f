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
from netztui.tui.key_table import SENTENCES
from netztui.tui.textual_inputs import TranslatedCommandList, TranslatedCommandPalette
from netztui.tui.widgets.keybar import KeyBar, key_name, keys_of, written_bindings

KEPT = N_("Kept in the settings")
GENERAL = {
    "history": ("history", ""),
    "change_theme": (N_("Change the colours"), KEPT),
    "choose('advance')": (N_("Change when the next question follows"), KEPT),
    "next_language": (N_("Deutsch"), N_("Switch the language of the program")),
    "settings": ("settings", ""),
    "help": ("help", ""),
    "picture": (N_("Save a picture of this screen"), N_("As an SVG file")),
    "quit": ("leave", ""),
}
"""The sentence and the explanation of each action that is offered on every screen.

Those that have keys are the id of their binding.
"""


def system_commands(
    app: App[None], screen: Screen[object], *, stores: bool
) -> Iterator[SystemCommand]:
    """The general commands, and what keys do on `screen`, even if a field takes the keys.

    `stores` is whether the sentence on leaving may say that answers are stored.
    """
    general = {parse(action)[1] for action in GENERAL}
    keys_here: dict[str, str] = {}
    for node, binding in available_actions(screen):
        id_ = binding.id or ""
        keys = [key_name(key) for key in keys_of(screen.app, type(node), id_)]
        explanation = _("Key: {keys}") if len(keys) == 1 else _("Keys: {keys}")
        keys_here[id_] = explanation.format(keys="  ".join(keys))
        sentence = SENTENCES.get(id_, binding.description)
        if sentence and parse(binding.action)[1] not in general:
            run = partial(app.run_action, binding.action, node)
            yield SystemCommand(_(sentence), keys_here[id_], run)
    for action, (sentence, explanation) in GENERAL.items():
        _namespace, name, parameters = parse(action)
        if app.check_action(name, parameters):
            promised = stores or sentence != "leave"
            title = _(SENTENCES.get(sentence, sentence)) if promised else _("Quit")
            why = _(explanation) if explanation else keys_here.get(sentence, "")
            yield SystemCommand(title, why, partial(app.run_action, action))


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

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", N_("Back"), id="close")]

    def compose(self) -> ComposeResult:
        """Textual's palette, with our own list and the keys."""
        for widget in super().compose():
            yield TranslatedCommandList() if isinstance(widget, CommandList) else widget
        yield KeyBar()
