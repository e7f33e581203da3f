"""`netztui take` and `preview`: a questionnaire without the start screen."""

from contextlib import suppress
from pathlib import Path

import click

from netztui.cli import completion, launch, localized
from netztui.cli.commands.questionnaires import load_questionnaire
from netztui.cli.exits import fail
from netztui.i18n.message import N_
from netztui.settings.settings import Settings


@localized.command(
    "take",
    N_(
        "You pick up where you left off, or start. QUESTIONNAIRE is an id from “netztui list” "
        "or a file. If omitted, the only questionnaire is used, or you choose from several."
    ),
    example="netztui take hunter-gatherer-short",
)
@localized.argument(
    "questionnaire",
    metavar=N_("[QUESTIONNAIRE]"),
    required=False,
    shell_complete=completion.questionnaires,
)
@localized.questions_option
@localized.plain_or_screen
@click.pass_context
def _take(context: click.Context, questionnaire: str | None, plain: bool | None) -> None:
    from netztui.questionnaire.library import available

    given = context.find_root().params
    plain = given.get("plain") if plain is None else plain
    own_folder = context.obj.own_questionnaires
    if questionnaire is not None:
        found = [load_questionnaire(questionnaire, own_folder)]
    else:
        entries = available(own_folder)
        found = [entry.questionnaire for entry in entries if entry.questionnaire is not None]
    only = found[0] if len(found) == 1 else None
    launch.launch(
        given.get("language"), context.meta.get("questions"), plain=plain, questionnaire=only
    )


@localized.command(
    "preview",
    N_(
        "Each time FILE is saved, the new version appears at the same question, with the same "
        "answers. If the file is broken, its problems are shown until they are fixed."
    ),
    N_(
        "With --result, an example of a result is shown right away, with simulated answers. "
        "WORD is a pole's id, also with “leaning-” before it, or both, neither, mixed or "
        "undecided. The key n shows the next one."
    ),
    example="netztui preview my-questionnaire.toml",
)
@localized.argument("file", metavar=localized.FILE, type=localized.PATH)
@localized.option(
    "--result",
    "placement",
    metavar=N_("WORD"),
    help=N_("Show what the result says for this placement, with its advice."),
)
@localized.questions_option
@click.pass_obj
def _preview(settings: Settings, file: Path, placement: str | None) -> None:
    from netztui.system.terminal import unsupported_reason

    if reason := unsupported_reason():
        fail(*reason)
    if not file.is_file():
        hint = N_("Create one with: netztui new ID")
        fail(N_("{file} does not exist."), hint, file=file)
    if placement is not None:
        _require_placement(file, placement)
    from netztui.tui.preview import PreviewApp

    app = PreviewApp(file, settings, placement=placement)
    app.run()
    launch.exit_after(app)


def _require_placement(file: Path, placement: str) -> None:
    """Exit if the questionnaire has no such placement; a broken one is reported on the screen."""
    from netztui.diagnostics.problems import QuestionnaireError
    from netztui.diagnostics.suggest import suggest
    from netztui.questionnaire.validation.reader import read_file
    from netztui.scoring.axis import placements

    with suppress(QuestionnaireError):
        words = placements(read_file(file).axis)
        if not words:
            fail(N_("{file} has no axis, so its results have no placement."), file=file)
        if placement not in words:
            fail(N_("No result is called “{name}”."), suggest(placement, words), name=placement)
