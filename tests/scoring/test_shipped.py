"""The included questionnaire: every placement and every piece of advice can be reached, has texts in
both languages, and makes no claim that the questionnaire cannot support."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import netztui
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.advice import matching_advice
from netztui.scoring.points import ScoringKey, scoring_key
from netztui.scoring.result import Result
from netztui.scoring.score import score_row

HUNTER = ("purposeful-contacts", "expertise", "presence", "offering")
GATHERER = ("source", "breadth", "diversity", "keeping")
FACETS = {"hunter": HUNTER, "gatherer": GATHERER}

# Answers to the four items of a facet, as if none were reversed.
HIGH, LOW = (5, 5, 5, 5), (1, 1, 1, 1)
MIDDLE, A_LITTLE_MORE, A_LITTLE_LESS = (2, 4, 3, 3), (2, 4, 3, 4), (2, 4, 3, 2)

PATTERNS = [
    {"gatherer": "high", "overload": "low", "filtering": "high", "letting-go": "high"},
    {"gatherer": "high", "overload": "high", "filtering": "low"},
    {"gatherer": "high", "overload": "high", "letting-go": "low"},
    {"overload": "high", "gatherer": "low"},
    {"purposeful-contacts": "high", "expertise": "low"},
    {"expertise": "high", "presence": "low"},
    {"offering": "high", "expertise": "low"},
    {"expertise": "high", "purposeful-contacts": "low"},
    {"presence": "high", "purposeful-contacts": "low"},
    {"hunter": "high", "gatherer": "high"},
    {"hunter": "low", "gatherer": "low"},
]
PLACES = {
    "hunter": dict.fromkeys(HUNTER, HIGH),
    "gatherer": dict.fromkeys(GATHERER, HIGH),
    "both": dict.fromkeys((*HUNTER, *GATHERER), (4, 5, 4, 5)),
    "neither": dict.fromkeys((*HUNTER, *GATHERER), (1, 2, 1, 2)),
    "mixed": {},
    "undecided": dict.fromkeys(HUNTER, (2, 4, 4, 4)),
}


@cache
def key() -> ScoringKey:
    return scoring_key(read_file(shipped_folder() / "hunter-gatherer.toml"))


def shipped() -> Questionnaire:
    return key().questionnaire


def answered(facets: Mapping[str, Sequence[int]]) -> Result:
    """The result of these answers, MIDDLE in every facet that is not named."""
    left = {facet: list(facets.get(facet, MIDDLE)) for facet in shipped().facets}
    raws = []
    for item, keying in key().counted.items():
        answer = left[keying.facet].pop(0)
        raws.append(6 - answer if shipped().ratings[item][0].reverse else answer)
    return score_row(key(), raws)


def test_advice_is_tied_to_the_patterns_of_the_table():
    assert [dict(advice.when) for advice in shipped().advice] == PATTERNS


@pytest.mark.parametrize("pattern", PATTERNS, ids="-".join)
def test_a_clear_pattern_gives_advice_in_both_languages(pattern):
    facets = {}
    for name, side in pattern.items():
        level = HIGH if side == "high" else LOW
        facets.update(dict.fromkeys(FACETS.get(name, (name,)), level))
    (one,) = matching_advice(answered(facets))
    assert (dict(one.advice.when), one.definite) == (pattern, True)
    assert one.text is one.advice.text
    for language in ("de", "en"):
        assert len(one.text.in_language(language)) > 40


@pytest.mark.parametrize("pattern", PATTERNS, ids="-".join)
def test_a_likely_pattern_gives_a_question_in_both_languages(pattern):
    facets = {
        FACETS.get(name, (name,))[0]: A_LITTLE_MORE if side == "high" else A_LITTLE_LESS
        for name, side in pattern.items()
    }
    (one,) = matching_advice(answered(facets))
    assert (dict(one.advice.when), one.definite) == (pattern, False)
    for language in ("de", "en"):
        assert one.text.in_language(language).endswith("?")


def test_answers_in_the_middle_give_no_advice():
    assert matching_advice(answered({})) == ()


@pytest.mark.parametrize("place", PLACES)
def test_every_placement_is_reached_and_has_texts_in_both_languages(place):
    result = answered(PLACES[place])
    assert result.placement == place
    (said,) = [one for one in shipped().placements if one.when == place]
    for language in ("de", "en"):
        assert said.title.in_language(language)
        assert "?" in said.text.in_language(language)


def test_no_two_placements_have_the_same_text():
    for language in ("de", "en"):
        said = {one.text.in_language(language) for one in shipped().placements}
        assert len(said) == len(shipped().placements) == len(PLACES)


def test_a_pure_lurker_scores_0_on_both_poles():
    result = answered(dict.fromkeys((*HUNTER, *GATHERER), LOW))
    assert [result.scales[pole].estimate.value for pole in ("hunter", "gatherer")] == [0, 0]
    assert (result.axis.position.value, result.axis.intensity.value) == (0, 0)


def test_acquiescence_leads_to_the_middle_of_the_axis():
    for answer in (1, 2, 4, 5):
        assert score_row(key(), [answer] * 44).axis.position.value == 0


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
    "The items have not been piloted and there are no norms:",
    "und es gibt keine Vergleichswerte:",
    "Which steps led to a conversation,",
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
    """Every text of the questionnaire, and every sentence of the program about a result."""
    said = list(texts(shipped().model_dump(mode="json", exclude={"axis"})))
    program = Path(netztui.__file__).parent
    about_results = {
        message
        for file, _line, message, _comments, _context in extract_from_dir(
            program, [("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)}
        )
        if file.startswith(("tui/", "scoring/", "text/result.py"))
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
