"""How the answers were given: runs, spread, opposites and speed."""

from dataclasses import replace

import pytest

from netztui.assessment.assessment import Answer, Assessment
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score, score_row
from scoring.reference_form import answered, build, content, form_key

VARIED = [2, 3, 4, 3, 1, 5, 2, 4] * 4


def quality(raws):
    return score_row(form_key(), raws).quality


def timed(seconds):
    """Varied answers, the first of them with these seconds."""
    assessment = answered(VARIED)
    answers = dict(assessment.answers)
    for key, time in zip(list(answers), seconds, strict=False):
        answers[key] = Answer(answers[key].value, time)
    return score(replace(assessment, answers=answers)).quality


def test_a_skip_ends_a_run():
    assert quality([3] * 10 + [None] + [3] * 5 + [1, 2] * 8).longstring == 10


def test_skips_are_not_a_run():
    assert quality([None] * 16 + [1, 2] * 8).longstring == 1


def test_a_run_over_half_of_the_ratings_is_straightlining():
    assert quality([3] * 16 + [1, 2] * 8).straightlined
    assert not quality([3] * 15 + [1, 2] * 8 + [1]).straightlined


def test_a_run_of_nothing_done_is_not_straightlining():
    # Three plain items and one reversed, as somebody answers who did none of it.
    nothing = [1, 1, 1, 5] * 8
    assert not quality(nothing).straightlined
    data = content()
    for item in data["sections"][0]["items"]:
        item.pop("reverse", None)
        item.pop("opposite", None)
    counts = scoring_key(build(data))
    only_one = score_row(counts, [5] + [1] * 31).quality
    assert (only_one.longstring, only_one.straightlined) == (31, False)
    assert score_row(counts, [1] + [2] * 31).quality.straightlined
    assert score_row(counts, [1] * 32).quality.straightlined


def test_equal_answers_have_exactly_no_spread():
    assert quality([3] * 31 + [None]).irv == 0


def test_fewer_than_two_answers_have_no_spread():
    assert quality([None] * 31 + [3]).irv is None
    assert quality([None] * 32).irv is None


def test_no_answers_are_not_straightlining():
    nothing = quality([None] * 32)
    assert (nothing.ratings, nothing.longstring, nothing.straightlined) == (0, 0, False)


def test_opposites_are_compared_after_keying():
    assert quality([5, 3, 3, 1] * 8).opposites == 0
    assert quality([5, 3, 3, 5] * 8).opposites == 100
    assert quality([5, 3, 3, 3] * 4 + [1, 3, 3, 4] * 4).opposites == pytest.approx(37.5)


def test_a_pair_with_a_skipped_partner_is_left_out():
    assert quality([5, 3, 3, 5] + [None, 3, 3, 5] * 3 + [1, 3, 3, None] * 4).opposites == 100
    assert quality([None, 3, 3, 5] * 8).opposites is None


def test_opposites_that_are_asked_for_each_option_are_compared_for_the_same_option():
    data = content()
    options = [{"value": name, "label": {"en": name}} for name in ("xing", "linkedin")]
    used = {"id": "used", "kind": "choices", "text": {"en": "Which?"}, "options": options}
    data["sections"].insert(0, {"id": "nets", "title": {"en": "Nets"}, "items": [used]})
    data["sections"][1]["for_each"] = "used"
    answers = {"used": Answer(("xing", "linkedin"))}
    answers |= {"h1-1/xing": Answer(5), "h1-4/xing": Answer(1)}
    answers |= {"h1-1/linkedin": Answer(5), "h1-4/linkedin": Answer(3)}
    # The fourth item is reversed: 100 and 100 points, 100 and 50.
    assert score(Assessment(build(data), answers)).quality.opposites == 25


def test_untimed_answers_have_no_speed():
    assert (timed([]).fast_blocks, timed([]).very_fast_blocks) == (None, None)


def test_fewer_than_five_timed_answers_are_not_a_block():
    assert timed([0.5] * 4).fast_blocks is None
    assert timed([0.5] * 5).fast_blocks == 1


def test_speed_is_judged_by_blocks_of_about_eight():
    given = timed([1.9] * 8 + [0.9] * 8 + [2.0] * 8 + [10.0] * 8)
    assert given.fast_blocks == 0.5
    assert given.very_fast_blocks == 0.25


def test_one_quick_answer_does_not_make_a_quick_block():
    assert timed([0.1] + [5.0] * 31).fast_blocks == 0


def test_a_number_of_answers_that_eight_does_not_divide_is_split_evenly():
    # Twenty answers are two blocks of ten.
    assert timed([1.0] * 10 + [3.0] * 10).fast_blocks == 0.5


def test_runs_follow_the_order_shown():
    data = content()
    data["sections"][0]["order"] = "shuffled"
    questionnaire = build(data)
    assessment = answered([3, 4] * 16, questionnaire)
    ids = list(questionnaire.ratings)
    assert score(assessment).quality.longstring == 1
    shown = replace(assessment, orders={"ratings": tuple(ids[::2] + ids[1::2])})
    assert score(shown).quality.longstring == 16
