"""`netztui import`: merge a file of “netztui export” into this archive."""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

import click

from netztui.cli import completing, localized
from netztui.cli.exits import SOMETHING_TO_SAY, existing_archive, exit_on_error, fail, init_language
from netztui.cli.options import FILE, text_or_json
from netztui.i18n.message import N_

if TYPE_CHECKING:
    from netztui.archive.exchange.file_format import CheckedExport
    from netztui.archive.exchange.merge import ImportSummary


@localized.command(
    "import",
    paragraphs=(
        N_("Import a file that “netztui export” has written, here or on another computer."),
        N_(
            "FILE is its path, or - for standard input. What is already here stays; a draft that "
            "you continued elsewhere gets the newer answers. Importing a file twice is the same as "
            "importing it once. A faulty file changes nothing. Exit status: 1 if something was "
            "answered differently here and there (the local version is kept)."
        ),
    ),
    example="netztui import answers.json",
)
@localized.argument("file", metavar=FILE, shell_complete=completing.files)
@localized.option(
    "--dry-run", is_flag=True, help=N_("Show what would happen, without changing anything.")
)
@text_or_json
@click.pass_obj
def command(
    language: str | None, file: str, form: Literal["text", "json"], *, dry_run: bool
) -> None:
    """Import the file."""
    init_language(language)
    from netztui.archive.errors import ExchangeError
    from netztui.archive.exchange.file_format import open_export, read_export

    piped = file == "-"
    try:
        with nullcontext(sys.stdin.buffer) if piped else open_export(file) as source:
            export = read_export(source, "<stdin>" if piped else file)
    except ExchangeError as error:
        fail(error.message, error.hint)
    summary = _preview(export) if dry_run else _import(export)
    if form == "json":
        click.echo(_as_json(summary, dry_run=dry_run))
    else:
        _print_summary(summary, dry_run=dry_run)
    if summary.kept:
        sys.exit(SOMETHING_TO_SAY)


def _import(export: "CheckedExport") -> "ImportSummary":
    from netztui.archive.archive import Archive
    from netztui.archive.exchange.merge import import_export
    from netztui.system import paths

    with exit_on_error(), Archive.open(paths.archive_path()) as archive:
        return import_export(archive, export)


def _preview(export: "CheckedExport") -> "ImportSummary":
    from netztui.archive.exchange.merge import preview_import

    with existing_archive() as archive:
        return preview_import(archive, export)


def _as_json(summary: "ImportSummary", *, dry_run: bool) -> str:
    from dataclasses import asdict

    from netztui.cli.json_output import to_json

    return to_json(dry_run=dry_run, **asdict(summary))


def _print_summary(summary: "ImportSummary", *, dry_run: bool) -> None:
    from netztui.i18n.catalogue import _, ngettext

    if dry_run:
        click.echo(_("Nothing was changed. The import would do the following:"))
    counts = (
        (summary.results, ngettext("{n} result added.", "{n} results added.", summary.results)),
        (summary.drafts, ngettext("{n} draft added.", "{n} drafts added.", summary.drafts)),
        (
            summary.continued,
            ngettext(
                "{n} assessment brought up to date.",
                "{n} assessments brought up to date.",
                summary.continued,
            ),
        ),
        (
            summary.unchanged,
            ngettext("{n} was already here.", "{n} were already here.", summary.unchanged),
        ),
        (
            summary.trashed,
            ngettext(
                "{n} is in the trash here and stays there.",
                "{n} are in the trash here and stay there.",
                summary.trashed,
            ),
        ),
    )
    lines = [sentence for count, sentence in counts if count]
    lines += [
        _("Differs in the file; the local version was kept: {id}.").format(id=id_)
        for id_ in summary.kept
    ]
    click.echo("\n".join(lines or [_("The file is empty.")]))
