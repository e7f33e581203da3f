"""`netztui score`: scoring a table of answers collected elsewhere."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completion, localized
from netztui.cli.commands.questionnaires import load_questionnaire
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.settings.settings import Settings


@localized.command(
    "score",
    paragraphs=(
        N_("Score answers collected elsewhere, on paper or in another program."),
        N_(
            "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. RESPONSES is a "
            "CSV file in UTF-8 with a row for each person, or - for standard input. Its header "
            "needs the id of every rating that belongs to a facet. Cells contain the values of the "
            "options; an empty cell is a skipped question. Other columns are copied to the output."
        ),
    ),
    example="netztui score hunter-gatherer answers.csv --output scores.csv",
)
@localized.argument(
    "questionnaire", metavar=N_("QUESTIONNAIRE"), shell_complete=completion.questionnaires
)
@localized.argument("responses", metavar=N_("RESPONSES"), shell_complete=completion.files)
@localized.format_option("csv", "json", explanation=N_("A table, or one JSON object per line."))
@localized.output_option
@localized.force_option
@click.pass_obj
def score(
    settings: "Settings",
    questionnaire: str,
    responses: str,
    form: Literal["csv", "json"],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write the scores."""
    from netztui.batch.scores import column_names, write_scores
    from netztui.batch.table import ResponseTable, open_table
    from netztui.scoring.points import scoring_key

    key = scoring_key(load_questionnaire(questionnaire, settings.own_questionnaires))
    piped = responses == "-"
    with nullcontext(sys.stdin.buffer) if piped else open_table(responses) as source:
        name = "<stdin>" if piped else responses
        table = ResponseTable(source, name, key, reserved=column_names(key))
        with localized.open_output(output, force=force) as target:
            write_scores(table, target, form=form)
