"""`netztui export`: the content of the archive as JSON, or the results as a table.

The JSON is described in `netztui.archive.exchange.file_format`, the table in
`netztui.batch.scores`.
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
            "RESULT is all (the default), or a result as for “netztui show”: latest, previous, a "
            "number from “netztui history”, or the beginning of an id. JSON contains everything: "
            "questionnaires, drafts, answers, times, notes and plans; another computer reads it "
            "with “netztui import”. In CSV each result is a row with its date, its scores and the "
            "raw answers, for a spreadsheet or R."
        ),
    ),
    example="netztui export --output answers.json",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="all", shell_complete=completing.all_or_results
)
@format_option(
    "json", "csv", explanation=N_("Everything, for “netztui import”, or a table of the results.")
)
@localized.option(
    "--questionnaire",
    metavar=N_("ID"),
    shell_complete=completing.questionnaires_with_results,
    help=N_("Only this questionnaire."),
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
    from netztui.archive.errors import ExchangeError
    from netztui.archive.exchange.export import select_for_export, write_export

    try:
        with archive_to_copy() as archive:
            selected = select_for_export(
                archive, _id(archive, result, questionnaire), questionnaire
            )
            with output.opened(private=True) as target:
                if form == "json":
                    write_export(archive, target, selected)
                else:
                    from netztui.batch.scores import write_results

                    write_results(archive, target, selected)
    except ExchangeError as error:
        fail(error.message, error.hint)


def _id(archive: "Archive", name: str, questionnaire: str | None) -> str:
    """The id of the result selected by number or as the previous one; otherwise the name."""
    from netztui.archive.exchange.export import EVERYTHING, LATEST
    from netztui.cli.result_selector import PREVIOUS, by_place

    if name in {EVERYTHING, LATEST}:
        return name
    if name == PREVIOUS:
        row = by_place(archive.results(questionnaire), name)
    else:
        # Numbers are those of the whole history, whatever the questionnaire.
        row = by_place(archive.results(), name)
    if row is not None and questionnaire not in {None, row.questionnaire}:
        fail(
            LazyText(
                N_("The result “{name}” belongs to the questionnaire “{questionnaire}”."),
                name=name,
                questionnaire=row.questionnaire,
            )
        )
    return name if row is None else row.id
