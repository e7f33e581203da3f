"""Every screen and state in both languages: it fits, and is all in one language.

Each frame at 80×24 and 120×40 is kept as text next to this file. The default run looks at 80×24 in
German, whose sentences are longer; the slow tests look at both, at the smallest size, and at
everything in English. Look at what changed before accepting it with `pytest -m '' --snapshot-update`.
"""

import string
from collections.abc import AsyncIterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from netztui.archive.errors import LockedError
from netztui.i18n import catalogue
from netztui.i18n.language import set_language
from netztui.settings.settings import Settings
from netztui.tui.content import plain
from netztui.tui.room_view import RoomApp
from netztui.tui.screens.dialogs import TroubleScreen
from netztui.tui.screens.group import GroupScreen
from netztui.tui.widgets.keybar import KeyBar, fitting, key_hints
from tui.rooms import FakeRoom, host
from tui.states import broken_and_hostile, result_screens, workshop
from tui.walking import (
    Clock,
    answer_all,
    furnished,
    open_archive,
    press,
    resized,
    running,
    shown,
    until,
)

GATHERING = [(place * 7 + place // 5) % 5 + 1 for place in range(44)]
MIXED = [(place * 3 + 2) % 5 + 1 for place in range(44)]
KEPT = [(80, 24), (120, 40)]
SMALLEST = [(60, 20)]


@pytest.fixture
def _draw_when_looked_at() -> None:
    """Draw every frame, as on a terminal."""


async def answering(pilot: Pilot[None], clock: Clock) -> AsyncIterator[str]:
    """From the first launch to the first result; yields the name of each stop."""
    yield "home, empty"
    await press(pilot, "enter")
    yield "several choices"
    await press(pilot, "1", "2", "down")
    yield "several choices, chosen and highlighted"
    await press(pilot, "enter")
    yield "choice"
    await press(pilot, "1")
    yield "first rating"
    await press(pilot, "enter")
    yield "hint"
    await press(pilot, "5", "backspace", "down", "down")
    yield "rating, chosen and highlighted"
    await press(pilot, "question_mark")
    yield "help"
    await press(pilot, "escape", "g")
    yield "go to"
    await press(pilot, "4", "7", "enter")
    yield "number"
    await press(pilot, "9", "9", "enter")
    yield "refused number"
    await press(pilot, "backspace", "backspace", "enter")
    yield "grid"
    await press(pilot, "4", "2")
    yield "grid, second network"
    await press(pilot, "enter", "4", "2")
    yield "overview, open questions"
    await press(pilot, "escape", "escape")
    yield "home, draft"
    await press(pilot, "delete")
    yield "confirm"
    await press(pilot, "enter")
    await answer_all(pilot, GATHERING)
    yield "first result"
    await press(pilot, "space")
    yield "second page of the result"
    await press(pilot, "end")
    yield "end of the result"
    await press(pilot, "f")
    yield "all figures"
    await press(pilot, "p")
    yield "plan"
    await press(pilot, *"One post a week", "enter")
    yield "planned"
    await press(pilot, "escape")
    yield "home, one result"
    await press(pilot, "ctrl+p")
    await pilot.pause(0.3)
    yield "palette"


async def looking_back(pilot: Pilot[None], clock: Clock) -> AsyncIterator[str]:
    """With two results in the archive."""
    await answer_all(pilot, GATHERING, plan="One post a week")
    await press(pilot, "escape")
    clock.pass_days(90)
    await answer_all(pilot, MIXED, networks="13")
    yield "second result"
    await press(pilot, "c")
    yield "comparison"
    await press(pilot, "end")
    yield "end of the comparison"
    await press(pilot, "escape", "v")
    yield "history"
    await press(pilot, "n")
    yield "note"
    await press(pilot, *"[b] mine", "enter", "space")
    yield "history, marked and noted"
    await press(pilot, "space", "t")
    yield "timeline"
    await press(pilot, "t")
    yield "both scales"
    await press(pilot, "question_mark")
    yield "help of the history"
    await press(pilot, "escape", "escape", "escape", "v", "delete")
    yield "history, one deleted"
    await press(pilot, "delete")
    yield "history, empty"
    await press(pilot, "escape")
    await furnished(pilot)
    yield "home, all deleted"
    trouble = LockedError(Path("/home/anna/netztui/archive.sqlite"))
    pilot.app.push_screen(TroubleScreen(trouble))
    await pilot.pause()
    yield "trouble"


async def states(pilot: Pilot[None], clock: Clock) -> AsyncIterator[str]:
    """Every kind of result, a broken questionnaire, and one with hostile text."""
    yield "home, broken and hostile"
    for name, screen in result_screens():
        pilot.app.push_screen(screen)
        await pilot.pause()
        yield f"result, {name}"
        await press(pilot, "escape")
    pilot.app.push_screen(GroupScreen(workshop()))
    await pilot.pause()
    yield "group"
    await press(pilot, "pagedown")
    yield "second page of the group"
    await press(pilot, "p")
    yield "question for a group"
    await press(pilot, "escape")
    pilot.app.pop_screen()
    await pilot.pause()
    await press(pilot, "enter")
    yield "hostile choices"
    await press(pilot, "1", "enter")
    yield "hostile rating"
    await press(pilot, "r")
    yield "hostile overview"


async def settled(pilot: Pilot[None]) -> str:
    """What the screen shows once it has stayed the same for a while."""
    told, same = "", 0
    while same < 2:
        await pilot.pause(0.005)
        before, told = told, shown(pilot)
        same = same + 1 if told == before else 0
    return told


WALKS = {"answering": answering, "looking back": looking_back, "states": states}


@cache
def foreign_sentences(language: str) -> list[str]:
    """Parts of the other language's sentences that no sentence of this language contains."""
    path = Path(catalogue.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "netztui.po"
    english, german = set(), set()
    for entry in read_po(BytesIO(path.read_bytes())):
        if entry.id:
            english |= set(entry.id if isinstance(entry.id, tuple) else (entry.id,))
            german |= set(entry.string if isinstance(entry.string, tuple) else (entry.string,))
    here, there = (german, english) if language == "de" else (english, german)
    words = {part for text in there for part in constant_parts(text)}
    mine = "\n".join(here)
    return [part for part in words if part not in mine]


def constant_parts(text: str) -> list[str]:
    """The text between the fields, if it is too long to occur by chance."""
    parts = [part.strip() for part, _name, _spec, _kind in string.Formatter().parse(text)]
    return [part for part in parts if len(part) > 9 and " " in part]


@pytest.mark.slow
@pytest.mark.parametrize("walk", WALKS)
async def test_every_screen_fits_into_the_smallest_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, walk: str
) -> None:
    assert len(await walked(tmp_path, monkeypatch, walk, "de", SMALLEST)) > 5


@pytest.mark.parametrize(
    ("walk", "language"),
    [
        ("answering", "de"),
        pytest.param("answering", "en", marks=pytest.mark.slow),
        ("looking back", "de"),
        pytest.param("looking back", "en", marks=pytest.mark.slow),
        ("states", "de"),
        pytest.param("states", "en", marks=pytest.mark.slow),
    ],
)
async def test_every_screen_fits_and_speaks_one_language(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    frames: SnapshotAssertion,
    walk: str,
    language: str,
    thorough: bool,
) -> None:
    sizes = KEPT if thorough else KEPT[:1]
    for stop, by_size in (await walked(tmp_path, monkeypatch, walk, language, sizes)).items():
        kept = {size: without_scrollbar(told, size) for size, told in by_size.items()}
        assert kept == frames(name=stop), stop


async def in_a_room(pilot: Pilot[None], room: FakeRoom) -> AsyncIterator[str]:
    """The leader's screen from the first participant to the end."""
    yield "room, some are done"
    await press(pilot, "question_mark")
    yield "help of the room"
    room.done = 9
    await press(pilot, "escape")
    await until(pilot, lambda: pilot.app.check_action("reveal", ()) is True)
    pilot.app.screen.look()
    yield "room, enough are done"
    await press(pilot, "r")
    yield "revealing"
    await press(pilot, "enter", "escape", "c")
    yield "closing"
    await press(pilot, "y")
    yield "room, closed"


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
async def test_the_leaders_screen_fits_and_speaks_one_language(
    frames: SnapshotAssertion, language: str, thorough: bool
) -> None:
    set_language(language)
    sizes = KEPT if thorough else KEPT[:1]
    foreign, room = foreign_sentences(language), FakeRoom(joined=12, done=3)
    app = RoomApp(host(room), Settings())
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        async for stop in in_a_room(pilot, room):
            kept = {}
            for size in sizes:
                await resized(pilot, size)
                kept[size] = without_scrollbar(told := await settled(pilot), size)
                look(pilot, told, size, foreign, stop)
            await resized(pilot, (80, 24))
            assert kept == frames(name=stop), stop


def without_scrollbar(told: str, size: tuple[int, int]) -> str:
    """The frame without the ends of the scrollbar, which lie between two lines."""
    lines = [
        line[:-1].rstrip() if len(line) == size[0] and line[-1] in "▁▂▃▄▅▆▇" else line
        for line in told.splitlines()
    ]
    return "\n".join(lines)


async def walked(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    walk: str,
    language: str,
    sizes: list[tuple[int, int]],
) -> dict[str, dict[tuple[int, int], str]]:
    """Look at each stop of a walk in each size; returns the frames by stop and size."""
    set_language(language)
    foreign = foreign_sentences(language)
    assert len(foreign) > 100
    if walk == "states":
        monkeypatch.setattr("netztui.questionnaire.library.available", broken_and_hostile)
    clock = Clock()
    found: dict[str, dict[tuple[int, int], str]] = {}
    with open_archive(folder) as archive:
        async with running(archive, clock=clock, size=(80, 24)) as pilot:
            async for stop in WALKS[walk](pilot, clock):
                for size in sizes:
                    await resized(pilot, size)
                    found.setdefault(stop, {})[size] = told = await settled(pilot)
                    look(pilot, told, size, foreign, stop)
                await resized(pilot, (80, 24))
    return found


def look(
    pilot: Pilot[None], told: str, size: tuple[int, int], foreign: list[str], stop: str
) -> None:
    """Check that nothing overflows, every key hint is whole, and no text is in the other language."""
    assert len(told.splitlines()) <= size[1], stop
    assert all(plain(line).cell_length <= size[0] for line in told.splitlines()), stop
    together = " ".join(told.split())
    assert [part for part in foreign if part in together] == [], stop
    for bar in pilot.app.screen.query(KeyBar):
        line = told.splitlines()[-1]
        kept = fitting([one for one in key_hints(bar.screen) if one.shown], size[0] - 2)
        assert kept, stop
        for entry in kept:
            assert entry.text in line, stop


@pytest.mark.parametrize("language", ["de", "en"])
async def test_a_terminal_that_becomes_too_small_is_told(
    tmp_path: Path, frames: SnapshotAssertion, language: str
) -> None:
    set_language(language)
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            await resized(pilot, (40, 10))
            assert {(40, 10): shown(pilot)} == frames(name="too small")
            await resized(pilot, (80, 24))
            assert "XING" in shown(pilot)
