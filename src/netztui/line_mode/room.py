"""A room whose leader reads and writes lines: for screen readers and pipes.

How far everyone is, is written in one line whenever it changes. The leader enters commands, here
also without their slash, at any time.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TextIO

from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _, translate
from netztui.i18n.language import LANGUAGES, current_language, set_language
from netztui.i18n.message import N_, ExplainedError
from netztui.line_mode.console import AGAIN, HELP, LANGUAGE, QUIT, Command, parse_line
from netztui.room.host import Host
from netztui.system.atomic_file import OutputError, save_document
from netztui.text import room as wording
from netztui.text.labels import localized
from netztui.text.lists import wrap
from netztui.text.report import group_lines

REVEAL = Command("r", N_("reveal"), N_("reveal the group"))
PAGE = Command("w", N_("page"), N_("save the group as a page"))
CLOSE = Command("c", N_("close"), N_("close the room"))
HERE = (REVEAL, PAGE, CLOSE)
YES = {"y", "yes", "j", "ja"}
EVERY = 0.5
"""Seconds between two looks at how far everyone is."""


class RoomDialog:
    """One room in lines."""

    def __init__(self, host: Host, target: TextIO, *, echo: bool = False) -> None:
        """`echo` repeats what is entered, so that a log reads like a dialogue."""
        self._host, self._target, self._echo = host, target, echo
        self._events: asyncio.Queue[str | int | None] = asyncio.Queue()
        """Lines; None at the end of the input; the number of a signal."""
        self._agreed: Callable[[], object] | None = None
        """What a yes in the next line does."""
        self._told = ""
        """The last line on how far everyone is."""
        self._leaving = False
        self.interrupted = False
        """Whether the leader has left the room open with Ctrl+C."""

    def enter(self, event: str | int | None) -> None:
        """Take a line, the end of the input (None), or a signal."""
        self._events.put_nowait(event)

    async def run(self) -> None:
        """Serve the room until its leader closes it or leaves."""
        self._host.report_to(self._explain)
        serving = asyncio.create_task(self._host.server.serve())
        try:
            self._begin()
            while not serving.done() and not self._leaving:
                await self._step()
        finally:
            self._host.server.stop()
            await serving

    def _begin(self) -> None:
        questionnaire = self._host.room.questionnaire
        self._write(localized(questionnaire.title, questionnaire))
        self._write_address()
        for line in self._code_lines():
            self._target.write(f"{line}\n")
        self._write(wording.reach_sentence(self._host))
        self._write(
            _("“{command}” lists the commands. Ctrl+C closes the room.").format(command=_("help"))
        )
        self._look()

    def _code_lines(self) -> Iterable[str]:
        code, terminal = self._host.code, self._target.isatty()
        # On a terminal, where light is drawn on dark.
        lines = wording.code_lines(code, inverted=terminal)
        try:
            "".join(lines).encode(self._target.encoding or "utf-8")
        except UnicodeEncodeError:
            return ()
        return lines

    def _write_address(self) -> None:
        self._write(wording.invitation(self._host))
        # In a line of its own, never wrapped, so that it can be copied.
        self._target.write(f"{sanitize(self._host.address)}\n")

    async def _step(self) -> None:
        """Wait for something to happen, a moment at most, and act on it."""
        try:
            event = await asyncio.wait_for(self._events.get(), EVERY)
        except TimeoutError:
            self._look()
            if self._host.is_idle:
                self._leaving = True
                self._write(wording.idle_sentence())
            return
        self._host.touch()
        if isinstance(event, str):
            if self._echo:
                self._target.write(f"{sanitize(event.rstrip())}\n")
            self._obey(event)
        elif event is None or self._agreed is not None:
            self._leaving, self.interrupted = True, event is not None
        else:
            self._ask_to_close()
        self._look()
        self._target.flush()

    def _look(self) -> None:
        if not self._host.room.closed:
            counts = wording.counts_sentence(self._host.room.counts())
            told = f"{counts} {wording.stage_sentence(self._host)}"
            if told != self._told:
                self._told = told
                self._write(told)

    def _obey(self, line: str) -> None:
        agreed, self._agreed = self._agreed, None
        if agreed is not None:
            if line.strip().lower() in YES:
                agreed()
            else:
                self._write(_("Nothing was changed."))
            return
        entered = parse_line(f"/{line.strip().lstrip('/')}" if line.strip() else "", HERE)
        match entered:
            case REVEAL.letter, _argument:
                self._ask_to_reveal()
            case PAGE.letter, _argument:
                self._save_page()
            case ((CLOSE.letter | QUIT.letter), _argument):
                self._ask_to_close()
            case AGAIN.letter, _argument:
                self._write_address()
                self._told = ""
            case LANGUAGE.letter, _argument:
                languages = list(LANGUAGES)
                place = languages.index(current_language()) + 1
                set_language(languages[place % len(languages)])
                self._told = ""
            case HELP.letter, _argument:
                self._write(*(command.explanation for command in (*HERE, AGAIN, LANGUAGE, HELP)))
            case _:
                self._write(_("There is no such command here. /? lists the commands."))

    def _ask(self, question: tuple[str, str], then: Callable[[], object]) -> None:
        self._write(*question, _("y for yes"))
        self._agreed = then

    def _ask_to_reveal(self) -> None:
        room = self._host.room
        if self._host.can_reveal:
            self._ask(wording.reveal_question(), self._reveal)
        elif room.report is not None:
            self._write("", *group_lines(room.report))
            self._write_projector()
        else:
            self._told = ""  # which says how many are missing

    def _reveal(self) -> None:
        try:
            self._write("", *group_lines(self._host.room.reveal()))
            self._write_projector()
        except ExplainedError as error:
            self._explain(error)

    def _write_projector(self) -> None:
        self._write("", wording.projector_label())
        self._target.write(f"{sanitize(self._host.group_address)}\n")

    def _save_page(self) -> None:
        report = self._host.room.report
        if report is None:
            self._write(_("Nothing is revealed yet."))
            return
        try:
            file = save_document(*self._host.page_file(report))
        except OutputError as error:
            self._explain(error)
        else:
            self._write(_("The page was saved as {file}.").format(file=file))

    def _ask_to_close(self) -> None:
        self._ask(wording.closing_question(self._host), self._close)

    def _close(self) -> None:
        try:
            self._host.close()
        except ExplainedError as error:
            self._explain(error)
        else:
            self._leaving = True
            self._write(wording.closed_sentence(self._host))

    def _explain(self, error: ExplainedError) -> None:
        self._write(f"{translate(error.message)} {translate(error.hint)}")

    def _write(self, *texts: str) -> None:
        self._target.write("".join(f"{line}\n" for text in texts for line in wrap(text, "")))
        self._target.flush()


async def lead(host: Host, source: TextIO, target: TextIO) -> None:
    """Lead a room in lines, until it is closed or the input ends.

    Ctrl+C asks whether to close the room; pressed again, it leaves it open and raises
    KeyboardInterrupt.
    """
    dialog, loop = RoomDialog(host, target, echo=not source.isatty()), asyncio.get_running_loop()
    number = source.fileno()
    with suppress(NotImplementedError):  # on Windows it raises KeyboardInterrupt
        loop.add_signal_handler(signal.SIGINT, dialog.enter, int(signal.SIGINT))

    def read() -> None:
        # Not through `source`: the program could not end while another thread reads from it.
        rest = b""
        while True:
            try:
                got = os.read(number, 4096)
            except OSError:
                got = b""
            *lines, rest = (rest + got).split(b"\n")
            for line in [*lines, *([] if got or not rest else [rest])]:
                text = line.decode(source.encoding or "utf-8", errors="replace")
                loop.call_soon_threadsafe(dialog.enter, text)
            if not got:
                loop.call_soon_threadsafe(dialog.enter, None)
                return

    threading.Thread(target=read, name="netztui-leader", daemon=True).start()
    await dialog.run()
    if dialog.interrupted:
        raise KeyboardInterrupt
