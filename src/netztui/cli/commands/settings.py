"""`netztui settings`: open the settings file, and say what holds and why.

What is wrong in it is said with file, line and column, here as everywhere; only here themes and
keys are looked at too without a screen, for which Textual is imported.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import (
    SOMETHING_TO_SAY,
    choose_language,
    exit_on_error,
    fail,
    transliterate_streams,
)
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from netztui.settings.settings import Settings

ORIGINS = {
    "command-line": N_("command line"),
    "environment": N_("environment: {variable}"),
    "file": N_("settings file"),
    "default": N_("not set"),
}


@localized.command(
    "settings",
    paragraphs=(
        N_(
            "Open the settings file in your editor (the one that VISUAL or EDITOR names), then say "
            "what is wrong in it. Where there is none yet, one is written first in which "
            "everything is explained and nothing is set."
        ),
        N_(
            "Environment variables are stronger than the file: NETZTUI_LANGUAGE, NETZTUI_THEME, "
            "NETZTUI_ADVANCE, NETZTUI_PLAIN, NETZTUI_QUESTIONNAIRES and NETZTUI_KEYS. Options on "
            "the command line are stronger still."
        ),
        N_("The exit status is 1 where something is wrong; all the rest is used nevertheless."),
    ),
    example="netztui settings --show",
)
@localized.option("--path", "only_path", is_flag=True, help=N_("Print where the file lies."))
@localized.option(
    "--show", is_flag=True, help=N_("Print what holds and what has set it, without an editor.")
)
@text_or_json
@click.pass_obj
def settings(
    language: str | None, form: Literal["text", "json"], *, only_path: bool, show: bool
) -> None:
    """Edit, or show; in both cases say what is wrong."""
    from netztui.system import paths

    transliterate_streams()
    file = paths.settings_path()
    choose_language(language)
    if only_path:
        click.echo(str(file))
        return
    if not show and form == "text":
        _edit(file)
    settings, problems = _in_force(language)
    if show or form == "json":
        _show(settings, problems, language, form)
    for problem in problems:
        _tell(problem)
    if problems:
        sys.exit(SOMETHING_TO_SAY)
    if not show and form == "text":
        _tell(LazyText(N_("Nothing is wrong with the settings.")))


def _tell(sentence: LazyText) -> None:
    from netztui.i18n.catalogue import translate

    click.echo(translate(sentence), err=True)


def _edit(file: Path) -> None:
    """Open the file, which is written first where there is none."""
    from netztui.diagnostics.problems import printable
    from netztui.settings.file import write_commented

    with exit_on_error():
        if not file.exists():
            write_commented(file, _actions())
    named = any(os.environ.get(variable) for variable in ("VISUAL", "EDITOR"))
    if not (named or sys.platform == "win32" or (sys.stdin.isatty() and sys.stdout.isatty())):
        # Without a terminal the usual editors would wait for keys that nobody can press.
        fail(
            LazyText(N_("An editor needs a terminal.")),
            LazyText(N_("Open {file} yourself."), file=printable(str(file))),
        )
    try:
        click.edit(filename=str(file))
    except (click.ClickException, ValueError):  # no such editor, or no sense in its quotes
        fail(
            LazyText(N_("The editor has failed.")),
            LazyText(
                N_("Name another one in the environment variable EDITOR, or open {file} in yours."),
                file=printable(str(file)),
            ),
        )


def _actions() -> Iterator[tuple[str, str, str]]:
    """What can have other keys: id, keys and description, in the language of now."""
    from netztui.tui.keymap import actions

    for action in actions().values():
        yield action.id, ",".join(action.keys), action.description


def _in_force(language: str | None) -> "tuple[Settings, tuple[LazyText, ...]]":
    """The settings that hold, and everything that is wrong with those that were meant."""
    from netztui.tui.keymap import with_valid_keys
    from netztui.tui.themes import with_known_theme

    settings, problems = choose_language(language)
    settings, wrong_theme = with_known_theme(settings)
    settings, wrong_keys = with_valid_keys(settings)
    return settings, (*problems, *wrong_theme, *wrong_keys)


def _show(
    settings: "Settings",
    problems: tuple[LazyText, ...],
    language: str | None,
    form: Literal["text", "json"],
) -> None:
    from netztui.i18n.catalogue import translate

    told = [{"name": name, **held} for name, held in _held(settings, language)]
    keys = list(_held_keys(settings))
    if form == "json":
        from netztui.cli.json_output import to_json

        wrong = [translate(problem) for problem in problems]
        click.echo(to_json(settings=told, keys=keys, problems=wrong))
        return
    rows = [(one["name"], _written(one["value"]), _origin(one)) for one in told]
    rows += [(f"keys.{one['action']}", ",".join(one["keys"]), _origin(one)) for one in keys]
    names, values = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, value, origin in rows:
        click.echo(f"{name:{names}}  {value:{values}}  {origin}".rstrip())


def _written(value: object) -> str:
    from netztui.diagnostics.problems import printable

    return str(value).lower() if isinstance(value, bool) else printable(str(value))


def _origin(held: dict[str, Any]) -> str:
    from netztui.i18n.catalogue import _

    told = ORIGINS[held["source"]]
    return _(told).format(variable=held["variable"])


def _held(settings: "Settings", language: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every setting but the keys, with its value in force."""
    from netztui.i18n.language import current_language
    from netztui.tui.themes import DARK

    values = {
        "language": current_language(),
        "theme": settings.theme or DARK.name,
        "advance": settings.advance,
        "plain": settings.plain,
        "questionnaires": str(settings.own_questionnaires),
    }
    for name, value in values.items():
        if name == "language" and language is not None:
            yield name, {"value": value, "source": "command-line", "variable": None}
        else:
            meant = name != "theme" or settings.theme is not None
            yield name, {"value": value, **_source(settings, (name,), meant=meant)}


def _held_keys(settings: "Settings") -> Iterator[dict[str, Any]]:
    """Every action with its keys in force."""
    from netztui.tui.keymap import actions

    for action in actions().values():
        named = settings.keys.get(action.id)
        yield {
            "action": action.id,
            "keys": named.split(",") if named else list(action.keys),
            **_source(settings, ("keys", action.id), meant=named is not None),
        }


def _source(settings: "Settings", at: tuple[str, ...], *, meant: bool) -> dict[str, str | None]:
    """What has set the value at `at`; what does not hold was set by nothing."""
    source = settings.sources.get(at) if meant else None
    if source is None:
        return {"source": "default", "variable": None}
    if source.content:
        return {"source": "file", "variable": None}
    return {"source": "environment", "variable": source.name}
