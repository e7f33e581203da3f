"""The bottom line: which keys do something now, made from the bindings themselves.

Textual's own footer builds a widget for each key anew at every change and overflows a narrow
terminal. This one is a single line: it leaves out what doesn't fit (never help and leaving),
says the bindings in the current language, and shows no key that a focused text field would eat.
"""

from functools import cache
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from netztui.i18n import N_, _
from netztui.tui.content import plain

KEY_NAMES = {
    "backspace": "⌫",
    "enter": "Enter",
    "escape": "Esc",
    "space": N_("Space"),
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "delete": N_("Del"),
    "full_stop": ".",
}
"""How keys are written where their own name wouldn't do."""

STAYING = ("close", "help", "leave")
"""Ids of the bindings that the line of keys always names, last and in this order."""


def key_name(key: str) -> str:
    """The key as a person would write it: “Ctrl+P”, “⌫”, “q”."""
    if key in KEY_NAMES:
        return _(KEY_NAMES[key])
    *modifiers, last = key.split("+")
    if modifiers:
        return "+".join([*(modifier.capitalize() for modifier in modifiers), last.upper()])
    return last.upper() if last.startswith("f") and last[1:].isdigit() else last


class Entry(NamedTuple):
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
            return self.brief
        return " ".join(key_name(key) for key in self.keys)

    @property
    def _digits(self) -> list[str]:
        return [key for key in self.keys if key.isdigit() and key != "0"]


def entries(screen: Screen[object]) -> list[Entry]:
    """What keys do on `screen` now, in the order in which the bindings are written.

    Only what has an id and a description counts, which Textual's own bindings don't have. What
    is focused comes first, then the screen, then the app; help and leaving come last.
    """
    focused = screen.focused
    nodes = [focused] if focused is not None else []
    written = [binding for node in (*nodes, screen, screen.app) for binding in _written(type(node))]
    # A remapped key is not written anywhere; it takes the place of its id.
    places: dict[tuple[str | None, str], int] = {}
    for place, binding in enumerate(written):
        places.setdefault((binding.id, binding.key), place)
        places.setdefault((binding.id, ""), place)

    def place_of(binding: Binding) -> int:
        return places.get((binding.id, binding.key), places[binding.id, ""])

    found: dict[str, list[Binding]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        known = binding.id is not None and (binding.id, "") in places and binding.description
        if known and active.enabled and not _is_eaten(binding.key, focused):
            found.setdefault(binding.description, []).append(binding)
    told = []
    for description, bindings in found.items():
        bindings.sort(key=place_of)
        keys = tuple(binding.key for binding in bindings)
        shown = any(binding.show for binding in bindings)
        stays = bindings[0].id in STAYING
        place = STAYING.index(bindings[0].id) if stays else place_of(bindings[0])
        told.append((place, Entry(keys, description, shown, stays)))
    told.sort(key=lambda one: (one[1].stays, one[0]))
    return [entry for _place, entry in told]


@cache
def _written(kind: type[DOMNode]) -> tuple[Binding, ...]:
    """The bindings of a class as they are written, its own before those of its bases."""
    return tuple(
        binding
        for base in kind.__mro__
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ()))
    )


def _is_eaten(key: str, focused: Widget | None) -> bool:
    """Whether a focused field takes the key for a character."""
    character = "?" if key == "question_mark" else " " if key == "space" else key
    return focused is not None and len(character) == 1 and focused.check_consume_key(key, character)


def fitting(told: list[Entry], width: int) -> list[Entry]:
    """As many entries as fit into `width` cells; those that stay stay."""
    kept = list(told)
    while kept and sum(len(entry.brief) + len(_(entry.description)) + 3 for entry in kept) > width:
        droppable = [entry for entry in kept if not entry.stays]
        kept.remove((droppable or kept)[-1])
    return kept


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

    def reword(self) -> None:
        """Say it in the language of now."""
        self.refresh()

    def render(self) -> Content:
        """The keys in the screen's accent, what they do behind them."""
        parts = []
        told = [entry for entry in entries(self.screen) if entry.shown]
        for entry in fitting(told, self.size.width):
            click = Style.from_meta({"key": entry.keys[0]})
            parts += [
                plain(entry.brief, "bold $text-accent").stylize(click),
                plain(f" {_(entry.description)}").stylize(click),
                plain("  "),
            ]
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
