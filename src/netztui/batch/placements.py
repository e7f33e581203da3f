"""An example of each placement, for authors who want to read what it says without answering."""

import random
from collections.abc import Mapping

from netztui.assessment.assessment import Answer, Assessment
from netztui.batch.simulation import SEED, draw
from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.axis import BALANCED, BOTH, MIXED, NEITHER, placements
from netztui.scoring.bands import band
from netztui.scoring.points import scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score_row

PEOPLE = 400
"""How many people are simulated: about half a second for the included questionnaires."""

BANDS = {BOTH: "frequent", MIXED: "middling", NEITHER: "rare"}
"""The band of the intensity of each placement in the middle."""


def examples(questionnaire: Questionnaire) -> Mapping[str, Assessment]:
    """For each placement the answers of a simulated person, in the order of `placements`.

    It is the person with that placement who gets the most advice, or if there is none the nearest.
    """
    words = placements(questionnaire.axis)
    key = scoring_key(questionnaire)
    best: dict[str, tuple[float, Mapping[str, Answer]]] = {}
    for raws, values in draw(key, PEOPLE if words else 0, random.Random(SEED)):  # noqa: S311
        result = score_row(key, raws, values)
        for word in words:
            fits = _fit(result, word)
            if fits > best.get(word, (-1.0, None))[0]:
                best[word] = fits, {name: Answer(value) for name, value in values.items()}
    return {word: Assessment(questionnaire, best[word][1]) for word in words}


def placed(result: Result, word: str) -> Result:
    """The result with that placement, whatever its position."""
    return result if result.placement == word else result._replace(placement=word, sure=False)


def _fit(result: Result, word: str) -> float:
    """How well a result shows a placement: above 1 if it has it, otherwise its probability."""
    if result.placement == word:
        advice = matching_advice(result)
        return 2.0 + len(advice) + sum(one.outright for one in advice)
    if result.axis is None or BANDS.get(word) not in {None, band(result.axis.intensity.value)}:
        return 0.0
    end = BALANCED if word in BANDS else word.removeprefix(LEANING)
    return result.axis.probabilities.get(end, 0.0)
