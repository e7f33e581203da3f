"""Draws the pictures beside this file with the program's own screenshot function.

    python docs/pictures/draw.py

They show what a made-up person who answers three times sees. A walk is a few of these frames one
after the other in one file, by CSS alone.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
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
SUMMER = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
GATHERING = {"source": 4, "many-contacts": 4, "variety": 4, "keeping": 4, "sidetracked": 4}
BOTH = {"targeted-contacts": 3, "expertise": 3, "source": 4, "many-contacts": 3, "variety": 3}
HUNTING = {"targeted-contacts": 4, "expertise": 4, "offering": 4, "presence": 3, "source": 3}

PLANS = {"de": "Jeden Dienstag ein Beitrag", "en": "One post each Tuesday"}


def digits(levels: Mapping[str, int]) -> str:
    """The keys of a person who answers each facet at its level (1..5, otherwise 2), or near it."""
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


def film(frames: Sequence[tuple[str, float]]) -> str:
    """Screens as one SVG that shows each for its seconds, again and again.

    Readers who prefer less motion see only the last one.
    """
    total, start, parts, rules = sum(seconds for _frame, seconds in frames), 0.0, [], []
    for place, (frame, seconds) in enumerate(frames):
        # Two frames have the same names of classes and clippings for different things.
        own = re.sub(r"terminal(-\d+)?-", f"f{place}-", frame)
        own = re.sub(r"@font-face \{.*?\}", "", own, flags=re.DOTALL) if place else own
        parts.append(own.replace("<svg ", f'<svg id="f{place}" ', 1))
        first, end = (100 * moment / total for moment in (start, start + seconds))
        rules += [
            f"#f{place} {{ animation: k{place} {total}s step-end infinite; }}",
            (
                f"@keyframes k{place} {{ 0% {{ visibility: {'hidden' if first else 'visible'}; }}"
                f" {first:.2f}% {{ visibility: visible; }} {end:.2f}% {{ visibility: hidden; }} }}"
            ),
        ]
        start += seconds
    box = re.search(r'viewBox="[^"]*"', parts[0])
    still = "svg svg { animation: none !important; }"
    style = "\n".join([*rules, f"@media (prefers-reduced-motion: reduce) {{ {still} }}"])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box[0] if box else ""}>',
            f"<style>{style}</style>",
            *parts,
            "</svg>",
        ]
    )


async def draw(language: str) -> None:
    """All pictures in one language."""
    set_language(language)
    now = SPRING
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NETZTUI_CONFIG_DIR"] = folder
        with Archive.open(Path(folder) / "archive.sqlite") as archive:
            app = NetztuiApp(archive, Settings(advance="at-once"), clock=lambda: now)
            app.animation_level = "none"
            frames: list[tuple[str, float]] = []

            async def frame(pilot: Pilot[None], seconds: float, *keys: str) -> str:
                await pilot.press(*keys)
                await pilot.pause(0.3)
                frames.append((app.export_screenshot(title="netztui"), seconds))
                return frames[-1][0]

            def keep(name: str, picture: str) -> None:
                (HERE / f"{name}-{language}.svg").write_text(picture, encoding="utf-8")

            async with app.run_test(size=(84, 30)) as pilot:
                await frame(pilot, 2.5)
                await frame(pilot, 1.2, "enter")
                await frame(pilot, 0.5, "2")
                await frame(pilot, 1.0, "5")
                await pilot.press("enter", "1", *digits(GATHERING)[:1])
                await frame(pilot, 1.5, "down", "down")
                keep("question", await frame(pilot, 0.7, "space"))
                await pilot.press("escape", "delete", "enter")
                await pilot.pause()
                await answer(pilot, "1" + digits(GATHERING))
                await frame(pilot, 3)
                keep("walk", film(frames))
                await pilot.press("p", *PLANS[current_language()], "enter", "escape")
                now = SUMMER
                await answer(pilot, "12" + digits(BOTH))
                await pilot.press("p", *PLANS[current_language()], "enter", "escape")
                now = AUTUMN
                await answer(pilot, "12" + digits(HUNTING))
                keep("result", await frame(pilot, 3))
                await pilot.resize_terminal(120, 40)
                keep("history", await frame(pilot, 3, "h"))


if __name__ == "__main__":
    os.environ |= {"TZ": "Europe/Berlin", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    asyncio.run(draw("en"))
    asyncio.run(draw("de"))
