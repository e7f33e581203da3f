import json
import random
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from stored import NOON, PLAN, later, python, raw, result

from netztui.archive.archive import Archive
from netztui.archive.errors import DamagedError, FinishedError, UnknownAssessmentError
from netztui.assessment.assessment import Answer, Assessment
from netztui.history.history import load_scored, previous
from netztui.questionnaire.model import Questionnaire
from netztui.scoring import result as scoring


def finished(
    archive: Archive, assessment: Assessment, minute: float, position: float = 20.0
) -> str:
    id_ = archive.begin(assessment, "de", later(minute))
    archive.record(id_, "searched-for-clients", Answer(4), None, later(minute))
    archive.finish(id_, result(assessment.questionnaire, position), later(minute))
    return id_


def variant(questionnaire: Questionnaire, **changes: object) -> Assessment:
    """An assessment of the questionnaire with other content."""
    content = json.loads(questionnaire.canonical) | changes
    return Assessment(Questionnaire.from_canonical(json.dumps(content)))


# Drafts


def test_a_new_archive_is_empty(archive: Archive):
    assert archive.drafts() == archive.results() == ()
    assert archive.latest() is None
    assert archive.result_count() == 0
    assert archive.outdated() == ()


def test_a_draft_is_listed_as_it_was_begun(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "en", NOON)
    (draft,) = archive.drafts()
    assert draft.id == id_
    assert draft.questionnaire == "small"
    assert draft.title == {"de": "Jäger oder Sammler, kurz", "en": "Hunter or gatherer, short"}
    assert draft.language == "en"
    assert draft.started_at == draft.active_at == NOON
    assert draft.answered == 0
    assert draft.position is None
    with pytest.raises(AttributeError):
        draft.answered = 3  # type: ignore[misc]
    assert archive.results() == ()


def test_answers_given_before_the_beginning_are_stored_too(
    archive: Archive, assessment: Assessment
):
    answers = {"networks-used": Answer(("xing",), 2.5), "next-step": Answer(None)}
    id_ = archive.begin(replace(assessment, answers=answers), "de", NOON)
    assert archive.load(id_).assessment.answers == answers


def test_every_kind_of_answer_comes_back_as_it_was_said(path: Path, assessment: Assessment):
    said = {
        "networks-used": Answer(("xing", "mastodon"), 3.25),
        "searched-for-clients": Answer(5, 0.0),
        "looked-for-answers": Answer(None, 1.5),
        "days-used/xing": Answer(0),
        "next-step": Answer("[b]Straße[/b] 日本語 {x} 'quoted'", 12.0),
    }
    with Archive.open(path) as archive:
        id_ = archive.begin(assessment, "de", NOON)
        for minute, (key, answer) in enumerate(said.items()):
            archive.record(id_, key, answer, key, later(minute))
    with Archive.open(path) as archive:
        stored = archive.load(id_)
        (draft,) = archive.drafts()
    assert stored.assessment.answers == said
    assert stored.assessment.questionnaire == assessment.questionnaire
    assert stored.position == draft.position == "next-step"
    assert stored.language == "de"
    assert stored.started_at == NOON
    assert stored.finished_at is None
    assert draft.answered == 5
    assert draft.active_at == later(4)


def test_an_answer_replaces_the_one_before(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "de", NOON)
    archive.record(id_, "next-step", Answer("first", 1.0), "a", later(1))
    archive.record(id_, "next-step", Answer(None), None, later(2))
    stored = archive.load(id_)
    assert stored.assessment.answers == {"next-step": Answer(None)}
    assert stored.position is None
    assert archive.drafts()[0].answered == 1


