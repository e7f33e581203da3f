"""States that a walk through the program does not come by: every kind of result, odd files."""

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from samples import SMALL

from netztui.archive.finished import Finished
from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.library import Entry
from netztui.questionnaire.model import RatingItem
from netztui.questionnaire.reading import QuestionnaireError, read
from netztui.scoring.score import score
from netztui.tui.screens.result import ResultScreen
from netztui.tui.views import ResultView
from tui.walking import BEGINNING

HOSTILE = "[bold]x[/] [@click=app.quit]q[/] $accent [_y] [Ja]"

LENIENT = SMALL.replace("[axis]", "[axis]\ndecided_at = 0.5\nbalanced_within = 20")
"""Decides sooner that somebody is balanced, which few answers never make certain."""

HUNTER, GATHERER = ("contacts", "expertise"), ("source", "diversity")


def levels(hunter: int | None, gatherer: int | None) -> dict[str, int | None]:
    """How each facet's questions are answered, 1 to 5; None for not at all."""
    return dict.fromkeys(HUNTER, hunter) | dict.fromkeys(GATHERER, gatherer)


def answered(level: Mapping[str, int | None], source: str = LENIENT) -> Assessment:
    """The questionnaire, each facet's questions answered at its level."""
    assessment = Assessment.begin(read(source.encode(), "small.toml"), random.Random(1))
    assessment = assessment.with_answer("networks-used", Answer(("linkedin", "mastodon"), 5.0))
    for place, (key, question) in enumerate(assessment.visible.items()):
        item = question.item
        if not isinstance(item, RatingItem):
            continue
        value = level.get(item.facet, 3 + place % 2) if item.facet else 3 + place % 2
        if value is not None:
            value = 6 - value if item.reverse else value
        assessment = assessment.with_answer(key, Answer(value, 5.0))
    return assessment.with_answer("next-step", Answer("[b] $plan @click", 9.0))


def result_screens() -> Iterator[tuple[str, ResultScreen]]:
    """A result for each placement that there is, and one without a position."""
    for name, assessment in (
        ("hunter", answered(levels(5, 1))),
        ("gatherer", answered(levels(1, 5))),
        ("both", answered(levels(5, 5))),
        ("neither", answered(levels(1, 1))),
        ("mixed", answered(levels(3, 3))),
        ("undecided", answered(levels(3, 3), SMALL)),
        ("no score", answered(levels(None, 3))),
    ):
        stored = StoredAssessment(
            id=name,
            assessment=assessment,
            language="en",
            started_at=BEGINNING,
            finished_at=BEGINNING,
            position=None,
            note="[i]note[/i] $accent",
            revision=1,
        )
        yield name, ResultScreen(ResultView(Finished(stored, score(assessment)), None))


def broken_and_hostile(_folder: object) -> tuple[Entry, ...]:
    """A questionnaire full of markup, and a file with a mistake."""
    hostile = re.sub(r'\b(de|en) = "([^"{]+)"', rf'\1 = "{HOSTILE} \2"', SMALL)
    entries = [Entry(Path("hostile.toml"), "own", read(hostile.encode(), "hostile.toml"))]
    try:
        read(SMALL.replace("for_each", "[for] each").encode(), "broken.toml")
    except QuestionnaireError as error:
        entries.append(Entry(Path("broken.toml"), "own", None, error.problems))
    return tuple(entries)
