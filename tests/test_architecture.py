"""The shape of the package: no import circles, and Textual's private names in two modules."""

import importlib
import inspect
import pkgutil

import grimp

import netztui.tui
from netztui.tui import textual_inputs, textual_internals


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("netztui", exclude_type_checking_imports=False, cache_dir=None)

    def reachable(module: str) -> set[str]:
        found: set[str] = set()
        waiting = [module]
        while waiting:
            following = graph.find_modules_directly_imported_by(waiting.pop()) - found
            found |= following
            waiting += following
        return found

    imported = {module: reachable(module) for module in graph.modules}
    assert sorted(module for module, found in imported.items() if module in found) == []


def test_private_names_of_textual_are_overridden_in_two_modules_only() -> None:
    overridden = []
    for info in pkgutil.walk_packages(netztui.tui.__path__, "netztui.tui."):
        module = importlib.import_module(info.name)
        for kind in vars(module).values():
            if module in {textual_internals, textual_inputs} or not inspect.isclass(kind):
                continue
            if kind.__module__ != info.name:
                continue
            textual = [base for base in kind.__mro__ if base.__module__.startswith("textual")]
            overridden += [
                f"{info.name}.{kind.__name__}.{name}"
                for name in vars(kind)
                if name.startswith("_")
                and not name.endswith("_")
                and any(name in vars(base) for base in textual)
                and callable(vars(kind)[name])
            ]
    assert overridden == []
