"""`netztui where`: where everything lies, and what has moved it there.

With `--format json` one object goes to standard output:

    {"version": 1, "places": [
      {"name": "archive", "path": "/home/ada/.local/share/netztui/archive.sqlite", "exists": true,
       "variable": "NETZTUI_DATA_DIR", "moved": false}]}

`name` is archive, settings, own-questionnaires or shipped-questionnaires. `variable` names the
environment variable that can move it, null where none can; `moved` says whether it has.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from netztui.cli.common import quiet_end, speak
from netztui.questionnaire.message import N_

JSON_VERSION = 1

NAMES = {
    "archive": N_("Archive"),
    "settings": N_("Settings"),
    "own-questionnaires": N_("Your own questionnaires"),
    "shipped-questionnaires": N_("Questionnaires that ship"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one thing lies."""

    name: str
    path: Path
    exists: bool
    variable: str | None
    """The environment variable that can move it."""
    moved: bool


@click.command("where", short_help="Say where everything lies.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or one JSON object.",
)
@click.pass_obj
def command(language: str | None, form: Literal["text", "json"]) -> None:
    """Say where the archive, the settings and the questionnaires lie. Nothing is made by asking.

    Two environment variables move them: NETZTUI_DATA_DIR names the folder of the archive,
    NETZTUI_CONFIG_DIR that of the settings and of your own questionnaires.

    Example: netztui where --format json
    """
    with quiet_end():
        speak(language)
        places = _places()
        if form == "json":
            told = [{**asdict(place), "path": str(place.path)} for place in places]
            click.echo(json.dumps({"version": JSON_VERSION, "places": told}, indent=2))
        else:
            _tell(places)


def _places() -> list[Place]:
    from netztui import paths
    from netztui.questionnaire.library import shipped_folder

    found: list[tuple[str, Path, str | None]] = [
        ("archive", paths.archive_path(), paths.DATA_VARIABLE),
        ("settings", paths.settings_path(), paths.CONFIG_VARIABLE),
        ("own-questionnaires", paths.own_questionnaires_folder(), paths.CONFIG_VARIABLE),
        ("shipped-questionnaires", shipped_folder(), None),
    ]
    return [
        Place(name, path, path.exists(), variable, bool(variable and os.environ.get(variable)))
        for name, path, variable in found
    ]


def _tell(places: list[Place]) -> None:
    from netztui.i18n import _

    width = max(len(_(NAMES[place.name])) for place in places)
    for place in places:
        line = f"{_(NAMES[place.name]):{width}}  {place.path}"
        click.echo(line if place.exists else f"{line}  ({_('not there yet')})")
    for variable in sorted({place.variable or "" for place in places if place.moved}):
        click.echo(
            _("{variable} is set to {value}.").format(variable=variable, value=os.environ[variable])
        )
