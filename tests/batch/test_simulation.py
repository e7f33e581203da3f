"""Simulated people: how they are drawn, what they are told, and the shipped files over all of it."""

import random
from collections import Counter
from statistics import fmean, stdev

import pytest
from samples import SMALL, small

from netztui.batch import simulation
from netztui.batch.simulation import draw, findings, found_contradictions, simulate, texts
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read, read_file
from netztui.scoring.advice import AdviceItem
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row

FORMS = ("hunter-gatherer", "hunter-gatherer-short")
NOT_CLEAR = "placements.undecided.title"
UNDECIDED = {"hunter-gatherer": 0.08, "hunter-gatherer-short": 0.35}


def shipped(form):
    return read_file(shipped_folder() / f"{form}.toml")


def told(questionnaire, n):
    found = simulate(questionnaire, n)
    assert found.contradictions == {}
    assert found.scored == n
    assert found.without_advice <= 0.03 * found.scored
    assert found.shown[NOT_CLEAR] <= UNDECIDED[questionnaire.id] * found.scored
    assert sum(found.shown[name] for name in found.shown if name.endswith((".title", ".sure"))) == n
    return found


@pytest.mark.parametrize(("form", "people"), [(FORMS[0], 1_500), (FORMS[1], 1_000)])
def test_what_the_included_files_say_agrees_with_itself(form, people):
    told(shipped(form), people)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_every_text_of_the_included_files_is_reached(form):
    assert told(shipped(form), 30_000).unreached == ()


def test_people_are_drawn_from_the_whole_space_of_answers():
    key = scoring_key(small())
    people = list(draw(key, 1_500, random.Random(1)))
    results = [score_row(key, raws, values) for raws, values in people]
    for facet in small().facets:
        values = [result.facets[facet].value for result in results]
        assert fmean(values) == pytest.approx(50, abs=3)
        assert stdev(values) > 25
    alike = [
        result
        for result in results
        if max(one.value for one in result.facets.values())
        - min(one.value for one in result.facets.values())
        < 20
    ]
    assert len(alike) > 0.1 * len(results)
    networks = Counter(len(values.get("networks-used", ())) for _raws, values in people)
    assert set(networks) == {0, 1, 2, 3}  # none only if skipped
    days = {values["days-used/xing"] for _raws, values in people if "days-used/xing" in values}
    assert (min(days), max(days)) == (0, 28)
    for _raws, values in people[:100]:
        chosen = values.get("networks-used", ())
        assert {name.partition("/")[2] for name in values if "/" in name} <= {*chosen}
    assert list(draw(key, 5, random.Random(1))) == people[:5]


def test_answers_scatter_by_one_step_around_the_level_of_their_facet(monkeypatch):
    monkeypatch.setattr(simulation, "ALL_ALIKE", 1.0)
    key = scoring_key(small())
    level = 0.0
    spreads = []
    for raws, _values in draw(key, 2_000, random.Random(1)):
        points = [
            key.counted[item].points[raw] for item, raw in zip(key.counted, raws, strict=True)
        ]
        level = fmean(points)
        if 40 < level < 60:
            spreads.append(stdev(points))
    assert fmean(spreads) == pytest.approx(25, abs=2)


def placed(hunter, gatherer):
    """The result of two levels, in raw answers to plain items."""
    key = scoring_key(small())
    raws = []
    for item in key.counted:
        rating, _scale = small().ratings[item]
        pole = "hunter" if rating.facet in small().scales["hunter"].facets else "gatherer"
        level = {"hunter": hunter, "gatherer": gatherer}[pole]
        raws.append(6 - level if rating.reverse else level)
    raws[0] += 1 if raws[0] < 5 else -1
    return score_row(key, raws)


def advice(*pieces, outright=True):
    """Advice items of a questionnaire with these pieces, each with its own keys in TOML."""
    head, _advice, _rest = SMALL.partition("[[advice]]")
    for place, keys in enumerate(pieces):
        head += f"""
[[advice]]
id = "a{place}"
{keys}
text = {{ de = "Das.", en = "That." }}
question = {{ de = "Das?", en = "That?" }}
"""
    return [AdviceItem(one, outright) for one in read(head.encode(), "x.toml").advice]