def test_who_answers_a_draft_notices_that_it_was_answered_elsewhere(
    path: Path, assessment: Assessment
):
    with Archive.open(path) as here, Archive.open(path) as there:
        id_ = here.begin(assessment, "de", NOON)
        assert here.load(id_).revision == 0
        assert here.record(id_, "searched-for-clients", Answer(1), None, later(1)) == 1
        assert there.load(id_).revision == 1
        assert there.record(id_, "searched-for-clients", Answer(2), None, later(2)) == 2
        assert there.record(id_, "next-step", Answer("there"), None, later(3)) == 3
        there.move(id_, "followed-news")
        assert here.record(id_, "looked-for-answers", Answer(5), None, later(4)) == 4
        stored = there.load(id_)
    assert stored.revision == 4
    assert stored.assessment.answers == {
        "searched-for-clients": Answer(2),
        "next-step": Answer("there"),
        "looked-for-answers": Answer(5),
    }


def test_moving_stores_the_place_and_nothing_else(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "de", NOON)
    archive.move(id_, "followed-news")
    (draft,) = archive.drafts()
    assert (draft.position, draft.answered, draft.active_at) == ("followed-news", 0, NOON)


def test_the_order_in_which_items_are_shown_is_kept(archive: Archive, questionnaire: Questionnaire):
    ids = [item.id for item in questionnaire.sections[1].items]
    random.Random(3).shuffle(ids)
    assessment = Assessment(questionnaire, {}, {"last-four-weeks": tuple(ids)})
    restored = archive.load(archive.begin(assessment, "de", NOON)).assessment
    assert restored.orders == assessment.orders
    assert restored.keys == assessment.keys


def test_drafts_are_listed_with_the_last_one_worked_on_first(
    archive: Archive, assessment: Assessment
):
    first, second, third = (archive.begin(assessment, "de", later(n)) for n in range(3))
    archive.record(first, "next-step", Answer("x"), None, later(10))
    assert [draft.id for draft in archive.drafts()] == [first, third, second]


def test_times_are_kept_as_moments_whatever_their_zone(archive: Archive, assessment: Assessment):
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert archive.load(archive.begin(assessment, "de", tokyo)).started_at == NOON


def test_a_time_without_a_zone_stores_nothing(archive: Archive, assessment: Assessment):
    with pytest.raises(ValueError, match="time zone"):
        archive.begin(assessment, "de", NOON.replace(tzinfo=None))
    assert archive.drafts() == ()


def test_a_deleted_draft_is_gone_for_good_once_the_trash_is_emptied(
    archive: Archive, assessment: Assessment, path: Path
):
    kept = archive.begin(assessment, "de", NOON)
    id_ = archive.begin(assessment, "de", NOON)
    archive.record(id_, "next-step", Answer("x"), None, NOON)
    archive.delete(id_, NOON)
    archive.delete(id_, NOON)
    assert [draft.id for draft in archive.drafts()] == [kept]
    assert archive.empty_trash() == 1
    assert raw(path, "SELECT count(*) FROM answer") == [(0,)]
    archive.delete(kept, NOON)
    assert archive.empty_trash() == 1
    assert raw(path, "SELECT count(*) FROM questionnaire") == [(0,)]


def test_the_earlier_result_is_the_one_before_of_the_same_questionnaire(
    archive: Archive, assessment: Assessment
):
    first, second, third = (finished(archive, assessment, minute) for minute in (0, 5, 5))
    other = finished(archive, variant(assessment.questionnaire, id="other"), 3)
    newest_first = [row.id for row in archive.results(assessment.questionnaire.id)]
    assert newest_first[-1] == first
    assert set(newest_first[:2]) == {second, third}
    earlier = [previous(archive, load_scored(archive, id_)) for id_ in newest_first]
    assert [one and one.stored.id for one in earlier] == [*newest_first[1:], None]
    assert previous(archive, load_scored(archive, other)) is None
    archive.delete(first, NOON)
    assert previous(archive, load_scored(archive, newest_first[1])) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda archive, id_: archive.record(id_, "next-step", Answer("x"), None, NOON),
        lambda archive, id_: archive.move(id_, "next-step"),
        lambda archive, id_: archive.load(id_),
        lambda archive, id_: archive.annotate(id_, "x"),
    ],
)
def test_what_is_no_longer_there_is_said_to_be_unknown(
    archive: Archive, assessment: Assessment, act
):
    id_ = archive.begin(assessment, "de", NOON)
    archive.delete(id_, NOON)
    archive.empty_trash()
    with pytest.raises(UnknownAssessmentError):
        act(archive, id_)
    with pytest.raises(UnknownAssessmentError):
        archive.finish(id_, result(assessment.questionnaire), NOON)
    assert archive.drafts() == archive.results() == ()


