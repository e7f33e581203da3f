"""`netztui export`: everything out of the archive, or the results as a table.

The JSON is described in `netztui.archive.transfer`, the table in `netztui.respondents.results`.
"""

from pathlib import Path
from typing import Literal

import click

from netztui.cli.common import give_up, quiet_end, speak, standard_output


@click.command("export", short_help="Write answers and results to a file.")
@click.argument("result", default="all")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="All there is, for “netztui import”; or a table of the results.",
)
@click.option("--questionnaire", metavar="ID", help="Keep to one questionnaire.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, which appears only when it is complete.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there already.")
@click.pass_obj
def command(
    language: str | None,
    result: str,
    form: Literal["json", "csv"],
    questionnaire: str | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write answers and results to a file of your own, or to standard output.

    RESULT is all (unless you say otherwise), latest, or the first characters of an id. As JSON
    everything goes along: questionnaires, drafts, answers, times, notes and plans; another
    computer reads it with "netztui import". As CSV each result is a row, with its date, its
    figures and the raw answers, for a spreadsheet or R.

    Example: netztui export --output answers.json
    """
    if force and output is None:
        raise click.UsageError("--force is about the file that --output names.")
    with quiet_end():
        speak(language)
        from netztui.archive.transfer import TransferError, choose, write_transfer
        from netztui.cli.opening import existing_archive
        from netztui.files import OutputError, complete_file
        from netztui.questionnaire.message import N_, Message

        try:
            with existing_archive() as archive:
                if archive is None:
                    give_up(Message(N_("There is no archive yet, so there is nothing to export.")))
                chosen = choose(archive, result, questionnaire)
                file = complete_file(output, replace=force, private=True) if output else None
                with file or standard_output() as target:
                    if form == "json":
                        write_transfer(archive, target, chosen)
                    else:
                        from netztui.respondents.results import write_results

                        write_results(archive, target, chosen)
        except (TransferError, OutputError) as error:
            give_up(error.message, error.hint)
