"""The user's own keys: which actions can have them, and which keys of the settings can be used.

Textual puts a keymap in force without asking: a key that two actions share silently belongs to
one of them, and `handle_bindings_clash` reports only clashes between actions that both have other
keys. So the keys are checked beforehand, on every screen with each widget that can have the
focus there. All screens are imported for that, but only if the settings name keys.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_ALIASES, Keys

from netztui.diagnostics.problems import Violation, violation
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_, LazyText
from netztui.tui.widgets.keybar import character_of, written_bindings

FIXED = frozenset({"ctrl+c", *"0123456789"})
"""Keys that do the same on every screen, which sentences and users rely on."""

MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})

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
    """Its default keys, as Textual names them."""
    description: str
    """What it does, in the current language, and on which screens if they are few."""
    screens: tuple[str, ...]
    """The names of the screens that have it, for the catalogue."""
    priority: bool
    """Whether its keys work even while the user is typing in a field."""


def screens() -> dict[str, tuple[type[DOMNode], ...]]:
    """Every screen with what can have the focus on it, by its name for the catalogue."""
    from netztui.tui.plots.plot_view import PlotView
    from netztui.tui.screens import dialogs
    from netztui.tui.screens.assessment import AssessmentScreen
    from netztui.tui.screens.comparison import ComparisonScreen
    from netztui.tui.screens.dialogs import HelpScreen, NoteScreen
    from netztui.tui.screens.group import GroupScreen, PromptScreen
    from netztui.tui.screens.history.result_list import ResultList
    from netztui.tui.screens.history.screen import HistoryScreen
    from netztui.tui.screens.home import HomeScreen
    from netztui.tui.screens.overview import OverviewScreen
    from netztui.tui.screens.result import ResultScreen
    from netztui.tui.screens.room import ClosingDialog, RevealDialog, RevealedScreen, RoomScreen
    from netztui.tui.screens.scrolling import ProblemsScreen
    from netztui.tui.screens.settings import ChoiceScreen, SettingsScreen
    from netztui.tui.widgets.menu import Menu

    return {
        HomeScreen.TITLE_PHRASE: (HomeScreen, Menu),
        AssessmentScreen.TITLE_PHRASE: (AssessmentScreen,),
        OverviewScreen.TITLE_PHRASE: (OverviewScreen, Menu),
        ResultScreen.TITLE_PHRASE: (ResultScreen,),
        HistoryScreen.TITLE_PHRASE: (HistoryScreen, ResultList, PlotView),
        ComparisonScreen.TITLE_PHRASE: (ComparisonScreen,),
        ProblemsScreen.TITLE_PHRASE: (ProblemsScreen,),
        GroupScreen.TITLE_PHRASE: (GroupScreen,),
        PromptScreen.TITLE_PHRASE: (PromptScreen,),
        RoomScreen.TITLE_PHRASE: (RoomScreen,),
        RevealedScreen.TITLE_PHRASE: (RevealedScreen,),
        N_("Revealing the group"): (RevealDialog,),
        N_("Closing the room"): (ClosingDialog,),
        N_("Help"): (HelpScreen,),
        N_("Settings"): (SettingsScreen, Menu),
        N_("Values of a setting"): (ChoiceScreen, Menu),
        N_("Confirmations"): (dialogs.ConfirmScreen,),
        N_("Finishing with open questions"): (dialogs.UnfinishedScreen,),
        N_("Number of a question"): (dialogs.GoToScreen,),
        N_("Note"): (NoteScreen,),
        N_("What went wrong"): (dialogs.TroubleScreen,),
        N_("A terminal that is too small"): (dialogs.TooSmallScreen,),
    }


def actions() -> dict[str, Action]:
    """Everything that can have other keys, by id, in the order of the screens."""
    from netztui.tui.base_app import BaseApp

    uses = defaultdict[str, list[tuple[str, Binding]]](list)
    for screen, kinds in screens().items():
        for binding in chain.from_iterable(map(written_bindings, (*kinds, BaseApp))):
            uses[binding.id or ""].append((screen, binding))
    found = {}
    for id_, using in uses.items():
        keys = dict.fromkeys(binding.key for _screen, binding in using)
        names = tuple(dict.fromkeys(screen for screen, _binding in using))
        texts = dict.fromkeys(_(binding.tooltip or binding.description) for _in, binding in using)
        few = f" ({', '.join(map(_, names))})" if len(names) <= 3 else ""
        found[id_] = Action(id_, tuple(keys), ", ".join(texts) + few, names, using[0][1].priority)
    return found


def validate_keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[Violation, ...]]:
    """The keymap for Textual of what can be used in `wanted` (keys by id), and why not the rest.

    Digits and Ctrl+C keep their function in addition to the wanted keys.
    """
    known = actions()
    violations: list[Violation] = []
    keymap: dict[str, tuple[str, ...]] = {}
    for action, keys in wanted.items():
        named = [canonical(key.strip()) for key in keys.split(",") if key.strip()]
        if (wrong := _violation(action, named, known)) is not None:
            violations.append(wrong)
        else:
            fixed = (key for key in known[action].keys if key in FIXED)
            keymap[action] = tuple(dict.fromkeys((*named, *fixed)))
    # A line that is left out gives its action the default keys back, which can clash in turn.
    while (clash := _clash(keymap, known)) is not None:
        violations.append(clash)
        del keymap[str(clash.path[1])]
    return {action: ",".join(keys) for action, keys in keymap.items()}, tuple(violations)


def canonical(key: str) -> str:
    """The key as Textual reports it; an unknown key in small letters."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if modifiers and (len(last) != 1 or [part.lower() for part in modifiers] != ["shift"]):
        return SAME.get(key.lower(), key.lower())
    if modifiers:
        last = last.upper()  # Terminals send the capital letter.
    elif len(last) > 1:
        last = character_of(last.lower()) or last.lower()
    # Textual strips the one and takes the other for a separator.
    named = {" ": "space", ",": "comma"}.get(last, last)
    return next(iter(Binding.make_bindings([Binding(named, "")]))).key


