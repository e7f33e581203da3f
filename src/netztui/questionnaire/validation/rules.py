"""The rules that need more than one value of a questionnaire file, checked on its raw data.

They run on the raw data and not on the models, because a mistake in one place must not hide the
mistakes elsewhere. Wrong types and missing or unknown keys are left to `structure`; each rule
here passes over what it cannot make out. Every rule takes time in proportion to the file.
"""

from collections.abc import Iterator

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import ITEM_LIMIT, QUESTIONNAIRE_FORMAT
from netztui.questionnaire.validation.conditions import condition_violations
from netztui.questionnaire.validation.options import option_violations
from netztui.questionnaire.validation.outline import (
    Data,
    Outline,
    RawItem,
    RawSection,
    unknown_name,
    word,
)
from netztui.questionnaire.validation.result_rules import result_violations
from netztui.questionnaire.validation.texts import text_violations


def format_violation(data: Data) -> Violation | None:
    """The finding for a file of another format than this netztui reads, if it is one."""
    number = data.get("format")
    if number is None or (type(number) is int and number == QUESTIONNAIRE_FORMAT):
        return None
    if type(number) is not int:
        return Violation(
            ("format",),
            LazyText(N_("“{key}” must be a whole number."), key="format"),
            LazyText(N_("Write format = {known}."), known=QUESTIONNAIRE_FORMAT),
        )
    return Violation(
        ("format",),
        LazyText(
            N_("The file has format {format}; this netztui reads format {known}."),
            format=quote_value(number),
            known=QUESTIONNAIRE_FORMAT,
        ),
        LazyText(
            N_("Write format = {known}, or use a netztui that reads it."),
            known=QUESTIONNAIRE_FORMAT,
        ),
    )


def rule_violations(data: Data) -> Iterator[Violation]:
    """Every breach of the format's rules, in no particular order."""
    outline = Outline(data)
    yield from text_violations(outline)
    yield from option_violations(outline)
    yield from condition_violations(outline)
    yield from _ids(outline)
    yield from _facets(outline)
    yield from _response_scales(outline)
    yield from _opposites(outline)
    yield from _repeated_sections(outline)
    yield from _numbers(outline)
    yield from result_violations(outline)


def _ids(outline: Outline) -> Iterator[Violation]:
    given: dict[str, set[str]] = {"section": set(), "item": set()}
    for kind, holders in (("section", outline.sections), ("item", outline.items)):
        for holder in holders:
            name = word(holder.data, "id")
            if name in given[kind]:
                yield Violation(
                    (*holder.path, "id"),
                    LazyText(N_("The id “{name}” is given twice."), name=quote_value(name)),
                )
            elif name is not None:
                given[kind].add(name)
    if len(outline.items) > ITEM_LIMIT:
        yield Violation(
            (*outline.items[ITEM_LIMIT].path,),
            LazyText(
                N_("There are {count} items; {limit} are the most."),
                count=len(outline.items),
                limit=ITEM_LIMIT,
            ),
        )


def _facets(outline: Outline) -> Iterator[Violation]:
    measured: set[str] = set()
    for item in outline.items:
        if item.kind is None:
            # Whatever kind is meant, a facet that it names is not unused.
            measured.add(word(item.data, "facet") or "")
        if item.facet is None:
            if item.reversed and item.kind == "rating" and "facet" not in item.data:
                yield Violation(
                    (*item.path, "reverse"),
                    LazyText(N_("Only an item with a facet can be reversed.")),
                    LazyText(N_("Add facet = …, or take “reverse” out.")),
                    at="key",
                )
            continue
        path = (*item.path, "facet")
        # Where no facets are declared at all, saying so once is enough.
        if item.facet not in outline.facets and (outline.facets or not measured):
            message = LazyText(N_("There is no facet “{name}”."), name=quote_value(item.facet))
            yield unknown_name(path, message, item.facet, outline.facets, measured)
        measured.add(item.facet)
        if item.section.repeats:
            yield Violation(
                path,
                LazyText(N_("An item that is asked once for each option counts for no facet.")),
                LazyText(N_("Take “facet” out, or move the item to another section.")),
                at="key",
            )
    for facet in outline.facets if outline.items else ():
        if facet not in measured:
            yield Violation(
                ("facets", facet),
                LazyText(N_("No item has the facet “{name}”."), name=quote_value(facet)),
                LazyText(N_("Write facet = … with the items that measure it, or take it out.")),
                at="key",
            )


