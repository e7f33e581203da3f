"""A room whose leader reads and writes lines."""

import asyncio
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from tui.rooms import ADDRESS, FakeRoom, host
from tui.walking import Clock

from netztui.archive.errors import LockedError
from netztui.i18n.language import set_language
from netztui.line_mode import room as room_dialog
from netztui.line_mode.room import RoomDialog
from netztui.system import paths

INTERRUPT = 2


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_dialog, "EVERY", 0.01)


class Leader:
    """Enters lines; `said` is what has been written since it was last asked for."""

    def __init__(self, room: FakeRoom, **given: object) -> None:
        self.host = host(room, **given)
        self.target = StringIO()
        self.dialog = RoomDialog(self.host, self.target)
        self.read = 0

    async def __aenter__(self) -> "Leader":
        self.running = asyncio.create_task(self.dialog.run())
        await asyncio.sleep(0.02)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.dialog.enter(None)
        await asyncio.wait_for(self.running, 10)

    async def said(self, *events: str | int | None) -> str:
        for event in events:
            self.dialog.enter(event)
        await asyncio.sleep(0.05)
        text = self.target.getvalue()[self.read :]
        self.read += len(text)
        return text


async def test_the_way_in_is_written_once_and_the_counts_when_they_change() -> None:
    room = FakeRoom()
    async with Leader(room) as leader:
        begun = await leader.said()
        assert f"\n{ADDRESS}\n" in begun
        assert "could read along" in " ".join(begun.split())
        # On paper: the dark modules are printed.
        assert begun.count("█▀▀▀▀▀█") == 3
        assert begun.count("joined:") == 1
        assert await leader.said() == ""
        room.joined = 2
        assert await leader.said() == (
            "2 joined: 2 answering, 0 done. Can be revealed when 5 more are done.\n"
        )
        assert ADDRESS in await leader.said("")


async def test_the_group_is_revealed_with_a_yes_and_written_again() -> None:
    room = FakeRoom(joined=9, done=4)
    async with Leader(room) as leader:
        assert "1 more is done" in await leader.said("reveal")
        assert "Nothing is revealed yet." in await leader.said("page")
        room.done = 9
        assert "The group can be revealed." in await leader.said()
        assert "Reveal the group now?" in await leader.said("/r")
        assert "Nothing was changed." in await leader.said("no")
        assert room.report is None
        revealed = await leader.said("rev", "y")
        assert "Where everyone stands:" in revealed
        assert f"For the projector:\n{ADDRESS}/group\n" in revealed
        assert "Revealed: 9 people." in revealed
        assert "Where everyone stands:" in await leader.said("reveal")
        assert "The page was saved as" in " ".join((await leader.said("page")).split())
    assert [page.suffix for page in paths.documents_folder().iterdir()] == [".html"]


@pytest.mark.parametrize("event", ["close", "/c", "q", INTERRUPT])
async def test_closing_asks_first(event: str | int) -> None:
    room = FakeRoom(joined=1)
    async with Leader(room) as leader:
        assert "All answers are deleted" in await leader.said(event)
        assert "Nothing was changed." in await leader.said("n")
        assert not room.closed
        assert "The room is closed" in await leader.said(event, "y")
        assert leader.running.done()
    assert room.deleted


@pytest.mark.parametrize("events", [(None,), (INTERRUPT, INTERRUPT)])
async def test_the_end_of_the_input_leaves_the_room_open(events: tuple[int | None]) -> None:
    room = FakeRoom(joined=1)
    async with Leader(room) as leader:
        await leader.said(*events)
        assert leader.running.done()
    assert not room.closed


async def test_commands_are_words_of_the_language() -> None:
    async with Leader(FakeRoom(joined=1)) as leader:
        assert "/r, /reveal: reveal the group" in await leader.said("help")
        assert "1 dabei" in await leader.said("language")
        assert "Den Raum schließen?" in await leader.said("schließen")
        await leader.said("nein")
        assert "Diesen Befehl gibt es hier nicht." in await leader.said("gehen")
    set_language("en")


async def test_what_went_wrong_is_said(tmp_path: Path) -> None:
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "one.json").touch()
    room = FakeRoom(joined=1, done=1, folder=tmp_path / "group")
    async with Leader(room, keep=tmp_path / "gone") as leader:
        for _twice in range(2):
            leader.host.server.failed(LockedError(tmp_path / "answers"))
        leader.host.server.failed(ValueError())
        said = " ".join((await leader.said()).split())
        assert said.count("is locked by another program.") == 1
        assert isinstance(leader.host.defect, ValueError)
        assert "The folder for" in await leader.said("close", "y")
        assert not room.closed


async def test_nobody_for_four_hours_ends_the_program_and_not_the_room() -> None:
    clock, room = Clock(), FakeRoom(joined=1)
    async with Leader(room, clock=clock) as leader:
        clock.now += timedelta(hours=4)
        assert "Nobody has used the room for four hours" in await leader.said()
        assert leader.running.done()
    assert not room.closed
