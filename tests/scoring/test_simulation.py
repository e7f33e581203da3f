"""In a population whose truth is known, intervals and probabilities keep their word."""

import pytest

from scoring.simulation import DOCUMENT, document, simulate


def test_a_small_population_is_covered_about_as_often_as_promised():
    outcome = simulate(25, people=1000)
    assert 0.935 <= outcome.coverage <= 0.98


@pytest.mark.slow
def test_the_interval_covers_the_truth_and_stated_probabilities_come_true():
    outcome = simulate(25)
    assert outcome.coverage == pytest.approx(0.957, abs=0.006)
    assert [band.stated for band in outcome.bands] == pytest.approx(
        (0.65, 0.75, 0.85, 0.98), abs=0.01
    )
    assert [band.right for band in outcome.bands] == pytest.approx(
        (0.66, 0.76, 0.84, 0.97), abs=0.02
    )


@pytest.mark.slow
def test_the_document_says_what_comes_out():
    assert DOCUMENT.read_text(encoding="utf-8") == document()
