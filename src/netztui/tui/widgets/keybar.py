"""The bottom line: which keys do something now, made from the bindings themselves.

Textual's own footer builds a widget for each key anew at every change and overflows a narrow
terminal. This one is a single line: it leaves out what doesn't fit (never help and leaving),
shows the bindings in the current language, and no key that a focused text field would take.
"""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple, Protocol, cast

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, format_key, key_to_character
from textual.screen import Screen
from textual.style import Style

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.tui.content import joined, plain
from netztui.tui.widgets.labels import Translated

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": N_("Space"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "insert": N_("Ins"),
    "delete": N_("Del"),
    "ctrl": N_("Ctrl"),
    "shift": N_("Shift"),
}
"""How keys are written if their own name wouldn't do."""

GAP = "  "
STAYING = ("help", "leave")
"""Ids of the bindings that the line of keys always shows, last and in this order; so is Esc."""


def character_of(key: str) -> str | None:
    """The character that the key types; None if it types none."""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    # Unicode has names for escape and the like, too.
    return character if character is not None and character.isprintable() else None


def key_name(key: str) -> str:
    """The key as keyboards name it: “Ctrl+P”, “⌫”, “q”."""
    parts = key.split("+")
    names = [_(KEY_NAMES[part]) if part in KEY_NAMES else format_key(part) for part in parts]
    is_character = len(names) == len(names[0]) == 1
    return names[0] if is_character else "+".join(name[0].upper() + name[1:] for name in names)


class HasKeymap(Protocol):
    """An app with other keys than those that are written in the bindings."""

    keymap: Mapping[str, str]
    """Keys with commas between them, by the id of their binding."""


class KeyHint(NamedTuple):
    """One thing that keys do now."""

    id: str
    """That of its binding."""
    description: str
    """The catalogue's sentence, in English."""
    keys: tuple[str, ...] = ()
    """As Textual names them, the main one first."""
    shown: bool = False
    """Whether the line of keys shows it."""

    @property
    def rank(self) -> int:
        """The place among the hints that are kept however narrow the line; −1 for the others."""
        if self.id in STAYING:
            return 1 + STAYING.index(self.id)
        return 0 if "escape" in self.keys else -1

    @property
    def names(self) -> list[str]:
        """All its keys as keyboards name them; “1-5” for a row of digits, which comes first."""
        digits = [key for key in self.keys if key.isdigit() and key != "0"]
        row = [f"{digits[0]}-{digits[-1]}"] if len(digits) > 1 else []
        return row + [key_name(key) for key in self.keys if not row or key not in digits]

    @property
    def text(self) -> str:
        """The main key and what it does, in the current language."""
        return f"{self.names[0]} {_(self.description)}"


def key_hints(screen: Screen[object]) -> list[KeyHint]:
    """What keys do on `screen` now, in the order in which the bindings are written.

    Those of the focused widget come first, then the screen's, then the app's; help and leaving
    come last.
    """
    focused = screen.focused
    working = {
        key: active.binding.description
        for key, active in screen.active_bindings.items()
        if active.enabled
        and (focused is None or not focused.check_consume_key(key, character_of(key)))
    }
    hints: dict[str, KeyHint] = {}
    for node in (*([focused] if focused is not None else []), screen, screen.app):
        for binding in written_bindings(type(node)):
            does = binding.description
            hint = hints.get(does, KeyHint(binding.id or "", does))
            keys = [key for key in _keys(screen.app, binding) if working.get(key) == does]
            if more := [key for key in keys if key not in hint.keys]:
                shown = hint.shown or binding.show
                hints[does] = hint._replace(keys=(*hint.keys, *more), shown=shown)
    return sorted(hints.values(), key=lambda hint: hint.rank)


@cache
def written_bindings(kind: type[DOMNode]) -> tuple[Binding, ...]:
    """The bindings of a class as they are written, its own before those of its bases.

    Only those with an id, which Textual's own don't have.
    """
    written = [base.__dict__.get("BINDINGS", ()) for base in kind.__mro__]
    return tuple(one for one in Binding.make_bindings(chain.from_iterable(written)) if one.id)


def _keys(app: App[object], binding: Binding) -> list[str]:
    """The keys of a written binding: those that the settings name, or its own."""
    named = cast("HasKeymap", app).keymap.get(binding.id or "")
    return named.split(",") if named else [binding.key]


def keys_of(app: App[object], owner: type[DOMNode], id_: str) -> tuple[str, ...]:
    """The keys for what the binding `id_` of `owner` does, the main one first."""
    written = (binding for binding in written_bindings(owner) if binding.id == id_)
    return tuple(dict.fromkeys(key for binding in written for key in _keys(app, binding)))


def fitting(hints: list[KeyHint], width: int) -> list[KeyHint]:
    """As many hints as fit into `width` cells; Enter and those that stay are left out last."""
    kept, cells = list(hints), {hint: cell_len(hint.text + GAP) for hint in hints}
    while kept and sum(cells[hint] for hint in kept) - len(GAP) > width:
        droppable = [hint for hint in kept if hint.rank < 0]
        others = [hint for hint in droppable if "enter" not in hint.keys]
        kept.remove((others or droppable or kept)[-1])
    return kept


class KeyBar(Translated):
    """One line of keys at the bottom."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; padding: 0 0 0 1; background: $panel;
             color: $muted; text-wrap: nowrap; }
    """
    auto_links = False

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[KeyHint] = []

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.follow())

    def follow(self) -> None:
        """Draw the line again if other keys do something now."""
        if self._hints() != self._shown:
            self.refresh()

    def _hints(self) -> list[KeyHint]:
        return fitting([hint for hint in key_hints(self.screen) if hint.shown], self.size.width)

    def render(self) -> Content:
        """The keys in the screen's accent, what they do behind them."""
        self._shown = hints = self._hints()
        return Content(GAP).join(
            joined(plain(hint.names[0], "bold $text-accent"), f" {_(hint.description)}").stylize(
                Style.from_meta({"key": hint.keys[0]})
            )
            for hint in hints
        )

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
