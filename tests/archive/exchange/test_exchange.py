"""Out of one archive and into another: nothing lost, nothing doubled, nothing half."""

import io
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from exports import (
    answer,
    assessment,
    computers,
    contents,
    document,
    exported,
    identity,
    taken,
    time,
    would_be_taken,
)
from hypothesis import given, settings
from samples import small
from stored import PLAN, later, raw

from netztui import __version__
from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError, DamagedError, ExchangeError
from netztui.archive.exchange.export import select_for_export, write_export
from netztui.archive.exchange.merge import ImportSummary
from netztui.assessment.assessment import Answer, Assessment
from netztui.scoring.score import score

RATED = [answer(item, 4) for item in list(small().items)[1:17]]


@pytest.fixture
def elsewhere(tmp_path: Path):
    with Archive.open(tmp_path / "elsewhere" / "archive.sqlite") as archive:
        yield archive


# Out


def test_an_empty_archive_exports_empty_lists(archive: Archive):
    assert json.loads(exported(archive)) == {
        "netztui": __version__,
        "format": 1,
        "questionnaires": [],
        "assessments": [],
    }


def test_everything_that_was_said_is_in_the_file(archive: Archive, assessment: Assessment):
    said = {
        "networks-used": Answer(("xing", "mastodon"), 3.25),
        "searched-for-clients": Answer(5, 0.0),
        "looked-for-answers": Answer(None),
        "next-step": Answer("[b]Straße[/b] 日本語 {x} 'quoted'", 12.0),
    }
    shuffled = tuple(reversed([item.id for item in small().sections[1].items]))
    begun = replace(assessment, orders={"last-four-weeks": shuffled})
    draft = archive.begin(begun, "en", later(0))
    for minute, (key, one) in enumerate(said.items()):
        archive.record(draft, key, one, "next-step", later(minute))
    archive.annotate(draft, "a note\nof two lines")
    content = json.loads(exported(archive))
    assert content["questionnaires"] == [json.loads(small().canonical)]
    assert content["assessments"] == [
        {
            "id": draft,
            "questionnaire": small().fingerprint,
            "language": "en",
            "started_at": "2025-03-01T12:00:00.123456Z",
            "finished_at": None,
            "position": "next-step",
            "note": "a note\nof two lines",
            "orders": {"last-four-weeks": list(shuffled)},
            "earlier": {},
            "answers": [
                answer("networks-used", ["xing", "mastodon"], 0, 3.25),
                answer("searched-for-clients", 5, 1, 0.0),
                answer("looked-for-answers", None, 2, None),
                answer("next-step", "[b]Straße[/b] 日本語 {x} 'quoted'", 3, 12.0),
            ],
        }
    ]


def test_each_questionnaire_and_each_assessment_is_a_line(archive: Archive):
    taken(archive, document(assessment(1), assessment(0)))
    lines = exported(archive).decode().splitlines()
    assert lines[0] == f'{{"netztui":"{__version__}","format":1,'
    assert lines[2] == f"{small().canonical}],"
    assert [line[:44] for line in lines[4:]] == [f'{{"id":"{identity(n)}"' for n in (0, 1)]
    assert lines[-1].endswith("]}")


def test_what_is_in_the_trash_stays_there(archive: Archive):
    taken(archive, document(assessment(0), assessment(1, finished=3)))
    archive.delete(identity(1), later(4))
    (only,) = json.loads(exported(archive))["assessments"]
    assert only["id"] == identity(0)


def test_one_assessment_can_be_chosen(archive: Archive):
    taken(archive, document(assessment(0, finished=9), assessment(1, finished=8), assessment(2)))
    (only,) = json.loads(exported(archive, identity(1)))["assessments"]
    assert only["id"] == identity(1)


def test_one_questionnaire_can_be_chosen_by_its_id(archive: Archive):
    taken(archive, document(assessment(0)))
    assert exported(archive, questionnaire="small") == exported(archive)
    for id_, questionnaire in ((None, "large"), (identity(1), "small")):
        with pytest.raises(
            ExchangeError, match=f"Nothing is stored for the questionnaire “{questionnaire}”"
        ):
            select_for_export(archive, id_, questionnaire)


def test_a_damaged_archive_is_said_to_be_damaged(archive: Archive, path: Path):
    taken(archive, document(assessment(0, [answer("next-step", "x")])))
    raw(path, "UPDATE answer SET value = '{'")
    with pytest.raises(DamagedError):
        exported(archive)
    raw(path, "UPDATE answer SET value = '1'")
    raw(path, "UPDATE questionnaire SET canonical = replace(canonical, 'XING', 'XXXX')")
    with pytest.raises(DamagedError):
        exported(archive)


def test_a_target_that_fails_is_not_taken_for_the_archive_and_leaves_it_open(archive: Archive):
    class Full(io.RawIOBase):
        def write(self, _content):
            raise OSError(28, "No space left on device")

    taken(archive, document(assessment(0)))
    with pytest.raises(OSError, match="No space left") as caught:
        write_export(archive, Full(), select_for_export(archive))
    assert not isinstance(caught.value, ArchiveError)
    archive.annotate(identity(0), "still writable")


