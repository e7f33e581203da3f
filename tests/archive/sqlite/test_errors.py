"""Whatever happens to the file, a sentence says so and the file stays what it was.

The disk's faults are real here: a file size limit, a page limit, a user without rights, another
connection that holds the lock, bytes that are no archive.
"""

import hashlib
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from samples import small
from stored import NOON, later, python, raw, result

from netztui.archive import errors
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.archive.sqlite import file as archive_file
from netztui.archive.sqlite.migrations import APPLICATION_ID, SCHEMA_VERSION
from netztui.assessment.assessment import Answer, Assessment
from netztui.diagnostics.sanitize import forbidden_character
from netztui.i18n.message import LazyText
from netztui.system import paths

posix = pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX")


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file with its content and when it was changed."""
    return {
        str(file.relative_to(folder)): (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            file.stat().st_mtime_ns,
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


def refuses(path: Path, kind: type[ArchiveError]) -> ArchiveError:
    """Opening raises exactly this error and leaves everything in the folder as it was."""
    before = state(path.parent)
    with pytest.raises(ArchiveError) as caught:
        Archive.open(path)
    assert type(caught.value) is kind
    assert state(path.parent) == before
    return caught.value


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "archive.sqlite"
    assessment = Assessment.begin(small(), random.Random(1))
    with Archive.open(path) as archive:
        for minute in range(20):
            id_ = archive.begin(assessment, "de", later(minute))
            for key in assessment.questionnaire.items:
                archive.record(id_, key, Answer(None), None, later(minute))
            archive.finish(id_, result(assessment.questionnaire), later(minute))
        archive.begin(assessment, "de", NOON)
    return path


@pytest.fixture
def used(filled: Path, path: Path) -> Path:
    """The path of an archive with twenty results and a draft, closed."""
    path.parent.mkdir(mode=0o700)
    return Path(shutil.copy(filled, path))


# Files that are not ours, or not whole


@pytest.mark.parametrize(
    "content",
    [b"x", b"Dear diary,\n" * 50, bytes(4096), b"SQLite format 3\x00", os.urandom(8192)],
    ids=["one byte", "text", "zeros", "only a signature", "noise"],
)
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path, content: bytes):
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)
    refuses(path, errors.ForeignFileError)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path, journal: str):
    path = tmp_path / "archive.sqlite"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.execute("CREATE TABLE moz_places (id INTEGER)")
    try:
        # In the second case its log still waits beside it, as after a crash.
        refuses(path, errors.ForeignFileError)
        assert path.with_name("archive.sqlite-wal").exists() == (journal == "wal")
    finally:
        other.close()


def test_an_archive_of_a_newer_netztui_is_refused_untouched(used: Path):
    raw(used, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    error = refuses(used, errors.NewerSchemaError)
    assert str(SCHEMA_VERSION + 1) in str(error.message)


def test_a_newer_archive_after_a_crash_is_refused_with_its_log_untouched(
    used: Path, tmp_path: Path
):
    raw(used, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    writer = sqlite3.connect(used, isolation_level=None)
    writer.execute("UPDATE assessment SET note = 'only in the log'")
    copy = tmp_path / "copy" / used.name
    shutil.copytree(used.parent, copy.parent)
    writer.close()
    refuses(copy, errors.NewerSchemaError)


def test_a_newer_version_that_is_still_in_the_log_is_noticed_too(used: Path, tmp_path: Path):
    writer = sqlite3.connect(used, isolation_level=None)
    writer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    copy = tmp_path / "copy" / used.name
    shutil.copytree(used.parent, copy.parent)
    writer.close()
    assert int.from_bytes(copy.read_bytes()[60:64], "big") == SCHEMA_VERSION
    with pytest.raises(errors.NewerSchemaError):
        Archive.open(copy)
    assert raw(copy, "SELECT count(*) FROM assessment") == [(21,)]


def test_an_empty_file_counts_as_new(tmp_path: Path):
    path = tmp_path / "archive.sqlite"
    path.touch()
    with Archive.open(path) as archive:
        assert archive.drafts() == ()
    assert raw(path, "PRAGMA application_id") == [(APPLICATION_ID,)]


@pytest.mark.parametrize("kept", [200, 4096, 3 * 4096 + 100])
def test_a_truncated_archive_is_damaged_and_stays_as_it_is(used: Path, kept: int):
    with used.open("r+b") as file:
        file.truncate(kept)
    refuses(used, errors.DamagedError)


@pytest.mark.parametrize("seed", range(8))
def test_overwritten_pages_end_in_a_sentence_and_never_in_a_traceback(
    used: Path, seed: int, assessment: Assessment
):
    content = bytearray(used.read_bytes())
    noise = hashlib.sha256(str(seed).encode()).digest() * 128
    for page in range(1 + seed % 2, len(content) // 4096, 2):
        content[page * 4096 : (page + 1) * 4096] = noise
    used.write_bytes(content)

    def use() -> None:
        with Archive.open(used) as archive:
            archive.drafts()
            for row in archive.results():
                archive.load(row.id)
            archive.begin(assessment, "de", NOON)

    with pytest.raises(errors.DamagedError):
        use()


def test_missing_tables_are_reported_as_damage(used: Path):
    raw(used, "DROP TABLE answer")
    with pytest.raises(errors.DamagedError):
        Archive.open(used)


def test_a_folder_in_its_place_is_refused(tmp_path: Path):
    refuses(tmp_path, errors.ForeignFileError)


@posix
def test_a_pipe_in_its_place_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "archive.sqlite")
    refuses(tmp_path / "archive.sqlite", errors.ForeignFileError)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("file/archive.sqlite", "leads through a file as if it were a folder."),
        ("file/deeper/archive.sqlite", "leads through a file as if it were a folder."),
        ("loop/archive.sqlite", "lead in a circle."),
        ("x" * 300, "is too long for this file system."),
        ("x" * 300 + "/archive.sqlite", "is too long for this file system."),
    ],
)
def test_an_impossible_path_is_reported_with_its_cause(tmp_path: Path, name: str, what: str):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(errors.PathError) as caught:
        Archive.open(tmp_path / name)
    assert str(caught.value.message).endswith(what)
    assert str(caught.value) == f"{caught.value.message} {caught.value.hint}"
    assert "not allowed" not in str(caught.value)


def test_no_control_character_of_a_path_gets_into_a_sentence(tmp_path: Path):
    path = tmp_path / "a\x1b]0;b\x07\nc"
    path.mkdir()
    with pytest.raises(errors.ForeignFileError) as caught:
        Archive.open(path)
    assert forbidden_character(str(caught.value)) is None
    assert "a�]0;b� c" in str(caught.value.message)


def test_an_sqlite_that_is_too_old_is_named(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive_file, "SQLITE_NEEDED", (99, 0, 0))
    with pytest.raises(errors.OldSQLiteError, match=r"99\.0\.0"):
        Archive.open(path)


@pytest.mark.parametrize("name", ["ä ö", "a%20b", "what?", "#1", "日本.sqlite", "it's"])
def test_any_name_will_do(tmp_path: Path, name: str, assessment: Assessment):
    path = tmp_path / name / name
    with Archive.open(path) as archive:
        archive.begin(assessment, "de", NOON)
    assert path.is_file()
    with Archive.open(path) as archive:
        assert len(archive.drafts()) == 1


# Permissions


@pytest.fixture
def _loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@posix
@pytest.mark.usefixtures("_loose_umask")
def test_folders_and_files_are_closed_to_others_whatever_the_umask(
    tmp_path: Path, assessment: Assessment
):
    path = tmp_path / "one" / "two" / "archive.sqlite"
    with Archive.open(path) as archive:
        archive.begin(assessment, "de", NOON)
        files = {file.name: mode(file) for file in path.parent.iterdir()}
    assert files == dict.fromkeys(
        ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"], 0o600
    )
    assert mode(tmp_path / "one") == mode(tmp_path / "one" / "two") == 0o700


@posix
def test_a_file_that_stood_open_is_closed_to_others(used: Path, assessment: Assessment):
    used.chmod(0o664)
    with Archive.open(used) as archive:
        archive.begin(assessment, "de", NOON)
        assert {mode(file) for file in used.parent.iterdir()} == {0o600}


@posix
def test_a_folder_of_the_users_own_choice_keeps_its_permissions(tmp_path: Path):
    tmp_path.chmod(0o755)
    with Archive.open(tmp_path / "archive.sqlite"):
        assert mode(tmp_path) == 0o755


@posix
def test_the_standard_data_folder_is_closed_to_others_where_it_stood_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    folder = paths.standard_data_folder()
    assert folder.is_relative_to(tmp_path)
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    with Archive.open(folder / "archive.sqlite"):
        assert mode(folder) == 0o700
        assert mode(folder.parent) == 0o755


# Root has all rights, so that a child that was started by root becomes nobody first.

OPEN = """
import os, sys
from pathlib import Path
import platformdirs
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Archive.open(Path(sys.argv[1])).close()
except ArchiveError as error:
    print(type(error).__name__)
