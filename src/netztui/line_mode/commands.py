"""What a line means: an answer, or a command that begins with a slash.

The rules are the same everywhere: a slash begins a command, anything else is an answer, and two
slashes begin an answer that would otherwise look like a command. A command has one letter, the
same in every language, and a word in each; two or more letters of the word are enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from netztui.i18n.catalogue import _
from netztui.i18n.message import N_

SLASH = "/"


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its word and description are message ids."""

    letter: str
    word: str
    description: str
    argument: str = ""
    """How the explanation shows its argument: “N” for a number."""

    @property
    def explanation(self) -> str:
        """How to enter it, and what it does."""
        argument = f" {self.argument}" if self.argument else ""
        return f"/{self.letter}{argument}, /{_(self.word)}{argument}: {_(self.description)}"


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command with the argument it was given."""

    command: Command
    argument: str = ""


class UnknownCommandError(ValueError):
    """The line names none of the available commands, or more than one."""


REPEAT = Command("a", N_("again"), N_("repeat; an empty line does the same"))
LANGUAGE = Command("l", N_("language"), N_("switch language"))
QUIT = Command("q", N_("quit"), N_("save and quit"))
HELP = Command("?", N_("help"), N_("list the commands"))
EVERYWHERE = (REPEAT, LANGUAGE, QUIT, HELP)

GO = Command("g", N_("go"), N_("to question N; /N is short for it"), "N")


def parse_line(line: str, available: Sequence[Command]) -> Invocation | str:
    """The command that `line` invokes, or the answer it gives; an empty line is REPEAT.

    Raises UnknownCommandError.
    """
    text = line.strip()
    if not text:
        return Invocation(REPEAT)
    if text == HELP.letter:
        return Invocation(HELP)
    if text.startswith(SLASH * 2):
        return text[2:].strip()
    if not text.startswith(SLASH):
        return text
    name, _space, argument = text[1:].partition(" ")
    if name.isdecimal() and GO in available:
        return Invocation(GO, name)
    return Invocation(_find(name.lower(), (*available, *EVERYWHERE)), argument.strip())


def _find(name: str, commands: Sequence[Command]) -> Command:
    names = {command: (command.letter, command.word, _(command.word)) for command in commands}
    exact = [command for command in commands if name in names[command]]
    # A single letter is never the beginning of a word: “/b” must not match “beenden”.
    prefixed = [
        command
        for command in commands
        if len(name) > 1 and any(word.startswith(name) for word in names[command])
    ]
    if exact or len(prefixed) == 1:
        return (exact or prefixed)[0]
    raise UnknownCommandError(name)
