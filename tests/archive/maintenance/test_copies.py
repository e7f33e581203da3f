"""Automatic copies are complete, private and few; one of them can take the archive's place."""

import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stored import NOON, break_an_overflow_page, later, python, raw, result

from netztui.archive.archive import Archive
from netztui.archive.errors import CopyError, DamagedError, ForeignFileError
from netztui.archive.maintenance.backup import (
    copies_folder,
    is_intact,
    list_copies,
    make_copy,
    restore_copy,
)
from netztui.assessment.assessment import Answer, Assessment

SECRET = "Nobody shall find this sentence"
posix = pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")


@pytest.fixture
def used(path: Path, assessment: Assessment) -> Path:
    """An archive with a result and a draft, closed."""
    with Archive.open(path) as archive:
        for minute in range(2):
            id_ = archive.begin(assessment, "de", later(minute))
            archive.record(id_, "next-step", Answer(SECRET), None, later(3))
        archive.finish(id_, result(assessment.questionnaire), later(4))
    return path


def counts(path: Path) -> tuple[int, int]:
    with Archive.open(path) as archive:
        return len(archive.drafts()), archive.result_count()


@posix
def test_a_copy_is_intact_private_and_named_by_its_time_in_utc(used: Path):
    before = os.umask(0)
    try:
        copy = make_copy(used, NOON.astimezone(datetime.now(UTC).astimezone().tzinfo))
    finally:
        os.umask(before)
    assert copy == used.parent / "copies" / "archive-20250301T120000Z.sqlite"
    assert list(copy.parent.iterdir()) == [copy]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert is_intact(copy)
    assert counts(copy) == counts(used)


def test_the_last_ten_and_the_newest_of_each_month_are_kept(used: Path):
    first = datetime(2025, 1, 5, tzinfo=UTC)
    times = [first + timedelta(days=4 * number) for number in range(30)]
    for time in times:
        make_copy(used, time)
    newest_of_months = {max(t for t in times if t.month == month) for month in range(1, 6)}
    kept = sorted(newest_of_months | set(times[-10:]), reverse=True)
    assert [copy.name[8:16] for copy in list_copies(used)] == [f"{t:%Y%m%d}" for t in kept]


def test_a_copy_with_an_older_time_is_not_deleted_at_once(used: Path):
    for number in range(12):
        make_copy(used, later(number))
    assert make_copy(used, later(-5)).exists()


def test_whatever_else_is_in_the_folder_stays(used: Path):
    make_copy(used, NOON)
    mine = copies_folder(used) / "archive-mine.sqlite"
    mine.write_bytes(b"mine")
    for number in range(20):
        make_copy(used, later(number))
    make_copy(used, later(30), keep_older=False)
    assert mine.read_bytes() == b"mine"
    assert len(list_copies(used)) == 1


def test_a_folder_that_cannot_be_made_means_no_copy_and_a_sentence(used: Path):
    copies_folder(used).write_bytes(b"in the way")
    with pytest.raises(CopyError) as caught:
        make_copy(used, NOON)
    assert str(copies_folder(used)) in str(caught.value.message)
    assert counts(used) == (1, 1)


LIMITED = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from netztui.archive.errors import CopyError
from netztui.archive.maintenance.backup import make_copy
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
try:
    make_copy(Path(sys.argv[1]), datetime.now(UTC))
except CopyError as error:
    print(error.message)
