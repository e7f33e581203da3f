"""Lines in, lines out, and what a line means.

A slash begins a command, anything else is an answer, and two slashes begin an answer that would
otherwise look like a command. A command has one letter, the same in every language, and a word in
each; two or more letters of the word are enough.

Nothing but lines and prompts is written. If the input is not a terminal, it is echoed, so that a
log reads like a dialogue. Python's readline module is not used, because it moves the cursor.
"""

import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from netztui.archive.errors import ArchiveError
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import number
from netztui.i18n.language import LANGUAGES, current_language, set_language
from netztui.i18n.message import N_
from netztui.settings.file import save_choice
from netztui.system import paths
from netztui.system.atomic_file import OutputError
from netztui.system.signals import BY_SIGNAL, Exit, SignalGuard
from netztui.text.lists import wrap

ANSWER = ""
"""Takes the place of a command's letter if the line is an answer."""


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


AGAIN = Command("a", N_("again"), N_("repeat; an empty line does the same"))
LANGUAGE = Command("l", N_("language"), N_("switch language"))
QUIT = Command("q", N_("quit"), N_("save and quit"))
HELP = Command("?", N_("help"), N_("list the commands"))
EVERYWHERE = (AGAIN, LANGUAGE, QUIT, HELP)

GO = Command("g", N_("go"), N_("to question N; /N is short for it"), "N")


class InputEndedError(Exit):
    """There is no more input."""


class OutputClosedError(Exit):
    """Nothing reads the output any more."""


class Console:
    """Where the user reads and writes; a signal raises `Exit` while it does either."""

    def __init__(self, source: TextIO, target: TextIO, signals: SignalGuard) -> None:
        self._source = source
        self._target = target
        self._signals = signals
        self._echo = not source.isatty()

    def write(self, *texts: str, indent: str = "") -> None:
        """Write texts below each other, wrapped; `indent` starts the continuation lines."""
        self._write("".join(f"{line}\n" for text in texts for line in wrap(text, indent)))

    def write_error(self, error: ArchiveError) -> None:
        """Write what the archive could not do."""
        self.write("", translate(error.message), translate(error.hint))

    def ask(self, prompt: str, available: Sequence[Command]) -> tuple[str, str]:
        """The letter of one of `available` or of AGAIN and its argument, or ANSWER and the answer.

        Raises `Exit` if the user quits.
        """
        while True:
            entered = parse_line(self._read_line(prompt), available)
            match entered:
                case None:
                    self.write(_("There is no such command here. /? lists the commands."))
                case QUIT.letter, _argument:
                    raise Exit
                case HELP.letter, _argument:
                    self.write(
                        "",
                        _(
                            "A slash begins a command: its letter, its word, or the first letters "
                            "of the word, two at least."
                        ),
                        *(command.explanation for command in (*available, *EVERYWHERE)),
                        _(
                            "Anything else is an answer. Two slashes begin an answer that begins "
                            "with one."
                        ),
                    )
                case LANGUAGE.letter, _argument:
                    self._switch_language()
                    return AGAIN.letter, ""
                case _:
                    return entered

    def ask_choice(self, available: Sequence[Command] = ()) -> tuple[str, str]:
        """The same for one of several numbered lines."""
        return self.ask(_("Your choice:"), available)

    def choose(self, *labels: str) -> int:
        """The index of the label that the user chooses."""
        index = None
        while index is None:
            self.write(*(f"{number(n)}: {label}" for n, label in enumerate(labels, 1)))
            letter, entered = self.ask_choice()
            if letter == ANSWER:
                index = self.parse_index(entered, len(labels))
        return index

    def parse_index(self, entered: str, count: int) -> int | None:
        """The index, from 0, for a number from 1 to `count`; otherwise writes a hint."""
        # Python refuses to parse a number with thousands of digits.
        if entered.isdecimal() and len(entered) < 10 and 1 <= int(entered) <= count:
            return int(entered) - 1
        hint = _("There is nothing to choose here. /? lists the commands.")
        if count:
            hint = _("Please enter a number from {low} to {high}, or /? for the commands.")
        self.write(hint.format(low=1, high=number(count)))
        return None

    def _switch_language(self) -> None:
        languages = list(LANGUAGES)
        language = languages[(languages.index(current_language()) + 1) % len(languages)]
        set_language(language)
        self.remember(language=language)

    def remember(self, **choices: str | None) -> None:
        """Store choices in the settings file, or write why that failed."""
        try:
            save_choice(paths.settings_path(), **choices)
        except OutputError as error:
            kept = _("The choice applies until you quit.")
            self.write(f"{translate(error.message)} {translate(error.hint)} {kept}")

    def _read_line(self, prompt: str) -> str:
        self._write(f"{prompt} ")
        with self._signals.interruptible():
            try:
                line = self._source.readline()
            except OSError:
                # The terminal is gone.
                raise Exit(BY_SIGNAL + getattr(signal, "SIGHUP", signal.SIGTERM)) from None
        if not line:
            raise InputEndedError
        if self._echo:
            self._write(f"{sanitize(line.rstrip())}\n")
        return line

    def _write(self, text: str) -> None:
        with self._signals.interruptible():
            try:
                self._target.write(text)
                self._target.flush()
            except OSError:
                # 13 is SIGPIPE, which Windows doesn't have.
                raise OutputClosedError(BY_SIGNAL + 13) from None


def parse_line(line: str, available: Sequence[Command]) -> tuple[str, str] | None:
    """The letter and argument of the command that `line` invokes, or ANSWER and the answer.

    An empty line is AGAIN. None if it invokes none of the available commands, or is ambiguous.
    """
    text = line.strip()
    if text in {"", HELP.letter}:
        return text or AGAIN.letter, ""
    if not text.startswith("/") or text.startswith("//"):
        return ANSWER, text.removeprefix("//").strip()
    name, _space, argument = text[1:].partition(" ")
    if name.isdecimal() and GO in available:
        return GO.letter, name
    name = name.lower()
    # A single letter is never the beginning of a word: “/b” must not match “beenden”.
    found = [
        command.letter
        for command in (*available, *EVERYWHERE)
        if name == command.letter
        or (
            len(name) > 1 and any(word.startswith(name) for word in (command.word, _(command.word)))
        )
    ]
    return (found[0], argument.strip()) if len(found) == 1 else None