else:
    print("opened")
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def opened_by_nobody(path: Path) -> str:
    child = python(OPEN, path)
    assert child.returncode == 0, child.stderr
    return child.stdout.strip()


def given_to_nobody(*files: Path) -> None:
    if os.geteuid() == 0:
        for file in files:
            os.chown(file, 65534, 65534)


@posix
def test_whoever_has_the_rights_can_open_an_archive(public: Path):
    given_to_nobody(public)
    assert opened_by_nobody(public / "archive.sqlite") == "opened"


@posix
def test_a_folder_that_may_not_be_written_is_named(public: Path):
    given_to_nobody(public)
    public.chmod(0o555)
    assert opened_by_nobody(public / "archive.sqlite") == "NotWritableError"
    assert opened_by_nobody(public / "new" / "archive.sqlite") == "NotWritableError"
    assert list(public.iterdir()) == []


@posix
@pytest.mark.parametrize("file_mode", [0o400, 0o000])
def test_a_file_that_may_not_be_written_is_named_and_left_alone(public: Path, file_mode: int):
    path = public / "archive.sqlite"
    Archive.open(path).close()
    given_to_nobody(public, path)
    path.chmod(file_mode)
    changed = path.stat().st_mtime_ns
    assert opened_by_nobody(path) == "NotWritableError"
    assert path.stat().st_mtime_ns == changed
    assert mode(path) == file_mode
    assert [file.name for file in public.iterdir()] == [path.name]


