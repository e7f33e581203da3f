"""The rules for names: what an id refers to exists, is of the right kind, and comes first."""

from collections.abc import Iterator, Mapping

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import quote_value, suggest, unknown_name
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire import model
from netztui.questionnaire.basics import Condition
from netztui.questionnaire.validation.rules import Index

SUITABLE: Mapping[str, tuple[str, ...]] = {
    "rating": ("is", "at_least", "at_most", "answered"),
    "choice": ("is", "answered"),
    "choices": ("includes", "answered"),
    "number": ("is", "at_least", "at_most", "answered"),
    "text": ("answered",),
}
"""The tests that a condition can make, by the kind of the item."""

FOLLOWED = {"choice", "number", "text"}
"""The kinds of items whose answer another item can ask about next time."""

NO_FACET = N_("Unknown facet “{name}”.")
NO_ITEM = N_("Unknown item “{name}”.")
NOT_EARLIER = N_("“{name}” is not asked before this.")
REPEATED = N_("“{name}” is asked once for each option, so it has no single answer.")


def reference_violations(index: Index) -> Iterator[Violation]:
    """Every breach of the rules for names, in no particular order."""
    yield from _facets_of_items(index)
    yield from _facets_of_scales(index)
    yield from _response_scales(index)
    yield from _opposites(index)
    yield from _repeated_sections(index)
    for path, condition in index.of(Condition):
        yield from _condition(index, path, condition)
    yield from _after_result(index.questionnaire)
    yield from _followed_items(index)


def _facets_of_items(index: Index) -> Iterator[Violation]:
    facets = index.questionnaire.facets
    measured: set[str] = set()
    for path, item in index.of(model.RatingItem):
        if item.facet is None:
            if item.reverse:
                yield violation(
                    (*path, "reverse"),
                    N_("Only an item with a facet can be reversed."),
                    N_("Add facet = …, or remove “reverse”."),
                    at="key",
                )
            continue
        # If no facets are declared at all, one report is enough.
        if item.facet not in facets and (facets or not measured):
            yield unknown_name((*path, "facet"), NO_FACET, item.facet, facets)
        measured.add(item.facet)
        if index.section(path).for_each is not None:
            yield violation(
                (*path, "facet"),
                N_("An item that is asked once for each option counts for no facet."),
                N_("Remove “facet”, or move the item to another section."),
                at="key",
            )
    sentence = N_("No item has the facet “{name}”.")
    hint = N_("Write facet = … in the items that measure it, or remove it.")
    yield from _unused("facets", facets, measured, sentence, hint)


def _facets_of_scales(index: Index) -> Iterator[Violation]:
    facets = index.questionnaire.facets
    if facets and not index.questionnaire.scales:
        yield violation(
            ("facets",),
            N_("There are facets, but no scale is made of them."),
            N_("Add [scales.…] with a label and its facets."),
            at="key",
        )
        return
    used: set[str] = set()
    for path, scale in index.of(model.Scale):
        own: set[str] = set()
        for place, facet in enumerate(scale.facets):
            here = (*path, "facets", place)
            if facet in own:
                yield violation(here, N_("“{key}” is given twice."), key=facet)
            elif facet not in facets and facets:
                yield unknown_name(here, NO_FACET, facet, facets)
            own.add(facet)
        used |= own
    sentence = N_("No scale has the facet “{name}”.")
    hint = N_("Add it to the facets of a scale, or remove it.")
    yield from _unused("facets", facets, used, sentence, hint)


def _response_scales(index: Index) -> Iterator[Violation]:
    scales = index.questionnaire.response_scales
    used: set[str] = set()
    without: set[str | int] = set()
    for path, item in index.of(model.RatingItem):
        if name := index.response_scale(path, item):
            used.add(name)
        else:
            # Several ratings without one have one cause, and the section is the place to fix it.
            without.add(path[1])
    holders: list[tuple[DataPath, model.RatingItem | model.Section]]
    holders = [*index.of(model.RatingItem), *index.of(model.Section)]
    for path, one in holders:
        if one.response_scale is not None and one.response_scale not in scales:
            sentence = N_("Unknown response scale “{name}”.")
            yield unknown_name((*path, "response_scale"), sentence, one.response_scale, scales)
    for number in without:
        yield violation(
            ("sections", number),
            N_("A rating of this section has no response scale."),
            N_('Write response_scale = "…" here; there is: {known}.'),
            known=", ".join(scales) or "–",
        )
    sentence = N_("No rating uses the response scale “{name}”.")
    hint = N_("Use it with response_scale = …, or remove it.")
    yield from _unused("response_scales", scales, used, sentence, hint)


def _unused(
    table: str, declared: Mapping[str, object], used: set[str], sentence: str, hint: str
) -> Iterator[Violation]:
    # A misspelt name leaves the one that was meant unused, which is not a mistake of its own.
    for name in declared.keys() - used if used <= declared.keys() else ():
        yield violation((table, name), sentence, hint, name=name, at="key")


def _opposites(index: Index) -> Iterator[Violation]:
    facets = {*index.questionnaire.facets, None}
    for path, item in index.of(model.RatingItem):
        if item.opposite is None:
            continue
        here, name = (*path, "opposite"), item.opposite
        _path, other = index.items.get(name, (None, None))
        facet = other.facet if isinstance(other, model.RatingItem) else None
        if other is None:
            yield unknown_name(here, NO_ITEM, name, index.items)
        elif not {item.facet, facet} <= facets:
            # A misspelt facet is reported already, and may be the same one.
            continue
        elif (
            not isinstance(other, model.RatingItem)
            or facet is None
            or (facet, not other.reverse) != (item.facet, item.reverse)
        ):
            sentence = N_("“{name}” is not a rating of the same facet that is keyed the other way.")
            yield violation(here, sentence, N_("One of the two has reverse = true."), name=name)


