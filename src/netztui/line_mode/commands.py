"""What a line means: an answer, or a command that begins with a slash.

The scheme is the same everywhere, so that nobody has to know what is being asked: a slash begins
a command, anything else is an answer. Two slashes begin an answer that would look like a command.
A command has one letter, the same in every language, and a word in each; the beginning of a word,
of two letters or more, will do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_

SLASH = "/"
EXPLAIN_COMMANDS = "?"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be asked for; word and sentence are ids of the catalogue."""

    letter: str
    word: str
    does: str
    takes: str = ""
    """What stands behind it, for the explanation: “N” for a number."""

    @property
    def explained(self) -> str:
        """How it is entered, and what it does."""
        behind = f" {self.takes}" if self.takes else ""
        return f"/{self.letter}{behind}, /{_(self.word)}{behind}: {_(self.does)}"


@dataclass(frozen=True, slots=True)
class Call:
    """A command with what stood behind it."""

    command: Command
    rest: str = ""


class UnknownCommandError(ValueError):
    """None of the commands offered is meant, or more than one."""


AGAIN = Command("a", N_("again"), N_("say it again; an empty line does that, too"))
LANGUAGE = Command("l", N_("language"), N_("in the other language"))
LEAVE = Command("q", N_("quit"), N_("save and leave"))
HELP = Command(EXPLAIN_COMMANDS, N_("help"), N_("say which commands there are"))
EVERYWHERE = (AGAIN, LANGUAGE, LEAVE, HELP)

GO = Command("g", N_("go"), N_("to question N; /N is short for it"), "N")


def parse_command(line: str, offered: Sequence[Command]) -> Call | str:
    """The command that the line calls, or the answer it gives; an empty line is AGAIN.

    Raises UnknownCommandError.
    """
    said = line.strip()
    if not said:
        return Call(AGAIN)
    if said == EXPLAIN_COMMANDS:
        return Call(HELP)
    if said.startswith(SLASH * 2):
        return said[2:].strip()
    if not said.startswith(SLASH):
        return said
    word, _space, rest = said[1:].partition(" ")
    if word.isdecimal() and GO in offered:
        return Call(GO, word)
    return Call(_meant(word.lower(), (*offered, *EVERYWHERE)), rest.strip())


def _meant(word: str, commands: Sequence[Command]) -> Command:
    names = {command: (command.letter, command.word, _(command.word)) for command in commands}
    exact = [command for command in commands if word in names[command]]
    begun = [
        command
        for command in commands
        # One letter is a command's letter: “/b” is no beginning of the German word for leaving.
        if len(word) > 1 and any(name.startswith(word) for name in names[command])
    ]
    if exact or len(begun) == 1:
        return (exact or begun)[0]
    raise UnknownCommandError(word)
