"""`netztui check`: everything that is wrong or inadvisable in questionnaire files.

Each problem is reported as a compiler would: place, line, caret, and what to write instead.
"""

import os
import sys
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import SOMETHING_TO_SAY, init_language
from netztui.cli.launch import WRONG_USE
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netztui.diagnostics.problems import Diagnostic

COLOURS = {"error": "red", "warning": "yellow"}


@localized.command(
    "check",
    paragraphs=(
        N_("Report everything that is wrong or inadvisable in questionnaire files."),
        N_(
            "Each problem is reported with its line, a marker under the place, and a suggestion. "
            "FILE is a path, or - for standard input. Exit status: 0 if nothing is wrong, "
            "otherwise 2; with --strict, 1 if there are only warnings."
        ),
    ),
    example="netztui check my-questionnaire.toml",
)
@localized.argument(
    "files",
    metavar=N_("FILE..."),
    nargs=-1,
    required=True,
    shell_complete=completing.files,
)
@localized.option(
    "--strict", is_flag=True, help=N_("Exit with status 1 if there are only warnings.")
)
@text_or_json
@click.pass_obj
def command(
    language: str | None, files: tuple[str, ...], form: Literal["text", "json"], *, strict: bool
) -> None:
    """Print the problems."""
    init_language(language)
    problems = [problem for file in files for problem in _problems(file)]
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if form == "json":
        click.echo(_as_json(problems, errors, warnings))
    else:
        _print(problems, errors, warnings)
    if errors:
        sys.exit(WRONG_USE)
    if warnings and strict:
        sys.exit(SOMETHING_TO_SAY)


def _problems(file: str) -> "tuple[Diagnostic, ...]":
    from pathlib import Path

    from netztui.diagnostics.problems import QuestionnaireError
    from netztui.diagnostics.toml_syntax import BYTE_LIMIT
    from netztui.questionnaire.validation.reader import examine, file_content

    if file == "-":
        return examine(sys.stdin.buffer.read(BYTE_LIMIT + 1), "<stdin>")
    try:
        content = file_content(Path(file))
    except QuestionnaireError as error:
        return error.problems
    return examine(content, file)


def _as_json(problems: "Iterable[Diagnostic]", errors: int, warnings: int) -> str:
    from netztui.cli.json_output import diagnostics, to_json

    return to_json(errors=errors, warnings=warnings, problems=diagnostics(problems))


def _print(problems: "Iterable[Diagnostic]", errors: int, warnings: int) -> None:
    from netztui.diagnostics.problems import format_diagnostic
    from netztui.i18n.catalogue import _, ngettext, translate

    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    coloured = sys.stdout.isatty() and not plain
    for problem in problems:
        lines = format_diagnostic(problem, translate)
        if coloured:
            # As bytes, because text on its way to a terminal loses the codes of colours.
            painted = "\n".join(_painted(lines, problem))
            click.echo(painted.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))
        else:
            click.echo("\n".join(lines))
    if errors or warnings:
        counts = (
            (errors, ngettext("{n} error", "{n} errors", errors)),
            (warnings, ngettext("{n} warning", "{n} warnings", warnings)),
        )
        click.echo(", ".join(text for count, text in counts if count) + ".")
    else:
        click.echo(_("No problems found."))


def _painted(lines: tuple[str, ...], problem: "Diagnostic") -> list[str]:
    """The lines, with the sentence and the caret in the colour of the severity."""
    colour = COLOURS[problem.severity]
    painted = []
    for number, line in enumerate(lines):
        if number == 0:
            painted.append(click.style(line, fg=colour, bold=True))
        elif number == 2 and set(line.strip()) == {"^"}:
            painted.append(click.style(line, fg=colour))
        else:
            painted.append(line)
    return painted
