"""The command line.

What `--version` and `--help` can do without is imported inside the command that needs it.
Exit statuses are those of `netztui.launching`, and for what is stopped while it writes 130 and
141, which a shell takes for Ctrl+C and for a reader that has gone.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NoReturn

import click

from netztui import __version__
from netztui.launching import WRONG_USE

if TYPE_CHECKING:
    from collections.abc import Callable

    from netztui.questionnaire.message import Message
    from netztui.questionnaire.model import Questionnaire

INTERRUPTED = 130
READER_GONE = 141


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Everything you answer stays on this computer.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    help="Speak this language instead of the locale's.",
)
@click.pass_context
def netztui(context: click.Context, language: str | None) -> None:
    """Answer questions about your networks and see where you stand.

    For freelance translators and interpreters: gatherers look for information in their networks,
    hunters for work. Six minutes, one key a question; come back in some months and compare.

    Example: netztui --language de
    """
    context.obj = language
    if context.invoked_subcommand is None:
        from netztui.launching import launch

        launch(language)


@netztui.command(short_help="Score people who answered elsewhere.")
@click.argument("questionnaire")
@click.argument("responses")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="A table, or one JSON object a line.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, which appears only when it is complete.",
)
@click.option("--force", is_flag=True, help="Replace the output file if it is there already.")
@click.pass_obj
def score(
    language: str | None,
    questionnaire: str,
    responses: str,
    form: Literal["csv", "json"],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Score people who answered elsewhere, on paper or in another program.

    QUESTIONNAIRE is the id of a questionnaire, or the path of its file. RESPONSES is a CSV file
    in UTF-8 with a row for each person, or - for standard input. Its header needs the id of every
    rating that belongs to a facet; cells hold the values of the options, and an empty one is a
    skipped question. Other columns are carried through.

    Example: netztui score hunter-gatherer answers.csv --output scores.csv
    """
    if force and output is None:
        raise click.UsageError("--force is about the file that --output names.")
    with _quiet_end():
        _speak(language)
        from netztui.respondents.figures import figure_names
        from netztui.respondents.output import OutputError, complete_file
        from netztui.respondents.scores import write_scores
        from netztui.respondents.table import Responses, ResponsesError, opened
        from netztui.scoring.points import scoring_key

        key = scoring_key(_found(questionnaire))
        piped = responses == "-"
        try:
            with nullcontext(sys.stdin.buffer) if piped else opened(responses) as source:
                name = "<stdin>" if piped else responses
                table = Responses(source, name, key, reserved=figure_names(key))
                written = complete_file(output, replace=force) if output else _standard_output()
                with written as target, _progress(source, to_file=output is not None) as advance:
                    write_scores(table, target, form=form, advance=advance)
        except (ResponsesError, OutputError) as error:
            _give_up(error.message, error.hint)


@contextmanager
def _quiet_end() -> Iterator[None]:
    """End without a word where the person has stopped it, or nobody reads on."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(READER_GONE)


def _give_up(*sentences: "Message | None") -> NoReturn:
    from netztui.i18n import say

    click.echo(" ".join(say(sentence) for sentence in sentences if sentence is not None), err=True)
    sys.exit(WRONG_USE)


def _speak(language: str | None) -> None:
    """Speak `language`, or the one that is set, or the locale's."""
    from netztui import i18n, paths
    from netztui.settings import read_settings

    settings, problems = read_settings(paths.settings_path())
    i18n.use_language(language or settings.language or i18n.preferred_language())
    for problem in problems:
        click.echo(i18n.say(problem), err=True)


def _found(name: str) -> "Questionnaire":
    """The questionnaire of that id or path; leaves with its problems where it is broken."""
    from netztui import paths
    from netztui.i18n import say
    from netztui.questionnaire.library import QuestionnaireNotFoundError, find
    from netztui.questionnaire.problems import as_lines

    try:
        entry = find(name, paths.own_questionnaires_folder())
    except QuestionnaireNotFoundError as error:
        _give_up(error.message, error.hint)
    if entry.questionnaire is None:
        for problem in entry.problems:
            click.echo("\n".join(as_lines(problem, say)), err=True)
        sys.exit(WRONG_USE)
    return entry.questionnaire


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    from netztui.respondents.output import unwritable

    try:
        yield sys.stdout.buffer
    except OSError as error:
        # What could not be written is still to be flushed when Python ends, and would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise unwritable(error, "<stdout>") from None


@contextmanager
def _progress(source: BinaryIO, *, to_file: bool) -> "Iterator[Callable[[int], object]]":
    """A bar on the terminal, unless that is where the figures go or nobody knows how far it is."""
    size = 0
    if sys.stderr.isatty() and (to_file or not sys.stdout.isatty()):
        status = os.fstat(source.fileno())
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    if not size:
        yield lambda _size: None
        return
    from netztui.i18n import _

    with click.progressbar(length=size, label=_("Scoring"), file=sys.stderr) as bar:
        yield bar.update
