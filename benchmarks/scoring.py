"""`netztui score`: rows a second, and memory that does not grow with the rows.

The rows have 32 ratings, those of the poles of the included questionnaire. Seconds are of a core,
for reading, scoring and writing; the start of the program is subtracted, which a table of one row
takes, and with NumPy a tenth of the rows.
"""

import csv
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import tomlkit
from measuring import Line, Run, home, in_turn, run

SHIPPED = Path(__file__).parent.parent / "questions" / "hunter-gatherer.toml"
PLAIN, ARRAYS, TIMES = 8_000, 150_000, 12
"""Rows a second without NumPy and with it, and how many times as many these are."""
GROWTH = 1.2
"""How much larger the process may become with ten times the rows."""
PSYCH = "R's psych publishes 227,000 scale means/s, without errors, intervals or placements"
WITHOUT_NUMPY = (
    "import sys; sys.modules['numpy'] = None; from netztui.__main__ import main; sys.exit(main())"
)


def poles_alone(target: Path) -> list[str]:
    """Write the included questionnaire with the poles of its axis alone; returns its items."""
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
    """Answers of `count` people who lean one way or the other; a fifth of them skip some."""
    chance = random.Random(1)
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", *items])
        for person in range(count):
            level, skips = chance.uniform(1.5, 4.5), 0.1 * (chance.random() < 0.2)
            answers = [min(5, max(1, round(chance.gauss(level, 1)))) for _ in items]
            rows.writerow([person, *("" if chance.random() < skips else raw for raw in answers)])


def lines(*, quick: bool) -> Iterator[Line]:
    """The figures."""
    count = 100_000 if quick else 200_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = poles_alone(folder / "poles.toml")
        # The plain path is slower, so that fewer rows take as long.
        sizes = {"start": 1, "few": count // 10, "plain": count // 10, "arrays": count}
        for size in sizes.values():
            write_answers(folder / f"{size}.csv", items, size)

        def score(size: int, *, plain: bool) -> Run:
            start = ["-c", WITHOUT_NUMPY] if plain else ["-m", "netztui"]
            paths = [str(folder / file) for file in ("poles.toml", f"{size}.csv")]
            output = ["--output", str(folder / "out.csv"), "--force"]
            return run([sys.executable, *start, "score", *paths, *output], home(folder))

        without = ("plain",) if find_spec("numpy") else tuple(sizes)
        taken = in_turn(
            1 if quick else 3,
            {what: partial(score, size, plain=what in without) for what, size in sizes.items()},
        )
    rates = {
        what: (sizes[what] - sizes[less]) / (taken[what].cpu - taken[less].cpu)
        for what, less in (("plain", "start"), ("arrays", "few"))
    }
    note = f"{1e6 / rates['plain']:.0f} µs a row"
    yield Line("score", rates["plain"], PLAIN, "rows/s", note, at_least=True)
    if "arrays" not in without:
        note = f"{1e6 / rates['arrays']:.1f} µs a row; {PSYCH}"
        yield Line("score with NumPy", rates["arrays"], ARRAYS, "rows/s", note, at_least=True)
        times = rates["arrays"] / rates["plain"]
        yield Line("with NumPy to without", times, TIMES, at_least=True)
    few, many = taken["few"].memory, taken["arrays"].memory
    note = f"{sizes['few']:,} rows {few:.0f} MB; {count:,} rows {many:.0f} MB"
    yield Line("memory, ten times the rows", many / few, GROWTH, note=note)
