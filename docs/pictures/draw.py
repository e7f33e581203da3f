"""Draws the pictures beside this file with the program's own screenshot function.

    python docs/pictures/draw.py

A made-up person answers twice; what is drawn is what netztui shows then.
"""

import asyncio
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from netztui.archive.archive import Archive
from netztui.i18n.language import current_language, set_language
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.settings.settings import Settings
from netztui.tui.app import NetztuiApp

HERE = Path(__file__).parent
SPRING = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
GATHERING = {"source": 4, "many-contacts": 4, "variety": 4, "keeping": 4, "sidetracked": 4}
HUNTING = {"targeted-contacts": 3, "expertise": 4, "offering": 3, "source": 4, "variety": 3}

PLANS = {"de": "Jeden Dienstag ein Beitrag", "en": "One post each Tuesday"}


def digits(levels: Mapping[str, int]) -> str:
    """The keys of somebody who answers each facet at its level (1..5, otherwise 2), or near it."""
    questionnaire = read_file(shipped_folder() / "hunter-gatherer.toml")
    pressed = []
    for place, (item, scale) in enumerate(questionnaire.ratings.values()):
        if item.facet is not None:
            level = levels.get(item.facet, 2)
            near = min(5, max(1, level + (place % 7 == 0) - (place % 5 == 0)))
            value = scale.values[-near] if item.reverse else scale.values[near - 1]
            pressed.append(str(value))
    return "".join(pressed)


async def answer(pilot: Pilot[None], keys: str) -> None:
    """From the start screen to the result; `keys` answer what comes after the networks."""
    await pilot.press("enter", "2", "5", "enter", *keys)
    await pilot.press(*"20", "enter", "4", "3", *"8", "enter", "3", "2", "f")
    await pilot.pause()


async def draw(language: str) -> None:
    """All pictures in one language."""
    set_language(language)
    now = SPRING
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NETZTUI_CONFIG_DIR"] = folder
        with Archive.open(Path(folder) / "archive.sqlite") as archive:
            app = NetztuiApp(archive, Settings(advance="at-once"), clock=lambda: now)
            async with app.run_test(size=(84, 34)) as pilot:
                await pilot.pause(0.5)
                await answer(pilot, "1" + digits(GATHERING))
                await pilot.press("p", *PLANS[current_language()], "enter", "escape")
                now = AUTUMN
                await answer(pilot, "12" + digits(HUNTING))
                picture = app.export_screenshot(title="netztui")
                (HERE / f"result-{language}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    os.environ["TZ"] = "Europe/Berlin"
    asyncio.run(draw("en"))
    asyncio.run(draw("de"))
