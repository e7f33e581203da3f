"""Programs that are killed while they write to an archive, and what must be left of it.

Run by test_durability.py in a process of its own, because it forks: a fork is ready in
milliseconds, so that hundreds of kills are affordable. Before each step the child says in a
pipe what it will do, and afterwards that it was done. After SIGKILL at a random moment the
archive must hold exactly what was said to be done, or that and the one step in flight.

What no kill can show is what the disk keeps when the power fails; that rests on SQLite's
promise for a write-ahead log with synchronous=FULL.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from samples import small
from stored import later, result

from netztui.archive.archive import Archive
from netztui.archive.maintenance.backup import (
    copies_folder,
    list_copies,
    make_copy,
    replaced_archives,
    restore_copy,
)
from netztui.archive.sqlite.migrations import SCHEMA_VERSION
from netztui.assessment.assessment import Answer, Assessment

Stored = dict[str, dict[str, Any]]
"""By assessment id: its answers by key, position, note, revision, and what became of it."""
Step = list[Any]
"""What is done, to which assessment, and with what."""

VERSION_1 = Path(__file__).parent / "sqlite" / "schemas" / "v1.sql"
ASSESSMENT_COLUMNS = "id, questionnaire, language, orders, started_at, finished_at, position, note"

TEXTS = ("[bold]Straße[/]", "日本語 🐟", "x" * 200, None)


def new() -> dict[str, Any]:
    return {
        "answers": {},
        "position": None,
        "note": None,
        "revision": 0,
        "finished": False,
        "deleted": False,
    }


def after(stored: Stored, step: Step) -> Stored:
    """What is stored when `step` is done as well."""
    kind, id_, *details = step
    stored = {id_: {**one, "answers": dict(one["answers"])} for id_, one in stored.items()}
    if kind == "begin":
        stored[id_] = new()
    elif kind in {"delete", "restore"}:
        stored[id_]["deleted"] = kind == "delete"
    elif kind == "empty_trash":
        stored = {id_: one for id_, one in stored.items() if not one["deleted"]}
    elif kind == "record":
        key, value = details
        stored[id_]["answers"][key] = value
        stored[id_]["position"] = key
        stored[id_]["revision"] += 1
    elif kind == "finish":
        stored[id_]["finished"] = True
        stored[id_]["position"] = None
    else:
        stored[id_][{"move": "position", "annotate": "note"}[kind]] = details[0]
    return stored


def choose(stored: Stored, rng: random.Random) -> Step:
    """A step that is possible as things stand."""
    there = {id_: one for id_, one in stored.items() if not one["deleted"]}
    drafts = sorted(id_ for id_, one in there.items() if not one["finished"])
    results = sorted(id_ for id_, one in there.items() if one["finished"])
    trash = sorted(stored.keys() - there.keys())
    if not drafts or (len(there) < 8 and rng.random() < 0.1):
        return ["begin", None]
    draft = rng.choice(drafts)
    key = rng.choice(list(small().items))
    kinds = ["record"] * 12 + ["move"] * 3 + ["finish", "annotate"]
    kinds += ["restore"] * bool(trash) + ["empty_trash"] * (len(trash) > 1)
    if len(there) > 4:
        kinds += ["delete"] * 3
    match rng.choice(kinds):
        case "record":
            value = rng.choice(TEXTS) if key == "next-step" else rng.randint(1, 5)
            return ["record", draft, key, value]
        case "move":
            return ["move", draft, key]
        case "annotate":
            return ["annotate", rng.choice(drafts + results), f"note {rng.random()}"]
        case "delete":
            return ["delete", rng.choice(drafts + results)]
        case "restore":
            return ["restore", rng.choice(trash)]
        case "empty_trash":
            return ["empty_trash", None]
    return ["finish", draft]


def do(archive: Archive, step: Step, minute: int) -> Step:
    """Do it; the step with the id that a beginning was given."""
    kind, id_, *details = step
    match kind:
        case "begin":
            id_ = archive.begin(Assessment(small()), "de", later(minute))
        case "record":
            key, value = details
            archive.record(id_, key, Answer(value, 1.5), key, later(minute))
        case "finish":
            archive.finish(id_, result(small()), later(minute))
        case "delete":
            archive.delete(id_, later(minute))
        case "empty_trash":
            archive.empty_trash()
        case _:
            getattr(archive, kind)(id_, *details)
    return [kind, id_, *details]


def read(path: Path) -> Stored:
    """What is stored, after SQLite and the archive have agreed that it is whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    stored: Stored = {}
    for id_, position, note, revision, finished_at, deleted_at in connection.execute(
        "SELECT id, position, note, revision, finished_at, deleted_at FROM assessment"
    ):
        stored[id_] = {
            **new(),
            "position": position,
            "note": note,
            "revision": revision,
            "finished": finished_at is not None,
            "deleted": deleted_at is not None,
        }
    for id_, key, value in connection.execute("SELECT assessment, key, value FROM answer"):
        stored[id_]["answers"][key] = json.loads(value)
    questionnaires = connection.execute("SELECT count(*) FROM questionnaire").fetchone()[0]
    connection.close()
    assert questionnaires == bool(stored), "a questionnaire is kept for nobody, or missing"
    with Archive.open(path) as archive:
        listed = {row.id: False for row in archive.drafts()}
        listed |= {row.id: True for row in archive.results()}
        trash = {row.id for row in archive.trash()}
    there = {id_: one["finished"] for id_, one in stored.items() if not one["deleted"]}
    assert listed == there
    assert trash == stored.keys() - there.keys()
    return stored


