"""Every schema version that was ever released opens with today's code.

tests/archive/schemas holds an archive of each version as SQL. Such a file is made once, when
the version is released, and never changed afterwards.
"""

import errno
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from stored import NOON, break_an_overflow_page, later, raw

from netztui.archive.archive import Archive
from netztui.archive.errors import CopyError, DamagedError, NewerSchemaError
from netztui.archive.maintenance.backup import list_copies
from netztui.archive.sqlite import migrations
from netztui.archive.sqlite.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from netztui.assessment.assessment import Answer, Assessment

SCHEMAS = Path(__file__).with_name("schemas")


def made_from(sql: Path, path: Path) -> Path:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript(sql.read_text(encoding="utf-8"))
    connection.close()
    return path


def tables(path: Path) -> list[tuple[object, ...]]:
    """The schema as it was written."""
    return raw(path, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")


def test_there_is_an_archive_of_every_version():
    names = {f"v{version}.sql" for version in range(1, SCHEMA_VERSION + 1)}
    assert {file.name for file in SCHEMAS.iterdir()} == names


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_archive_of_an_earlier_version_opens_with_all_that_was_said(path: Path, version: int):
    made_from(SCHEMAS / f"v{version}.sql", path)
    assert raw(path, "PRAGMA user_version") == [(version,)]
    with Archive.open(path) as archive:
        (draft,) = archive.drafts()
        (row,) = archive.results()
        trash = archive.trash()
        half, whole = archive.load(draft.id), archive.load(row.id)
        archive.record(draft.id, "next-step", Answer("still works"), None, later(60))
        assert archive.drafts()[0].answered == 4
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]

    # What version 1 deleted was gone.
    assert [one.id for one in trash] == ["4c9b7a52-1d0e-4f6b-8a3c-9e5d2b7f6a10"] * (version > 1)
    assert half.revision == (0 if version == 1 else 3)
    assert draft.id == "7d9f3f4e-5c1b-4f7e-9c55-0b8a0d1e2f30"
    assert (draft.started_at, draft.active_at) == (later(30), later(33))
    assert (draft.answered, draft.position, draft.language) == (3, "followed-news", "en")
    assert half.assessment.answers == {
        "networks-used": Answer(("linkedin", "mastodon"), 4.25),
        "searched-for-clients": Answer(None, 2.0),
        "days-used/linkedin": Answer(12),
    }
    assert half.assessment.orders["last-four-weeks"][:2] == (
        "answered-questions",
        "read-other-fields",
    )

    assert row.id == "0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5"
    assert (row.questionnaire, row.version, row.language) == ("small", "1.0.0", "de")
    assert row.title == {"de": "Jäger oder Sammler, kurz", "en": "Hunter or gatherer, short"}
    assert (row.started_at, row.finished_at) == (NOON, later(5))
    assert row.note == "Nach der Messe [in] Leipzig"
    assert (row.axis, row.axis_se, row.axis_low95, row.axis_high95) == (20.0, 7.5, 3.5, 36.5)
    assert (row.intensity, row.placement, row.scoring_version) == (55.25, "hunter", 1)
    assert whole.finished_at == later(5)
    assert whole.assessment.value("next-step") == "Zwei Fachfragen beantworten – “wirklich”"
    assert whole.assessment.value("searched-for-clients") == 5
    # Only since version 3 it is asked how the plan of the last time went.
    assert whole.assessment.value("how-it-went") == (None if version < 3 else "partly")
    assert half.assessment.earlier.get("next-step") == (
        None if version < 3 else "Zwei Fachfragen beantworten – “wirklich”"
    )
    questionnaire = whole.assessment.questionnaire
    stored = raw(path, "SELECT fingerprint, canonical FROM questionnaire")
    assert stored == [(questionnaire.fingerprint, questionnaire.canonical)]


def test_an_archive_made_today_has_the_tables_of_the_newest_version(path: Path, tmp_path: Path):
    Archive.open(path).close()
    released = made_from(SCHEMAS / f"v{SCHEMA_VERSION}.sql", tmp_path / "released" / "a.sqlite")
    assert tables(path) == tables(released)
    assert raw(path, "PRAGMA application_id") == raw(released, "PRAGMA application_id")
    assert raw(path, "PRAGMA application_id") == [(APPLICATION_ID,)]


def test_opening_again_migrates_nothing(path: Path):
    Archive.open(path).close()
    before = path.read_bytes()
    Archive.open(path).close()
    assert path.read_bytes() == before


