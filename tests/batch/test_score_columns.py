"""The figures of respondents: names, order, and every digit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.reference_form import build, content, form_key, reference, row

from batch.tables import scored, table
from netztui.batch.scores import column_names, column_values
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row

PERSONS = reference()["persons"]
FACETS = [f"{letter}{n}" for letter in "hg" for n in (1, 2, 3, 4)]
raws = st.none() | st.integers(1, 5)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def test_names_and_their_order_are_those_that_are_promised():
    assert list(column_names(form_key())) == [
        *(f"facet.{facet}" for facet in FACETS),
        "scale.hunter", "scale.hunter.se", "scale.hunter.df",
        "scale.gatherer", "scale.gatherer.se", "scale.gatherer.df",
        "axis", "axis.se", "axis.df", "axis.low95", "axis.high95", "intensity", "intensity.se",
        "p.gatherer", "p.balanced", "p.hunter", "placement", "sure", "skipped",
        "quality.longstring", "quality.irv", "quality.opposites",
    ]  # fmt: skip


def test_without_an_axis_there_are_no_figures_of_one():
    data = content()
    del data["axis"]
    names = column_names(scoring_key(build(data)))
    assert not [
        name for name in names if name.startswith(("axis", "p.", "intensity", "placement", "sure"))
    ]
    assert names[-5:][0] == "scale.gatherer.df"


@pytest.mark.parametrize("name", PERSONS)
def test_reference_respondents_in_a_table_have_the_reference_figures(name):
    expected = PERSONS[name]
    content = table([row(expected["H_raw"], expected["G_raw"])])
    (found,) = scored(content)
    for pole, letter in (("hunter", "H"), ("gatherer", "G")):
        values = [found[f"facet.{letter.lower()}{n}"] for n in (1, 2, 3, 4)]
        for value, points, answered in zip(
            values, expected[letter]["facets"], expected[letter]["answered"], strict=True
        ):
            # The reference leaves it to others to ask for half of a facet's items.
            assert value == (near(points) if answered >= 2 else None)
        if expected[letter]["valid"]:
            assert found[f"scale.{pole}"] == near(expected[letter]["score"])
            assert found[f"scale.{pole}.se"] == near(expected[letter]["se"])
            assert found[f"scale.{pole}.df"] == near(expected[letter]["df"])
        else:
            assert found[f"scale.{pole}"] is None
    assert found["quality.irv"] == near(expected["irv"])
    assert found["quality.longstring"] == expected["longstring"]
    if name == "too_many_skipped":
        assert all(found[key] is None for key in found if key.startswith(("axis", "p.", "inten")))
        assert (found["placement"], found["skipped"]) == (None, 6)
        return
    assert found["axis"] == near(expected["axis"])
    assert (found["axis.se"], found["axis.df"]) == near((expected["se_axis"], expected["df_axis"]))
    assert (found["axis.low95"], found["axis.high95"]) == near(tuple(expected["ci95_axis"]))
    assert found["intensity"] == near(expected["intensity"])
    assert found["intensity.se"] == near(expected["se_intensity"])
    for place in ("hunter", "balanced", "gatherer"):
        assert found[f"p.{place}"] == pytest.approx(expected["p"][place], rel=1e-9, abs=0)


@settings(derandomize=True)
@given(answers=st.lists(raws, min_size=32, max_size=32))
def test_names_are_the_same_whatever_is_answered(answers):
    assert tuple(column_values(score_row(form_key(), answers))) == column_names(form_key())


def test_who_only_looks_on_scores_nothing_on_either_pole_of_the_shipped_questionnaire():
    key = scoring_key(read_file(shipped_folder() / "hunter-gatherer.toml"))
    ratings = key.questionnaire.ratings
    looking_on = [5 if ratings[item][0].reverse else 1 for item in key.counted]
    (found,) = scored(table([looking_on], list(key.counted)), key)
    assert (found["scale.hunter"], found["scale.gatherer"]) == (0, 0)
    assert (found["axis"], found["intensity"], found["placement"]) == (0, 0, "neither")
