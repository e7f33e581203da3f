"""Writing the settings file: a commented one to start from, and choices made in the program."""

import textwrap
import tomllib
from collections.abc import Iterable
from pathlib import Path

from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_
from netztui.settings.settings import SETTINGS
from netztui.system.atomic_file import OutputError, atomic_write, explain_write_error


def settings_template(actions: Iterable[tuple[str, str, str]]) -> str:
    """A settings file in the current language with every setting explained and commented out.

    `actions` are the id, the keys and the description of everything that can have other keys.
    """
    *settings, keys = SETTINGS
    parts = [_comment(_("netztui settings. Remove the # from a line and change the value."))]
    for setting in settings:
        sentences = [_(setting.explanation)]
        if setting.choices:
            sentences.append(_("Possible: {choices}.").format(choices=", ".join(setting.choices)))
        sentences.append(_("Default: {default}.").format(default=_(setting.default)))
        parts.append(f"{_comment(' '.join(sentences))}\n# {setting.name} = {setting.example}")
    lines = [(f'# {action} = "{used}"', description) for action, used, description in actions]
    width = max((len(line) for line, _description in lines), default=0)
    # Below the header, so that what `save_choice` adds above the table separates nothing.
    parts.append(f"[{keys.name}]\n{_comment(_(keys.explanation))}")
    parts[-1] += "".join(f"\n{line:<{width}}  # {description}" for line, description in lines)
    return "\n\n".join(parts) + "\n"


def _comment(text: str) -> str:
    lines = textwrap.wrap(text, 76, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)


def write_commented(file: Path, actions: Iterable[tuple[str, str, str]]) -> None:
    """Write a settings file to start from. Raises OutputError, also if there is one already."""
    _write(file, settings_template(actions), replace=False)


def save_choice(file: Path, **choices: str | None) -> None:
    """Write `choices` to the settings file, without those that are None; its other lines stay.

    Raises OutputError if the file can't be written or contains errors (it is then left alone).
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        tomllib.loads(text)  # which refuses more than tomlkit does
        document = tomlkit.parse(text)
        for name, value in choices.items():
            if value is not None:
                document[name] = value
            elif name in document:
                del document[name]
    except (OSError, ValueError, RecursionError, TOMLKitError):
        what = N_("The settings file {file} contains an error, so nothing is written to it.")
        hint = N_("Fix it with: netztui settings")
        raise OutputError(what, hint, file=printable(str(file))) from None
    _write(file, tomlkit.dumps(document), replace=True)


def _write(file: Path, text: str, *, replace: bool) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_write_error(error, str(file)) from None
    with atomic_write(file, replace=replace) as target:
        target.write(text.encode())
