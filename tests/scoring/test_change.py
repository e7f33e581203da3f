"""What changed between two results: the reference changes, and that contributions add up."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netztui.questionnaire.model import Calibration
from netztui.scoring.change import MINIMUM_DAYS, compare, days_between, holm, reliable_change
from netztui.scoring.score import score, score_row
from scoring.reference_form import answered, build, content, form_key, person, reference

CHANGES = reference()["change"]
NAMES = {
    "near_zero_to_clear_hunter": ("near_zero", "clear_hunter"),
    "near_zero_to_noisy": ("near_zero", "lean_but_noisy"),
}
seeded = settings(derandomize=True)
# At most one answer of each facet is missing, so that both results have a position.
facets = st.tuples(st.none() | st.integers(1, 5), *[st.integers(1, 5)] * 3).flatmap(st.permutations)
rows = st.lists(facets, min_size=8, max_size=8).map(lambda found: [raw for f in found for raw in f])


def near(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


def between(before, after):
    return compare(score_row(form_key(), before), score_row(form_key(), after))


@pytest.mark.parametrize("name", CHANGES)
def test_changes_of_the_reference_respondents(name):
    expected = CHANGES[name]
    change = compare(*(score(person(who)) for who in NAMES[name]))
    axis = change.axis
    assert change.comparability.kind == "same"
    assert (axis.before.value, axis.after.value) == near((expected["from"], expected["to"]))
    assert axis.value == near(expected["delta"])
    assert axis.se == near(expected["se"])
    assert axis.z == near(expected["z"])
    assert axis.least == near(expected["min_change_95"])
    assert axis.beyond_noise is expected["reliable"]
    assert sum(part.axis_points for part in change.contributions) == near(expected["delta"])


def test_a_result_has_not_changed_from_itself():
    change = compare(score(person("near_zero")), score(person("near_zero")))
    assert change.axis.value == 0
    assert not change.axis.beyond_noise
    assert {part.axis_points for part in change.contributions} == {0}
    assert [scale.p for scale in change.scales] == [1, 1]


def test_the_index_of_jacobson_and_truax_in_their_worked_example():
    found = reliable_change(47.5 - 32.5, Calibration(sd=7.5, reliability=0.8, n=2, source="1991"))
    assert found.difference_se == near(4.74341649025257)
    assert found.index == near(3.16227766016838)
    assert found.least == near(9.29709632089503)
    assert found.reliable


def test_the_index_is_given_only_with_a_calibration():
    data = content()
    data["axis"]["calibration"] = {"sd": 21.0, "reliability": 0.78, "n": 240, "source": "made up"}
    calibrated = build(data)
    before, after = (
        score(replace(person(who), questionnaire=calibrated)) for who in ("near_zero", "skipped")
    )
    found = compare(before, after).reliable_change
    measurement = 21 * math.sqrt(0.22)
    assert found.index == near((after.axis.position.value - 1.5625) / (measurement * math.sqrt(2)))
    assert compare(score(person("near_zero")), score(person("skipped"))).reliable_change is None


def test_each_question_answered_twice_contributes_its_own_difference():
    before = [3, 3, 3, 3] * 8
    after = [5, 3, 3, 1] + [3, 3, 3, 3] * 3 + [4, 3, 3, 3] + [3, 3, 3, 3] * 3
    parts = {part.question: part for part in between(before, after).contributions}
    assert parts["h1-1"].axis_points == near(50 / 16)
    assert parts["h1-4"].axis_points == near(50 / 16)
    assert parts["g1-1"].axis_points == near(-25 / 16)
    assert parts["h2-1"].axis_points == 0
    assert (parts["h1-4"].before, parts["h1-4"].after) == (50, 100)
    assert (parts["g1-1"].scale, parts["g1-1"].facet) == ("gatherer", "g1")


def test_an_answer_given_once_moves_nothing_if_its_facet_did_not_change():
    before = [5, 5, 5, 1] + [3, 3, 3, 3] * 7
    after = [None, 5, 5, 1] + [3, 3, 3, 3] * 7
    parts = {part.question: part for part in between(before, after).contributions}
    assert parts["h1-1"].answered_once
    assert not parts["h1-2"].answered_once
    assert {part.axis_points for part in parts.values()} == {0}


@seeded
@given(before=rows, after=rows)
def test_contributions_add_up_to_the_change_of_the_axis(before, after):
    change = between(before, after)
    total = math.fsum(part.axis_points for part in change.contributions)
    assert total == near(change.axis.value)
    for part, raws in ((part, raws) for part in change.contributions for raws in (before, after)):
        place = list(form_key().counted).index(part.question)
        assert (raws[place] is None) <= part.answered_once


@seeded
@given(before=rows, after=rows)
def test_the_way_back_is_the_change_reversed(before, after):
    there, back = between(before, after), between(after, before)
    assert back.axis.value == -there.axis.value
    assert back.axis.se == there.axis.se
    assert back.axis.beyond_noise is there.axis.beyond_noise


@seeded
@given(before=rows, after=rows)
def test_the_same_questions_are_scored_as_before(before, after):
    change = between(before, after)
    assert change.axis.before == score_row(form_key(), before).axis.position
    assert change.axis.after == score_row(form_key(), after).axis.position


def test_without_a_position_in_one_of_them_scales_that_have_a_score_are_compared():
    change = compare(score(person("too_many_skipped")), score(person("near_zero")))
    assert change.axis is None
    assert change.contributions == ()
    assert [scale.scale for scale in change.scales] == ["gatherer"]
    assert change.comparability.kind == "same"


def test_holm_multiplies_step_by_step_and_never_falls():
    # Worked by hand: .01·4, .02·3, .03·2, .04·1 raised to what came before.
    assert holm([0.04, 0.01, 0.03, 0.02]) == near((0.06, 0.04, 0.06, 0.06))
    assert holm([0.6, 0.5]) == (1.0, 1.0)
    assert holm([]) == ()


def test_a_scale_may_be_beyond_the_noise_alone_and_not_among_others():
    # Both scales move by two standard errors: enough for one, too little for one of two.
    before = [3, 3, 3, 3] * 8
    after = ([4, 4, 4, 2] + [4, 4, 3, 3] + [3, 3, 3, 3] * 2) * 2
    for scale in between(before, after).scales:
        assert scale.difference.beyond_noise
        assert scale.difference.p < 0.05
        assert scale.p == near(2 * scale.difference.p)
        assert not scale.beyond_noise


def test_scales_outside_the_axis_are_corrected_with_the_poles():
    data = content()
    data["scales"]["hunter"]["facets"].remove("h4")
    data["scales"]["aside"] = {"label": {"en": "aside"}, "facets": ["h4"]}
    questionnaire = build(data)
    before = score(answered([3, 2, 3, 3] * 8, questionnaire))
    after = score(answered([4, 2, 3, 2] * 8, questionnaire))
    change = compare(before, after)
    assert [scale.scale for scale in change.scales] == ["hunter", "gatherer", "aside"]
    assert min(scale.p / scale.difference.p for scale in change.scales) >= 1
    assert max(scale.p / scale.difference.p for scale in change.scales) == near(3)
    assert all(part.facet != "h4" for part in change.contributions)


def test_days_between_two_results_are_whole_days():
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert days_between(noon, noon + timedelta(days=28)) == MINIMUM_DAYS == 28
    assert days_between(noon, noon + timedelta(days=27, hours=23)) == 27
    assert days_between(noon, noon) == 0
