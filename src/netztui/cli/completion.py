"""Shell completion of questionnaires and results.

Completion must be quick, create nothing, and stay silent if something is wrong.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from netztui.cli.json_output import title_of
from netztui.cli.launch import existing_archive
from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date

if TYPE_CHECKING:
    from netztui.archive.rows import ResultRow, TrashedAssessment

MAXIMUM = 50
"""At most this many results are offered."""


def questionnaires(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Ids of questionnaires with their titles, or files if no id begins like that."""
    from netztui.questionnaire.library import titles

    known = titles(context.find_root().obj.own_questionnaires)
    return _matching(known, incomplete) or [CompletionItem(incomplete, type="file")]


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
    rows, _trash = _rows()
    named = named_results(rows) | {short_id(row): row for row in rows}
    dates = {name: f"{date(row.finished_at)} · {title_of(row)}" for name, row in named.items()}
    return _matching(dates, incomplete)


def all_or_results(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The same, for commands that also accept `all`."""
    everything = _matching({"all": _("everything")}, incomplete)
    return everything + results(context, parameter, incomplete)


def trashed(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Shortened ids of what is in the trash, each with its date."""
    _results, trash = _rows()
    deleted = _("deleted {date}")
    dates = {short_id(row): deleted.format(date=date(row.deleted_at)) for row in trash}
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


def _rows() -> "tuple[Sequence[ResultRow], Sequence[TrashedAssessment]]":
    """All results and what is in the trash; nothing if the archive can't be read."""
    from netztui.archive.errors import ArchiveError

    with suppress(ArchiveError), existing_archive() as archive:
        if archive is not None:
            return archive.results(), archive.trash()
    return (), ()
