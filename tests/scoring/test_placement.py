"""The word for a position: each row of the table, at its limits, and what holds for all answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netztui.questionnaire.model import Axis
from netztui.scoring.axis import placement
from netztui.scoring.bands import is_little
from netztui.scoring.result import AxisScore, Estimate
from netztui.scoring.score import score_row
from scoring.reference_form import form_key

AXIS = Axis(low="gatherer", high="hunter")
OPPOSITE = {
    "hunter": "gatherer",
    "gatherer": "hunter",
    "leaning-hunter": "leaning-gatherer",
    "leaning-gatherer": "leaning-hunter",
    "both": "neither",
    "neither": "both",
}
seeded = settings(derandomize=True)
levels = st.integers(1, 5)
facet = levels.flatmap(
    lambda level: st.lists(
        st.sampled_from([n for n in (level - 1, level, level + 1) if 0 < n < 6]),
        min_size=4,
        max_size=4,
    )
)
people = st.lists(facet, min_size=8, max_size=8).map(lambda found: [r for f in found for r in f])


def placed(low, high, intensity=50.0, axis=AXIS):
    """The word for these probabilities of the low and the high pole."""
    position, level = Estimate(0, 10, 20), Estimate(intensity, 5, 20)
    shares = {axis.low: low, "balanced": 1 - low - high, axis.high: high}
    return placement(axis, AxisScore(axis.low, axis.high, position, (0, 0), level, shares))


@pytest.mark.parametrize(
    ("low", "high", "word", "sure"),
    [
        (0.0, 0.95, "hunter", True),
        (0.0, 0.9499, "hunter", False),
        (0.0, 0.80, "hunter", False),
        (0.0, 0.7999, "leaning-hunter", False),
        (0.0499, 0.5, "leaning-hunter", False),
        (0.0499, 0.2, "leaning-hunter", False),
        (0.05, 0.5, "undecided", False),
        (0.3, 0.3, "undecided", False),
        (0.06, 0.15, "undecided", False),
        (0.01, 0.1, "mixed", False),
    ],
)
def test_each_word_begins_and_ends_where_the_table_says(low, high, word, sure):
    assert placed(low, high) == (word, sure)
    assert placed(high, low) == (OPPOSITE.get(word, word), sure)


@pytest.mark.parametrize(
    ("intensity", "word"),
    [(62.5, "both"), (62.4, "mixed"), (37.6, "mixed"), (37.5, "neither"), (0, "neither")],
)
def test_a_level_position_is_named_by_its_intensity(intensity, word):
    assert placed(0.1, 0.1, intensity) == (word, False)


def test_the_questionnaire_sets_from_when_a_pole_is_named():
    strict = Axis(low="gatherer", high="hunter", decided_at=0.97)
    assert placed(0, 0.96, axis=strict) == ("leaning-hunter", False)
    assert placed(0, 0.97, axis=strict) == ("hunter", True)
    lax = Axis(low="gatherer", high="hunter", decided_at=0.6)
    assert placed(0.1, 0.6, axis=lax) == ("hunter", False)


@seeded
@given(raws=people)
def test_nobody_is_told_what_is_less_probable_than_it_must_be(raws):
    result = score_row(form_key(), raws)
    shares, said = result.axis.probabilities, result.placement
    if result.quality.straightlined:
        assert (said, result.sure) == ("undecided", False)
    elif said in {"hunter", "gatherer"}:
        assert shares[said] >= 0.8
        assert result.sure is (shares[said] >= 0.95)
    elif said in {"both", "neither", "mixed"}:
        assert shares["balanced"] >= 0.8
    else:
        assert max(shares.values()) < 0.8
        ruled_out = {"leaning-hunter": "gatherer", "leaning-gatherer": "hunter"}.get(said)
        if ruled_out is None:
            assert min(shares["hunter"], shares["gatherer"]) >= 0.05
        else:
            assert shares[ruled_out] < 0.05
    assert not result.sure or said in {"hunter", "gatherer"}


@seeded
@given(raws=people)
def test_mirrored_answers_give_the_mirrored_word(raws):
    result = score_row(form_key(), raws)
    mirrored = score_row(form_key(), [6 - raw for raw in raws])
    assert mirrored.placement == OPPOSITE.get(result.placement, result.placement)
    assert mirrored.sure is result.sure
    swapped = score_row(form_key(), raws[16:] + raws[:16])
    assert is_little(swapped) is is_little(result)
