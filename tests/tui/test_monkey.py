"""A monkey at the keyboard: random keys, clicks and sizes neither end the program nor lose a word.

What is pressed is posted in bursts, and the program gets only a few turns in between, so that
the second key of a burst can meet a screen that the first has closed. If the program fails, the
test prints the shortest presses that make it fail again.
"""

import asyncio
import itertools
import os
import random
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from samples import KINDS, PLANNED, SMALL
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.keys import _character_to_key

from netztui.archive.archive import Archive
from netztui.i18n.language import set_language
from netztui.settings.settings import Settings
from netztui.tui import preview
from netztui.tui.app import NetztuiApp
from netztui.tui.base_app import BaseApp
from netztui.tui.preview import PreviewApp
from netztui.tui.screens.assessment import AssessmentScreen
from tui.lived import live, wandering
from tui.walking import Clock, furnished, open_archive
from tui.walking import press as press_keys

PRESSES = 1_500
SLOW_PRESSES = 20_000
SLOW_RUNS = int(os.environ.get("NETZTUI_MONKEYS", "10"))
"""With 50 of them, a million presses: `NETZTUI_MONKEYS=50 pytest -m slow tests/tui/test_monkey.py`."""

SCREENS = {
    "HomeScreen",
    "AssessmentScreen",
    "OverviewScreen",
    "ResultScreen",
    "HistoryScreen",
    "ComparisonScreen",
    "NoteScreen",
    "GoToScreen",
    "ConfirmScreen",
    "UnfinishedScreen",
    "HelpScreen",
    "TooSmallScreen",
    "TroubleScreen",
    "Palette",
}
"""Every screen that keys lead to, or an archive that cannot be written."""

KEYS: dict[str, float] = {
    "enter": 60,
    "escape": 14,
    "down": 14,
    "up": 8,
    "left": 4,
    "right": 10,
    "space": 10,
    "backspace": 5,
    "delete": 6,
    "tab": 4,
    "shift+tab": 4,
    "home": 2,
    "end": 4,
    "pageup": 2,
    "pagedown": 2,
    "f1": 2,
    "ctrl+p": 6,
    "ctrl+l": 2,
    "ctrl+c": 0.3,
    "ctrl+q": 0.1,
    "ctrl+a": 1,
    "ctrl+e": 1,
    "ctrl+k": 1,
    "ctrl+u": 1,
    "ctrl+w": 1,
    "ctrl+v": 1,
    "ctrl+x": 1,
    **dict.fromkeys("12345", 12),
    **dict.fromkeys("06789", 3),
    **dict.fromkeys("abdeijklmoqwxz?ß漢[/", 1),
    **dict.fromkeys("cfghnrstuvy", 8),
    "q": 0.3,
}
WAYS = [
    "v n",
    "v c",
    "v enter c",
    "v enter p",
    "v enter p p enter f",
    "v t",
    "enter g",
    "enter 1 enter 1 enter escape home delete",
    "enter 1 enter 1 r f",
    "enter 1 enter 1 r f y",
    "f1",
    "ctrl+p",
    "tiny",
    "fault enter 1 enter heal",
]
"""Keys from the start screen to screens that random keys seldom find."""
TINY = (30, 10)
STEPS = {"tiny": ("resize", TINY), "fault": ("fault", True), "heal": ("fault", False)}
"""Steps of a way that are not keys."""
SIZES = [(80, 24), (60, 20), (80, 24), (120, 30), TINY]
TEXTS = ["12", "plan", "one\ntwo", "\x1b[31mred", "ä" * 300, "[b]$x[/b]", "", "-1", "\u202eabc"]

Press = tuple[str, Any]
Burst = tuple[tuple[Press, ...], int]
"""Presses at once, and how many turns the program then gets; none is as many as it needs."""


def bursts(randomness: random.Random, presses: int) -> list[Burst]:
    """What the monkey does: about half of its bursts are the same key again and again."""
    made: list[Burst] = []
    keys, weights = list(KEYS), list(KEYS.values())
    # Where a way leads depends on what is in the archive then, so each is taken a few times.
    ways = 3 * WAYS
    randomness.shuffle(ways)
    while presses > 0:
        if ways and randomness.random() < 0.2:
            way = ways.pop().split()
            made += [((("key", "escape"),), 8)] * 5 + [((("resize", SIZES[0]),), 0)]
            made += [((STEPS.get(step, ("key", step)),), 0) for step in way]
            presses -= len(way)
        kinds = {"key": 40, "mouse": 4, "resize": 0.5, "paste": 1, "focus": 1, "fault": 0.5}
        kind = randomness.choices([*kinds], [*kinds.values()])[0]
        one: list[Press] = []
        if kind == "key":
            length = randomness.choice([1, 2, 4, 16, 64, 256])
            pressed = randomness.choices(keys, weights, k=length)
            if randomness.random() < 0.4:
                pressed = pressed[:1] * length
            one = [("key", key) for key in pressed]
        elif kind == "mouse":
            for _click in range(randomness.choice([1, 1, 2])):
                place = randomness.randrange(80), randomness.randrange(24)
                there = place
                if randomness.random() < 0.2:
                    there = randomness.randrange(80), randomness.randrange(24)
                one.append(("mouse", (place, there)))
        elif kind == "resize":
            one = [("resize", randomness.choice(SIZES))]
        elif kind == "paste":
            one = [("paste", randomness.choice(TEXTS))]
        elif kind == "fault":
            one = [("fault", randomness.random() < 0.3)]
        else:
            one = [("focus", randomness.random() < 0.5)]
        presses -= len(one)
        made.append((tuple(one), randomness.choice([0, 0, 1, 2, 3, 5, 20])))
    return made


