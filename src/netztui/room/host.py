"""What the leader does with an open room, whatever the leader's face: let in, reveal, close."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from netztui.diagnostics.sanitize import printable
from netztui.group.report import GroupReport
from netztui.i18n.message import N_, ExplainedError
from netztui.room.record import RoomError
from netztui.room.room import Room
from netztui.system.atomic_file import explain_write_error

IDLE = timedelta(hours=4)
"""After so long without a request of a participant, nobody can reach the room any more."""


class Server(Protocol):
    """What lets participants into the room."""

    addresses: Sequence[str]
    """The address to show, with the code for joining; perhaps others that lead there."""
    group_addresses: Sequence[str]
    """The same for the picture of the group, once it is revealed."""
    failed: Callable[[Exception], None]
    """Called with what went wrong with a request, which the participant is asked to repeat."""

    async def serve(self) -> None:
        """Serve until `stop` is called."""

    def stop(self) -> None:
        """Stop soon."""


@dataclass
class Host:
    """A room, how it is reached, and what becomes of it."""

    room: Room
    server: Server
    make_page: Callable[[GroupReport], str]
    """Makes the page of what was revealed."""
    clock: Callable[[], datetime]
    network: str | None = None
    """This computer's address in the network that can reach the room; None for no other one."""
    code: Sequence[Sequence[bool]] = ()
    """The rows of the QR code with True for dark; empty if no other device could use it."""
    keep: Path | None = None
    """The folder for the files of those who are done when the room is closed."""

    defect: Exception | None = None
    """What went wrong with a request, if it is a mistake in the program."""

    def __post_init__(self) -> None:
        self._since = self.clock()
        self._reported: set[str] = set()

    def report_to(self, warn: Callable[[ExplainedError], object]) -> None:
        """Call `warn` with what keeps participants from going on, such as a full disk, once each.

        Mistakes in the program are noted as `defect`.
        """

        def failed(error: Exception) -> None:
            if not isinstance(error, ExplainedError):
                self.defect = self.defect or error
            elif str(error) not in self._reported:
                self._reported.add(str(error))
                warn(error)

        self.server.failed = failed

    @property
    def address(self) -> str:
        """What participants open."""
        return self.server.addresses[0]

    @property
    def group_address(self) -> str:
        """Where a projector finds the group once it is revealed."""
        return self.server.group_addresses[0]

    @property
    def is_idle(self) -> bool:
        """Whether nobody has used the room for a long time, here or on a device."""
        return self.clock() - max(self._since, self.room.idle_since) >= IDLE

    @property
    def can_reveal(self) -> bool:
        """Whether there is a picture of the group to draw that differs enough from the last one."""
        return not self.room.closed and self.room.missing == 0

    def touch(self) -> None:
        """The leader has done something, so that the room is not idle."""
        self._since = self.clock()

    def page_file(self, report: GroupReport) -> tuple[str, bytes]:
        """The name and the content of the page of what was revealed."""
        day = f"{self.clock().astimezone():%Y-%m-%d}"
        return f"netztui-group-{day}.html", self.make_page(report).encode()

    def close(self) -> None:
        """Close the room, keep what is to be kept, and delete everything else.

        Raises OutputError if a file can't be kept; then the room stays open and whole.
        """
        if self.keep is not None:
            for file in sorted(self.room.participants.files.folder.glob("*.json")):
                try:
                    shutil.copy2(file, self.keep / file.name)
                except OSError as error:
                    raise explain_write_error(error, str(self.keep / file.name)) from None
        self.room.close()
        self.room.delete()


def prepare_folder(folder: Path) -> None:
    """Create the folder in which answers will be kept, readable by its owner only.

    Raises OutputError if it can't be written, and RoomError if there is something in it already,
    which might belong to another group.
    """
    shown = printable(str(folder))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        used = any(folder.iterdir())
        probe = folder / ".netztui-probe"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise explain_write_error(error, shown) from None
    if used:
        raise RoomError(
            N_("The folder {folder} is not empty."),
            N_("Choose a new one, so that no groups are mixed."),
            folder=shown,
        )
