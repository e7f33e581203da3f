"""Asking for a line until it is one that can be used: an answer, or a command of the place.

What every place understands is dealt with here: the explanation of the commands, the other
language, leaving.
"""

from collections.abc import Callable, Sequence

from netztui.archive.errors import ArchiveError
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import number
from netztui.i18n.language import LANGUAGES, current_language, set_language
from netztui.line_mode.commands import (
    AGAIN,
    EVERYWHERE,
    HELP,
    LANGUAGE,
    LEAVE,
    Call,
    Command,
    UnknownCommandError,
    parse_command,
)
from netztui.line_mode.console import Console
from netztui.system.signals import Exit


class Prompter:
    """Says and hears; `remember` is handed the language that the person has chosen."""

    def __init__(self, console: Console, remember: Callable[[str], None]) -> None:
        self.console = console
        self._remember = remember
        self.unsaved: ArchiveError | None = None
        """Why what was done last could not be stored or read; None where it could."""

    def note(self, unsaved: ArchiveError | None) -> None:
        """Remember why something could not be stored, or that it could again."""
        self.unsaved = unsaved

    def trouble(self, error: ArchiveError) -> None:
        """Say what the archive could not do."""
        self.note(error)
        self.console.say("", translate(error.what), translate(error.todo))

    def hear(self, prompt: str, offered: Sequence[Command], *, free: bool = True) -> Call | str:
        """What is answered, or one of `offered` or AGAIN; raises a `Exit`.

        `free` is whether anything can be the answer, which the explanation says then.
        """
        while True:
            try:
                heard = parse_command(self.console.ask(prompt), offered)
            except UnknownCommandError:
                self.console.say(_("There is no such command here. /? says which there are."))
                continue
            match heard:
                case Call(command) if command == LEAVE:
                    raise Exit
                case Call(command) if command == HELP:
                    self._explain(offered, free=free)
                case Call(command) if command == LANGUAGE:
                    self._switch()
                    return Call(AGAIN)
                case _:
                    return heard

    def choose(self, offered: Sequence[Command]) -> Call | str:
        """The same, where one of several lines is chosen by its number."""
        return self.hear(_("Your choice:"), offered, free=False)

    def _explain(self, offered: Sequence[Command], *, free: bool) -> None:
        self.console.say(
            "",
            _(
                "A slash begins a command: its letter, its word, or the first letters of the word, "
                "two at least."
            ),
            *(command.explained for command in (*offered, *EVERYWHERE)),
        )
        if free:
            self.console.say(
                _("Anything else is an answer. Two slashes begin an answer that begins with one.")
            )

    def _switch(self) -> None:
        languages = list(LANGUAGES)
        place = languages.index(current_language()) + 1
        language = languages[place % len(languages)]
        set_language(language)
        self._remember(language)


def picked(entered: str, count: int) -> int | None:
    """The place, 0 for the first, that a number from 1 to `count` names; None for anything else."""
    # Of a number with thousands of digits Python makes none.
    if entered.isdecimal() and len(entered) < 10 and 1 <= int(entered) <= count:
        return int(entered) - 1
    return None


def no_number(count: int) -> str:
    """What to say where a number from 1 to `count` was expected."""
    if not count:
        return _("There is nothing to choose here. /? says which commands there are.")
    return _("Please enter a number from {low} to {high}, or /? for the commands.").format(
        low=1, high=number(count)
    )
