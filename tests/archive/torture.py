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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from samples import small
from stored import later, result

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment

Stored = dict[str, dict[str, Any]]
"""By assessment id: its answers by key, position, note, and whether it is finished."""
Step = list[Any]
"""What is done, to which assessment, and with what."""

TEXTS = ("[bold]Straße[/]", "日本語 🐟", "x" * 200, None)


def new() -> dict[str, Any]:
    return {"answers": {}, "position": None, "note": None, "finished": False}


def after(stored: Stored, step: Step) -> Stored:
    """What is stored when `step` is done as well."""
    kind, id_, *details = step
    stored = {id_: {**one, "answers": dict(one["answers"])} for id_, one in stored.items()}
    if kind == "begin":
        stored[id_] = new()
    elif kind in {"discard", "delete"}:
        del stored[id_]
    elif kind == "record":
        key, value = details
        stored[id_]["answers"][key] = value
        stored[id_]["position"] = key
    elif kind == "finish":
        stored[id_]["finished"] = True
        stored[id_]["position"] = None
    else:
        stored[id_][{"move": "position", "annotate": "note"}[kind]] = details[0]
    return stored


def choose(stored: Stored, rng: random.Random) -> Step:
    """A step that is possible as things stand."""
    drafts = sorted(id_ for id_, one in stored.items() if not one["finished"])
    results = sorted(id_ for id_, one in stored.items() if one["finished"])
    if not drafts or (len(stored) < 8 and rng.random() < 0.1):
        return ["begin", None]
    draft = rng.choice(drafts)
    key = rng.choice(list(small().items))
    kinds = ["record"] * 12 + ["move"] * 2 + ["finish", "annotate"]
    if len(stored) > 4:
        kinds += ["discard", "delete"]
    match rng.choice(kinds):
        case "record":
            value = rng.choice(TEXTS) if key == "next-step" else rng.randint(1, 5)
            return ["record", draft, key, value]
        case "move":
            return ["move", draft, key]
        case "annotate":
            return ["annotate", rng.choice(drafts + results), f"note {rng.random()}"]
        case "delete" if results:
            return ["delete", rng.choice(results)]
        case "discard":
            return ["discard", draft]
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
        case _:
            getattr(archive, kind)(id_, *details)
    return [kind, id_, *details]


def read(path: Path) -> Stored:
    """What is stored, after SQLite and the archive have agreed that it is whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    stored: Stored = {}
    for id_, position, note, finished_at in connection.execute(
        "SELECT id, position, note, finished_at FROM assessment"
    ):
        stored[id_] = {
            **new(),
            "position": position,
            "note": note,
            "finished": finished_at is not None,
        }
    for id_, key, value in connection.execute("SELECT assessment, key, value FROM answer"):
        stored[id_]["answers"][key] = json.loads(value)
    questionnaires = connection.execute("SELECT count(*) FROM questionnaire").fetchone()[0]
    connection.close()
    assert questionnaires == bool(stored), "a questionnaire is kept for nobody, or missing"
    with Archive.open(path) as archive:
        listed = {row.id: False for row in archive.drafts()}
        listed |= {row.id: True for row in archive.results()}
    assert listed == {id_: one["finished"] for id_, one in stored.items()}
    return stored


def leave(status: int) -> None:
    """End a fork without what its parent would still do, but with what went wrong."""
    if sys.exception() is not None:
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(status)


def killed(child: Callable[[int], None], seconds: float) -> list[tuple[str, Step]]:
    """Fork `child`, kill it after `seconds`, and give what it had said in the pipe by then."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(ours)
            child(theirs)
        finally:
            leave(1)
    os.close(theirs)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    with os.fdopen(ours, "rb") as pipe:
        said = pipe.read().splitlines()
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


def using(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill while one archive is used, again and again."""
    stored: Stored = {}
    moments = 10 * making(path.parent)
    counts = {"kills": 0, "done": 0, "in flight": 0, "in flight and there": 0}
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

        said = killed(child, rng.uniform(0, moments))
        done = [step for word, step in said if word == "did"]
        for step in done:
            stored = after(stored, step)
        counts["kills"] += 1
        counts["done"] += len(done)
        found = read(path) if path.exists() else {}
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


def together(path: Path, writers: int, seed: int) -> dict[str, int]:
    """Several programs make one archive and write to the same drafts, all at once and unharmed."""
    pids = []
    for number in range(writers):
        pid = os.fork()
        if pid == 0:
            status = 1
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
    torture = {"using": using, "creating": creating, "together": together}[kind]
    print(json.dumps(torture(Path(folder) / "data" / "archive.sqlite", int(times), int(seed))))
