"""What a result says about plans, and what the next assessment is told of them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from samples import PLANNED, small

from netztui.archive.archive import Archive
from netztui.archive.errors import ArchiveError, UnknownAssessmentError
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.assessment.session import AssessmentSession
from netztui.history.draft_store import LaterStore
from netztui.history.history import History, earlier_answers, load_scored
from netztui.i18n.language import set_language
from netztui.questionnaire.validation.reader import read
from netztui.scoring.score import score
from netztui.text.question import follow_up_sentences

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PLAN = read(PLANNED.encode(), "planned.toml")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        yield archive


def finished(archive: Archive, day: int, **answers: Value | None) -> str:
    """Finish an assessment that is told of the one before."""
    assessment = Assessment.begin(PLAN, random.Random(1), earlier_answers(archive, PLAN))
    at = NOON + timedelta(days=day)
    id_ = archive.begin(assessment, "de", at)
    for name, value in answers.items():
        key = name.replace("_", "-")
        assessment = assessment.with_answer(key, Answer(value))
        archive.record(id_, key, Answer(value), None, at)
    archive.finish(id_, score(assessment), at)
    return id_


def session(archive: Archive, id_: str) -> tuple[AssessmentSession, list[ArchiveError | None]]:
    """The questions after the result, being answered, and what was noted meanwhile."""
    noted: list[ArchiveError | None] = []
    store = LaterStore(archive, id_, lambda: NOON + timedelta(days=100), noted.append)
    later = replace(archive.load(id_).assessment, after_result=True)
    return AssessmentSession(later, store), noted


def plan(archive: Archive, id_: str, text: str | None) -> None:
    session(archive, id_)[0].submit(text)


def test_the_plan_of_the_last_time_is_asked_about_and_no_older_one(archive: Archive):
    assert earlier_answers(archive, PLAN) == {}
    plan(archive, finished(archive, 1), "Fachfragen beantworten")
    assert earlier_answers(archive, PLAN) == {"next-step": "Fachfragen beantworten"}
    id_ = finished(archive, 2, how_it_went="partly")
    assert archive.load(id_).assessment.earlier == {"next-step": "Fachfragen beantworten"}
    assert earlier_answers(archive, PLAN) == {}
    plan(archive, id_, None)
    assert earlier_answers(archive, PLAN) == {}


def test_only_results_of_the_same_questionnaire_tell_of_a_plan(archive: Archive):
    plan(archive, finished(archive, 1), "Fachfragen beantworten")
    assert earlier_answers(archive, small()) == {}
    other = read(PLANNED.replace('id = "small"', 'id = "other"').encode(), "x.toml")
    assert earlier_answers(archive, other) == {}
    newer = read(PLANNED.replace('"1.0.0"', '"2.0.0"').encode(), "x.toml")
    assert earlier_answers(archive, newer) == {"next-step": "Fachfragen beantworten"}


def follow_ups(archive: Archive, id_: str, language: str) -> list[str]:
    set_language(language)
    return follow_up_sentences(archive.load(id_).assessment)


def test_how_it_went_is_told_in_words_with_the_plan_it_is_about(archive: Archive):
    first = finished(archive, 1)
    plan(archive, first, "Fachfragen {option}")
    second = finished(archive, 2, how_it_went="partly")
    assert follow_ups(archive, first, "en") == []
    assert follow_ups(archive, second, "en") == [
        "You had planned: “Fachfragen {option}”. How did it go? partly done"
    ]
    (told,) = follow_ups(archive, second, "de")
    assert told.endswith(" teilweise getan")
    plan(archive, second, "Montags mitreden")
    third = finished(archive, 3, how_it_went=None)
    assert follow_ups(archive, third, "en") == []


def test_the_history_knows_how_each_plan_went_by_the_place_of_the_answer(archive: Archive):
    first = finished(archive, 1)
    plan(archive, first, "Fachfragen")
    second = finished(archive, 2, how_it_went="partly")
    plan(archive, second, "Montags")
    third = finished(archive, 3, how_it_went=None)
    history = History(archive, lambda: NOON)
    assert history.row(0).id == third
    assert {id_: (one.place, one.label.root["en"]) for id_, one in history.outcomes.items()} == {
        second: (1, "partly done")
    }
    history.delete(second)
    assert history.row(0) is not None
    assert history.outcomes == {}


def test_a_result_is_scored_once_with_the_previous_one_of_its_questionnaire(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    first, second = finished(archive, 1), finished(archive, 2)
    other = read(PLANNED.replace('id = "small"', 'id = "other"').encode(), "x.toml")
    between = archive.begin(Assessment(other), "de", NOON + timedelta(days=1.5))
    archive.finish(between, score(Assessment(other)), NOON + timedelta(days=1.5))
    history = History(archive, lambda: NOON)
    scored, previous = history.scored_with_previous(0)
    assert scored is not None
    assert previous is not None
    assert (scored.stored.id, previous.stored.id) == (second, first)
    monkeypatch.setattr(archive, "load", None)
    assert history.scored_with_previous(0) == (scored, previous)
    assert history.scored_with_previous(2) == (previous, None)
    assert history.scored_with_previous(3) == (None, None)


def test_a_plan_can_be_asked_about_after_the_result_too(archive: Archive):
    start = PLANNED.index('  [[sections.items]]\n  id = "how-it-went"')
    item = PLANNED[start : PLANNED.index('[[sections]]\nid = "last-four-weeks"')]
    source = PLANNED.replace(item, "").replace("[networks]", f"{item}[networks]")
    assessment = Assessment(read(source.encode(), "x.toml"), earlier={"next-step": "Mastodon"})
    id_ = archive.begin(assessment, "de", NOON)
    archive.finish(id_, score(assessment), NOON)
    asked, _noted = session(archive, id_)
    asked.go("how-it-went")
    asked.submit("done")
    assert follow_ups(archive, id_, "en") == ["You had planned: “Mastodon”. How did it go? done"]


def test_a_plan_made_after_the_result_is_recalled_and_can_be_changed_and_withdrawn(
    archive: Archive,
):
    id_ = finished(archive, 1)
    assert load_scored(archive, id_).recalled == []
    asked, noted = session(archive, id_)
    assert list(asked.assessment.visible) == ["next-step"]
    asked.go("next-step")
    for text in ("first", "second"):
        asked.submit(text)
        scored = load_scored(archive, id_)
        assert scored.recalled == [text]
        assert scored.result.values["next-step"] == text
    asked.submit(None)
    assert load_scored(archive, id_).recalled == []
    asked.leave()
    assert archive.load(id_).finished_at == NOON + timedelta(days=1)
    assert noted == [None] * 3


def test_what_is_not_stored_is_noted(archive: Archive):
    id_ = finished(archive, 1)
    asked, noted = session(archive, id_)
    archive.delete(id_, NOON)
    with pytest.raises(UnknownAssessmentError):
        asked.submit("soon")
    assert [type(error) for error in noted] == [UnknownAssessmentError]
    assert asked.answer is None
