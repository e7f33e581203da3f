"""A session: where each step leads, and what is stored first."""

import random

import pytest
from samples import KINDS, small

from netztui.assessment.assessment import Answer, AnswerError, Assessment
from netztui.assessment.session import AssessmentSession
from netztui.questionnaire.validation.reader import read

FIRST, SECOND = "networks-used", "searched-for-clients"
ONE_NETWORK = ("linkedin",)


class RefusedError(Exception):
    pass


class Kept:
    """Remembers what it was handed, or refuses it."""

    def __init__(self) -> None:
        self.records: list[tuple[str, Answer, str | None]] = []
        self.moves: list[str] = []
        self.refusing = False

    def record(self, key: str, answer: Answer, position: str | None) -> None:
        if self.refusing:
            raise RefusedError
        self.records.append((key, answer, position))

    def move(self, position: str) -> None:
        if self.refusing:
            raise RefusedError
        self.moves.append(position)


class Stopwatch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def begun(position: str | None = None) -> tuple[AssessmentSession, Kept, Stopwatch]:
    kept, clock = Kept(), Stopwatch()
    assessment = Assessment.begin(small(), random.Random(1))
    return AssessmentSession(assessment, kept, position=position, clock=clock), kept, clock


def test_it_starts_at_the_stored_question_or_the_first() -> None:
    assert begun()[0].key == FIRST
    assert begun(SECOND)[0].key == SECOND
    assert begun("gone-since")[0].key == FIRST


def test_an_answer_is_stored_with_the_next_question() -> None:
    session, kept, clock = begun()
    clock.now = 2.5
    session.submit(ONE_NETWORK)
    assert kept.records == [(FIRST, Answer(ONE_NETWORK, 2.5), SECOND)]
    assert session.key == FIRST
    assert session.after_answer == SECOND
    session.submit(("xing",), stay=True)
    assert kept.records[-1][2] == FIRST


def test_an_answer_that_could_not_be_stored_was_not_given() -> None:
    session, kept, _clock = begun()
    kept.refusing = True
    with pytest.raises(RefusedError):
        session.submit(ONE_NETWORK)
    with pytest.raises(RefusedError):
        session.go(SECOND)
    assert session.answer is None
    assert session.key == FIRST


def test_an_invalid_answer_is_not_stored() -> None:
    session, kept, _clock = begun(SECOND)
    with pytest.raises(AnswerError):
        session.submit(6)
    assert kept.records == []
    assert session.answer is None


def test_the_time_to_the_first_answer_counts() -> None:
    session, kept, clock = begun(SECOND)
    clock.now = 4.0
    session.submit(2)
    session.show(SECOND)
    clock.now = 5.0
    session.submit(3)
    assert [answer.seconds for _key, answer, _position in kept.records] == [4.0, 4.0]


def test_going_is_stored_and_showing_is_not() -> None:
    session, kept, _clock = begun()
    session.go(SECOND)
    session.show(FIRST)
    assert kept.moves == [SECOND]
    assert session.number == 1


def test_there_is_nothing_before_the_first_and_after_the_last_question() -> None:
    session, _kept, _clock = begun()
    assert session.previous is None
    session.show(session.assessment.keys[-1])
    assert (session.following, session.after_answer) == (None, None)
    assert session.number == len(session.assessment.keys)


def test_from_a_complete_review_an_answer_leads_back_to_it() -> None:
    session, _kept, _clock = begun()
    session.submit(())
    session.go_from_review(FIRST)
    session.submit(ONE_NETWORK)
    assert session.after_answer is None
    session.open_review()
    assert session.after_answer == SECOND


def test_from_a_review_with_open_questions_an_answer_leads_to_the_next_question() -> None:
    session, _kept, _clock = begun()
    session.go_from_review(SECOND)
    session.submit(3)
    assert session.after_answer == session.following


def test_a_section_begins_with_its_first_visible_question() -> None:
    session, _kept, _clock = begun(SECOND)
    assert session.begins_section
    session.show(session.following)
    assert not session.begins_section


def test_chosen_options_are_stored_in_file_order() -> None:
    session, kept, _clock = begun()
    for place in (2, 0, 2, 1):
        session.toggle(place)
    assert [answer.value for _key, answer, _position in kept.records] == [
        ("mastodon",),
        ("xing", "mastodon"),
        ("xing",),
        ("xing", "linkedin"),
    ]
    assert {position for _key, _answer, position in kept.records} == {FIRST}


def test_typed_text_is_stored_only_if_it_is_a_new_answer() -> None:
    session, kept, _clock = begun("next-step")
    session.submit_typed(None)
    session.submit_typed("x" * 500)
    assert kept.records == []
    session.submit_typed("less, but better")
    session.submit_typed("less, but better")
    assert [position for _key, _answer, position in kept.records] == ["next-step"]


def test_answers_given_elsewhere_are_adopted_at_the_current_question() -> None:
    session, _kept, _clock = begun(SECOND)
    elsewhere = session.assessment.with_answer(SECOND, Answer(5))
    session.adopt(elsewhere)
    assert (session.key, session.answer) == (SECOND, Answer(5))
    session.adopt(session.assessment.with_answer(FIRST, Answer(())))
    assert session.key == FIRST


def test_an_answer_that_shows_more_questions_leads_to_the_first_of_them() -> None:
    questionnaire = read(KINDS.encode(), "kinds.toml")
    session = AssessmentSession(
        Assessment.begin(questionnaire, random.Random(1)), Kept(), position="company"
    )
    session.submit(20)
    assert session.after_answer == "people"
