"""`netztui take`: answering at once, without the start screen before it."""

import click

from netztui.cli import completing, localized
from netztui.cli.exits import choose_language, load_questionnaire
from netztui.cli.launch import launch
from netztui.cli.options import plain_or_screen
from netztui.i18n.message import N_


@localized.command(
    "take",
    paragraphs=(
        N_("Answer a questionnaire: go on where you stopped, or begin."),
        N_(
            "QUESTIONNAIRE is an id from “netztui list” or a file. Without one the only "
            "questionnaire is meant; where there are several, you can choose."
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
def command(context: click.Context, questionnaire: str | None, plain: bool | None) -> None:
    """Launch the program at the questionnaire."""
    language: str | None = context.obj
    if plain is None:
        plain = context.find_root().params.get("plain")
    # What is wrong with the settings is told by the launch.
    settings, _problems = choose_language(language)
    if questionnaire is not None:
        found = load_questionnaire(questionnaire, settings.own_questionnaires)
        launch(language, plain=plain, questionnaire=found)
    from netztui.questionnaire.library import available

    entries = available(settings.own_questionnaires)
    sound = [entry.questionnaire for entry in entries if entry.questionnaire is not None]
    launch(language, plain=plain, questionnaire=sound[0] if len(sound) == 1 else None)
