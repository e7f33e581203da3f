"""`netztui settings` and `where`: the settings in effect, the settings file, and all other places.

Only here themes and keys are checked without a screen, for which Textual is imported.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import SOMETHING_TO_REPORT, fail, print_error
from netztui.cli.json_output import to_json
from netztui.cli.launch import choose_language
from netztui.diagnostics.problems import printable
from netztui.i18n.catalogue import _, translate
from netztui.i18n.language import current_language
from netztui.i18n.message import N_, LazyText
from netztui.system import paths

if TYPE_CHECKING:
    from netztui.settings.settings import Settings

Format = Literal["text", "json"]

SOURCES = {
    "command-line": N_("command line"),
    "environment": N_("environment: {variable}"),
    "file": N_("settings file"),
    "default": N_("not set"),
}

PLACES = {
    "archive": N_("Archive"),
    "copies": N_("Automatic copies"),
    "settings": N_("Settings"),
    "own-questionnaires": N_("Your own questionnaires"),
    "shipped-questionnaires": N_("Included questionnaires"),
}


@localized.command(
    "settings",
    paragraphs=(
        N_(
            "Open the settings file in your editor (VISUAL or EDITOR), then report any errors in "
            "it. If there is none yet, a commented one with nothing set is created first."
        ),
        N_(
            "Environment variables take precedence over the file: NETZTUI_LANGUAGE, NETZTUI_THEME, "
            "NETZTUI_ADVANCE, NETZTUI_PLAIN, NETZTUI_QUESTIONNAIRES and NETZTUI_KEYS. Command-line "
            "options take precedence over everything."
        ),
        N_("The exit status is 1 if something is wrong; everything else is still applied."),
    ),
    example="netztui settings --show",
)
@localized.option("--path", "only_path", is_flag=True, help=N_("Print the path of the file."))
@localized.option(
    "--show",
    is_flag=True,
    help=N_(
        "Print the settings in effect and where each one comes from, without opening an editor."
    ),
)
@localized.text_or_json
@click.pass_context
def settings(context: click.Context, form: Format, *, only_path: bool, show: bool) -> None:
    """Edit or show the settings; in both cases report errors."""
    from netztui.tui.judging import with_fitting_keys
    from netztui.tui.themes import with_known_theme

    file = paths.settings_path()
    if only_path:
        click.echo(str(file))
        return
    edit = not show and form == "text"
    if edit:
        _edit(file)
    language = context.find_root().params["language"]
    found, diagnostics = choose_language(language)
    found, wrong_theme = with_known_theme(found)
    found, wrong_keys = with_fitting_keys(found)
    diagnostics += (*wrong_theme, *wrong_keys)
    if not edit:
        values = [*_values(found, language)]
        keys = [*_keys(found)]
        if form == "json":
            sentences = [translate(diagnostic) for diagnostic in diagnostics]
            click.echo(to_json({"settings": values, "keys": keys, "diagnostics": sentences}))
        else:
            rows = [(one["name"], one["value"], _origin(one)) for one in values]
            rows += [(f"keys.{one['action']}", ",".join(one["keys"]), _origin(one)) for one in keys]
            _print_table(rows)
    for diagnostic in diagnostics:
        print_error(diagnostic)
    if diagnostics:
        sys.exit(SOMETHING_TO_REPORT)
    if edit:
        print_error(LazyText(N_("Nothing is wrong with the settings.")))


def _edit(file: Path) -> None:
    """Open the file, which is created first if there is none."""
    from netztui.settings.file import write_commented
    from netztui.tui.keymap import actions, described

    if not file.exists():
        keys = ((one.id, ",".join(one.keys), described(one)) for one in actions().values())
        write_commented(file, keys)
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not (named or sys.platform == "win32" or (sys.stdin.isatty() and sys.stdout.isatty())):
        # Without a terminal the usual editors would wait for keys that nobody can press.
        fail(
            LazyText(N_("An editor needs a terminal.")),
            LazyText(N_("Open {file} yourself."), file=file),
        )
    try:
        click.edit(filename=str(file))
    except (click.ClickException, ValueError):  # no such editor, or unbalanced quotes in its name
        hint = N_("Set the environment variable EDITOR to another one, or open {file} yourself.")
        fail(LazyText(N_("The editor has failed.")), LazyText(hint, file=file))


def _values(settings: "Settings", language: str | None) -> Iterator[dict[str, Any]]:
    """Every setting but the keys, with its value in effect."""
    from netztui.tui.themes import DARK

    values = {
        "language": current_language(),
        "theme": settings.theme or DARK.name,
        "advance": settings.advance,
        "plain": settings.plain,
        "questionnaires": settings.own_questionnaires,
    }
    for name, value in values.items():
        source = _source(settings, name)
        if name == "language" and language is not None:
            source = {"source": "command-line", "variable": None}
        elif name == "theme" and settings.theme is None:
            source = {"source": "default", "variable": None}
        yield {"name": name, "value": value, **source}


def _keys(settings: "Settings") -> Iterator[dict[str, Any]]:
    """Every action with its keys in effect."""
    from netztui.tui.keymap import actions

    for action in actions().values():
        custom = settings.keys.get(action.id)
        keys = custom.split(",") if custom else list(action.keys)
        yield {"action": action.id, "keys": keys, **_source(settings, "keys", action.id)}


def _origin(entry: dict[str, Any]) -> str:
    label = SOURCES[entry["source"]]
    return _(label).format(variable=entry["variable"])


def _source(settings: "Settings", *path: str) -> dict[str, str | None]:
    """Where the value at `path` comes from."""
    source = settings.sources.get(path)
    if source is None or (path[0] == "keys" and path[1] not in settings.keys):
        return {"source": "default", "variable": None}
    if source.content:
        return {"source": "file", "variable": None}
    return {"source": "environment", "variable": source.name}


@localized.command(
    "where",
    paragraphs=(
        N_(
            "Show where the archive, its copies, the settings and the questionnaires are, without "
            "creating anything."
        ),
        N_(
            "Three environment variables change this: NETZTUI_DATA_DIR is the folder of the "
            "archive, NETZTUI_CONFIG_DIR that of the settings and of your own questionnaires, and "
            "NETZTUI_QUESTIONNAIRES another one for these alone, like the setting "
            "“questionnaires”."
        ),
    ),
    example="netztui where --format json",
)
@localized.text_or_json
@click.pass_obj
def where(settings: "Settings", form: Format) -> None:
    """Print the places."""
    from netztui.archive.maintenance.backup import copies_folder
    from netztui.questionnaire.library import shipped_folder

    def set_variable(name: str) -> str | None:
        return name if os.environ.get(name) else None

    archive, folder = paths.archive_path(), settings.sources.get(("questionnaires",))
    data, config = set_variable(paths.DATA_VARIABLE), set_variable(paths.CONFIG_VARIABLE)
    own = folder.name if folder is not None else config
    found = (
        ("archive", archive, paths.DATA_VARIABLE, data),
        ("copies", copies_folder(archive), paths.DATA_VARIABLE, data),
        ("settings", paths.settings_path(), paths.CONFIG_VARIABLE, config),
        ("own-questionnaires", settings.own_questionnaires, "NETZTUI_QUESTIONNAIRES", own),
        ("shipped-questionnaires", shipped_folder(), None, None),
    )
    if form == "json":
        keys = ("name", "path", "variable", "moved_by", "exists")
        places = [dict(zip(keys, (*place, place[1].exists()), strict=True)) for place in found]
        click.echo(to_json({"places": places}))
        return
    rows = []
    for name, path, _variable, moved_by in found:
        notes = [] if path.exists() else [_("does not exist yet")]
        if moved_by is not None:
            notes.append(_("set by {source}").format(source=moved_by))
        rows.append((_(PLACES[name]), str(path), f"({', '.join(notes)})" if notes else ""))
    _print_table(rows)


def _print_table(rows: Iterable[tuple[str, ...]]) -> None:
    """Print the rows in columns; the last one has any width."""
    shown = [
        [str(cell).lower() if isinstance(cell, bool) else printable(str(cell)) for cell in row]
        for row in rows
    ]
    *widths, _last = (max(map(len, column)) for column in zip(*shown, strict=True))
    for *cells, last in shown:
        padded = (f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True))
        click.echo("  ".join([*padded, last]).rstrip())
