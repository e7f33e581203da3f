"""Backup copies are whole, private and complete, and take no other file's place unasked."""

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import NOON, break_an_overflow_page, later, python, raw, result

from netztui.archive.archive import Archive
from netztui.archive.errors import DamagedError
from netztui.archive.maintenance.backup import copy_archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.system.atomic_file import OutputError

posix = pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.sqlite"


@pytest.fixture
def used(archive: Archive, assessment: Assessment) -> Archive:
    """With two results, one of them in the trash, and a draft."""
    ids = [archive.begin(assessment, "de", later(minute)) for minute in range(3)]
    for id_ in ids:
        archive.record(id_, "next-step", Answer("früh [b]"), "followed-news", later(3))
    for id_ in ids[:2]:
        archive.finish(id_, result(assessment.questionnaire), later(4))
    archive.delete(ids[0], later(5))
    return archive


def contents(archive: Archive) -> tuple[object, ...]:
    lists = archive.drafts(), archive.results(), archive.trash()
    return *lists, [archive.load(row.id) for row in (*lists[0], *lists[1])]


def test_a_backup_is_an_archive_with_everything_in_one_file(used: Archive, target: Path):
    copy_archive(used.path, target)
    assert [file.name for file in target.parent.iterdir() if file.is_file()] == [target.name]
    assert raw(target, "PRAGMA integrity_check") == [("ok",)]
    with Archive.open(target) as copy:
        assert contents(copy) == contents(used)


@posix
def test_a_backup_is_its_owners_alone_whatever_the_umask(used: Archive, target: Path):
    before = os.umask(0)
    try:
        copy_archive(used.path, target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_is_only_replaced_when_asked_for(used: Archive, target: Path):
    target.write_bytes(b"mine")
    with pytest.raises(OutputError):
        copy_archive(used.path, target)
    assert target.read_bytes() == b"mine"
    copy_archive(used.path, target, force=True)
    with Archive.open(target) as copy:
        assert contents(copy) == contents(used)


def test_a_file_that_comes_while_it_is_written_is_not_replaced(
    used: Archive, target: Path, monkeypatch: pytest.MonkeyPatch
):
    plain = os.fsync

    def slow(file: int) -> None:
        plain(file)
        target.write_bytes(b"mine")

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(OutputError):
        copy_archive(used.path, target)
    assert target.read_bytes() == b"mine"


def test_the_archive_is_never_replaced_by_its_own_backup(used: Archive, path: Path):
    (path.parent / "link.sqlite").symlink_to(path)
    for name in ("archive.sqlite", "link.sqlite"):
        with pytest.raises(OutputError):
            copy_archive(used.path, path.parent / name, force=True)
    assert len(used.results()) == 1


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_place_where_a_database_is_in_use_is_refused(used: Archive, target: Path, ending: str):
    target.write_bytes(b"mine")
    log = target.with_name(target.name + ending)
    log.write_bytes(b"a log")
    with pytest.raises(OutputError):
        copy_archive(used.path, target, force=True)
    assert (target.read_bytes(), log.read_bytes()) == (b"mine", b"a log")


def test_a_place_that_cannot_be_written_is_named(used: Archive, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    for place in ("folder", "nowhere/backup.sqlite"):
        with pytest.raises(OutputError) as caught:
            copy_archive(used.path, tmp_path / place, force=True)
        assert place in str(caught.value.message)
    assert list((tmp_path / "folder").iterdir()) == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from netztui.archive.archive import Archive
from netztui.archive.maintenance.backup import copy_archive
from netztui.system.atomic_file import OutputError
archive = Archive.open(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    copy_archive(archive.path, Path(sys.argv[2]))
except OutputError as error:
    print(type(error).__name__, str(error).split()[0])
"""


@posix
def test_without_room_no_half_of_a_backup_is_left(used: Archive, path: Path, target: Path):
    used.close()
    child = python(LIMITED, path, target)
    assert child.stdout == f"OutputError {target}\n", child.stderr
    assert list(target.parent.glob("*backup*")) == []


def test_a_damaged_archive_is_not_passed_on_as_a_backup(used: Archive, path: Path, target: Path):
    used.close()
    break_an_overflow_page(path)
    with Archive.open(path) as archive, pytest.raises(DamagedError):
        copy_archive(archive.path, target)
    assert list(target.parent.glob("*backup*")) == []


@pytest.fixture
def _answering(used: Archive, path: Path) -> Iterator[None]:
    """Somebody who answers without a pause while the test runs."""
    over = threading.Event()
    failed: list[Exception] = []

    def answer() -> None:
        with Archive.open(path) as archive:
            draft = archive.drafts()[0].id
            number = 0
            while not over.is_set():
                try:
                    archive.record(draft, f"{number % 50}", Answer(number), None, NOON)
                except Exception as error:  # noqa: BLE001  # told by the test's end
                    failed.append(error)
                    return
                number += 1

    thread = threading.Thread(target=answer)
    thread.start()
    yield
    over.set()
    thread.join()
    assert failed == []


@pytest.mark.usefixtures("_answering")
def test_who_answers_meanwhile_is_not_disturbed_and_every_backup_is_of_one_moment(
    used: Archive, target: Path
):
    for _ in range(10):
        copy_archive(used.path, target, force=True)
        connection = sqlite3.connect(target)
        ((revision, newest),) = connection.execute(
            "SELECT revision, (SELECT max(CAST(value AS INTEGER)) FROM answer"
            " WHERE assessment = assessment.id AND key <> 'next-step')"
            " FROM assessment WHERE finished_at IS NULL"
        ).fetchall()
        connection.close()
        assert revision == 1 or newest == revision - 2
