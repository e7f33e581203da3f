"""Warnings about what a questionnaire file may do but should not.

Some are for every questionnaire. The rules for writing items are for questionnaires with an axis,
whose position is the difference of two scales (the “poles”), and there for ratings with a facet:

1. Every facet of the poles has the same share of reversed items, which cancels acquiescence.
2. A pure lurker scores 0 on both poles, so the lowest answer means never.
3. Reversed items describe the opposite behaviour, not a negation and not the other pole.
4. Each facet has one declared opposite pair.
5. An item has at most 14 words and one verb, joins nothing by and/or, and is about behaviour.
6. Facets are interleaved, the items of a pair are at least six items apart, and the order is fixed.
7. No item, stem or intro praises or blames.

For 3, 5 and 7, the length is checked, and the words in the lists of words.toml.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.i18n.message import N_
from netztui.questionnaire import model
from netztui.questionnaire.validation.rules import Index

DIGIT_KEYS = 9
WORD_LIMIT = 14
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
        yield from _lowest_is_never(index, [one for one in scored if one[1].facet in poles])
        yield from _wordings(index, scored)
        yield from _interleaved(index, scored)
    yield from _options(index)
    yield from _facets(scored, poles, with_axis=axis is not None)


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


def _facets(scored: _Ratings, poles: set[str], *, with_axis: bool) -> Iterator[Violation]:
    facets: dict[str, list[model.RatingItem]] = {}
    for _path, item in scored:
        facets.setdefault(item.facet or "", []).append(item)
    shares = {name: sum(one.reverse for one in ones) / len(ones) for name, ones in facets.items()}
    of_poles = [share for facet, share in shares.items() if facet in poles]
    usual = max(of_poles, key=of_poles.count, default=0.0)
    for facet, ratings in facets.items():
        path, share = ("facets", facet), shares[facet]
        pairs = {frozenset({item.id, item.opposite}) for item in ratings if item.opposite}
        one_way = share in {0, 1}
        if one_way and len(ratings) > 1:
            yield _warning(
                path,
                N_("All items of the facet “{name}” are keyed the same way."),
                N_("Acquiescence shifts it; word at least one item the other way round."),
                name=facet,
            )
        # Without items that are keyed the other way there are no shares and pairs to compare.
        if not one_way and facet in poles and share != usual:
            yield _warning(
                path,
                N_("{share} of the items of “{name}” are reversed, elsewhere {usual}."),
                N_("With equal shares, acquiescence does not shift the position."),
                share=f"{share:.0%}",
                name=facet,
                usual=f"{usual:.0%}",
            )
        if not one_way and with_axis and len(pairs) != 1:
            yield _warning(
                path,
                N_("The facet “{name}” has {count} opposite pairs, not one."),
                N_("Use opposite = … only in the item that most clearly reverses another one."),
                name=facet,
                count=len(pairs),
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
                    N_("A pure lurker should score 0 on both poles."),
                    label=label,
                )


def _wordings(index: Index, scored: _Ratings) -> Iterator[Violation]:
    texts: dict[DataPath, tuple[model.Text | None, tuple[str, ...]]] = {}
    for path, item in scored:
        section = index.section(path)
        texts[*path[:2], "intro"] = section.intro, ("judging",)
        texts[*path[:2], "stem"] = section.stem, ("judging",)
        negating = ("negating",) if item.reverse else ()
        texts[*path, "text"] = item.text, ("joining", "judging", *negating)
    for path, (text, lists) in texts.items():
        for language, wording in text.root.items() if text is not None else ():
            here = (*path, language)
            words = re.findall(r"\w+(?:['-]\w+)*", wording.replace("’", "'").casefold())
            if path[-1] == "text" and len(words) > WORD_LIMIT:
                yield _warning(
                    here,
                    N_("The item has {count} words; {limit} are easily read."),
                    count=len(words),
                    limit=WORD_LIMIT,
                )
            for name in lists:
                listed = _words_in(name, language)
                for word in [word for word in words if word in listed][:1]:
                    yield _warning(here, SENTENCES[name], HINTS[name], word=word)


def _interleaved(index: Index, scored: _Ratings) -> Iterator[Violation]:
    order = {item.id: number for number, (_path, item) in enumerate(scored)}
    last: str | None = None
    for number, (path, item) in enumerate(scored):
        if item.facet == last:
            yield _warning(
                path,
                N_("The item before it has the same facet, “{name}”."),
                N_("Put items of other facets between them."),
                name=item.facet,
            )
        last = item.facet
        if item.opposite is not None and abs(order[item.opposite] - number) < PAIR_DISTANCE:
            yield _warning(
                (*path, "opposite"),
                N_("“{name}” is fewer than {distance} items away."),
                name=item.opposite,
                distance=PAIR_DISTANCE,
            )
    for section in dict.fromkeys(path[:2] for path, _item in scored):
        if index.section(section).order == "shuffled":
            yield _warning(
                (*section, "order"),
                N_("In a shuffled section, opposites may end up side by side."),
                N_("A fixed order keeps results comparable."),
            )


@cache
def _words_in(name: str, language: str) -> Sequence[str]:
    """The words of a list in a language; de serves for de-AT. Empty for other languages."""
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    words: Sequence[str] = lists[name].get(language.partition("-")[0], ())
    return words


def _warning(path: DataPath, sentence: str, hint: str | None = None, **values: object) -> Violation:
    at: Literal["key", "value"] = "key" if path[0] == "facets" or path[-1] == "options" else "value"
    return violation(path, sentence, hint, at=at, severity="warning", **values)
