"""`netztui trash`: list, restore and permanently delete what was deleted."""

import sys
from typing import TYPE_CHECKING, Literal

import click

from netztui.archive.errors import ArchiveError
from netztui.cli import completing, localized
from netztui.cli.exits import SOMETHING_TO_SAY, existing_archive, fail, init_language
from netztui.cli.options import text_or_json
from netztui.cli.result_selector import short_id
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netztui.archive.rows import TrashedAssessment

YES = {"y", "yes", "j", "ja"}


@localized.group(
    "trash",
    invoke_without_command=True,
    paragraphs=(N_("Show what was deleted, restore it, or delete it permanently."),),
    example="netztui trash",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Show its content by default."""
    if context.invoked_subcommand is None:
        context.invoke(listing)


@localized.command(
    "list",
    short_help=N_("Show what is in the trash."),
    paragraphs=(N_("Show what is in the trash, most recently deleted first."),),
    example="netztui trash list --format json",
)
@text_or_json
@click.pass_obj
def listing(language: str | None, form: Literal["text", "json"] = "text") -> None:
    """Print its content."""
    init_language(language)

    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
    if form == "json":
        from netztui.cli.json_output import to_json, trashed
        from netztui.i18n.language import current_language

        shown = current_language()
        click.echo(to_json(trash=[trashed(row, shown) for row in rows]))
    else:
        _print_rows(rows)


@localized.command(
    "restore",
    short_help=N_("Restore an assessment from the trash."),
    paragraphs=(
        N_("Restore an assessment from the trash."),
        N_("ID is an id shown by “netztui trash”, or enough of its beginning to be unique."),
    ),
    example="netztui trash restore 0a4e6c0e",
)
@localized.argument("id_", metavar=N_("ID"), shell_complete=completing.trashed)
@click.pass_obj
def restore(language: str | None, id_: str) -> None:
    """Restore one."""
    init_language(language)
    from netztui.i18n.catalogue import _

    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
        found = [row for row in rows if id_ and row.id.startswith(id_)]
        if archive is None or len(found) != 1:
            fail(
                LazyText(N_("Several in the trash have an id that begins with “{id}”."), id=id_)
                if found
                else LazyText(N_("Nothing in the trash has the id “{id}”."), id=id_),
                LazyText(N_("“netztui trash list --format json” shows the whole ids.")),
            )
        archive.restore(found[0].id)
    click.echo(_("Restored: {entry}").format(entry=_line(found[0])))


@localized.command(
    "empty",
    short_help=N_("Permanently delete everything in the trash."),
    paragraphs=(
        N_(
            "Permanently delete everything in the trash. It is overwritten in the archive, and the "
            "automatic copies are replaced by a new one without it."
        ),
    ),
    example="netztui trash empty --yes",
)
@localized.option("--yes", is_flag=True, help=N_("Do not ask for confirmation."))
@click.pass_obj
def empty(language: str | None, *, yes: bool) -> None:
    """Empty it, and renew the copies that still have its content."""
    init_language(language)
    from netztui.archive.maintenance.backup import list_copies, make_copy, replaced_archives
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import _, ngettext
    from netztui.system import paths
    from netztui.system.clock import utc_now

    with existing_archive() as archive:
        count = len(archive.trash()) if archive is not None else 0
        if count and not yes:
            _confirm(count)
        # An empty one as well: traces may be left from when another program was reading.
        emptied = archive.empty_trash() if archive is not None else 0
    if not emptied:
        click.echo(_("The trash was empty."))
        return
    click.echo(
        ngettext(
            "{n} assessment was permanently deleted.",
            "{n} assessments were permanently deleted.",
            emptied,
        )
    )
    path = paths.archive_path()
    for file in replaced_archives(path):
        earlier = _("The earlier archive {file} may still have it; delete it too.")
        click.echo(earlier.format(file=printable(str(file))))
    if list_copies(path):
        try:
            make_copy(path, utc_now(), keep_older=False)
        except ArchiveError as error:
            kept = LazyText(N_("The older copies there may still have it; delete them."))
            fail(error.what, kept, status=SOMETHING_TO_SAY)


for inner in (listing, restore, empty):
    command.add_command(inner)


def _confirm(count: int) -> None:
    """Continue only if the user agrees."""
    from netztui.i18n.catalogue import _, ngettext

    if not sys.stdin.isatty():
        fail(
            LazyText(N_("Cannot ask for confirmation here (not a terminal).")),
            LazyText(N_("Confirm with --yes.")),
        )
    question = ngettext(
        "Delete {n} assessment permanently? y for yes",
        "Delete {n} assessments permanently? y for yes",
        count,
    )
    reply = click.prompt(question, default="", show_default=False)
    if str(reply).strip().lower() not in YES:
        click.echo(_("Nothing was deleted."))
        sys.exit(0)


def _print_rows(rows: "Sequence[TrashedAssessment]") -> None:
    from netztui.i18n.catalogue import _

    if not rows:
        click.echo(_("The trash is empty."))
    for row in rows:
        click.echo(_line(row))


def _line(row: "TrashedAssessment") -> str:
    from netztui.i18n.catalogue import _, ngettext
    from netztui.i18n.formats import date

    if row.finished_at is None:
        answers = ngettext("{n} answer", "{n} answers", row.answered)
        state = _("started {date}, {answers}").format(date=date(row.started_at), answers=answers)
    else:
        state = _("finished {date}").format(date=date(row.finished_at))
    deleted = _("deleted {date}").format(date=date(row.deleted_at))
    return f"{short_id(row.id)}  {_title(row)} · {state} · {deleted}"


def _title(row: "TrashedAssessment") -> str:
    from netztui.diagnostics.problems import printable
    from netztui.i18n.language import current_language

    title = row.title.get(current_language()) or next(iter(row.title.values()), row.questionnaire)
    return printable(title)