def _repeated_sections(index: Index) -> Iterator[Violation]:
    choices = {item.id: path for path, item in index.of(model.ChoicesItem)}
    for path, section in index.of(model.Section):
        here, name = (*path, "for_each"), section.for_each
        if name is None:
            continue
        if name not in choices:
            sentence = N_("No item of the kind choices is called “{name}”.")
            yield unknown_name(here, sentence, name, choices)
        elif int(choices[name][1]) >= int(path[1]):
            hint = N_("Refer to an item in an earlier section.")
            yield violation(here, NOT_EARLIER, hint, name=name)
        elif index.section(choices[name]).for_each is not None:
            yield violation(here, REPEATED, name=name)


def _after_result(questionnaire: model.Questionnaire) -> Iterator[Violation]:
    sections = questionnaire.sections
    before = [place for place, section in enumerate(sections) if not section.after_result]
    if not before:
        sentence = N_("Every section comes after the result, so there is none.")
        hint = N_("Remove “after_result” from the sections to be asked first.")
        yield violation(("sections", 0, "after_result"), sentence, hint)
    for place, section in enumerate(sections):
        if not section.after_result:
            continue
        path: DataPath = ("sections", place)
        if place < max(before, default=0):
            yield violation(
                (*path, "after_result"),
                N_("A section after it is asked before the result."),
                N_("Move the sections with after_result = true to the end."),
            )
        if section.for_each is not None:
            sentence = N_("A section after the result cannot be asked for each option.")
            yield violation((*path, "for_each"), sentence, at="key")
        for number, item in enumerate(section.items):
            if isinstance(item, model.RatingItem):
                yield violation(
                    (*path, "items", number),
                    N_("A rating cannot be asked after the result."),
                    N_("Move it to another section, or make it a choice."),
                )


def _followed_items(index: Index) -> Iterator[Violation]:
    for path, item in index.of(model.BaseItem):
        here, name = (*path, "follows"), item.follows
        if name is None:
            continue
        if name not in index.items:
            yield unknown_name(here, NO_ITEM, name, index.items)
            continue
        path_of_item, followed = index.items[name]
        if name == item.id:
            yield violation(here, N_("An item cannot follow itself."))
        elif getattr(followed, "kind", "") not in FOLLOWED:
            sentence = N_("“{name}” is not of the kind text, choice or number.")
            yield violation(here, sentence, name=name)
        elif index.section(path_of_item).for_each is not None:
            yield violation(here, REPEATED, name=name)


def _condition(index: Index, path: DataPath, condition: Condition) -> Iterator[Violation]:
    """Everything wrong with one condition, apart from the conditions inside it."""
    given = condition.written()
    forms = given.keys() & {"item", "all", "any", "not"}
    tests = given.keys() - forms
    if len(forms) != 1 or (tests and condition.item is None):
        yield violation(
            path,
            N_("A condition is either an item with tests, or one of all, any and not."),
            N_("Join several with all = […] or any = […]."),
        )
    elif condition.item is not None and condition.item not in index.items:
        yield unknown_name((*path, "item"), NO_ITEM, condition.item, index.items)
    elif condition.item is not None:
        path_of_item, item = index.items[condition.item]
        yield from _order(index, (*path, "item"), path_of_item, item.id)
        kind = str(getattr(item, "kind", "rating"))
        if not tests:
            yield violation(
                path,
                N_("The condition names an item but no test."),
                N_("Add one of: {tests}."),
                tests=", ".join(SUITABLE[kind]),
            )
        for test in tests:
            if test not in SUITABLE[kind]:
                yield violation(
                    (*path, test),
                    N_("“{test}” cannot test an item of the kind {kind}."),
                    N_("Possible here: {known}."),
                    test=test,
                    kind=kind,
                    known=", ".join(SUITABLE[kind]),
                    at="key",
                )
            elif test in {"is", "includes"}:
                yield from _answer(index, (*path, test), path_of_item, item, given[test])


def _order(index: Index, path: DataPath, path_of_item: DataPath, name: str) -> Iterator[Violation]:
    """Why the condition at `path` cannot refer to the item, if it can't."""
    section, rounds = index.section(path_of_item), set[str | None]({None})
    if path[0] == "networks":
        rounds |= index.asked_for_networks
    elif path[0] == "sections":
        own, of_item = index.section(path), path[2] == "items"
        here = (int(path[1]), int(path[3]) if of_item else -1)
        shuffled = section is own and section.order == "shuffled"
        if shuffled or (int(path_of_item[1]), int(path_of_item[3])) >= here:
            hint = N_("Refer to an earlier item; in a shuffled section, to one of another section.")
            yield violation(path, NOT_EARLIER, hint, name=name)
            return
        if of_item:
            rounds.add(own.for_each)
    if section.for_each not in rounds:
        yield violation(path, REPEATED, name=name)


def _answer(
    index: Index, path: DataPath, path_of_item: DataPath, item: model.BaseItem, value: int | str
) -> Iterator[Violation]:
    """Why no answer to the item can be `value`, if none can."""
    if isinstance(item, model.NumberItem):
        fits = isinstance(value, int) and item.minimum <= value <= item.maximum
        sentence = N_("Write a whole number from {low} to {high}.")
        hint: LazyText | None = LazyText(sentence, low=item.minimum, high=item.maximum)
    else:
        values = [option.value for option in index.options(path_of_item, item)]
        # A rating without a response scale is reported as such.
        fits = value in values or not values
        hint = suggest(quote_value(value), map(quote_value, values))
    if not fits:
        sentence, written = N_("“{value}” is not an answer to “{name}”."), quote_value(value)
        yield violation(path, sentence, hint, name=item.id, value=written)
