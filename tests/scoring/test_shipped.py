"""The included questionnaires: they place people by what they did, every placement can be reached
and has texts in both languages, and they make no claim that they cannot support."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import netztui
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.bands import is_little
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score_row
from scoring.diaries import DAYS, DIARIES, answers
from scoring.diaries import answer as option_of

FORMS = ("hunter-gatherer", "hunter-gatherer-short")
# Answers to the items of a facet, as if none were reversed; the short form asks the first two.
HIGH, LOW, MIDDLE = (5, 5, 5, 5), (1, 1, 1, 1), (2, 4, 3, 3)
POLES = {
    "targeted-contacts", "expertise", "presence", "offering",
    "source", "many-contacts", "variety", "keeping",
}  # fmt: skip
PLACES = {
    "hunter": ((5, 4, 5, 4), (1, 2, 1, 2)),
    "gatherer": ((1, 2, 1, 2), (5, 4, 5, 4)),
    "leaning-hunter": ((4, 3, 4, 2), (3, 2, 3, 2)),
    "leaning-gatherer": ((3, 2, 3, 2), (4, 3, 4, 2)),
    "both": ((4, 5, 4, 5), (4, 5, 4, 5)),
    "neither": ((1, 2, 1, 2), (1, 2, 1, 2)),
    "mixed": (MIDDLE, MIDDLE),
    "undecided": ((1, 5, 5, 2), (5, 1, 1, 4)),
}
"""The answers to each facet of the high pole, and to each of the low one."""


@cache
def key(form: str = FORMS[0]) -> ScoringKey:
    return scoring_key(read_file(shipped_folder() / f"{form}.toml"))


def shipped() -> Questionnaire:
    return key().questionnaire


def answered(high: Sequence[int], low: Sequence[int], beside: Sequence[int] = MIDDLE) -> Result:
    """The result of these answers to every facet of the high pole, the low one, and the others."""
    scales, axis = shipped().scales, shipped().axis
    facets = {facet: list(beside) for facet in shipped().facets}
    facets |= {facet: list(high) for facet in scales[axis.high].facets}
    facets |= {facet: list(low) for facet in scales[axis.low].facets}
    raws = []
    for item, keying in key().counted.items():
        answer = facets[keying.facet].pop(0)
        raws.append(6 - answer if shipped().ratings[item][0].reverse else answer)
    return score_row(key(), raws)


@pytest.mark.parametrize("place", PLACES)
def test_every_placement_is_reached_and_has_texts_in_both_languages(place):
    assert answered(*PLACES[place]).placement == place
    for form in FORMS:
        (said,) = [one for one in key(form).questionnaire.placements if one.when == place]
        for language in ("de", "en"):
            assert said.title.in_language(language)
            assert said.text.in_language(language).endswith(".")


@pytest.mark.parametrize("form", FORMS)
def test_no_two_placements_have_the_same_text(form):
    for language in ("de", "en"):
        said = {one.text.in_language(language) for one in key(form).questionnaire.placements}
        assert len(said) == len(key(form).questionnaire.placements) == len(PLACES)


def test_a_pure_lurker_scores_0_on_both_poles():
    result = answered(LOW, LOW)
    assert [result.scales[pole].estimate.value for pole in ("hunter", "gatherer")] == [0, 0]
    assert (result.axis.position.value, result.axis.intensity.value) == (0, 0)
    assert result.placement == "neither"


@pytest.mark.parametrize("form", FORMS)
def test_acquiescence_leads_to_the_middle_of_the_axis(form):
    for answer in (1, 2, 4, 5):
        result = score_row(key(form), [answer] * len(key(form).counted))
        assert (result.axis.position.value, result.placement) == (0, "undecided")


@pytest.mark.parametrize("beside", [None, 2, 3])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("model hunter", {("hunter", True)}),
        ("model gatherer", {("gatherer", True)}),
        ("onlooker", {("neither", False), ("gatherer", False), ("leaning-gatherer", False)}),
    ],
)
def test_diaries_are_placed_by_the_literal_meaning_of_the_counts(name, words, beside):
    acts = answers(DIARIES[name])
    assert acts.keys() == {
        item for item, (rating, _scale) in shipped().ratings.items() if rating.facet in POLES
    }
    result = score_row(key(), [acts.get(item, beside) for item in key().counted])
    assert (result.placement, result.sure) in words
    assert name != "onlooker" or result.placement == "neither" or is_little(result)
    if name != "onlooker":
        # Whose own pole is frequent is not told that there is little of either.
        assert not is_little(result)


def test_a_count_is_the_option_whose_words_contain_it():
    bounds = {
        "days": (range(1), range(1, 4), range(4, 10), range(10, 20), range(20, DAYS + 1)),
        "times": (range(1), range(1, 2), range(2, 4), range(4, 8), range(8, 50)),
    }
    for unit, ranges in bounds.items():
        options = shipped().response_scales[unit].options
        for option, counts in zip(options, ranges, strict=True):
            assert {option_of((unit, count)) for count in counts} == {option.value}
            said = [int(found) for found in re.findall(r"\d+", option.label.in_language("de"))]
            assert not said or said[0] == counts.start
    for item, (unit, _count) in DIARIES["onlooker"].items():
        assert shipped().ratings[item][1] is shipped().response_scales[unit]
    for count in (("days", 29), ("times", -1)):
        with pytest.raises(ValueError, match="28 days"):
            option_of(count)


def test_the_notice_says_that_the_items_are_not_piloted_and_have_no_norms():
    assert "noch nicht erprobt" in shipped().notice.in_language("de")
    assert "keine Vergleichswerte" in shipped().notice.in_language("de")
    assert "not been piloted" in shipped().notice.in_language("en")
    assert "no norms" in shipped().notice.in_language("en")


CLAIMS = {
    "norms": r"norm(s|al\w*|en|wert\w*)?|percentiles?|prozentr\w+|vergleichswerte?",
    "above average": r"(above|below)?-?average|(über|unter)?durchschnitt\w*",
    "diagnosis and aptitude": (
        r"diagnos\w+|aptitude|talent\w*|suited|gifted|eignung|geeignet\w*|begabt\w*|begabung"
    ),
    "success": r"success\w*|\w*erfolg\w*|profit\w*|gewinn\w*|umsatz|revenue|earn\w*",
    "validity": r"validat\w+|valid|validiert\w*|valide|scientific\w*|wissenschaftlich\w*|proven",
    "types": r"types?|typ|typen|typus|personality|persönlichkeit\w*",
    "reliability": r"reliab\w+|reliabilität|zuverlässig\w*",
    "cause": r"because|caused?|causes|led|weil|wegen|dank|dadurch|verursach\w*|bewirk\w*",
    "a better pole": (
        r"better|best|worse|worst|superior|improv\w+|deteriorat\w+|progress|"
        r"besser\w*|beste[nrsm]?|am besten|schlecht\w*|verbesser\w*|verschlechter\w*|fortschritt\w*"
    ),
    "hiring": r"hire|hiring|recruit\w*|applicants?|bewerb\w+|einstellungstest\w*|personalauswahl",
}
"""Words for what is never claimed."""

NO_CLAIMS = {
    "there are no norms:",
    "und es gibt keine Vergleichswerte:",
    "and is not a norm.",
    "und ist keine Norm.",
    "Aufträge gewinnen",
    "wer von Ihrem Wissen profitiert,",
    "auf anderen Wegen.",
    "Has any of it led to a conversation about a job?",
    "No probabilities are given, because so many answers are the same.",
    "Wahrscheinlichkeiten stehen hier nicht, weil so viele Antworten gleich sind.",
    "often is not better, and rarely is not worse.",
    "Oft ist nicht besser, selten ist nicht schlechter.",
    "that they can also hire you?",
    "Reliable change index {index} (from ±1.96 on reliable), after {source}.",
    "Reliable-Change-Index",
}
"""Contexts in which such a word makes no claim."""


def texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)
    elif isinstance(part, str):
        yield part


@cache
def spoken() -> list[str]:
    """Every text of the questionnaire, and every sentence of the program about one person's result."""
    said = list(texts(replace(shipped(), axis=None).written()))
    program = Path(netztui.__file__).parent
    about_results = {
        message
        for file, _line, message, _comments, _context in extract_from_dir(
            program, [("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)}
        )
        if file.startswith(("tui/", "scoring/", "text/")) and "group" not in file
    }
    for path in sorted(program.glob("i18n/locale/*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                for sentence in (entry.id, entry.string) if entry.id in about_results else ():
                    said += [sentence] if isinstance(sentence, str) else sentence
    assert len(about_results) > 100
    return said


def claims(claim: str, sentences: Iterable[str]) -> list[tuple[str, str]]:
    """The words for `claim` in `sentences`, but for what claims nothing."""
    words = re.compile(rf"\b({CLAIMS[claim]})\b", re.IGNORECASE)
    innocent = re.compile("|".join(map(re.escape, NO_CLAIMS)) + r"|\{\w+\}")
    return [
        (word.group(), sentence)
        for sentence in sentences
        for word in words.finditer(innocent.sub("", sentence))
    ]


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_text_makes_a_claim_that_the_questionnaire_cannot_support(claim):
    assert claims(claim, spoken()) == []


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("norms", "Sie liegen über der Norm."),
        ("above average", "Sie jagen überdurchschnittlich viel."),
        ("above average", "You gather more than the average translator."),
        ("diagnosis and aptitude", "Sie sind für Netzwerke geeignet."),
        ("success", "So haben Sie mehr Erfolg."),
        ("validity", "This questionnaire is validated."),
        ("types", "Sie sind ein Jägertyp, kein anderer Typ."),
        ("reliability", "The result is reliable."),
        ("cause", "Ihr Wert ist gestiegen, weil Sie mehr schreiben."),
        ("a better pole", "You improved."),
        ("a better pole", "Jagen wäre besser."),
        ("hiring", "Für Bewerbungen."),
    ],
)
def test_a_claim_would_be_found(claim, sentence):
    assert claims(claim, [sentence])
