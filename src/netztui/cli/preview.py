"""`netztui preview`: a questionnaire on the screen while its author writes it."""

import os
import sys
from pathlib import Path

import click

from netztui.cli.common import give_up, quiet_end, speak
from netztui.launching import DEFECT


@click.command("preview", short_help="Open a questionnaire without storing anything.")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def command(language: str | None, file: Path) -> None:
    """Open a questionnaire as people will see it, without storing anything.

    Each time FILE is saved the new state appears at the same question, with the same answers.
    Where the file is broken its problems appear, until it is mended.

    Example: netztui preview my-questionnaire.toml
    """
    with quiet_end():
        speak(language)
        from dataclasses import replace

        from netztui import paths
        from netztui.settings import read_settings
        from netztui.terminal import what_is_missing

        if missing := what_is_missing():
            give_up(*missing)
        if not file.is_file():
            from netztui.questionnaire.message import N_, Message
            from netztui.questionnaire.problems import printable

            give_up(
                Message(N_("There is no file {file}."), file=printable(str(file))),
                Message(N_("Write one with: netztui new ID")),
            )

        from netztui.launching import tell_defect
        from netztui.tui.preview import PreviewApp
        from netztui.tui.themes import wrong_theme

        settings, _problems = read_settings(paths.settings_path())
        if wrong_theme(settings.theme, paths.settings_path()):
            settings = replace(settings, theme=None)
        app = PreviewApp(file, settings)
        app.run()
        if app.defect is not None:
            tell_defect(app.defect)
            sys.exit(DEFECT)
        if app.return_code:
            # As in `launching`: the system ends it, perhaps without a terminal.
            os._exit(app.return_code)