def leave(status: int) -> None:
    """End a fork without what its parent would still do, but with what went wrong."""
    if sys.exception() is not None:
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(status)


def killed(
    child: Callable[[int], None], seconds: float, *, after_first_word: bool = False
) -> list[tuple[str, Step]]:
    """Fork `child`, kill it after `seconds`, and return what it had said in the pipe by then.

    With `after_first_word` the seconds count from its first word, not from the fork.
    """
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(ours)
            child(theirs)
        finally:
            leave(1)
    os.close(theirs)
    first = b""
    while after_first_word and not first.endswith(b"\n"):
        first += os.read(ours, 1)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    with os.fdopen(ours, "rb") as pipe:
        said = (first + pipe.read()).splitlines()
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the child ended before it was killed"
    # Lines are shorter than what a pipe takes at once, so none is half there.
    return [tuple(json.loads(line)) for line in said]


def making(folder: Path) -> float:
    """Seconds to make an archive and to begin a draft: how fast this machine is."""
    seconds = []
    for name in ("imports", "measure"):
        start = time.monotonic()
        with Archive.open(folder / name / "archive.sqlite") as archive:
            do(archive, ["begin", None], 0)
        seconds.append(time.monotonic() - start)
    return seconds[-1]


def say(pipe: int, word: str, step: Step) -> None:
    os.write(pipe, json.dumps([word, step]).encode() + b"\n")


def copying(path: Path, kills: int, seed: int) -> dict[str, int]:
    """The same while automatic copies are made, as after each finished assessment."""
    return using(path, kills, seed, copies=True)


def using(path: Path, kills: int, seed: int, *, copies: bool = False) -> dict[str, int]:
    """Kill while one archive is used, again and again."""
    stored: Stored = {}
    moments = 10 * making(path.parent)
    Archive.open(path).close()
    counts = Counter({"kills": 0, "done": 0, "in flight": 0, "in flight and there": 0})
    for number in range(kills):
        rng = random.Random(f"{seed} {number}")

        def child(
            pipe: int, rng: random.Random = rng, stored: Stored = stored, number: int = number
        ) -> None:
            archive = Archive.open(path)
            while True:
                step = choose(stored, rng)
                say(pipe, "will", step)
                step = do(archive, step, number)
                say(pipe, "did", step)
                stored = after(stored, step)
                if copies and step[0] in {"finish", "delete"}:
                    make_copy(path, later(rng.uniform(0, 10**6)))
                elif copies and step[0] == "empty_trash":
                    make_copy(path, later(rng.uniform(0, 10**6)), keep_older=False)

        said = killed(child, rng.uniform(0, moments))
        counts["half copies"] += any(copies_folder(path).glob("*.part"))
        for copy in list_copies(path):
            counts["copies"] += bool(held(copy))
        done = [step for word, step in said if word == "did"]
        for step in done:
            stored = after(stored, step)
        counts["kills"] += 1
        counts["done"] += len(done)
        counts.update(step[0] for step in done)
        found = read(path)
        if said and said[-1][0] == "will":
            counts["in flight"] += 1
            if found != stored:
                counts["in flight and there"] += 1
                step = said[-1][1]
                if step[0] == "begin":
                    (id_,) = found.keys() - stored.keys()
                    step = ["begin", id_]
                stored = after(stored, step)
        assert found == stored, f"kill {number}: what is stored is not what was said"
    return counts