# Results


def test_finishing_turns_a_draft_into_a_result(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "de", NOON)
    archive.record(id_, "searched-for-clients", Answer(4), "next-step", later(1))
    archive.finish(id_, result(assessment.questionnaire, 12.5), later(2))
    assert archive.drafts() == ()
    (row,) = archive.results()
    assert row.id == id_
    assert (row.questionnaire, row.version, row.language) == ("small", "1.0.0", "de")
    assert row.title["en"] == "Hunter or gatherer, short"
    assert (row.started_at, row.finished_at, row.note) == (NOON, later(2), None)
    assert (row.axis, row.axis_se, row.axis_low95, row.axis_high95) == (12.5, 7.5, -4.0, 29.0)
    assert (row.intensity, row.placement) == (55.25, "hunter")
    assert row.scoring_version == scoring.SCORING_VERSION
    stored = archive.load(id_)
    assert stored.finished_at == later(2)
    assert stored.position is None
    assert stored.assessment.answers == {"searched-for-clients": Answer(4)}


def test_a_result_without_an_axis_score_has_no_figures(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "de", NOON)
    archive.finish(id_, result(assessment.questionnaire, None), NOON)
    row = archive.latest()
    assert row is not None
    assert row.axis is row.axis_se is row.axis_low95 is row.axis_high95 is None
    assert row.intensity is row.placement is None


@pytest.mark.parametrize("damaged", ["NULL", "1e300"])
def test_a_result_with_one_damaged_figure_has_none(
    archive: Archive, assessment: Assessment, damaged: str
):
    finished(archive, assessment, 0)
    with archive.writing() as connection:
        connection.execute(f"UPDATE assessment SET axis_se = {damaged}")
    (row,) = archive.results()
    assert row.axis is row.axis_se is row.axis_low95 is row.axis_high95 is row.intensity is None


def test_what_is_finished_already_stays_as_it_was_finished_first(
    archive: Archive, assessment: Assessment
):
    id_ = finished(archive, assessment, 0)
    before = archive.results()
    archive.finish(id_, result(assessment.questionnaire, -50.0), later(9))
    assert archive.results() == before


def test_nothing_is_recorded_after_the_end(archive: Archive, assessment: Assessment):
    id_ = finished(archive, assessment, 0)
    with pytest.raises(FinishedError) as error:
        archive.record(id_, "searched-for-clients", Answer(1), None, later(1))
    assert "finished" in str(error.value.message)
    with pytest.raises(FinishedError):
        archive.move(id_, "next-step")
    assert archive.load(id_).assessment.answers == {"searched-for-clients": Answer(4)}


def test_results_are_listed_newest_first_in_pages(archive: Archive, assessment: Assessment):
    ids = [finished(archive, assessment, minute) for minute in (3, 1, 2, 0)]
    by_age = [ids[0], ids[2], ids[1], ids[3]]
    assert [row.id for row in archive.results()] == by_age
    assert [row.id for row in archive.results(limit=2)] == by_age[:2]
    assert [row.id for row in archive.results(limit=2, offset=3)] == by_age[3:]


