"""`netztui schema`: what an editor needs to help with writing a questionnaire."""

import json

import click

from netztui.cli import localized
from netztui.i18n.message import N_


@localized.command(
    "schema",
    paragraphs=(
        N_("Print the JSON Schema of questionnaire files, format 1."),
        N_(
            "Save it beside the questionnaire, and begin the questionnaire with the line “#:schema "
            "./questionnaire.schema.json”. An editor with a TOML extension such as Even Better "
            "TOML then completes keys, explains them and underlines what does not fit."
        ),
    ),
    example="netztui schema > questionnaire.schema.json",
)
def command() -> None:
    """Print the schema."""
    from netztui.questionnaire.schema import json_schema

    # JSON is UTF-8, which a redirected output is not everywhere; escaped, it is in any case.
    click.echo(json.dumps(json_schema(), indent=2))
