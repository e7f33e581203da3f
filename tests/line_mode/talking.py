"""Talking with netztui in lines: what is entered, what is said, how it ends."""

import random
from collections.abc import Callable
from datetime import datetime
from io import StringIO

from tui.walking import Clock

from netztui.archive.archive import Archive
from netztui.line_mode.console import Console
from netztui.line_mode.program import Program
from netztui.questionnaire.model import Questionnaire
from netztui.settings.settings import Settings
from netztui.system.signals import Exit, SignalGuard


class Talk:
    """A conversation that has ended: `said` is all that was written, `left` how it ended."""

    def __init__(
        self,
        archive: Archive,
        *lines: str,
        wanted: Questionnaire | None = None,
        clock: Callable[[], datetime] | None = None,
        seed: int = 1,
    ) -> None:
        written = StringIO()
        console = Console(StringIO("".join(f"{line}\n" for line in lines)), written, SignalGuard())
        self.program = Program(
            archive,
            Settings(),
            console,
            clock=clock or Clock(),
            randomness=random.Random(seed),
        )
        self.left: Exit | None = None
        try:
            self.program.run(wanted)
        except Exit as left:
            self.left = left
        self.said = written.getvalue()

    @property
    def lines(self) -> list[str]:
        return self.said.split("\n")

    @property
    def heard(self) -> str:
        """All that was said, in one line without gaps."""
        return " ".join(self.said.split())
