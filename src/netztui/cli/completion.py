"""Shell completion, and `netztui completion`, which prints a shell's script for it.

Completion must be quick, create nothing, and stay silent if something is wrong.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from netztui.cli import localized
from netztui.cli.json_output import title_of
from netztui.cli.launch import existing_archive
from netztui.diagnostics.problems import printable
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow, TrashedAssessment

MAXIMUM = 50
"""How many results are offered; nobody scrolls through more."""

VARIABLE = "_NETZTUI_COMPLETE"
FISH = {
    # click's script cuts descriptions at their first comma.
    'string split "," $completion': 'string split --max 1 "," $completion',
    # The newest result first, not the one with the smallest id.
    "complete --no-files": "complete --keep-order --no-files",
}
"""Replacements in click's script for fish."""


@localized.command(
    "completion",
    paragraphs=(
        N_("Print the script that lets bash, zsh or fish complete what you type after “netztui”."),
        N_(
            "Commands and options are completed, and so are the ids of questionnaires and results. "
            "One-time setup: for bash, append the script to ~/.bashrc, for zsh to ~/.zshrc "
            "(below “compinit”); for fish, write it to ~/.config/fish/completions/netztui.fish."
        ),
    ),
    example="netztui completion bash >> ~/.bashrc",
)
@localized.argument("shell", metavar="bash|zsh|fish", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script."""
    completer = get_completion_class(shell)
    if completer is None:
        raise KeyError(shell)
    script = completer(context.find_root().command, {}, "netztui", VARIABLE).source()
    for old, new in FISH.items() if shell == "fish" else ():
        script = script.replace(old, new)
    click.echo(script)


def files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Files, which the shell completes itself."""
    return [CompletionItem(incomplete, type="file")]


def questionnaires(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Ids of questionnaires with their titles, or files if no id begins like that."""
    from netztui.i18n.language import current_language
    from netztui.questionnaire.library import titles

    known = titles(context.find_root().obj.own_questionnaires, current_language())
    return _matching(known, incomplete) or files(context, parameter, incomplete)


def questionnaires_with_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Ids of the questionnaires that have results, with their titles."""
    rows, _trash = _rows()
    return _matching({row.questionnaire: title_of(row) for row in rows}, incomplete)


def results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Names of results, each with its date: latest, previous and shortened ids."""
    return _matching(_described_results(incomplete), incomplete)


def all_or_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The same, for commands that also accept `all`."""
    return _matching({"all": _("everything"), **_described_results(incomplete)}, incomplete)


def trashed(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Shortened ids of what is in the trash, each with its date."""
    _results, trash = _rows()
    deleted = _("deleted {date}")
    dates = {_id(row, incomplete): deleted.format(date=date(row.deleted_at)) for row in trash}
    return _matching(dates, incomplete)


def short_id(row: "ResultRow | TrashedAssessment") -> str:
    """The id as lists show it."""
    return row.id[:8]


def named_results(rows: "Sequence[ResultRow]") -> "dict[str, ResultRow]":
    """The results called latest and previous, if they exist. `rows` are all, newest first."""
    if not rows:
        return {}
    latest, *older = rows
    same = [row for row in older if row.questionnaire == latest.questionnaire]
    return {"latest": latest, "previous": same[0]} if same else {"latest": latest}


def _matching(names: Mapping[str, str], incomplete: str) -> list[CompletionItem[str]]:
    """The names that begin with what was typed, with their descriptions."""
    matching = (name for name in names if name.startswith(incomplete))
    return [CompletionItem(name, help=printable(names[name])) for name in islice(matching, MAXIMUM)]


def _described_results(incomplete: str) -> dict[str, str]:
    rows, _trash = _rows()
    named = named_results(rows) | {_id(row, incomplete): row for row in rows}
    return {name: f"{date(row.finished_at)} · {title_of(row)}" for name, row in named.items()}


def _id(row: "ResultRow | TrashedAssessment", incomplete: str) -> str:
    """The id as lists show it, or all of it if the user has typed more than that."""
    return short_id(row) if len(incomplete) <= len(short_id(row)) else row.id


def _rows() -> "tuple[Sequence[ResultRow], Sequence[TrashedAssessment]]":
    """All results and what is in the trash; nothing if the archive can't be read."""
    from netztui.archive.errors import ArchiveError

    with suppress(ArchiveError), existing_archive() as archive:
        if archive is not None:
            return archive.results(), archive.trash()
    return (), ()
