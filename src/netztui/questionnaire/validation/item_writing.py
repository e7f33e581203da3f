"""The seven rules for writing the items of an axis, as far as a program can check them.

They hold for questionnaires with an axis, whose position is a difference of two scales, and there
for ratings with a facet; breaking one is a warning. “Poles” are the two scales of the axis.

1. The share of reversed items is the same in every facet of the poles: equal shares cancel
   yes-saying exactly in the position. (That a facet has some is asked of every questionnaire.)
2. Someone who only looks on scores 0 on both poles. Scoring makes the lowest answer 0 points on a
   plain item, so what is checked is that the lowest answer means never.
3. Reversed items are behavioural opposites and not negations, and none describes the other pole.
   Checked are the negating words; what an item describes is for people to judge.
4. Each facet has one declared opposite pair.
5. An item has at most 14 words and one verb, joins nothing by and/or, and is about behaviour, not
   about quality or worth. Checked are the length and the joining and judging words.
6. Facets are interleaved, partners of a pair stand at least six items apart, and the order is
   fixed.
7. No item, stem or intro praises or blames. Checked are the judging words.

The word lists are for German and English; texts in other languages are checked for length alone.
They hold whole words and are short on purpose: a warning that is often wrong is soon ignored.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from netztui.diagnostics.problems import DataPath, Violation
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire, RatingItem, ResponseScale, Section, Text

WORD_LIMIT = 14
DISTANCE = 6


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER: Mapping[str, frozenset[str]] = {
    "de": frozenset(
        {"nie", "niemals", "gar nicht", "überhaupt nicht", "kein mal", "an keinem tag"}
    ),
    "en": frozenset({"never", "not at all", "not once", "on no day"}),
}
"""Rule 2: what the lowest answer may be called."""

NEGATING: Mapping[str, frozenset[str]] = {
    "de": _list(
        """
        nicht nichts nie niemals niemand niemanden niemandem nirgends nirgendwo weder
        kein keine keinen keinem keiner keines keinerlei
        """
    ),
    "en": _list(
        """
        not no never none nothing nobody nowhere neither nor cannot don't didn't doesn't won't
        wasn't weren't haven't hadn't couldn't wouldn't
        """
    ),
}
"""Rule 3: words that make a reversed item a negation."""

JOINING: Mapping[str, frozenset[str]] = {
    "de": _list("und oder sowie bzw beziehungsweise"),
    "en": _list("and or"),
}
"""Rule 5: words that ask two things at once."""

JUDGING: Mapping[str, frozenset[str]] = {
    "de": _list(
        """
        gut gute guten guter gutes besser beste besten schlecht schlechte schlechten schlechter
        klug kluge klugen dumm dumme dummen faul fleißig vorbildlich vorbildliche
        erfolgreich erfolgreiche erfolgreichen erfolglos leider süchtig
        professionell professionelle unprofessionell diszipliniert undiszipliniert
        """
    ),
    "en": _list(
        """
        good better best bad badly worse worst clever smart stupid lazy diligent exemplary
        successful successfully unsuccessful unfortunately addicted
        professional professionally unprofessional disciplined undisciplined
        """
    ),
}
"""Rules 5 and 7: words of praise and blame."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A rating with a facet, where it stands in the file and the place of its section."""

    path: DataPath
    item: RatingItem
    facet: str
    scale: ResponseScale
    scale_path: DataPath
    section: int


def item_writing_violations(questionnaire: Questionnaire, *, sound: bool) -> Iterator[Violation]:
    """A warning for each breach of a rule, without order; none without an axis.

    Of a questionnaire that is not `sound` only the rules for single texts (2, 3, 5 and 7) are
    checked, and what refers to nothing is passed over.
    """
    axis = questionnaire.axis
    if axis is None:
        return
    scales = [questionnaire.scales.get(pole) for pole in (axis.low, axis.high)]
    poles = {facet for scale in scales if scale is not None for facet in scale.facets}
    items = list(_placed(questionnaire))
    if sound:
        yield from _equal_shares(items, poles)
        yield from _one_pair_each(items)
        yield from _interleaved(questionnaire, items)
    yield from _lowest_is_never(items, poles)
    yield from _no_negations(items)
    yield from _short_and_single(items)
    yield from _without_judgement(questionnaire, items)


def _placed(questionnaire: Questionnaire) -> Iterator[_Placed]:
    for number, section in enumerate(questionnaire.sections):
        for place, item in enumerate(section.items):
            if isinstance(item, RatingItem) and item.facet is not None:
                name = item.response_scale or section.response_scale or ""
                scale = questionnaire.response_scales.get(name)
                if scale is None:
                    continue
                yield _Placed(
                    ("sections", number, "items", place),
                    item,
                    item.facet,
                    scale,
                    ("response_scales", name),
                    number,
                )


def _equal_shares(items: list[_Placed], poles: set[str]) -> Iterator[Violation]:
    keyed: dict[str, list[bool]] = {}
    for placed in items:
        if placed.facet in poles:
            keyed.setdefault(placed.facet, []).append(placed.item.reverse)
    shares = {facet: Fraction(sum(ways), len(ways)) for facet, ways in keyed.items()}
    counts = list(shares.values())
    usual = max(counts, key=counts.count, default=Fraction(0))
    for facet, share in shares.items():
        # Facets keyed one way are a warning of their own, of which this would be the echo.
        if share != usual and 0 < share < 1:
            yield _warning(
                ("facets", facet),
                LazyText(
                    N_("{share} of the items of “{name}” are reversed, elsewhere {usual}."),
                    share=_percent(share),
                    name=facet,
                    usual=_percent(usual),
                ),
                LazyText(N_("Equal shares keep yes-saying out of the position.")),
            )


