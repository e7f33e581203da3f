"""What commands share: the language, giving up with a sentence, ending without a word."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import click

from netztui.launching import WRONG_USE

if TYPE_CHECKING:
    from netztui.questionnaire.message import Message
    from netztui.questionnaire.model import Questionnaire

INTERRUPTED = 130
READER_GONE = 141
"""What a shell takes for Ctrl+C, and for a reader that has gone."""


@contextmanager
def quiet_end() -> Iterator[None]:
    """End without a word where the person has stopped it, or nobody reads on."""
    try:
        try:
            yield
        finally:
            # Otherwise Python does it when it ends, where nothing can be caught any more.
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_GONE)


def give_up(*sentences: "Message | None") -> NoReturn:
    """Say why it can't be done, and leave with the status of wrong use."""
    from netztui.i18n import say

    click.echo(" ".join(say(sentence) for sentence in sentences if sentence is not None), err=True)
    sys.exit(WRONG_USE)


def speak(language: str | None) -> None:
    """Speak `language`, or the one that is set, or the locale's."""
    from netztui import i18n, paths
    from netztui.settings import read_settings

    for stream in (sys.stdout, sys.stderr):
        # Where quotation marks and umlauts can't be written, a “?” is better than nothing.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    settings, problems = read_settings(paths.settings_path())
    i18n.use_language(language or settings.language or i18n.preferred_language())
    for problem in problems:
        click.echo(i18n.say(problem), err=True)


def found_questionnaire(name: str) -> "Questionnaire":
    """The questionnaire of that id or path; leaves with its problems where it is broken."""
    from netztui import paths
    from netztui.i18n import say
    from netztui.questionnaire.library import QuestionnaireNotFoundError, find
    from netztui.questionnaire.problems import as_lines

    try:
        entry = find(name, paths.own_questionnaires_folder())
    except QuestionnaireNotFoundError as error:
        give_up(error.message, error.hint)
    if entry.questionnaire is None:
        for problem in entry.problems:
            click.echo("\n".join(as_lines(problem, say)), err=True)
        sys.exit(WRONG_USE)
    return entry.questionnaire


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes; OutputError where it can't be written."""
    from netztui.files import unwritable

    try:
        yield sys.stdout.buffer
    except OSError as error:
        # What could not be written is still to be flushed when Python ends, and would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise unwritable(error, "<stdout>") from None
