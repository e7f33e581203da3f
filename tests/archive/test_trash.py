"""What is deleted can be restored until the trash is emptied; then it is gone from every file."""

import sqlite3
from pathlib import Path

import pytest
from stored import NOON, later, raw, result

from netztui.archive.archive import Archive
from netztui.archive.errors import LockedError, UnknownAssessmentError
from netztui.archive.sqlite.file import BUSY_SECONDS
from netztui.assessment.assessment import Answer, Assessment
from netztui.history.history import load_scored, previous

SECRET = "Nobody shall read this sentence"


def made(archive: Archive, assessment: Assessment, minute: float) -> str:
    id_ = archive.begin(assessment, "de", later(minute))
    archive.record(id_, "searched-for-clients", Answer(4), None, later(minute))
    archive.record(id_, "next-step", Answer(SECRET), None, later(minute))
    archive.finish(id_, result(assessment.questionnaire), later(minute + 1))
    return id_


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_what_is_in_the_trash_is_in_no_other_list(archive: Archive, assessment: Assessment):
    old, new = made(archive, assessment, 0), made(archive, assessment, 10)
    draft = archive.begin(assessment, "de", later(20))
    archive.delete(new, later(30))
    archive.delete(draft, later(31))
    assert [row.id for row in archive.results()] == [old]
    assert archive.drafts() == ()
    newest = archive.latest()
    assert newest is not None
    assert newest.id == old
    assert archive.result_count() == 1
    archive.delete(old, later(32))
    assert archive.results() == archive.outdated() == ()
    assert archive.latest() is None


def test_a_comparison_passes_over_what_is_in_the_trash(archive: Archive, assessment: Assessment):
    first, second, third = (made(archive, assessment, minute) for minute in (0, 10, 20))
    archive.delete(second, later(30))
    earlier = previous(archive, load_scored(archive, third))
    assert earlier is not None
    assert earlier.stored.id == first


def test_the_trash_says_what_is_in_it_the_last_one_deleted_first(
    archive: Archive, assessment: Assessment
):
    whole = made(archive, assessment, 0)
    draft = archive.begin(assessment, "de", later(5))
    archive.delete(whole, later(30))
    archive.delete(draft, later(31))
    first, second = archive.trash()
    assert (first.id, first.questionnaire, first.answered) == (draft, "small", 0)
    assert (first.started_at, first.finished_at, first.deleted_at) == (later(5), None, later(31))
    assert first.title["en"] == "Hunter or gatherer, short"
    assert (second.id, second.answered) == (whole, 2)
    assert (second.finished_at, second.deleted_at) == (later(1), later(30))


def test_what_is_deleted_again_is_in_the_trash_since_the_first_time(
    archive: Archive, assessment: Assessment
):
    id_ = made(archive, assessment, 0)
    archive.delete(id_, later(10))
    archive.delete(id_, later(20))
    assert archive.trash()[0].deleted_at == later(10)


def test_what_is_restored_is_as_it_was(archive: Archive, assessment: Assessment):
    id_ = made(archive, assessment, 0)
    archive.annotate(id_, "a note")
    draft = archive.begin(assessment, "de", later(5))
    archive.record(draft, "next-step", Answer("x"), "followed-news", later(6))
    before = archive.results(), archive.drafts(), archive.load(id_), archive.load(draft)
    for one in (id_, draft):
        archive.delete(one, later(10))
    for one in (id_, draft):
        archive.restore(one)
        archive.restore(one)
    assert (archive.results(), archive.drafts(), archive.load(id_), archive.load(draft)) == before
    assert archive.trash() == ()
    archive.record(draft, "next-step", Answer("goes on"), None, later(12))


@pytest.mark.parametrize(
    "act",
    [
        lambda archive, id_: archive.load(id_),
        lambda archive, id_: archive.annotate(id_, "x"),
        lambda archive, id_: archive.record(id_, "next-step", Answer("x"), None, NOON),
        lambda archive, id_: archive.move(id_, "next-step"),
    ],
)
def test_what_is_in_the_trash_is_unknown_and_stays_as_it_is(
    archive: Archive, assessment: Assessment, path: Path, act
):
    draft = archive.begin(assessment, "de", NOON)
    archive.delete(draft, later(1))
    before = raw(path, "SELECT * FROM assessment")
    with pytest.raises(UnknownAssessmentError):
        act(archive, draft)
    with pytest.raises(UnknownAssessmentError):
        archive.finish(draft, result(assessment.questionnaire), later(2))
    assert raw(path, "SELECT * FROM assessment") == before
    whole = made(archive, assessment, 5)
    archive.delete(whole, later(10))
    with pytest.raises(UnknownAssessmentError):
        archive.summarise(whole, result(assessment.questionnaire))


def test_what_never_was_can_neither_be_deleted_nor_restored(archive: Archive):
    with pytest.raises(UnknownAssessmentError):
        archive.delete("nothing", NOON)
    with pytest.raises(UnknownAssessmentError):
        archive.restore("nothing")
    assert archive.empty_trash() == 0


def test_until_it_is_emptied_the_text_is_there_and_afterwards_in_no_byte(
    archive: Archive, assessment: Assessment, path: Path
):
    kept, gone = made(archive, assessment, 0), made(archive, assessment, 10)
    archive.record(archive.begin(assessment, "de", NOON), "next-step", Answer("x"), None, NOON)
    archive.delete(gone, later(20))
    archive.delete(kept, later(20))
    assert SECRET.encode() in everything(path)
    archive.restore(kept)
    assert archive.empty_trash() == 1
    assert SECRET.encode() in everything(path)
    assert archive.trash() == ()
    with pytest.raises(UnknownAssessmentError):
        archive.restore(gone)
    archive.delete(kept, later(30))
    assert archive.empty_trash() == 1
    assert SECRET.encode() not in everything(path)
    assert raw(path, "SELECT count(*), max(answer.value) FROM answer") == [(1, '"x"')]


def test_long_texts_and_notes_are_gone_as_well(
    archive: Archive, assessment: Assessment, path: Path
):
    id_ = archive.begin(assessment, "de", NOON)
    for number in range(40):
        archive.record(id_, f"key-{number}", Answer(f"{number} {SECRET} " * 300), None, NOON)
    archive.annotate(id_, SECRET * 200)
    archive.delete(id_, NOON)
    archive.empty_trash()
    assert SECRET.encode() not in everything(path)


def test_while_another_program_reads_the_log_it_is_said_that_traces_are_left(
    archive: Archive, assessment: Assessment, path: Path
):
    archive.delete(made(archive, assessment, 0), later(10))
    archive._connection.execute("PRAGMA busy_timeout = 50")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM assessment").fetchall()
    with pytest.raises(LockedError):
        archive.empty_trash()
    assert archive.trash() == ()
    reader.close()
    assert archive.empty_trash() == 0
    assert SECRET.encode() not in everything(path)
    assert BUSY_SECONDS > 1
