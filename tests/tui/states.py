"""States that a normal run does not reach: every kind of result, broken and hostile files."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from group.simulated import DAY, people
from samples import SMALL

from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.group.report import GroupReport, group_report
from netztui.history.history import ScoredAssessment
from netztui.questionnaire.library import LibraryEntry, shipped_folder
from netztui.questionnaire.model import Questionnaire, RatingItem
from netztui.questionnaire.validation.reader import QuestionnaireError, read
from netztui.scoring.score import score
from netztui.tui.screens.result import ResultScreen
from tui.walking import BEGINNING

HOSTILE = "[bold]x[/] [@click=app.quit]q[/] $accent [_y] [Ja]"

HUNTER = ("targeted-contacts", "expertise", "presence", "offering")
GATHERER = ("source", "many-contacts", "variety", "keeping")


@cache
def own_questionnaire() -> Questionnaire:
    """The included questionnaire."""
    path = shipped_folder() / "hunter-gatherer.toml"
    return read(path.read_bytes(), path.name)


Levels = tuple[int, int] | None
"""The two values, 1 to 5, between which answers alternate; None for no answers."""


def answered(hunter: Levels, gatherer: Levels) -> Assessment:
    """netztui's own questionnaire, answered consistently: each pole's questions at its levels."""
    levels = dict.fromkeys(HUNTER, hunter) | dict.fromkeys(GATHERER, gatherer)
    assessment = Assessment.begin(own_questionnaire(), random.Random(1))
    assessment = assessment.with_answer("networks-used", Answer(("linkedin", "mastodon"), 5.0))
    assessment = assessment.with_answer("wanted", Answer("work", 5.0))
    for place, (key, question) in enumerate(assessment.visible.items()):
        item = question.item
        if isinstance(item, RatingItem):
            between = levels.get(item.facet or "", (2, 4))
            if between is not None:
                value = between[place // 3 % 2]
                value = 6 - value if item.reverse else value
                assessment = assessment.with_answer(key, Answer(value, 5.0))
    later = replace(assessment, after_result=True)
    planned = later.with_answer("plan", Answer("[b] $plan @click", 9.0))
    return replace(planned, after_result=False)


def result_screens() -> Iterator[tuple[str, ResultScreen]]:
    """A result for each placement, and one without a position."""
    for name, assessment in (
        ("hunter", answered((4, 5), (1, 2))),
        ("gatherer", answered((1, 3), (3, 4))),
        ("leaning-hunter", answered((1, 4), (2, 3))),
        ("leaning-gatherer", answered((1, 1), (1, 3))),
        ("both", answered((4, 4), (4, 5))),
        ("neither", answered((1, 1), (1, 2))),
        ("mixed", answered((2, 4), (3, 4))),
        ("undecided", answered((1, 5), (3, 5))),
        ("no score", answered(None, (3, 4))),
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
        result = score(assessment)
        assert (result.placement or "no score") == name
        yield name, ResultScreen(ScoredAssessment(stored, result), None)


@cache
def workshop(n: int = 14) -> GroupReport:
    """`n` people on two occasions."""
    return group_report(people(n, 1), people(n, 2, day=DAY + timedelta(days=90)))


def broken_and_hostile(_folder: object) -> tuple[LibraryEntry, ...]:
    """A questionnaire full of markup, and a file with a mistake."""
    hostile = re.sub(r'\b(de|en) = "([^"{]+)"', rf'\1 = "{HOSTILE} \2"', SMALL)
    entries = [LibraryEntry(Path("hostile.toml"), "own", read(hostile.encode(), "hostile.toml"))]
    try:
        read(SMALL.replace("for_each", "[for] each").encode(), "broken.toml")
    except QuestionnaireError as error:
        entries.append(LibraryEntry(Path("broken.toml"), "own", None, error.diagnostics))
    return tuple(entries)
