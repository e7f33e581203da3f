"""The rules that need more than one value of a questionnaire: references, duplicates, order.

They are checked on the model, once the file has the structure of one, and each takes time in
proportion to the size of the file.
"""

from collections.abc import Iterator

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import (
    ITEM_LIMIT,
    ChoiceItem,
    ChoicesItem,
    NumberItem,
    Option,
    Questionnaire,
    RatingItem,
)
from netztui.questionnaire.validation.conditions import REPEATED, condition_violations
from netztui.questionnaire.validation.index import Index, PlacedItem, unknown_name
from netztui.questionnaire.validation.result_rules import result_violations
from netztui.questionnaire.validation.texts import plain_text_violations, text_violations

VALUE_LENGTH_LIMIT = 64
VALUE_RANGE = 10**9
"""Whole numbers are stored from −VALUE_RANGE to VALUE_RANGE."""


def rule_violations(questionnaire: Questionnaire) -> Iterator[Violation]:
    """Every breach of the format's rules, in no particular order."""
    index = Index(questionnaire)
    yield from text_violations(questionnaire)
    yield from _options(index)
    yield from condition_violations(index)
    yield from _ids(index)
    yield from _facets(index)
    yield from _response_scales(index)
    yield from _opposites(index)
    yield from _repeated_sections(index)
    yield from _numbers(index)
    yield from result_violations(index)


def _options(index: Index) -> Iterator[Violation]:
    for name, scale in index.questionnaire.response_scales.items():
        yield from _rising(("response_scales", name, "options"), scale.options)
    for placed in index.items:
        if isinstance(placed.item, ChoiceItem | ChoicesItem):
            words_only = isinstance(placed.item, ChoicesItem)
            path = (*placed.path, "options")
            yield from _distinct(path, placed.item.options, words_only=words_only)


def _rising(path: DataPath, options: tuple[Option, ...]) -> Iterator[Violation]:
    last: int | None = None
    for place, option in enumerate(options):
        here, value = (*path, place, "value"), option.value
        if isinstance(value, str):
            yield violation(
                here,
                N_("The values of a response scale are whole numbers."),
                N_("Write them without quotation marks."),
            )
            continue
        yield from _storable(here, value)
        if last is not None and value <= last:
            yield violation(
                here,
                N_("{value} is not greater than {last}."),
                N_("Write the options in rising order, each value once."),
                value=quote_value(value),
                last=quote_value(last),
            )
        last = value


def _distinct(
    path: DataPath, options: tuple[Option, ...], *, words_only: bool
) -> Iterator[Violation]:
    seen: set[int | str] = set()
    for place, option in enumerate(options):
        here, value = (*path, place, "value"), option.value
        if words_only and isinstance(value, int):
            yield violation(
                here,
                N_("The values of choices are words, not numbers."),
                N_("Put them in quotation marks."),
            )
        elif not words_only and type(value) is not type(options[0].value):
            yield violation(
                here,
                N_("Some values here are numbers, others words."),
                N_("Write all of them one way."),
            )
        elif value in seen:
            yield violation(here, N_("“{key}” is given twice."), key=quote_value(value))
        else:
            yield from _storable(here, value)
        seen.add(value)


def _storable(path: DataPath, value: int | str) -> Iterator[Violation]:
    if isinstance(value, str):
        yield from plain_text_violations(path, value, breaks=False)
        if len(value) > VALUE_LENGTH_LIMIT:
            yield violation(
                path,
                N_("“{key}” has {length} characters; the maximum is {limit}."),
                key="value",
                length=len(value),
                limit=VALUE_LENGTH_LIMIT,
            )
    elif abs(value) > VALUE_RANGE:
        yield violation(
            path,
            N_("The number must be between {least} and {most}."),
            least=-VALUE_RANGE,
            most=VALUE_RANGE,
        )


def _ids(index: Index) -> Iterator[Violation]:
    sections = [(("sections", n), one) for n, one in enumerate(index.questionnaire.sections)]
    items = [(placed.path, placed.item) for placed in index.items]
    for holders in (sections, items):
        given: set[str] = set()
        for path, holder in holders:
            if holder.id in given:
                yield violation(
                    (*path, "id"), N_("The id “{name}” is given twice."), name=holder.id
                )
            given.add(holder.id)
    if len(items) > ITEM_LIMIT:
        yield violation(
            items[ITEM_LIMIT][0],
            N_("There are {count} items; the maximum is {limit}."),
            count=len(items),
            limit=ITEM_LIMIT,
        )


