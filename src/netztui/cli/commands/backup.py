"""`netztui backup`: a copy of the whole archive in one file, even while netztui is running."""

from pathlib import Path

import click

from netztui.cli import localized
from netztui.cli.exits import archive_to_copy, init_language
from netztui.cli.options import FILE, force_option
from netztui.i18n.message import N_


@localized.command(
    "backup",
    paragraphs=(
        N_(
            "Copy the archive to FILE, which is created only once the copy is complete and "
            "verified."
        ),
        N_(
            "You can keep answering in the meantime. The copy contains everything, including the "
            "trash, and only you can open it. “netztui doctor --restore FILE” puts it back."
        ),
    ),
    example="netztui backup ~/netztui-backup.sqlite",
)
@localized.argument("file", metavar=FILE, type=click.Path(path_type=Path))
@force_option(N_("Replace the file if it exists."))
@click.pass_obj
def command(language: str | None, file: Path, *, force: bool) -> None:
    """Write the copy."""
    init_language(language)
    from netztui.archive.maintenance.backup import copy_archive
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import _

    with archive_to_copy() as archive:
        copy_archive(archive.path, file.absolute(), force=force)
    name = printable(str(file))
    click.echo(_("The archive was copied to {file} and checked.").format(file=name))
