"""`netztui history`: every result, newest first, and where the way went."""

from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import existing_archive, fail, init_language
from netztui.cli.options import text_or_json
from netztui.cli.result_selector import short_id
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netztui.archive.archive import Archive
    from netztui.archive.rows import ResultRow


@localized.command(
    "history",
    paragraphs=(
        N_("Show every result, the newest first, and where the way went."),
        N_(
            "QUESTIONNAIRE keeps to the results of one questionnaire, by its id. Each line begins "
            "with a number, by which “netztui show” and “netztui compare” know the result until "
            "there is a newer one, and with the beginning of its id, which stays."
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
def command(language: str | None, questionnaire: str | None, form: Literal["text", "json"]) -> None:
    """Print the history."""
    init_language(language)
    with existing_archive() as archive:
        rows = all_results(archive) if archive is not None else ()
        chosen = [
            (number, row)
            for number, row in enumerate(rows, start=1)
            if questionnaire in {None, row.questionnaire}
        ]
        if questionnaire is not None and not chosen:
            _none_of(questionnaire, rows)
        for piece in _as_json(chosen) if form == "json" else _as_text(archive, chosen):
            click.echo(piece, nl=False)


def all_results(archive: "Archive") -> "tuple[ResultRow, ...]":
    """Every result, newest first, with figures that today's scoring made."""
    from netztui.history.scored import rescore_outdated

    rescore_outdated(archive)
    return archive.results()


def _none_of(questionnaire: str, rows: "Sequence[ResultRow]") -> None:
    from netztui.diagnostics.suggest import suggest

    fail(
        LazyText(N_("There is no result of a questionnaire “{name}”."), name=questionnaire),
        suggest(questionnaire, dict.fromkeys(row.questionnaire for row in rows)),
    )


def _as_json(chosen: "Sequence[tuple[int, ResultRow]]") -> "Iterator[str]":
    from netztui.cli.json_output import listing, result_row
    from netztui.i18n.language import current_language

    language = current_language()
    return listing("results", (result_row(number, row, language) for number, row in chosen))


def _as_text(
    archive: "Archive | None", chosen: "Sequence[tuple[int, ResultRow]]"
) -> "Iterator[str]":
    from netztui.history.scored import questionnaires
    from netztui.text.report import history_lines
    from netztui.text.wrap import terminal_width

    rows = [row for _number, row in chosen]
    known = questionnaires(archive, rows) if archive is not None else {}
    labels = [f"{number} [{short_id(row.id)}]" for number, row in chosen]
    for line in history_lines(rows, known, labels=labels, width=terminal_width()):
        yield line + "\n"
