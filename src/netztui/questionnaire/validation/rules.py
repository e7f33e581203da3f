"""The rules that need more than one value of a questionnaire file, checked on its raw data.

They run on the raw data and not on the models, because a mistake in one place must not hide the
mistakes elsewhere. Wrong types and missing or unknown keys are left to `structure`; each rule
here passes over what it cannot make out. Every rule takes time in proportion to the file.
"""

from collections.abc import Iterator

from netztui.diagnostics.problems import Finding, Path
from netztui.i18n.message import N_, Message
from netztui.questionnaire.model import FORMAT, ITEM_LIMIT
from netztui.questionnaire.validation.conditions import condition_findings
from netztui.questionnaire.validation.options import option_findings
from netztui.questionnaire.validation.outline import (
    Data,
    Outline,
    RawItem,
    RawSection,
    shown,
    suggestion,
    unknown_name,
    word,
)
from netztui.questionnaire.validation.result_rules import outcome_findings
from netztui.questionnaire.validation.texts import text_findings


def format_finding(data: Data) -> Finding | None:
    """The finding for a file of another format than this netztui reads, if it is one."""
    number = data.get("format")
    if number is None or (type(number) is int and number == FORMAT):
        return None
    if type(number) is not int:
        return Finding(
            ("format",),
            Message(N_("“{key}” must be a whole number."), key="format"),
            Message(N_("Write format = {known}."), known=FORMAT),
        )
    return Finding(
        ("format",),
        Message(
            N_("The file has format {format}; this netztui reads format {known}."),
            format=shown(number),
            known=FORMAT,
        ),
        Message(N_("Write format = {known}, or use a netztui that reads it."), known=FORMAT),
    )


def rule_findings(data: Data) -> Iterator[Finding]:
    """Every breach of the format's rules, in no particular order."""
    outline = Outline(data)
    yield from text_findings(outline)
    yield from option_findings(outline)
    yield from condition_findings(outline)
    yield from _ids(outline)
    yield from _facets(outline)
    yield from _response_scales(outline)
    yield from _opposites(outline)
    yield from _repeated_sections(outline)
    yield from _numbers(outline)
    yield from outcome_findings(outline)


def _ids(outline: Outline) -> Iterator[Finding]:
    given: dict[str, set[str]] = {"section": set(), "item": set()}
    for kind, holders in (("section", outline.sections), ("item", outline.items)):
        for holder in holders:
            name = word(holder.data, "id")
            if name in given[kind]:
                yield Finding(
                    (*holder.path, "id"),
                    Message(N_("The id “{name}” is given twice."), name=shown(name)),
                )
            elif name is not None:
                given[kind].add(name)
    if len(outline.items) > ITEM_LIMIT:
        yield Finding(
            (*outline.items[ITEM_LIMIT].path,),
            Message(
                N_("There are {count} items; {limit} are the most."),
                count=len(outline.items),
                limit=ITEM_LIMIT,
            ),
        )


def _facets(outline: Outline) -> Iterator[Finding]:
    measured: set[str] = set()
    for item in outline.items:
        if item.kind is None:
            # Whatever kind is meant, a facet that it names is not unused.
            measured.add(word(item.data, "facet") or "")
        if item.facet is None:
            if item.reversed and item.kind == "rating" and "facet" not in item.data:
                yield Finding(
                    (*item.path, "reverse"),
                    Message(N_("Only an item with a facet can be reversed.")),
                    Message(N_("Add facet = …, or take “reverse” out.")),
                    at="key",
                )
            continue
        path = (*item.path, "facet")
        # Where no facets are declared at all, saying so once is enough.
        if item.facet not in outline.facets and (outline.facets or not measured):
            message = Message(N_("There is no facet “{name}”."), name=shown(item.facet))
            yield unknown_name(path, message, item.facet, outline.facets, measured)
        measured.add(item.facet)
        if item.section.repeats:
            yield Finding(
                path,
                Message(N_("An item that is asked once for each option counts for no facet.")),
                Message(N_("Take “facet” out, or move the item to another section.")),
                at="key",
            )
    for facet in outline.facets if outline.items else ():
        if facet not in measured:
            yield Finding(
                ("facets", facet),
                Message(N_("No item has the facet “{name}”."), name=shown(facet)),
                Message(N_("Write facet = … with the items that measure it, or take it out.")),
                at="key",
            )


