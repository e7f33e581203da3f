"""`netztui backup`: a whole copy of the archive in one file, also while netztui is running."""

from pathlib import Path

import click

from netztui.cli import localized
from netztui.cli.exits import archive_to_copy, init_language
from netztui.cli.options import FILE, force_option
from netztui.i18n.message import N_


@localized.command(
    "backup",
    paragraphs=(
        N_("Copy the archive into FILE, which appears only when the copy is complete and checked."),
        N_(
            "You may go on answering meanwhile. The copy holds everything, the trash too, and only "
            "you may open it. To use it, put it in the place that “netztui where” names, while "
            "netztui is not running."
        ),
    ),
    example="netztui backup ~/netztui-backup.sqlite",
)
@localized.argument("file", metavar=FILE, type=click.Path(path_type=Path))
@force_option(N_("Replace the file if it is there already."))
@click.pass_obj
def command(language: str | None, file: Path, *, force: bool) -> None:
    """Write the copy."""
    init_language(language)
    from netztui.i18n.catalogue import _

    with archive_to_copy() as archive:
        archive.backup(file, force=force)
    click.echo(_("The archive was copied to {file} and checked.").format(file=file))
