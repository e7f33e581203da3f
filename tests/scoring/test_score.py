"""Scoring one assessment: reference respondents, and properties that hold for all answers."""

import math
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import small

from netztui.assessment.assessment import Answer, AnswerError, Assessment
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score, score_row
from scoring.reference_form import answered, build, content, form, form_key, person, reference, row

PERSONS = reference()["persons"]
SCORED = [name for name in PERSONS if name != "too_many_skipped"]
exactly = pytest.approx
seeded = settings(derandomize=True)
answers = st.integers(1, 5)
rows = st.lists(answers, min_size=32, max_size=32)


def near(expected):
    return exactly(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize(("pole", "letter"), [("hunter", "H"), ("gatherer", "G")])
def test_scales_of_the_reference_respondents(name, pole, letter):
    expected = PERSONS[name][letter]
    scale = score(person(name)).scales[pole]
    assert [facet.value for facet in scale.facets] == near(expected["facets"])
    assert [facet.answered for facet in scale.facets] == expected["answered"]
    assert [facet.se for facet in scale.facets] == near(
        [math.sqrt(expected["s2"] / n) for n in expected["answered"]]
    )
    assert scale.estimate is not None
    assert (scale.estimate.value, scale.estimate.se, scale.estimate.df) == near(
        (expected["score"], expected["se"], expected["df"])
    )


@pytest.mark.parametrize("name", SCORED)
def test_positions_of_the_reference_respondents(name):
    expected = PERSONS[name]
    axis = score(person(name)).axis
    assert axis is not None
    assert axis.position.value == near(expected["axis"])
    assert axis.position.se == near(expected["se_axis"])
    assert axis.position.df == near(expected["df_axis"])
    assert axis.intensity.value == near(expected["intensity"])
    assert axis.intensity.se == near(expected["se_intensity"])
    assert axis.interval == near(tuple(expected["ci95_axis"]))
    assert dict(axis.probabilities) == near(expected["p"])


@pytest.mark.parametrize(("name", "pole"), [("clear_hunter", "gatherer"), ("skipped", "gatherer")])
def test_even_tiny_probabilities_agree_with_the_reference(name, pole):
    axis = score(person(name)).axis
    assert axis is not None
    assert axis.probabilities[pole] == exactly(PERSONS[name]["p"][pole], rel=1e-9)


@pytest.mark.parametrize(
    ("name", "placement"),
    [
        ("clear_hunter", "hunter"),
        ("near_zero", "mixed"),
        ("lean_but_noisy", "leaning-hunter"),
        ("skipped", "hunter"),
        ("too_many_skipped", None),
        ("straightliner_3", "undecided"),
        ("straightliner_5", "undecided"),
    ],
)
def test_placements_of_the_reference_respondents(name, placement):
    assert score(person(name)).placement == placement


@pytest.mark.parametrize("name", PERSONS)
def test_spread_and_longstring_of_the_reference_respondents(name):
    quality = score(person(name)).quality
    assert quality.irv == near(PERSONS[name]["irv"])
    assert quality.longstring == PERSONS[name]["longstring"]


@pytest.mark.parametrize("name", PERSONS)
def test_a_row_of_bare_answers_gives_the_same_result_as_the_assessment(name):
    raws = row(PERSONS[name]["H_raw"], PERSONS[name]["G_raw"])
    values = {item: raw for item, raw in zip(form().ratings, raws, strict=True) if raw is not None}
    bare = score_row(form_key(), raws, values)
    assert bare == score(person(name)) == score(person(name), form_key())


def test_too_many_skipped_gives_no_position_and_says_which_pole_is_missing():
    expected = PERSONS["too_many_skipped"]["H"]
    result = score(person("too_many_skipped"))
    hunter = result.scales["hunter"]
    assert hunter.estimate is None
    assert hunter.facets[0].value is None
    assert hunter.facets[0].se is None
    assert [facet.value for facet in hunter.facets[1:]] == near(expected["facets"][1:])
    assert [facet.se for facet in hunter.facets[1:]] == near(
        [math.sqrt(expected["s2"] / n) for n in expected["answered"][1:]]
    )
    assert result.scales["gatherer"].estimate is not None
    assert (result.axis, result.placement, result.missing) == (None, None, ("hunter",))
    assert (result.skipped, result.unanswered) == (6, 0)


def test_straightlined_answers_change_only_the_placement():
    result = score(person("straightliner_3"))
    assert result.quality.straightlined
    assert result.axis is not None
    assert result.axis.probabilities["balanced"] > 0.99
    assert result.placement == "undecided"


@pytest.mark.parametrize(
    ("raw", "word"), [((4, 4, 3, 2), "both"), ((2, 3, 2, 4), "neither"), ((3, 4, 2, 3), "mixed")]
)
def test_balanced_is_divided_by_intensity(raw, word):
    assert score(answered(raw * 8)).placement == word


def test_intensity_of_exactly_the_limits_counts_as_both_and_as_neither():
    both = score(answered((4, 3, 4, 3) * 8))
    neither = score(answered((2, 3, 2, 3) * 8))
    assert both.axis is not None
    assert neither.axis is not None
    assert (both.axis.intensity.value, both.placement) == (62.5, "both")
    assert (neither.axis.intensity.value, neither.placement) == (37.5, "neither")


def test_a_pure_lurker_scores_0_on_both_poles():
    result = score(answered((1, 1, 1, 5) * 8))
    assert [result.scales[pole].estimate.value for pole in ("hunter", "gatherer")] == [0, 0]


def test_a_facet_needs_half_of_its_items():
    half = score(answered([None, None, 2, 4] + [3, 2, 4, 3] * 7))
    less = score(answered([None, None, None, 4] + [3, 2, 4, 3] * 7))
    assert half.facets["h1"].value == 25
    assert half.axis is not None
    assert less.facets["h1"].value is None
    assert less.missing == ("hunter",)


def test_a_scale_needs_three_quarters_of_its_items():
    enough = score(answered([None, 2, 4, 3] * 4 + [3, 2, 4, 3] * 4))
    fewer = score(answered([None, None, 4, 3] + [None, 2, 4, 3] * 3 + [3, 2, 4, 3] * 4))
    assert enough.scales["hunter"].answered == 12
    assert enough.scales["hunter"].estimate is not None
    assert fewer.scales["hunter"].estimate is None
    assert all(facet.value is not None for facet in fewer.scales["hunter"].facets)


def test_open_questions_are_counted_apart_from_skipped_ones():
    assessment = answered([None, 2] + [3, 4] * 15)
    open_ones = {k: v for k, v in assessment.answers.items() if k not in {"h1-2", "h1-3"}}
    result = score(replace(assessment, answers=open_ones))
    assert (result.skipped, result.unanswered, result.quality.ratings) == (1, 2, 29)


def test_answers_to_hidden_questions_are_not_scored():
    data = content()
    rating_items = data["sections"][0]["items"]
    rating_items[1]["show_if"] = {"item": "h1-1", "at_least": 3}
    questionnaire = build(data)
    shown = score(answered([3, 5, 2, 2] + [3, 2, 4, 3] * 7, questionnaire))
    hidden = score(answered([2, 5, 2, 2] + [3, 2, 4, 3] * 7, questionnaire))
    assert (shown.facets["h1"].items, shown.facets["h1"].answered) == (4, 4)
    assert (hidden.facets["h1"].items, hidden.facets["h1"].answered) == (3, 3)
    assert hidden.facets["h1"].value == near((25 + 25 + 75) / 3)
    assert "h1-2" not in hidden.points


def test_a_facet_may_have_a_single_item():
    data = content()
    for item in data["sections"][0]["items"][1:4]:
        item["show_if"] = {"item": "h1-1", "at_least": 4}
    facet = score(answered([2, 5, 5, 5] + [3, 2, 4, 3] * 7, build(data))).facets["h1"]
    assert (facet.items, facet.answered, facet.value) == (1, 1, 25)


def test_an_empty_screener_ends_it_without_a_score():
    assessment = Assessment(small(), {"networks-used": Answer(())})
    result = score(assessment)
    assert result.ended
    assert result.axis is None
    assert result.missing == ("gatherer", "hunter")
    assert (result.skipped, result.unanswered, result.points) == (0, 0, {})


def test_networks_have_their_effort_if_the_questionnaire_asks_for_it():
    answers = {
        "networks-used": Answer(("xing", "linkedin")),
        "days-used/xing": Answer(20),
        **{f"got-information/{network}": Answer(2) for network in ("xing", "linkedin")},
        **{f"offered-services/{network}": Answer(1) for network in ("xing", "linkedin")},
    }
    found = score(Assessment(small(), answers))
    assert [network.effort for network in found.networks] == [20, None]
    assert found.values["days-used/xing"] == 20


def test_networks_have_a_position_if_both_ratings_were_answered():
    answers = {
        "networks-used": Answer(("xing", "linkedin", "mastodon")),
        "got-information/xing": Answer(2),
        "offered-services/xing": Answer(5),
        "got-information/linkedin": Answer(4),
        "offered-services/linkedin": Answer(None),
        "got-information/mastodon": Answer(5),
        "offered-services/mastodon": Answer(1),
    }
    places = score(Assessment(small(), answers)).networks
    assert [(place.option, place.low, place.high) for place in places] == [
        ("xing", 25, 100),
        ("mastodon", 100, 0),
    ]
    assert [place.position for place in places] == [75, -100]


def test_ratings_of_networks_are_never_part_of_a_scale():
    answers = {"networks-used": Answer(("xing",)), "got-information/xing": Answer(5)}
    result = score(Assessment(small(), answers))
    assert not any(result.points.values())
    assert result.quality.ratings == 0


def test_without_an_axis_there_are_scales_and_no_placement():
    data = content()
    del data["axis"]
    result = score(answered((4, 2, 5, 1) * 8, build(data)))
    assert (result.axis, result.placement, result.missing) == (None, None, ())
    assert result.scales["hunter"].estimate is not None


def test_a_facet_outside_every_scale_has_its_own_error_variance():
    data = content()
    data["scales"]["hunter"]["facets"] = ["h1", "h2", "h3"]
    result = score(answered([3, 3, 3, 3] * 3 + [5, 1, 5, 5] + [3, 2, 4, 3] * 4, build(data)))
    points = [100, 0, 100, 0]
    variance = (4 * 25**2 + sum((u - 50) ** 2 for u in points)) / (4 + 3)
    facet = result.facets["h4"]
    assert (facet.value, facet.se, facet.df) == near((50, math.sqrt(variance / 4), 7))
    assert list(result.facets) == list(data["facets"])


def test_a_facet_of_two_scales_has_the_error_variance_of_the_first():
    data = content()
    data["scales"]["all"] = {"label": {"en": "all"}, "facets": [*data["facets"]]}
    result = score(answered([3, 3, 3, 3] * 4 + [5, 1, 2, 4] * 4, build(data)))
    hunter, everything = result.scales["hunter"], result.scales["all"]
    assert result.facets["h1"] == hunter.facets[0] != everything.facets[0]
    assert everything.facets[0].se > hunter.facets[0].se


def test_a_row_with_an_invalid_answer_is_refused():
    with pytest.raises(AnswerError, match="6 is not an answer to h1-1"):
        score_row(form_key(), [6] + [3] * 31)


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="31 answers to 32 ratings"):
        score_row(form_key(), [3] * 31)