# In


def test_an_import_is_listed_and_opens_like_what_was_answered_here(archive: Archive):
    done = taken(archive, document(assessment(0, RATED, 9, note="n"), assessment(1, RATED[:3])))
    assert asdict(done) == asdict(ImportSummary(results=1, drafts=1))
    (row,) = archive.results()
    (draft,) = archive.drafts()
    stored = archive.load(identity(0))
    result = score(stored.assessment)
    assert (row.id, row.note, row.placement) == (identity(0), "n", result.placement)
    assert (row.axis, row.intensity) == (result.axis.position.value, result.axis.intensity.value)
    assert archive.outdated() == ()
    assert (draft.id, draft.answered) == (identity(1), 3)


def test_export_import_export_is_the_same_byte_for_byte(archive: Archive, elsewhere: Archive):
    shuffled = list(reversed([item.id for item in small().sections[1].items]))
    taken(
        archive,
        document(
            assessment(2, RATED, 9, note="two\nlines"),
            assessment(0, [answer("next-step", "=1+1 🐟", 3, None)], position="next-step"),
            assessment(1, RATED[4:9], orders={"last-four-weeks": shuffled}),
        ),
    )
    out = exported(archive)
    taken(elsewhere, out)
    assert exported(elsewhere) == out


@settings(derandomize=True)
@given(computers(1))
def test_every_archive_comes_back_as_it_was(held):
    once = contents(held[0])
    assert contents(once) == once


@settings(derandomize=True)
@given(computers())
def test_importing_twice_is_importing_once(held):
    here, there = held
    assert contents(here, there, there) == contents(here, there)
    assert contents(here, there, here) == contents(here, there)


@settings(derandomize=True)
@given(computers())
def test_it_is_the_same_whichever_computer_takes_in_the_other(held):
    here, there = held
    assert contents(here, there) == contents(there, here)


@settings(derandomize=True)
@given(computers(3))
def test_it_is_the_same_in_whatever_order_three_computers_meet(held):
    one, two, three = held
    assert contents(one, contents(two, three)) == contents(contents(one, two), three)


@settings(derandomize=True)
@given(computers())
def test_no_answer_is_lost_but_to_a_newer_one_or_a_finished_assessment(held):
    merged = {one["id"]: one for one in json.loads(contents(*held))["assessments"]}
    for one in [one for content in held for one in content["assessments"]]:
        now = {said["key"]: said["answered_at"] for said in merged[one["id"]]["answers"]}
        if merged[one["id"]]["finished_at"] == one["finished_at"]:
            for said in one["answers"]:
                assert now[said["key"]] >= said["answered_at"]


def test_a_dry_run_says_the_same_and_changes_nothing(archive: Archive):
    taken(archive, document(assessment(0, RATED[:2])))
    before = exported(archive)
    more = document(assessment(0, RATED), assessment(1, RATED, 9))
    planned = would_be_taken(archive, more)
    assert exported(archive) == before
    assert taken(archive, more) == planned == ImportSummary(results=1, continued=1)
    assert would_be_taken(None, more) == ImportSummary(results=1, drafts=1)


# Meeting


def test_a_draft_gets_the_newer_answer_to_each_question_and_the_later_position(archive: Archive):
    here = [answer("searched-for-clients", 1, 1), answer("looked-for-answers", 1, 4)]
    there = [answer("searched-for-clients", 5, 2), answer("looked-for-answers", 5, 3)]
    there.append(answer("followed-news", 3, 5))
    taken(archive, document(assessment(0, here, position="next-step")))
    done = taken(archive, document(assessment(0, there, position="explained-work")))
    assert asdict(done) == asdict(ImportSummary(continued=1))
    stored = archive.load(identity(0))
    assert {key: one.value for key, one in stored.assessment.answers.items()} == {
        "searched-for-clients": 5,
        "looked-for-answers": 1,
        "followed-news": 3,
    }
    assert stored.position == "explained-work"


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (answer("next-step", "zebra"), answer("next-step", "ape"), ("zebra", 2.5)),
        (answer("next-step", "zebra", 1, 1.0), answer("next-step", "ape", 1, 9.0), ("zebra", 1.0)),
        (answer("next-step", "ape", 1, 1.0), answer("next-step", "ape", 1, 9.0), ("ape", 9.0)),
        (answer("next-step", "ape", 1, None), answer("next-step", "ape", 1, 0.0), ("ape", 0.0)),
        (answer("next-step", "ape", 2), answer("next-step", "zebra", 1), ("ape", 2.5)),
    ],
)
def test_of_two_answers_of_one_moment_every_archive_keeps_the_same(one, other, kept):
    here, there = document(assessment(0, [one])), document(assessment(0, [other]))
    merged = contents(here, there)
    assert merged == contents(there, here)
    ((said,),) = [one["answers"] for one in json.loads(merged)["assessments"]]
    assert (said["value"], said["seconds"]) == kept


