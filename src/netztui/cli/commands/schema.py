"""`netztui schema`: the JSON Schema with which an editor helps to write a questionnaire."""

import json

import click

from netztui.cli import localized
from netztui.i18n.message import N_


@localized.command(
    "schema",
    paragraphs=(
        N_("Print the JSON Schema of questionnaire files, format 1."),
        N_(
            "Save it next to the questionnaire, and start the questionnaire with the line "
            "“#:schema ./questionnaire.schema.json”. An editor with a TOML extension such as Even "
            "Better TOML then completes keys, explains them and underlines mistakes."
        ),
    ),
    example="netztui schema > questionnaire.schema.json",
)
def command() -> None:
    """Print the schema."""
    from netztui.questionnaire.schema import json_schema

    # A redirected output is not UTF-8 everywhere; escaped, JSON needs only ASCII.
    click.echo(json.dumps(json_schema(), indent=2))
