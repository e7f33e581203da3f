"""`netztui list`, `check`, `new`, `table`, `form` and `schema`: questionnaire files."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import completion, localized
from netztui.cli.exits import SOMETHING_TO_REPORT, WRONG_USE
from netztui.diagnostics.problems import (
    Diagnostic,
    QuestionnaireError,
    Violation,
    format_diagnostic,
    printable,
)
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import number
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.settings.settings import Settings

if TYPE_CHECKING:
    from netztui.batch.simulation import Simulation
    from netztui.questionnaire.model import Questionnaire


def load_questionnaire(name: str, own_folder: Path) -> "Questionnaire":
    """The questionnaire with that id or path; raises QuestionnaireError if it is broken."""
    from netztui.questionnaire.library import find

    entry = find(name, own_folder)
    if entry.questionnaire is None:
        raise QuestionnaireError(entry.diagnostics)
    return entry.questionnaire


@localized.command(
    "list",
    paragraphs=(
        N_("List the available questionnaires: the included ones, then your own."),
        N_(
            "Each line starts with the id by which the other commands know the questionnaire. A "
            "broken one is listed with its file and its first problem; “netztui check FILE” "
            "reports all of them."
        ),
    ),
    example="netztui list --format json",
)
@localized.text_or_json
@click.pass_obj
def _list(settings: Settings, form: localized.Format) -> None:
    from netztui.cli.json_output import questionnaire, to_json
    from netztui.questionnaire.library import available
    from netztui.text.report import questionnaire_lines

    entries = available(settings.own_questionnaires)
    if form == "json":
        click.echo(to_json({"questionnaires": [questionnaire(entry) for entry in entries]}))
    else:
        labels = [entry.id or entry.path.stem for entry in entries]
        lines = questionnaire_lines(entries, labels=labels)
        click.echo("\n".join(lines))


@localized.command(
    "check",
    paragraphs=(
        N_("Report everything that is wrong or inadvisable in questionnaire files."),
        N_(
            "Each problem is reported with its line, a marker under the place, and a suggestion. "
            "FILE is a path, or - for standard input. Exit status: 0 if nothing is wrong, "
            "otherwise 2; with --strict, 1 if there are only warnings."
        ),
        N_(
            "A table as “netztui table” writes it can be checked too, if its name ends in .csv or "
            ".tsv; problems are reported with row and column."
        ),
        N_(
            "With --simulate, N simulated people answer, and the list says how often each text of "
            "the result is shown. Warnings are given for texts that contradict each other, texts "
            "that nobody is shown, and people without advice. 30000 people take about half a "
            "minute."
        ),
    ),
    example="netztui check my-questionnaire.toml",
)
@localized.argument(
    "files",
    metavar=N_("FILE..."),
    nargs=-1,
    required=True,
    shell_complete=completion.files,
)
@localized.option(
    "--strict", is_flag=True, help=N_("Exit with status 1 if there are only warnings.")
)
@localized.option(
    "--simulate",
    "people",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("Simulate N people and count which texts they are shown."),
)
@localized.text_or_json
def _check(
    files: tuple[str, ...], form: localized.Format, people: int | None, *, strict: bool
) -> None:
    found: list[Diagnostic] = []
    simulations: dict[str, Simulation] = {}
    for file in files:
        source = "<stdin>" if file == "-" else file
        content, diagnostics, located = _examine(file, source)
        found += diagnostics
        if people is not None and not any(one.severity == "error" for one in diagnostics):
            from netztui.batch.simulation import findings, simulate
            from netztui.questionnaire.validation.reader import read

            simulations[source] = simulate(read(content, source), people)
            found += located(findings(simulations[source]))
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
        click.echo(json_output.to_json(document))
    else:
        for source, simulation in simulations.items():
            click.echo("\n".join(_simulation_lines(source, simulation)))
        for diagnostic in found:
            click.echo("\n".join(format_diagnostic(diagnostic, translate)))
        counts = [errors and ngettext("{n} error", "{n} errors", errors)]
        counts += [warnings and ngettext("{n} warning", "{n} warnings", warnings)]
        summary = ", ".join(str(count) for count in counts if count)
        click.echo(f"{summary}." if summary else _("No problems found."))
    if errors:
        sys.exit(WRONG_USE)
    if warnings and strict:
        sys.exit(SOMETHING_TO_REPORT)


def _examine(
    file: str, source: str
) -> tuple[bytes, tuple[Diagnostic, ...], Callable[[Iterable[Violation]], tuple[Diagnostic, ...]]]:
    """A file as TOML, what is wrong in it, and a function that finds the places of violations.

    Diagnostics call the file `source`.
    """
    from netztui.diagnostics.toml_syntax import BYTE_LIMIT
    from netztui.questionnaire.validation.reader import examine, file_content, located

    content = b""
    try:
        content = sys.stdin.buffer.read(BYTE_LIMIT + 1) if file == "-" else file_content(Path(file))
        if Path(file).suffix.lower() in {".csv", ".tsv"}:
            from netztui.questionnaire.spreadsheet.reading import Table
            from netztui.questionnaire.toml_text import questionnaire_toml

            table = Table(content, source)
            text = questionnaire_toml(table.questionnaire).encode()
            return text, table.warnings(), table.located
        diagnostics = examine(content, source)
    except QuestionnaireError as error:
        diagnostics = error.diagnostics
    return content, diagnostics, partial(located, content=content, source=source)


def _simulation_lines(source: str, simulation: "Simulation") -> Iterator[str]:
    """How often each text was shown."""
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


@localized.command(
    "new",
    paragraphs=(
        N_("Write a questionnaire to start from: complete, every part explained."),
        N_(
            "Results will be filed under ID: small letters, digits and hyphens. Without --language "
            "the questionnaire is in netztui's current language. German and English come with "
            "wording; in any other language the wording is English, to be translated."
        ),
        N_(
            "With --from, it is made from a table, as “netztui table” writes it or shorter: rows "
            "with what, id, facet and text.en will do. It is written into FILE, by default the "
            "table's name with .toml, and only if nothing in the table is wrong."
        ),
    ),
    example="netztui new reading-habits --language en --language fr",
)
@localized.argument("name", metavar=N_("ID|FILE"), default="")
@localized.option(
    "--from",
    "table",
    type=localized.PATH,
    metavar=localized.FILE,
    shell_complete=completion.files,
    help=N_("Make the questionnaire from this table in CSV."),
)
@localized.option(
    "--language",
    "languages",
    multiple=True,
    metavar=N_("CODE"),
    help=N_("A language of the questionnaire (de, en, pt-BR, …); may be given several times."),
)
@localized.option(
    "-o",
    "--output",
    type=localized.PATH,
    metavar=localized.FILE,
    help=N_("Write to this file instead of ID.toml in the current folder."),
)
@localized.force_option
@click.pass_context
def _new(
    context: click.Context,
    name: str,
    table: Path | None,
    languages: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
) -> None:
    from netztui.questionnaire.template import template, untranslated
    from netztui.system.atomic_file import atomic_write

    filled_in: tuple[str, ...] = ()
    if table is not None:
        if languages:
            sentence = _(
                "Leave out --language: the columns of the table say which languages it has."
            )
            raise click.UsageError(sentence)
        named = Path(f"{name.removesuffix('.toml')}.toml") if name else table.with_suffix(".toml")
        file = output or named
        text, filled_in = _from_table(table)
    else:
        if not name:
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        languages = tuple(dict.fromkeys(languages or [current_language()]))
        file = output or Path(f"{name}.toml")
        text = template(name, languages, comments=current_language())
    with atomic_write(file, replace=force) as target:
        target.write(text.encode())
    shown, folder = printable(str(file)), printable(str(context.obj.own_questionnaires))
    click.echo(_("Wrote {file}.").format(file=shown))
    if filled_in:
        sentence = _(
            "The table does not say these; they were filled in, in German or English: {keys}."
        )
        click.echo(sentence.format(keys=", ".join(filled_in)))
    if missing := ", ".join(untranslated(languages)):
        click.echo(_("Its wording in {languages} is still English.").format(languages=missing))
    click.echo(_("Preview it while you write: netztui preview {file}").format(file=shown))
    click.echo(_("Check it: netztui check {file}").format(file=shown))
    click.echo(_("To list it, put it into {folder}").format(folder=folder))


def _from_table(table: Path) -> tuple[str, tuple[str, ...]]:
    """The TOML that a table becomes, and the keys that were filled in."""
    from netztui.questionnaire.spreadsheet.reading import Table
    from netztui.questionnaire.toml_text import questionnaire_toml
    from netztui.questionnaire.validation.reader import file_content

    read = Table(file_content(table), str(table))
    return questionnaire_toml(read.questionnaire), read.filled_in


@localized.command(
    "table",
    paragraphs=(
        N_("Write a questionnaire as a table for a spreadsheet, to edit or translate it there."),
        N_(
            "It is CSV in UTF-8. Each text is a row with a column for each language; to translate "
            "into French, add a column text.fr. “netztui new --from” makes a questionnaire of it "
            "again. A semicolon as separator suits Excel in German, French and other languages "
            "with a decimal comma."
        ),
    ),
    example="netztui table my-questionnaire.toml --output my-questionnaire.csv",
)
@localized.argument(
    "questionnaire",
    metavar=N_("QUESTIONNAIRE"),
    shell_complete=completion.questionnaires,
)
@localized.option(
    "--separator",
    type=click.Choice(("comma", "semicolon", "tab")),
    default="comma",
    show_default=True,
    help=N_("What separates the cells."),
)
@localized.output_option
@localized.force_option
@click.pass_obj
def _table(
    settings: Settings, questionnaire: str, separator: str, output: Path | None, *, force: bool
) -> None:
    from netztui.questionnaire.spreadsheet.cells import DELIMITERS
    from netztui.questionnaire.spreadsheet.writing import write_table

    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    with localized.open_output(output, force=force) as target:
        target.write(write_table(found, DELIMITERS[separator]))


@localized.command(
    "form",
    paragraphs=(
        N_("Write a questionnaire as a blank page to print and fill in."),
        N_(
            "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. Each question "
            "comes with the name of its column and each option with its value, as “netztui score” "
            "expects them in a table of answers."
        ),
    ),
    example="netztui form hunter-gatherer --output form.html",
)
@localized.argument(
    "questionnaire", metavar=N_("QUESTIONNAIRE"), shell_complete=completion.questionnaires
)
@localized.page_output_option
@localized.force_option
@click.pass_obj
def _form(settings: Settings, questionnaire: str, output: Path | None, *, force: bool) -> None:
    from netztui.web.form import form_page

    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    page, name = form_page(found), f"{found.id}.html"
    localized.write_page(page, output, name, force=force, private=False)


@localized.command(
    "schema",
    paragraphs=(
        N_("Print the JSON Schema of questionnaire files, format 1."),
        N_(
            "Save it next to the questionnaire, and start the questionnaire with the line "
            "“#:schema ./questionnaire.schema.json”. An editor with a TOML extension such as Even "
            "Better TOML then completes keys, explains them and underlines mistakes."
        ),
    ),
    example="netztui schema > questionnaire.schema.json",
)
def _schema() -> None:
    from netztui.questionnaire.schema import json_schema

    # A redirected output is not UTF-8 everywhere; escaped, JSON needs only ASCII.
    click.echo(json.dumps(json_schema(), indent=2))