"""


@posix
def test_a_full_disk_means_no_copy_and_a_sentence(used: Path):
    with Archive.open(used) as archive:
        archive.annotate(archive.results()[0].id, "x" * 100_000)
    child = python(LIMITED, used)
    assert (
        child.stdout
        == f"No copy of the archive could be made in the folder {used.parent}/copies.\n"
    )
    assert list(copies_folder(used).iterdir()) == []
    assert counts(used) == (1, 1)


def test_a_damaged_archive_is_not_copied_and_no_copy_is_lost(used: Path):
    copy = make_copy(used, NOON)
    break_an_overflow_page(used)
    with pytest.raises(DamagedError):
        make_copy(used, later(1))
    assert list_copies(used) == (copy,)
    assert list(copies_folder(used).iterdir()) == [copy]


def test_copies_are_intact_while_other_programs_write(used: Path, assessment: Assessment):
    over = threading.Event()
    failed: list[Exception] = []

    def answer() -> None:
        try:
            with Archive.open(used) as archive:
                draft = archive.drafts()[0].id
                while not over.is_set():
                    for number in range(20):
                        archive.record(draft, f"{number}", Answer(number), None, NOON)
        except Exception as error:  # noqa: BLE001  # reported at the end of the test
            failed.append(error)

    writer = threading.Thread(target=answer)
    writer.start()
    copies = [make_copy(used, later(number)) for number in range(8)]
    over.set()
    writer.join()
    assert failed == []
    assert all(is_intact(copy) for copy in copies)


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from netztui.archive.maintenance import backup
print("copying", flush=True)
os.fsync = lambda file: os.abort()
backup.make_copy(Path(sys.argv[1]), datetime.now(UTC))
"""


def test_a_kill_leaves_no_copy_and_the_next_one_clears_up(used: Path):
    child = subprocess.run(
        [sys.executable, "-c", KILLED, used],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (child.returncode != 0, child.stdout) == (True, b"copying\n")
    (half,) = copies_folder(used).iterdir()
    assert half.stat().st_size > 0
    assert list_copies(used) == ()
    copy = make_copy(used, NOON)
    assert list(copies_folder(used).iterdir()) == [copy]


def test_after_the_trash_is_emptied_no_copy_has_what_was_deleted(used: Path):
    for number in range(3):
        make_copy(used, later(number))
    with Archive.open(used) as archive:
        for row in (*archive.drafts(), *archive.results()):
            archive.delete(row.id, later(9))
        archive.empty_trash()
    assert any(SECRET.encode() in copy.read_bytes() for copy in list_copies(used))
    make_copy(used, later(10), keep_older=False)
    (copy,) = list_copies(used)
    assert SECRET.encode() not in copy.read_bytes()
    assert is_intact(copy)


# Restoring


def test_a_copy_takes_the_place_of_a_damaged_archive_which_is_kept(used: Path):
    copy = make_copy(used, NOON)
    damaged = break_an_overflow_page(used)
    log = used.with_name(used.name + "-wal")
    log.write_bytes(b"a log")
    assert not is_intact(used)
    kept = restore_copy(used, copy, later(1))
    assert kept is not None
    assert kept.name == "archive-replaced-20250301T120100123456Z.sqlite"
    assert kept.read_bytes() == damaged
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"a log"
    assert not log.exists()
    assert stat.S_IMODE(used.stat().st_mode) == 0o600
    assert is_intact(used)
    assert counts(used) == (1, 1)
    assert copy.exists()


def test_a_copy_can_be_restored_if_there_is_no_archive(used: Path):
    copy = make_copy(used, NOON)
    used.unlink()
    assert restore_copy(used, copy, later(1)) is None
    assert counts(used) == (1, 1)


def test_a_damaged_or_foreign_copy_changes_nothing(used: Path):
    copy = make_copy(used, NOON)
    before = used.read_bytes()
    break_an_overflow_page(copy)
    with pytest.raises(DamagedError):
        restore_copy(used, copy, later(1))
    copy.write_bytes(b"something else")
    with pytest.raises(ForeignFileError):
        restore_copy(used, copy, later(1))
    assert used.read_bytes() == before
    assert sorted(file.name for file in used.parent.iterdir()) == ["archive.sqlite", "copies"]


def test_who_has_the_archive_open_while_it_is_replaced_learns_it(used: Path):
    copy = make_copy(used, NOON)
    with Archive.open(used) as archive:
        restore_copy(used, copy, later(1))
        with pytest.raises(Exception, match="was moved, replaced or deleted"):
            archive.annotate(archive.results()[0].id, "lost?")
    assert raw(used, "SELECT note FROM assessment") == [(None,), (None,)]
