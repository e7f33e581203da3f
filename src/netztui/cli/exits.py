"""What commands share: choosing the language, exit statuses, and exiting with a message."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import click

from netztui.cli.launch import ARCHIVE_UNUSABLE, WRONG_USE
from netztui.i18n.message import N_, LazyText

if TYPE_CHECKING:
    from pathlib import Path

    from netztui.archive.archive import Archive
    from netztui.questionnaire.model import Questionnaire
    from netztui.settings.settings import Settings

SOMETHING_TO_SAY = 1
BY_SIGNAL = 128
INTERRUPTED = BY_SIGNAL + 2
"""By Ctrl+C."""
READER_GONE = BY_SIGNAL + 13
"""What a shell reports for a command that was stopped by SIGPIPE."""

STATUSES = {
    0: "Success.",
    SOMETHING_TO_SAY: "It worked, but there is something to report; or netztui crashed.",
    WRONG_USE: "Wrong use, invalid input or an unsuitable terminal.",
    ARCHIVE_UNUSABLE: "The archive can't be used, or there is none to copy yet.",
    INTERRUPTED: "Stopped by Ctrl+C.",
    READER_GONE: "The output is no longer read.",
    BY_SIGNAL + 15: "Stopped by the system; other signals likewise give 128 plus their number.",
}
"""The exit statuses, for the pages that document them."""


@contextmanager
def graceful_exit() -> Iterator[None]:
    """Exit silently on Ctrl+C, on a signal, and when the output is no longer read."""
    with _signals_exit():
        try:
            try:
                yield
            finally:
                # Python would do this when it ends, too late to catch an error.
                sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _discard_output()
            sys.exit(READER_GONE)


@contextmanager
def _signals_exit() -> Iterator[None]:
    """Exit on SIGTERM and SIGHUP in an orderly way, so that no partial file is left behind.

    Signals that are already handled or ignored stay so.
    """
    numbers = [
        number
        for name in ("SIGTERM", "SIGHUP")
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL
    ]
    with suppress(ValueError):  # only the main thread may do this
        for number in numbers:
            signal.signal(number, _exit_by_signal)
    try:
        yield
    finally:
        for number in numbers:
            if signal.getsignal(number) is _exit_by_signal:
                signal.signal(number, signal.SIG_DFL)


def _exit_by_signal(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(BY_SIGNAL + number)


def _discard_output() -> None:
    """Keep Python from failing again when it flushes standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(*sentences: LazyText | None, status: int = WRONG_USE) -> NoReturn:
    """Print why it can't be done, and exit."""
    from netztui.diagnostics.problems import printable
    from netztui.i18n.catalogue import translate

    # A path in a sentence may have characters that a terminal would obey.
    shown = (printable(translate(sentence)) for sentence in sentences if sentence is not None)
    click.echo(" ".join(shown), err=True)
    sys.exit(status)


def choose_language(language: str | None) -> "tuple[Settings, tuple[LazyText, ...]]":
    """Set the language: `language`, or that of the settings, or the locale's.

    Returns the settings and what is wrong with them.
    """
    from netztui.i18n.language import preferred_language, set_language
    from netztui.settings.settings import read_settings
    from netztui.system import paths

    settings, problems = read_settings(paths.settings_path())
    set_language(language or settings.language or preferred_language())
    return settings, problems


def transliterate_streams() -> None:
    """Have quotation marks and umlauts replaced if the output's encoding lacks them."""
    from netztui.i18n.transliteration import transliterate_output

    for stream in (sys.stdout, sys.stderr):
        transliterate_output(stream)


def init_language(language: str | None) -> "Settings":
    """Choose the language and print what is wrong with the settings; returns the settings."""
    from netztui.i18n.catalogue import translate

    transliterate_streams()
    settings, problems = choose_language(language)
    for problem in problems:
        click.echo(translate(problem), err=True)
    return settings


def load_questionnaire(name: str, own_folder: "Path") -> "Questionnaire":
    """The questionnaire with that id or path; exits with its diagnostics if it is broken."""
    from netztui.diagnostics.problems import format_diagnostic
    from netztui.i18n.catalogue import translate
    from netztui.questionnaire.library import QuestionnaireNotFoundError, find

    try:
        entry = find(name, own_folder)
    except QuestionnaireNotFoundError as error:
        fail(error.message, error.hint)
    if entry.questionnaire is None:
        for problem in entry.problems:
            click.echo("\n".join(format_diagnostic(problem, translate)), err=True)
        sys.exit(WRONG_USE)
    return entry.questionnaire


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes; raises OutputError if it can't be written."""
    from netztui.system.atomic_file import explain_write_error

    try:
        yield sys.stdout.buffer
    except OSError as error:
        _discard_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise explain_write_error(error, "<stdout>") from None


@contextmanager
def exit_on_error() -> Iterator[None]:
    """Exit with a message if a file or the archive can't be used.

    A file that the user named is invalid input; an unusable archive has an exit status of its own.
    """
    from netztui.archive.errors import ArchiveError
    from netztui.system.atomic_file import OutputError

    try:
        yield
    except OutputError as error:
        fail(error.message, error.hint)
    except ArchiveError as error:
        fail(error.what, error.todo, status=ARCHIVE_UNUSABLE)


@contextmanager
def existing_archive() -> "Iterator[Archive | None]":
    """The archive, or None if nothing was ever stored. Exits as `exit_on_error`."""
    from netztui.archive.archive import Archive
    from netztui.archive.sqlite.file import is_new
    from netztui.system import paths

    path = paths.archive_path()
    with exit_on_error():
        if is_new(path):
            yield None
        else:
            with Archive.open(path) as archive:
                yield archive


@contextmanager
def archive_to_copy() -> "Iterator[Archive]":
    """The archive; exits if there is none, and as `exit_on_error`."""
    with existing_archive() as archive:
        if archive is None:
            fail(LazyText(N_("There is no archive yet.")), status=ARCHIVE_UNUSABLE)
        yield archive
