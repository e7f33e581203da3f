"""`netztui trash`: what was deleted, getting it back, and deleting it for good."""

import sys
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import existing_archive, fail, init_language
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
    paragraphs=(N_("Show what was deleted, restore it, or delete it for good."),),
    example="netztui trash",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Show what lies in it, unless told otherwise."""
    if context.invoked_subcommand is None:
        context.invoke(listing)


@localized.command(
    "list",
    short_help=N_("Show what is in the trash."),
    paragraphs=(N_("Show what is in the trash, the last one deleted first."),),
    example="netztui trash list --format json",
)
@text_or_json
@click.pass_obj
def listing(language: str | None, form: Literal["text", "json"] = "text") -> None:
    """Print what lies in it."""
    init_language(language)

    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
    if form == "json":
        from netztui.cli.json_output import to_json, trashed
        from netztui.i18n.language import current_language

        spoken = current_language()
        click.echo(to_json(trash=[trashed(row, spoken) for row in rows]))
    else:
        _tell(rows)


@localized.command(
    "restore",
    short_help=N_("Take an assessment out of the trash."),
    paragraphs=(
        N_("Take an assessment out of the trash, as it was."),
        N_("ID is the one that “netztui trash” shows, or enough of its beginning to fit no other."),
    ),
    example="netztui trash restore 0a4e6c0e",
)
@localized.argument("id_", metavar=N_("ID"), shell_complete=completing.trashed)
@click.pass_obj
def restoring(language: str | None, id_: str) -> None:
    """Restore one."""
    init_language(language)
    from netztui.i18n.catalogue import _

    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
        meant = [row for row in rows if id_ and row.id.startswith(id_)]
        if archive is None or len(meant) != 1:
            fail(
                LazyText(N_("Several in the trash have an id that begins with “{id}”."), id=id_)
                if meant
                else LazyText(N_("Nothing in the trash has the id “{id}”."), id=id_),
                LazyText(N_("“netztui trash list --format json” shows the whole ids.")),
            )
        archive.restore(meant[0].id)
    click.echo(_("Restored: {entry}").format(entry=_line(meant[0])))


@localized.command(
    "empty",
    short_help=N_("Delete for good what is in the trash."),
    paragraphs=(N_("Delete for good what is in the trash; it is overwritten in the archive."),),
    example="netztui trash empty --yes",
)
@localized.option("--yes", is_flag=True, help=N_("Don't ask."))
@click.pass_obj
def emptying(language: str | None, *, yes: bool) -> None:
    """Empty it."""
    init_language(language)
    from netztui.archive.maintenance.backup import kept_versions
    from netztui.i18n.catalogue import _, ngettext
    from netztui.system import paths

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
            "{n} assessment was deleted for good.",
            "{n} assessments were deleted for good.",
            emptied,
        )
    )
    for file in kept_versions(paths.archive_path()):
        click.echo(_("The older copy {file} may still hold it; delete it too.").format(file=file))


for inner in (listing, restoring, emptying):
    command.add_command(inner)


def _confirm(count: int) -> None:
    """Go on only where the person says yes."""
    from netztui.i18n.catalogue import _, ngettext

    if not sys.stdin.isatty():
        fail(
            LazyText(N_("Nobody can be asked here whether the trash is to be emptied.")),
            LazyText(N_("Say so with --yes.")),
        )
    question = ngettext(
        "Delete {n} assessment for good? y for yes",
        "Delete {n} assessments for good? y for yes",
        count,
    )
    said = click.prompt(question, default="", show_default=False)
    if str(said).strip().lower() not in YES:
        click.echo(_("Nothing was deleted."))
        sys.exit(0)


def _tell(rows: "Sequence[TrashedAssessment]") -> None:
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
        state = _("begun {date}, {answers}").format(date=date(row.started_at), answers=answers)
    else:
        state = _("finished {date}").format(date=date(row.finished_at))
    deleted = _("deleted {date}").format(date=date(row.deleted_at))
    return f"{short_id(row.id)}  {_title(row)} · {state} · {deleted}"


def _title(row: "TrashedAssessment") -> str:
    from netztui.diagnostics.problems import printable
    from netztui.i18n.language import current_language

    title = row.title.get(current_language()) or next(iter(row.title.values()), row.questionnaire)
    return printable(title)
