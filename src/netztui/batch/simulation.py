"""Simulated people, to learn what a questionnaire's results say before anybody is asked.

They answer over the whole space of answers, more widely than real people would, so that a text
that none of them gets will never be shown. A text is named by its place in the file:
`placements.hunter.title`, `advice.time-box.question`, `networks.advice.1.question`.
"""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

from netztui.assessment.assessment import Question, all_questions
from netztui.assessment.conditions import Value
from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.i18n.message import N_
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, TextItem
from netztui.scoring.advice import MOST, AdviceItem, matching_advice, network_questions
from netztui.scoring.axis import BOTH, NEITHER
from netztui.scoring.bands import FREQUENT, RARE, extremes, is_little
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score_row

NOISE = 25.0
"""Standard deviation, in points, of answers around the level of their facet."""
ALL_ALIKE = 0.2
"""Share of people who have the same level in all facets."""
SKIPPED = 0.1
"""Share of the questions without a facet that are skipped."""
WITHOUT_ADVICE = 0.03
"""The share of people without advice or question from which it is reported."""
SEED = 1

Person: TypeAlias = tuple[Sequence[int], Mapping[str, Value]]
"""The raw answers in the order of `ScoringKey.counted`, and all answers by question key."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The texts that simulated respondents got."""

    questionnaire: Questionnaire
    people: int
    scored: int
    """How many have a position on the axis."""
    shown: Mapping[str, int]
    """How often each text was shown, by its name, in file order."""
    without_advice: int
    """How many of those scored got neither advice nor a question."""
    contradictions: Mapping[tuple[str, str], int]
    """How often a text was shown against another text or the points of an area, by both names."""

    @property
    def unreached(self) -> tuple[str, ...]:
        """The names of the texts that nobody was shown."""
        return tuple(name for name, count in self.shown.items() if not count)


def simulate(questionnaire: Questionnaire, n: int, seed: int = SEED) -> Simulation:
    """Simulate `n` respondents to a questionnaire with an axis, and count the texts they get."""
    key = scoring_key(questionnaire)
    shown = Counter(dict.fromkeys(texts(questionnaire), 0))
    contradictions: Counter[tuple[str, str]] = Counter()
    scored = without_advice = 0
    for raws, values in draw(key, n, random.Random(seed)):  # noqa: S311  # no secret
        result = score_row(key, raws, values)
        advice = matching_advice(result)
        told = list(_placement_texts(result))
        shown.update([*told, *map(_name, advice), *_network_texts(result)])
        contradictions.update(found_contradictions(result, told, advice))
        if result.axis is not None:
            scored += 1
            without_advice += not advice
    return Simulation(questionnaire, n, scored, shown, without_advice, contradictions)


def draw(key: ScoringKey, n: int, randomness: random.Random) -> Iterator[Person]:
    """`n` people over the whole space of answers.

    Each facet has a level, uniform in 0..100 points, and each of its ratings the option nearest to
    it after noise. Everything else is uniform, and sometimes skipped; no condition is respected,
    but only options that were chosen are asked about.
    """
    questionnaire = key.questionnaire
    others = [one for name, one in all_questions(questionnaire).items() if name not in key.counted]
    ratings = []
    for item in key.counted.values():
        points, options = zip(*sorted((at, raw) for raw, at in item.points.items()), strict=True)
        ratings.append((item.facet, [(a + b) / 2 for a, b in pairwise(points)], options))
    for _ in range(n):
        common = randomness.uniform(0, 100) if randomness.random() < ALL_ALIKE else None
        level = {
            facet: randomness.uniform(0, 100) if common is None else common
            for facet in questionnaire.facets
        }
        raws = [
            options[bisect(borders, level[facet] + randomness.gauss(0, NOISE))]
            for facet, borders, options in ratings
        ]
        values: dict[str, Value] = dict(zip(key.counted, raws, strict=True))
        for question in others:
            chosen = values.get(question.section.for_each or "")
            about = question.option is None or (
                isinstance(chosen, tuple) and question.option.value in chosen
            )
            if about and (value := _any_value(question, randomness)) is not None:
                values[question.key] = value
        yield raws, values


def texts(questionnaire: Questionnaire) -> Mapping[str, DataPath]:
    """Where in the file each text of a result is, by its name."""
    networks = questionnaire.networks.advice if questionnaire.networks is not None else ()
    written = [
        *(("placements", n, one.when, one) for n, one in enumerate(questionnaire.placements)),
        *(("advice", n, one.id, one) for n, one in enumerate(questionnaire.advice)),
    ]
    found: dict[str, DataPath] = {
        f"{table}.{name}.{part}": (table, place, part)
        for table, place, name, one in written
        for part in ("title", "sure", "little", "text", "question")
        if getattr(one, part, None) is not None and (table, part) != ("placements", "text")
    }
    for n in range(len(networks)):
        found[f"networks.advice.{n + 1}.question"] = ("networks", "advice", n, "question")
    return found