def dump(path: Path) -> list[str]:
    """Everything that a database holds, as SQL."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_before_its_format_changes_an_archive_is_copied(
    path: Path, version: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("netztui.archive.archive.utc_now", lambda: NOON)
    made_from(SCHEMAS / f"v{version}.sql", path)
    before = dump(path)
    Archive.open(path).close()
    (copy,) = list_copies(path)
    assert copy.name == "archive-20250301T120000Z.sqlite"
    assert dump(copy) == before
    assert raw(copy, "PRAGMA user_version") == [(version,)]
    assert raw(copy, "PRAGMA integrity_check") == [("ok",)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert {file.name for file in path.parent.iterdir()} == {path.name, "copies"}
    assert list(copy.parent.iterdir()) == [copy]


def test_a_copy_is_an_archive_that_opens_itself(path: Path):
    made_from(SCHEMAS / "v1.sql", path)
    Archive.open(path).close()
    (copy,) = list_copies(path)
    with Archive.open(copy) as archive:
        assert archive.result_count() == 1


def test_what_only_the_log_has_is_copied_and_migrated_too(path: Path, tmp_path: Path):
    made_from(SCHEMAS / "v1.sql", path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE assessment SET note = 'only in the log'")
    crashed = tmp_path / "crashed" / path.name
    shutil.copytree(path.parent, crashed.parent)
    writer.close()
    Archive.open(crashed).close()
    (copy,) = list_copies(crashed)
    for file in (crashed, copy):
        assert raw(file, "SELECT DISTINCT note FROM assessment") == [("only in the log",)]


def test_a_new_archive_leaves_no_copy(path: Path):
    Archive.open(path).close()
    assert list_copies(path) == ()


def test_without_a_whole_copy_nothing_is_migrated(path: Path):
    made_from(SCHEMAS / "v1.sql", path)
    content = break_an_overflow_page(path)
    with pytest.raises(DamagedError):
        Archive.open(path)
    assert path.read_bytes() == content
    assert [file for file in path.parent.rglob("*") if file.is_file()] == [path]


def test_without_room_for_the_copy_nothing_is_migrated(path: Path, monkeypatch: pytest.MonkeyPatch):
    made_from(SCHEMAS / "v1.sql", path)
    before = path.read_bytes()

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CopyError):
        Archive.open(path)
    assert path.read_bytes() == before
    assert [file for file in path.parent.rglob("*") if file.is_file()] == [path]
    monkeypatch.undo()
    with Archive.open(path) as archive:
        assert archive.result_count() == 1


@pytest.mark.parametrize("before", ["page_count", "BEGIN IMMEDIATE"])
def test_two_programs_that_make_an_archive_at_once_both_find_ours(tmp_path: Path, before: str):
    file = tmp_path / "archive.sqlite"
    others = [sqlite3.connect(file, isolation_level=None)]

    def make_it_first(statement: str) -> None:
        if before in statement and others:
            other = others.pop()
            migrate(other, file)
            other.close()

    ours = sqlite3.connect(file, isolation_level=None)
    ours.set_trace_callback(make_it_first)
    migrate(ours, file)
    assert not others
    ours.set_trace_callback(None)
    assert ours.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    ours.close()


def test_a_step_is_done_wholly_or_not_at_all(
    path: Path, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
):
    with Archive.open(path) as archive:
        archive.begin(assessment, "de", NOON)
    before = tables(path)
    broken = ("ALTER TABLE assessment ADD COLUMN mood TEXT", "DROP TABLE nowhere")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path)
    connection.close()
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert tables(path) == before


def test_steps_run_in_order_each_with_its_number(
    path: Path, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
):
    with Archive.open(path) as archive:
        archive.begin(assessment, "de", NOON)
    steps = (
        ("ALTER TABLE assessment ADD COLUMN mood TEXT", "UPDATE assessment SET mood = 'calm'"),
        ("ALTER TABLE assessment RENAME COLUMN mood TO temper",),
    )
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 2)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path)
    connection.close()
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION + 2,)]
    assert raw(path, "SELECT temper FROM assessment") == [("calm",)]


def test_a_version_beyond_is_left_alone(path: Path):
    Archive.open(path).close()
    raw(path, f"PRAGMA user_version = {SCHEMA_VERSION + 5}")
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(NewerSchemaError):
        migrate(connection, path)
    connection.close()
    assert raw(path, "PRAGMA user_version") == [(SCHEMA_VERSION + 5,)]