def _response_scales(outline: Outline) -> Iterator[Violation]:
    used: set[str] = set()
    without: dict[DataPath, list[RawItem]] = {}
    holders: list[RawItem | RawSection] = [*outline.items, *outline.sections]
    for holder in holders:
        name = word(holder.data, "response_scale")
        if name is not None and name not in outline.response_scales:
            path = (*holder.path, "response_scale")
            message = LazyText(N_("There is no response scale “{name}”."), name=quote_value(name))
            yield unknown_name(path, message, name, outline.response_scales, used)
    for item in outline.items:
        if item.kind in {"rating", None} and item.response_scale is not None:
            used.add(item.response_scale)
        # One of the wrong type is there all the same.
        given = "response_scale" in item.data or "response_scale" in item.section.data
        if item.kind == "rating" and not given:
            without.setdefault(item.section.path, []).append(item)
    for section, items in without.items():
        # Several have one cause, and the section is where to mend it.
        if len(items) == 1:
            path, sentence = items[0].path, N_("This rating has no response scale.")
        else:
            path, sentence = section, N_("The ratings of this section have no response scale.")
        yield Violation(
            path,
            LazyText(sentence),
            LazyText(
                N_('Write response_scale = "…" here; there is: {known}.'),
                known=", ".join(map(quote_value, outline.response_scales)) or "–",
            ),
        )
    for name in outline.response_scales if outline.items else ():
        if name not in used:
            yield Violation(
                ("response_scales", name),
                LazyText(N_("No rating uses the response scale “{name}”."), name=quote_value(name)),
                LazyText(N_("Name it with response_scale = …, or take it out.")),
                at="key",
            )


def _opposites(outline: Outline) -> Iterator[Violation]:
    for item in outline.items:
        wanted = word(item.data, "opposite")
        if wanted is None or item.kind != "rating":
            continue
        path = (*item.path, "opposite")
        other = outline.items_by_id.get(wanted)
        if other is None:
            message = LazyText(N_("There is no item “{name}”."), name=quote_value(wanted))
            yield Violation(path, message, suggest(wanted, outline.items_by_id))
        elif other is item:
            yield Violation(
                path,
                LazyText(N_("An item cannot be its own opposite.")),
                LazyText(N_("Name the other item of the pair.")),
            )
        elif {item.facet, other.facet} - {*outline.facets, None}:
            # A facet misspelt is said already, and may be the same one.
            continue
        elif item.facet is None or other.facet != item.facet:
            yield Violation(
                path,
                LazyText(N_("“{name}” is no rating of the same facet."), name=wanted),
                LazyText(N_("The opposite of an item is another item of its facet.")),
            )
        elif other.reversed == item.reversed and item.keyed and other.keyed:
            yield Violation(
                path,
                LazyText(N_("“{name}” is keyed the same way, so it is no opposite."), name=wanted),
                LazyText(N_("One of the two is reversed: reverse = true.")),
            )


def _repeated_sections(outline: Outline) -> Iterator[Violation]:
    for section in outline.sections:
        wanted = section.for_each
        if wanted is None:
            continue
        path = (*section.path, "for_each")
        item = outline.items_by_id.get(wanted)
        if item is None:
            choices = [
                name for name, known in outline.items_by_id.items() if known.kind == "choices"
            ]
            message = LazyText(N_("There is no item “{name}”."), name=quote_value(wanted))
            yield Violation(path, message, suggest(wanted, choices))
        elif item.kind is not None and item.kind != "choices":
            yield Violation(
                path, LazyText(N_("“{name}” is no item of the kind choices."), name=wanted)
            )
        elif item.section.place >= section.place:
            yield Violation(
                path,
                LazyText(N_("“{name}” is not asked before this."), name=wanted),
                LazyText(N_("It must stand in an earlier section.")),
            )
        elif item.section.repeats:
            yield Violation(
                path,
                LazyText(
                    N_("“{name}” is asked once for each option, so it has no single answer."),
                    name=wanted,
                ),
            )


def _numbers(outline: Outline) -> Iterator[Violation]:
    for item in outline.items:
        if item.kind == "number":
            low, high = item.data.get("minimum", 0), item.data.get("maximum", 10**6)
            if isinstance(low, int) and isinstance(high, int) and low > high:
                at = "maximum" if "maximum" in item.data else "minimum"
                yield Violation(
                    (*item.path, at),
                    LazyText(
                        N_("The smallest number, {low}, is above the largest, {high}."),
                        low=quote_value(low),
                        high=quote_value(high),
                    ),
                )
