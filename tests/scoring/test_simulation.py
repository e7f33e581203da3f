"""Intervals and probabilities are well calibrated in a population with known true positions."""

import pytest

from scoring.simulation import DOCUMENT, document, simulate


def test_the_interval_covers_a_small_population_about_as_often_as_stated():
    outcome = simulate(25, people=1000)
    assert 0.935 <= outcome.coverage <= 0.98


@pytest.mark.slow
def test_the_interval_and_the_stated_probabilities_are_well_calibrated():
    outcome = simulate(25)
    assert outcome.coverage == pytest.approx(0.957, abs=0.006)
    assert [band.stated for band in outcome.bands] == pytest.approx(
        (0.65, 0.75, 0.85, 0.98), abs=0.01
    )
    assert [band.right for band in outcome.bands] == pytest.approx(
        (0.66, 0.76, 0.84, 0.97), abs=0.02
    )


@pytest.mark.slow
def test_the_document_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == document()
