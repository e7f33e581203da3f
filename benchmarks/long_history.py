"""Measures what is promised about long histories: 10,000 results next to 20, in turn.

    python benchmarks/long_history.py [--rounds 5]

Opening the history, and each key in it, from the key until the words it brings up are painted.
Exit status 1 if a promise is not kept.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from driving import Driven

from netztui.archive.archive import Archive
from netztui.archive.sqlite.codec import summary_columns, time_to_text
from netztui.assessment.assessment import Answer, Assessment
from netztui.i18n.formats import day
from netztui.questionnaire.library import find
from netztui.scoring.score import score

FEW, MANY = 20, 10_000
NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
OPENING, KEY = 2.0, 1.5
"""How many times as long the long history may take."""


@dataclass
class Measured:
    """Seconds."""

    opening: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)


def lived(folder: Path, results: int) -> None:
    """An archive with a result a day; the answers are the same, the days are not."""
    questionnaire = find("hunter-gatherer", folder).questionnaire
    if questionnaire is None:
        raise SystemExit("The questionnaire that ships cannot be read.")
    chance = random.Random(1)
    assessment = Assessment.begin(questionnaire, chance)
    assessment = assessment.with_answer("networks-used", Answer(("linkedin",)))
    for key in assessment.keys:
        if key in questionnaire.ratings:
            assessment = assessment.with_answer(key, Answer(chance.randint(1, 5)))
    figures = summary_columns(score(assessment))
    with Archive.open(folder / "archive.sqlite") as archive:
        first = archive.begin(assessment, "en", NEWEST)
        archive.finish(first, score(assessment), NEWEST)
        # Through the archive's own methods, each a transaction of its own, it would take an hour.
        with archive.writing() as connection:
            connection.executemany(
                "INSERT INTO assessment (id, questionnaire, language, orders, started_at,"
                " finished_at, axis, axis_se, axis_low95, axis_high95, intensity, placement,"
                " scoring_version) SELECT ?, questionnaire, language, orders, started_at,"
                " ?, ?, ?, ?, ?, ?, ?, ? FROM assessment WHERE id = ?",
                [
                    (str(uuid4()), time_to_text(NEWEST - timedelta(days=place)), *figures, first)
                    for place in range(1, results)
                ],
            )


def days(*places: int) -> Iterator[bytes]:
    """The dates of the results at these places, as they are painted."""
    for place in places:
        yield day(NEWEST - timedelta(days=place)).encode()


def look(folder: Path, results: int, measured: Measured) -> None:
    """One round: open the history, go down, to its end, and up."""
    environment = {"NETZTUI_DATA_DIR": str(folder), "NETZTUI_CONFIG_DIR": str(folder)}
    with Driven([sys.executable, "-m", "netztui"], environment) as program:
        program.until(b"Everything stays")
        program.settle(0.5)
        pressed = program.type(b"v")
        measured.opening.append(program.until(next(days(0))) - pressed)
        program.settle(0.3)
        down, up, end = b"\x1b[B", b"\x1b[A", b"\x1b[F"
        last = results - 1
        keys = [*[down] * 8, end, *[up] * 8]
        places = [*range(1, 9), last, *range(last - 1, last - 9, -1)]
        for key, painted in zip(keys, days(*places), strict=True):
            pressed = program.type(key)
            measured.keys.append(program.until(painted) - pressed)
            program.settle(0.05)
        program.type(b"q")
        program.wait()


def main() -> int:
    """Measure, print, and compare with what is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    few, many = Measured(), Measured()
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder, "few"), Path(folder, "many")
        lived(short, FEW)
        lived(long, MANY)
        look(short, FEW, Measured())
        for _round in range(rounds):
            look(short, FEW, few)
            look(long, MANY, many)
    kept = True
    for name, one, other, limit in (
        ("opening the history", few.opening, many.opening, OPENING),
        ("a key in it", few.keys, many.keys, KEY),
    ):
        ratio = median(other) / median(one)
        kept &= ratio <= limit
        print(
            f"{name:24} {FEW} results {median(one) * 1000:7.1f} ms  {MANY:,} results"
            f" {median(other) * 1000:7.1f} ms  ratio {ratio:5.2f}  promised {limit}"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
