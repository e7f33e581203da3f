"""`netztui export`, `import`, `score` and `codebook`: answers and results as files."""

import csv
import io
import sys
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from netztui.cli import completion, json_output, localized
from netztui.cli.commands.questionnaires import load_questionnaire, questionnaire_argument
from netztui.cli.commands.results import select_result
from netztui.cli.exits import SOMETHING_TO_REPORT, fail
from netztui.cli.json_output import to_json
from netztui.cli.launch import archive_to_copy, existing_archive
from netztui.i18n.catalogue import _
from netztui.i18n.language import question_language
from netztui.i18n.message import N_
from netztui.questionnaire.spreadsheet.layout import DELIMITERS
from netztui.settings.settings import Settings

SUMMARY = {
    "results": N_("Results added: {n}."),
    "drafts": N_("Drafts added: {n}."),
    "continued": N_("Assessments brought up to date: {n}."),
    "unchanged": N_("Already here: {n}."),
    "trashed": N_("In the trash here, and left there: {n}."),
}


@localized.command(
    "export",
    N_(
        "RESULT is all (the default), or a result as for “netztui show”: latest, previous, a "
        "number from “netztui history”, or the beginning of an id. JSON contains everything: "
        "questionnaires, drafts, answers, times, notes and plans; another computer reads it "
        "with “netztui import”. In CSV each result is a row with its date, its scores and the "
        "raw answers, for a spreadsheet, R or pandas; “netztui codebook” explains its columns."
    ),
    N_(
        "With --for-group, one result (latest by default) is written for “netztui group”: the "
        "answers, the day and a code that only you know. You see everything before it is "
        "written: no notes, times or ids, and your plan only if you want."
    ),
    example="netztui export --output answers.json",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="all", shell_complete=completion.all_or_results
)
@localized.format_option(
    "json", "csv", explanation=N_("Everything, for “netztui import”, or a table of the results.")
)
@localized.option(
    "--questionnaire",
    metavar=N_("ID"),
    shell_complete=completion.questionnaires_with_results,
    help=N_("Only this questionnaire."),
)
@localized.flag("--texts", N_("CSV: include the answers in your own words, such as plans."))
@localized.option(
    "--separator",
    type=click.Choice(tuple(DELIMITERS)),
    help=N_("CSV: the separator between cells; a comma by default."),
)
@localized.flag(
    "--decimal-comma",
    N_("CSV: write figures with a decimal comma, for a spreadsheet in German, for example."),
)
@localized.flag("--bom", N_("CSV: begin with the mark by which Excel recognizes UTF-8."))
@localized.flag("--for-group", N_("Write one result, with only what a group needs."))
@localized.option(
    "--code", metavar=N_("CODE"), help=N_("Your code for the group: 3 to 12 letters and digits.")
)
@localized.flag("--with-plan", N_("Let the group see your plan."))
@localized.yes_option
@localized.output_option
@localized.force_option
def _export(
    result: str,
    form: Literal["json", "csv"],
    questionnaire: str | None,
    code: str | None,
    output: Path | None,
    *,
    separator: str | None,
    texts: bool,
    decimal_comma: bool,
    bom: bool,
    for_group: bool,
    with_plan: bool,
    yes: bool,
    force: bool,
) -> None:
    if for_group:
        if form == "csv":
            fail(N_("A file for a group is always JSON."), N_("Omit --format."))
        from netztui.cli.commands.group import export_for_group

        name = "latest" if result == "all" else result
        export_for_group(name, code, output, with_plan=with_plan, yes=yes, force=force)
        return
    if code is not None or with_plan or yes:
        fail(N_("--code, --with-plan and --yes are for --for-group."), N_("Add --for-group."))
    from netztui.archive.exchange.export import select_for_export, write_export

    if form == "json" and (texts or separator or decimal_comma or bom):
        raise click.UsageError(
            _("--texts, --separator, --decimal-comma and --bom need --format csv.")
        )
    with archive_to_copy() as archive:
        id_ = None
        if result != "all":
            # Numbers are those of the whole history.
            named = result in {"latest", "previous"}
            id_ = select_result(archive.results(questionnaire if named else None), result).id
        selected = select_for_export(archive, id_, questionnaire)
        with localized.open_output(output, force=force, private=True) as target:
            if form == "json":
                write_export(archive, target, selected)
            else:
                from netztui.batch.scores import CsvStyle, write_results

                style = CsvStyle(DELIMITERS[separator or "comma"], bom, decimal_comma)
                write_results(archive, target, selected, texts=texts, style=style)


