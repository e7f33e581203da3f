"""What is promised of `netztui score`, measured: rows a second, and memory that does not grow.

    python benchmarks/score_rate.py [--rounds 3] [--rows 100000]

The rows have 32 ratings, those of the poles of the shipped questionnaire. The command alternates
with the least that can be done, on the same machine: a process that reads the rows and scores
them and does nothing else. Times are from the start of a program to its end. The exit status is 1
if a promise is not kept; rows a second are promised for an otherwise idle core.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import tomlkit

SHIPPED = Path(__file__).parent.parent / "questions" / "hunter-gatherer.toml"
RATE = 6_000
"""Rows a second."""
GROWTH = 1.5
"""How much larger the process may become with a hundred times the rows."""

NOTHING_ELSE = """
import csv, sys
from pathlib import Path

from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row

key = scoring_key(read_file(Path(sys.argv[1])))
with open(sys.argv[2], encoding="utf-8", newline="") as source:
    rows = csv.reader(source)
    next(rows)
    for row in rows:
        score_row(key, [int(cell) if cell else None for cell in row[1:]])
"""


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    seconds: float
    cpu: float
    """Seconds of processor time."""
    memory: float
    """Megabytes at most."""


def poles_alone(target: Path) -> list[str]:
    """Write the shipped questionnaire with the poles of its axis alone; returns its items."""
    content = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    poles = {content["axis"]["low"], content["axis"]["high"]}
    facets = {facet for pole in poles for facet in content["scales"][pole]["facets"]}
    content["scales"] = {name: content["scales"][name] for name in poles}
    content["facets"] = {name: content["facets"][name] for name in facets}
    known = facets | poles
    for kind in ("advice", "prompts"):
        content[kind] = [one for one in content[kind] if one.get("when", {}).keys() <= known]
    items = []
    for section in content["sections"]:
        section["items"] = [
            item for item in section["items"] if "facet" not in item or item["facet"] in facets
        ]
        items += [item["id"] for item in section["items"] if "facet" in item]
    content["sections"] = [section for section in content["sections"] if section["items"]]
    target.write_text(tomlkit.dumps(content), encoding="utf-8")
    return items


def write_answers(target: Path, items: list[str], count: int) -> None:
    """Answers of `count` people who lean one way or the other and skip now and then."""
    randomness = random.Random(1)
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", *items])
        for person in range(count):
            level = randomness.uniform(1.5, 4.5)
            answers = [min(5, max(1, round(randomness.gauss(level, 1)))) for _ in items]
            skipped = randomness.random() < 0.2
            rows.writerow([person, *(["", *answers[1:]] if skipped else answers)])


def run(command: list[str]) -> Run:
    """Run a program to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    count = arguments.rows
    with tempfile.TemporaryDirectory() as folder:
        questionnaire, out = Path(folder, "poles.toml"), Path(folder, "out.csv")
        items = poles_alone(questionnaire)
        answers = {rows: Path(folder, f"{rows}.csv") for rows in (count // 100, count)}
        for rows, path in answers.items():
            write_answers(path, items, rows)

        def score(rows: int) -> Run:
            return run(
                [sys.executable, "-m", "netztui", "score", str(questionnaire), str(answers[rows]),
                 "--output", str(out), "--force"]
            )  # fmt: skip

        few = score(count // 100)
        alone, netztui = [], []
        for _ in range(arguments.rounds):
            alone.append(
                run([sys.executable, "-c", NOTHING_ELSE, str(questionnaire), str(answers[count])])
            )
            netztui.append(score(count))
    print(f"{arguments.rounds} rounds, {count} rows of {len(items)} ratings, medians")
    for name, runs in (("scoring alone", alone), ("netztui score", netztui)):
        seconds, cpu = (median([getattr(one, what) for one in runs]) for what in ("seconds", "cpu"))
        print(
            f"{name:24} {count / seconds:8.0f} rows/s  {cpu / count * 1e6:6.0f} µs of a core a row"
        )
    theirs, ours = (median([one.seconds for one in runs]) for runs in (alone, netztui))
    memory = median([one.memory for one in netztui])
    print(f"{'ratio':24} {theirs / ours:8.2f}")
    print(f"{'promised':24} {RATE:8} rows/s on an idle core")
    print(
        f"memory {few.memory:.1f} MB at {count // 100} rows, {memory:.1f} MB at {count}; "
        f"ratio {memory / few.memory:.2f}, promised {GROWTH}"
    )
    return 0 if count / ours >= RATE and memory / few.memory <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
