"""`netztui list`, `new`, `table`, `form` and `schema`: questionnaire files."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import completion, localized
from netztui.diagnostics.problems import QuestionnaireError
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language
from netztui.i18n.message import N_
from netztui.questionnaire.spreadsheet.layout import DELIMITERS
from netztui.settings.settings import Settings

if TYPE_CHECKING:
    from netztui.questionnaire.model import Questionnaire

questionnaire_argument = localized.argument(
    "questionnaire", metavar=N_("QUESTIONNAIRE"), shell_complete=completion.questionnaires
)


def load_questionnaire(name: str, own_folder: Path) -> "Questionnaire":
    """The questionnaire with that id or path; raises QuestionnaireError if it is broken."""
    from netztui.questionnaire.library import find

    entry = find(name, own_folder)
    if entry.questionnaire is None:
        raise QuestionnaireError(entry.diagnostics)
    return entry.questionnaire


@localized.command(
    "list",
    N_(
        "Each line starts with the id by which the other commands know the questionnaire. A "
        "broken one is listed with its file and its first problem; “netztui check FILE” "
        "reports all of them."
    ),
    example="netztui list --format json",
)
@localized.text_or_json
@click.pass_obj
def _list(settings: Settings, form: localized.Format) -> None:
    from netztui.cli.json_output import questionnaire, to_json
    from netztui.questionnaire.library import available
    from netztui.text.lists import questionnaire_lines

    entries = available(settings.own_questionnaires)
    if form == "json":
        click.echo(to_json({"questionnaires": [questionnaire(entry) for entry in entries]}))
    else:
        labels = [entry.id or entry.path.stem for entry in entries]
        lines = questionnaire_lines(entries, labels=labels)
        click.echo("\n".join(lines))


@localized.command(
    "new",
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
    example="netztui new reading-habits --language en --language fr",
)
@localized.argument("name", metavar=N_("ID|FILE"), default="")
@localized.file_option(
    "--from",
    "table",
    explanation=N_("Make the questionnaire from this table in CSV."),
)
@localized.option(
    "--language",
    "languages",
    multiple=True,
    metavar=N_("CODE"),
    help=N_("A language of the questionnaire (de, en, pt-BR, …); may be given several times."),
)
@localized.file_option(
    "-o",
    "--output",
    explanation=N_("Write to this file instead of ID.toml in the current folder."),
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
    from netztui.questionnaire.spreadsheet.reading import Table
    from netztui.questionnaire.template import template, untranslated
    from netztui.questionnaire.toml_text import questionnaire_toml
    from netztui.questionnaire.validation.reader import file_content
    from netztui.system.atomic_file import atomic_write

    filled_in: tuple[str, ...] = ()
    if table is not None:
        if languages:
            sentence = _(
                "Leave out --language: the columns of the table say which languages it has."
            )
            raise click.UsageError(sentence)
        read = Table(file_content(table), str(table))
        text, filled_in = questionnaire_toml(read.questionnaire), read.filled_in
        named = Path(f"{name.removesuffix('.toml')}.toml") if name else table.with_suffix(".toml")
        file = output or named
    else:
        if not name:
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        languages = tuple(dict.fromkeys(languages or [current_language()]))
        file = output or Path(f"{name}.toml")
        text = template(name, languages, comments=current_language())
    with atomic_write(file, replace=force) as target:
        target.write(text.encode())
    localized.say(N_("Wrote {file}."), file=file)
    if filled_in:
        sentence = N_(
            "The table lacks these, so they were filled in, in German or English: {keys}."
        )
        localized.say(sentence, keys=", ".join(filled_in))
    if missing := ", ".join(untranslated(languages)):
        localized.say(N_("Its wording in {languages} is still English."), languages=missing)
    localized.say(N_("Preview it while you write: netztui preview {file}"), file=file)
    localized.say(N_("Check it: netztui check {file}"), file=file)
    localized.say(N_("To list it, put it into {folder}"), folder=context.obj.own_questionnaires)


@localized.command(
    "table",
    N_(
        "It is CSV in UTF-8. Each text is a row with a column for each language; to translate "
        "into French, add a column text.fr. “netztui new --from” turns it back into a "
        "questionnaire. A semicolon as separator suits Excel in German, French and other "
        "languages with a decimal comma."
    ),
    example="netztui table my-questionnaire.toml --output my-questionnaire.csv",
)
@questionnaire_argument
@localized.option(
    "--separator",
    type=click.Choice(tuple(DELIMITERS)),
    default="comma",
    show_default=True,
    help=N_("The separator between cells."),
)
@localized.output_option
@localized.force_option
@click.pass_obj
def _table(
    settings: Settings, questionnaire: str, separator: str, output: Path | None, *, force: bool
) -> None:
    from netztui.questionnaire.spreadsheet.writing import write_table

    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    with localized.open_output(output, force=force) as target:
        target.write(write_table(found, DELIMITERS[separator]))


@localized.command(
    "form",
    N_(
        "QUESTIONNAIRE is the id of a questionnaire, or the path of its file. Each question "
        "comes with the name of its column and each option with its value, as “netztui score” "
        "expects them in a table of answers."
    ),
    example="netztui form hunter-gatherer --output form.html",
)
@questionnaire_argument
@localized.page_output_option
@localized.force_option
@click.pass_obj
def _form(settings: Settings, questionnaire: str, output: Path | None, *, force: bool) -> None:
    from netztui.web.form import form_page

    found = load_questionnaire(questionnaire, settings.own_questionnaires)
    page, name = form_page(found).encode(), f"{found.id}.html"
    localized.write_file(page, output, name, force=force, private=False)


@localized.command(
    "schema",
    N_(
        "Save it next to the questionnaire, and start the questionnaire with the line "
        "“#:schema ./questionnaire.schema.json”. An editor with a TOML extension such as Even "
        "Better TOML then completes keys, explains them and underlines mistakes."
    ),
    example="netztui schema > questionnaire.schema.json",
)
def _schema() -> None:
    from netztui.questionnaire.schema import json_schema

    # A redirected output is not UTF-8 everywhere; escaped, JSON needs only ASCII.
    click.echo(json.dumps(json_schema(), indent=2))
