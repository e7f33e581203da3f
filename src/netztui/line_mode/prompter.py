"""Asking for a line until it is usable: an answer, or one of the available commands.

The commands that are available everywhere are handled here: help, the language, quitting.
"""

from collections.abc import Callable, Sequence

from netztui.archive.errors import ArchiveError
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import number
from netztui.i18n.language import LANGUAGES, current_language, set_language
from netztui.line_mode.commands import (
    EVERYWHERE,
    HELP,
    LANGUAGE,
    QUIT,
    REPEAT,
    Command,
    Invocation,
    UnknownCommandError,
    parse_line,
)
from netztui.line_mode.console import Console
from netztui.system.signals import Exit


class Prompter:
    """Asks the user; `save_language` stores the language that the user chooses."""

    def __init__(self, console: Console, save_language: Callable[[str], None]) -> None:
        self.console = console
        self._save_language = save_language
        self.unsaved: ArchiveError | None = None
        """Why the last step could not be stored or read; None if it could."""

    def set_unsaved(self, error: ArchiveError | None) -> None:
        """Remember why something could not be stored, or with None that it was."""
        self.unsaved = error

    def report_error(self, error: ArchiveError) -> None:
        """Show what the archive could not do."""
        self.unsaved = error
        self.console.write("", translate(error.what), translate(error.todo))

    def ask(
        self, prompt: str, available: Sequence[Command], *, free: bool = True
    ) -> Invocation | str:
        """The answer, or one of `available` or REPEAT; raises `Exit` if the user quits.

        With `free`, the help adds that anything else is an answer.
        """
        while True:
            try:
                entered = parse_line(self.console.read_line(prompt), available)
            except UnknownCommandError:
                self.console.write(_("There is no such command here. /? lists the commands."))
                continue
            match entered:
                case Invocation(command) if command == QUIT:
                    raise Exit
                case Invocation(command) if command == HELP:
                    self._help(available, free=free)
                case Invocation(command) if command == LANGUAGE:
                    self._switch_language()
                    return Invocation(REPEAT)
                case _:
                    return entered

    def ask_choice(self, available: Sequence[Command]) -> Invocation | str:
        """The same for one of several numbered lines."""
        return self.ask(_("Your choice:"), available, free=False)

    def _help(self, available: Sequence[Command], *, free: bool) -> None:
        self.console.write(
            "",
            _(
                "A slash begins a command: its letter, its word, or the first letters of the word, "
                "two at least."
            ),
            *(command.explanation for command in (*available, *EVERYWHERE)),
        )
        if free:
            self.console.write(
                _("Anything else is an answer. Two slashes begin an answer that begins with one.")
            )

    def _switch_language(self) -> None:
        languages = list(LANGUAGES)
        language = languages[(languages.index(current_language()) + 1) % len(languages)]
        set_language(language)
        self._save_language(language)


def parse_index(entered: str, count: int) -> int | None:
    """The index, from 0, for a number from 1 to `count`; None for anything else."""
    # Python refuses to parse a number with thousands of digits.
    if entered.isdecimal() and len(entered) < 10 and 1 <= int(entered) <= count:
        return int(entered) - 1
    return None


def number_hint(count: int) -> str:
    """The request for a number from 1 to `count`."""
    if not count:
        return _("There is nothing to choose here. /? lists the commands.")
    return _("Please enter a number from {low} to {high}, or /? for the commands.").format(
        low=1, high=number(count)
    )
