"""Whatever a damaged archive still holds comes out of it, nothing else does, and it stays as it is."""

import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from samples import small
from stored import NOON, later, raw

from netztui.archive.archive import Archive
from netztui.archive.errors import NotWritableError
from netztui.archive.maintenance.rescue import Rescued, rescue
from netztui.archive.maintenance.salvage import records
from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.score import score
from netztui.system.atomic_file import OutputError

PAGE = 4096
SCHEMAS = Path(__file__).parents[1] / "sqlite" / "schemas"
TEXT = "Fachfragen beantworten – “wirklich” 🐟 "


def fill(archive: Archive, count: int, seed: int = 1) -> None:
    """Assessments with all their answers; every fifth a draft, every seventh in the trash."""
    rng = random.Random(seed)
    for number in range(count):
        assessment = Assessment.begin(small(), rng)
        id_ = archive.begin(assessment, "de", later(number))
        said = {"networks-used": Answer(("xing",), 2.5)}
        said |= {item.id: Answer(rng.randint(1, 5), 3.0) for item in small().sections[1].items}
        said |= {"next-step": Answer((TEXT * rng.choice([1, 3]))[:200], None)}
        for minute, (key, answer) in enumerate(said.items()):
            archive.record(id_, key, answer, key, later(number + minute / 100))
            assessment = assessment.with_answer(key, answer)
        archive.annotate(id_, f"note {number} " * rng.choice([1, 1, 2000]))
        if number % 5:
            archive.finish(id_, score(assessment), later(number + 1))
        if number % 7 == 6:
            archive.delete(id_, later(number + 2))


@pytest.fixture
def used(path: Path) -> Path:
    with Archive.open(path) as archive:
        fill(archive, 40)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "rescued.sqlite"


def rescued(
    damaged: Path, target: Path, known: tuple[Questionnaire, ...] = ()
) -> tuple[Rescued, dict[str, StoredAssessment]]:
    """What was rescued; the damaged archive is what it was, and everything new can be read."""
    before = {file: file.read_bytes() for file in damaged.parent.iterdir()}
    done = rescue(damaged, target, known)
    assert {file: file.read_bytes() for file in damaged.parent.iterdir()} == before
    assert target.stat().st_mode & 0o777 == 0o600
    assert raw(target, "PRAGMA integrity_check") == [("ok",)]
    stored = everything(target)
    assert len(stored) == done.results + done.drafts + done.in_trash
    assert sum(len(one.assessment.answers) for one in stored.values()) == done.answers
    return done, stored


def everything(path: Path) -> dict[str, StoredAssessment]:
    with Archive.open(path) as archive:
        for row in archive.trash():
            archive.restore(row.id)
        assert archive.outdated() == ()
        ids = [row.id for row in (*archive.drafts(), *archive.results())]
        return {id_: archive.load(id_) for id_ in ids}


def copied(path: Path, folder: Path) -> Path:
    shutil.copytree(path.parent, folder)
    return folder / path.name


def test_of_a_whole_archive_everything_is_saved_as_it_was(used: Path, target: Path, tmp_path: Path):
    done, stored = rescued(used, target)
    assert (done.results, done.drafts, done.in_trash) == (28, 7, 5)
    assert (done.rebuilt, done.lost_assessments, done.lost_answers, done.unreadable) == (0,) * 4
    with Archive.open(used) as before, Archive.open(copied(target, tmp_path / "x")) as after:
        assert before.results() == tuple(
            row for row in after.results() if row.id in {one.id for one in before.results()}
        )
    assert stored == everything(used)


def test_the_trash_stays_the_trash(used: Path, target: Path):
    rescue(used, target, ())
    with Archive.open(used) as before, Archive.open(target) as after:
        assert after.trash() == before.trash()
        assert after.drafts() == before.drafts()
        assert after.results() == before.results()