def test_results_are_frozen_through_and_through():
    result = score(person("near_zero"))
    for mapping in (result.facets, result.scales, result.points, result.axis.probabilities):
        assert isinstance(mapping, MappingProxyType)


@seeded
@given(raws=rows)
def test_every_figure_is_in_its_range(raws):
    result = score_row(form_key(), raws)
    assert all(0 <= points <= 100 for points in result.points.values())
    assert all(0 <= facet.value <= 100 for facet in result.facets.values())
    axis = result.axis
    assert -100 <= axis.position.value <= 100
    assert 0 <= axis.intensity.value <= 100
    assert axis.interval[0] < axis.position.value < axis.interval[1]
    assert sum(axis.probabilities.values()) == near(1)
    assert all(0 <= p <= 1 for p in axis.probabilities.values())


@seeded
@given(raws=rows, constant=st.integers(-4, 4))
def test_acquiescence_cancels_in_the_position(raws, constant):
    # Room is left so that the constant moves no answer out of the options.
    wide = scoring_key(build(content(options=13)))
    middle = score_row(wide, [raw + 4 for raw in raws])
    moved = score_row(wide, [raw + 4 + constant for raw in raws])
    assert moved.axis.position.value == near(middle.axis.position.value)


@seeded
@given(raws=rows)
def test_opposite_answers_reverse_the_position(raws):
    result = score_row(form_key(), raws)
    contrary = score_row(form_key(), [6 - raw for raw in raws])
    assert contrary.axis.position.value == near(-result.axis.position.value)
    assert contrary.axis.position.se == near(result.axis.position.se)
    assert contrary.axis.probabilities["hunter"] == near(result.axis.probabilities["gatherer"])