@pytest.mark.parametrize(
    ("levels", "shown", "pieces", "expected"),
    [
        ((5, 1), [], ["when = { contacts = 'high' }"], set()),
        (
            (5, 1),
            [],
            ["when = { expertise = 'low' }"],
            {("advice.a0.text", "expertise"), ("advice.a0.text", "facets.expertise")},
        ),
        ((3, 3), [], ["when = { hunter = 'high' }"], {("advice.a0.text", "hunter")}),
        ((5, 1), [], ["placements = ['hunter']"], set()),
        (
            (5, 1),
            [],
            ["placements = ['gatherer', 'both']"],
            {("advice.a0.text", "placements.hunter.title")},
        ),
        (
            (5, 1),
            ["placements.hunter.title", "placements.hunter.little"],
            ["when = { hunter = 'high' }"],
            {
                ("placements.hunter.little", "advice.a0.text"),
                ("placements.hunter.little", "hunter"),
            },
        ),
        (
            (5, 5),
            ["placements.neither.title"],
            ["when = { gatherer = 'high' }"],
            {
                ("placements.neither.title", "advice.a0.text"),
                ("placements.neither.title", "hunter"),
                ("placements.neither.title", "gatherer"),
            },
        ),
        (
            (5, 1),
            [],
            [
                "topic = 't'\nwhen = { contacts = 'high' }",
                "topic = 't'\nwhen = { hunter = 'high' }",
            ],
            {("advice.a1.text", "advice.a0.text")},
        ),
        (
            (5, 1),
            [],
            ["when = { contacts = 'high' }"] * 4,
            {("advice.a3.text", "advice.a0.text")},
        ),
    ],
)
def test_contradictions_are_found_whoever_makes_them(levels, shown, pieces, expected):
    items = advice(*pieces)
    assert found_contradictions(placed(*levels), shown, items) == expected


def test_two_texts_that_say_the_opposite_of_one_area_contradict_each_other():
    items = advice("when = { source = 'high' }", "when = { source = 'low' }")
    found = found_contradictions(placed(1, 5), [], items)
    assert ("advice.a0.text", "advice.a1.text") in found
    assert ("advice.a1.text", "source") in found


UNREACHED = SMALL.replace(
    "[[advice]]",
    """\
[[advice]]
id = "impossible"
placements = ["both"]
when = { hunter = "low" }
question = { de = "Wie das?", en = "How so?" }

[[advice]]""",
    1,
)


def test_what_an_author_should_know_is_a_warning_at_its_place():
    questionnaire = read(UNREACHED.encode(), "x.toml")
    found = simulate(questionnaire, 400)
    assert "advice.impossible.question" in found.unreached
    warnings = {one.path: str(one.message) for one in findings(found)}
    assert all(one.severity == "warning" for one in findings(found))
    path = texts(questionnaire)["advice.impossible.question"]
    assert warnings[path] == "None of the 400 simulated people is shown this text."
    assert f"{found.without_advice} of 400 simulated people get neither" in warnings["advice",]
    assert found.without_advice > 40


def test_a_contradiction_is_reported_with_how_often_it_is_shown(monkeypatch):
    def everything(result):
        return tuple(AdviceItem(one, outright=True) for one in result.questionnaire.advice)

    monkeypatch.setattr(simulation, "matching_advice", everything)
    found = simulate(small(), 100)
    assert found.contradictions
    (name, other), count = next(iter(found.contradictions.items()))
    messages = [str(one.message) for one in findings(found)]
    assert f"For {count} of 100 simulated people, this contradicts “{other}”." in messages
    assert name in texts(small())


def test_without_an_axis_nobody_has_a_position():
    data = small().written()
    for name in ("axis", "placements", "networks"):
        del data[name]
    questionnaire = Questionnaire.from_written(data)
    found = simulate(questionnaire, 50)
    assert (found.people, found.scored, found.without_advice) == (50, 0, 0)
    assert NOT_CLEAR not in found.shown
