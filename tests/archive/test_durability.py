"""What is promised about being killed and about company, tried on real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of a process")


def torture(kind: str, folder: Path, times: int, seed: int) -> dict[str, int]:
    child = subprocess.run(
        [
            sys.executable,
            Path(__file__).with_name("torture.py"),
            kind,
            folder,
            str(times),
            str(seed),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert child.returncode == 0, child.stdout + child.stderr
    counts: dict[str, int] = json.loads(child.stdout)
    return counts


def test_whatever_was_said_to_be_stored_is_there_after_a_kill(tmp_path: Path):
    counts = torture("using", tmp_path, 60, 1)
    assert counts["kills"] == 60
    assert counts["done"] > 30
    assert counts["in flight"] > 10


def test_an_archive_opens_even_if_its_making_was_killed(tmp_path: Path):
    counts = torture("creating", tmp_path, 40, 2)
    assert counts["kills"] == 40
    assert 0 < counts["begun"] < 40


def test_programs_that_make_and_write_one_archive_at_once_lose_nothing(tmp_path: Path):
    for seed in range(5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert torture("together", folder, 3, seed) == {"writers": 3, "answers": 3 * 3 * 21}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_whatever_was_said_to_be_stored_is_there_after_many_kills(tmp_path: Path, seed: int):
    assert torture("using", tmp_path, 300, seed)["kills"] == 300


@pytest.mark.slow
def test_an_archive_opens_however_often_its_making_was_killed(tmp_path: Path):
    assert torture("creating", tmp_path, 500, 20)["kills"] == 500
