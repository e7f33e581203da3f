"""Who may import whom, and what starting up must not import: told by a fresh interpreter."""

import json
import subprocess
import sys

import pytest


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after `statement`."""
    code = f"{statement}\nimport json, sys; print(json.dumps(list(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    return set(json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "module",
    [
        "netztui.questionnaire.library",
        "netztui.assessment.assessment",
        "netztui.scoring.score",
        "netztui.scoring.change",
        "netztui.archive.archive",
        "netztui.archive.sqlite.restoring",
        "netztui.batch.scores",
    ],
)
def test_the_core_knows_no_screen(module: str) -> None:
    assert not loaded_by(f"import {module}") & {"textual", "rich", "click"}


def test_the_first_screen_waits_neither_for_pydantic_nor_for_the_command_line() -> None:
    loaded = loaded_by("import netztui.__main__, netztui.cli.launch, netztui.tui.app")
    assert not loaded & {"pydantic", "click", "babel", "tomllib", "numpy", "tree_sitter"}


def test_importing_creates_no_folder(tmp_path: object) -> None:
    loaded_by("import netztui.tui.app, netztui.system.paths; netztui.system.paths.archive_path()")
    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]
