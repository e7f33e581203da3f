"""Every screen at every size in both languages: nothing overflows, nothing is left untranslated."""

import string
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from textual.pilot import Pilot

from netztui import i18n
from netztui.tui.content import plain
from netztui.tui.widgets.keybar import KeyBar, entries, fitting
from tui.walking import Clock, answer_all, open_archive, press, running, shown

GATHERING = [(place * 7 + place // 5) % 5 + 1 for place in range(44)]
MIXED = [(place * 3 + 2) % 5 + 1 for place in range(44)]
SIZES = [(80, 24), (60, 20), (120, 40), (200, 60)]


async def stops(pilot: Pilot[None], clock: Clock) -> AsyncIterator[str]:
    """Walk through the program, telling the name of each stop."""
    yield "home, empty"
    await press(pilot, "enter")
    yield "several choices"
    await press(pilot, "1", "2", "enter")
    yield "first rating"
    await press(pilot, "enter")
    yield "hint"
    await press(pilot, "5")
    yield "second rating"
    await press(pilot, "question_mark")
    yield "help"
    await press(pilot, "escape", "g")
    yield "go to"
    await press(pilot, "4", "6", "enter")
    yield "number"
    await press(pilot, "9", "9", "enter")
    yield "refused number"
    await press(pilot, "backspace", "backspace", "enter")
    yield "grid"
    await press(pilot, "r")
    yield "overview, open questions"
    await press(pilot, "escape", "escape")
    yield "home, draft"
    await press(pilot, "delete")
    yield "confirm"
    await press(pilot, "enter")
    await answer_all(pilot, GATHERING)
    yield "first result"
    await press(pilot, "end")
    yield "end of the result"
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
    await press(pilot, "escape", "escape")
    yield "home, result"
    await press(pilot, "ctrl+p")
    await pilot.pause(0.3)
    yield "palette"


def foreign_sentences(language: str) -> list[str]:
    """Parts of the other language's sentences that can't be this one's."""
    path = Path(i18n.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "netztui.po"
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
    """What stands between the fields, where it is long enough to be told from chance."""
    parts = [part.strip() for part, _name, _spec, _kind in string.Formatter().parse(text)]
    return [part for part in parts if len(part) > 9 and " " in part]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_fits_and_speaks_one_language(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    i18n.use_language(language)
    foreign = foreign_sentences(language)
    assert len(foreign) > 100
    clock = Clock()
    with open_archive(tmp_path) as archive:
        async with running(archive, clock=clock, size=size) as pilot:
            async for stop in stops(pilot, clock):
                told = shown(pilot)
                assert len(told.splitlines()) <= size[1], stop
                assert all(plain(line).cell_length <= size[0] for line in told.splitlines()), stop
                together = " ".join(told.split())
                assert [part for part in foreign if part in together] == [], stop
                for bar in pilot.app.screen.query(KeyBar):
                    line = told.splitlines()[-1]
                    kept = fitting([one for one in entries(bar.screen) if one.shown], size[0] - 2)
                    assert kept, stop
                    for entry in kept:
                        assert f"{entry.brief} {i18n._(entry.description)}" in line, stop