@posix
def test_an_archive_in_a_folder_that_may_not_be_written_is_left_alone(public: Path):
    path = public / "archive.sqlite"
    Archive.open(path).close()
    given_to_nobody(public, path)
    before = state(public)
    public.chmod(0o555)
    assert opened_by_nobody(path) == "NotWritableError"
    public.chmod(0o755)
    assert state(public) == before


# Disks


def test_a_full_archive_keeps_what_it_has_and_goes_on_when_there_is_room(
    path: Path, assessment: Assessment
):
    with Archive.open(path) as archive:
        id_ = archive.begin(assessment, "de", NOON)
        pages = archive._connection.execute("PRAGMA page_count").fetchone()[0]
        archive._connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
        said = {}

        def fill() -> None:
            for number in range(1000):
                archive.record(id_, f"key-{number}", Answer("x" * 200), f"{number}", NOON)
                said[f"key-{number}"] = Answer("x" * 200)

        with pytest.raises(errors.DiskFullError) as caught:
            fill()
        assert "space" in str(caught.value.message)
        assert len(said) > 10
        assert archive.load(id_).assessment.answers == said
        assert archive.load(id_).position == str(len(said) - 1)
        archive._connection.execute("PRAGMA max_page_count = 100000").fetchall()
        archive.record(id_, "next-step", Answer("room again"), None, NOON)
    with Archive.open(path) as archive:
        assert archive.load(id_).assessment.answers == {**said, "next-step": Answer("room again")}
    assert raw(path, "PRAGMA integrity_check") == [("ok",)]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
from netztui.assessment.assessment import Answer
from stored import NOON
archive = Archive.open(Path(sys.argv[1]))
id_ = archive.drafts()[0].id
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
stored = 0
try:
    while True:
        archive.record(id_, f"key-{stored}", Answer("x" * 200), None, NOON)
        stored += 1
except ArchiveError as error:
    print(type(error).__name__, stored, archive.drafts()[0].answered)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
archive.record(id_, "after", Answer("x"), None, NOON)
print(archive.drafts()[0].answered)
archive.close()
"""


@posix
@pytest.mark.parametrize("limit", [50_000, 300_000, 1_000_003])
def test_a_write_that_the_system_refuses_loses_that_answer_alone(
    path: Path, assessment: Assessment, limit: int
):
    with Archive.open(path) as archive:
        archive.begin(assessment, "de", NOON)
    child = python(LIMITED, path, limit)
    assert child.returncode == 0, child.stderr
    name, said, stored, after = child.stdout.split()
    assert name == "DiskError"
    assert int(said) > 1
    assert stored == said
    assert int(after) == int(said) + 1
    assert raw(path, "SELECT count(*) FROM answer") == [(int(after),)]
    assert raw(path, "PRAGMA integrity_check") == [("ok",)]


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    Archive.open(Path(sys.argv[1]))
except ArchiveError as error:
    print(type(error).__name__)
"""


