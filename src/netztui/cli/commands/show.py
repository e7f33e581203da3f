"""`netztui show`: one result, with everything that it says."""

from typing import Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import existing_archive, init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_


@localized.command(
    "show",
    paragraphs=(
        N_("Show one result, with everything that it says."),
        N_(
            "RESULT is latest (unless you say otherwise), previous (the one before it of the same "
            "questionnaire), a number from “netztui history”, or the beginning of an id, four "
            "characters or more."
        ),
    ),
    example="netztui show latest",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="latest", shell_complete=completing.results
)
@text_or_json
@click.pass_obj
def command(language: str | None, result: str, form: Literal["text", "json"]) -> None:
    """Print the result."""
    init_language(language)
    with existing_archive() as archive:
        from netztui.cli.result_selector import no_result, select_result
        from netztui.history.scored import load_scored, previous

        if archive is None:
            no_result()
        found = load_scored(archive, select_result(archive.results(), result).id)
        if form == "json":
            from netztui.cli import json_output
            from netztui.i18n.language import current_language

            click.echo(json_output.to_json(**json_output.result(found, current_language())))
        else:
            from netztui.text.report import result_lines
            from netztui.text.wrap import terminal_width

            earlier = previous(archive, found)
            for line in result_lines(found, earlier, width=terminal_width()):
                click.echo(line)
