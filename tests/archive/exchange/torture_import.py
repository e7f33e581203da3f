"""Imports that are killed, and what must be left: all of it, or what was there before.

Run by test_transfer.py in a process of its own, because it forks.
"""

import json
import random
import shutil
import sqlite3
import sys
import time
from pathlib import Path

from exports import answer, assessment, document, exported, read, taken
from samples import small
from torture import killed, say

from netztui.archive.archive import Archive
from netztui.archive.exchange.merge import import_export

RATED = [answer(item, 4) for item in list(small().items)[1:17]]
HERE = document(*(assessment(n, RATED[: n % 9]) for n in range(40)))
THERE = document(*(assessment(n, RATED[n % 7 :], 99 if n % 2 else None) for n in range(400)))


def contents(path: Path) -> bytes:
    """What is exported, after SQLite has agreed that the file is whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Archive.open(path) as archive:
        return exported(archive)


def importing(folder: Path, kills: int) -> dict[str, int]:
    transfer = read(THERE)
    before, path = folder / "before", folder / "data" / "archive.sqlite"
    with Archive.open(before / path.name) as archive:
        taken(archive, HERE)
        nothing = exported(archive)
    shutil.copytree(before, path.parent)

    def measured(pipe: int) -> None:
        with Archive.open(path) as archive:
            start = time.monotonic()
            import_export(archive, transfer)
            say(pipe, "took", time.monotonic() - start)
            time.sleep(60)

    ((_took, seconds),) = killed(measured, 0, after_first_word=True)
    with Archive.open(path) as archive:
        everything = exported(archive)
    assert nothing != everything
    counts = {"kills": 0, "inside": 0, "nothing": 0, "all": 0}
    rng = random.Random(kills)
    for _ in range(kills):
        shutil.rmtree(path.parent)
        shutil.copytree(before, path.parent)

        def child(pipe: int) -> None:
            archive = Archive.open(path)
            say(pipe, "will", [])
            import_export(archive, transfer)
            say(pipe, "did", [])
            time.sleep(60)

        delay = rng.uniform(0, 2 * seconds)
        words = [word for word, _ in killed(child, delay, after_first_word=True)]
        found = contents(path)
        assert found in {nothing, everything}
        assert found == everything or "did" not in words
        counts["kills"] += 1
        counts["inside"] += words == ["will"]
        counts["nothing" if found == nothing else "all"] += 1
    return counts


if __name__ == "__main__":
    print(json.dumps(importing(Path(sys.argv[1]), int(sys.argv[2]))))
