"""What is promised about being killed and about company, tried on real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netztui.archive.archive import Archive

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of a process")


@pytest.fixture
def _write_without_waiting() -> None:
    """Wait for the disk, as the program does."""


def test_sqlite_is_asked_for_what_is_promised(archive: Archive):
    def asked(name: str) -> object:
        return archive._connection.execute(f"PRAGMA {name}").fetchone()[0]

    names = ("journal_mode", "synchronous", "fullfsync", "secure_delete", "foreign_keys")
    assert [asked(name) for name in names] == ["wal", 2, 1, 1, 1]
    assert [asked(name) for name in ("trusted_schema", "cell_size_check")] == [0, 1]
    assert asked("busy_timeout") == 5000


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
    counts = torture("using", tmp_path, 30, 1)
    assert counts["kills"] == 30
    assert counts["done"] > 15
    assert counts["in flight"] > 5


@pytest.mark.slow
def test_a_migration_that_is_killed_leaves_the_old_archive_or_the_new_one(tmp_path: Path):
    counts = torture("migrating", tmp_path, 25, 3)
    assert counts["kills"] == counts["before"] + counts["after"] == 25
    assert counts["before"] > 0
    assert counts["after"] > 0


def test_an_archive_opens_even_if_its_making_was_killed(tmp_path: Path):
    counts = torture("creating", tmp_path, 20, 2)
    assert counts["kills"] == 20
    assert 0 < counts["begun"] < 20


@pytest.mark.slow
def test_programs_that_make_and_write_one_archive_at_once_lose_nothing(tmp_path: Path):
    for seed in range(5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert torture("together", folder, 3, seed) == {"writers": 3, "answers": 3 * 3 * 21}


@pytest.mark.parametrize("kills", [10, pytest.param(600, marks=pytest.mark.slow)])
def test_a_kill_while_copies_are_made_costs_no_answer_and_leaves_no_partial_copy(
    tmp_path: Path, kills: int
):
    counts = torture("copying", tmp_path, kills, 4)
    print(counts)
    assert counts["kills"] == kills
    assert counts["copies"] > 0
    assert kills < 100 or min(counts["half copies"], *map(counts.get, STEPS)) > 0


@pytest.mark.parametrize("kills", [15, pytest.param(400, marks=pytest.mark.slow)])
def test_a_kill_while_a_copy_is_restored_leaves_every_answer_in_a_file(tmp_path: Path, kills: int):
    counts = torture("restoring", tmp_path, kills, 5)
    print(counts)
    assert counts["kills"] == counts["before"] + counts["after"] == kills
    assert kills < 100 or min(counts["before"], counts["after"]) > 0


STEPS = (
    "begin",
    "record",
    "move",
    "annotate",
    "finish",
    "delete",
    "restore",
    "empty_trash",
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_whatever_was_said_to_be_stored_is_there_after_many_kills(tmp_path: Path, seed: int):
    counts = torture("using", tmp_path, 400, seed)
    print(counts)
    assert counts["kills"] == 400
    assert all(counts[step] > 0 for step in STEPS)


@pytest.mark.slow
def test_an_archive_opens_however_often_its_making_was_killed(tmp_path: Path):
    counts = torture("creating", tmp_path, 500, 20)
    print(counts)
    assert counts["kills"] == 500


@pytest.mark.slow
def test_however_often_its_migration_was_killed_an_archive_is_one_thing_or_the_other(
    tmp_path: Path,
):
    counts = torture("migrating", tmp_path, 300, 30)
    print(counts)
    assert counts["kills"] == 300
    assert counts["half copies"] > 0
    assert counts["before"] > 0
    assert counts["after"] > 0
