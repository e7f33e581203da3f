"""Warnings about what a questionnaire file may do but should not; they stop nobody.

Some are for every questionnaire. The rules for writing items are for questionnaires with an axis,
whose position is the difference of two scales (the “poles”), and there for ratings with a facet:

1. The share of reversed items is the same in every facet of the poles, because equal shares cancel
   acquiescence exactly in the position.
2. A pure lurker scores 0 on both poles. Scoring gives the lowest answer 0 points on an item that
   is not reversed, so what is checked is that the lowest answer means never.
3. Reversed items describe the opposite behaviour, not a negation and not the other pole. Only
   negating words are checked.
4. Each facet has one declared opposite pair.
5. An item has at most 14 words and one verb, joins nothing by and/or, and is about behaviour, not
   about quality or worth. The length and the joining and judging words are checked.
6. Facets are interleaved, the items of a pair are at least six items apart, and the order is fixed.
7. No item, stem or intro praises or blames. The judging words are checked.

The word lists are for German and English; texts in other languages are checked for length only.
They contain whole words and are short on purpose: a warning that is often wrong is soon ignored.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.i18n.message import N_
from netztui.questionnaire.model import (
    ChoiceItem,
    ChoicesItem,
    Option,
    Questionnaire,
    RatingItem,
    Text,
)
from netztui.questionnaire.validation.index import Index, PlacedItem

DIGIT_KEYS = 9
WORD_LIMIT = 14
PAIR_DISTANCE = 6


def _words(wording: str) -> list[str]:
    return re.findall(r"\w+(?:['-]\w+)*", wording.replace("’", "'").casefold())


NEVER = {
    "de": {"nie", "niemals", "gar nicht", "überhaupt nicht", "kein mal", "an keinem tag"},
    "en": {"never", "not at all", "not once", "on no day"},
}
NEGATING = {
    "de": _words(
        "nicht nichts nie niemals niemand niemanden niemandem nirgends nirgendwo weder "
        "kein keine keinen keinem keiner keines keinerlei"
    ),
    "en": _words(
        "not no never none nothing nobody nowhere neither nor cannot don't didn't doesn't won't "
        "wasn't weren't haven't hadn't couldn't wouldn't"
    ),
}
JOINING = {"de": {"und", "oder", "sowie", "bzw", "beziehungsweise"}, "en": {"and", "or"}}
JUDGING = {
    "de": _words(
        "gut gute guten guter gutes besser beste besten schlecht schlechte schlechten schlechter "
        "klug kluge klugen dumm dumme dummen faul fleißig vorbildlich vorbildliche "
        "erfolgreich erfolgreiche erfolgreichen erfolglos leider süchtig "
        "professionell professionelle unprofessionell diszipliniert undiszipliniert"
    ),
    "en": _words(
        "good better best bad badly worse worst clever smart stupid lazy diligent exemplary "
        "successful successfully unsuccessful unfortunately addicted "
        "professional professionally unprofessional disciplined undisciplined"
    ),
}


class _Scored(NamedTuple):
    """A rating with a facet."""

    placed: PlacedItem
    item: RatingItem
    facet: str


def item_writing_violations(questionnaire: Questionnaire) -> Iterator[Violation]:
    """Every warning about a questionnaire without errors, in no particular order."""
    index = Index(questionnaire)
    items = [
        _Scored(placed, item, item.facet)
        for placed, item in index.ratings()
        if item.facet is not None
    ]
    yield from _option_lists(index)
    yield from _keyed_one_way(items)
    if questionnaire.axis is not None:
        poles = {
            facet
            for pole in (questionnaire.axis.low, questionnaire.axis.high)
            for facet in questionnaire.scales[pole].facets
        }
        of_poles = [one for one in items if one.facet in poles]
        yield from _equal_shares(of_poles)
        yield from _lowest_is_never(index, of_poles)
        yield from _no_negations(items)
        yield from _one_pair_each(items)
        yield from _short_and_single(items)
        yield from _interleaved(items)
        yield from _without_judgement(items)


def _option_lists(index: Index) -> Iterator[Violation]:
    scales = index.questionnaire.response_scales
    for name, scale in scales.items():
        yield from _options(("response_scales", name, "options"), scale.options, index)
    for placed in index.items:
        if isinstance(placed.item, ChoiceItem | ChoicesItem):
            yield from _options((*placed.path, "options"), placed.item.options, index)


def _options(path: DataPath, options: Sequence[Option], index: Index) -> Iterator[Violation]:
    if len(options) > DIGIT_KEYS:
        yield violation(
            path,
            N_("There are {count} options but only {keys} digit keys."),
            count=len(options),
            keys=DIGIT_KEYS,
            at="key",
            severity="warning",
        )
    for language in index.questionnaire.languages:
        seen: set[str] = set()
        for place, option in enumerate(options):
            label = option.label.in_language(language).strip().casefold()
            if label in seen:
                yield _warning(
                    (*path, place, "label", language), N_("Another option has the same label.")
                )
            seen.add(label)


def _by_facet(items: Sequence[_Scored]) -> Mapping[str, list[RatingItem]]:
    facets: dict[str, list[RatingItem]] = {}
    for one in items:
        facets.setdefault(one.facet, []).append(one.item)
    return facets


def _keyed_one_way(items: Sequence[_Scored]) -> Iterator[Violation]:
    for facet, ratings in _by_facet(items).items():
        if len(ratings) > 1 and len({item.reverse for item in ratings}) == 1:
            yield _warning(
                ("facets", facet),
                N_("All items of the facet “{name}” are keyed the same way."),
                N_("Acquiescence shifts it; word at least one item the other way round."),
                name=facet,
            )


def _equal_shares(items: Sequence[_Scored]) -> Iterator[Violation]:
    shares = {
        facet: Fraction(sum(item.reverse for item in ratings), len(ratings))
        for facet, ratings in _by_facet(items).items()
    }
    usual = max(shares.values(), key=list(shares.values()).count, default=Fraction(0))
    for facet, share in shares.items():
        # Facets that are keyed one way have a warning of their own.
        if share != usual and 0 < share < 1:
            yield _warning(
                ("facets", facet),
                N_("{share} of the items of “{name}” are reversed, elsewhere {usual}."),
                N_("With equal shares, acquiescence does not shift the position."),
                share=f"{round(100 * share)}%",
                name=facet,
                usual=f"{round(100 * usual)}%",
            )


def _lowest_is_never(index: Index, items: Sequence[_Scored]) -> Iterator[Violation]:
    for name in dict.fromkeys(one.placed.response_scale or "" for one in items):
        lowest = index.questionnaire.response_scales[name].options[0].label
        for language, label in lowest.root.items():
            known = NEVER.get(_base(language))
            if known is not None and label.strip().casefold() not in known:
                yield _warning(
                    ("response_scales", name, "options", 0, "label", language),
                    N_("The lowest answer, “{label}”, does not mean “never”."),
                    N_("A pure lurker should score 0 on both poles."),
                    label=label,
                )


def _no_negations(items: Sequence[_Scored]) -> Iterator[Violation]:
    for placed, item, _facet in items:
        if item.reverse:
            for path, word in _listed(item.text, (*placed.path, "text"), NEGATING):
                yield _warning(
                    path,
                    N_("A reversed item should not negate: “{word}”."),
                    N_("Say what people do instead."),
                    word=word,
                )


def _one_pair_each(items: Sequence[_Scored]) -> Iterator[Violation]:
    for facet, ratings in _by_facet(items).items():
        pairs = {frozenset({item.id, item.opposite}) for item in ratings if item.opposite}
        # Items that are keyed one way cannot be opposites, and have a warning of their own.
        if not pairs and len({item.reverse for item in ratings}) == 2:
            yield _warning(
                ("facets", facet),
                N_("The facet “{name}” has no opposite pair."),
                N_("Use opposite = … to say which item a reversed item turns round."),
                name=facet,
            )
        elif len(pairs) > 1:
            yield _warning(
                ("facets", facet),
                N_("The facet “{name}” has {count} opposite pairs, not one."),
                N_("Keep opposite = … only in the clearest pair."),
                name=facet,
                count=len(pairs),
            )


def _short_and_single(items: Sequence[_Scored]) -> Iterator[Violation]:
    for placed, item, _facet in items:
        path = (*placed.path, "text")
        for language, wording in item.text.root.items():
            count = len(_words(wording))
            if count > WORD_LIMIT:
                yield _warning(
                    (*path, language),
                    N_("The item has {count} words; {limit} are easily read."),
                    count=count,
                    limit=WORD_LIMIT,
                )
        for here, word in _listed(item.text, path, JOINING):
            yield _warning(
                here,
                N_("The item asks two things at once (“{word}”)."),
                N_("Ask for one thing at a time."),
                word=word,
            )


def _interleaved(items: Sequence[_Scored]) -> Iterator[Violation]:
    order = {item.id: number for number, (_placed, item, _facet) in enumerate(items)}
    shuffled: set[DataPath] = set()
    for number, (placed, item, facet) in enumerate(items):
        if number > 0 and items[number - 1].facet == facet:
            yield _warning(
                placed.path,
                N_("The item before it has the same facet, “{name}”."),
                N_("Put items of other facets between them."),
                name=facet,
            )
        if item.opposite is not None and abs(order[item.opposite] - number) < PAIR_DISTANCE:
            yield _warning(
                (*placed.path, "opposite"),
                N_("“{name}” is fewer than {distance} items away."),
                name=item.opposite,
                distance=PAIR_DISTANCE,
            )
        if placed.section.order == "shuffled" and placed.section_path not in shuffled:
            shuffled.add(placed.section_path)
            yield _warning(
                (*placed.section_path, "order"),
                N_("In a shuffled section, opposites may end up side by side."),
                N_("A fixed order keeps results comparable."),
            )


def _without_judgement(items: Sequence[_Scored]) -> Iterator[Violation]:
    texts: dict[DataPath, Text | None] = {}
    for placed, item, _facet in items:
        texts[*placed.section_path, "intro"] = placed.section.intro
        texts[*placed.section_path, "stem"] = placed.section.stem
        texts[*placed.path, "text"] = item.text
    for path, text in texts.items():
        for here, word in _listed(text, path, JUDGING) if text is not None else ():
            yield _warning(
                here,
                N_("“{word}” sounds like praise or blame."),
                N_("Describe what happens without judging it."),
                word=word,
            )


def _listed(
    text: Text, path: DataPath, lists: Mapping[str, Collection[str]]
) -> Iterator[tuple[DataPath, str]]:
    """The first word of each wording that is in the list for its language."""
    for language, wording in text.root.items():
        listed = lists.get(_base(language), ())
        word = next((word for word in _words(wording) if word in listed), None)
        if word is not None:
            yield (*path, language), word


def _base(language: str) -> str:
    """The language without its region: de for de-AT."""
    return language.partition("-")[0]


def _warning(path: DataPath, sentence: str, hint: str | None = None, **values: object) -> Violation:
    at: Literal["key", "value"] = "key" if path[0] == "facets" else "value"
    return violation(path, sentence, hint, at=at, severity="warning", **values)
