"""netztui in a real terminal, and the user in front of it.

The program runs in its own session on a pseudo-terminal; its output goes into a terminal
emulator, so that tests read the screen as a user does. Like many terminals, this one offers
synchronized output (mode 2026), so that half a frame is never read. A test waits until the
screen shows something, never for a fixed time. `Computer` is the program's surroundings: two
folders, a home and an environment, all below the test's own folder.
"""

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import pyte

import netztui
from netztui.archive.archive import Archive
from netztui.archive.rows import StoredAssessment
from netztui.assessment.conditions import Value

PATIENCE = 30.0
"""Seconds until a test gives up waiting; far more than a slow machine needs."""

ENTER, SPACE, ESCAPE, TAB = "\r", " ", "\x1b", "\t"
BACKSPACE, SHIFT_TAB = "\x7f", "\x1b[Z"
UP, DOWN, RIGHT, END = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[F"
CTRL_C, CTRL_P = "\x03", "\x10"

GERMAN, ENGLISH = "de_DE.UTF-8", "en_US.UTF-8"

# Without a controlling terminal nobody tells the program that the window's size has changed.
# A program of its own does that, because a fork of the tests would be one with threads.
ON_TERMINAL = """
import fcntl, os, signal, sys, termios
# Ignored if the tests run in the background or under nohup.
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
terminal = int(sys.argv[1])
fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
os.close(terminal)
os.execvp(sys.argv[2], sys.argv[2:])
"""

SYNCHRONIZED_ASKED, SYNCHRONIZED_OFFERED = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

BORDERS = str.maketrans("", "", "│╭╮╰╯▊▎▔▁")
OPTION = re.compile(r"(▸?)\s*(\d?)\s*(●|○|\[x\]|\[ \])\s")
PLACE = re.compile(r"(\d+) (?:von|of) (?:etwa |about )?(\d+)\b")


class NotShownError(AssertionError):
    """The screen never showed what the test was waiting for."""


class Terminal:
    """A terminal in which one program runs."""

    def __init__(
        self,
        command: list[str],
        environment: Mapping[str, str],
        *,
        size: tuple[int, int] = (80, 24),
        redirected: Mapping[str, BinaryIO | int] | None = None,
    ) -> None:
        """`size` is columns and rows; `redirected` names the streams that are not the terminal."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.painted = b""
        """Every byte that has come out of the terminal."""
        self._shown = 0
        self._offered = False
        self.ended = False
        """Whether the program has closed the terminal."""
        self._controller, terminal = os.openpty()
        self._set_size(*size)
        streams = redirected or {}
        try:
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", ON_TERMINAL, str(terminal), *command],
                env=dict(environment),
                start_new_session=True,
                pass_fds=[terminal],
                stdin=streams.get("stdin", terminal),
                stdout=streams.get("stdout", terminal),
                stderr=streams.get("stderr", terminal),
            )
        finally:
            os.close(terminal)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        os.close(self._controller)

    # What the person does

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._controller, keys.encode())

    def insist(self, keys: str) -> None:
        """Press keys again and again until the program ends.

        Between asking and listening, Python takes note of Ctrl+C without acting on it.
        """
        end = time.monotonic() + PATIENCE
        while not self.ended and time.monotonic() < end:
            self.type(keys)
            pressed = time.monotonic()
            while not self.ended and time.monotonic() < pressed + 1.0:
                self.read(0.2)

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window."""
        self.read(0.0)
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def kill(self) -> None:
        """Kill the program, as a crash does, and read everything it had written."""
        self.process.kill()
        self.process.wait()
        self._drain()
        self._show(whole_frames=False)

    def status(self) -> int:
        """Wait until the program ends by itself; returns its exit status."""
        end = time.monotonic() + PATIENCE
        while self.read(max(0.0, end - time.monotonic())):
            pass
        if not self.ended:
            raise NotShownError(f"the program did not end:\n{self}")
        return self.process.wait(PATIENCE)

    def _set_size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._controller, termios.TIOCSWINSZ, size)

    # What the person sees

    def read(self, seconds: float) -> bool:
        """Read output once, waiting up to `seconds`; returns whether there was any."""
        if self.ended or not select.select([self._controller], [], [], seconds)[0]:
            return False
        try:
            painted = os.read(self._controller, 65536)
        except OSError:
            # Linux reports this when the last program has closed the terminal.
            painted = b""
        self.ended = not painted
        self.painted += painted
        if not self._offered and SYNCHRONIZED_ASKED in self.painted:
            self._offered = True
            os.write(self._controller, SYNCHRONIZED_OFFERED)
        self._show(whole_frames=not self.ended)
        return not self.ended

    def _show(self, *, whole_frames: bool) -> None:
        """Update the screen; an incomplete frame waits for its end."""
        end = len(self.painted)
        # The last read may have ended within the sign that a frame begins.
        begun = self.painted.rfind(FRAME_BEGINS, max(0, self._shown - len(FRAME_BEGINS)))
        if whole_frames and begun >= 0 and self.painted.find(FRAME_ENDS, begun) < 0:
            end = max(begun, self._shown)
        self._stream.feed(self.painted[self._shown : end])
        self._shown = end

    def _drain(self) -> None:
        while self.read(0.0):
            pass

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The text of the screen: wrapped lines joined, without frames and gaps."""
        return " ".join(" ".join(self.lines).translate(BORDERS).split())

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def wait(self, shows: Callable[["Terminal"], bool], what: str) -> None:
        """Wait until the screen shows `what`."""
        end = time.monotonic() + PATIENCE
        self._drain()
        while not shows(self):
            if not self.read(max(0.0, end - time.monotonic())):
                raise NotShownError(f"{what} did not come; ended: {self.ended}\n{self}")
            self._drain()

    def wait_for(self, *words: str) -> None:
        """Wait until all the words are on the screen."""
        self.wait(lambda screen: all(word in screen.text for word in words), repr(words))

    def wait_without(self, *words: str) -> None:
        """Wait until none of the words are on the screen any more."""
        self.wait(
            lambda screen: not any(word in screen.text for word in words), f"without {words!r}"
        )

    # What is on the screen where questions are answered

    @property
    def place(self) -> int | None:
        """The number of the question that is shown; None if there is none."""
        found = next(filter(None, map(PLACE.search, reversed(self.lines))), None)
        return int(found[1]) if found else None

    @property
    def chosen(self) -> set[str]:
        """The keys of the options that are marked as chosen."""
        found = self._options()
        return {option[2] for option in found if option and option[3] in {"●", "[x]"}}

    @property
    def highlighted(self) -> str | None:
        """The key of the highlighted option."""
        found = self._options()
        return next((option[2] for option in found if option and option[1]), None)

    def _options(self) -> list[re.Match[str] | None]:
        return [OPTION.match(line.lstrip(" │▌")) for line in self.lines]

    def wait_for_place(self, place: int) -> None:
        """Wait until the question with this number is shown."""
        self.wait(lambda screen: screen.place == place, f"question {place}")

    def wait_for_highlight(self, key: str) -> None:
        """Wait until this option is highlighted."""
        self.wait(lambda screen: screen.highlighted == key, f"highlight on {key}")

    def wait_for_chosen(self, *keys: str) -> None:
        """Wait until exactly these options are marked as chosen."""
        self.wait(lambda screen: screen.chosen == set(keys), f"{keys} chosen")


@dataclass(frozen=True)
class Computer:
    """Where the program is started: its own folders and environment."""

    folder: Path
    language: str = GERMAN
    changes: Mapping[str, str | None] = field(default_factory=dict)
    """Other environment variables; None removes one."""

    @property
    def data(self) -> Path:
        """The folder of the archive."""
        return self.folder / "data"

    @property
    def archive(self) -> Path:
        """The archive's file."""
        return self.data / "archive.sqlite"

    @property
    def settings(self) -> Path:
        """The settings' file."""
        return self.folder / "config" / "settings.toml"

    def choose(self, settings: str) -> None:
        """Write the settings' file."""
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(settings, encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds in its environment."""
        told: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(netztui.__file__).parents[1]),
            "HOME": str(self.folder),
            "NETZTUI_DATA_DIR": str(self.data),
            "NETZTUI_CONFIG_DIR": str(self.settings.parent),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": self.language,
            "TZ": "UTC",
            "TEXTUAL_ANIMATIONS": "none",
            **self.changes,
        }
        return {name: value for name, value in told.items() if value is not None}

    def start(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        redirected: Mapping[str, BinaryIO | int] | None = None,
    ) -> Terminal:
        """Start netztui in a new terminal."""
        command = [sys.executable, "-m", "netztui", *arguments]
        return Terminal(command, self.environment, size=size, redirected=redirected)

    def stored(self) -> list[StoredAssessment]:
        """Every assessment in the archive, drafts before results."""
        with Archive.open(self.archive) as archive:
            ids = [draft.id for draft in archive.drafts()]
            ids += [result.id for result in archive.results()]
            return [archive.load(id_) for id_ in ids]

    def files(self) -> dict[Path, bytes | None]:
        """Every file with its content, and every folder with None."""
        return {
            path: path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
        }


def values(stored: StoredAssessment) -> dict[str, Value | None]:
    """The answers by question."""
    return {key: answer.value for key, answer in stored.assessment.answers.items()}
