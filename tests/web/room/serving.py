"""A real server of a room in a process of its own; what it prints are the address and its port.

python -m web.room.serving FOLDER [QUESTIONNAIRE]
"""

import asyncio
import gc
import subprocess
import sys
from pathlib import Path

from netztui.questionnaire.library import find
from netztui.room.room import Room
from netztui.web.room.server import room_server

TESTS = Path(__file__).parents[2]


def start(
    folder: Path, questionnaire: str = "hunter-gatherer-short"
) -> tuple[subprocess.Popen[str], str, str]:
    """Start it on a free port; returns the process, its host and the code to join."""
    process = subprocess.Popen(
        [sys.executable, "-m", "web.room.serving", str(folder), questionnaire],
        stdout=subprocess.PIPE,
        text=True,
        cwd=TESTS,
    )
    assert process.stdout is not None
    host, code = process.stdout.readline().split()
    return process, host, code


def main(folder: str, questionnaire: str) -> None:
    room = Room.open(Path(folder), find(questionnaire, Path("nowhere")).questionnaire)
    server = room_server(room, host="127.0.0.1", port=0, origin_hosts=["127.0.0.1"])
    server.failed = lambda error: print(repr(error), file=sys.stderr)
    host = server.addresses[0].split("/")[2]
    print(host, room.join_code, flush=True)
    gc.set_threshold(20_000)  # as the program does
    asyncio.run(server.serve())


if __name__ == "__main__":
    main(*sys.argv[1:])