def _percent(share: Fraction) -> str:
    return f"{round(100 * share)} %"


def _lowest_is_never(items: list[_Placed], poles: set[str]) -> Iterator[Violation]:
    scales = {placed.scale_path: placed.scale for placed in items if placed.facet in poles}
    for path, scale in scales.items():
        for language, label in scale.options[0].label.root.items():
            known = NEVER.get(_base(language))
            if known is not None and label.strip().casefold() not in known:
                yield _warning(
                    (*path, "options", 0, "label", language),
                    LazyText(N_("The lowest answer, “{label}”, does not say never."), label=label),
                    LazyText(N_("Someone who only looks on should score 0 on both poles.")),
                )


def _no_negations(items: list[_Placed]) -> Iterator[Violation]:
    for placed in items:
        if placed.item.reverse:
            for path, word in _found(placed.item.text, (*placed.path, "text"), NEGATING):
                yield _warning(
                    path,
                    LazyText(N_("A reversed item should not negate: “{word}”."), word=word),
                    LazyText(N_("Name what people do instead.")),
                )


def _one_pair_each(items: list[_Placed]) -> Iterator[Violation]:
    pairs: dict[str, set[frozenset[str]]] = {placed.facet: set() for placed in items}
    for placed in items:
        if placed.item.opposite is not None:
            pairs[placed.facet].add(frozenset({placed.item.id, placed.item.opposite}))
    reversed_ = {placed.facet for placed in items if placed.item.reverse}
    both_ways = reversed_ & {placed.facet for placed in items if not placed.item.reverse}
    for facet, found in pairs.items():
        # Items keyed one way cannot be opposites; that they are is a warning of its own.
        if not found and facet in both_ways:
            yield _warning(
                ("facets", facet),
                LazyText(N_("The facet “{name}” has no opposite pair."), name=facet),
                LazyText(N_("Name with opposite = … what one reversed item turns round.")),
            )
        elif len(found) > 1:
            yield _warning(
                ("facets", facet),
                LazyText(
                    N_("The facet “{name}” has {count} opposite pairs, not one."),
                    name=facet,
                    count=len(found),
                ),
                LazyText(N_("Leave opposite = … with the pair that says it most plainly.")),
            )


def _short_and_single(items: list[_Placed]) -> Iterator[Violation]:
    for placed in items:
        path = (*placed.path, "text")
        for language, wording in placed.item.text.root.items():
            count = len(_words(wording))
            if count > WORD_LIMIT:
                yield _warning(
                    (*path, language),
                    LazyText(
                        N_("The item has {count} words; {limit} are easily read."),
                        count=count,
                        limit=WORD_LIMIT,
                    ),
                )
        for here, word in _found(placed.item.text, path, JOINING):
            yield _warning(
                here,
                LazyText(N_("The item joins two things by “{word}”."), word=word),
                LazyText(N_("Ask for one thing at a time.")),
            )


def _interleaved(questionnaire: Questionnaire, items: list[_Placed]) -> Iterator[Violation]:
    places = {placed.item.id: place for place, placed in enumerate(items)}
    for place, placed in enumerate(items):
        if place > 0 and items[place - 1].facet == placed.facet:
            yield _warning(
                placed.path,
                LazyText(N_("The item before it has the same facet, “{name}”."), name=placed.facet),
                LazyText(N_("Put items of other facets between them.")),
            )
        partner = placed.item.opposite
        if partner is not None and abs(places[partner] - place) < DISTANCE:
            yield _warning(
                (*placed.path, "opposite"),
                LazyText(
                    N_("“{name}” stands fewer than {distance} items away."),
                    name=partner,
                    distance=DISTANCE,
                ),
            )
    for number in dict.fromkeys(placed.section for placed in items):
        if questionnaire.sections[number].order == "shuffled":
            yield _warning(
                ("sections", number, "order"),
                LazyText(N_("Shuffled, opposites may come side by side.")),
                LazyText(N_("A fixed order keeps results comparable.")),
            )


def _without_judgement(questionnaire: Questionnaire, items: list[_Placed]) -> Iterator[Violation]:
    texts: list[tuple[DataPath, Text]] = [((*one.path, "text"), one.item.text) for one in items]
    for number in dict.fromkeys(placed.section for placed in items):
        section = questionnaire.sections[number]
        texts.extend(_introductions(("sections", number), section))
    for path, text in texts:
        for here, word in _found(text, path, JUDGING):
            yield _warning(
                here,
                LazyText(N_("“{word}” sounds like praise or blame."), word=word),
                LazyText(N_("Say what happens, without its worth.")),
            )


def _introductions(path: DataPath, section: Section) -> Iterator[tuple[DataPath, Text]]:
    if section.intro is not None:
        yield (*path, "intro"), section.intro
    if section.stem is not None:
        yield (*path, "stem"), section.stem


def _found(
    text: Text, path: DataPath, lists: Mapping[str, frozenset[str]]
) -> Iterator[tuple[DataPath, str]]:
    """The first word of each wording that the list of its language has."""
    for language, wording in text.root.items():
        listed = lists.get(_base(language), frozenset())
        word = next((word for word in _words(wording) if word in listed), None)
        if word is not None:
            yield (*path, language), word


def _words(wording: str) -> list[str]:
    return re.findall(r"\w+(?:['-]\w+)*", wording.replace("’", "'").casefold())


def _base(language: str) -> str:
    """The language without its region: de for de-AT."""
    return language.partition("-")[0]


def _warning(path: DataPath, message: LazyText, hint: LazyText | None = None) -> Violation:
    return Violation(path, message, hint, "key" if path[0] == "facets" else "value", "warning")
