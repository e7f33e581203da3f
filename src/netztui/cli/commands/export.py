"""`netztui export`: everything out of the archive, or the results as a table.

The JSON is described in `netztui.archive.exchange.export`, the table in `netztui.batch.results`.
"""

from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import archive_to_copy, fail, init_language
from netztui.cli.options import Output, format_option, output_options
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from netztui.archive.archive import Archive


@localized.command(
    "export",
    paragraphs=(
        N_("Write answers and results to a file of your own, or to standard output."),
        N_(
            "RESULT is all (unless you say otherwise), or a result as “netztui show” knows it: "
            "latest, previous, a number from “netztui history”, or the beginning of an id. As JSON "
            "everything goes along: questionnaires, drafts, answers, times, notes and plans; "
            "another computer reads it with “netztui import”. As CSV each result is a row, with "
            "its date, its figures and the raw answers, for a spreadsheet or R."
        ),
    ),
    example="netztui export --output answers.json",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="all", shell_complete=completing.all_or_results
)
@format_option(
    "json", "csv", explanation=N_("All there is, for “netztui import”; or a table of the results.")
)
@localized.option(
    "--questionnaire",
    metavar=N_("ID"),
    shell_complete=completing.questionnaires_with_results,
    help=N_("Keep to one questionnaire."),
)
@output_options
@click.pass_obj
def command(
    language: str | None,
    result: str,
    form: Literal["json", "csv"],
    questionnaire: str | None,
    output: Output,
) -> None:
    """Write the file."""
    init_language(language)
    from netztui.archive.exchange.export import TransferError, select_for_export, write_export

    try:
        with archive_to_copy() as archive:
            chosen = select_for_export(archive, _id(archive, result, questionnaire), questionnaire)
            with output.opened(private=True) as target:
                if form == "json":
                    write_export(archive, target, chosen)
                else:
                    from netztui.batch.results import write_results

                    write_results(archive, target, chosen)
    except TransferError as error:
        fail(error.message, error.hint)


def _id(archive: "Archive", name: str, questionnaire: str | None) -> str:
    """The id of the result that is named by its number or as the previous one; else the name."""
    from netztui.archive.exchange.export import EVERYTHING, LATEST
    from netztui.cli.result_selector import PREVIOUS, by_place

    if name in {EVERYTHING, LATEST}:
        return name
    if name == PREVIOUS:
        row = by_place(archive.results(questionnaire), name)
    else:
        # Numbers are those of the whole history, whatever is kept to.
        row = by_place(archive.results(), name)
    if row is not None and questionnaire not in {None, row.questionnaire}:
        fail(
            LazyText(
                N_("The result “{name}” is one of the questionnaire “{questionnaire}”."),
                name=name,
                questionnaire=row.questionnaire,
            )
        )
    return name if row is None else row.id
