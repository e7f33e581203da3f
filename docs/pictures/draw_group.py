"""Draws the pictures of a group beside this file, for docs/workshop.md.

    COLORTERM=truecolor python docs/pictures/draw_group.py

They show what `netztui group` shows about fourteen made-up people.
"""

import asyncio
import random
from datetime import date
from itertools import zip_longest
from pathlib import Path

from netztui.batch.simulation import draw
from netztui.group.people import Person
from netztui.group.report import GroupReport, group_report
from netztui.i18n.language import set_language
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row
from netztui.settings.settings import Settings
from netztui.tui.group_view import GroupApp

HERE = Path(__file__).parent
DAY = date(2026, 3, 2)
PLANS = (
    "When somebody asks about my field, I answer the same day.",
    "On Mondays I look for two people in the wind energy industry.",
    "When the timer rings, I close the networks.",
)


def group() -> GroupReport:
    """Fourteen people, of whom three let the group see their plans."""
    key = scoring_key(read_file(shipped_folder() / "hunter-gatherer-short.toml"))
    simulated = draw(key, 14, random.Random(47))  # noqa: S311  # no secret
    people = [
        Person(score_row(key, raws, answers), None, DAY, (plan,) if plan else ())
        for (raws, answers), plan in zip_longest(simulated, PLANS, fillvalue="")
    ]
    return group_report((), people)


async def draw_group() -> None:
    """The group, and the first of its discussion questions."""
    app = GroupApp(group(), Settings(language="en"))
    async with app.run_test(size=(104, 36)) as pilot:
        for name, keys in (("group", ()), ("group-question", ("p",))):
            await pilot.press(*keys)
            await pilot.pause(0.5)
            picture = app.export_screenshot(title="netztui group march")
            (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    set_language("en")
    asyncio.run(draw_group())
