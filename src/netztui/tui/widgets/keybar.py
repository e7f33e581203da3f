"""The bottom line: which keys do something now, made from the bindings themselves.

Textual's own footer builds a widget for each key anew at every change and overflows a narrow
terminal. This one is a single line: it leaves out what doesn't fit (never help and leaving),
says the bindings in the current language, and shows no key that a focused text field would eat.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, Protocol, cast

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.tui.content import plain

KEY_NAMES = {
    "backspace": "⌫",
    "enter": "Enter",
    "escape": "Esc",
    "space": N_("Space"),
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "insert": N_("Ins"),
    "delete": N_("Del"),
    "ctrl": N_("Ctrl"),
    "shift": N_("Shift"),
    "alt": "Alt",
}
"""How keys are written where their own name wouldn't do."""

GAP = "  "
"""Between two keys in the line of keys."""

STAYING = ("close", "history-close", "help", "leave")
"""Ids of the bindings that the line of keys always names, last and in this order."""


def character_of(key: str) -> str | None:
    """The character that the key types; None where it types none."""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    # Unicode has names for escape and the like, too.
    return character if character is not None and character.isprintable() else None


def key_name(key: str) -> str:
    """The key as a person would write it: “Ctrl+P”, “⌫”, “q”."""
    *modifiers, last = key.split("+")
    character = character_of(last)
    if last in KEY_NAMES:
        name = _(KEY_NAMES[last])
    elif character is not None:
        name = character.upper() if modifiers else character
    else:
        name = last.capitalize()
    named = [_(KEY_NAMES.get(modifier, modifier.capitalize())) for modifier in modifiers]
    return "+".join([*named, name])


class HasKeymap(Protocol):
    """An app with other keys than those that are written in the bindings."""

    keymap: Mapping[str, str]
    """Keys with commas between them, by the id of their binding."""


class KeyHint(NamedTuple):
    """One thing that keys do now."""

    keys: tuple[str, ...]
    """As Textual names them, the main one first."""
    description: str
    """The catalogue's sentence, in English."""
    shown: bool
    """Whether the line of keys names it."""
    stays: bool
    """Whether it is kept however narrow the line."""

    @property
    def brief(self) -> str:
        """The main key as a person would write it; “1-5” for a row of digits."""
        digits = self._digits
        return f"{digits[0]}-{digits[-1]}" if len(digits) > 1 else key_name(self.keys[0])

    @property
    def full(self) -> str:
        """All its keys."""
        digits = self._digits
        if len(digits) > 1:
            others = (key_name(key) for key in self.keys if key not in digits)
            return " ".join([self.brief, *others])
        return " ".join(key_name(key) for key in self.keys)

    @property
    def _digits(self) -> list[str]:
        return [key for key in self.keys if key.isdigit() and key != "0"]


def key_hints(screen: Screen[object]) -> list[KeyHint]:
    """What keys do on `screen` now, in the order in which the bindings are written.

    Only what has an id and a description counts, which Textual's own bindings don't have. What
    is focused comes first, then the screen, then the app; help and leaving come last.
    """
    focused = screen.focused
    nodes = [focused] if focused is not None else []
    written = [
        binding for node in (*nodes, screen, screen.app) for binding in written_bindings(type(node))
    ]
    places: dict[tuple[str | None, str], int] = {}
    for place, binding in enumerate(written):
        places.setdefault((binding.id, binding.key), place)
        places.setdefault((binding.id, ""), place)
    keymap = cast("HasKeymap", screen.app).keymap

    def index_of(binding: Binding) -> tuple[int, int]:
        if named := keymap.get(binding.id or ""):
            # Keys of the settings are written nowhere; they take the place of their id.
            return places[binding.id, ""], named.split(",").index(binding.key)
        return places[binding.id, binding.key], 0

    found: dict[str, list[Binding]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        known = binding.id is not None and (binding.id, "") in places and binding.description
        if known and active.enabled and not _is_eaten(binding.key, focused):
            found.setdefault(binding.description, []).append(binding)
    told = []
    for description, bindings in found.items():
        bindings.sort(key=index_of)
        keys = tuple(binding.key for binding in bindings)
        shown = any(binding.show for binding in bindings)
        stays = bindings[0].id in STAYING
        rank = (STAYING.index(bindings[0].id), 0) if stays else index_of(bindings[0])
        told.append((rank, KeyHint(keys, description, shown, stays)))
    told.sort(key=lambda one: (one[1].stays, one[0]))
    return [entry for _rank, entry in told]


@cache
def written_bindings(kind: type[DOMNode]) -> tuple[Binding, ...]:
    """The bindings of a class as they are written, its own before those of its bases."""
    return tuple(
        binding
        for base in kind.__mro__
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ()))
    )


def keys_of(app: App[object], owner: type[DOMNode], id_: str) -> tuple[str, ...]:
    """The keys for what the binding `id_` of `owner` does, the main one first.

    They are those that the settings name, or those that are written there.
    """
    if named := cast("HasKeymap", app).keymap.get(id_):
        return tuple(named.split(","))
    written = (binding.key for binding in written_bindings(owner) if binding.id == id_)
    return tuple(dict.fromkeys(written))


def _is_eaten(key: str, focused: Widget | None) -> bool:
    """Whether a focused field takes the key for a character."""
    character = character_of(key)
    return (
        focused is not None and character is not None and focused.check_consume_key(key, character)
    )


def fitting(told: list[KeyHint], width: int) -> list[KeyHint]:
    """As many entries as fit into `width` cells; those that stay stay."""
    kept = list(told)
    while kept and sum(map(_width, kept)) + len(GAP) * (len(kept) - 1) > width:
        droppable = [entry for entry in kept if not entry.stays]
        kept.remove((droppable or kept)[-1])
    return kept


def _width(entry: KeyHint) -> int:
    """The cells of an entry in the line of keys."""
    return cell_len(f"{entry.brief} {_(entry.description)}")


class KeyBar(Widget):
    """One line of keys at the bottom."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; padding: 0 1; background: $panel;
             color: $muted; }
    """

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def retranslate(self) -> None:
        """Say it in the language of now."""
        self.refresh()

    def render(self) -> Content:
        """The keys in the screen's accent, what they do behind them."""
        parts = []
        told = [entry for entry in key_hints(self.screen) if entry.shown]
        for entry in fitting(told, self.size.width):
            click = Style.from_meta({"key": entry.keys[0]})
            parts += [
                plain(entry.brief, "bold $text-accent").stylize(click),
                plain(f" {_(entry.description)}").stylize(click),
                plain(GAP),
            ]
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