def _facets(index: Index) -> Iterator[Violation]:
    facets = index.questionnaire.facets
    measured: set[str] = set()
    for placed, item in index.ratings():
        path = (*placed.path, "facet")
        if item.facet is None:
            if item.reverse:
                yield violation(
                    (*placed.path, "reverse"),
                    N_("Only an item with a facet can be reversed."),
                    N_("Add facet = …, or remove “reverse”."),
                    at="key",
                )
            continue
        # If no facets are declared at all, one report is enough.
        if item.facet not in facets and (facets or not measured):
            message = LazyText(N_("There is no facet “{name}”."), name=item.facet)
            yield unknown_name(path, message, item.facet, facets, measured)
        measured.add(item.facet)
        if placed.section.for_each is not None:
            yield violation(
                path,
                N_("An item that is asked once for each option counts for no facet."),
                N_("Remove “facet”, or move the item to another section."),
                at="key",
            )
    for facet in facets:
        if facet not in measured:
            yield violation(
                ("facets", facet),
                N_("No item has the facet “{name}”."),
                N_("Write facet = … in the items that measure it, or remove it."),
                name=facet,
                at="key",
            )


def _response_scales(index: Index) -> Iterator[Violation]:
    scales = index.questionnaire.response_scales
    used: set[str] = set()
    without: dict[DataPath, list[PlacedItem]] = {}
    named = [
        *((placed.path, item.response_scale) for placed, item in index.ratings()),
        *(
            (("sections", number), section.response_scale)
            for number, section in enumerate(index.questionnaire.sections)
        ),
    ]
    for path, name in named:
        if name is not None and name not in scales:
            message = LazyText(N_("There is no response scale “{name}”."), name=name)
            yield unknown_name((*path, "response_scale"), message, name, scales, used)
    for placed, _item in index.ratings():
        if placed.response_scale is not None:
            used.add(placed.response_scale)
        else:
            without.setdefault(placed.section_path, []).append(placed)
    for section_path, ratings in without.items():
        # Several have one cause, and the section is the place to fix it.
        if len(ratings) == 1:
            path, sentence = ratings[0].path, N_("This rating has no response scale.")
        else:
            path, sentence = section_path, N_("The ratings of this section have no response scale.")
        known = ", ".join(scales) or "–"
        yield violation(
            path, sentence, N_('Write response_scale = "…" here; there is: {known}.'), known=known
        )
    for name in scales:
        if name not in used:
            yield violation(
                ("response_scales", name),
                N_("No rating uses the response scale “{name}”."),
                N_("Use it with response_scale = …, or remove it."),
                name=name,
                at="key",
            )


def _opposites(index: Index) -> Iterator[Violation]:
    for placed, item in index.ratings():
        if item.opposite is None:
            continue
        path = (*placed.path, "opposite")
        other = index.by_id.get(item.opposite)
        facet = other.item.facet if other and isinstance(other.item, RatingItem) else None
        if other is None:
            yield violation(
                path,
                N_("There is no item “{name}”."),
                suggest(item.opposite, index.by_id),
                name=item.opposite,
            )
        elif other is placed:
            yield violation(
                path,
                N_("An item cannot be its own opposite."),
                N_("Name the other item of the pair."),
            )
        elif {item.facet, facet} - {*index.questionnaire.facets, None}:
            # A misspelt facet is reported already, and may be the same one.
            continue
        elif not isinstance(other.item, RatingItem) or item.facet is None or facet != item.facet:
            yield violation(
                path,
                N_("“{name}” is not a rating of the same facet."),
                N_("The opposite of an item is another item of its facet."),
                name=item.opposite,
            )
        elif other.item.reverse == item.reverse:
            yield violation(
                path,
                N_("“{name}” is keyed in the same direction, so it is not an opposite."),
                N_("One of the two is reversed: reverse = true."),
                name=item.opposite,
            )


def _repeated_sections(index: Index) -> Iterator[Violation]:
    earlier: set[str] = set()
    for number, section in enumerate(index.questionnaire.sections):
        wanted = section.for_each
        path = ("sections", number, "for_each")
        placed = index.by_id.get(wanted or "")
        if wanted is None:
            pass
        elif placed is None:
            choices = [n for n, one in index.by_id.items() if isinstance(one.item, ChoicesItem)]
            hint = suggest(wanted, choices)
            yield violation(path, N_("There is no item “{name}”."), hint, name=wanted)
        elif not isinstance(placed.item, ChoicesItem):
            yield violation(path, N_("“{name}” is not an item of kind “choices”."), name=wanted)
        elif wanted not in earlier:
            sentence = N_("“{name}” is not asked before this.")
            yield violation(path, sentence, N_("It must be in an earlier section."), name=wanted)
        elif placed.section.for_each is not None:
            yield violation(path, REPEATED, name=wanted)
        earlier.update(item.id for item in section.items)


def _numbers(index: Index) -> Iterator[Violation]:
    for placed in index.items:
        item = placed.item
        if isinstance(item, NumberItem) and item.minimum > item.maximum:
            message = LazyText(
                N_("The smallest number, {low}, is above the largest, {high}."),
                low=item.minimum,
                high=item.maximum,
            )
            at = "maximum" if "maximum" in item.model_fields_set else "minimum"
            yield Violation((*placed.path, at), message)
