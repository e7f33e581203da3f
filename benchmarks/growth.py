"""What a long history or a large group costs: FEW, SOME and MANY results.

A screen must not notice the length of the history. What reads or writes every result may take as
many times as long as there are more results, and no longer.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from driving import Driven
from measuring import NETZTUI, Line, Waits, home, run

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from group.simulated import give

from netztui.archive.archive import Archive
from netztui.archive.sqlite.codec import time_to_text
from netztui.assessment.assessment import Answer, Assessment
from netztui.i18n.formats import day
from netztui.questionnaire.library import find
from netztui.scoring.score import score

FEW, SOME, MANY = 10, 1_000, 10_000
NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
WAITS = {
    "first frame": 1.1,
    "opening the history": 1.5,
    "a key in the history": 1.5,
    "the timeline": 1.5,
}
"""How many times as long a user may wait with MANY results."""
LINEAR = 11.0
"""How many times as long as SOME results MANY may take, which are ten times as many."""
PEOPLE_SECONDS = 2.0
"""What 1,000 people may take as a group, in seconds of a core."""
NAME = "hunter-gatherer"
COMMANDS = (
    ("export", "export", "--output", "{folder}/{size}.json", "--force"),
    ("export as a table", "export", "--format", "csv"),
    ("import", "import", "{folder}/{size}.json"),
    ("list the history", "history"),
    ("group", "group", "{folder}/people{size}"),
)
"""What reads or writes every result, with its arguments."""


def history(folder: Path, results: int) -> None:
    """An archive with a result a day; the answers are the same, the days are not."""
    questionnaire = find(NAME, folder).questionnaire
    if questionnaire is None:
        raise SystemExit("The included questionnaire can't be read.")
    chance = random.Random(1)
    assessment = Assessment.begin(questionnaire, chance)
    assessment = assessment.with_answer("networks-used", Answer(("linkedin",)))
    for key in assessment.keys:
        if key in questionnaire.ratings:
            assessment = assessment.with_answer(key, Answer(chance.randint(1, 5)))
    (folder / "data").mkdir(parents=True)
    with Archive.open(folder / "data" / "archive.sqlite") as archive:
        first = archive.begin(assessment, "en", NEWEST)
        for key, one in assessment.answers.items():
            archive.record(first, key, one, None, NEWEST)
        archive.finish(first, score(assessment), NEWEST)
        # Through the archive's own methods, each a transaction of its own, it would take an hour.
        copies = [
            {
                "first": first,
                "id": str(uuid4()),
                "at": time_to_text(NEWEST - timedelta(days=place)),
            }
            for place in range(1, results)
        ]
        with archive.writing() as connection:
            connection.executemany(
                "INSERT INTO assessment (id, questionnaire, language, orders, started_at,"
                " finished_at, axis, axis_se, axis_low95, axis_high95, intensity, placement,"
                " scoring_version) SELECT :id, questionnaire, language, orders, :at, :at, axis,"
                " axis_se, axis_low95, axis_high95, intensity, placement, scoring_version"
                " FROM assessment WHERE id = :first",
                copies,
            )
            connection.executemany(
                "INSERT INTO answer SELECT :id, key, value, seconds, :at FROM answer"
                " WHERE assessment = :first",
                copies,
            )


def look(folder: Path, results: int, waits: Waits) -> None:
    """One round: open the history, go down, to its end, and up; then its picture over time."""
    with Driven(NETZTUI, home(folder)) as program:
        waits["first frame"].append(program.until(b"Everything stays") - program.started)
        program.settle(0.5)

        def press(key: bytes, awaited: bytes, wait: str = "a key in the history") -> None:
            pressed = program.type(key)
            waits[wait].append(program.until(awaited) - pressed)
            program.settle(0.1)

        press(b"v", on_day(0), "opening the history")
        down, up, end, last = b"\x1b[B", b"\x1b[A", b"\x1b[F", results - 1
        for place in range(1, 5):
            press(down, on_day(place))
        press(end, on_day(last))
        for place in range(last - 1, last - 5, -1):
            press(up, on_day(place))
        press(b"t", b"Scales", "the timeline")
        program.type(b"q")
        program.wait()


def on_day(place: int) -> bytes:
    """The date of the result at this place, as it is painted."""
    return day(NEWEST - timedelta(days=place)).encode()


def screens(folder: Path, rounds: int, many: int) -> Iterator[Line]:
    """A short history and a long one, in turn: each wait is compared with the one before it."""
    short, long = Waits(list), Waits(list)
    for place in range(rounds + 1):
        if place == 1:  # The first round compiles modules and warms the disk's cache.
            short.clear()
            long.clear()
        look(folder / str(FEW), FEW, short)
        look(folder / str(many), many, long)
    for what, promised in WAITS.items():
        few, lots = median(short[what]), median(long[what])
        note = f"{FEW} results {few * 1000:.0f} ms; {many:,} results {lots * 1000:.0f} ms"
        pairs = zip(short[what], long[what], strict=True)
        times = median(longer / shorter for shorter, longer in pairs)
        yield Line(f"{what}, long history", times, promised, note=note)


def lines(*, quick: bool) -> Iterator[Line]:
    """The figures."""
    sizes = (FEW, 300, 3_000) if quick else (FEW, SOME, MANY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            history(folder / str(size), size)
            give(folder / f"people{size}", size, name=NAME)
        yield from screens(folder, 2 if quick else 12, sizes[-1])

        for what, *arguments in COMMANDS:
            taken = []
            for size in sizes:
                shutil.rmtree(folder / "new", ignore_errors=True)
                own = folder / ("new" if what == "import" else str(size))
                words = [word.format(folder=folder, size=size) for word in arguments]
                taken.append(run([*NETZTUI, *words], home(own)).cpu)
            some, many = taken[1:]
            note = "; ".join(
                f"{size:,}: {cpu:.2f} s" for size, cpu in zip(sizes, taken, strict=True)
            )
            yield Line(f"{what}, ten times as much", many / some, LINEAR, note=note)
            if what == "group" and SOME in sizes:
                yield Line(f"group of {SOME:,} people", some, PEOPLE_SECONDS, "s")