def post(app: App[None], press: Press) -> None:
    """Hand the program what a terminal would report."""
    kind, what = press
    if kind == "key":
        character = {"enter": "\r", "tab": "\t", "space": " "}.get(what)
        if len(what) == 1:
            character = what
            what = what if what.isalnum() else _character_to_key(what)
        app.post_message(events.Key(what, character))
    elif kind == "mouse":
        (x, y), (to_x, to_y) = what
        ways = [(events.MouseMove, x, y), (events.MouseDown, x, y)]
        if (x, y) != (to_x, to_y):
            ways.append((events.MouseMove, to_x, to_y))
        for event, column, row in [*ways, (events.MouseUp, to_x, to_y)]:
            app.post_message(
                event(None, column, row, 0, 0, 1, False, False, False, column, row, None)
            )
    elif kind == "resize":
        assert app._driver is not None
        app._driver._size = what
        app.post_message(events.Resize(Size(*what), Size(*what)))
    elif kind == "paste":
        app.post_message(events.Paste(what))
    else:
        app.post_message(events.AppFocus() if what else events.AppBlur())


@dataclass
class Seen:
    """What the monkey came by."""

    presses: int = 0
    bursts: int = 0
    screens: Counter[str] = field(default_factory=Counter)
    states: set[tuple[str, ...]] = field(default_factory=set)

    def look(self, app: NetztuiApp) -> None:
        """Count where the program is now."""
        if not app.screen_stack:
            return
        top = app.screen
        self.screens[type(top).__name__] += 1
        state = [type(screen).__name__ for screen in app.screen_stack]
        if isinstance(top, AssessmentScreen):
            state.append(type(top.question.item).__name__)
        state.append(str(getattr(top, "_view", ""))[:8])
        self.states.add(tuple(state))


class Monkey:
    """Opens netztui in a folder of its own and presses; opens it again when it was left.

    Whenever it is open, the keys of `way` are pressed first, one after the other.
    """

    def __init__(self, folder: Path, way: Sequence[str]) -> None:
        self.seen = Seen()
        self._folder, self._way = folder, way
        own = folder / "questionnaires"
        own.mkdir(parents=True)
        (own / "small.toml").write_text(PLANNED, encoding="utf-8")
        (own / "kinds.toml").write_text(KINDS, encoding="utf-8")
        self._settings = Settings(advance="at-once", questionnaires=own)

    async def play(self, todo: Sequence[Burst]) -> None:
        """Press it all."""
        left = list(reversed(todo))
        with open_archive(self._folder) as archive:
            live(archive, wandering(3), source=PLANNED)
            while left:
                await self._run(archive, left)
            assert integrity(self._folder / "archive.sqlite") == []

    async def _run(self, archive: Archive, left: list[Burst]) -> None:
        app = NetztuiApp(archive, self._settings, clock=Clock(), randomness=random.Random(1))
        app.animation_level = "none"
        async with app.run_test(size=(80, 24)) as pilot:
            if self._way:
                await furnished(pilot)
                await press_keys(pilot, *self._way)
                self.seen.look(app)
            while left and app.is_running and app.defect is None and not app._exit:
                presses, turns = left.pop()
                for press in presses:
                    if press[0] == "fault":
                        make_read_only(archive, press[1])
                    else:
                        post(app, press)
                self.seen.presses += len(presses)
                self.seen.bursts += 1
                if turns:
                    for _turn in range(turns):
                        await asyncio.sleep(0)
                else:
                    await settle(app)
                    self.seen.look(app)
                    check_stored(app, archive)
        make_read_only(archive, False)


def make_read_only(archive: Archive, now: bool) -> None:
    """Have each change of the archive fail, as it does on a disk that cannot be written."""
    archive._connection.execute(f"PRAGMA query_only = {now}")


async def settle(app: BaseApp) -> None:
    """Wait until the program has handled all that it was handed."""
    quiet = 0
    while quiet < 3 and app.is_running and app.defect is None:
        await asyncio.sleep(0)
        busy = any(not pump._message_queue.empty() for pump in (app, *app.screen_stack))
        quiet = 0 if busy else quiet + 1


