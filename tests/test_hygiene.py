"""What starting up imports. import-linter checks which folder may import which."""

import json
import subprocess
import sys
from pathlib import Path

REPORT = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(list(sys.modules))))
"""


def loaded_by(statement: str, entered: str = "") -> set[str]:
    """The modules that a fresh interpreter has after `statement`, with `entered` as its input."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT + statement],
        input=entered,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_first_screen_imports_no_slow_library_and_creates_no_folder(tmp_path: Path) -> None:
    loaded = loaded_by("import netztui.__main__, netztui.cli.launch, netztui.tui.app")
    assert "textual.app" in loaded
    assert not loaded & {"pydantic", "click", "babel", "tomllib", "numpy", "tree_sitter"}
    assert list(tmp_path.iterdir()) == []


def test_a_questionnaire_answered_line_by_line_imports_nothing_of_the_screen() -> None:
    lines = ["2", "1", *["4"] * 22, "Plan", "/r", "/f", "/n", "note", "/v", "/c", "/l", "/?", "/q"]
    loaded = loaded_by(
        "from netztui.cli.launch import launch; launch('en', plain=True)", "\n".join(lines)
    )
    assert "netztui.scoring.score" in loaded
    assert not loaded & {"textual", "rich", "netztui.tui", "readline"}
