"""What is called rare and frequent, the most and least frequent areas, and little of either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import small

from netztui.assessment.assessment import Answer, Assessment
from netztui.scoring.bands import band, extremes, is_little
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score, score_row
from scoring.reference_form import answered, build, content
from scoring.test_placement import seeded

FACETS = [f"{letter}{n}" for letter in "hg" for n in (1, 2, 3, 4)]


def result(*levels):
    """The result of eight facets with these mean points, a multiple of 6.25 each."""
    raws = []
    for level in levels:
        steps = round(level * 4 / 25)
        raws += [1 + steps // 4 + (place < steps % 4) for place in range(4)]
        raws[-1] = 6 - raws[-1]
    return score(answered(raws))


@pytest.mark.parametrize(
    ("points", "word"),
    [
        (0, "rare"),
        (37.5, "rare"),
        (37.6, "middling"),
        (62.4, "middling"),
        (62.5, "frequent"),
        (100, "frequent"),
        (37.500000000000007, "rare"),
        (62.499999999999993, "frequent"),
    ],
)
def test_a_band_includes_its_limit_whatever_the_last_digits_are(points, word):
    assert band(points) == word


def test_the_two_most_and_least_frequent_areas_are_named_the_most_extreme_first():
    assert extremes(result(50, 75, 25, 100, 50, 0, 50, 50)) == (("h4", "h2"), ("g2", "h3"))


def test_of_areas_alike_none_is_called_the_most_or_least_frequent():
    assert extremes(result(*[50] * 8)) == ((), ())
    assert extremes(result(75, 75, 75, 50, 50, 50, 50, 50)) == ((), ())
    assert extremes(result(100, 75, 75, 50, 50, 50, 25, 0)) == (("h1",), ("g4", "g3"))


def test_who_only_does_one_thing_is_told_which():
    assert extremes(result(*[0] * 4, 25, 0, 0, 0)) == (("g1",), ())


def test_areas_beside_the_axis_and_without_a_score_are_never_named():
    data = content()
    data["scales"]["hunter"]["facets"].remove("h4")
    data["scales"]["aside"] = {"label": {"en": "aside"}, "facets": ["h4"]}
    raws = [None] * 4 + [3, 2, 3, 3] + [3, 4, 3, 3] + [5, 5, 5, 1] + [3, 3, 3, 4] * 3 + [4, 4, 4, 3]
    most, least = extremes(score_row(scoring_key(build(data)), raws))
    assert most[0] == "g4"
    assert not {"h1", "h4"} & {*most, *least}


def test_without_an_axis_there_are_no_extremes_and_never_little():
    data = content()
    del data["axis"]
    found = score(answered([1, 2, 1, 5] * 8, build(data)))
    assert extremes(found) == ((), ())
    assert not is_little(found)
    assert not is_little(score(Assessment(small(), {"networks-used": Answer(())})))


@pytest.mark.parametrize(
    ("hunter", "gatherer", "word", "little"),
    [
        (37.5, 6.25, "hunter", True),
        (25, 12.5, "leaning-hunter", True),
        (56.25, 18.75, "hunter", True),
        (56.25, 25, "hunter", False),
        (75, 0, "hunter", False),
        (25, 25, "neither", False),
        (43.75, 43.75, "mixed", False),
    ],
)
def test_little_is_said_beside_a_pole_if_there_is_little_of_either(hunter, gatherer, word, little):
    found = result(*[hunter] * 4, *[gatherer] * 4)
    assert found.placement == word
    assert is_little(found) is little
    mirrored = result(*[gatherer] * 4, *[hunter] * 4)
    assert is_little(mirrored) is little


def test_little_goes_by_the_whole_id_of_a_pole():
    # “undecided” and “mixed” end like these.
    data = content()
    data["scales"] = {"r": data["scales"]["hunter"], "d": data["scales"]["gatherer"]}
    data["axis"] = {"low": "d", "high": "r"}
    found = score(answered([1, 1, 2, 5] * 8, build(data)))
    assert found.placement == "neither"
    assert not is_little(found)


@seeded
@given(levels=st.lists(st.integers(0, 16).map(lambda n: n * 6.25), min_size=8, max_size=8))
def test_what_is_named_is_more_extreme_than_all_that_is_not(levels):
    values = dict(zip(FACETS, levels, strict=True))
    most, least = extremes(result(*levels))
    for named, sign in ((most, 1), (least, -1)):
        rest = [sign * value for facet, value in values.items() if facet not in named]
        assert all(sign * values[facet] > max(rest) for facet in named)
        assert sorted(named, key=lambda facet: -sign * values[facet]) == [*named]
        assert len(named) <= 2
    assert not {*most} & {*least}
