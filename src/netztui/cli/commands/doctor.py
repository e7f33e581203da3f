"""`netztui doctor`: the state of the archive, restoring a copy, and rescuing a damaged one."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import localized
from netztui.cli.exits import SOMETHING_TO_SAY, exit_on_error, fail, init_language
from netztui.cli.launch import ARCHIVE_UNUSABLE
from netztui.cli.options import text_or_json
from netztui.i18n.catalogue import _
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netztui.archive.maintenance.doctor import CheckResult, Rescued
    from netztui.questionnaire.model import Questionnaire

NEWEST = "newest"


@localized.command(
    "doctor",
    paragraphs=(
        N_("Report the state of the archive and its copies without changing anything."),
        N_(
            "With --restore, a copy is put in the archive's place: the newest intact one, or COPY, "
            "a name from the list or a path. The earlier file is kept next to it under another "
            "name. With --rescue, everything that can still be read is saved to NEWFILE, and the "
            "archive is only read. Close netztui first."
        ),
        N_(
            "Exit status: 0 if all is well, 1 if something needs attention or could not be "
            "rescued, 3 if the archive can't be used."
        ),
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
@localized.option("--yes", is_flag=True, help=N_("Replace even an intact archive."))
@localized.option(
    "--rescue",
    "new_file",
    metavar=N_("NEWFILE"),
    type=click.Path(path_type=Path),
    help=N_("Save what can still be read to a new archive."),
)
@text_or_json
@click.pass_obj
def command(
    language: str | None,
    copy: str | None,
    new_file: Path | None,
    form: Literal["text", "json"],
    *,
    yes: bool,
) -> None:
    """Examine the archive, restore a copy, or rescue what can be read."""
    settings = init_language(language)
    from netztui.system import paths

    path = paths.archive_path()
    if copy is not None and new_file is not None:
        raise click.UsageError(_("Use either --restore or --rescue."))
    if copy is not None:
        _restore(path, copy, yes=yes)
    elif new_file is not None:
        _rescue(path, new_file.absolute(), settings.own_questionnaires, form)
    else:
        _examine(path, form)


def _examine(path: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.maintenance.doctor import examine
    from netztui.cli.json_output import to_json

    results = examine(path)
    status = max(int(result.level) for result in results)
    if form == "json":
        findings = [
            {
                "severity": result.level.name.lower(),
                "what": _sentence(result.what),
                "todo": None if result.todo is None else _sentence(result.todo),
            }
            for result in results
        ]
        click.echo(to_json(archive=str(path), status=status, findings=findings))
    else:
        for result in results:
            click.echo(_line(result))
    sys.exit(status)


def _line(result: "CheckResult") -> str:
    return " ".join(_sentence(text) for text in (result.what, result.todo) if text is not None)


def _sentence(text: LazyText) -> str:
    """A sentence on one line; SQLite's report on a damaged file may contain bytes of it."""
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import translate

    return printable(translate(text))


def _restore(path: Path, name: str, *, yes: bool) -> None:
    from netztui.archive.maintenance.backup import is_intact, restore_copy
    from netztui.system.clock import utc_now

    copy = _chosen_copy(path, name)
    if is_intact(path) and not yes:
        fail(
            LazyText(N_("The archive is intact, and a copy may lack its latest answers.")),
            LazyText(N_("Confirm with --yes.")),
        )
    with exit_on_error():
        kept = restore_copy(path, copy, utc_now())
    click.echo(_sentence(LazyText(N_("The archive was restored from {file}."), file=copy)))
    if kept is not None:
        earlier = N_("The earlier file was kept as {file}; delete it when you no longer need it.")
        click.echo(_sentence(LazyText(earlier, file=kept)))


def _chosen_copy(path: Path, name: str) -> Path:
    from netztui.archive.maintenance.backup import copies_folder, is_intact, list_copies

    if name == NEWEST:
        intact = next(filter(is_intact, list_copies(path)), None)
        if intact is None:
            fail(
                LazyText(N_("There is no intact copy in {folder}."), folder=copies_folder(path)),
                LazyText(N_("Use “netztui doctor --rescue NEWFILE” to save what can be read.")),
                status=ARCHIVE_UNUSABLE,
            )
        return intact
    listed = copies_folder(path) / name
    copy = listed if listed.is_file() else Path(name).absolute()
    if not is_intact(copy):
        fail(
            LazyText(N_("{file} is not an intact copy of an archive."), file=name),
            LazyText(N_("“netztui doctor” lists the copies.")),
        )
    return copy


def _rescue(path: Path, new_file: Path, own_folder: Path, form: Literal["text", "json"]) -> None:
    from netztui.archive.maintenance.doctor import rescue
    from netztui.cli.json_output import to_json

    with exit_on_error():
        rescued = rescue(path, new_file, _known_questionnaires(own_folder))
    if form == "json":
        click.echo(to_json(archive=str(path), rescued=str(new_file), **asdict(rescued)))
    else:
        _print_rescued(rescued, new_file)
    sys.exit(SOMETHING_TO_SAY if rescued.lost or not rescued.complete else 0)


def _known_questionnaires(own_folder: Path) -> "Iterable[Questionnaire]":
    from netztui.questionnaire.library import available

    entries = available(own_folder)
    return [entry.questionnaire for entry in entries if entry.questionnaire is not None]


def _print_rescued(rescued: "Rescued", new_file: Path) -> None:
    saved = N_(
        "Saved to {file}: {results} results, {drafts} drafts, {in_trash} in the trash; {answers} "
        "answers."
    )
    click.echo(_sentence(LazyText(saved, file=new_file, **asdict(rescued))))
    if rescued.lost:
        lost = N_("Records that could not be saved: {count}.")
        click.echo(_sentence(LazyText(lost, count=rescued.lost)))
    if not rescued.complete:
        click.echo(_("Some places of the file are damaged and could not be read."))
    restore = N_("The archive was not changed. To use the new one: netztui doctor --restore {file}")
    click.echo(_sentence(LazyText(restore, file=new_file)))
