"""Walking through netztui with Textual's pilot: opening it, answering, reading what is shown."""

import random
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from netztui.archive.archive import Archive
from netztui.settings.settings import Settings
from netztui.tui.app import NetztuiApp
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.screens.result import ResultScreen
from netztui.tui.widgets.question import QuestionView

CHARACTERS = {"enter": "\r", "space": " "}
BEGINNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that only advances when told to."""

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@asynccontextmanager
async def running(
    archive: Archive,
    *,
    settings: Settings | None = None,
    clock: Clock | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Pilot[None]]:
    """netztui on a screen of `size`, with its start screen loaded."""
    app = NetztuiApp(
        archive,
        settings or Settings(advance="at-once"),
        clock=clock or Clock(),
        randomness=random.Random(1),
    )
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await furnished(pilot)
        yield pilot


async def furnished(pilot: Pilot[None]) -> None:
    """Wait until the start screen has its panels, or another one is above it."""
    app = pilot.app
    await until(pilot, lambda: app._entries is not None)
    await until(pilot, lambda: app._home._menu.is_mounted or app.screen is not app._home)
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until a condition holds; raises the program's defect if it has crashed."""
    deadline = time.monotonic() + 60
    while not holds():
        if pilot.app.defect is not None:
            raise pilot.app.defect
        assert time.monotonic() < deadline, "what was waited for did not come"
        await pilot.pause(0.005)


async def resized(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait until the screen has it."""
    app = pilot.app
    if app.size != size:
        await pilot.resize_terminal(*size)
        # Textual passes it on to the screens a moment later.
        await until(pilot, lambda: app.size == size and app._resize_event is None)
        await handled(pilot)


def shown(pilot: Pilot[None]) -> str:
    """The visible lines of the screen, without trailing spaces."""
    _width, height = pilot.app.size
    visible_screen_stack.set(pilot.app._background_screens)
    strips = pilot.app.screen._compositor.render_strips()
    text = "\n".join(strip.text.rstrip() for strip in strips[:height]).rstrip()
    return text.translate({0xA0: " ", 0x202F: " "})


def asked(pilot: Pilot[None]) -> str:
    """The key of the question on the screen."""
    assert isinstance(pilot.app.screen, AssessmentScreen)
    view = pilot.app.screen.query_one(QuestionView)
    assert view.shown is not None
    return view.shown.question.key


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they bring is painted, however busy the computer is."""
    await pilot.press(*keys)
    await pilot.pause()
    await until(pilot, lambda: not _is_waited_for(pilot.app))


async def press_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys in one burst, and wait until all are handled."""
    for key in keys:
        character = CHARACTERS.get(key, key if len(key) == 1 else None)
        pilot.app.post_message(events.Key(key, character))
    await handled(pilot)


async def handled(pilot: Pilot[None]) -> None:
    """Wait until the program has handled every message, however busy the computer is."""
    for _time in range(2):
        await pilot.pause()
        await until(pilot, lambda: not _is_waited_for(pilot.app))
    await pilot.pause()


def _is_waited_for(app: App[None]) -> bool:
    """Whether messages are to be handled, or something is to be done after the next frame."""
    pumps = (app, *app._registry)
    later = any(screen._callbacks or screen._next_callbacks for screen in app.screen_stack[-1:])
    return later or any(one.message_queue_size for one in pumps)


async def answer_all(
    pilot: Pilot[None], digits: Sequence[int], *, networks: str = "2", plan: str = ""
) -> None:
    """From the start screen through the whole questionnaire to the result, perhaps with a plan."""
    await press(pilot, "enter")
    await press(pilot, *networks, "enter", "1")
    if asked(pilot) == "plan-outcome":
        await press(pilot, "2")
    await press_at_once(pilot, *map(str, digits))
    for _network in networks:
        await press_at_once(pilot, *"14", "enter", *"42")
    await until(pilot, lambda: isinstance(pilot.app.screen, OverviewScreen))
    await press(pilot, "f")
    if plan:
        await press(pilot, "p")
        await press_at_once(pilot, *plan, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        await press(pilot, "home")


def widgets(pilot: Pilot[None]) -> Iterator[Widget]:
    yield from pilot.app.screen.walk_children(Widget)


def open_archive(folder: Path) -> Archive:
    return Archive.open(folder / "archive.sqlite")
