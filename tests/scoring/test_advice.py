"""Which advice matches a result, and whether it is advice or a question."""

import pytest

from netztui.scoring.advice import high_probability, matching_advice
from netztui.scoring.score import score
from netztui.scoring.student_t import cdf
from scoring.reference_form import answered, build, content, person

MUCH, LITTLE, MIDDLE, ABOVE = [5, 5, 5, 1], [1, 1, 1, 5], [3, 3, 3, 3], [3, 4, 3, 3]


def form(**bands):
    """The form with one advice for each of `bands`, its pattern."""
    data = content()
    data["advice"] = [
        {"when": when, "text": {"en": f"{name}."}, "question": {"en": f"{name}?"}}
        for name, when in bands.items()
    ]
    return build(data)


def said(facets, questionnaire):
    raws = [raw for facet in facets for raw in facet]
    found = matching_advice(score(answered(raws, questionnaire)))
    return [suggestion.text.in_language("en") for suggestion in found]


PATTERN = form(show={"h1": "high", "h2": "low"}, separate={"hunter": "high", "gatherer": "high"})
REST = [MIDDLE, ABOVE, [2, 3, 4, 3], [3, 3, 2, 3]]


def test_a_clear_pattern_gives_advice():
    assert said([MUCH, LITTLE, MIDDLE, MIDDLE, *REST], PATTERN) == ["show."]


def test_a_likely_pattern_gives_a_question():
    assert said([MUCH, [3, 2, 3, 3], MIDDLE, [4, 1, 3, 2], *REST], PATTERN)[0] == "show?"


@pytest.mark.parametrize("first", [MIDDLE, LITTLE])
def test_a_band_in_the_middle_or_on_the_other_side_gives_nothing(first):
    assert "show" not in " ".join(said([first, LITTLE, MIDDLE, ABOVE, *REST], PATTERN))


def test_bands_of_scales_count_like_those_of_facets():
    high = [[5, 4, 5, 1], [4, 5, 5, 2]]
    assert said(high * 4, PATTERN) == ["separate."]


def test_advice_is_in_file_order():
    questionnaire = form(first={"g1": "high"}, second={"h1": "high"}, third={"g2": "high"})
    facets = [MUCH, LITTLE, LITTLE, MIDDLE, MUCH, MUCH, LITTLE, MIDDLE]
    assert said(facets, questionnaire) == ["first.", "second.", "third."]


def test_a_skipped_facet_has_no_band():
    facets = [[None] * 4, LITTLE, MUCH, MUCH, *REST]
    assert said(facets, PATTERN) == []


def test_without_an_axis_score_there_are_only_questions():
    facets = [MUCH, LITTLE, MIDDLE, MIDDLE, *[[None] * 4] * 4]
    assert said(facets, PATTERN) == ["show?"]


def test_without_an_axis_there_are_only_questions():
    data = content()
    del data["axis"]
    data["advice"] = [{"when": {"h1": "high"}, "text": {"en": "x."}, "question": {"en": "x?"}}]
    assert said([MUCH, *[MIDDLE, ABOVE] * 3, MIDDLE], build(data)) == ["x?"]


def test_straightlined_answers_give_only_questions():
    questionnaire = form(low={"hunter": "low", "gatherer": "low"})
    assert said([[1, 1, 1, 1]] * 8, questionnaire) == ["low?"]


def test_the_questionnaire_sets_how_clear_a_pattern_must_be():
    data = content()
    data["advice"] = [{"when": {"h1": "high"}, "text": {"en": "x."}, "question": {"en": "x?"}}]
    facets = [[4, 3, 4, 3], MIDDLE, ABOVE, [3, 2, 3, 3], *REST]
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