def test_what_only_the_log_has_is_saved_and_what_it_replaces_is_not(
    used: Path, target: Path, tmp_path: Path
):
    with Archive.open(used) as archive:
        fill(archive, 3, seed=2)
        archive.annotate(archive.results()[0].id, "only in the log")
        crashed = copied(used, tmp_path / "crashed")
        expected = everything(copied(used, tmp_path / "expected"))
    crashed.with_name(crashed.name + "-shm").unlink()
    assert crashed.with_name(crashed.name + "-wal").stat().st_size > 0
    done, stored = rescued(crashed, target)
    assert len(stored) == 43
    assert stored == expected
    assert done.unreadable == 0


def test_of_a_transaction_that_was_not_completed_nothing_is_saved(
    used: Path, target: Path, tmp_path: Path
):
    with Archive.open(used) as archive:
        archive.annotate(archive.results()[0].id, "complete")
        log = used.with_name(used.name + "-wal")
        whole = log.stat().st_size
        archive.annotate(archive.results()[0].id, "never completed " * 2000)
        crashed = copied(used, tmp_path / "crashed")
    with crashed.with_name(crashed.name + "-wal").open("r+b") as file:
        file.truncate(whole + 6 * (24 + PAGE) + 2000)
    done, stored = rescued(crashed, target)
    notes = {one.note for one in stored.values()}
    assert "complete" in notes
    assert len(stored) == 40
    assert done.unreadable == 0


@pytest.mark.parametrize("version", [1, 2])
def test_archives_of_every_format_are_rescued(tmp_path: Path, target: Path, version: int):
    path = tmp_path / "old" / "archive.sqlite"
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    done, stored = rescued(path, target)
    assert (done.results, done.drafts, done.in_trash) == (1, 1, version - 1)
    finished = stored["0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5"]
    assert finished.note == "Nach der Messe [in] Leipzig"
    assert len(finished.assessment.answers) == 21


@pytest.mark.parametrize("what", ["header", "schema", "roots"])
def test_without_header_schema_or_roots_all_else_is_saved(used: Path, target: Path, what: str):
    content = bytearray(used.read_bytes())
    before = everything(used)
    used.write_bytes(content)
    if what == "header":
        content[:100] = bytes(100)
    elif what == "schema":
        content[:PAGE] = bytes(PAGE)
    else:
        roots = raw(used, "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")
        for (root,) in roots:
            # An inner page of a table has nothing but the way to others.
            start = (int(str(root)) - 1) * PAGE
            if content[start] in {0x05, 0x0A}:
                content[start : start + PAGE] = b"\xff" * PAGE
    used.write_bytes(content)
    done, stored = rescued(used, target)
    assert stored == before
    assert done.lost_answers == 0


@pytest.mark.parametrize("seed", range(12))
def test_what_lies_on_pages_that_are_whole_is_saved_and_nothing_is_made_up(
    used: Path, target: Path, seed: int
):
    before = everything(used)
    rng = random.Random(seed)
    content = bytearray(used.read_bytes())
    pages = len(content) // PAGE
    broken = rng.sample(range(pages), 4)
    for page in broken:
        noise = [bytes(PAGE), rng.randbytes(PAGE), b"\xff" * PAGE][seed % 3]
        content[page * PAGE : (page + 1) * PAGE] = noise
    used.write_bytes(content)
    done, stored = rescued(used, target, (small(),))
    kept = 0
    for id_, one in stored.items():
        said = before[id_].assessment.answers
        answers = one.assessment.answers
        kept += len(answers)
        assert all(said[key] == answer for key, answer in answers.items())
    everyone = sum(len(one.assessment.answers) for one in before.values())
    # A page of answers holds some thirty of them; rows with long notes take several pages.
    assert kept >= everyone - 4 * 50
    assert len(stored) >= len(before) - 2
    assert done.answers == kept


