"""Write the manual page docs/netztui.1 from the commands themselves.

    python docs/man.py

A test fails if it was not run after a change of the commands. The page is English, and
ASCII with groff's names for other characters, so that every man shows it.
"""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from netztui import __version__
from netztui.cli.command_line import load_command, netztui
from netztui.cli.exits import ARCHIVE_UNUSABLE, BY_SIGNAL, INTERRUPTED, READER_GONE, WRONG_USE
from netztui.cli.localized import Command
from netztui.cli.overview import COMMANDS
from netztui.settings.settings import SETTINGS
from netztui.system.paths import CONFIG_VARIABLE, DATA_VARIABLE

PAGE = Path(__file__).with_name("netztui.1")
NAMES = {"\\": r"\e", "-": r"\-", "“": r"\(lq", "”": r"\(rq", "'": r"\(aq", "…": "..."}
FOLDERS = {
    DATA_VARIABLE: "The folder of the archive, and of the report after a crash.",
    CONFIG_VARIABLE: "The folder of the settings and of your own questionnaires.",
}
STATUSES = {
    0: "Success.",
    1: "It worked, but there is something to report; or netztui crashed.",
    WRONG_USE: "Wrong use, invalid input, an unsuitable terminal, or output that can't be written.",
    ARCHIVE_UNUSABLE: "The archive can't be used, or there is none to copy yet.",
    INTERRUPTED: "Stopped by Ctrl+C.",
    READER_GONE: "The reader of the output closed it, as “head” does.",
    BY_SIGNAL + 15: "Stopped by the system; other signals likewise give 128 plus their number.",
}
"""By exit status: what it means."""
PRECEDENCE = (
    "Options take precedence over the environment, and the environment over the settings file."
)
PLACES = "“netztui where” shows where the archive, the settings and the questionnaires are."


def page() -> str:
    """The whole page."""
    context = click.Context(netztui, info_name="netztui", **netztui.context_settings)
    whole = _ours(netztui)
    lines = [
        r".\" Written by docs/man.py; please don't edit it by hand.",
        f'.TH NETZTUI 1 "" "netztui {__version__}" "User Commands"',
        ".nh",
        ".SH NAME",
        text("netztui - hunter or gatherer? A self-assessment in the terminal"),
        ".SH SYNOPSIS",
        *_usage(whole, context),
        ".SH DESCRIPTION",
        *_paragraphs([whole.short_help, *whole.paragraphs]),
        ".SH OPTIONS",
        *_options(whole, context),
        ".SH COMMANDS",
        *_commands(context),
        ".SH EXIT STATUS",
        *_terms((str(status), said) for status, said in STATUSES.items()),
        ".SH ENVIRONMENT",
        *_paragraphs([PRECEDENCE]),
        *_terms(FOLDERS.items()),
        *_terms((setting.variable, setting.explanation) for setting in SETTINGS),
        ".SH FILES",
        *_paragraphs([PLACES]),
    ]
    return "\n".join(lines) + "\n"


def text(said: str) -> str:
    """Text that means itself in a line of groff."""
    written = "".join(
        NAMES.get(one, one if one.isascii() else f"\\[u{ord(one):04X}]") for one in said
    )
    return f"\\&{written}" if written.startswith(".") else written


def _commands(context: click.Context) -> Iterator[str]:
    for name in COMMANDS:
        command = load_command(name)
        yield from _command(command, click.Context(command, info_name=name, parent=context))


def _command(command: Command, context: click.Context) -> Iterator[str]:
    yield f".SS {text(context.command_path)}"
    yield from _usage(command, context)
    yield from _paragraphs([command.short_help, *command.paragraphs])
    yield from _options(command, context)
    yield from _paragraphs(["Example:"])
    yield from (".RS", ".nf", text(command.example), ".fi", ".RE")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = _ours(command.get_command(context, name))
            yield from _command(inner, click.Context(inner, info_name=name, parent=context))


def _ours(command: click.Command | None) -> Command:
    """A command as netztui declares it; TypeError for any other."""
    if not isinstance(command, Command):
        raise TypeError(command)
    return command


def _usage(command: Command, context: click.Context) -> Iterator[str]:
    yield f".B {text(context.command_path)}"
    yield text(" ".join(command.collect_usage_pieces(context)))


def _paragraphs(said: Iterable[str]) -> Iterator[str]:
    for paragraph in said:
        yield ".PP"
        yield from map(text, textwrap.wrap(paragraph, 96, break_on_hyphens=False))


def _options(command: Command, context: click.Context) -> Iterator[str]:
    records = (
        option.get_help_record(context)
        for option in command.get_params(context)
        if isinstance(option, click.Option)
    )
    yield from _terms(record for record in records if record is not None)


def _terms(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, said in told:
        yield ".TP"
        yield f".B {text(term)}"
        yield from map(text, textwrap.wrap(said, 96, break_on_hyphens=False))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="ascii")
