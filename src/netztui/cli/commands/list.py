"""`netztui list`: the available questionnaires, and which of them are broken."""

from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import init_language
from netztui.cli.options import text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netztui.questionnaire.library import LibraryEntry


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
@text_or_json
@click.pass_obj
def command(language: str | None, form: Literal["text", "json"]) -> None:
    """Print the list."""
    settings = init_language(language)
    from netztui.questionnaire.library import available

    entries = available(settings.own_questionnaires)
    for piece in _as_json(entries) if form == "json" else _as_text(entries):
        click.echo(piece, nl=False)


def _as_json(entries: "Sequence[LibraryEntry]") -> "Iterator[str]":
    from netztui.cli.json_output import listing, questionnaire
    from netztui.i18n.language import current_language

    language = current_language()
    return listing("questionnaires", (questionnaire(entry, language) for entry in entries))


def _as_text(entries: "Sequence[LibraryEntry]") -> "Iterator[str]":
    from netztui.text.report import questionnaire_lines

    labels = [entry.id or entry.path.stem for entry in entries]
    for line in questionnaire_lines(entries, labels=labels):
        yield line + "\n"