def test_results_of_one_questionnaire_are_counted_and_listed_apart(
    archive: Archive, assessment: Assessment, questionnaire: Questionnaire
):
    other = variant(questionnaire, id="other")
    small_1, other_1, small_2 = (
        finished(archive, one, minute) for minute, one in enumerate((assessment, other, assessment))
    )
    archive.begin(other, "de", later(9))
    assert [row.id for row in archive.results("small")] == [small_2, small_1]
    assert [row.id for row in archive.results("other")] == [other_1]
    assert archive.results("third") == ()
    assert archive.result_count() == 3
    newest = [archive.latest(id_) for id_ in (None, "small", "other")]
    assert [row and row.id for row in newest] == [small_2, small_2, other_1]
    assert archive.latest("third") is None


def test_answers_are_found_by_assessment_and_question(archive: Archive, assessment: Assessment):
    first, second, third = (finished(archive, assessment, minute) for minute in (1, 2, 3))
    archive.answer_later(second, "next-step", Answer("Mastodon"), NOON)
    archive.answer_later(third, "next-step", Answer(None), NOON)
    asked = ["searched-for-clients", "next-step"]
    assert archive.answers_to(asked, [second, third]) == {
        second: {"searched-for-clients": 4, "next-step": "Mastodon"},
        third: {"searched-for-clients": 4},
    }
    assert archive.answers_to(["next-step"], [first]) == {}


def test_questionnaires_with_results_bear_the_title_of_the_newest(
    archive: Archive, assessment: Assessment, questionnaire: Questionnaire
):
    finished(archive, variant(questionnaire, id="other"), 0)
    reworded = variant(questionnaire, title={"de": "Neu", "en": "New"}, version="2")
    finished(archive, reworded, 5)
    finished(archive, assessment, 1)
    archive.begin(variant(questionnaire, id="third"), "de", NOON)
    assert list(archive.result_counts().items()) == [("small", 2), ("other", 1)]


def test_a_note_is_kept_replaced_and_taken_away(archive: Archive, assessment: Assessment):
    id_ = finished(archive, assessment, 0)
    for note in ("[red]Erste[/red] Notiz", "zweite", None):
        archive.annotate(id_, note)
        (row,) = archive.results()
        assert row.note == archive.load(id_).note == note


def test_figures_of_another_scoring_are_found_and_made_again(
    archive: Archive, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
):
    old = finished(archive, assessment, 0, position=20.0)
    monkeypatch.setattr(scoring, "SCORING_VERSION", scoring.SCORING_VERSION + 1)
    new = finished(archive, assessment, 1)
    archive.begin(assessment, "de", NOON)
    assert archive.outdated() == (old,)
    archive.summarise(old, result(assessment.questionnaire, -8.0))
    assert archive.outdated() == ()
    rows = {row.id: row for row in archive.results()}
    assert rows.keys() == {old, new}
    assert rows[old].axis == -8.0
    assert rows[old].finished_at == NOON
    assert archive.load(old).assessment.answers == {"searched-for-clients": Answer(4)}


def test_outdated_results_come_oldest_first_those_of_one_moment_by_id(
    archive: Archive, path: Path, assessment: Assessment
):
    def finished(id_: str, minute: float) -> None:
        made = archive.begin(assessment, "de", later(0))
        archive.finish(made, result(assessment.questionnaire), later(minute))
        raw(path, "UPDATE assessment SET id = ?, scoring_version = 0 WHERE id = ?", id_, made)

    for id_, minute in (("d", 2), ("b", 2), ("c", 2), ("e", 1), ("a", 3)):
        finished(id_, minute)
    assert archive.outdated() == ("e", "b", "c", "d", "a")


def test_a_draft_has_no_figures_to_replace(archive: Archive, assessment: Assessment):
    id_ = archive.begin(assessment, "de", NOON)
    with pytest.raises(UnknownAssessmentError):
        archive.summarise(id_, result(assessment.questionnaire))


# The answers of the last time, and those after the result


def test_the_answers_of_the_last_time_are_kept_with_the_assessment(path: Path):
    earlier = {"next-step": "„Ja“ [b]"}
    with Archive.open(path) as archive:
        id_ = archive.begin(Assessment.begin(PLAN, random.Random(1), earlier), "de", NOON)
    with Archive.open(path) as archive:
        stored = archive.load(id_).assessment
    assert stored.earlier == earlier
    assert "„Ja“ [b]" in stored.visible["how-it-went"].text("en")


