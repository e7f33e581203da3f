"""Opening the archive for a command: never making one, and leaving with a sentence where it can't.

A file that the person named is wrong use; what keeps the archive from being used has a status
of its own.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from netztui.cli.common import give_up
from netztui.launching import ARCHIVE_UNUSABLE

if TYPE_CHECKING:
    from netztui.archive.archive import Archive


@contextmanager
def archive_faults() -> Iterator[None]:
    """Leave with what happened and what to do where the archive, or a copy, can't be had."""
    from netztui.archive.errors import ArchiveError
    from netztui.files import OutputError
    from netztui.i18n import say

    try:
        yield
    except OutputError as error:
        give_up(error.message, error.hint)
    except ArchiveError as error:
        click.echo(f"{say(error.what)} {say(error.todo)}", err=True)
        sys.exit(ARCHIVE_UNUSABLE)


@contextmanager
def existing_archive() -> "Iterator[Archive | None]":
    """The archive, None where nothing was ever stored; leaves as `archive_faults` does."""
    from netztui import paths
    from netztui.archive.archive import Archive
    from netztui.archive.file import is_new

    path = paths.archive_path()
    with archive_faults():
        if is_new(path):
            yield None
        else:
            with Archive.open(path) as archive:
                yield archive
