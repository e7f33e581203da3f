"""`netztui import`: what another computer's netztui has exported comes into this archive."""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import SOMETHING_TO_SAY, existing_archive, exit_on_error, fail, init_language
from netztui.cli.options import FILE, text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.exchange.merge import ImportSummary
    from netztui.archive.exchange.reading import Transfer


@localized.command(
    "import",
    paragraphs=(
        N_("Take in what “netztui export” has written, here or on another computer."),
        N_(
            "FILE is its path, or - for standard input. What is here already stays; a draft that "
            "you went on with elsewhere gets the newer answers. Importing a file twice is the same "
            "as importing it once. A file with a fault in it changes nothing. Exit status: 1 where "
            "something was answered differently here and there, and stays as it is here."
        ),
    ),
    example="netztui import answers.json",
)
@localized.argument("file", metavar=FILE, shell_complete=completing.files)
@localized.option(
    "--dry-run", is_flag=True, help=N_("Say what would come of it, and change nothing.")
)
@text_or_json
@click.pass_obj
def command(
    language: str | None, file: str, form: Literal["text", "json"], *, dry_run: bool
) -> None:
    """Import the file."""
    init_language(language)
    from netztui.archive.exchange.export import TransferError
    from netztui.archive.exchange.reading import opened, read_transfer

    piped = file == "-"
    try:
        with nullcontext(sys.stdin.buffer) if piped else opened(file) as source:
            transfer = read_transfer(source, "<stdin>" if piped else file)
    except TransferError as error:
        fail(error.message, error.hint)
    done = _would_import(transfer) if dry_run else _imported(transfer)
    if form == "json":
        click.echo(_as_json(done, dry_run=dry_run))
    else:
        _tell(done, dry_run=dry_run)
    if done.kept:
        sys.exit(SOMETHING_TO_SAY)


def _imported(transfer: "Transfer") -> "ImportSummary":
    from netztui.archive.archive import Archive
    from netztui.archive.exchange.merge import import_transfer
    from netztui.system import paths

    with exit_on_error(), Archive.open(paths.archive_path()) as archive:
        return import_transfer(archive, transfer)


def _would_import(transfer: "Transfer") -> "ImportSummary":
    from netztui.archive.exchange.merge import would_import

    with existing_archive() as archive:
        return would_import(archive, transfer)


def _as_json(done: "ImportSummary", *, dry_run: bool) -> str:
    from dataclasses import asdict

    from netztui.cli.json_output import to_json

    return to_json(dry_run=dry_run, **asdict(done))


def _tell(done: "ImportSummary", *, dry_run: bool) -> None:
    from netztui.i18n.catalogue import _, ngettext

    if dry_run:
        click.echo(_("Nothing was changed. The import would come to this:"))
    counts = (
        (done.results, ngettext("{n} result added.", "{n} results added.", done.results)),
        (done.drafts, ngettext("{n} draft added.", "{n} drafts added.", done.drafts)),
        (
            done.continued,
            ngettext(
                "{n} assessment brought up to date.",
                "{n} assessments brought up to date.",
                done.continued,
            ),
        ),
        (
            done.unchanged,
            ngettext("{n} was here already.", "{n} were here already.", done.unchanged),
        ),
        (
            done.trashed,
            ngettext(
                "{n} lies in the trash here, and stays there.",
                "{n} lie in the trash here, and stay there.",
                done.trashed,
            ),
        ),
    )
    said = [sentence for count, sentence in counts if count]
    said += [
        _("Different in the file, and kept as it is here: {id}.").format(id=id_)
        for id_ in done.kept
    ]
    click.echo("\n".join(said or [_("There is nothing in the file.")]))
