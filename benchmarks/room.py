"""What is promised of a room: 200 people who answer at once wait for no more than 250 ms.

    python benchmarks/room.py [--people 200] [--rounds 20]

The server runs in a process of its own, with the long questionnaire; the participants are here, on
127.0.0.1. An answer is timed from the form being sent to the next page having arrived, which is
two requests, and between them the answer is stored. In a burst all of them answer at the same
moment; otherwise each waits between one and three seconds, much faster than anybody reads. The exit
status is 1 if a promise is not kept; it is made for two cores of which nothing else needs much.
"""

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from web.room.client import Client
from web.room.serving import start

MILLISECONDS = 250.0
MEGABYTES = 300.0
BURSTS = 10


async def answer_timed(client: Client, place: int) -> float:
    """Milliseconds from an answer to the next page."""
    started = time.perf_counter()
    status = await client.answer(place)
    assert status == 200, (status, client.path)
    return (time.perf_counter() - started) * 1000


async def answer_slowly(client: Client, chance: random.Random, rounds: int) -> list[float]:
    """A person's answers with pauses between them."""
    taken = []
    for _ in range(rounds):
        await asyncio.sleep(chance.uniform(1, 3))
        taken.append(await answer_timed(client, 3))
    return taken


async def measure(host: str, code: str, people: int, rounds: int) -> dict[str, list[float]]:
    """The milliseconds of all answers, in bursts and spread out."""
    clients = [Client(host, f"127.0.{1 + n // 250}.{1 + n % 250}") for n in range(people)]
    started = time.perf_counter()
    await asyncio.gather(*(client.join(code) for client in clients))
    print(f"{people} people have joined at once, in {time.perf_counter() - started:.2f} s")
    bursts: list[float] = []
    for _ in range(BURSTS):
        bursts += await asyncio.gather(*(answer_timed(client, 3) for client in clients))
    chance = random.Random(1)
    spread = await asyncio.gather(*(answer_slowly(one, chance, rounds) for one in clients))
    for client in clients:
        await client.close()
    return {"all at once": bursts, "one to three seconds apart": [*chain(*spread)]}


def peak_megabytes(process: int) -> float:
    """The largest amount of memory that the process had."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> int:
    """Measure, print, and say whether the promises are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        process, host, code = start(Path(folder) / "room", "hunter-gatherer")
        try:
            found = asyncio.run(measure(host, code, options.people, options.rounds))
            memory = peak_megabytes(process.pid)
        finally:
            process.kill()
            process.wait()
    for how, taken in found.items():
        worst = quantiles(taken, n=100)[-1]
        kept &= worst <= MILLISECONDS
        print(f"{len(taken)} answers, {how}:")
        print(f"  to the next page: {median(taken):.0f} ms at the median")
        print(f"  {worst:.0f} ms at the 99th percentile, promised {MILLISECONDS:.0f} ms")
    print(f"memory: {memory:.0f} MB at most, promised {MEGABYTES:.0f} MB")
    return int(not kept or memory > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
