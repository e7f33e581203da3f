"""`netztui backup`: a whole copy of the archive in one file, also while netztui is running."""

import sys
from pathlib import Path

import click

from netztui.cli.common import quiet_end, speak
from netztui.launching import ARCHIVE_UNUSABLE


@click.command("backup", short_help="Copy the archive into a file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(language: str | None, file: Path, *, force: bool) -> None:
    """Copy the archive into FILE, which appears only when the copy is complete and checked.

    You may go on answering meanwhile. The copy holds everything, the trash too, and only you may
    open it. To use it, put it in the place that “netztui where” names, while netztui is not
    running.

    Example: netztui backup ~/netztui-backup.sqlite
    """
    with quiet_end():
        speak(language)
        from netztui.cli.opening import existing_archive
        from netztui.i18n import _

        with existing_archive() as archive:
            if archive is None:
                click.echo(_("There is no archive yet, so there is nothing to copy."), err=True)
                sys.exit(ARCHIVE_UNUSABLE)
            archive.backup(file, force=force)
        click.echo(_("The archive was copied to {file} and checked.").format(file=file))