def check_stored(app: NetztuiApp, archive: Archive) -> None:
    """Every answer that the program shows is in the archive."""
    for screen in app.screen_stack:
        if isinstance(screen, AssessmentScreen) and not screen.assessment.is_void:
            store = screen._session._store
            id_ = store.result if screen.assessment.after_result else store.draft
            stored = archive.load(id_).assessment.answers
            shown = dict(screen.assessment.answers)
            lost = {key: one for key, one in shown.items() if stored.get(key) != one}
            assert not lost, (lost, {key: stored.get(key) for key in lost}, app.screen_stack)


def integrity(file: Path) -> list[Any]:
    """What SQLite finds wrong in the archive."""
    connection = sqlite3.connect(file)
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        foreign = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    return [row for row in whole if row != ("ok",)] + foreign


async def shortest(
    todo: Sequence[Burst], fails: Callable[[Sequence[Burst]], Awaitable[bool]]
) -> list[Burst]:
    """As few bursts as still fail, found by leaving some away (delta debugging)."""
    kept, parts, tries = list(todo), 2, 80
    while len(kept) > 1 and tries:
        size = max(1, len(kept) // parts)
        for start in range(0, len(kept), size):
            fewer = kept[:start] + kept[start + size :]
            tries -= 1
            if fewer and await fails(fewer):
                kept, parts = fewer, max(2, parts - 1)
                break
            if not tries:
                break
        else:
            if size == 1:
                break
            parts *= 2
    return kept


async def let_play(folder: Path, seed: int, presses: int, way: Sequence[str] = ()) -> Seen:
    """Have a monkey press so often; a failure comes with the shortest way to it."""
    todo = bursts(random.Random(seed), presses)
    folders = (folder / str(number) for number in itertools.count())

    async def play(some: Sequence[Burst]) -> tuple[Seen, BaseException | None]:
        set_language("en")
        monkey = Monkey(next(folders), way)
        (error,) = await asyncio.gather(monkey.play(some), return_exceptions=True)
        return monkey.seen, error

    async def fails(some: Sequence[Burst]) -> bool:
        return isinstance((await play(some))[1], type(error))

    seen, error = await play(todo)
    if error is not None:
        few = await shortest(todo[: seen.bursts], fails)
        raise AssertionError(f"after {seen.presses} presses; repeat with {few!r}") from error
    return seen


# A selection that changes as a screen closes: Textual makes the coroutine and never runs it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine 'Screen._watch_selections':RuntimeWarning"
)


@pytest.fixture
def _draw_when_looked_at() -> None:
    """Draw every frame, as on a terminal."""


async def test_a_monkey_neither_ends_the_program_nor_loses_an_answer(tmp_path: Path) -> None:
    seen = await let_play(tmp_path, 0, PRESSES)
    assert seen.presses >= PRESSES
    assert len(SCREENS & seen.screens.keys()) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, SLOW_RUNS + 1))
async def test_a_monkey_with_many_presses(tmp_path: Path, seed: int) -> None:
    seen = await let_play(tmp_path, seed, SLOW_PRESSES)
    assert seen.presses >= SLOW_PRESSES
    # Which screens a monkey meets depends on how fast it is served: one in forty misses one.
    assert len(SCREENS - seen.screens.keys()) <= 3
    assert len(seen.states) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
async def test_a_monkey_among_the_questions_after_a_result(tmp_path: Path, seed: int) -> None:
    # Random keys seldom find these, so it begins there.
    seen = await let_play(tmp_path, seed, 100, ("v", "enter", "p"))
    assert any({"ResultScreen", "AssessmentScreen"} <= set(state) for state in seen.states)
    assert seen.presses >= 100


@pytest.mark.slow
async def test_a_monkey_does_not_end_a_preview_whose_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "INTERVAL", 0.01)
    file = tmp_path / "small.toml"
    versions = itertools.cycle([PLANNED, SMALL.replace("for_each", "[for] each"), KINDS])
    settings = Settings(advance="at-once")
    left, seen = bursts(random.Random(1), 600), set()
    while left:
        file.write_text(PLANNED, encoding="utf-8")
        app = PreviewApp(file, settings, clock=Clock(), randomness=random.Random(1))
        async with app.run_test(size=(80, 24)):
            while left and app.is_running and app.defect is None and not app._exit:
                presses, turns = left.pop()
                if len(left) % 5 == 0:
                    file.write_text(next(versions), encoding="utf-8")
                    await asyncio.sleep(0.02)
                for press in presses:
                    if press[0] != "fault":
                        post(app, press)
                await asyncio.sleep(0.01 * (turns == 0))
                await settle(app)
                seen |= {type(screen).__name__ for screen in app.screen_stack}
    assert seen >= {"ProblemsScreen", "AssessmentScreen", "HelpScreen"}
