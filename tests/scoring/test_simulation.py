"""Intervals and words are well calibrated in a population with known true positions."""

import pytest

from scoring.simulation import DOCUMENT, PEOPLE, document, simulate


def test_the_interval_covers_a_small_population_about_as_often_as_stated():
    outcome = simulate(25, people=500)
    assert 0.925 <= outcome.covered / 500 <= 0.985


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "within"), [("hunter-gatherer", 0.05), ("hunter-gatherer-short", 0.09)]
)
def test_the_interval_and_the_words_are_well_calibrated(form: str, within: float):
    outcome = simulate(25, form=form)
    assert 0.945 <= outcome.covered / PEOPLE <= 0.97
    for name in ("sure", "pole", "level", "leaning"):
        word = outcome.words[name]
        assert word.right / word.people == pytest.approx(word.stated / word.people, abs=within)
    assert outcome.words["leaning"].right / outcome.words["leaning"].people > 0.98
    assert outcome.words["undecided"].people / PEOPLE <= 0.08


@pytest.mark.slow
def test_the_document_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == document()
