"""Points of single answers, whatever the values of the options are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netztui.questionnaire.model import ResponseScale
from netztui.scoring.points import points_table, scoring_key
from netztui.scoring.score import score_row
from scoring.reference_form import build, content

seeded = settings(derandomize=True)
value_lists = st.lists(st.integers(-1000, 1000), min_size=2, max_size=9, unique=True).map(sorted)


def response_scale(values):
    options = [{"value": value, "label": {"en": str(value)}} for value in values]
    return ResponseScale.from_written({"options": options})


def test_five_options_are_a_quarter_apart():
    assert dict(points_table(response_scale(range(1, 6)))) == {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}


def test_values_need_not_start_at_one_nor_be_evenly_spaced():
    assert dict(points_table(response_scale([0, 1, 4]))) == {0: 0, 1: 25, 4: 100}
    assert dict(points_table(response_scale([0, 1, 4]), reverse=True)) == {0: 100, 1: 75, 4: 0}


@seeded
@given(values=value_lists)
def test_points_run_from_0_to_100_and_rise(values):
    points = list(points_table(response_scale(values)).values())
    assert points == sorted(points)
    assert (points[0], points[-1]) == (0, 100)


@seeded
@given(values=value_lists)
def test_reversing_twice_gives_the_points_back(values):
    scale = response_scale(values)
    plain, reversed_ = points_table(scale), points_table(scale, reverse=True)
    for value in values:
        assert 100 - reversed_[value] == pytest.approx(plain[value], abs=1e-9)
        mirrored = values[0] + values[-1] - value
        if mirrored in plain:
            assert reversed_[value] == pytest.approx(plain[mirrored], abs=1e-9)


@pytest.mark.parametrize(("options", "step"), [(2, 100), (3, 50), (5, 25), (11, 10)])
def test_the_prior_error_is_one_answer_step(options, step):
    key = scoring_key(build(content(options=options)))
    assert key.scales["hunter"].prior_variance == pytest.approx(step**2)


def test_response_scales_of_different_length_share_the_mean_squared_step():
    data = content()
    data["response_scales"]["agree"] = {
        "options": [{"value": value, "label": {"en": str(value)}} for value in (0, 1)]
    }
    for item in data["sections"][0]["items"][:4]:
        item["response_scale"] = "agree"
    key = scoring_key(build(data))
    assert key.scales["hunter"].prior_variance == pytest.approx((4 * 100**2 + 12 * 25**2) / 16)
    assert key.scales["gatherer"].prior_variance == 25**2
    result = score_row(key, [1, 0, 1, 0] + [3] * 28)
    assert result.facets["h1"].value == 75


def test_a_pair_of_opposites_counts_once_even_if_both_name_each_other():
    data = content()
    items = {item["id"]: item for item in data["sections"][0]["items"]}
    items["h1-1"]["opposite"] = "h1-4"
    key = scoring_key(build(data))
    assert key.opposites["h1-1"] == "h1-4"
    assert "h1-4" not in key.opposites
    assert len(key.opposites) == 8
