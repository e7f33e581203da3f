"""`netztui check`: everything that is wrong or unwise in questionnaire files, at once.

As a compiler does: each problem with its place, the line, a caret, and what to write instead.

With `--format json` one object goes to standard output:

    {"version": 1, "errors": 1, "warnings": 0, "problems": [
      {"file": "my.toml", "line": 12, "column": 9, "width": 7, "severity": "error",
       "message": "There is no facet “sorce”.", "hint": "Did you mean “source”?"}]}

Lines and columns count from 1, columns and the width in characters; `severity` is error or
warning, `hint` may be null. Problems stand in the order of the files, and in file order.
"""

import json
import os
import sys
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli.common import quiet_end, speak
from netztui.launching import WRONG_USE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netztui.questionnaire.problems import Problem

JSON_VERSION = 1
WARNED = 1
"""The exit status for nothing but warnings, where those count."""

COLOURS = {"error": "red", "warning": "yellow"}


@click.command("check", short_help="Say what is wrong in questionnaire files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Exit with status 1 where there are only warnings.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or one JSON object for an editor.",
)
@click.pass_obj
def command(
    language: str | None, files: tuple[str, ...], form: Literal["text", "json"], *, strict: bool
) -> None:
    """Say everything that is wrong or unwise in questionnaire files.

    Each problem comes with its line, with a mark under what is meant, and with what to write
    instead. FILE is a path, or - for standard input. Exit status: 0 where nothing is wrong, 2
    where something is; with --strict, 1 where there are only warnings.

    Example: netztui check my-questionnaire.toml
    """
    with quiet_end():
        speak(language)
        problems = [problem for file in files for problem in _problems(file)]
        errors = sum(problem.severity == "error" for problem in problems)
        warnings = len(problems) - errors
        if form == "json":
            click.echo(_as_json(problems, errors, warnings))
        else:
            _tell(problems, errors, warnings)
        if errors:
            sys.exit(WRONG_USE)
        if warnings and strict:
            sys.exit(WARNED)


def _problems(file: str) -> "tuple[Problem, ...]":
    from pathlib import Path

    from netztui.questionnaire.problems import QuestionnaireError
    from netztui.questionnaire.reading import examine, file_content
    from netztui.questionnaire.syntax import BYTE_LIMIT

    if file == "-":
        return examine(sys.stdin.buffer.read(BYTE_LIMIT + 1), "<stdin>")
    try:
        content = file_content(Path(file))
    except QuestionnaireError as error:
        return error.problems
    return examine(content, file)


def _as_json(problems: "Iterable[Problem]", errors: int, warnings: int) -> str:
    from netztui.i18n import say

    told = [
        {
            "file": problem.source,
            "line": problem.line,
            "column": problem.column,
            "width": problem.width,
            "severity": problem.severity,
            "message": say(problem.message),
            "hint": say(problem.hint) if problem.hint is not None else None,
        }
        for problem in problems
    ]
    whole = {"version": JSON_VERSION, "errors": errors, "warnings": warnings, "problems": told}
    # A name of a file need not be text that UTF-8 can write; escaped, anything can be written.
    return json.dumps(whole, indent=2)


def _tell(problems: "Iterable[Problem]", errors: int, warnings: int) -> None:
    from netztui.i18n import _, n_, say
    from netztui.questionnaire.problems import as_lines

    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    coloured = sys.stdout.isatty() and not plain
    for problem in problems:
        lines = as_lines(problem, say)
        click.echo("\n".join(_painted(lines, problem) if coloured else lines))
    if errors or warnings:
        counts = (
            (errors, n_("{n} error", "{n} errors", errors)),
            (warnings, n_("{n} warning", "{n} warnings", warnings)),
        )
        click.echo(", ".join(told for count, told in counts if count) + ".")
    else:
        click.echo(_("Nothing to mend."))


def _painted(lines: tuple[str, ...], problem: "Problem") -> list[str]:
    """The lines with colours: the sentence and the caret as grave as they are, the rest plain."""
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
