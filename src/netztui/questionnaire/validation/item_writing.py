"""Warnings about what a questionnaire file may do but should not.

The rules for writing items are for ratings with a facet. The position on an axis is the difference
of two scales (the “poles”), which are best made of acts that can be counted.

1. Every facet of the poles has the same share of reversed items, which cancels acquiescence, and of
   items with each response scale, so that the poles are measured alike.
2. Who does nothing scores 0 on both poles, so the lowest answer means never.
3. Reversed items describe the opposite behaviour, not a negation and not the other pole.
4. A facet with reversed items has one declared opposite pair, at least six items apart. Facets
   beside the axis have reversed items; those of the poles need none.
5. An item has at most 14 words (12 on a pole) and one verb, joins nothing by and/or, and is about
   behaviour.
6. If there is an axis, facets are interleaved and the order is fixed.
7. No item, stem or intro praises or blames.

For 3, 5 and 7, the length is checked, and the words in the lists of words.toml.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.i18n.message import N_
from netztui.questionnaire import model
from netztui.questionnaire.basics import Text
from netztui.questionnaire.validation.rules import Index

DIGIT_KEYS = 9
WORD_LIMIT = 14
WORD_LIMIT_OF_POLES = 12
PAIR_DISTANCE = 6

# By the name of the word list: what is wrong with its words in an item, and what to do.
SENTENCES = {
    "negating": N_("A reversed item should not negate: “{word}”."),
    "joining": N_("The item asks two things at once (“{word}”)."),
    "judging": N_("“{word}” sounds like praise or blame."),
}
HINTS = {
    "negating": N_("Say what people do instead."),
    "joining": N_("Ask for one thing at a time."),
    "judging": N_("Describe what happens without judging it."),
}

_Ratings = Sequence[tuple[DataPath, model.RatingItem]]


def item_writing_violations(questionnaire: model.Questionnaire) -> Iterator[Violation]:
    """Every warning about a questionnaire without errors, in no particular order."""
    index, axis, poles = Index(questionnaire), questionnaire.axis, set[str]()
    scored = [(path, item) for path, item in index.of(model.RatingItem) if item.facet is not None]
    if axis is not None:
        scales = questionnaire.scales
        poles = {*scales[axis.low].facets, *scales[axis.high].facets}
        of_poles = [one for one in scored if one[1].facet in poles]
        yield from _lowest_is_never(index, of_poles)
        yield from _response_scales(index, of_poles)
        yield from _interleaved(index, scored)
    yield from _options(index)
    yield from _facets(scored, poles)
    yield from _pairs_apart(index, scored)
    yield from _wordings(index, scored, poles)


def _options(index: Index) -> Iterator[Violation]:
    for path, holder in index.with_options():
        if len(holder.options) > DIGIT_KEYS:
            yield _warning(
                (*path, "options"),
                N_("There are {count} options but only {keys} digit keys."),
                count=len(holder.options),
                keys=DIGIT_KEYS,
            )
        seen: set[tuple[str, str]] = set()
        for place, option in enumerate(holder.options):
            for language, label in option.label.root.items():
                shown = (language, label.strip().casefold())
                if shown in seen:
                    here = (*path, "options", place, "label", language)
                    yield _warning(here, N_("Another option has the same label."))
                seen.add(shown)


def _facets(scored: _Ratings, poles: set[str]) -> Iterator[Violation]:
    facets: dict[str, list[model.RatingItem]] = {}
    for _path, item in scored:
        facets.setdefault(item.facet or "", []).append(item)
    shares = {name: sum(one.reverse for one in ones) / len(ones) for name, ones in facets.items()}
    usual = _usual([share for facet, share in shares.items() if facet in poles])
    for facet, ratings in facets.items():
        path, share = ("facets", facet), shares[facet]
        one_way = share in {0, 1}
        if one_way and facet not in poles and len(ratings) > 1:
            yield _warning(
                path,
                N_("All items of the facet “{name}” are keyed the same way."),
                N_("Acquiescence shifts it; word at least one item the other way round."),
                name=facet,
            )
        if facet in poles and share != usual:
            yield _warning(
                path,
                N_("{share} of the items of “{name}” are reversed, elsewhere {usual}."),
                N_("With equal shares, acquiescence does not shift the position."),
                share=f"{share:.0%}",
                name=facet,
                usual=f"{usual:.0%}",
            )
        pairs = {frozenset({item.id, item.opposite}) for item in ratings if item.opposite}
        if not one_way and len(pairs) != 1:
            yield _warning(
                path,
                N_("The facet “{name}” has {count} opposite pairs, not one."),
                N_("Use opposite = … only in the item that most clearly reverses another one."),
                name=facet,
                count=len(pairs),
            )


def _response_scales(index: Index, of_poles: _Ratings) -> Iterator[Violation]:
    used: dict[str, list[str]] = {}
    for path, item in of_poles:
        used.setdefault(item.facet or "", []).append(index.response_scale(path, item))
    unequal = set[str]()
    for scale in index.questionnaire.response_scales:
        shares = {facet: names.count(scale) / len(names) for facet, names in used.items()}
        usual = _usual([*shares.values()])
        for facet, share in shares.items():
            if share != usual and facet not in unequal:
                unequal.add(facet)
                yield _warning(
                    ("facets", facet),
                    N_("{share} of the items of “{name}” use the answers “{scale}”, not {usual}."),
                    N_("With equal shares, the two ends of the axis are measured alike."),
                    share=f"{share:.0%}",
                    name=facet,
                    scale=scale,
                    usual=f"{usual:.0%}",
                )


def _lowest_is_never(index: Index, of_poles: _Ratings) -> Iterator[Violation]:
    for name in {index.response_scale(path, item) for path, item in of_poles}:
        lowest = index.questionnaire.response_scales[name].options[0].label
        for language, label in lowest.root.items():
            known = _words_in("never", language)
            if known and label.strip().casefold() not in known:
                yield _warning(
                    ("response_scales", name, "options", 0, "label", language),
                    N_("The lowest answer, “{label}”, does not mean “never”."),
                    N_("Someone who does nothing should score 0 at both ends."),
                    label=label,
                )


def _wordings(index: Index, scored: _Ratings, poles: set[str]) -> Iterator[Violation]:
    texts: dict[DataPath, tuple[Text | None, tuple[str, ...]]] = {}
    limits: dict[DataPath, int] = {}
    for path, item in scored:
        section = index.section(path)
        texts[*path[:2], "intro"] = section.intro, ("judging",)
        texts[*path[:2], "stem"] = section.stem, ("judging",)
        negating = ("negating",) if item.reverse else ()
        texts[*path, "text"] = item.text, ("joining", "judging", *negating)
        limits[*path, "text"] = WORD_LIMIT_OF_POLES if item.facet in poles else WORD_LIMIT
    for path, (text, lists) in texts.items():
        for language, wording in text.root.items() if text is not None else ():
            here = (*path, language)
            words = re.findall(r"\w+(?:['-]\w+)*", wording.replace("’", "'").casefold())
            if len(words) > (limit := limits.get(path, len(words))):
                yield _warning(
                    here,
                    N_("The item has {count} words; {limit} are easily read."),
                    count=len(words),
                    limit=limit,
                )
            for name in lists:
                listed = _words_in(name, language)
                for word in [word for word in words if word in listed][:1]:
                    yield _warning(here, SENTENCES[name], HINTS[name], word=word)


def _interleaved(index: Index, scored: _Ratings) -> Iterator[Violation]:
    for (_path, before), (path, item) in pairwise(scored):
        if item.facet == before.facet:
            yield _warning(
                path,
                N_("The item before it has the same facet, “{name}”."),
                N_("Put items of other facets between them."),
                name=item.facet,
            )
    for section in dict.fromkeys(path[:2] for path, _item in scored):
        if index.section(section).order == "shuffled":
            yield _warning(
                (*section, "order"),
                N_("In a shuffled section, opposites may end up side by side."),
                N_("A fixed order keeps results comparable."),
            )


def _pairs_apart(index: Index, scored: _Ratings) -> Iterator[Violation]:
    order = {item.id: number for number, (_path, item) in enumerate(scored)}
    for number, (path, item) in enumerate(scored):
        if item.opposite is None or index.section(path).order == "shuffled":
            continue
        if abs(order[item.opposite] - number) < PAIR_DISTANCE:
            yield _warning(
                (*path, "opposite"),
                N_("“{name}” is fewer than {distance} items away."),
                name=item.opposite,
                distance=PAIR_DISTANCE,
            )


def _usual(shares: Sequence[float]) -> float:
    """The commonest of the shares; 0 if there are none."""
    return max(shares, key=shares.count, default=0.0)


@cache
def _words_in(name: str, language: str) -> Sequence[str]:
    """The words of a list in a language; de serves for de-AT. Empty for other languages."""
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    words: Sequence[str] = lists[name].get(language.partition("-")[0], ())
    return words


def _warning(path: DataPath, sentence: str, hint: str | None = None, **values: object) -> Violation:
    at: Literal["key", "value"] = "key" if path[0] == "facets" or path[-1] == "options" else "value"
    return violation(path, sentence, hint, at=at, severity="warning", **values)