def _response_scales(outline: Outline) -> Iterator[Finding]:
    used: set[str] = set()
    without: dict[Path, list[RawItem]] = {}
    holders: list[RawItem | RawSection] = [*outline.items, *outline.sections]
    for holder in holders:
        name = word(holder.data, "response_scale")
        if name is not None and name not in outline.response_scales:
            path = (*holder.path, "response_scale")
            message = Message(N_("There is no response scale “{name}”."), name=shown(name))
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
        yield Finding(
            path,
            Message(sentence),
            Message(
                N_('Write response_scale = "…" here; there is: {known}.'),
                known=", ".join(map(shown, outline.response_scales)) or "–",
            ),
        )
    for name in outline.response_scales if outline.items else ():
        if name not in used:
            yield Finding(
                ("response_scales", name),
                Message(N_("No rating uses the response scale “{name}”."), name=shown(name)),
                Message(N_("Name it with response_scale = …, or take it out.")),
                at="key",
            )


def _opposites(outline: Outline) -> Iterator[Finding]:
    for item in outline.items:
        wanted = word(item.data, "opposite")
        if wanted is None or item.kind != "rating":
            continue
        path = (*item.path, "opposite")
        other = outline.items_by_id.get(wanted)
        if other is None:
            message = Message(N_("There is no item “{name}”."), name=shown(wanted))
            yield Finding(path, message, suggestion(wanted, outline.items_by_id))
        elif other is item:
            yield Finding(
                path,
                Message(N_("An item cannot be its own opposite.")),
                Message(N_("Name the other item of the pair.")),
            )
        elif {item.facet, other.facet} - {*outline.facets, None}:
            # A facet misspelt is said already, and may be the same one.
            continue
        elif item.facet is None or other.facet != item.facet:
            yield Finding(
                path,
                Message(N_("“{name}” is no rating of the same facet."), name=wanted),
                Message(N_("The opposite of an item is another item of its facet.")),
            )
        elif other.reversed == item.reversed and item.keyed and other.keyed:
            yield Finding(
                path,
                Message(N_("“{name}” is keyed the same way, so it is no opposite."), name=wanted),
                Message(N_("One of the two is reversed: reverse = true.")),
            )


def _repeated_sections(outline: Outline) -> Iterator[Finding]:
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
            message = Message(N_("There is no item “{name}”."), name=shown(wanted))
            yield Finding(path, message, suggestion(wanted, choices))
        elif item.kind is not None and item.kind != "choices":
            yield Finding(
                path, Message(N_("“{name}” is no item of the kind choices."), name=wanted)
            )
        elif item.section.place >= section.place:
            yield Finding(
                path,
                Message(N_("“{name}” is not asked before this."), name=wanted),
                Message(N_("It must stand in an earlier section.")),
            )
        elif item.section.repeats:
            yield Finding(
                path,
                Message(
                    N_("“{name}” is asked once for each option, so it has no single answer."),
                    name=wanted,
                ),
            )


def _numbers(outline: Outline) -> Iterator[Finding]:
    for item in outline.items:
        if item.kind == "number":
            low, high = item.data.get("minimum", 0), item.data.get("maximum", 10**6)
            if isinstance(low, int) and isinstance(high, int) and low > high:
                at = "maximum" if "maximum" in item.data else "minimum"
                yield Finding(
                    (*item.path, at),
                    Message(
                        N_("The smallest number, {low}, is above the largest, {high}."),
                        low=shown(low),
                        high=shown(high),
                    ),
                )
