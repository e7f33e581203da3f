"""Other keys for what the program does, as the settings name them: which there are, which fit.

Textual puts a keymap in force without asking: a key that two actions share silently belongs to
one of them. So the keys are judged here beforehand, against every screen with everything that
can have the focus on it, and what doesn't fit is left out and told. All screens are imported for
that, which is worth its time only where somebody has named other keys.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_ALIASES, Keys

from netztui.diagnostics.problems import Violation
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_, LazyText
from netztui.tui.widgets.keybar import character_of, written_bindings

STAYING = frozenset({"ctrl+c", *"0123456789"})
"""Keys that do on every screen what they always do: sentences and people rely on them."""

MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})

FEW = 3
"""On as many screens an action is said to be on them; otherwise it is nearly everywhere."""

NAMES = frozenset(
    key.value.rpartition("+")[2] for key in Keys if key.value[0] != "<" and key is not Keys.Return
)
"""The names of keys that are no characters, modifiers aside."""

SAME = {alias: key for key, aliases in KEY_ALIASES.items() for alias in aliases}
"""Keys that reach a program under another name, because terminals send the same for both."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the program does, and that can have other keys."""

    id: str
    keys: tuple[str, ...]
    """Its keys where nobody has named others, as Textual names them."""
    descriptions: tuple[str, ...]
    """What the screens call it, for the catalogue."""
    contexts: tuple[str, ...]
    """Where it can be done, for the catalogue; empty means everywhere."""
    priority: bool
    """Whether its keys are taken even from a field in which somebody types."""


@dataclass(frozen=True, slots=True)
class KeyContext:
    """What can have the keys at the same time."""

    name: str
    """For the catalogue; empty for what is there on all screens."""
    kinds: tuple[type[DOMNode], ...]
    """The screen and what can be focused on it, without the app."""


def key_contexts() -> tuple[KeyContext, ...]:
    """Every screen of the program."""
    from netztui.tui.plots.plot_view import PlotView
    from netztui.tui.screens import dialogs
    from netztui.tui.screens.assessment import AssessmentScreen
    from netztui.tui.screens.dialogs import HelpScreen, NoteScreen
    from netztui.tui.screens.history import HistoryScreen
    from netztui.tui.screens.home import HomeScreen
    from netztui.tui.screens.overview import OverviewScreen
    from netztui.tui.screens.result import ComparisonScreen, ResultScreen
    from netztui.tui.screens.scrolling import ProblemsScreen
    from netztui.tui.widgets.menu import Menu
    from netztui.tui.widgets.result_list import ResultList

    return (
        KeyContext(HomeScreen.TITLE_PHRASE, (HomeScreen, Menu)),
        KeyContext(AssessmentScreen.TITLE_PHRASE, (AssessmentScreen,)),
        KeyContext(OverviewScreen.TITLE_PHRASE, (OverviewScreen, Menu)),
        KeyContext(ResultScreen.TITLE_PHRASE, (ResultScreen,)),
        KeyContext(HistoryScreen.TITLE_PHRASE, (HistoryScreen, ResultList, PlotView)),
        KeyContext(ComparisonScreen.TITLE_PHRASE, (ComparisonScreen,)),
        KeyContext(ProblemsScreen.TITLE_PHRASE, (ProblemsScreen,)),
        KeyContext(N_("Help"), (HelpScreen,)),
        KeyContext(N_("Confirmations"), (dialogs.ConfirmScreen,)),
        KeyContext(N_("Finishing with open questions"), (dialogs.UnfinishedScreen,)),
        KeyContext(N_("Number of a question"), (dialogs.GoToScreen,)),
        KeyContext(N_("Note"), (NoteScreen,)),
        KeyContext(N_("What went wrong"), (dialogs.TroubleScreen,)),
        KeyContext(N_("A terminal that is too small"), (dialogs.TooSmallScreen,)),
    )


def actions() -> dict[str, Action]:
    """Everything that can have other keys, by id, in the order in which one meets it."""
    from netztui.tui.base_app import BaseApp

    found: dict[str, Action] = {}
    everywhere = KeyContext("", (BaseApp,))
    for context in (*key_contexts(), everywhere):
        for binding in _bindings(context):
            before = found.get(binding.id or "", Action("", (), (), (), binding.priority))
            found[binding.id or ""] = Action(
                binding.id or "",
                _with(before.keys, binding.key),
                _with(before.descriptions, binding.tooltip or binding.description),
                _with(before.contexts, context.name) if context.name else (),
                binding.priority,
            )
    return found


def described(action: Action) -> str:
    """What it does, in the language of now, and where if that is not on most screens."""
    told = ", ".join(_(description) for description in action.descriptions)
    if 0 < len(action.contexts) <= FEW:
        told += f" ({', '.join(_(context) for context in action.contexts)})"
    return told


def _bindings(context: KeyContext) -> Iterator[Binding]:
    """The bindings of the context that can have other keys: Textual's own have no id."""
    for binding in chain.from_iterable(written_bindings(kind) for kind in context.kinds):
        if binding.id is not None:
            yield binding


def _with(before: tuple[str, ...], another: str) -> tuple[str, ...]:
    return before if another in before else (*before, another)


