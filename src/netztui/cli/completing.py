"""Shell completion of questionnaires and results.

Completion must be quick, create nothing, and stay silent if something is wrong.
"""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

import click

from netztui.i18n.catalogue import _
from netztui.i18n.formats import date
from netztui.i18n.language import current_language
from netztui.system import paths

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netztui.archive.rows import ResultRow, TrashedAssessment

MAXIMUM = 50
"""How many results are offered; nobody scrolls through more."""


def files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Files, which the shell completes itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def questionnaires(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Ids of questionnaires with their titles, or files if no id begins like that."""
    from netztui.questionnaire.library import available
    from netztui.settings.settings import read_settings

    settings, _problems = read_settings(paths.settings_path())
    titles = {
        entry.id: entry.title(current_language())
        for entry in available(settings.own_questionnaires)
        if entry.id is not None
    }
    return _items(titles, incomplete) or files(context, parameter, incomplete)


def questionnaires_with_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Ids of the questionnaires that have results, with their titles."""
    results, _trash = _rows()
    return _items({row.questionnaire: _title(row) for row in results}, incomplete)


def results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Names of results, each with its date: latest, previous and shortened ids."""
    return _items(_described_results(incomplete), incomplete)


def all_or_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The same, for commands that also accept `all`."""
    from netztui.archive.exchange.export import EVERYTHING

    return _items({EVERYTHING: _("everything"), **_described_results(incomplete)}, incomplete)


def trashed(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Shortened ids of what is in the trash, each with its date."""
    _results, trash = _rows()
    names = {
        _shortened(row.id, incomplete): _("deleted {date}").format(date=date(row.deleted_at))
        for row in trash
    }
    return _items(names, incomplete)


def _items(names: Mapping[str, str], incomplete: str) -> "list[CompletionItem[str]]":
    """The names that begin with what was typed, with their descriptions."""
    from click.shell_completion import CompletionItem

    from netztui.diagnostics.problems import printable

    matching = (name for name in names if name.startswith(incomplete))
    return [CompletionItem(name, help=printable(names[name])) for name in islice(matching, MAXIMUM)]


def _described_results(incomplete: str) -> dict[str, str]:
    from netztui.cli.result_selector import named_results

    rows, _trash = _rows()
    named = named_results(rows) | {_shortened(row.id, incomplete): row for row in rows}
    return {name: f"{date(row.finished_at)} · {_title(row)}" for name, row in named.items()}


def _shortened(id_: str, incomplete: str) -> str:
    """The id as lists show it, or all of it if the user has typed more than that."""
    from netztui.cli.result_selector import short_id

    return short_id(id_) if len(incomplete) <= len(short_id(id_)) else id_


def _rows() -> "tuple[tuple[ResultRow, ...], tuple[TrashedAssessment, ...]]":
    """All results and what is in the trash; nothing if the archive can't be read."""
    from netztui.archive.archive import Archive
    from netztui.archive.errors import ArchiveError
    from netztui.archive.sqlite.file import is_new

    path = paths.archive_path()
    try:
        if is_new(path):
            return (), ()
        with Archive.open(path) as archive:
            return archive.results(), archive.trash()
    except ArchiveError:
        return (), ()


def _title(row: "ResultRow") -> str:
    from netztui.cli.json_output import title_in

    return title_in(row, current_language())
