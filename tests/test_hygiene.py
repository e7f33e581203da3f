"""What starting up imports. import-linter checks which folder may import which."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tui.lived import live

from netztui.archive.archive import Archive
from netztui.system import paths

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


MAIN = "import netztui.__main__ as m; m.main()"

FIRST_SCREEN = """
import os, netztui.__main__, netztui.cli.launch, netztui.tui.app
from netztui.archive.archive import Archive
from netztui.settings.settings import read_settings
from netztui.system import paths
assert not read_settings(paths.settings_path(), os.environ)[1]
with Archive.open(paths.archive_path()) as archive:
    assert len(archive.results()) == 1 and archive.latest() and archive.drafts() == ()
"""


def test_the_first_screen_of_an_archive_in_use_imports_no_slow_library(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with Archive.open(paths.archive_path()) as archive:
        live(archive, [(30.0, 50.0)])
    loaded = loaded_by(FIRST_SCREEN)
    assert "textual.app" in loaded
    slow = {"pydantic", "click", "babel", "tomllib", "tomlkit", "jinja2", "numpy", "tree_sitter"}
    room = {"netztui.room", "netztui.web.room", "starlette", "uvicorn", "segno"}
    later = {"hashlib", "netztui.tui.keymap", "netztui.tui.textual_inputs", "netztui.history"}
    assert not loaded & (slow | room | later)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"]])
def test_help_is_printed_without_click_or_slow_modules_of_python(arguments: list[str]) -> None:
    loaded = loaded_by(f"import sys; sys.argv[1:] = {arguments}; {MAIN}")
    assert not loaded & {"click", "dataclasses", "inspect", "sqlite3", "asyncio", "tomllib"}


def test_help_of_a_command_imports_nothing_of_the_room() -> None:
    loaded = loaded_by(f"import sys; sys.argv[1:] = ['room', '--help']; {MAIN}")
    assert "click" in loaded
    assert not loaded & {"netztui.web.room", "starlette", "uvicorn", "segno"}


def test_titles_of_questionnaires_are_listed_without_the_models() -> None:
    listed = "from netztui.questionnaire.library import shipped_folder, titles"
    assert "pydantic" not in loaded_by(f"{listed}; assert titles(shipped_folder())")


def test_importing_creates_no_folder(tmp_path: Path) -> None:
    loaded_by("import netztui.tui.app, netztui.system.paths; netztui.system.paths.archive_path()")
    assert list(tmp_path.iterdir()) == []


def test_a_questionnaire_answered_line_by_line_imports_no_screen_and_no_checks() -> None:
    lines = ["2", "1", *["4"] * 22, "Plan", "/r", "/f", "/n", "note", "/v", "/c", "/l", "/?", "/q"]
    loaded = loaded_by(
        "from netztui.cli.launch import launch; launch('en', plain=True)", "\n".join(lines)
    )
    assert "netztui.scoring.score" in loaded
    assert not loaded & {"textual", "rich", "netztui.tui", "readline", "pydantic"}
