"""Which keys there are, and which other ones can be had: judged before any is in force."""

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen

import netztui.tui
from netztui.i18n.language import set_language
from netztui.settings.settings import read_settings
from netztui.tui.base_app import BaseApp
from netztui.tui.key_table import SENTENCES
from netztui.tui.keymap import (
    FIXED,
    actions,
    is_key,
    screens,
    validate_keymap,
)
from netztui.tui.own_keys import with_valid_keys
from netztui.tui.screens.base import BaseScreen, Retranslatable
from netztui.tui.screens.dialogs import Dialog
from netztui.tui.screens.result import PageScreen
from netztui.tui.screens.scrolling import ScrollingScreen
from netztui.tui.screens.settings import Box
from netztui.tui.textual_internals import GuardedScreen
from netztui.tui.themes import with_known_theme
from netztui.tui.widgets.keybar import written_bindings


def kinds() -> list[type[DOMNode]]:
    """Everything of netztui that can have bindings."""
    found: list[type[DOMNode]] = []
    for module in pkgutil.walk_packages(netztui.tui.__path__, "netztui.tui."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode) and kind not in found:
                found.append(kind)
    return [kind for kind in found if kind.__module__.startswith("netztui.")]


# What there is


def test_every_binding_has_an_id_that_says_what_it_does():
    for kind in kinds():
        for binding in kind.__dict__.get("BINDINGS", ()):
            assert binding.id, (kind, binding)
            assert binding.description, (kind, binding)
            assert binding.id == binding.id.lower()
            assert binding.id.replace("-", "").isalnum()


def test_an_id_stands_for_the_same_keys_everywhere():
    keys = defaultdict(set)
    for kind in kinds():
        named = defaultdict(list)
        for binding in kind.__dict__.get("BINDINGS", ()):
            if binding.key not in named[binding.id]:
                named[binding.id].append(binding.key)
        for id_, its in named.items():
            keys[id_].add(",".join(its))
    assert {id_: its for id_, its in keys.items() if len(its) > 1} == {}


def test_two_ids_never_have_a_key_in_one_place():
    for kind in kinds():
        holders = defaultdict(set)
        for binding in kind.__dict__.get("BINDINGS", ()):
            for key in binding.key.split(","):
                holders[key].add(binding.id)
        assert {key: ids for key, ids in holders.items() if len(ids) > 1} == {}


SHARED = {
    "escape": {"Back", "Pause", "To the result", "Quit"},
    "h": {"History"},
    "v": {"History"},
    "c": {"Compare", "Close the room"},
    "o": {"Settings"},
    "n": {"Note", "Next open one", "No", "Go on answering", "Next placement"},
    "p": {"Plan", "Questions one by one", "Next question"},
    "d": {"Delete", "Discard"},
    "delete": {"Delete", "Discard"},
    "question_mark": {"Help", "Back"},
    "q": {"Quit", "Back"},
}
"""What a key may say on any screen. “Back” on ? and q is the help, which they close again.

A group, which is looked at on its own, has no plan to make, and a room nothing to compare.
"""


def test_a_key_means_the_same_on_every_screen():
    for kind in kinds():
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
            meant = SHARED.get(binding.key)
            assert meant is None or binding.description in meant, (kind, binding)


def test_the_table_of_keys_knows_only_ids_that_there_are():
    known = {binding.id for kind in kinds() for binding in written_bindings(kind)}
    assert set(SENTENCES) <= known


def test_all_screens_and_what_is_focused_on_them_are_looked_at():
    bases = {GuardedScreen, BaseScreen, Retranslatable, Dialog, Box, ScrollingScreen, PageScreen}
    looked_at = {kind for kinds in screens().values() for kind in kinds} | {BaseApp}
    for kind in kinds():
        own = any(binding.id for binding in kind.__dict__.get("BINDINGS", ()))
        apps = issubclass(kind, BaseApp)
        if (issubclass(kind, Screen) or own) and kind not in bases and not apps:
            covered = kind in looked_at or any(
                issubclass(kind, one) and "BINDINGS" not in kind.__dict__ for one in looked_at
            )
            assert covered or issubclass(kind, CommandPalette), kind


def test_every_action_is_described_in_both_languages():
    set_language("de")
    german = {id_: action.description for id_, action in actions().items()}
    set_language("en")
    english = {id_: action.description for id_, action in actions().items()}
    assert german["back"] == "Zurück (Fragen beantworten)"
    assert english["back"] == "Back (Answering)"
    assert {id_ for id_ in german if german[id_] == english[id_]} <= {"pause"}


# Judging


def told(**keys: str) -> dict[str, str]:
    _keymap, diagnostics = validate_keymap(
        {action.replace("_", "-"): key for action, key in keys.items()}
    )
    return {
        str(diagnostic.path[1]): f"{diagnostic.message} {diagnostic.hint or ''}"
        for diagnostic in diagnostics
    }


