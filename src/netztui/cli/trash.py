"""`netztui trash`: what was deleted, getting it back, and deleting it for good.

With `--format json` the list is one object:

    {"version": 1, "trash": [
      {"id": "0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5", "questionnaire": "hunter-gatherer",
       "title": "Hunter or gatherer?", "answers": 52, "started_at": "2026-03-01T09:00:00Z",
       "finished_at": "2026-03-01T09:06:00Z", "deleted_at": "2026-04-01T18:30:00Z"}]}

Times are UTC; `finished_at` is null for an assessment that was not finished. What was deleted
last comes first.
"""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli.common import give_up, quiet_end, speak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netztui.archive.rows import Trashed

JSON_VERSION = 1
SHOWN = 8
"""Characters of an id that a list shows; by far enough to tell one from another."""
YES = {"y", "yes", "j", "ja"}


@click.group("trash", invoke_without_command=True, short_help="Show, restore or empty the trash.")
@click.pass_context
def command(context: click.Context) -> None:
    """Show what was deleted, restore it, or delete it for good.

    Example: netztui trash
    """
    if context.invoked_subcommand is None:
        context.invoke(listing)


@command.command("list")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or one JSON object.",
)
@click.pass_obj
def listing(language: str | None, form: Literal["text", "json"] = "text") -> None:
    """Show what is in the trash, the last one deleted first.

    Example: netztui trash list --format json
    """
    with quiet_end():
        speak(language)
        from netztui.cli.opening import existing_archive

        with existing_archive() as archive:
            rows = archive.trash() if archive is not None else ()
        if form == "json":
            told = {"version": JSON_VERSION, "trash": [_as_json(row) for row in rows]}
            click.echo(json.dumps(told, indent=2))
        else:
            _tell(rows)


@command.command("restore")
@click.argument("id_", metavar="ID")
@click.pass_obj
def restoring(language: str | None, id_: str) -> None:
    """Take an assessment out of the trash, as it was.

    ID is what “netztui trash” shows, or as much of its beginning as only one has.

    Example: netztui trash restore 0a4e6c0e
    """
    with quiet_end():
        speak(language)
        from netztui.cli.opening import existing_archive
        from netztui.i18n import _
        from netztui.questionnaire.message import N_, Message

        with existing_archive() as archive:
            rows = archive.trash() if archive is not None else ()
            meant = [row for row in rows if id_ and row.id.startswith(id_)]
            if archive is None or len(meant) != 1:
                give_up(
                    Message(N_("Several in the trash have an id that begins with “{id}”."), id=id_)
                    if meant
                    else Message(N_("Nothing in the trash has the id “{id}”."), id=id_),
                    Message(N_("“netztui trash list --format json” shows the whole ids.")),
                )
            archive.restore(meant[0].id)
        click.echo(_("Restored: {entry}").format(entry=_line(meant[0])))


@command.command("empty")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def emptying(language: str | None, *, yes: bool) -> None:
    """Delete for good what is in the trash; it is overwritten in the archive.

    Example: netztui trash empty --yes
    """
    with quiet_end():
        speak(language)
        from netztui import paths
        from netztui.archive.copying import kept_versions
        from netztui.cli.opening import existing_archive
        from netztui.i18n import _, n_

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
            n_(
                "{n} assessment was deleted for good.",
                "{n} assessments were deleted for good.",
                emptied,
            )
        )
        for file in kept_versions(paths.archive_path()):
            click.echo(
                _("The older copy {file} may still hold it; delete it too.").format(file=file)
            )


def _confirm(count: int) -> None:
    """Go on only where the person says yes."""
    from netztui.i18n import _, n_
    from netztui.questionnaire.message import N_, Message

    if not sys.stdin.isatty():
        give_up(
            Message(N_("Nobody can be asked here whether the trash is to be emptied.")),
            Message(N_("Say so with --yes.")),
        )
    question = n_(
        "Delete {n} assessment for good? y for yes",
        "Delete {n} assessments for good? y for yes",
        count,
    )
    try:
        said = click.prompt(question, default="", show_default=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    if str(said).strip().lower() not in YES:
        click.echo(_("Nothing was deleted."))
        sys.exit(0)


def _as_json(row: "Trashed") -> "Mapping[str, object]":
    return {
        "id": row.id,
        "questionnaire": row.questionnaire,
        "title": _title(row),
        "answers": row.answered,
        "started_at": _utc(row.started_at),
        "finished_at": None if row.finished_at is None else _utc(row.finished_at),
        "deleted_at": _utc(row.deleted_at),
    }


def _utc(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def _tell(rows: "Sequence[Trashed]") -> None:
    from netztui.i18n import _

    if not rows:
        click.echo(_("The trash is empty."))
    for row in rows:
        click.echo(_line(row))


def _line(row: "Trashed") -> str:
    from netztui.i18n import _, date, n_

    if row.finished_at is None:
        answers = n_("{n} answer", "{n} answers", row.answered)
        state = _("begun {date}, {answers}").format(date=date(row.started_at), answers=answers)
    else:
        state = _("finished {date}").format(date=date(row.finished_at))
    deleted = _("deleted {date}").format(date=date(row.deleted_at))
    return f"{row.id[:SHOWN]}  {_title(row)} · {state} · {deleted}"


def _title(row: "Trashed") -> str:
    from netztui.i18n import current_language
    from netztui.questionnaire.problems import printable

    title = row.title.get(current_language()) or next(iter(row.title.values()), row.questionnaire)
    return printable(title)
