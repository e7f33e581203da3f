"""What a shell proposes where a questionnaire or a result is wanted.

A proposal is a favour: it must be quick, change nothing, and say nothing where it can't be had.
So the archive is only read, never made or brought to today's format, and every fault of it or of
a file means that there is nothing to propose. Ids are read out of the first lines of the
questionnaire files, unchecked; checking takes the models, which take too long.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netztui.archive.rows import ResultRow, TrashedAssessment

Completion = TypeVar("Completion", "ResultRow", "TrashedAssessment")

MOST = 50
"""As many results are proposed; more would only be scrolled by."""
HEAD = 4096
"""Bytes in which a questionnaire file has its id and its title."""


def files(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The shell's own files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def questionnaires(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Ids of questionnaires with their titles, or files where no id begins like that."""
    return _items(_known(), incomplete) or files(context, parameter, incomplete)


def questionnaires_with_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """Ids of the questionnaires that the archive has results of, with their titles."""
    titles = {row.questionnaire: _title(row) for row in _results()}
    return _items(titles, incomplete)


def results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The names of results, each with its date: latest, previous and the beginnings of ids."""
    return _items(_named_results(incomplete), incomplete)


def all_or_results(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The same for who may also have everything."""
    from netztui.archive.exchange.export import EVERYTHING
    from netztui.i18n.catalogue import _

    names = {EVERYTHING: _("everything"), **_named_results(incomplete)}
    return _items(names, incomplete)


def trashed(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem[str]]":
    """The beginnings of ids of what lies in the trash, each with its date."""
    from netztui.archive.rows import TrashedAssessment
    from netztui.archive.sqlite.queries import TRASH
    from netztui.i18n.catalogue import _
    from netztui.i18n.formats import date

    names = {
        _cut(row.id, incomplete): _("deleted {date}").format(date=date(row.deleted_at))
        for row in _looked_up(TRASH, TrashedAssessment)
    }
    return _items(names, incomplete)


def _items(names: Mapping[str, str], incomplete: str) -> "list[CompletionItem[str]]":
    """Those that begin like what is typed, with what is said of each."""
    from click.shell_completion import CompletionItem

    from netztui.diagnostics.problems import printable

    fitting = (name for name in names if name.startswith(incomplete))
    return [CompletionItem(name, help=printable(names[name])) for name in islice(fitting, MOST)]


def _named_results(incomplete: str) -> dict[str, str]:
    from netztui.archive.exchange.export import LATEST
    from netztui.cli.result_selector import PREVIOUS
    from netztui.i18n.formats import date

    rows = _results()
    named = {}
    if rows:
        named[LATEST] = rows[0]
        older = (row for row in rows[1:] if row.questionnaire == rows[0].questionnaire)
        if (before := next(older, None)) is not None:
            named[PREVIOUS] = before
    named |= {_cut(row.id, incomplete): row for row in rows}
    return {name: f"{date(row.finished_at)} · {_title(row)}" for name, row in named.items()}


def _cut(id_: str, incomplete: str) -> str:
    """As much of an id as lists show, or the whole where somebody has begun to write it."""
    from netztui.cli.result_selector import short_id

    return short_id(id_) if len(incomplete) <= len(short_id(id_)) else id_


def _results() -> "tuple[ResultRow, ...]":
    """All results, newest first."""
    from netztui.archive.rows import ResultRow
    from netztui.archive.sqlite.queries import RESULTS

    return _looked_up(RESULTS, ResultRow)


def _looked_up(query: str, kind: type[Completion]) -> tuple[Completion, ...]:
    """Rows of the archive, read without changing it; none where that can't be."""
    from contextlib import closing

    from netztui.archive.errors import ArchiveError, translate_errors
    from netztui.archive.rows import from_columns
    from netztui.archive.sqlite.connection import open_read_only
    from netztui.archive.sqlite.file import inspect, is_new
    from netztui.system import paths

    path = paths.archive_path()
    try:
        with translate_errors(path):
            if is_new(path):
                return ()
            inspect(path)
            with closing(open_read_only(path)) as connection:
                every = {"questionnaire": None, "limit": -1, "offset": 0}
                rows = connection.execute(query, every).fetchall()
        return tuple(from_columns(kind, row) for row in rows)
    except (ArchiveError, ValueError, TypeError):
        return ()


def _known() -> dict[str, str]:
    """Titles of the questionnaires by id."""
    from netztui.questionnaire.library import shipped_folder
    from netztui.settings.settings import read_settings
    from netztui.system import paths

    settings, _problems = read_settings(paths.settings_path())
    titles = {}
    for folder in (shipped_folder(), settings.own_questionnaires):
        for table in _tables(folder):
            id_, title = table.get("id"), table.get("title")
            if isinstance(id_, str):
                titles[id_] = _in_language(title if isinstance(title, dict) else {}, id_)
    return titles


def _tables(folder: Path) -> Iterator[dict[str, Any]]:
    """What stands above the first table of the questionnaire files that can be read."""
    import tomllib

    from netztui.questionnaire.library import questionnaire_files

    with suppress(OSError):
        for file in questionnaire_files(folder):
            with suppress(OSError, ValueError, RecursionError), file.open("rb") as opened:
                head = opened.read(HEAD).decode(errors="ignore").partition("\n[")[0]
                yield tomllib.loads(head)


def _title(row: "ResultRow") -> str:
    return _in_language(row.title, row.questionnaire)


def _in_language(title: Mapping[str, Any], otherwise: str) -> str:
    """The title in the person's language, as far as there is one."""
    from netztui.i18n.language import current_language

    return str(title.get(current_language()) or next(iter(title.values()), otherwise))
