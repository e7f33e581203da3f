"""`netztui take` and `preview`: a questionnaire on the screen, without the start screen."""

import os
import sys
from pathlib import Path

import click

from netztui.cli import completing, localized
from netztui.cli.exits import choose_language, fail, init_language, load_questionnaire
from netztui.cli.launch import DEFECT, launch, report_crash
from netztui.cli.options import FILE, plain_or_screen
from netztui.i18n.message import N_, LazyText


@localized.command(
    "take",
    paragraphs=(
        N_("Answer a questionnaire: pick up where you left off, or start."),
        N_(
            "QUESTIONNAIRE is an id from “netztui list” or a file. If omitted, the only "
            "questionnaire is used, or you choose from several."
        ),
    ),
    example="netztui take hunter-gatherer-short",
)
@localized.argument(
    "questionnaire",
    metavar=N_("[QUESTIONNAIRE]"),
    required=False,
    shell_complete=completing.questionnaires,
)
@plain_or_screen
@click.pass_context
def take(context: click.Context, questionnaire: str | None, plain: bool | None) -> None:
    """Start the program with the questionnaire."""
    language: str | None = context.obj
    if plain is None:
        plain = context.find_root().params.get("plain")
    # launch() reports what is wrong with the settings.
    settings, _problems = choose_language(language)
    if questionnaire is not None:
        found = load_questionnaire(questionnaire, settings.own_questionnaires)
        launch(language, plain=plain, questionnaire=found)
    from netztui.questionnaire.library import available

    entries = available(settings.own_questionnaires)
    valid = [entry.questionnaire for entry in entries if entry.questionnaire is not None]
    launch(language, plain=plain, questionnaire=valid[0] if len(valid) == 1 else None)


@localized.command(
    "preview",
    paragraphs=(
        N_("Open a questionnaire as respondents will see it, without storing anything."),
        N_(
            "Each time FILE is saved, the new version appears at the same question, with the same "
            "answers. If the file is broken, its problems are shown until they are fixed."
        ),
    ),
    example="netztui preview my-questionnaire.toml",
)
@localized.argument("file", metavar=FILE, type=click.Path(path_type=Path))
@click.pass_obj
def preview(language: str | None, file: Path) -> None:
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
            LazyText(N_("Create one with: netztui new ID")),
        )
    from netztui.tui.preview import PreviewApp

    app = PreviewApp(file, settings)
    app.run()
    for misfit in app.misfits:
        click.echo(translate(misfit), err=True)
    if app.defect is not None:
        report_crash(app.defect)
        sys.exit(DEFECT)
    if app.return_code:
        os._exit(app.return_code)  # see launch()