@seeded
@given(raws=rows, randomness=st.randoms(use_true_random=False))
def test_the_order_of_items_facets_and_scales_changes_nothing(raws, randomness):
    data = content()
    for facets in (scale["facets"] for scale in data["scales"].values()):
        randomness.shuffle(facets)
    order = list(range(32))
    randomness.shuffle(order)
    rating_items = data["sections"][0]["items"]
    data["sections"][0]["items"] = [rating_items[place] for place in order]
    data["scales"] = dict(reversed(data["scales"].items()))
    shuffled = score_row(scoring_key(build(data)), [raws[place] for place in order])
    result = score_row(form_key(), raws)
    assert shuffled.axis == result.axis
    assert dict(shuffled.facets) == dict(result.facets)
    assert shuffled.quality.irv == result.quality.irv
    assert shuffled.quality.opposites == near(result.quality.opposites)


def test_more_skips_widen_the_interval_on_average():
    import random

    randomness = random.Random(20)
    people = [[randomness.randint(1, 5) for _ in range(32)] for _ in range(300)]
    widths = []
    for skips in range(5):
        total = 0.0
        for raws in people:
            # One item of each facet at most, so that a score is left.
            places = [4 * facet + randomness.randrange(4) for facet in (0, 1, 2, 3)[:skips]]
            given_ = [None if place in places else raw for place, raw in enumerate(raws)]
            low, high = score_row(form_key(), given_).axis.interval
            total += high - low
        widths.append(total / len(people))
    assert widths == sorted(widths)


def test_the_questionnaire_stands_in_the_result():
    assert score(person("near_zero")).questionnaire is form()