def found_contradictions(
    result: Result, told: Iterable[str], advice: Sequence[AdviceItem]
) -> set[tuple[str, str]]:
    """Pairs of names that contradict each other: a text and another text, or an area's points.

    `told` are the names of the placement's texts shown. This goes by the points and by what the
    file says of each text, not by how texts are chosen.
    """
    opposite = {"high": "low", "low": "high"}
    axis = result.axis
    says = [  # text, area, side
        (name, pole, side)
        for name in told
        for end, side in ((f"{BOTH}.title", "high"), (f"{NEITHER}.title", "low"), ("little", "low"))
        for pole in ((axis.low, axis.high) if axis is not None and name.endswith(f".{end}") else ())
    ]
    found = {(name, pole) for name, pole, side in says if _side(result, pole) == opposite[side]}
    for item in advice:
        name, about = _name(item), item.advice
        says += [(name, area, side) for area, side in about.when.items()]
        found |= {(name, area) for area, side in about.when.items() if _side(result, area) != side}
        if about.placements is not None and result.placement not in about.placements:
            found.add((name, f"placements.{result.placement}.title"))
    for named in extremes(result):
        says += [(f"facets.{area}", area, _side(result, area)) for area in named]
    found |= {
        (one[0], other[0])
        for one, other in combinations(says, 2)
        if one[1] == other[1] and opposite.get(one[2]) == other[2]
    }
    found |= {
        (_name(other), _name(one))
        for one, other in combinations(advice, 2)
        if one.advice.topic == other.advice.topic is not None
    }
    return found | {(_name(one), _name(advice[0])) for one in advice[MOST:]}


def findings(simulation: Simulation) -> Iterator[Violation]:
    """Warnings: contradictions, texts that nobody is shown, people without advice."""
    places, people = texts(simulation.questionnaire), simulation.people
    for (name, other), n in simulation.contradictions.items():
        told = N_("For {n} of {people} simulated people, this contradicts “{other}”.")
        hint = N_("Narrow one of the two down: with when, placements or answers.")
        path = places.get(name, ("advice",))
        yield violation(path, told, hint, severity="warning", n=n, people=people, other=other)
    for name in simulation.unreached:
        told = N_("None of the {people} simulated people is shown this text.")
        hint = N_("Ask for less, put it before what is shown instead, or simulate more people.")
        yield violation(places[name], told, hint, severity="warning", people=people)
    if (n := simulation.without_advice) > WITHOUT_ADVICE * simulation.scored:
        told = N_("{n} of {people} simulated people get neither advice nor a question.")
        hint = N_("Add a question for their placements, such as undecided.")
        yield violation(("advice",), told, hint, severity="warning", n=n, people=people)


def _any_value(question: Question, randomness: random.Random) -> Value | None:
    item = question.item
    if randomness.random() < SKIPPED:
        return None
    match item:
        case ChoicesItem():
            offered = [str(option.value) for option in item.options]
            chosen = tuple(value for value in offered if randomness.random() < 0.5)
            return chosen or ((randomness.choice(offered),) if item.ends_if_empty else ())
        case NumberItem():
            return randomness.randint(item.minimum, item.maximum)
        case TextItem():
            return "…"
    return randomness.choice(question.options).value


def _placement_texts(result: Result) -> Iterator[str]:
    for text in result.questionnaire.placements:
        if text.when == result.placement:
            sure = result.sure and text.sure is not None
            yield f"placements.{text.when}.{'sure' if sure else 'title'}"
            if text.little is not None and is_little(result):
                yield f"placements.{text.when}.little"


def _network_texts(result: Result) -> Iterator[str]:
    asked = network_questions(result).values()
    networks = result.questionnaire.networks
    for place, advice in enumerate(networks.advice if networks is not None else ()):
        if any(question is advice.question for question in asked):
            yield f"networks.advice.{place + 1}.question"


def _name(item: AdviceItem) -> str:
    return f"advice.{item.advice.id}.{'text' if item.text is item.advice.text else 'question'}"


def _side(result: Result, area: str) -> str:
    scored = result.scales[area].estimate if area in result.scales else result.facets[area]
    if scored is None or scored.value is None:
        return ""
    points = round(scored.value, 9)
    return "low" if points <= RARE else "high" if points >= FREQUENT else ""
