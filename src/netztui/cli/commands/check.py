"""`netztui check`: what is wrong or inadvisable in questionnaire files."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import localized
from netztui.cli.exits import SOMETHING_TO_REPORT, WRONG_USE
from netztui.diagnostics.problems import (
    Diagnostic,
    QuestionnaireError,
    Violation,
    format_diagnostic,
)
from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import number
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.batch.simulation import Simulation
    from netztui.questionnaire.model import Questionnaire
    from netztui.scoring.change import Comparability


@localized.command(
    "check",
    N_(
        "Each problem is reported with its line, a marker under the place, and a suggestion. FILE "
        "is a path, also of a table as “netztui table” writes it (.csv or .tsv), or - for standard "
        "input. Exit status: 0 if nothing is wrong, otherwise 2; 1 with --strict if there are only "
        "warnings, or with --against if results can't be compared."
    ),
    example="netztui check my-questionnaire.toml",
)
@localized.argument("files", metavar=N_("FILE..."), nargs=-1, required=True, type=localized.NAME)
@localized.flag("--strict", N_("Exit with status 1 if there are only warnings."))
@localized.option(
    "--simulate",
    "people",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_(
        "Simulate N people: how often each text is shown, and which ones contradict each other."
    ),
)
@localized.file_option(
    "--against",
    "old",
    metavar=N_("OLD"),
    explanation=N_(
        "Report what has changed since this earlier version, and what can still be compared."
    ),
)
@localized.text_or_json
def _check(
    files: tuple[str, ...],
    form: localized.Format,
    people: int | None,
    old: Path | None,
    *,
    strict: bool,
) -> None:
    from netztui.questionnaire.validation.item_writing import item_writing_violations

    found: list[Diagnostic] = []
    simulations: dict[str, Simulation] = {}
    comparisons: dict[str, Comparability] = {}
    for file in files:
        source = "<stdin>" if file == "-" else file
        try:
            questionnaire, located = _read(file, source)
        except QuestionnaireError as error:
            found += error.diagnostics
            continue
        found += located(item_writing_violations(questionnaire))
        if people is not None:
            from netztui.batch.simulation import findings, simulate

            simulations[source] = simulate(questionnaire, people)
            found += located(findings(simulations[source]))
        if old is not None:
            from netztui.scoring import change, versions

            before, located_in_old = _read(str(old), str(old))
            comparisons[source] = change.comparability(before, questionnaire)
            found += located(versions.changed(before, questionnaire))
            found += located_in_old(versions.gone(before, questionnaire))
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    warnings = len(found) - errors
    if form == "json":
        from netztui.cli import json_output

        document = {
            "errors": errors,
            "warnings": warnings,
            "diagnostics": json_output.diagnostics(found),
        }
        if people is not None:
            document["simulations"] = [
                json_output.simulation(source, one) for source, one in simulations.items()
            ]
        if old is not None:
            document["comparisons"] = [
                json_output.comparability(source, one) for source, one in comparisons.items()
            ]
        click.echo(json_output.to_json(document))
    else:
        shown = [line for one in simulations.items() for line in _simulation_lines(*one)]
        shown += [line for one in found for line in format_diagnostic(one, translate)]
        for line in shown:
            click.echo(line)
        counts = [errors and ngettext("{n} error", "{n} errors", errors)]
        counts += [warnings and ngettext("{n} warning", "{n} warnings", warnings)]
        summary = ", ".join(str(count) for count in counts if count)
        click.echo(f"{summary}." if summary else _("No problems found."))
        for source, one in comparisons.items():
            from netztui.text.change import versions_sentence

            click.echo(f"{printable(source)}: {versions_sentence(one)}")
    if errors:
        sys.exit(WRONG_USE)
    if (warnings and strict) or any(one.kind == "different" for one in comparisons.values()):
        sys.exit(SOMETHING_TO_REPORT)


def _read(
    file: str, source: str
) -> "tuple[Questionnaire, Callable[[Iterable[Violation]], tuple[Diagnostic, ...]]]":
    """The questionnaire in a file or table, and a function that finds the places of violations.

    Diagnostics call the file `source`. Raises QuestionnaireError.
    """
    from netztui.diagnostics.toml_syntax import BYTE_LIMIT
    from netztui.questionnaire.validation.reader import file_content, located, read

    content = sys.stdin.buffer.read(BYTE_LIMIT + 1) if file == "-" else file_content(Path(file))
    if Path(file).suffix.lower() in {".csv", ".tsv"}:
        from netztui.questionnaire.spreadsheet.reading import Table

        table = Table(content, source)
        return table.questionnaire, table.located
    return read(content, source), partial(located, content=content, source=source)


def _simulation_lines(source: str, simulation: "Simulation") -> Iterator[str]:
    summary = _(
        "{file}: {people} simulated people, {scored} with a position, {silent} of them without "
        "advice or a question. Shown to them:"
    )
    yield summary.format(
        file=printable(source),
        people=number(simulation.people),
        scored=number(simulation.scored),
        silent=number(simulation.without_advice),
    )
    for name, count in simulation.shown.items():
        share = _("{n}%").format(n=number(100 * count / simulation.people, 1))
        yield f"{share:>8}  {name}"