def test_keys_are_taken_as_people_write_them():
    keymap, diagnostics = validate_keymap(
        {
            "review": " Ctrl+O , F5",
            "explain": "?,+",
            "go-to": "shift+g",
            "note": "",
            "help": "full_stop,-",
            "down": "ctrl+i",
        }
    )
    assert keymap["review"] == "ctrl+o,f5"
    assert keymap["explain"] == "question_mark,plus"
    assert keymap["go-to"] == "G"
    assert keymap["help"] == "full_stop,minus"
    assert [diagnostic.path for diagnostic in diagnostics] == [("keys", "note"), ("keys", "down")]


def test_an_action_or_key_that_there_is_not_is_told_with_the_nearest():
    assert "Unknown action “bakc”" in told(bakc="b")["bakc"]
    assert "“back”" in told(bakc="b")["bakc"]
    assert "no key “pgup”" in told(back="pgup")["back"]
    assert "“pageup”" in told(back="pgup")["back"]
    assert "no key “�[31m”" in told(back="\x1b[31m")["back"]
    assert "question_mark" in told(back="foo")["back"]


def test_a_key_of_something_else_on_the_same_screen_is_told():
    assert "“review” has it on “Answering”" in told(explain="r")["explain"]
    assert "“down” has it" in told(history_mark="j")["history-mark"]
    assert "“quit” has it" in told(explain="ctrl+q")["explain"]
    # On another screen the same key is no clash.
    assert told(explain="f") == {}


def test_keys_can_be_swapped_and_the_last_of_two_on_one_key_is_left_out():
    assert validate_keymap({"review": "g", "go-to": "r"})[1] == ()
    keymap, diagnostics = validate_keymap({"review": "x", "explain": "x"})
    assert keymap == {"review": "x"}
    assert diagnostics[0].path == ("keys", "explain")


def test_a_line_that_is_left_out_takes_others_along_that_relied_on_it():
    keymap, diagnostics = validate_keymap({"review": "i", "explain": "nope"})
    assert keymap == {}
    assert len(diagnostics) == 2


def test_digits_and_control_c_stay():
    assert "function is fixed" in told(explain="3")["explain"]
    assert "function is fixed" in told(explain="ctrl+c")["explain"]
    keymap, diagnostics = validate_keymap({"quit": "f10", "skip": "x", "choose-1": "a"})
    assert diagnostics == ()
    assert keymap == {"quit": "f10,ctrl+c", "skip": "x,0", "choose-1": "a,1"}


def test_what_works_while_one_types_takes_no_letter():
    assert "needed for typing" in told(quit="x")["quit"]
    assert "needed for typing" in told(commands="space")["commands"]


KEYS = st.sampled_from(
    ["a", "r", "i", "1", "0", "ctrl+c", "enter", "F5", "shift+x", "ctrl+i", "+", "\x1b", "", "nope"]
)


@given(
    st.dictionaries(
        st.one_of(st.sampled_from([*actions(), "nothing"]), st.text(max_size=5)),
        st.one_of(st.lists(KEYS, max_size=3).map(",".join), st.text(max_size=8)),
        max_size=6,
    )
)
def test_whatever_is_wanted_no_screen_has_two_actions_on_a_key(wanted: dict[str, str]):
    keymap, diagnostics = validate_keymap(wanted)
    assert keymap.keys() | {diagnostic.path[1] for diagnostic in diagnostics} == wanted.keys()
    known = actions()
    for kinds in screens().values():
        holders = defaultdict(set)
        for kind in (*kinds, BaseApp):
            for binding in written_bindings(kind):
                if binding.id is not None:
                    for key in keymap.get(binding.id, binding.key).split(","):
                        assert is_key(key)
                        holders[key].add(binding.id)
        for key, ids in holders.items():
            assert len(ids) == 1 or all(key in known[id_].keys for id_ in ids)
    for id_, action in known.items():
        for key in FIXED.intersection(action.keys):
            assert id_ not in keymap or key in keymap[id_].split(",")


def test_what_is_wrong_is_told_with_its_place(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text('theme = "norrd"\n[keys]\nback = "b"\nbakc = "x"\n  explain = "r"\n')
    found, problems = read_settings(file, {"NETZTUI_KEYS": "skip=foo"})
    assert problems == ()
    found, wrong_theme = with_known_theme(found)
    found, wrong_keys = with_valid_keys(found)
    assert found.theme is None
    assert found.keys == {"back": "b"}
    problems = [str(problem) for problem in (*wrong_theme, *wrong_keys)]
    places = [problem.removeprefix(str(file)).partition(" ")[0] for problem in problems]
    assert places == [":1:9:", ":4:1:", "NETZTUI_KEYS:", ":5:13:"]
