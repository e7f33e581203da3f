"""What is said about an archive is true, and looking changes nothing."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from stored import break_an_overflow_page, later, raw, result

from netztui.archive.archive import Archive
from netztui.archive.maintenance.backup import make_copy
from netztui.archive.maintenance.doctor import CheckLevel, CheckResult, examine
from netztui.archive.sqlite.migrations import SCHEMA_VERSION
from netztui.assessment.assessment import Answer, Assessment

SCHEMAS = Path(__file__).parents[1] / "sqlite" / "schemas"
SECRET = "Nobody shall read this sentence"


@pytest.fixture
def used(path: Path, assessment: Assessment) -> Path:
    """An archive with two results, a draft and one in the trash, closed."""
    with Archive.open(path) as archive:
        ids = [archive.begin(assessment, "de", later(minute)) for minute in range(4)]
        for id_ in ids:
            archive.record(id_, "next-step", Answer(SECRET), None, later(5))
        for id_ in ids[:3]:
            archive.finish(id_, result(assessment.questionnaire), later(6))
        archive.delete(ids[0], later(7))
    return path


def state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith("-shm")
    }


def examined(path: Path) -> tuple[CheckResult, ...]:
    """What is found; the archive and its log are what they were, byte for byte."""
    before = state(path.parent) if path.parent.exists() else None
    findings = examine(path)
    assert (state(path.parent) if path.parent.exists() else None) == before
    for finding in findings:
        told = f"{finding.message} {finding.hint}"
        assert SECRET not in told
        assert "{" not in told
    return findings


def told(findings: tuple[CheckResult, ...], severity: CheckLevel) -> str:
    return " ".join(str(one.message) for one in findings if one.level is severity)


def worst(findings: tuple[CheckResult, ...]) -> CheckLevel:
    return max(finding.level for finding in findings)


def test_a_whole_archive_is_said_to_be_whole_with_what_it_holds(used: Path):
    findings = examined(used)
    assert worst(findings) is CheckLevel.FINE
    assert [str(finding.message) for finding in findings] == [
        f"The archive {used} is intact.",
        "Can be read: 1 drafts, 2 results, 1 in the trash.",
    ]
    assert [file.name for file in used.parent.iterdir()] == [used.name]


@pytest.mark.parametrize("exists", [False, True])
def test_where_nothing_was_ever_stored_that_is_no_problem(path: Path, exists: bool):
    if exists:
        path.parent.mkdir()
        path.touch()
    (finding,) = examined(path)
    assert finding.level is CheckLevel.FINE
    assert "There is no archive yet" in str(finding.message)
    assert path.exists() is exists


def test_a_log_that_waits_is_read_and_named_and_stays(used: Path, tmp_path: Path):
    writer = sqlite3.connect(used, isolation_level=None)
    writer.execute("UPDATE assessment SET deleted_at = NULL")
    crashed = tmp_path / "crashed" / used.name
    shutil.copytree(used.parent, crashed.parent)
    writer.close()
    findings = examined(crashed)
    assert worst(findings) is CheckLevel.FINE
    assert "3 results, 0 in the trash" in told(findings, CheckLevel.FINE)
    assert f"The log {crashed}-wal is in use or will be applied" in told(findings, CheckLevel.FINE)
    with Archive.open(crashed) as archive:
        assert archive.result_count() == 3


def test_an_archive_in_use_is_examined_beside_who_uses_it(used: Path):
    with Archive.open(used) as archive:
        archive.annotate(archive.results()[0].id, "a note")
        assert worst(examined(used)) is CheckLevel.FINE
        archive.annotate(archive.results()[0].id, "another")


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_format_is_named_and_not_yet_changed(tmp_path: Path, version: int):
    path = tmp_path / "archive.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    path.chmod(0o600)
    findings = examined(path)
    assert worst(findings) is CheckLevel.FINE
    assert f"It has format {version}" in told(findings, CheckLevel.FINE)


def test_a_newer_format_makes_it_unusable(used: Path):
    raw(used, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    findings = examined(used)
    assert worst(findings) is CheckLevel.UNUSABLE
    assert "newer netztui" in told(findings, CheckLevel.UNUSABLE)


@pytest.mark.parametrize("content", [b"Dear diary", bytes(4096)])
def test_a_file_of_somebody_else_is_named(tmp_path: Path, content: bytes):
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)
    path.chmod(0o600)
    findings = examined(path)
    assert worst(findings) is CheckLevel.UNUSABLE
    assert "is not an archive of netztui" in told(findings, CheckLevel.UNUSABLE)


@pytest.mark.parametrize("seed", range(6))
def test_overwritten_pages_make_it_unusable_and_rescue_is_offered(used: Path, seed: int):
    content = bytearray(used.read_bytes())
    noise = hashlib.sha256(str(seed).encode()).digest() * 128
    for page in range(1 + seed, len(content) // 4096, 3):
        content[page * 4096 : (page + 1) * 4096] = noise
    used.write_bytes(content)
    findings = examined(used)
    assert worst(findings) is CheckLevel.UNUSABLE
    assert any("--rescue" in str(finding.hint) for finding in findings)


@pytest.mark.parametrize("kept", [200, 4096, 3 * 4096 + 100])
def test_a_truncated_archive_is_unusable(used: Path, kept: int):
    with used.open("r+b") as file:
        file.truncate(kept)
    assert worst(examined(used)) is CheckLevel.UNUSABLE


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET value = '{' WHERE assessment",
        "UPDATE assessment SET started_at = 'then' WHERE id",
    ],
)
def test_an_assessment_that_is_damaged_is_named(used: Path, damage: str):
    ((id_,),) = raw(used, "SELECT min(id) FROM assessment")
    raw(used, f"{damage} = ?", id_)
    findings = examined(used)
    assert worst(findings) is CheckLevel.PROBLEM
    assert told(findings, CheckLevel.PROBLEM) == (
        f"Assessments that cannot be read completely: 1 ({id_})."
    )


def test_answers_of_nobody_are_a_problem(used: Path):
    raw(used, "DELETE FROM questionnaire")
    findings = examined(used)
    assert worst(findings) is CheckLevel.PROBLEM
    assert "Assessments that cannot be read completely: 4 (" in told(findings, CheckLevel.PROBLEM)


def test_copies_are_listed_with_the_newest_intact_one(used: Path):
    oldest, middle, newest = (make_copy(used, later(number)) for number in range(3))
    break_an_overflow_page(newest)
    findings = examined(used)
    assert told(findings, CheckLevel.PROBLEM) == f"The copy {newest} is damaged."
    fine = told(findings, CheckLevel.FINE)
    assert fine.endswith(
        f"The copy {middle} is intact, and the newest. The copy {oldest} is intact."
    )
    used.unlink()
    assert f"The copy {middle} is intact, and the newest." in told(examined(used), CheckLevel.FINE)


def test_missing_tables_make_it_unusable(used: Path):
    raw(used, "DROP TABLE answer")
    raw(used, "DROP TABLE assessment")
    assert worst(examined(used)) is CheckLevel.UNUSABLE
