"""Everything that is promised about speed, next to what this machine measures.

    python benchmarks/run.py [--quick] [commands screens growth scoring room]

Most figures are ratios within one run, because seconds mean little on another machine; run it
while nothing else is busy. --quick takes fewer rounds and smaller amounts, for a first look. Other
libraries are compared if they are installed: `pip install questionary inquirer-textual`. Exit
status 1 if a promise is not kept.
"""

import argparse
import os
import sys
from importlib import import_module

from measuring import Line

NAMES = ("commands", "screens", "growth", "scoring", "room")


def row(line: Line) -> str:
    """A row of the table."""
    digits = 0 if line.measured >= 1000 else 2 if line.unit == "×" else 1
    measured = f"{line.measured:,.{digits}f} {line.unit}"
    promised = ""
    if line.promised is not None:
        promised = f"{'≥' if line.at_least else '≤'} {line.promised:,g} {line.unit}"
    mark = "" if line.kept else "✗"
    return f"{line.what:40} {measured:>16}  {promised:16} {mark:1}  {line.note}".rstrip()


def main() -> int:
    """Measure, print, and compare with what is promised."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if unknown := {*options.names}.difference(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; choose from {', '.join(NAMES)}")
    # An installed program comes with bytecode; a checkout must be allowed to write its own.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    kept = True
    print(f"{'':40} {'measured':>16}  promised")
    for name in options.names or NAMES:
        print(f"\n{name}")
        for line in import_module(name).lines(quick=options.quick):
            print(row(line), flush=True)
            kept &= line.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
