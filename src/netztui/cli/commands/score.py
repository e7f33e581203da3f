"""`netztui score`: scoring a table of answers collected elsewhere."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import fail, init_language, load_questionnaire
from netztui.cli.options import Output, format_option, output_options
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from collections.abc import Callable


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
    "questionnaire", metavar=N_("QUESTIONNAIRE"), shell_complete=completing.questionnaires
)
@localized.argument("responses", metavar=N_("RESPONSES"), shell_complete=completing.files)
@format_option("csv", "json", explanation=N_("A table, or one JSON object per line."))
@output_options
@click.pass_obj
def score(
    language: str | None,
    questionnaire: str,
    responses: str,
    form: Literal["csv", "json"],
    output: Output,
) -> None:
    """Write the scores."""
    settings = init_language(language)
    from netztui.batch.scores import column_names, write_scores
    from netztui.batch.table import ResponsesError, ResponseTable, open_table
    from netztui.scoring.points import scoring_key
    from netztui.system.atomic_file import OutputError

    key = scoring_key(load_questionnaire(questionnaire, settings.own_questionnaires))
    piped = responses == "-"
    try:
        with nullcontext(sys.stdin.buffer) if piped else open_table(responses) as source:
            name = "<stdin>" if piped else responses
            table = ResponseTable(source, name, key, reserved=column_names(key))
            to_file = output.path is not None
            with output.opened() as target, _progress(source, to_file=to_file) as advance:
                write_scores(table, target, form=form, advance=advance)
    except (ResponsesError, OutputError) as error:
        fail(error.message, error.hint)


@contextmanager
def _progress(source: BinaryIO, *, to_file: bool) -> "Iterator[Callable[[int], object]]":
    """A progress bar, unless the scores go to the terminal or the input's size is unknown."""
    size = 0
    if sys.stderr.isatty() and (to_file or not sys.stdout.isatty()):
        status = os.fstat(source.fileno())
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    if not size:
        yield lambda _size: None
        return
    from netztui.i18n.catalogue import _

    step = size // 100
    with click.progressbar(
        length=size, label=_("Scoring"), file=sys.stderr, update_min_steps=step
    ) as bar:
        yield bar.update
