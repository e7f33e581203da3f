"""The words for a result and for a change: what is said of whom, and that it agrees with itself."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from samples import PLANNED

from netztui.archive.rows import StoredAssessment
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.history.history import ScoredAssessment
from netztui.questionnaire.model import Questionnaire, RatingItem
from netztui.questionnaire.validation.reader import read
from netztui.scoring.change import Change, Difference, ScaleChange, comparability, compare
from netztui.scoring.result import Estimate
from netztui.scoring.score import score
from netztui.text import change as changes
from netztui.text import figures
from netztui.text import result as wording
from netztui.text.labels import row_title
from netztui.text.question import answer_text
from netztui.text.report import comparison_lines, result_lines

BEGINNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PLAN = "Whenever [I log in], I answer one question"


@cache
def planned() -> Questionnaire:
    return read(PLANNED.encode(), "planned.toml")


def finished(
    levels: Mapping[str, int],
    said: Mapping[str, Value] | None = None,
    *,
    earlier: Mapping[str, Value] | None = None,
    days: int = 0,
) -> ScoredAssessment:
    """Each rating is answered with the level of its facet, 3 by default; `said` goes before."""
    given = {"networks-used": ("xing", "linkedin"), **(said or {})}
    assessment = Assessment.begin(planned(), random.Random(1), earlier or {})
    for after_result in (False, True):
        assessment = replace(assessment, after_result=after_result)
        while assessment.open_keys:
            key = assessment.open_keys[0]
            value = given.get(key)
            item = assessment.visible[key].item
            if value is None and isinstance(item, RatingItem) and item.facet is not None:
                level = levels.get(item.facet, 3)
                value = 6 - level if item.reverse else level
            assessment = assessment.with_answer(key, Answer(value))
    assessment = replace(assessment, after_result=False)
    at = BEGINNING + timedelta(days=days)
    stored = StoredAssessment("id", assessment, "en", at, at, None, None, 0)
    return ScoredAssessment(stored, score(assessment))


def told(before: ScoredAssessment, after: ScoredAssessment) -> list[str]:
    return changes.change_sentences(planned(), compare(before.result, after.result))


HUNTER = {"contacts": 5, "expertise": 4, "source": 1, "diversity": 2}
GATHERER = {"contacts": 2, "expertise": 1, "source": 4, "diversity": 5}


# The placement


def test_a_placement_is_called_clear_only_if_it_is_sure() -> None:
    sure = finished(HUNTER).result
    assert sure.sure
    assert wording.placement_title(sure) == "Clearly a hunter"
    assert wording.placement_title(sure._replace(sure=False)) == "Rather a hunter"
    assert row_title(planned(), "hunter") == "Rather a hunter"
    assert wording.placement_title(sure._replace(placement=None)) == ""


def test_little_of_either_is_said_only_where_it_is_so() -> None:
    little = "Both are rare with you."
    assert little not in wording.placement_texts(finished(HUNTER).result)
    rare = {"contacts": 3, "expertise": 3, "source": 1, "diversity": 1}
    assert little in wording.placement_texts(finished(rare).result)


def test_an_unclear_placement_says_why_it_is_unclear_for_this_person() -> None:
    result = finished(HUNTER).result
    unclear = result._replace(placement="undecided", sure=False)
    assert wording.placement_texts(unclear)[1] == (
        "Neither “Gatherer” nor “Hunter” can be ruled out: your answers are too few for that, or "
        "differ too much from each other."
    )
    alike = finished({}, dict.fromkeys(planned().ratings, 3)).result
    assert alike.placement == "undecided"
    assert wording.placement_texts(alike)[1].startswith("So many of your answers are the same")
    said = " ".join(figures.position_sentences(alike))
    assert "No probabilities are given" in said
    assert "balanced" not in said


# Areas, what was wanted, networks


def test_often_and_rarely_are_said_only_of_what_is_frequent_or_rare() -> None:
    assert wording.area_sentences(finished(HUNTER).result) == [
        ("Often", "Purposeful contacts"),
        ("Often", "Showing expertise"),
        ("Rarely", "The net as a source"),
        ("Rarely", "Diversity"),
    ]
    middling = {"contacts": 3, "expertise": 2, "source": 3, "diversity": 2}
    assert [word for word, _area in wording.area_sentences(finished(middling).result)] == [
        *["More often than other areas"] * 2,
        *["Rarely"] * 2,
    ]
    high = {"contacts": 5, "expertise": 4, "source": 5, "diversity": 4}
    assert [word for word, _area in wording.area_sentences(finished(high).result)] == [
        *["Often"] * 2,
        *["Less often than other areas"] * 2,
    ]
    assert wording.area_sentences(finished({}).result) == []


def test_an_area_is_told_with_what_it_is() -> None:
    described = read(
        PLANNED.replace(
            "[facets.contacts]",
            '[facets.contacts]\ndescription = { de = "x", en = "finding [people]" }',
        ).encode(),
        "described.toml",
    )
    result = finished(HUNTER).result._replace(questionnaire=described)
    assert wording.area_sentences(result)[0] == ("Often", "Purposeful contacts (finding [people])")


def test_an_area_belongs_to_a_pole_and_has_its_points() -> None:
    result = finished(HUNTER).result
    lines = wording.area_lines(result)
    assert [(one.pole, one.points) for one in lines] == [
        ("hunter", 100.0),
        ("hunter", 75.0),
        ("gatherer", 0.0),
        ("gatherer", 25.0),
    ]


def test_what_was_wanted_stands_beside_what_was_done_without_the_follow_up() -> None:
    said = {"wanted": "information", "how-it-went": "partly"}
    assert wording.wanted_sentences(finished(HUNTER, said, earlier={"next-step": PLAN}).result) == [
        "What did you mainly want there? information",
        "What your answers show: Clearly a hunter",
    ]
    assert wording.wanted_sentences(finished(HUNTER).result) == []


def test_each_network_is_told_in_words_with_its_question() -> None:
    said: dict[str, Value] = {
        "days-used/xing": 20,
        "got-information/xing": 2,
        "offered-services/xing": 1,
        "got-information/linkedin": 2,
        "offered-services/linkedin": 4,
    }
    xing, linkedin = wording.network_lines(finished(HUNTER, said).result)
    assert xing.words == "20 days · got-information rarely · offered-services never"
    assert xing.question == "What keeps you on XING?"
    assert (linkedin.label, linkedin.position, linkedin.question) == ("LinkedIn", 50, "")
    assert linkedin.words == "got-information rarely · offered-services often"
    del said["offered-services/xing"]
    assert [one.label for one in wording.network_lines(finished(HUNTER, said).result)] == [
        "LinkedIn"
    ]


# The plan


def test_the_last_plan_is_told_with_how_it_went_and_before_the_new_one() -> None:
    before = finished(HUNTER, {"next-step": PLAN})
    asked = {"next-step": "Ask more", "how-it-went": "partly"}
    after = finished(HUNTER, asked, earlier={"next-step": PLAN}, days=30)
    outcome = f"You had planned: “{PLAN}”. How did it go? partly done"
    assert wording.plan_lines(after, before) == [
        ("Your plan last time", outcome),
        ("Your plan until next time", "Ask more"),
    ]
    assert outcome in " ".join(comparison_lines(before, after)).replace("  ", " ")
    unasked = finished(HUNTER, days=30)
    assert wording.plan_lines(unasked, before) == [("Your plan last time", PLAN)]
    assert wording.plan_lines(unasked) == []


# The figures


def test_figures_and_their_uncertainty_come_after_everything_else() -> None:
    said = {"days-used/xing": 3, "got-information/xing": 2, "offered-services/xing": 5}
    before = finished(GATHERER)
    lines = list(result_lines(finished(HUNTER, said, days=30), before))
    first = lines.index("All figures:")
    plain = " ".join(lines[:first])
    for word in ("%", "±", "standard error", "intensity", "robability"):
        assert word not in plain
        assert word in " ".join(lines[first:]).replace("Intensity", "intensity")


def test_opposites_answered_alike_are_said_from_50_points_on() -> None:
    quality = finished(HUNTER).result.quality
    for points, count in ((None, 0), (49.9, 0), (50.0, 1)):
        sentences = wording.quality_sentences(quality._replace(opposites=points))
        assert sum("opposite" in sentence for sentence in sentences) == count


# The change


def test_a_change_in_position_is_told_between_the_shown_figures() -> None:
    assert told(finished(GATHERER), finished(HUNTER))[:3] == [
        "The position went from −75 to +75, that is 150 towards “Hunter”.",
        "That is more than the variation in your answers explains.",
        "Nor does the variation explain: Hunter (12\u00a0→\u00a088), Gatherer (88\u00a0→\u00a012).",
    ]
    shown = Difference(Estimate(-26.6, 5, 9), Estimate(4.6, 5, 9))
    assert changes.shown_change(shown) == 32


def test_a_position_that_stays_while_both_ends_move_is_explained() -> None:
    low = {"contacts": 1, "expertise": 2, "source": 1, "diversity": 2}
    high = {"contacts": 5, "expertise": 4, "source": 5, "diversity": 4}
    assert told(finished(low), finished(high)) == [
        "The position is 0, as before.",
        (
            "These changes are more than the variation in your answers explains: "
            "Hunter (12\u00a0→\u00a088), Gatherer (12\u00a0→\u00a088)."
        ),
        "Both ends rose; the position only shows how far apart they are.",
    ]
    assert told(finished(high), finished(low))[2].startswith("Both ends fell;")


def change(position: tuple[float, float], *scales: tuple[str, float, float, float]) -> Change:
    """Scales are their id, both figures and the adjusted probability."""
    return Change(
        comparability(planned(), planned()),
        Difference(Estimate(position[0], 5, 20), Estimate(position[1], 5, 20)),
        tuple(
            ScaleChange(name, Difference(Estimate(then, 5, 20), Estimate(now, 5, 20)), p)
            for name, then, now, p in scales
        ),
    )


def test_a_position_that_moves_while_neither_end_does_is_explained() -> None:
    one = change((0, 20), ("hunter", 50, 60, 0.2), ("gatherer", 50, 40, 0.2))
    assert changes.change_sentences(planned(), one)[1:] == [
        "That is more than the variation in your answers explains.",
        "Neither “Gatherer” nor “Hunter” alone has changed by so much, but both together.",
    ]


def test_a_shift_of_the_position_within_the_variation_is_not_denied_by_a_scale() -> None:
    one = change((0, 9), ("hunter", 50, 30, 0.01), ("gatherer", 50, 20, 0.2))
    assert changes.change_sentences(planned(), one)[1:] == [
        "The variation in your answers could explain that, but not these changes: Hunter (50\u00a0→\u00a030)."
    ]


@pytest.mark.parametrize("position", [(0, 9), (3, 3)])
def test_no_change_is_told_in_one_sentence(position: tuple[float, float]) -> None:
    one = change(position, ("hunter", 50, 55, 0.9))
    assert changes.change_sentences(planned(), one)[1:] == [
        "No change goes beyond what the variation in your answers explains."
    ]


def test_nothing_is_said_about_the_size_of_a_change_if_nothing_could_be_compared() -> None:
    assert changes.change_sentences(planned(), Change(comparability(planned(), planned()))) == [
        "One of the two has no position, so there is no change in position."
    ]


@pytest.mark.parametrize(("days", "said"), [(0, True), (27, True), (28, False), (400, False)])
def test_results_of_overlapping_weeks_are_compared_with_a_sentence(days: int, said: bool) -> None:
    before, after = finished(HUNTER), finished(GATHERER, days=days)
    sentence = "Less than 28 days lie between the two."
    assert (sentence in " ".join(result_lines(after, before))) == said
    assert (sentence in " ".join(comparison_lines(before, after))) == said


def test_four_weeks_are_counted_in_days_not_in_hours() -> None:
    then = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert not changes.is_due(then, then + timedelta(days=27, hours=11))
    assert changes.is_due(then, then + timedelta(days=27, hours=23))
    before = finished(HUNTER)
    after = finished(GATHERER).stored._replace(finished_at=BEGINNING + timedelta(days=27, hours=23))
    assert changes.interval_sentence(before, replace(before, stored=after)) == ""


def test_a_change_is_told_in_short_with_the_day() -> None:
    before, after = finished(HUNTER), finished(GATHERER)
    assert changes.in_short(before, after, compare(before.result, after.result)) == [
        "Since Mar 1, 2026: from +75 to −75, 150 towards “Gatherer”.",
        "That is more than the variation in your answers explains.",
    ]
    same = compare(before.result, before.result)
    assert changes.in_short(before, before, same) == ["Since Mar 1, 2026: +75, as before."]
    assert changes.in_short(before, after, replace(same, axis=None)) == []
    little = changes.in_short(before, after, change((0, 9)))
    assert little[1:] == ["The variation in your answers could explain that."]


def test_what_the_variation_could_explain_is_named_beside_what_it_could_not() -> None:
    one = change((0, 20), ("hunter", 50, 80, 0.01), ("gatherer", 50, 45, 0.6))
    assert changes.within_sentence(planned(), one) == (
        "The variation could explain the other changes: Gatherer (50\u00a0→\u00a045)."
    )
    assert changes.within_sentence(planned(), change((0, 20), ("hunter", 50, 55, 0.6))) == ""


def test_scales_and_areas_are_paired_unless_only_some_questions_are_compared() -> None:
    before, after = finished(HUNTER).result, finished(GATHERER).result
    one = compare(before, after)
    pairs = changes.pairs(one, before, after)
    assert [pair.label for pair in pairs if not pair.is_area][:2] == ["Hunter", "Gatherer"]
    assert [pair.scale for pair in pairs[:3]] == ["hunter"] * 3
    assert [pair.is_area for pair in pairs[:3]] == [False, True, True]
    contacts = pairs[1]
    assert (contacts.figures, contacts.difference) == ("100 → 25", "−75")
    shared = replace(one, comparability=replace(one.comparability, kind="shared"))
    assert not any(pair.is_area for pair in changes.pairs(shared, before, after))


def test_a_step_names_the_answers_then_and_now() -> None:
    before, after = finished({"contacts": 2}), finished({"contacts": 4})
    moved = compare(before.result, after.result)
    steps = changes.steps(moved, before.result, after.result, 1)
    assert steps[0].answers == "rarely → often"
    assert steps[-1].answers == ""


@pytest.mark.parametrize("seed", range(20))
def test_what_moved_the_position_adds_up_as_shown(seed: int) -> None:
    seeded = random.Random(seed)
    people = [
        finished({}, {key: seeded.randint(1, 5) for key in planned().ratings}) for _one in range(2)
    ]
    before, after = (one.result for one in people)
    moved = compare(before, after)
    assert moved.axis is not None
    steps = changes.steps(moved, before, after, 5)
    assert len(steps) <= 6
    total = round(sum(step.axis_points for step in steps), 6)
    shown = round(moved.axis.after.value, 1) - round(moved.axis.before.value, 1)
    assert total == round(shown, 6)
    real = [*moved.moving[:5]]
    for step, one in zip(steps, real, strict=False):
        assert abs(step.axis_points - one.axis_points) <= 0.1 + 1e-9


@pytest.mark.parametrize(("days", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_a_single_one_has_a_unit_of_its_own(days: int, words: str) -> None:
    text = PLANNED.replace("unit = {", 'unit_of_one = { de = "Tag", en = "day" }\n  unit = {')
    assessment = Assessment(
        read(text.encode(), "planned.toml"), {"networks-used": Answer(("xing",))}
    )
    question = assessment.visible["days-used/xing"]
    assert answer_text(question, Answer(days), "en") == words
