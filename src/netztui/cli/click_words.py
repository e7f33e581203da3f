"""click's own words in the person's language: “Usage:”, “No such option” and their like.

click looks its sentences up with gettext's functions, which find compiled catalogues in a folder
and ask the environment for the language. netztui may speak another language than the
environment's (`--language`, the settings), and in a checkout its catalogue is not compiled. So
the two functions that click's modules have taken from gettext are exchanged for ones that ask
netztui's catalogue. A sentence that is not in it, from another version of click, stays English.

The sentences stand here for the catalogue; singular and plural one by one, since a list of
options or arguments is all that click counts.
"""

import sys
from types import ModuleType

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_

NO_COMMAND = N_("No such command {name!r}.")
DID_YOU_MEAN = N_("Did you mean {possibility}?")
WORDS = (
    NO_COMMAND,
    DID_YOU_MEAN,
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("(Possible options: {possibilities})"),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Option {name!r} does not take a value."),
    N_("Option {name!r} requires an argument."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("Error: invalid input"),
)


def let_click_speak() -> None:
    """Have click's modules, those that are loaded by now, ask netztui's catalogue."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            _exchange(module)


def _exchange(module: ModuleType) -> None:
    for name, ours in (("_", _), ("ngettext", _counted)):
        if hasattr(module, name):
            setattr(module, name, ours)


def _counted(one: str, many: str, count: int) -> str:
    return _(one if count == 1 else many)
