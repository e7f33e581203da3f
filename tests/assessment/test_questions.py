"""Every question that a questionnaire can ask."""

import random
from dataclasses import replace

import pytest
from samples import KINDS, PLANNED, small

from netztui.assessment.assessment import Answer, AnswerError, Assessment, all_questions
from netztui.questionnaire.validation.reader import read


def test_every_question_is_there_whatever_the_answers():
    keys = list(all_questions(small()))
    assert keys[:2] == ["networks-used", "searched-for-clients"]
    assert keys[17:20] == ["days-used/xing", "got-information/xing", "offered-services/xing"]
    assert keys[-2:] == ["offered-services/mastodon", "next-step"]
    assert len(keys) == 1 + 16 + 3 * 3 + 1


def test_they_are_the_same_as_those_that_are_asked():
    everything = ("xing", "linkedin", "mastodon")
    asked = Assessment(small(), {"networks-used": Answer(everything)}).visible
    assert all_questions(small()) == asked


PLAN, OUTCOME = "next-step", "how-it-went"


def planned(text: str = PLANNED, **earlier: str) -> Assessment:
    """A new assessment with a plan after the result."""
    questionnaire = read(text.encode(), "planned.toml")
    before = {name.replace("_", "-"): value for name, value in earlier.items()}
    return Assessment.begin(questionnaire, random.Random(1), before)


def test_what_is_asked_on_the_result_is_a_part_of_its_own():
    before = planned().with_answer("networks-used", Answer(("xing",)))
    after = replace(before, after_result=True)
    assert PLAN not in before.keys
    assert after.keys == after.open_keys == (PLAN,)
    with pytest.raises(AnswerError):
        before.with_answer(PLAN, Answer("answer a question"))
    after = after.with_answer(PLAN, Answer("answer a question"))
    assert after.answers.keys() == {"networks-used", PLAN}
    assert after.value("networks-used") == ("xing",)
    assert after.values == {"networks-used": ("xing",), PLAN: "answer a question"}
    assert after.open_keys == ()


def test_nothing_is_asked_on_the_result_of_what_ended_early():
    ended = planned().with_answer("networks-used", Answer(()))
    assert ended.ending is not None
    assert replace(ended, after_result=True).keys == ()


def test_the_plan_of_last_time_is_asked_about_and_named():
    assert OUTCOME not in planned().keys
    followed = planned(next_step="less [b]XING[/b]")
    question = followed.visible[OUTCOME]
    assert question.text("en") == "You had planned: “less [b]XING[/b]”. How did it go?"
    assert question.text("de") == "Sie hatten vor: „less [b]XING[/b]“. Wie ging es?"


def test_a_choice_of_last_time_is_named_by_its_label():
    text = PLANNED.replace('follows = "next-step"', 'follows = "wanted"')
    question = planned(text, wanted="information").visible[OUTCOME]
    assert "“information”" in question.text("en")
    assert "„Informationen“" in question.text("de")


@pytest.mark.parametrize("source", [PLANNED, KINDS])
def test_the_questions_follow_from_the_answers_however_they_were_given(source: str):
    chance = random.Random(5)
    for _person in range(10):
        assessment = Assessment.begin(read(source.encode(), "it.toml"), chance)
        for _answer in range(40):
            key = chance.choice(assessment.keys)
            options = assessment.visible[key].options
            value = [option.value for option in options if chance.random() < 0.5]
            if not assessment.visible[key].offers_none:
                value = chance.choice(options).value if options else None
            given = tuple(map(str, value)) if isinstance(value, list) else value
            assessment = assessment.with_answer(key, Answer(given))
            fresh = replace(assessment)
            assert dict(assessment.visible) == dict(fresh.visible)
            assert assessment.keys == fresh.keys