def creating(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill while an archive is made."""
    moments = 3 * making(path.parent)
    counts = {"kills": 0, "no file": 0, "no table": 0, "begun": 0}
    for number in range(kills):
        rng = random.Random(f"{seed} {number}")
        shutil.rmtree(path.parent, ignore_errors=True)

        def child(pipe: int) -> None:
            archive = Archive.open(path)
            say(pipe, "did", do(archive, ["begin", None], 0))
            time.sleep(60)

        said = killed(child, rng.uniform(0, moments))
        counts["kills"] += 1
        counts["begun"] += len(said)
        counts["no file"] += not path.exists()
        counts["no table"] += path.exists() and path.stat().st_size == 0
        with Archive.open(path):
            pass
        found = read(path)
        assert len(found) in {len(said), 1}
        for _, step in said:
            assert found == after({}, step)
    return counts


def restoring(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill while a copy is put in the place of an archive whose latest answers are in its log."""
    shutil.rmtree(path.parent, ignore_errors=True)
    with Archive.open(path) as archive:
        do(archive, ["begin", None], 0)
    copy = make_copy(path, later(0))
    old = held(copy)

    def write(pipe: int) -> None:
        archive = Archive.open(path)
        do(archive, ["begin", None], 1)
        say(pipe, "did", ["begin", None])
        time.sleep(60)

    assert killed(write, 1.0)
    aside = path.parent.with_name("aside")
    shutil.copytree(path.parent, aside)
    before = held(aside / path.name)
    start = time.monotonic()
    restore_copy(path, copy, later(2))
    moments = 3 * (time.monotonic() - start)
    counts = Counter({"kills": 0, "before": 0, "after": 0})
    for number in range(kills):
        shutil.rmtree(path.parent)
        shutil.copytree(aside, path.parent)
        shutil.rmtree(aside)
        shutil.copytree(path.parent, aside)

        def child(pipe: int) -> None:
            restore_copy(path, copy, later(3))
            say(pipe, "did", ["restore", None])
            time.sleep(60)

        said = killed(child, random.Random(f"{seed} {number}").uniform(0, moments))
        counts["kills"] += 1
        here = held(path)
        counts["after" if here == old else "before"] += 1
        assert here in (before, old)
        assert here == old or not said
        assert here == before or before in map(held, replaced_archives(path))
    return counts


def first_version(path: Path, seed: int) -> list[str]:
    """Make an archive of schema version 1 with hundreds of answers; what it holds."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    rng = random.Random(seed)
    (draft,) = connection.execute("SELECT id FROM assessment WHERE finished_at IS NULL").fetchone()
    for number in range(400):
        connection.execute(
            "INSERT INTO answer VALUES (?, ?, ?, NULL, '2025-03-01T12:00:00.000000Z')",
            (draft, f"key-{number}", json.dumps("x" * rng.randint(1, 200))),
        )
    connection.commit()
    if rng.random() < 0.5:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.close()
    return held(path)


def held(path: Path) -> list[str]:
    """What every version of an archive holds; only if SQLite finds it whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = [
        repr(row)
        for columns, table in ((ASSESSMENT_COLUMNS, "assessment"), ("*", "answer"))
        for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
    ]
    found += map(repr, connection.execute("SELECT * FROM questionnaire"))
    connection.close()
    return found


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return found


def migrating(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill while an archive of the first version is brought to today's."""

    def child(pipe: int) -> None:
        archive = Archive.open(path)
        say(pipe, "did", ["migrate", None])
        time.sleep(60)
        archive.close()

    # Forked as below. What the first needs to import, the second finds imported.
    for _ in range(2):
        first_version(path, seed)
        start = time.monotonic()
        killed(child, 0, after_first_word=True)
        moments = 1.5 * (time.monotonic() - start)
        Archive.open(path).close()
    counts = Counter({"kills": 0, "before": 0, "after": 0, "half copies": 0, "copies": 0})
    for number in range(kills):
        rng = random.Random(f"{seed} {number}")
        before = first_version(path, number)
        said = killed(child, rng.uniform(0, moments))
        counts["kills"] += 1
        counts["half copies"] += any(copies_folder(path).glob("*.part"))
        counts["copies"] += len(list_copies(path))
        # Looked at in a copy, so that the archive itself meets the crash.
        aside = path.parent.with_name("aside")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(path.parent, aside)
        found = version(aside / path.name)
        assert found in {1, SCHEMA_VERSION}
        assert found == SCHEMA_VERSION or not said
        counts["before" if found == 1 else "after"] += 1
        assert held(aside / path.name) == before
        for copy in list_copies(path):
            assert version(copy) == 1
            assert held(copy) == before
        assert found == 1 or list_copies(path)
        Archive.open(path).close()
        assert version(path) == SCHEMA_VERSION
        assert held(path) == before
        assert list_copies(path)
    return counts


def together(path: Path, writers: int, seed: int) -> dict[str, int]:
    """Several programs make one archive and write to the same drafts, all at once and unharmed."""
    pids = []
    for number in range(writers):
        pid = os.fork()
        if pid == 0:
            status = 1
            signal.alarm(60)  # If another one fails, its draft never comes.
            try:
                with Archive.open(path) as archive:
                    do(archive, ["begin", None], number)
                    while len(archive.drafts()) < writers:
                        time.sleep(0.001)
                    for value in range(20):
                        for draft in archive.drafts():
                            archive.record(draft.id, f"{number}", Answer(value), None, later(value))
                            key = f"{number} {value}"
                            archive.record(draft.id, key, Answer(value), None, later(value))
                status = 0
            finally:
                leave(status)
        pids.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * writers
    stored = read(path)
    expected = {f"{number} {value}": value for number in range(writers) for value in range(20)}
    expected |= {f"{number}": 19 for number in range(writers)}
    assert [one["answers"] for one in stored.values()] == [expected] * writers
    return {"writers": writers, "answers": len(expected) * len(stored)}


if __name__ == "__main__":
    kind, folder, times, seed = sys.argv[1:]
    torture = {
        "using": using,
        "copying": copying,
        "restoring": restoring,
        "creating": creating,
        "migrating": migrating,
        "together": together,
    }[kind]
    print(json.dumps(torture(Path(folder) / "data" / "archive.sqlite", int(times), int(seed))))
