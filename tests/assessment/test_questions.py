"""Every question that a questionnaire can ask."""

from samples import small

from netztui.assessment.assessment import Answer, Assessment, all_questions


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
