"""`netztui import`: what another computer's netztui has exported comes into this archive.

With `--format json` one object goes to standard output:

    {"version": 1, "dry_run": false, "results": 2, "drafts": 1, "continued": 0, "unchanged": 5,
     "trashed": 0, "kept": ["…"]}

`results` and `drafts` were added, `continued` have more answers now, are finished or have a note,
`unchanged` were here already, `trashed` lie in the trash here and stay there, and `kept` has the
ids of those that the file has otherwise, which stay as they are here.
"""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli.common import give_up, quiet_end, speak

if TYPE_CHECKING:
    from netztui.archive.transfer_merging import Imported
    from netztui.archive.transfer_reading import Transfer

JSON_VERSION = 1
DISAGREED = 1
"""The exit status where something stayed as it was here although the file has it otherwise."""


@click.command("import", short_help="Take in what another computer has exported.")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and change nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Sentences, or one JSON object for a script.",
)
@click.pass_obj
def command(
    language: str | None, file: str, form: Literal["text", "json"], *, dry_run: bool
) -> None:
    """Take in what “netztui export” has written, here or on another computer.

    FILE is its path, or - for standard input. What is here already stays; a draft that you went
    on with elsewhere gets the newer answers. Importing a file twice is the same as once. A file
    with a fault in it changes nothing. Exit status: 1 where something was answered differently
    here and there, and stays as it is here.

    Example: netztui import answers.json
    """
    with quiet_end():
        speak(language)
        from netztui.archive.transfer import TransferError
        from netztui.archive.transfer_reading import opened, read_transfer

        piped = file == "-"
        try:
            with nullcontext(sys.stdin.buffer) if piped else opened(file) as source:
                transfer = read_transfer(source, "<stdin>" if piped else file)
        except TransferError as error:
            give_up(error.message, error.hint)
        done = _would_import(transfer) if dry_run else _imported(transfer)
        if form == "json":
            click.echo(_as_json(done, dry_run=dry_run))
        else:
            _tell(done, dry_run=dry_run)
        if done.kept:
            sys.exit(DISAGREED)


def _imported(transfer: "Transfer") -> "Imported":
    from netztui import paths
    from netztui.archive.archive import Archive
    from netztui.archive.transfer_merging import import_transfer
    from netztui.cli.opening import archive_faults

    with archive_faults(), Archive.open(paths.archive_path()) as archive:
        return import_transfer(archive, transfer)


def _would_import(transfer: "Transfer") -> "Imported":
    from netztui.archive.transfer_merging import would_import
    from netztui.cli.opening import existing_archive

    with existing_archive() as archive:
        return would_import(archive, transfer)


def _as_json(done: "Imported", *, dry_run: bool) -> str:
    import json
    from dataclasses import asdict

    return json.dumps({"version": JSON_VERSION, "dry_run": dry_run, **asdict(done)})


def _tell(done: "Imported", *, dry_run: bool) -> None:
    from netztui.i18n import _, n_

    if dry_run:
        click.echo(_("Nothing was changed. The import would come to this:"))
    counts = (
        (done.results, n_("{n} result added.", "{n} results added.", done.results)),
        (done.drafts, n_("{n} draft added.", "{n} drafts added.", done.drafts)),
        (
            done.continued,
            n_(
                "{n} assessment brought up to date.",
                "{n} assessments brought up to date.",
                done.continued,
            ),
        ),
        (done.unchanged, n_("{n} was here already.", "{n} were here already.", done.unchanged)),
        (
            done.trashed,
            n_(
                "{n} lies in the trash here, and stays there.",
                "{n} lie in the trash here, and stay there.",
                done.trashed,
            ),
        ),
    )
    said = [sentence for count, sentence in counts if count]
    said += [
        _("Otherwise in the file, and kept as it is here: {id}.").format(id=id_)
        for id_ in done.kept
    ]
    click.echo("\n".join(said or [_("There is nothing in the file.")]))
