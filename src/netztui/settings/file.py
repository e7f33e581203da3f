"""The settings file as something that is written: explained line by line, changed with care.

Reading it is the business of `settings`. Here is what the first screen can do without: the file
that a person gets to begin with, and writing down a choice that was made in the program.
"""

import re
import textwrap
import tomllib
from collections.abc import Iterable
from pathlib import Path

from netztui.diagnostics.problems import printable
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import SETTINGS, Setting
from netztui.system.atomic_file import OutputError, atomic_write

WIDTH = 78
"""Columns of an explanation, its “# ” included."""


def settings_template(actions: Iterable[tuple[str, str, str]]) -> str:
    """A settings file in the language of now in which everything is explained and nothing set.

    `actions` are the id, the keys and the description of everything that can have other keys.
    """
    parts = [
        _comment(
            _("The settings of netztui. Take the # from a line and change what is behind it.")
        ),
        *(_part(setting) for setting in SETTINGS if setting.kind != "keys"),
    ]
    keys = next(setting for setting in SETTINGS if setting.kind == "keys")
    lines = [(f'# {action} = "{used}"', description) for action, used, description in actions]
    widest = max((len(line) for line, _description in lines), default=0)
    parts.append(
        "\n".join(
            [
                _comment(_(keys.explanation)),
                f"[{keys.name}]",
                *(f"{line:<{widest}}  # {description}" for line, description in lines),
            ]
        )
    )
    return "\n\n".join(parts) + "\n"


def _part(setting: Setting) -> str:
    told = [_(setting.explanation)]
    if setting.choices:
        told.append(_("Possible: {choices}.").format(choices=", ".join(setting.choices)))
    told.append(_("Otherwise: {default}.").format(default=_(setting.otherwise)))
    return f"{_comment(' '.join(told))}\n# {setting.name} = {setting.example}"


def _comment(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def write_commented(file: Path, actions: Iterable[tuple[str, str, str]]) -> None:
    """Write a settings file to begin with. Raises OutputError, also where there is one already."""
    _make_folder(file)
    with atomic_write(file, replace=False) as target:
        target.write(settings_template(actions).encode())


def save_choice(file: Path, **choices: str) -> None:
    """Write `choices` into the settings file; its other lines and comments stay.

    A line of the commented file that stands for the setting is used. Raises OutputError where the
    file can't be written, or has mistakes, in which nobody should write.
    """
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError:
        text = ""
    except (OSError, ValueError):
        raise _mistaken(file) from None
    for name, value in choices.items():
        text = _with_choice(file, text, name, value)
    _make_folder(file)
    with atomic_write(file, replace=True) as target:
        target.write(text.encode())


def _with_choice(file: Path, text: str, name: str, value: str) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        meant = {**tomllib.loads(text.removeprefix("\ufeff")), name: value}
        document = tomlkit.parse(text)
    except (ValueError, RecursionError, TOMLKitError):
        raise _mistaken(file) from None
    if name not in document:
        line = re.compile(rf"^#[ \t]*{name}[ \t]*=.*$", re.MULTILINE)
        written = line.sub(lambda _found: f"{name} = {tomlkit.item(value).as_string()}", text, 1)
        if _says(written, meant):
            return written
    document[name] = value
    return tomlkit.dumps(document)


def _says(text: str, meant: dict[str, object]) -> bool:
    """Whether `text` is TOML for just that; a comment may lie within a text or below a table."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff")) == meant
    except ValueError:
        return False


def _mistaken(file: Path) -> OutputError:
    return OutputError(
        LazyText(
            N_("The settings file {file} has a mistake, so nothing is written into it."),
            file=printable(str(file)),
        ),
        LazyText(N_("Mend it with: netztui settings")),
    )


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from netztui.system.atomic_file import explain_write_error

        raise explain_write_error(error, str(file)) from None