def is_key(key: str) -> bool:
    """Whether the key exists, named as Textual names it."""
    *modifiers, last = key.split("+")
    return MODIFIERS.issuperset(modifiers) and (last in NAMES or character_of(last) is not None)


def _violation(action: str, keys: Sequence[str], known: Mapping[str, Action]) -> Violation | None:
    """Why these keys can't be used for the action, whatever the other actions have."""
    from netztui.diagnostics.suggest import quote_value, suggest

    path = ("keys", action)
    hint: str | LazyText
    if action not in known:
        what = N_("Unknown action “{action}”.")
        hint = suggest(action, known) or N_("“netztui settings --show” names all of them.")
        return violation(path, what, hint, at="key", action=quote_value(action))
    for key in keys or [""]:
        hint = N_("Choose another key.")
        if not is_key(key):
            what = N_("“{action}”: there is no key “{key}”.")
            example = N_("Keys are written like this: x, f5, ctrl+n, space, pageup, question_mark.")
            hint = suggest(key, NAMES) or example
        elif key in FIXED and key not in known[action].keys:
            what = N_("“{action}” can't use the key “{key}”: its function is fixed.")
        elif known[action].priority and character_of(key) is not None:
            what = N_("“{action}” can't use the key “{key}”: it is needed for typing.")
            hint = N_("Use one with ctrl, or f1 to f12.")
        else:
            continue
        return violation(path, what, hint, action=action, key=quote_value(key))
    return None


def _clash(keymap: dict[str, tuple[str, ...]], known: Mapping[str, Action]) -> Violation | None:
    """Why the last line with a key that another action has on the same screen can't be used."""
    for action, other in product(map(known.__getitem__, reversed(keymap)), known.values()):
        common = [screen for screen in action.screens if screen in other.screens]
        for key in keymap[action.id] if common and action != other else ():
            # Some share a default key by design: it goes to whichever is focused.
            by_design = key in action.keys and key in other.keys
            if key in keymap.get(other.id, other.keys) and not by_design:
                return violation(
                    ("keys", action.id),
                    N_("“{action}” can't use “{key}”: “{other}” has it on “{screen}”."),
                    N_("Choose another key."),
                    action=action.id,
                    key=key,
                    other=other.id,
                    screen=LazyText(common[0]),
                )
    return None
