"""`netztui codebook`: what the columns of a questionnaire's tables mean."""

import csv
import io
from pathlib import Path
from typing import Literal

import click

from netztui.cli import json_output, localized
from netztui.cli.commands.questionnaires import load_questionnaire, questionnaire_argument
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.i18n.message import N_
from netztui.settings.settings import Settings


@localized.command(
    "codebook",
    N_(
        "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. The columns are "
        "those of “netztui export --format csv” and “netztui score --items”: each with its "
        "meaning, its values, its facet and scales, how it is keyed, why a cell may be empty, "
        "and a name that R, Stata and SPSS accept."
    ),
    N_(
        "With --script the output is instead a program that reads such a table, renames its "
        "columns and labels the answers."
    ),
    example="netztui codebook hunter-gatherer --script r --output label.R",
)
@questionnaire_argument
@localized.format_option(
    "markdown", "csv", "json", explanation=N_("Tables to read, one table, or JSON for a script.")
)
@localized.option(
    "--script",
    "language",
    type=click.Choice(("r", "pandas")),
    help=N_("Print a program for R or for Python with pandas."),
)
@localized.output_option
@localized.force_option
@click.pass_obj
def _codebook(
    settings: Settings,
    questionnaire: str,
    form: Literal["markdown", "csv", "json"],
    output: Path | None,
    *,
    language: Literal["r", "pandas"] | None,
    force: bool,
) -> None:
    from netztui.batch.codebook import codebook, markdown, rows
    from netztui.batch.labelling import script

    if language is not None and form != "markdown":
        raise click.UsageError(_("Use either --format or --script."))
    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    spoken = question_language(found.languages)
    variables = codebook(found, spoken)
    if language is not None:
        text = script(variables, language)
    elif form == "markdown":
        text = "\n".join(markdown(found, spoken)) + "\n"
    elif form == "csv":
        table = io.StringIO()
        lines = list(rows(variables))
        writer = csv.DictWriter(table, lines[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        text = table.getvalue()
    else:
        text = f"{json_output.to_json(json_output.codebook(found, variables))}\n"
    with localized.open_output(output, force=force) as target:
        target.write(text.encode())