def validate_keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[Violation, ...]]:
    """The keymap for Textual of what can be used in `wanted` (keys by id), and why not the rest.

    Digits and Ctrl+C go on doing what they do beside the keys that are wanted.
    """
    known = actions()
    misfits: list[Violation] = []
    keymap: dict[str, tuple[str, ...]] = {}
    for action, keys in wanted.items():
        named = tuple(dict.fromkeys(_canonical(key) for key in _split(keys)))
        misfit = _misfit(action, named, known)
        if misfit is None:
            kept = (key for key in known[action].keys if key in STAYING and key not in named)
            keymap[action] = (*named, *kept)
        else:
            misfits.append(misfit)
    # A line that is left out gives its action the old keys back, which can clash in turn.
    while (clash := _clash(keymap, known)) is not None:
        action, finding = clash
        misfits.append(finding)
        del keymap[action]
    return {action: ",".join(keys) for action, keys in keymap.items()}, tuple(misfits)


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _canonical(key: str) -> str:
    """The key as Textual reports it; as it is where there is no such key."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    if [modifier.lower() for modifier in modifiers] == ["shift"] and len(last) == 1:
        # Terminals send the capital letter.
        modifiers, key = [], last.upper()
    if modifiers:
        name = "+".join([*(modifier.lower() for modifier in modifiers), last.lower()])
        return SAME.get(name, name)
    if len(key) > 1:
        key = character_of(key.lower()) or key.lower()
    # Textual takes the one for nothing and the other for what separates keys.
    named = {" ": "space", ",": "comma"}.get(key, key)
    return next(iter(Binding.make_bindings([Binding(named, "")]))).key


def is_key(key: str) -> bool:
    """Whether there is such a key, named as Textual names it."""
    *modifiers, last = key.split("+")
    if not MODIFIERS.issuperset(modifiers):
        return False
    return last in NAMES or character_of(last) is not None


def _misfit(action: str, keys: tuple[str, ...], known: Mapping[str, Action]) -> Violation | None:
    """Why these keys can't be used for the action, whatever the other actions have."""
    from netztui.diagnostics.suggest import quote_value, suggest

    path = ("keys", action)
    if action not in known:
        what = LazyText(N_("There is no action “{action}”."), action=quote_value(action))
        all_of_them = LazyText(N_("“netztui settings --show” names all of them."))
        return Violation(path, what, suggest(action, known) or all_of_them, at="key")
    if not keys:
        what = LazyText(N_("“{key}” names no key."), key=".".join(path))
        hint = LazyText(N_('Write keys with commas between them: "b,backspace".'))
        return Violation(path, what, hint)
    for key in keys:
        wrong = _wrong_key(key, known[action])
        if wrong is not None:
            return Violation(path, *wrong)
    return None


def _wrong_key(key: str, action: Action) -> tuple[LazyText, LazyText] | None:
    """Why this key can't be used for the action, and what to do instead."""
    from netztui.diagnostics.suggest import closest_match, quote_value

    named = {"action": action.id, "key": quote_value(key)}
    if not is_key(key):
        near = closest_match(key, NAMES)
        like_this = N_("Keys are written like this: x, f5, ctrl+n, space, pageup, question_mark.")
        return (
            LazyText(N_("“{action}”: there is no key “{key}”."), **named),
            LazyText(N_("Did you mean “{near}”?"), near=near) if near else LazyText(like_this),
        )
    if key in STAYING and key not in action.keys:
        return (
            LazyText(
                N_("“{action}” can't have the key “{key}”, which always does the same."), **named
            ),
            LazyText(N_("Name another key.")),
        )
    if action.priority and character_of(key) is not None:
        return (
            LazyText(
                N_("“{action}” can't have the key “{key}”, which is needed for typing."), **named
            ),
            LazyText(N_("Name one with ctrl, or f1 to f12.")),
        )
    return None


def _clash(
    keymap: Mapping[str, tuple[str, ...]], known: Mapping[str, Action]
) -> tuple[str, Violation] | None:
    """The last wanted action with a key that another action has on the same screen, and why not."""
    from netztui.tui.base_app import BaseApp

    for context in key_contexts():
        here = KeyContext(context.name, (*context.kinds, BaseApp))
        ids = {binding.id or "": None for binding in _bindings(here)}
        holders: dict[str, list[str]] = {}
        for action in ids:
            for key in keymap.get(action, known[action].keys):
                holders.setdefault(key, []).append(action)
        for key, sharing in holders.items():
            wanted = [action for action in keymap if action in sharing]
            # Some share a key by design: it goes to whichever is focused.
            if len(sharing) < 2 or not wanted or all(key in known[one].keys for one in sharing):
                continue
            action = wanted[-1]
            other = next(one for one in sharing if one != action)
            what = LazyText(
                N_(
                    "“{action}” can't have the key “{key}”, which is that of “{other}” already "
                    "(on the screen “{screen}”)."
                ),
                action=action,
                key=key,
                other=other,
                screen=LazyText(context.name),
            )
            return action, Violation(("keys", action), what, LazyText(N_("Name another key.")))
    return None