def test_a_question_after_the_result_is_answered_replaced_and_withdrawn(archive: Archive):
    id_ = finished(archive, Assessment(PLAN), 0)
    (before,) = archive.results()
    for minute, value in enumerate(("first", "second", None), 1):
        archive.answer_later(id_, "next-step", Answer(value, 1.5), later(minute))
        assert archive.load(id_).assessment.answers["next-step"] == Answer(value, 1.5)
    archive.answer_later(id_, "next-step", None, later(9))
    stored = archive.load(id_)
    assert stored.assessment.answers == {"searched-for-clients": Answer(4)}
    assert (archive.results(), stored.revision) == ((before,), 1)


def test_only_what_is_a_result_is_answered_later(archive: Archive):
    deleted = finished(archive, Assessment(PLAN), 0)
    archive.delete(deleted, later(1))
    draft = archive.begin(Assessment(PLAN), "de", NOON)
    for id_ in (deleted, draft, "none"):
        with pytest.raises(UnknownAssessmentError):
            archive.answer_later(id_, "next-step", Answer("x"), later(2))
    archive.restore(deleted)
    for id_ in (deleted, draft):
        assert "next-step" not in archive.load(id_).assessment.answers


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE assessment SET earlier = '{'",
        "UPDATE assessment SET earlier = '[1]'",
        """UPDATE assessment SET earlier = '{"next-step": true}'""",
        """UPDATE assessment SET earlier = '{"next-step": ["9"]}'""",
        """UPDATE assessment SET earlier = '{"next-step": "\\u001b"}'""",
        """UPDATE assessment SET earlier = '{"searched-for-clients": 9}'""",
        "UPDATE answer SET value = 9 WHERE key = 'next-step'",
    ],
)
def test_damage_in_what_was_said_about_plans_is_reported(archive: Archive, path: Path, damage: str):
    id_ = finished(archive, Assessment(PLAN, earlier={"next-step": "once"}), 0)
    archive.answer_later(id_, "next-step", Answer("soon"), later(1))
    archive.load(id_)
    raw(path, damage)
    with pytest.raises(DamagedError, match=f"assessment {id_}") as error:
        archive.load(id_)
    assert "9" not in str(error.value).replace(str(path), "").replace(id_, "")


# Questionnaires as they were


def test_a_questionnaire_is_stored_once_for_all_its_assessments(
    archive: Archive, assessment: Assessment, path: Path
):
    for minute in range(3):
        archive.begin(assessment, "de", later(minute))
    assert raw(path, "SELECT fingerprint, canonical FROM questionnaire") == [
        (assessment.questionnaire.fingerprint, assessment.questionnaire.canonical)
    ]


def test_an_old_result_opens_with_the_questionnaire_as_it_was(
    archive: Archive, assessment: Assessment, questionnaire: Questionnaire
):
    old = finished(archive, assessment, 0)
    new = finished(archive, variant(questionnaire, version="2.0.0"), 1)
    assert archive.load(old).assessment.questionnaire.version == "1.0.0"
    assert archive.load(new).assessment.questionnaire.version == "2.0.0"


def test_emptying_the_trash_of_the_last_assessment_deletes_its_questionnaire(
    archive: Archive, assessment: Assessment, questionnaire: Questionnaire, path: Path
):
    kept = finished(archive, variant(questionnaire, id="kept"), 0)
    first, second = finished(archive, assessment, 1), finished(archive, assessment, 2)
    archive.delete(first, later(3))
    assert archive.empty_trash() == 1
    assert len(raw(path, "SELECT * FROM questionnaire")) == 2
    archive.delete(second, later(4))
    assert archive.empty_trash() == 1
    assert archive.empty_trash() == 0
    assert raw(path, "SELECT id FROM questionnaire") == [("kept",)]
    assert [row.id for row in archive.results()] == [kept]
    assert raw(path, "SELECT DISTINCT assessment FROM answer") == [(kept,)]