@localized.command(
    "import",
    N_(
        "FILE is its path, or - for standard input. What is already here stays; a draft that "
        "you continued elsewhere gets the newer answers. Importing a file twice is the same as "
        "importing it once. A faulty file changes nothing. Exit status: 1 if something was "
        "answered differently here and there (the local version is kept)."
    ),
    example="netztui import answers.json",
)
@localized.argument("file", metavar=localized.FILE, type=localized.NAME)
@localized.flag("--dry-run", N_("Show what would happen, without changing anything."))
@localized.text_or_json
def _import(file: str, form: Literal["text", "json"], *, dry_run: bool) -> None:
    from netztui.archive.archive import Archive
    from netztui.archive.exchange.file_format import open_export, read_export
    from netztui.archive.exchange.merge import import_export, preview_import
    from netztui.system import paths

    piped = file == "-"
    with nullcontext(sys.stdin.buffer) if piped else open_export(file) as source:
        content = read_export(source, "<stdin>" if piped else file)
    if dry_run:
        with existing_archive() as here:
            summary = preview_import(here, content)
    else:
        with Archive.open(paths.archive_path()) as archive:
            summary = import_export(archive, content)
    if form == "json":
        click.echo(to_json({"dry_run": dry_run, **asdict(summary)}))
    else:
        if dry_run:
            click.echo(_("Nothing was changed. The import would do the following:"))
        counts = [
            _(sentence).format(n=getattr(summary, name))
            for name, sentence in SUMMARY.items()
            if getattr(summary, name)
        ]
        kept = _("Differs in the file; the local version was kept: {id}.")
        lines = [*counts, *(kept.format(id=id_) for id_ in summary.kept)]
        click.echo("\n".join(lines) or _("The file is empty."))
    if summary.kept:
        sys.exit(SOMETHING_TO_REPORT)


@localized.command(
    "score",
    N_(
        "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. RESPONSES is a "
        "CSV file in UTF-8 with a row for each person, as a spreadsheet, R, pandas or “netztui "
        "export” writes it, or - for standard input. Its header needs the id of every rating "
        "that belongs to a facet. Cells contain the values of the options; an empty cell or NA "
        "is a skipped question. Other columns are copied to the output."
    ),
    example="netztui score hunter-gatherer answers.csv --output scores.csv",
)
@questionnaire_argument
@localized.argument("responses", metavar=N_("RESPONSES"), type=localized.NAME)
@localized.format_option("csv", "json", explanation=N_("A table, or one JSON object per line."))
@localized.option(
    "--missing",
    metavar=N_("CODES"),
    default="",
    help=N_("Other codes for missing answers, separated by commas: --missing -9,99."),
)
@localized.flag("--items", N_("Copy the raw answers to the output, too."))
@localized.output_option
@localized.force_option
@click.pass_obj
def _score(
    settings: Settings,
    questionnaire: str,
    responses: str,
    form: Literal["csv", "json"],
    output: Path | None,
    *,
    missing: str,
    items: bool,
    force: bool,
) -> None:
    from netztui.batch.scores import ADVICE, column_names, write_scores
    from netztui.batch.table import ResponseTable, open_table
    from netztui.scoring.points import scoring_key

    key = scoring_key(load_questionnaire(questionnaire, settings.own_questionnaires))
    piped = responses == "-"
    with nullcontext(sys.stdin.buffer) if piped else open_table(responses) as source:
        name = "<stdin>" if piped else responses
        reserved = (*column_names(key), *([ADVICE] if form == "json" else []))
        table = ResponseTable(source, name, key, reserved, list(filter(None, missing.split(","))))
        with localized.open_output(output, force=force) as target:
            write_scores(table, target, form=form, items=items)


@localized.command(
    "codebook",
    N_(
        "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. The columns are "
        "those of “netztui export --format csv” and “netztui score --items”: each with its "
        "meaning, its values, its facet and scales, how it is keyed, why a cell may be empty, "
        "and a name that R, Stata and SPSS accept."
    ),
    example="netztui codebook hunter-gatherer --script r --output label.R",
)
@questionnaire_argument
@localized.format_option(
    "markdown", "csv", "json", explanation=N_("Tables to read, one table, or JSON for a script.")
)
@localized.option(
    "--script",
    "language",
    type=click.Choice(("r", "pandas")),
    help=N_("Print a script for R or pandas that reads such a table and labels the answers."),
)
@localized.output_option
@localized.force_option
@click.pass_obj
def _codebook(
    settings: Settings,
    questionnaire: str,
    form: Literal["markdown", "csv", "json"],
    output: Path | None,
    *,
    language: Literal["r", "pandas"] | None,
    force: bool,
) -> None:
    from netztui.batch.codebook import codebook, markdown, rows
    from netztui.batch.labelling import script

    if language is not None and form != "markdown":
        raise click.UsageError(_("Use either --format or --script."))
    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    spoken = question_language(found.languages)
    variables = codebook(found, spoken)
    if language is not None:
        text = script(variables, language)
    elif form == "markdown":
        text = "\n".join(markdown(found, spoken)) + "\n"
    elif form == "csv":
        table = io.StringIO()
        lines = list(rows(variables))
        writer = csv.DictWriter(table, lines[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        text = table.getvalue()
    else:
        text = f"{to_json(json_output.codebook(found, variables))}\n"
    with localized.open_output(output, force=force) as target:
        target.write(text.encode())
