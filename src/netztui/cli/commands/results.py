"""`netztui history`, `show` and `compare`: looking back."""

from typing import Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import existing_archive, fail, init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_, LazyText


@localized.command(
    "history",
    paragraphs=(
        N_("Show all results, newest first, and how they developed."),
        N_(
            "With QUESTIONNAIRE (an id), only its results are listed. Each line starts with a "
            "number that “netztui show” and “netztui compare” accept until there is a newer "
            "result, and with the beginning of its id, which never changes."
        ),
    ),
    example="netztui history --format json",
)
@localized.argument(
    "questionnaire",
    metavar=N_("[QUESTIONNAIRE]"),
    required=False,
    shell_complete=completing.questionnaires_with_results,
)
@text_or_json
@click.pass_obj
def history(language: str | None, questionnaire: str | None, form: Literal["text", "json"]) -> None:
    """Print the history."""
    init_language(language)
    from netztui.cli.json_output import listing, result_row
    from netztui.cli.result_selector import short_id
    from netztui.diagnostics.suggest import suggest
    from netztui.history.scored import questionnaires, rescore_outdated
    from netztui.i18n.language import current_language
    from netztui.text.report import history_lines

    with existing_archive() as archive:
        if archive is not None:
            rescore_outdated(archive)
        all_rows = archive.results() if archive is not None else ()
        numbered = [
            (number, row)
            for number, row in enumerate(all_rows, start=1)
            if questionnaire in {None, row.questionnaire}
        ]
        if questionnaire is not None and not numbered:
            fail(
                LazyText(N_("There is no result of a questionnaire “{name}”."), name=questionnaire),
                suggest(questionnaire, dict.fromkeys(row.questionnaire for row in all_rows)),
            )
        if form == "json":
            spoken = current_language()
            for piece in listing("results", (result_row(*one, spoken) for one in numbered)):
                click.echo(piece, nl=False)
            return
        rows = [row for _number, row in numbered]
        known = questionnaires(archive, rows) if archive is not None else {}
        labels = [f"{number} [{short_id(row.id)}]" for number, row in numbered]
        for line in history_lines(rows, known, labels=labels):
            click.echo(line)


@localized.command(
    "show",
    paragraphs=(
        N_("Show one result in full."),
        N_(
            "RESULT is latest (the default), previous (the one before it of the same "
            "questionnaire), a number from “netztui history”, or the beginning of an id, four "
            "characters or more."
        ),
    ),
    example="netztui show latest",
)
@localized.argument(
    "result", metavar=N_("[RESULT]"), default="latest", shell_complete=completing.results
)
@text_or_json
@click.pass_obj
def show(language: str | None, result: str, form: Literal["text", "json"]) -> None:
    """Print the result."""
    init_language(language)
    from netztui.cli import json_output
    from netztui.cli.result_selector import no_result, select_result
    from netztui.history.scored import load_scored, previous
    from netztui.i18n.language import current_language
    from netztui.text.report import result_lines

    with existing_archive() as archive:
        if archive is None:
            no_result()
        found = load_scored(archive, select_result(archive.results(), result).id)
        if form == "json":
            click.echo(json_output.to_json(**json_output.result(found, current_language())))
            return
        for line in result_lines(found, previous(archive, found)):
            click.echo(line)


@localized.command(
    "compare",
    paragraphs=(
        N_("Show what changed from one result to another, and which answers moved it."),
        N_(
            "A and B are two results, as for “netztui show”: latest, previous, a number from "
            "“netztui history”, or the beginning of an id. Whichever was finished first is the "
            "earlier one. B is latest by default, and A previous."
        ),
    ),
    example="netztui compare previous latest",
)
@localized.argument("a", metavar="[A]", default="previous", shell_complete=completing.results)
@localized.argument("b", metavar="[B]", default="latest", shell_complete=completing.results)
@text_or_json
@click.pass_obj
def compare(language: str | None, a: str, b: str, form: Literal["text", "json"]) -> None:
    """Print the comparison."""
    init_language(language)
    from netztui.cli import json_output
    from netztui.cli.result_selector import no_result, select_result
    from netztui.history.scored import load_scored
    from netztui.i18n.language import current_language
    from netztui.scoring import change
    from netztui.text.report import comparison_lines

    with existing_archive() as archive:
        if archive is None:
            no_result()
        rows = archive.results()
        # The rows are newest first, also if two were finished at the same time.
        places = sorted({rows.index(select_result(rows, name)) for name in (a, b)}, reverse=True)
        if len(places) < 2:
            fail(
                LazyText(N_("“{a}” and “{b}” are the same result."), a=a, b=b),
                LazyText(N_("Choose two different ones; “netztui history” lists them.")),
            )
        earlier, later = (load_scored(archive, rows[place].id) for place in places)
        if form == "json":
            changed = change.compare(earlier.result, later.result)
            told = json_output.comparison(earlier, later, changed, current_language())
            click.echo(json_output.to_json(**told))
            return
        for line in comparison_lines(earlier, later):
            click.echo(line)