@pytest.mark.parametrize("way", ["replaced", "emptied"])
def test_no_byte_of_deleted_text_stays_in_the_files(
    archive: Archive, assessment: Assessment, path: Path, way: str
):
    secret = "Nobody shall read this sentence"
    archive.begin(assessment, "de", NOON)
    id_ = archive.begin(assessment, "de", NOON)
    archive.record(id_, "next-step", Answer(secret), None, NOON)
    assert secret.encode() in b"".join(file.read_bytes() for file in path.parent.iterdir())
    if way == "replaced":
        archive.record(id_, "next-step", Answer("x"), None, NOON)
        archive.close()
    else:
        archive.finish(id_, result(assessment.questionnaire), NOON)
        archive.annotate(id_, secret)
        archive.delete(id_, NOON)
        assert archive.empty_trash() == 1
    assert secret.encode() not in b"".join(file.read_bytes() for file in path.parent.iterdir())


# What is read is not trusted


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET value = '9'",
        "UPDATE answer SET value = 'true'",
        "UPDATE answer SET value = '\"4\"'",
        "UPDATE answer SET value = '{'",
        "UPDATE answer SET value = replace(hex(zeroblob(50000)), '0', '[')",
        'UPDATE assessment SET orders = \'{"last-four-weeks": ["next-step"]}\'',
        "UPDATE assessment SET orders = '[]'",
        "UPDATE questionnaire SET canonical = replace(canonical, 'never', 'often')",
        "UPDATE answer SET value = CAST(x'22FF22' AS TEXT)",
    ],
)
def test_a_damaged_column_is_reported_without_repeating_answers(
    archive: Archive, assessment: Assessment, path: Path, damage: str
):
    id_ = archive.begin(assessment, "de", NOON)
    archive.record(id_, "networks-used", Answer(("xing",)), None, NOON)
    archive.record(id_, "searched-for-clients", Answer(4), None, NOON)
    raw(path, "DELETE FROM answer WHERE key = 'networks-used'")
    archive.load(id_)
    raw(path, damage)
    with pytest.raises(DamagedError) as error:
        archive.load(id_)
    assert error.value.__suppress_context__ or "FF22" in damage
    assert "'9'" not in str(error.value)


def test_a_questionnaire_that_no_longer_reads_is_reported_as_damage(
    archive: Archive, assessment: Assessment, path: Path
):
    id_ = archive.begin(assessment, "de", NOON)
    fingerprint = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    raw(path, "UPDATE questionnaire SET canonical = '{}', fingerprint = ?", fingerprint)
    raw(path, "UPDATE assessment SET questionnaire = ?", fingerprint)
    with pytest.raises(DamagedError):
        archive.load(id_)


# One archive


def test_closing_twice_is_as_good_as_once(path: Path):
    archive = Archive.open(path)
    archive.close()
    archive.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_opening_twice_in_one_program_leaves_the_first_its_locks(
    path: Path, assessment: Assessment
):
    with Archive.open(path) as first:
        id_ = first.begin(assessment, "de", NOON)
        with Archive.open(path) as second:
            assert len(second.drafts()) == 1
        # Another program that thinks itself alone would take the log away under the first.
        other = "import sys, sqlite3; c = sqlite3.connect(sys.argv[1]); print(c.execute('SELECT 1 FROM assessment').fetchall()); c.close()"
        assert python(other, path).stdout == "[(1,)]\n"
        first.record(id_, "next-step", Answer("x"), None, NOON)
        count = "import sys, sqlite3; c = sqlite3.connect(sys.argv[1]); print(c.execute('SELECT count(*) FROM answer').fetchall())"
        assert python(count, path).stdout == "[(1,)]\n"
