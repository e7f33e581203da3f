"""`netztui backup`, `trash` and `doctor`: looking after the archive."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netztui.cli import completion, localized
from netztui.cli.exits import ARCHIVE_UNUSABLE, SOMETHING_TO_REPORT, fail
from netztui.cli.json_output import title_of, to_json, trashed
from netztui.cli.launch import archive_to_copy, existing_archive
from netztui.diagnostics.sanitize import printable
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import date
from netztui.i18n.message import N_
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.system.clock import utc_now

if TYPE_CHECKING:
    from netztui.archive.rows import TrashedAssessment

NEWEST = "newest"


@localized.command(
    "backup",
    N_(
        "FILE appears once the copy is complete and verified; you can keep answering in the "
        "meantime. It contains everything, including the trash, and only you can open it. "
        "“netztui doctor --restore FILE” puts it back."
    ),
    example="netztui backup ~/netztui-backup.sqlite",
)
@localized.argument("file", metavar=localized.FILE, type=localized.PATH)
@localized.force_option
def _backup(file: Path, *, force: bool) -> None:
    from netztui.archive.maintenance.backup import copy_archive

    with archive_to_copy() as archive:
        copy_archive(archive.path, file.absolute(), force=force)
    localized.say(N_("The archive was copied to {file} and checked."), file=file)


@localized.group("trash", invoke_without_command=True, example="netztui trash")
@click.pass_context
def _trash(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        context.invoke(_trash_list)


@localized.command(
    "list",
    short_help=N_("Show what is in the trash, most recently deleted first."),
    example="netztui trash list --format json",
)
@localized.text_or_json
def _trash_list(form: localized.Format = "text") -> None:
    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
    if form == "json":
        click.echo(to_json({"trash": [trashed(row) for row in rows]}))
    else:
        click.echo("\n".join(map(_line, rows)) or _("The trash is empty."))


@localized.command(
    "restore",
    N_("ID is an id shown by “netztui trash”, or enough of its beginning to be unique."),
    short_help=N_("Restore an assessment from the trash."),
    example="netztui trash restore 0a4e6c0e",
)
@localized.argument("id_", metavar=N_("ID"), shell_complete=completion.trashed)
def _trash_restore(id_: str) -> None:
    with existing_archive() as archive:
        rows = archive.trash() if archive is not None else ()
        found = [row for row in rows if id_ and row.id.startswith(id_)]
        if archive is None or len(found) != 1:
            several = N_("Several in the trash have an id that begins with “{id}”.")
            unknown = N_("Nothing in the trash has the id “{id}”.")
            hint = N_("“netztui trash list --format json” shows the whole ids.")
            fail(several if found else unknown, hint, id=id_)
        archive.restore(found[0].id)
    localized.say(N_("Restored: {entry}"), entry=_line(found[0]))


@localized.command(
    "empty",
    N_(
        "It is overwritten in the archive, and the automatic copies are replaced by a new one "
        "without it."
    ),
    short_help=N_("Permanently delete everything in the trash."),
    example="netztui trash empty --yes",
)
@localized.yes_option
def _trash_empty(*, yes: bool) -> None:
    from netztui.archive.errors import ArchiveError
    from netztui.archive.maintenance.backup import list_copies, make_copy, replaced_archives

    with existing_archive() as archive:
        count = len(archive.trash()) if archive is not None else 0
        if count and not yes:
            question = ngettext(
                "Delete {n} assessment permanently? y for yes",
                "Delete {n} assessments permanently? y for yes",
                count,
            )
            localized.confirm(question)
        # An empty one as well: traces may be left from when another program was reading.
        emptied = archive.empty_trash() if archive is not None else 0
    if not emptied:
        localized.say(N_("The trash was empty."))
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
        localized.say(N_("The earlier archive {file} may still have it; delete it too."), file=file)
    if list_copies(path):
        try:
            make_copy(path, utc_now(), keep_older=False)
        except ArchiveError as error:
            kept = N_("The older copies there may still have it; delete them.")
            fail(error.message, kept, status=SOMETHING_TO_REPORT)


for inner in (_trash_list, _trash_restore, _trash_empty):
    _trash.add_command(inner)


def _line(row: "TrashedAssessment") -> str:
    if row.finished_at is None:
        answers = ngettext("{n} answer", "{n} answers", row.answered)
        state = _("started {date}, {answers}").format(date=date(row.started_at), answers=answers)
    else:
        state = _("finished {date}").format(date=date(row.finished_at))
    deleted = _("deleted {date}").format(date=date(row.deleted_at))
    return f"{completion.short_id(row)}  {printable(title_of(row))} · {state} · {deleted}"


@localized.command(
    "doctor",
    N_(
        "Without an option, nothing is changed. With --restore, a copy is put in the archive's "
        "place: the newest intact one, or COPY, a name from the list or a path. The earlier "
        "file is kept next to it under another name. With --rescue, everything that can still "
        "be read is saved to NEWFILE, and the archive is only read. Close netztui first."
    ),
    N_(
        "Exit status: 0 if all is well, 1 if something needs attention or could not be "
        "rescued, 3 if the archive can't be used."
    ),
    example="netztui doctor --restore",
)
@localized.option(
    "--restore",
    "copy",
    metavar=N_("[COPY]"),
    is_flag=False,
    flag_value=NEWEST,
    help=N_("Put a copy in the archive's place."),
)
@localized.yes_option
@localized.file_option(
    "--rescue",
    "new_file",
    metavar=N_("NEWFILE"),
    explanation=N_("Save what can still be read to a new archive."),
)
@localized.text_or_json
@click.pass_obj
def _doctor(
    settings: Settings,
    copy: str | None,
    new_file: Path | None,
    form: localized.Format,
    *,
    yes: bool,
) -> None:
    path = paths.archive_path()
    if copy is not None and new_file is not None:
        raise click.UsageError(_("Use either --restore or --rescue."))
    if copy is not None:
        _restore(path, copy, yes=yes)
    elif new_file is not None:
        _rescue(path, new_file.absolute(), settings.own_questionnaires, form)
    else:
        _examine(path, form)


def _examine(path: Path, form: localized.Format) -> None:
    from netztui.archive.maintenance.doctor import examine

    results = examine(path)
    status = max(int(result.level) for result in results)
    if form == "json":
        findings = [
            {"severity": one.level.name.lower(), "message": one.message, "hint": one.hint}
            for one in results
        ]
        click.echo(to_json({"archive": path, "status": status, "findings": findings}))
    else:
        for one in results:
            sentences = [one.message] if one.hint is None else [one.message, one.hint]
            click.echo(" ".join(printable(translate(sentence)) for sentence in sentences))
    sys.exit(status)


def _restore(path: Path, name: str, *, yes: bool) -> None:
    from netztui.archive.maintenance.backup import is_intact, restore_copy

    copy = _chosen_copy(path, name)
    if is_intact(path) and not yes:
        question = N_(
            "The archive is intact, and a copy may lack its latest answers. Replace it? y for yes"
        )
        localized.confirm(_(question))
    kept = restore_copy(path, copy, utc_now())
    localized.say(N_("The archive was restored from {file}."), file=copy)
    if kept is not None:
        earlier = N_("The earlier file was kept as {file}; delete it when you no longer need it.")
        localized.say(earlier, file=kept)


def _chosen_copy(path: Path, name: str) -> Path:
    from netztui.archive.maintenance.backup import copies_folder, is_intact, list_copies

    if name == NEWEST:
        intact = next(filter(is_intact, list_copies(path)), None)
        if intact is None:
            what = N_("No intact copy in {folder}.")
            hint = N_("Use “netztui doctor --rescue NEWFILE” to save what can be read.")
            fail(what, hint, status=ARCHIVE_UNUSABLE, folder=copies_folder(path))
        return intact
    listed = copies_folder(path) / name
    copy = listed if listed.is_file() else Path(name).absolute()
    if not is_intact(copy):
        hint = N_("“netztui doctor” lists the copies.")
        fail(N_("{file} is not an intact copy of an archive."), hint, file=name)
    return copy


def _rescue(path: Path, new_file: Path, own_folder: Path, form: localized.Format) -> None:
    from netztui.archive.maintenance.doctor import rescue
    from netztui.questionnaire.library import available

    known = [entry.questionnaire for entry in available(own_folder) if entry.questionnaire]
    rescued = rescue(path, new_file, known)
    if form == "json":
        click.echo(to_json({"archive": path, "rescued": new_file, **asdict(rescued)}))
    else:
        saved = N_(
            "Saved to {file}: {results} results, {drafts} drafts, {in_trash} in the trash; "
            "{answers} answers."
        )
        localized.say(saved, file=new_file, **asdict(rescued))
        if rescued.lost:
            localized.say(N_("Records that could not be saved: {count}."), count=rescued.lost)
        if not rescued.complete:
            localized.say(N_("Some places of the file are damaged and could not be read."))
        unchanged = N_(
            "The archive was not changed. To use the new one: netztui doctor --restore {file}"
        )
        localized.say(unchanged, file=new_file)
    sys.exit(SOMETHING_TO_REPORT if rescued.lost or not rescued.complete else 0)
