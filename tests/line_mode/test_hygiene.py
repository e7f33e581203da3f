"""The plain mode needs nothing of the screen, told by a fresh interpreter."""

import json
import os
import subprocess
import sys
from pathlib import Path

TALK = """
import json, sys
from netztui.cli.launch import launch
try:
    launch("en", plain=True)
finally:
    print(json.dumps(list(sys.modules)))
"""


def test_a_whole_conversation_imports_neither_textual_nor_rich(tmp_path: Path) -> None:
    ratings = ["4"] * 22
    entered = ["2", "1", *ratings, "Plan", "/r", "/f", "/n", "note", "/v", "/c", "/l", "/?", "/q"]
    told = subprocess.run(
        [sys.executable, "-c", TALK],
        input="\n".join(entered).encode(),
        env={**os.environ, "NETZTUI_DATA_DIR": str(tmp_path / "data")},
        check=True,
        capture_output=True,
    )
    said, _break, modules = told.stdout.decode().rstrip().rpartition("\n")
    assert "Position" in said
    assert not set(json.loads(modules)) & {"textual", "rich", "netztui.tui", "readline"}
