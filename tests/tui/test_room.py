"""The leader's screen of a room: the way in, how far everyone is, revealing, closing."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.color import Color
from textual.pilot import Pilot

from netztui.i18n.language import set_language
from netztui.room.host import Host
from netztui.settings.settings import Settings
from netztui.system import paths
from netztui.tui import room_view
from netztui.tui.room_view import RoomApp
from netztui.tui.screens.group import GroupScreen, PromptScreen
from netztui.tui.screens.room import ClosingDialog, RevealDialog, RevealedScreen, RoomScreen
from netztui.tui.widgets.qr_code import QRCode
from tui.rooms import ADDRESS, FakeRoom, host
from tui.test_monkey import bursts, post, settle
from tui.walking import Clock, press, resized, shown, until

SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (200, 60)]


@asynccontextmanager
async def leading(given: Host, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = RoomApp(given, Settings())
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def told(pilot: Pilot[None]) -> str:
    """What is shown in words, in one line."""
    lines = shown(pilot).translate(dict.fromkeys(map(ord, "│█▀▄"), " ")).split()
    return " ".join(lines)


def modules(pilot: Pilot[None], large: bool) -> list[list[bool]]:
    """The dark (True) and light modules of the code, by the colours on the screen."""
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    code = pilot.app.screen.query_one(QRCode)
    rows: list[list[bool]] = []
    for y in range(code.size.height):
        upper: list[bool] = []
        lower: list[bool] = []
        for segment in code.render_line(y):
            assert segment.style is not None
            ground = segment.style.bgcolor
            assert ground in {black, white}
            for sign in segment.text:
                dark = ground == black
                if sign != " ":
                    assert segment.style.color == black
                upper.append(dark or sign == "▀")
                lower.append(dark or sign == "▄")
        if large:
            assert upper[::2] == upper[1::2]
            rows.append(upper[::2])
        else:
            rows += [upper, lower]
    return rows


@pytest.mark.parametrize(
    ("size", "large"), [((60, 20), False), ((80, 24), False), ((120, 40), True)]
)
async def test_the_code_has_the_modules_of_the_standard_dark_on_light(
    size: tuple[int, int], large: bool
) -> None:
    segno = pytest.importorskip("segno", reason="needs the extra “room”")
    async with leading(host(), size) as pilot:
        drawn = modules(pilot, large)
    wanted = [
        [bool(one) for one in row]
        for row in segno.make_qr(ADDRESS, error="l", boost_error=True).matrix_iter(border=4)
    ]
    if not large:
        wanted.append([False] * len(wanted))
    assert drawn == wanted


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "de"])
async def test_the_address_is_never_cut_and_everything_fits(language: str) -> None:
    set_language(language)
    for lan in (True, False):
        given = host(FakeRoom(joined=112, done=3), lan=lan)
        async with leading(given) as pilot:
            for size in SIZES:
                await resized(pilot, size)
                text = "".join(told(pilot).split())
                assert given.address in text, size
                # The last sentence.
                assert ("readalong." if language == "en" else "mitlesen.") in text or not lan, size


async def test_the_figures_follow_the_room() -> None:
    room = FakeRoom()
    async with leading(host(room), (60, 20)) as pilot:
        assert "0 joined: 0 answering, 0 done. Can be revealed when 5 more are done." in told(pilot)
        room.joined, room.done = 7, 4
        await until(pilot, lambda: "7 joined: 3 answering, 4 done." in told(pilot))
        assert "when 1 more is done" in told(pilot)
        room.done = 5
        await until(pilot, lambda: "The group can be revealed." in told(pilot))
        await press(pilot, "ctrl+l")
        assert "7 dabei: 2 antworten noch, 5 fertig." in told(pilot)


async def test_without_the_network_there_is_no_code_to_scan() -> None:
    async with leading(host(lan=False)) as pilot:
        assert not pilot.app.screen.query_one(QRCode).display
        assert "Only this computer can open the address. With --lan" in told(pilot)


async def test_the_group_is_revealed_once_and_looked_at() -> None:
    room = FakeRoom(joined=12, done=4)
    async with leading(host(room)) as pilot:
        await press(pilot, "r", "enter", "w")
        assert isinstance(pilot.app.screen, RoomScreen)
        assert room.report is None
        room.done = 9
        await until(pilot, lambda: "The group can be revealed." in told(pilot))
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, RevealDialog)
        assert "those who are done by now" in told(pilot)
        await press(pilot, "n")
        assert room.report is None
        await press(pilot, "r", "enter")
        assert isinstance(pilot.app.screen, RevealedScreen)
        assert "The person in the middle" in told(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PromptScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, RoomScreen)
        assert "Revealed: 9 people." in told(pilot)
        assert "Reveal the group" not in told(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, GroupScreen)


async def test_a_plan_that_is_taken_back_is_gone_from_the_leaders_screen() -> None:
    room = FakeRoom(joined=9, done=9)
    async with leading(host(room), (80, 300)) as pilot:
        await press(pilot, "r", "enter")
        assert room.report is not None
        first, *others = room.report.summary.plans
        assert first in told(pilot)
        room.report = replace(room.report, summary=replace(room.report.summary, plans=(*others,)))
        await until(pilot, lambda: first not in told(pilot) and others[0] in told(pilot))


async def test_the_page_of_the_group_is_saved() -> None:
    room = FakeRoom(joined=9, done=9)
    async with leading(host(room)) as pilot:
        await press(pilot, "r", "enter", "w")
        await until(pilot, lambda: "The page was saved" in told(pilot))
    (page,) = paths.documents_folder().iterdir()
    assert page.name == "netztui-group-2026-03-01.html"
    assert page.read_text() == "9 people"


async def test_closing_asks_and_deletes() -> None:
    room = FakeRoom(joined=12, done=8)
    async with leading(host(room)) as pilot:
        for keep_open in ("enter", "n", "escape"):
            await press(pilot, "c")
            assert isinstance(pilot.app.screen, ClosingDialog)
            assert "4 people are still answering. All answers are deleted" in told(pilot)
            await press(pilot, keep_open)
            assert not room.closed
        await press(pilot, "c", "y")
        assert room.closed
        assert room.deleted
        assert "The room is closed, and its answers have been deleted." in told(pilot)
        assert ADDRESS not in told(pilot)
        assert not pilot.app.screen.query_one(QRCode).display
        await press(pilot, "q")
        assert pilot.app.return_code == 0


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_leaving_asks_the_same_question(key: str) -> None:
    room = FakeRoom(joined=3)
    async with leading(host(room)) as pilot:
        await press(pilot, key, key, key)
        assert isinstance(pilot.app.screen, ClosingDialog)
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, RoomScreen)
        assert pilot.app.return_code is None
        await press(pilot, key, "y")
        assert pilot.app.return_code == 0
    assert room.deleted


async def test_a_signal_leaves_the_room_open() -> None:
    room = FakeRoom(joined=3)
    async with leading(host(room)) as pilot:
        pilot.app.leave(15)
        await pilot.pause()
        assert pilot.app.return_code == 143
    assert not room.closed


async def test_what_is_kept_is_copied_before_the_rest_is_deleted(tmp_path: Path) -> None:
    files, kept = tmp_path / "group", tmp_path / "kept"
    files.mkdir()
    (files / "netztui-AAA.json").write_text("{}")
    room = FakeRoom(joined=1, done=1, folder=files)
    async with leading(host(room, keep=kept)) as pilot:
        await press(pilot, "c")
        assert "are kept in" in told(pilot)
        await press(pilot, "y")
        assert not room.closed
        assert not room.deleted
        await until(pilot, lambda: "The folder for" in told(pilot))
        kept.mkdir()
        await press(pilot, "c", "y")
        assert room.deleted
        assert "are in" in told(pilot)
    assert [file.name for file in kept.iterdir()] == ["netztui-AAA.json"]


async def test_nobody_for_four_hours_ends_the_program_and_not_the_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room_view, "LOOK", 0.01)
    clock, room = Clock(), FakeRoom(joined=3)
    async with leading(host(room, clock=clock)) as pilot:
        clock.now += timedelta(hours=3, minutes=59)
        room.idle_since = clock.now
        clock.now += timedelta(hours=3, minutes=59)
        await asyncio.sleep(0.05)
        await pilot.pause()
        assert pilot.app.is_running
        clock.now += timedelta(minutes=1)
        await until(pilot, lambda: not pilot.app.is_running or pilot.app._exit)
        assert pilot.app.idle
    assert not room.closed


async def test_a_monkey_neither_ends_the_program_nor_closes_the_room_unasked() -> None:
    left, chance, closings = bursts(random.Random(0), 1_000), random.Random(0), 0
    while left:
        room = FakeRoom()
        app = RoomApp(host(room), Settings())
        app.animation_level = "none"
        async with app.run_test(size=(80, 24)):
            while left and app.is_running and app.defect is None and not app._exit:
                presses, turns = left.pop()
                room.joined += chance.random() < 0.1
                room.done = min(room.joined, room.done + (chance.random() < 0.1))
                for one in presses:
                    if one[0] != "fault":
                        post(app, one)
                for _turn in range(turns):
                    await asyncio.sleep(0)
                if not turns:
                    await settle(app)
            assert app.defect is None
            closings += room.closed
        # Only a yes to the question ends it.
        assert room.closed or not left
    assert closings


def test_a_code_that_does_not_fit_is_not_cut() -> None:
    given = replace(host(), code=((True,) * 60,) * 60)
    code = QRCode(given.code)
    assert not code.fit(80, 24)
    assert code.fit(60, 30)