@posix
@pytest.mark.parametrize("limit", [0, 4096, 10_000, 20_000])
def test_an_archive_that_found_no_room_to_be_made_is_made_the_next_time(path: Path, limit: int):
    child = python(NO_ROOM, path, limit)
    assert child.stdout == "DiskError\n", child.stderr
    with Archive.open(path) as archive:
        assert archive.drafts() == ()


# Company


def test_a_lock_that_another_program_keeps_is_waited_for_and_then_named(
    used: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive_file, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(used, isolation_level=None)
    with Archive.open(used) as archive:
        (draft,) = archive.drafts()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.LockedError):
            archive.record(draft.id, "next-step", Answer("x"), None, NOON)
        assert archive.drafts() == (draft,)
        other.execute("ROLLBACK")
        other.close()
        archive.record(draft.id, "next-step", Answer("x"), None, NOON)
        assert archive.drafts()[0].answered == 1


HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


@contextmanager
def held_for(path: Path, seconds: float) -> Iterator[None]:
    """Another program has the write lock, and gives it back after a while."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path, str(seconds)], stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield


def test_a_lock_that_is_soon_given_back_is_not_noticed(used: Path):
    with Archive.open(used) as archive, held_for(used, 0.3):
        (draft,) = archive.drafts()
        archive.record(draft.id, "next-step", Answer("x"), None, NOON)
        assert archive.drafts()[0].answered == 1


def test_an_archive_that_another_program_is_just_making_is_waited_for(
    used: Path, monkeypatch: pytest.MonkeyPatch
):
    raw(used, "PRAGMA journal_mode = DELETE")
    with held_for(used, 0.3), Archive.open(used) as archive:
        assert len(archive.drafts()) == 1
        assert raw(used, "PRAGMA journal_mode") == [("wal",)]
    raw(used, "PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(archive_file, "BUSY_SECONDS", 0.05)
    with held_for(used, 1), pytest.raises(errors.LockedError):
        Archive.open(used)


@posix
@pytest.mark.parametrize("fate", ["deleted", "replaced"])
def test_an_answer_is_not_written_into_a_file_that_is_gone(used: Path, fate: str):
    with Archive.open(used) as archive:
        (draft,) = archive.drafts()
        used.rename(used.with_name("moved"))
        if fate == "replaced":
            shutil.copy(used.with_name("moved"), used)
        with pytest.raises(errors.MovedError):
            archive.record(draft.id, "next-step", Answer("x"), None, NOON)
        used.with_name("moved").replace(used)
        archive.record(draft.id, "next-step", Answer("x"), None, NOON)
        assert archive.drafts()[0].answered == 1


# What is not a fault of the disk


def test_a_mistake_of_the_program_is_not_dressed_up(path: Path):
    archive = Archive.open(path)
    archive.close()
    with pytest.raises(sqlite3.ProgrammingError):
        archive.drafts()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (28, errors.DiskFullError),  # ENOSPC
        (5, errors.DiskError),  # EIO
        (13, errors.NotWritableError),  # EACCES
        (30, errors.NotWritableError),  # EROFS
    ],
)
def test_the_systems_codes_become_sentences(tmp_path: Path, number: int, kind: type[ArchiveError]):
    with pytest.raises(kind) as caught, errors.translate_errors(tmp_path):
        raise OSError(number, os.strerror(number))
    assert isinstance(caught.value.__cause__, OSError)
    assert str(tmp_path) in str(caught.value.message)


def test_every_error_says_what_happened_and_what_to_do(tmp_path: Path):
    said = [
        errors.ForeignFileError(tmp_path),
        errors.DamagedError(tmp_path, "page 3"),
        errors.NewerSchemaError(tmp_path, found=9, known=1),
        errors.LockedError(tmp_path),
        errors.DiskFullError(tmp_path),
        errors.DiskError(tmp_path, "input/output error"),
        errors.NotWritableError(tmp_path, "read-only"),
        errors.MovedError(tmp_path),
        errors.OldSQLiteError(found="3.30.0", needed="3.37.0"),
        errors.UnknownAssessmentError(),
        errors.FinishedError(),
        errors.CopyError(tmp_path),
        errors.PathError(what=LazyText("It is wrong.")),
    ]
    assert {type(error) for error in said} == set(ArchiveError.__subclasses__())
    for error in said:
        for sentence in (str(error.message), str(error.hint)):
            assert sentence[0].isupper() or sentence.startswith(str(tmp_path))
            assert sentence.endswith(".")
            assert "{" not in sentence
        assert str(error) == f"{error.message} {error.hint}"
