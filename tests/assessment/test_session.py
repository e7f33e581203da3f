"""The way through a questionnaire: where each step leads, and what is kept before it is taken."""

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


def test_it_begins_where_one_was_or_at_the_first_question() -> None:
    assert begun()[0].key == FIRST
    assert begun(SECOND)[0].key == SECOND
    assert begun("gone-since")[0].key == FIRST


def test_an_answer_is_kept_with_the_question_that_comes_next() -> None:
    walk, kept, clock = begun()
    clock.now = 2.5
    walk.say(ONE_NETWORK)
    assert kept.records == [(FIRST, Answer(ONE_NETWORK, 2.5), SECOND)]
    assert walk.key == FIRST
    assert walk.after_answer == SECOND
    walk.say(("xing",), stay=True)
    assert kept.records[-1][2] == FIRST


def test_what_was_not_kept_was_not_said() -> None:
    walk, kept, _clock = begun()
    kept.refusing = True
    with pytest.raises(RefusedError):
        walk.say(ONE_NETWORK)
    with pytest.raises(RefusedError):
        walk.go(SECOND)
    assert walk.answer is None
    assert walk.key == FIRST


def test_what_is_no_answer_is_not_kept() -> None:
    walk, kept, _clock = begun(SECOND)
    with pytest.raises(AnswerError):
        walk.say(6)
    assert kept.records == []
    assert walk.answer is None


def test_the_time_to_the_first_answer_counts() -> None:
    walk, kept, clock = begun(SECOND)
    clock.now = 4.0
    walk.say(2)
    walk.show(SECOND)
    clock.now = 5.0
    walk.say(3)
    assert [answer.seconds for _key, answer, _position in kept.records] == [4.0, 4.0]


def test_going_is_kept_and_showing_is_not() -> None:
    walk, kept, _clock = begun()
    walk.go(SECOND)
    walk.show(FIRST)
    assert kept.moves == [SECOND]
    assert walk.place == 1


def test_neighbours_end_at_both_ends() -> None:
    walk, _kept, _clock = begun()
    assert walk.previous is None
    walk.show(walk.assessment.keys[-1])
    assert (walk.following, walk.after_answer) == (None, None)
    assert walk.place == len(walk.assessment.keys)


def test_from_a_complete_review_an_answer_leads_back_to_it() -> None:
    walk, _kept, _clock = begun()
    walk.say(())
    walk.go_from_review(FIRST)
    walk.say(ONE_NETWORK)
    assert walk.after_answer is None
    walk.review()
    assert walk.after_answer == SECOND


def test_from_a_review_with_open_questions_an_answer_leads_on() -> None:
    walk, _kept, _clock = begun()
    walk.go_from_review(SECOND)
    walk.say(3)
    assert walk.after_answer == walk.following


def test_a_section_begins_with_its_first_visible_question() -> None:
    walk, _kept, _clock = begun(SECOND)
    assert walk.begins_section
    walk.show(walk.following)
    assert not walk.begins_section


def test_several_choices_are_toggled_in_the_order_written() -> None:
    walk, kept, _clock = begun()
    for place in (2, 0, 2, 1):
        walk.toggle(place)
    assert [answer.value for _key, answer, _position in kept.records] == [
        ("mastodon",),
        ("xing", "mastodon"),
        ("xing",),
        ("xing", "linkedin"),
    ]
    assert {position for _key, _answer, position in kept.records} == {FIRST}


def test_what_is_typed_is_kept_only_where_it_is_a_new_answer() -> None:
    walk, kept, _clock = begun("next-step")
    walk.keep(None)
    walk.keep("x" * 500)
    assert kept.records == []
    walk.keep("less, but better")
    walk.keep("less, but better")
    assert [position for _key, _answer, position in kept.records] == ["next-step"]


def test_answers_given_elsewhere_are_taken_over_where_one_is() -> None:
    walk, _kept, _clock = begun(SECOND)
    elsewhere = walk.assessment.with_answer(SECOND, Answer(5))
    walk.adopt(elsewhere)
    assert (walk.key, walk.answer) == (SECOND, Answer(5))
    walk.adopt(walk.assessment.with_answer(FIRST, Answer(())))
    assert walk.key == FIRST


def test_an_answer_that_shows_more_questions_leads_to_the_first_of_them() -> None:
    questionnaire = read(KINDS.encode(), "kinds.toml")
    walk = AssessmentSession(
        Assessment.begin(questionnaire, random.Random(1)), Kept(), position="company"
    )
    walk.say(20)
    assert walk.after_answer == "people"
