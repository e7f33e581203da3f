"""The included questionnaires: the short form is the long one with half of the items."""

import random
from dataclasses import replace
from statistics import mean

import pytest

from netztui.batch.simulation import draw
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire, RatingItem
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row


def shipped(name: str) -> Questionnaire:
    return read_file(shipped_folder() / f"{name}.toml")


@pytest.fixture(scope="module")
def long() -> Questionnaire:
    return shipped("hunter-gatherer")


@pytest.fixture(scope="module")
def short() -> Questionnaire:
    return shipped("hunter-gatherer-short")


def test_items_of_the_short_form_are_the_same_in_the_long_one(
    long: Questionnaire, short: Questionnaire
) -> None:
    for name, item in short.items.items():
        assert item == long.items[name]
    assert short.response_scales == long.response_scales
    assert (short.facets, short.scales) == (long.facets, long.scales)
    assert long.axis is not None
    assert short.axis == replace(long.axis, balanced_within=18.75)


@pytest.mark.parametrize(("name", "each"), [("hunter-gatherer", 2), ("hunter-gatherer-short", 1)])
def test_each_facet_of_a_pole_has_as_many_everyday_acts_as_occasional_ones(
    name: str, each: int
) -> None:
    questionnaire = shipped(name)
    assert questionnaire.axis is not None
    for pole in (questionnaire.axis.low, questionnaire.axis.high):
        for facet in questionnaire.scales[pole].facets:
            scales = [
                questionnaire.response_scales["days"] is scale
                for item, scale in questionnaire.ratings.values()
                if item.facet == facet and not item.reverse
            ]
            assert sorted(scales) == [False] * each + [True] * each


def test_each_facet_beside_the_axis_has_the_opposite_pair_of_the_long_form(
    short: Questionnaire,
) -> None:
    ratings = [item for item in short.items.values() if isinstance(item, RatingItem)]
    for facet in ("sidetracked", "sorting", "letting-go"):
        plain, turned = sorted(
            (item for item in ratings if item.facet == facet), key=lambda item: item.reverse
        )
        assert (plain.reverse, turned.reverse) == (False, True)
        assert turned.opposite == plain.id


def test_opposite_items_are_at_least_six_items_apart(short: Questionnaire) -> None:
    places = {name: place for place, name in enumerate(short.ratings)}
    for item, _scale in short.ratings.values():
        if item.opposite is not None:
            assert abs(places[item.id] - places[item.opposite]) >= 6


def test_both_give_the_same_advice(long: Questionnaire, short: Questionnaire) -> None:
    assert short.advice == long.advice
    assert short.prompts == long.prompts != ()
    assert [one.when for one in short.placements] == [one.when for one in long.placements]


def test_the_short_form_is_as_much_less_certain_as_its_description_claims(
    long: Questionnaire, short: Questionnaire
) -> None:
    def width(questionnaire: Questionnaire) -> float:
        rng = random.Random(7)
        key = scoring_key(questionnaire)
        widths = []
        for _ in range(200):
            level = {facet: rng.gauss(50, 20) for facet in questionnaire.facets}
            raws = []
            for item, _scale in questionnaire.ratings.values():
                if item.facet is not None:
                    points = level[item.facet] + rng.gauss(0, 25)
                    points = 100 - points if item.reverse else points
                    raws.append(max(1, min(5, round(points / 25) + 1)))
            axis = score_row(key, raws).axis
            assert axis is not None
            widths.append(axis.interval[1] - axis.interval[0])
        return mean(widths)

    assert width(short) / width(long) == pytest.approx(1.5, abs=0.1)
    assert short.notice is not None
    assert short.description is not None
    for said in ("Kurze Fassung", "zwei Antworten"):
        assert said in short.notice.in_language("de")
    # The zone of balance is about as much wider as the interval.
    assert "“level” covers a wider range here" in short.description.in_language("en")


def test_without_a_wider_zone_of_balance_the_short_form_could_not_say_level(
    short: Questionnaire,
) -> None:
    assert short.axis is not None
    axis = replace(short.axis, balanced_within=12.5)
    level = {"both", "neither", "mixed"}
    shares = []
    for questionnaire in (short, replace(short, axis=axis)):
        key = scoring_key(questionnaire)
        people = draw(key, 1000, random.Random(1))
        shares.append(mean(score_row(key, raws).placement in level for raws, _values in people))
    assert shares[0] > 0.2
    assert shares[1] < 0.02
