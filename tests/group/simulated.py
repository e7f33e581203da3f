"""Simulated people for the tests of groups."""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from netztui.assessment.assessment import Answer, Assessment
from netztui.batch.simulation import draw
from netztui.group.file_format import contribution, to_bytes
from netztui.group.people import Person
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.score import score_row

SHORT = "hunter-gatherer-short"
DAY = date(2026, 3, 2)


@cache
def shipped_key(name: str = SHORT) -> ScoringKey:
    return scoring_key(read_file(shipped_folder() / f"{name}.toml"))


def people(
    n: int, seed: int = 1, *, name: str = SHORT, skips: float = 0.0, day: date | None = DAY
) -> list[Person]:
    """`n` people with codes P000, P001, …; `skips` is the share of ratings without an answer."""
    key, rng = shipped_key(name), random.Random(seed)
    found = []
    for place, (raws, values) in enumerate(draw(key, n, rng)):
        given = [None if rng.random() < skips else raw for raw in raws]
        skipped = {item for item, raw in zip(key.counted, given, strict=True) if raw is None}
        answers = {name: value for name, value in values.items() if name not in skipped}
        when = None if day is None else day + timedelta(days=rng.randrange(5))
        plan = (f"plan {place} of {seed}",) if place % 3 == 0 else ()
        found.append(Person(score_row(key, given, answers), f"P{place:03}", when, plan))
    return found


def give(folder: Path, n: int, seed: int = 1, *, day: date = DAY, name: str = SHORT) -> list[Path]:
    """Write the files of `n` people into `folder`, as the program does; returns their paths."""
    key = shipped_key(name)
    folder.mkdir(exist_ok=True)
    paths = []
    for place, (_raws, values) in enumerate(draw(key, n, random.Random(seed))):
        answers = {name: Answer(value) for name, value in values.items() if value != "…"}
        assessment = Assessment(key.questionnaire, answers)
        given = contribution(assessment, f"P{place:03}", day, with_plan=False)
        paths.append(folder / f"{place:03}.json")
        paths[-1].write_bytes(to_bytes(given))
    return paths
