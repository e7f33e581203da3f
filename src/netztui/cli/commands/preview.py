"""`netztui preview`: a questionnaire on the screen while its author writes it."""

import os
import sys
from pathlib import Path

import click

from netztui.cli import localized
from netztui.cli.exits import fail, init_language
from netztui.cli.launch import DEFECT
from netztui.cli.options import FILE
from netztui.i18n.message import N_, LazyText


@localized.command(
    "preview",
    paragraphs=(
        N_("Open a questionnaire as people will see it, without storing anything."),
        N_(
            "Each time FILE is saved the new state appears at the same question, with the same "
            "answers. Where the file is broken its problems appear, until it is mended."
        ),
    ),
    example="netztui preview my-questionnaire.toml",
)
@localized.argument("file", metavar=FILE, type=click.Path(path_type=Path))
@click.pass_obj
def command(language: str | None, file: Path) -> None:
    """Open the preview."""
    settings = init_language(language)
    from netztui.i18n.catalogue import translate
    from netztui.system.terminal import unsupported_reason

    if missing := unsupported_reason():
        fail(*missing)
    if not file.is_file():
        from netztui.diagnostics.problems import printable

        fail(
            LazyText(N_("There is no file {file}."), file=printable(str(file))),
            LazyText(N_("Write one with: netztui new ID")),
        )

    from netztui.cli.launch import tell_defect
    from netztui.tui.preview import PreviewApp

    app = PreviewApp(file, settings)
    app.run()
    for misfit in app.misfits:
        click.echo(translate(misfit), err=True)
    if app.defect is not None:
        tell_defect(app.defect)
        sys.exit(DEFECT)
    if app.return_code:
        # As in `launching`: the system ends it, perhaps without a terminal.
        os._exit(app.return_code)
