"""A room without participants, for the leader's screen: its figures are set by hand."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from netztui.group.report import GroupReport
from netztui.group.summary import GroupError
from netztui.i18n.message import LazyText
from netztui.questionnaire.model import Questionnaire
from netztui.room.host import Host
from netztui.room.room import Room, RoomCounts
from tui.states import own_questionnaire, workshop
from tui.walking import BEGINNING, Clock

ADDRESS = "http://192.168.178.125:18765/j/K7QMXR"


@dataclass
class FakeRoom:
    """Has what the leader needs of a room."""

    joined: int = 0
    done: int = 0
    minimum: int = 5
    questionnaire: Questionnaire = field(default_factory=own_questionnaire)
    closed: bool = False
    deleted: bool = False
    report: GroupReport | None = None
    idle_since: datetime = BEGINNING
    folder: Path = Path("nowhere")
    asked: int = 0
    missing = Room.missing

    def counts(self) -> RoomCounts:
        self.asked += 1
        return RoomCounts(self.joined, self.joined - self.done, self.done)

    @property
    def participants(self) -> SimpleNamespace:
        revealed = [""] * (9 if self.report is not None else 0)
        record = SimpleNamespace(revealed=revealed)
        return SimpleNamespace(record=record, files=SimpleNamespace(folder=self.folder))

    def reveal(self) -> GroupReport:
        if self.done < self.minimum:
            raise GroupError(LazyText("Too few."), LazyText("Wait for more."))
        self.report = workshop(9)
        return self.report

    def close(self) -> None:
        self.closed = True

    def delete(self) -> None:
        self.deleted = True


@dataclass
class FakeServer:
    """Serves nobody until it is stopped."""

    addresses: Sequence[str] = (ADDRESS,)
    failed: Callable[[Exception], None] = print
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self) -> None:
        await self.stopped.wait()

    @property
    def group_addresses(self) -> Sequence[str]:
        return [f"{address}/group" for address in self.addresses]

    def stop(self) -> None:
        self.stopped.set()


def host(
    room: FakeRoom | None = None,
    *,
    lan: bool = True,
    keep: Path | None = None,
    clock: Callable[[], datetime] | None = None,
    make_page: Callable[[GroupReport], str] = lambda report: f"{report.summary.people} people",
) -> Host:
    """A room in the network, or with `lan` False on this computer only."""
    pytest.importorskip("segno", reason="needs the extra “room”")
    from netztui.web.room.qr import qr_code

    address = ADDRESS if lan else "http://127.0.0.1:8765/j/K7QMXR"
    return Host(
        room or FakeRoom(),
        FakeServer((address,)),
        make_page,
        clock or Clock(),
        network="192.168.178.125" if lan else None,
        code=qr_code(address) if lan else (),
        keep=keep,
    )
