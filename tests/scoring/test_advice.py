"""Which advice fits a result, and whether it is given outright or as a question."""

import pytest
from hypothesis import given
from samples import SMALL

from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.validation.reader import read
from netztui.scoring.advice import (
    high_probability,
    joint_probability,
    matching_advice,
    network_questions,
)
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score, score_row
from netztui.scoring.student_t import cdf
from scoring.reference_form import answered, build, content, person
from scoring.test_placement import people, seeded

MUCH, LITTLE, MIDDLE, ABOVE = [5, 5, 5, 1], [1, 1, 1, 5], [3, 3, 3, 3], [3, 4, 3, 3]
FREQUENT, RARE = [3, 4, 4, 3], [3, 2, 2, 3]
"""Exactly at the limits of the bands."""


def form(*advice, **patterns):
    """The form with these pieces of advice; of a pattern, the name is the id."""
    data = content()
    data["advice"] = [
        {"text": {"en": f"{one['id']}."}, "question": {"en": f"{one['id']}?"}, **one}
        for one in (*advice, *({"id": name, "when": when} for name, when in patterns.items()))
    ]
    return build(data)


def said(facets, questionnaire):
    raws = [raw for facet in facets for raw in facet]
    found = matching_advice(score(answered(raws, questionnaire)))
    return [suggestion.text.in_language("en") for suggestion in found]


PATTERN = form(show={"h1": "high", "h2": "low"}, separate={"hunter": "high", "gatherer": "high"})
REST = [MIDDLE, ABOVE, [2, 3, 4, 3], [3, 3, 2, 3]]
NOISY = [[5, 1, 4, 3], [1, 5, 3, 3]]
"""Makes everything less clear."""


def test_a_clear_pattern_is_said_outright():
    assert said([MUCH, LITTLE, MIDDLE, MIDDLE, *REST], PATTERN) == ["show."]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (FREQUENT, LITTLE, "show?"),
        (ABOVE, LITTLE, None),
        (MUCH, RARE, "show?"),
        (MUCH, [3, 3, 2, 3], None),
        (MIDDLE, LITTLE, None),
        (LITTLE, LITTLE, None),
    ],
)
def test_every_area_must_lie_in_its_band(first, second, text):
    assert said([first, second, *NOISY, *REST], PATTERN) == [text] * (text is not None)


def test_a_pattern_is_clear_by_the_joint_probability_of_its_areas():
    facets = [FREQUENT, RARE, [4, 2, 4, 3], [1, 5, 3, 3], *REST]
    result = score(answered([raw for facet in facets for raw in facet], PATTERN))
    high, low = high_probability("h1", result), high_probability("h2", result)
    joint = joint_probability(PATTERN.advice[0], result)
    assert joint == high * (1 - low) < 0.8 < min(high, 1 - low)
    assert said(facets, PATTERN) == ["show?"]
    assert said(facets, form(show={"h1": "high"})) == ["show."]


def test_bands_of_scales_count_like_those_of_facets():
    high = [[5, 4, 5, 1], [4, 5, 5, 2]]
    assert said(high * 4, PATTERN) == ["separate."]


def test_at_most_three_are_given_in_file_order():
    facets = [MUCH, LITTLE, LITTLE, MIDDLE, MUCH, MUCH, LITTLE, MIDDLE]
    wanted = {"d": {"g1": "high"}, "c": {"h1": "high"}, "b": {"h2": "low"}, "a": {"g2": "high"}}
    assert said(facets, form(**wanted)) == ["d.", "c.", "b."]


def test_of_one_topic_only_the_first_that_fits_is_given():
    questionnaire = form(
        {"id": "unfit", "topic": "x", "when": {"h1": "low"}},
        {"id": "first", "topic": "x", "when": {"h1": "high"}},
        {"id": "second", "topic": "x", "when": {"g1": "high"}},
        {"id": "other", "topic": "y", "when": {"g1": "high"}},
        {"id": "free", "when": {"h2": "low"}},
        {"id": "free-too", "when": {"h3": "low"}},
    )
    facets = [MUCH, LITTLE, LITTLE, MIDDLE, MUCH, MUCH, LITTLE, MIDDLE]
    assert said(facets, questionnaire) == ["first.", "other.", "free."]


def test_advice_may_ask_for_placements():
    questionnaire = form(
        {"id": "hunting", "placements": ["hunter", "leaning-hunter"]},
        {"id": "gathering", "placements": ["gatherer"]},
        {"id": "both-at-once", "placements": ["hunter"], "when": {"g1": "low"}},
    )
    assert said([MUCH] * 4 + [LITTLE] * 4, questionnaire) == ["hunting.", "both-at-once."]
    assert said([LITTLE] * 4 + [MUCH] * 4, questionnaire) == ["gathering."]
    assert said([[None] * 4] * 4 + [MUCH] * 4, questionnaire) == []


def test_advice_may_ask_for_answers():
    questionnaire = form(
        {"id": "chose-often", "answers": {"item": "h1-1", "at_least": 4}},
        {"id": "did-not", "answers": {"not": {"item": "h1-1", "answered": True}}},
    )
    rest = [MIDDLE, ABOVE, [2, 3, 4, 3], MIDDLE, *REST][1:]
    assert said([[4, 3, 3, 3], *rest], questionnaire) == ["chose-often."]
    assert said([[3, 3, 3, 3], *rest], questionnaire) == []
    assert said([[None, 3, 3, 3], *rest], questionnaire) == ["did-not."]