def test_a_draft_that_is_open_notices_that_an_import_continued_it(
    archive: Archive, assessment: Assessment
):
    draft = archive.begin(assessment, "de", later(0))
    first = archive.record(draft, "searched-for-clients", Answer(1), None, later(1))
    content = json.loads(exported(archive))
    content["assessments"][0]["answers"].append(answer("followed-news", 3, 5))
    taken(archive, content)
    second = archive.record(draft, "looked-for-answers", Answer(1), None, later(6))
    assert second == first + 2


def test_a_finished_one_takes_the_place_of_its_draft_either_way(archive: Archive, elsewhere):
    draft, result = document(assessment(0, RATED[:5])), document(assessment(0, RATED, 9))
    for one, first, second in ((archive, draft, result), (elsewhere, result, draft)):
        taken(one, first)
        taken(one, second)
        (row,) = one.results()
        assert one.drafts() == ()
        assert row.axis is not None
        assert len(one.load(identity(0)).assessment.answers) == 16
    assert exported(archive) == exported(elsewhere)


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": [*RATED[:-1], answer("met-other-professions", 1)]},
        {"finished_at": time(10)},
        {"language": "en"},
        {"started_at": time(-5)},
        {"note": "other"},
    ],
)
def test_what_is_finished_otherwise_elsewhere_stays_as_it_is_here(archive: Archive, changes):
    taken(archive, document(assessment(0, RATED, 9, note="mine")))
    before = exported(archive)
    done = taken(archive, document(assessment(0, RATED, 9) | changes))
    assert done.kept == [identity(0)]
    assert exported(archive) == before


def test_answers_after_the_result_meet_as_those_of_a_draft_do(archive: Archive):
    def content(value: str | None, minute: float = 0, **changes: object):
        plan = [] if value is None else [answer("next-step", value, minute)]
        begun = {"questionnaire": PLAN.fingerprint, "earlier": {"next-step": "once"}}
        return document(
            assessment(0, [*RATED, *plan], 9, **begun) | changes,
            questionnaires=[json.loads(PLAN.canonical)],
        )

    def plan():
        return archive.load(identity(0)).assessment.value("next-step")

    taken(archive, content(None))
    for value, minute, outcome, kept in (
        ("first", 10, "continued", "first"),
        ("older", 9.5, "unchanged", "first"),
        ("newer", 11, "continued", "newer"),
        (None, 0, "unchanged", "newer"),
    ):
        done = taken(archive, content(value, minute))
        assert (asdict(done)[outcome], plan()) == (1, kept)
    (row,) = archive.results()
    assert row.axis == score(archive.load(identity(0)).assessment).axis.position.value
    for changes in ({"earlier": {}}, {"answers": [answer("next-step", "newest", 12)]}):
        assert taken(archive, content("newest", 12, **changes)).kept == [identity(0)]
        assert plan() == "newer"


def test_a_note_is_taken_over_where_there_is_none(archive: Archive):
    taken(archive, document(assessment(0, RATED, 9)))
    assert taken(archive, document(assessment(0, RATED, 9, note="n"))).continued == 1
    assert archive.load(identity(0)).note == "n"
    assert taken(archive, document(assessment(0, RATED, 9))).unchanged == 1
    assert archive.load(identity(0)).note == "n"


def test_what_was_deleted_here_stays_in_the_trash_and_is_told(archive: Archive):
    content = document(assessment(0, RATED, 9))
    taken(archive, content)
    archive.delete(identity(0), later(10))
    assert asdict(taken(archive, content)) == asdict(ImportSummary(trashed=1))
    assert archive.results() == ()
    assert [one.id for one in archive.trash()] == [identity(0)]


def test_an_import_that_fails_half_way_leaves_nothing(archive: Archive, path: Path):
    taken(archive, document(assessment(0, RATED[:3])))
    before = exported(archive)
    raw(
        path,
        "CREATE TRIGGER full BEFORE INSERT ON assessment WHEN new.id = '" + identity(3) + "'"
        " BEGIN SELECT raise(ABORT, 'no'); END",
    )
    with pytest.raises(Exception, match="no"):
        taken(archive, document(*(assessment(n, RATED, 9) for n in range(5))))
    assert exported(archive) == before


# Killed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of a process")
@pytest.mark.slow
def test_a_kill_leaves_all_of_an_import_or_nothing(tmp_path: Path) -> None:
    times = 200
    child = subprocess.run(
        [sys.executable, Path(__file__).with_name("torture_import.py"), tmp_path, str(times)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert child.returncode == 0, child.stdout + child.stderr
    counts = json.loads(child.stdout)
    assert counts["kills"] == times
    assert counts["inside"] > times / 5
    assert counts["nothing"] > 0
    assert counts["all"] > 0