@pytest.mark.parametrize("seed", range(6))
def test_single_bytes_that_changed_cost_no_more_than_what_they_hit(
    used: Path, target: Path, seed: int
):
    before = everything(used)
    rng = random.Random(seed)
    content = bytearray(used.read_bytes())
    for _ in range(10):
        content[rng.randrange(PAGE, len(content))] ^= 1 << rng.randrange(8)
    used.write_bytes(content)
    _done, stored = rescued(used, target, (small(),))
    same = sum(stored.get(id_) == one for id_, one in before.items())
    assert same >= len(before) - 12


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_of_a_truncated_archive_the_beginning_is_saved(used: Path, target: Path, kept: float):
    before = everything(used)
    with used.open("r+b") as file:
        file.truncate(int(used.stat().st_size * kept))
    done, stored = rescued(used, target, (small(),))
    assert stored.keys() <= before.keys()
    assert done.answers > 0


def test_a_lost_questionnaire_is_taken_from_those_that_are_known(used: Path, target: Path):
    raw(used, "DELETE FROM questionnaire")
    done, stored = rescued(used, target, (small(),))
    assert len(stored) == 40
    target.unlink()
    done, stored = rescued(used, target)
    assert stored == {}
    assert done.lost_assessments == 40
    assert done.lost_answers == 40 * 18


def test_answers_whose_assessment_is_lost_become_a_draft_again(used: Path, target: Path):
    before = everything(used)
    gone = min(before)
    raw(used, "PRAGMA foreign_keys = OFF")
    raw(used, "DELETE FROM assessment WHERE id = ?", gone)
    done, stored = rescued(used, target)
    assert done.rebuilt == 1
    again = stored[gone]
    assert again.finished_at is None
    assert again.assessment.answers == before[gone].assessment.answers
    assert again.started_at == min(
        later(number + minute / 100)
        for number in range(40)
        for minute in range(18)
        if later(number) <= again.started_at < later(number + 1)
    )


def test_answers_that_no_question_allows_are_counted_and_left_out(used: Path, target: Path):
    raw(used, "UPDATE answer SET value = '9' WHERE key = 'followed-news'")
    raw(used, "UPDATE answer SET key = 'nowhere' WHERE key = 'explained-work'")
    done, stored = rescued(used, target)
    assert done.lost_answers == 80
    assert done.answers == 40 * 16
    assert all("followed-news" not in one.assessment.answers for one in stored.values())


def test_an_order_that_makes_no_sense_is_replaced_by_the_written_one(used: Path, target: Path):
    raw(used, "UPDATE assessment SET orders = '[1'")
    _done, stored = rescued(used, target)
    assert {len(one.assessment.orders) for one in stored.values()} == {0}
    assert len(stored) == 40


def test_deleted_text_is_not_rescued(used: Path, target: Path):
    with Archive.open(used) as archive:
        for row in (*archive.results(), *archive.drafts()):
            archive.delete(row.id, NOON)
        archive.empty_trash()
    done, _stored = rescued(used, target)
    assert done == Rescued(0, 0, 0, 0, 0, 0, 0, 0)


def test_nothing_is_overwritten(used: Path, target: Path):
    target.write_bytes(b"mine")
    with pytest.raises(OutputError, match="Name another file"):
        rescue(used, target, ())
    with pytest.raises(OutputError, match="Name another file"):
        rescue(used, used, ())
    assert target.read_bytes() == b"mine"
    assert [file.name for file in target.parent.glob("*rescued*")] == [target.name]


def test_without_an_archive_there_is_nothing_to_rescue(path: Path, target: Path):
    with pytest.raises(NotWritableError):
        rescue(path, target, ())
    assert not target.exists()


@pytest.mark.parametrize("seed", range(40))
def test_any_bytes_at_all_end_in_records_or_in_none(seed: int):
    rng = random.Random(seed)
    content = bytearray(rng.randbytes(PAGE * rng.randint(0, 4) + rng.randint(0, 99)))
    for start in range(0, len(content), PAGE):
        content[start] = rng.choice([0x0D, 0x0A, 0x02, 0x05])
    if seed % 2:
        content[:16] = b"SQLite format 3\x00"
    log = bytearray(rng.randbytes(rng.choice([0, 31, 9000])))
    log[:4] = (0x377F0682).to_bytes(4, "big")
    for record in records(bytes(content), bytes(log)):
        assert record is None or isinstance(record, tuple)
    assert hashlib.sha256(content).digest()