def test_without_a_text_advice_is_a_question_only():
    data = content()
    data["advice"] = [{"id": "x", "when": {"h1": "high"}, "question": {"en": "x?"}}]
    questionnaire = build(data)
    facets = [MUCH, LITTLE, MIDDLE, MIDDLE, *REST]
    (one,) = matching_advice(score(answered([r for f in facets for r in f], questionnaire)))
    assert (one.outright, one.text.in_language("en")) == (False, "x?")


def test_a_skipped_facet_has_no_band():
    facets = [[None] * 4, LITTLE, MUCH, MUCH, *REST]
    assert said(facets, PATTERN) == []


def test_without_an_axis_score_there_are_only_questions():
    facets = [MUCH, LITTLE, MIDDLE, MIDDLE, *[[None] * 4] * 4]
    assert said(facets, PATTERN) == ["show?"]


def test_without_an_axis_there_are_only_questions():
    data = form(x={"h1": "high"}).written()
    del data["axis"]
    assert said([MUCH, *[MIDDLE, ABOVE] * 3, MIDDLE], build(data)) == ["x?"]


def test_straightlined_answers_give_only_questions():
    questionnaire = form(low={"hunter": "low", "gatherer": "low"})
    assert said([[1, 1, 1, 1]] * 8, questionnaire) == ["low?"]


def test_the_questionnaire_sets_how_clear_a_pattern_must_be():
    data = form(x={"h1": "high"}).written()
    facets = [[4, 4, 4, 3], MIDDLE, ABOVE, [3, 2, 3, 3], *REST]
    sure = high_probability("h1", score(answered([r for f in facets for r in f], build(data))))
    assert 0.8 < sure < 0.99
    assert said(facets, build(data)) == ["x."]
    data["axis"]["decided_at"] = 0.99
    assert said(facets, build(data)) == ["x?"]


def test_a_facets_probability_uses_the_error_of_its_scale():
    result = score(person("clear_hunter"))
    se = (283.203125 / 4) ** 0.5
    assert high_probability("h1", result) == pytest.approx(cdf((81.25 - 50) / se, 16))
    assert high_probability("gatherer", result) == pytest.approx(
        cdf((26.5625 - 50) / 4.20716000557383, 16)
    )


def test_an_id_of_both_a_scale_and_a_facet_means_the_scale():
    data = content()
    data["scales"]["h1"] = {"label": {"en": "wider"}, "facets": ["h1", "h2"]}
    result = score(answered([r for f in [MUCH, LITTLE, *[MIDDLE] * 6] for r in f], build(data)))
    assert high_probability("h1", result) == pytest.approx(0.5)


NETWORKS = SMALL.replace(
    "[[placements]]",
    """\
[[networks.advice]]
when = { all = [{ item = "days-used", at_least = 8 }, { item = "got-information", at_most = 2 }] }
question = { de = "Was hält Sie auf {option}?", en = "What keeps you on {option}?" }

[[networks.advice]]
when = { item = "days-used", at_least = 1 }
question = { de = "Und {option}?", en = "And {option}?" }

[[placements]]""",
    1,
)


def test_each_network_is_asked_the_first_question_that_its_own_answers_meet():
    answers = {"networks-used": Answer(("xing", "linkedin", "mastodon"))}
    for network, days, found in (("xing", 20, 1), ("linkedin", 20, 5), ("mastodon", 0, 1)):
        answers[f"days-used/{network}"] = Answer(days)
        answers[f"got-information/{network}"] = Answer(found)
        answers[f"offered-services/{network}"] = Answer(1)
    result = score(Assessment(read(NETWORKS.encode(), "x.toml"), answers))
    asked = {name: text.in_language("en") for name, text in network_questions(result).items()}
    assert asked == {"xing": "What keeps you on {option}?", "linkedin": "And {option}?"}


SIDES = {"high": lambda points: points >= 62.5, "low": lambda points: points <= 37.5}
MANY = scoring_key(
    form(
        *(
            {"id": f"{area}-{side}", "topic": area, "when": {area: side}}
            for area in ("hunter", "gatherer", "h1", "g1", "h2")
            for side in ("low", "high")
        ),
        {"id": "pair", "when": {"h3": "high", "g3": "low"}, "placements": ["hunter", "mixed"]},
    )
)


@seeded
@given(raws=people)
def test_advice_is_never_against_its_band_nor_too_much_of_it(raws):
    result = score_row(MANY, raws)
    found = matching_advice(result)
    for one in found:
        probability = 1.0
        for area, side in one.advice.when.items():
            value = result.scales[area].estimate if area in result.scales else result.facets[area]
            assert SIDES[side](round(value.value, 9))
            above = cdf((value.value - 50) / value.se, value.df)
            probability *= above if side == "high" else 1 - above
        assert one.outright is (probability >= 0.8 and not result.quality.straightlined)
        assert one.advice.placements is None or result.placement in one.advice.placements
    topics = [one.advice.topic for one in found if one.advice.topic]
    assert len(found) <= 3
    assert len(set(topics)) == len(topics)


@seeded
@given(raws=people)
def test_who_gets_advice_gets_the_opposite_with_mirrored_answers(raws):
    found = matching_advice(score_row(MANY, raws))
    mirrored = matching_advice(score_row(MANY, [6 - raw for raw in raws]))
    turned = {"high": "low", "low": "high"}
    expected = [
        ({area: turned[side] for area, side in one.advice.when.items()}, one.outright)
        for one in found
        if one.advice.id != "pair"
    ]
    assert [
        (dict(one.advice.when), one.outright) for one in mirrored if one.advice.id != "pair"
    ] == expected
