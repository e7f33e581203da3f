"""The questionnaire of the reference respondents, and their answers as assessments and rows.

Four facets of four items for each pole, options 1 to 5, the fourth item of each facet reversed
and the opposite of its first; hunter items first, so that the shown order is that of the figures. person_reference.json was
computed by a program of its own in base R, from the formulas alone; null is a skipped item.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from netztui.assessment.assessment import Answer, Assessment
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import validator
from netztui.scoring.points import ScoringKey, scoring_key

POLES = {"hunter": "h", "gatherer": "g"}
Raws = Sequence[Sequence[int | None]]
"""One pole's raw answers, facet by facet."""


def reference() -> dict[str, Any]:
    """The reference figures: settings, persons, change."""
    return json.loads(Path(__file__).with_name("person_reference.json").read_text("utf-8"))


def content(facets: int = 4, items: int = 4, options: int = 5) -> dict[str, Any]:
    """The form as plain data, for the variants that a test needs."""
    label = {"en": "label"}
    names = {pole: [f"{letter}{n + 1}" for n in range(facets)] for pole, letter in POLES.items()}
    return {
        "format": 1,
        "id": "reference-form",
        "version": "1",
        "languages": ["en"],
        "title": label,
        "response_scales": {
            "frequency": {
                "options": [
                    {"value": value + 1, "label": {"en": f"option {value + 1}"}}
                    for value in range(options)
                ]
            }
        },
        "facets": {facet: {"label": label} for pole in POLES for facet in names[pole]},
        "scales": {pole: {"label": label, "facets": names[pole]} for pole in POLES},
        "axis": {"low": "gatherer", "high": "hunter"},
        "sections": [
            {
                "id": "ratings",
                "title": label,
                "response_scale": "frequency",
                "items": [
                    {
                        "id": f"{facet}-{n + 1}",
                        "text": {"en": f"{facet} item {n + 1}"},
                        "facet": facet,
                        **({"reverse": True, "opposite": f"{facet}-1"} if n == items - 1 else {}),
                    }
                    for pole in POLES
                    for facet in names[pole]
                    for n in range(items)
                ],
            }
        ],
    }


def build(data: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that plain `data` describes."""
    return validator().validate_python(data)


@cache
def form() -> Questionnaire:
    """The reference respondents' questionnaire."""
    return build(content())


@cache
def form_key() -> ScoringKey:
    """Its scoring key."""
    return scoring_key(form())


def row(hunter: Raws, gatherer: Raws) -> list[int | None]:
    """The raw answers in file order."""
    return [raw for facet in (*hunter, *gatherer) for raw in facet]


def answered(raws: Iterable[int | None], questionnaire: Questionnaire | None = None) -> Assessment:
    """`raws` given to the ratings in file order; None is “no answer”."""
    questionnaire = questionnaire or form()
    answers = {item: Answer(raw) for item, raw in zip(questionnaire.ratings, raws, strict=True)}
    return Assessment(questionnaire, answers)


def person(name: str) -> Assessment:
    """A reference respondent by name."""
    figures = reference()["persons"][name]
    return answered(row(figures["H_raw"], figures["G_raw"]))
