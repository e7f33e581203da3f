"""What is promised of `netztui group`: a group of 1,000 people in under two seconds.

    python benchmarks/group_size.py [--people 1000] [--rounds 3]

The group is read from one file for each person and summed up with all figures. What the figures
take is also given as a multiple of scoring the same people, which does not depend on the machine.
The exit status is 1 if a promise is not kept; seconds are promised for an otherwise idle core.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from group.simulated import give, people

from netztui.group.reader import read_group
from netztui.group.report import group_report

SECONDS = 2.0
TIMES_SCORING = 2.0
"""How many times as long as scoring its people a group may take."""
NAME = "hunter-gatherer"


def main() -> int:
    """Measure, print, and say whether the promises are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    scoring, figures, reading = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        give(Path(folder) / "march", options.people, name=NAME)
        for _round in range(options.rounds):
            started = time.process_time()
            people(options.people, 1, name=NAME)
            scored = time.process_time()
            before, after = read_group([Path(folder) / "march"], NotImplemented)
            read = time.process_time()
            group_report(before, after)
            scoring.append(scored - started)
            reading.append(read - scored)
            figures.append(time.process_time() - read)
    times = median(figures) / median(scoring)
    total = median(reading) + median(figures)
    print(f"{options.people} people, from a file each: {total:.2f} s, promised {SECONDS} s")
    print(f"  reading and scoring the files: {median(reading):.2f} s")
    print(f"  all figures: {median(figures):.2f} s")
    print(f"  that is {times:.2f} times as long as scoring alone, promised {TIMES_SCORING}")
    return int(total > SECONDS or times > TIMES_SCORING)


if __name__ == "__main__":
    sys.exit(main())
