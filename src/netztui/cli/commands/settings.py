"""`netztui settings` and `where`: the settings in effect, the settings file, and all other places.

Only here themes and keys are checked without a screen, for which Textual is imported.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from netztui.cli import localized
from netztui.cli.exits import SOMETHING_TO_REPORT, fail, print_error
from netztui.cli.json_output import to_json
from netztui.cli.launch import choose_language
from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _, translate
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.settings.settings import Settings
from netztui.system import paths

if TYPE_CHECKING:
    from netztui.diagnostics.problems import DataPath

PLACES = {
    "archive": N_("Archive"),
    "copies": N_("Automatic copies"),
    "room": N_("Open room"),
    "settings": N_("Settings"),
    "own-questionnaires": N_("Your own questionnaires"),
    "shipped-questionnaires": N_("Included questionnaires"),
}


@localized.command(
    "settings",
    N_(
        "It opens in your editor (VISUAL or EDITOR); then any errors in it are reported. If "
        "there is none yet, a commented one with nothing set is created first."
    ),
    N_(
        "Environment variables take precedence over the file: NETZTUI_LANGUAGE, NETZTUI_QUESTIONS, "
        "NETZTUI_THEME, NETZTUI_ADVANCE, NETZTUI_PLAIN, NETZTUI_QUESTIONNAIRES and NETZTUI_KEYS. "
        "Command-line options take precedence over everything."
    ),
    N_("The exit status is 1 if something is wrong; everything else is still applied."),
    example="netztui settings --show",
)
@localized.flag(
    "--show",
    N_("Print the settings in effect and where each one comes from, without opening an editor."),
)
@localized.text_or_json
@click.pass_context
def _settings(context: click.Context, form: localized.Format, *, show: bool) -> None:
    from netztui.tui.own_keys import with_valid_keys
    from netztui.tui.themes import with_known_theme

    edit = not show and form == "text"
    if edit:
        _edit(paths.settings_path())
    language, questions = context.find_root().params["language"], context.meta.get("questions")
    found, diagnostics = choose_language(language, questions)
    found, wrong_theme = with_known_theme(found)
    found, wrong_keys = with_valid_keys(found)
    diagnostics += (*wrong_theme, *wrong_keys)
    if not edit:
        entries = list(_in_effect(found, {"language": language, "questions": questions}))
        if form == "json":
            sentences = [translate(diagnostic) for diagnostic in diagnostics]
            click.echo(to_json({"settings": entries, "diagnostics": sentences}))
        else:
            unset = "(" + _("that of the system or the program") + ")"
            _print_table(
                [one if one["value"] is not None else {**one, "value": unset} for one in entries]
            )
    for diagnostic in diagnostics:
        print_error(diagnostic)
    if diagnostics:
        sys.exit(SOMETHING_TO_REPORT)
    if edit:
        print_error(N_("Nothing is wrong with the settings."))


def _edit(file: Path) -> None:
    """Open the file, which is created first if there is none."""
    from netztui.settings.file import write_commented
    from netztui.tui.keymap import actions

    if not file.exists():
        keys = ((one.id, ",".join(one.keys), one.description) for one in actions().values())
        write_commented(file, keys)
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not (named or sys.platform == "win32" or (sys.stdin.isatty() and sys.stdout.isatty())):
        # Without a terminal the usual editors would wait for keys that nobody can press.
        fail(N_("An editor needs a terminal."), N_("Open {file} yourself."), file=file)
    try:
        click.edit(filename=str(file))
    except (click.ClickException, ValueError):  # no such editor, or unbalanced quotes in its name
        hint = N_("Set the environment variable EDITOR to another one, or open {file} yourself.")
        fail(N_("The editor has failed."), hint, file=file)


def _in_effect(settings: Settings, given: Mapping[str, str | None]) -> Iterator[dict[str, object]]:
    """Every setting with its value, and what has set it; `given` are the command's options."""
    from netztui.tui.keymap import actions
    from netztui.tui.themes import DARK

    values: dict[DataPath, object] = {
        ("language",): current_language(),
        ("questions",): given["questions"] or settings.questions,
        ("theme",): settings.theme or DARK.name,
        ("advance",): settings.advance,
        ("plain",): settings.plain,
        ("questionnaires",): settings.own_questionnaires,
    }
    for action in actions().values():
        values["keys", action.id] = settings.keys.get(action.id) or ",".join(action.keys)
    for path, value in values.items():
        source = settings.sources.get(path)
        # A theme or a key that does not exist is not in effect.
        if path == ("theme",) and not settings.theme:
            source = None
        if path[0] == "keys" and path[1] not in settings.keys:
            source = None
        set_by = source and source.name
        if path[0] in {"language", "questions"} and given[str(path[0])]:
            set_by = f"--{path[0]}"
        yield {"name": ".".join(map(str, path)), "value": value, "set_by": set_by}


@localized.command(
    "where",
    N_(
        "Three environment variables change this: NETZTUI_DATA_DIR is the folder of the archive, "
        "NETZTUI_CONFIG_DIR that of the settings and of your own questionnaires, and "
        "NETZTUI_QUESTIONNAIRES another one for these alone, like the setting “questionnaires”."
    ),
    example="netztui where --format json",
)
@localized.text_or_json
@click.pass_obj
def _where(settings: Settings, form: localized.Format) -> None:
    from netztui.archive.maintenance.backup import copies_folder
    from netztui.questionnaire.library import shipped_folder

    archive, own = paths.archive_path(), settings.sources.get(("questionnaires",))
    variables = (paths.DATA_VARIABLE, paths.CONFIG_VARIABLE)
    data, config = (name if os.environ.get(name) else None for name in variables)
    places = [
        {"name": name, "path": path, "exists": path.exists(), "set_by": set_by}
        for name, path, set_by in (
            ("archive", archive, data),
            ("copies", copies_folder(archive), data),
            ("room", paths.room_folder(), data),
            ("settings", paths.settings_path(), config),
            ("own-questionnaires", settings.own_questionnaires, own.name if own else config),
            ("shipped-questionnaires", shipped_folder(), None),
        )
    ]
    if form == "json":
        click.echo(to_json({"places": places}))
        return
    missing = _("does not exist yet")
    for one in places:
        one.update(name=_(PLACES[str(one["name"])]), exists="" if one["exists"] else missing)
    _print_table(places)


VARIABLE = "_NETZTUI_COMPLETE"
FISH = {
    # click's script cuts descriptions at their first comma.
    'string split "," $completion': 'string split --max 1 "," $completion',
    # The newest result first, not the one with the smallest id.
    "complete --no-files": "complete --keep-order --no-files",
}


@localized.command(
    "completion",
    N_(
        "Commands and options are completed, and so are the ids of questionnaires and results. "
        "One-time setup: for bash, append the script to ~/.bashrc, for zsh to ~/.zshrc "
        "(below “compinit”); for fish, write it to ~/.config/fish/completions/netztui.fish."
    ),
    example="netztui completion bash >> ~/.bashrc",
)
@localized.argument("shell", metavar="bash|zsh|fish", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def _completion(context: click.Context, shell: str) -> None:
    completer = get_completion_class(shell)
    if completer is None:
        raise KeyError(shell)
    script = completer(context.find_root().command, {}, "netztui", VARIABLE).source()
    for old, new in FISH.items() if shell == "fish" else ():
        script = script.replace(old, new)
    click.echo(script)


def _print_table(entries: Sequence[Mapping[str, object]]) -> None:
    """Print the values of each entry, in columns."""
    rows = [[_cell(value) for value in entry.values()] for entry in entries]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else printable(str(value))
