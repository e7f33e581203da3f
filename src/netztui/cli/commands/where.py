"""`netztui where`: the paths of everything, and what has set them."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.settings.settings import Settings

NAMES = {
    "archive": N_("Archive"),
    "copies": N_("Automatic copies"),
    "settings": N_("Settings"),
    "own-questionnaires": N_("Your own questionnaires"),
    "shipped-questionnaires": N_("Included questionnaires"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """The path of one thing."""

    name: str
    path: Path
    exists: bool
    variable: str | None
    """The environment variable that can change it."""
    moved_by: str | None
    """What has changed it: that variable, or the settings file."""


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
@text_or_json
@click.pass_obj
def command(language: str | None, form: Literal["text", "json"]) -> None:
    """Print the places."""
    places = _places(init_language(language))
    if form == "json":
        from netztui.cli.json_output import to_json

        click.echo(to_json(places=[{**asdict(one), "path": str(one.path)} for one in places]))
    else:
        _print_places(places)


def _places(settings: "Settings") -> list[Place]:
    import os

    from netztui.archive.maintenance.backup import copies_folder
    from netztui.questionnaire.library import shipped_folder
    from netztui.system import paths

    setting = settings.sources.get(("questionnaires",))
    data, config = (
        variable if os.environ.get(variable) else None
        for variable in (paths.DATA_VARIABLE, paths.CONFIG_VARIABLE)
    )
    archive = paths.archive_path()
    found = (
        ("archive", archive, paths.DATA_VARIABLE, data),
        ("copies", copies_folder(archive), paths.DATA_VARIABLE, data),
        ("settings", paths.settings_path(), paths.CONFIG_VARIABLE, config),
        (
            "own-questionnaires",
            settings.own_questionnaires,
            "NETZTUI_QUESTIONNAIRES",
            setting.name if setting is not None else config,
        ),
        ("shipped-questionnaires", shipped_folder(), None, None),
    )
    return [
        Place(name, path, path.exists(), variable, moved_by)
        for name, path, variable, moved_by in found
    ]


def _print_places(places: list[Place]) -> None:
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import _

    width = max(len(_(NAMES[place.name])) for place in places)
    for place in places:
        notes = [] if place.exists else [_("does not exist yet")]
        if place.moved_by is not None:
            notes.append(_("set by {source}").format(source=printable(place.moved_by)))
        line = f"{_(NAMES[place.name]):{width}}  {printable(str(place.path))}"
        click.echo(f"{line}  ({', '.join(notes)})" if notes else line)
