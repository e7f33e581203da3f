"""What a room takes: 200 people who answer, all at the same moment and each at their own pace.

The server runs in a process of its own, with the long questionnaire; the participants are here, on
127.0.0.1. An answer is timed from its being sent to the next page having arrived: two requests,
and between them the answer is stored. At their own pace, people answer every one to three
seconds, much faster than they would read. Milliseconds are promised for two cores that have nothing
else to do.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import quantiles

from measuring import Line

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from web.room.client import Client
from web.room.serving import start

PEOPLE = 200
MILLISECONDS = 250.0
MEGABYTES = 300.0
NAME = "hunter-gatherer"


def lines(*, quick: bool) -> Iterator[Line]:
    """Answer in a room of PEOPLE, and look at the server's process."""
    with tempfile.TemporaryDirectory() as folder:
        process, host, code = start(Path(folder) / "room", NAME)
        try:
            bursts, spread, cpu = asyncio.run(_measure(host, code, process.pid, quick=quick))
            memory = _peak_megabytes(process.pid)
        finally:
            process.kill()
            process.wait()
    for how, taken in (("at their own pace", spread), ("all at once", bursts)):
        worst = quantiles(taken, n=100)[-1]
        note = f"{PEOPLE} people, 99th percentile of {len(taken):,} answers"
        yield Line(f"answer to next page, {how}", worst, MILLISECONDS, "ms", note)
    yield Line("  the server's time for an answer", cpu, None, "ms", "of a core")
    yield Line(f"memory with {PEOPLE} people", memory, MEGABYTES, "MB")


async def _measure(
    host: str, code: str, process: int, *, quick: bool
) -> tuple[list[float], list[float], float]:
    """Milliseconds of all answers, given at once and spread, and of a core for one of them."""
    # Each from an address of their own, as in a network.
    people = [Client(host, f"127.0.1.{place}") for place in range(1, PEOPLE + 1)]
    await asyncio.gather(*(one.join(code) for one in people))
    bursts: list[float] = []
    rounds = 3 if quick else 15
    started = _cpu(process)
    for _ in range(rounds):
        bursts += await asyncio.gather(*(_answer(one) for one in people))
    cpu = (_cpu(process) - started) * 1000 / len(bursts)
    chance = random.Random(1)
    spread = await asyncio.gather(*(_answer_slowly(one, chance, rounds) for one in people))
    for one in people:
        await one.close()
    return bursts, [*chain(*spread)], cpu


async def _answer(person: Client) -> float:
    """Milliseconds from an answer to the next page."""
    started = time.perf_counter()
    status = await person.answer(3)
    assert status == 200, (status, person.path)
    return (time.perf_counter() - started) * 1000


async def _answer_slowly(person: Client, chance: random.Random, rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        await asyncio.sleep(chance.uniform(1, 3))
        taken.append(await _answer(person))
    return taken


def _cpu(process: int) -> float:
    """Seconds of processor time that the process has had."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
