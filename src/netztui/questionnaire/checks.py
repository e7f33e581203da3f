"""The rules that need more than one value of a questionnaire file, checked on its raw data.

They run on the raw data and not on the models, because a mistake in one place must not hide the
mistakes elsewhere. Wrong types and missing or unknown keys are left to `structure`; each rule
here passes over what it cannot make out. Every rule takes time in proportion to the file.
"""

from collections.abc import Iterator, Mapping

from netztui.questionnaire.conditions import condition_findings
from netztui.questionnaire.message import Message, N_
from netztui.questionnaire.model import FORMAT, ITEM_LIMIT
from netztui.questionnaire.options import option_findings
from netztui.questionnaire.outline import (
    Data,
    Outline,
    RawItem,
    RawSection,
    nearest,
    rows,
    shown,
    suggestion,
    word,
    words,
)
from netztui.questionnaire.problems import Finding, Path
from netztui.questionnaire.texts import text_findings

OUTCOMES = ("both", "neither", "mixed", "undecided")
"""What a result can be called beside its two poles."""


def format_finding(data: Data) -> Finding | None:
    """The finding for a file of another format than this netztui reads, if it is one."""
    number = data.get("format")
    if number is None or (type(number) is int and number == FORMAT):
        return None
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
    yield from _scales(outline)
    yield from _axis(outline)
    yield from _networks(outline)
    yield from _placements(outline)
    yield from _advice(outline)
    yield from _numbers(outline)


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


def _unknown(
    path: Path, message: Message, wanted: str, known: Mapping[str, object], meant: set[str]
) -> Finding:
    """The finding for a name that nothing has; notes in `meant` what it probably was for."""
    near = nearest(wanted, known)
    if near is not None:
        # What a slip of the pen was meant to name is not unused besides.
        meant.add(near)
    return Finding(path, message, suggestion(wanted, known))


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
            yield _unknown(path, message, item.facet, outline.facets, measured)
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
            yield _unknown(path, message, name, outline.response_scales, used)
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
            path, message = items[0].path, N_("This rating has no response scale.")
        else:
            path, message = section, N_("The ratings of this section have no response scale.")
        yield Finding(
            path,
            Message(message),
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
        elif {item.facet, other.facet} - {*outline.facets, None}:
            # A facet misspelt is said already, and may be the same one.
            continue
        elif item.facet is None or other.facet != item.facet:
            yield Finding(
                path,
                Message(N_("“{name}” is no rating of the same facet."), name=wanted),
                Message(N_("The opposite of an item is another item of its facet.")),
            )
        elif other.reversed == item.reversed:
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
            choices = [name for name, known in outline.items_by_id.items() if known.kind == "choices"]
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


def _scales(outline: Outline) -> Iterator[Finding]:
    used: set[str] = set()
    for name, scale in outline.scales.items():
        if not isinstance(scale, dict):
            continue
        seen: set[str] = set()
        for place, facet in words(scale, "facets"):
            path = ("scales", name, "facets", place)
            if facet in seen:
                yield Finding(path, Message(N_("“{key}” is given twice."), key=shown(facet)))
            elif facet not in outline.facets and outline.facets:
                message = Message(N_("There is no facet “{name}”."), name=shown(facet))
                yield _unknown(path, message, facet, outline.facets, used)
            seen.add(facet)
        used |= seen
    if outline.facets and "scales" not in outline.data:
        yield Finding(
            ("facets",),
            Message(N_("There are facets, but no scale is made of them.")),
            Message(N_("Add [scales.…] with a label and its facets.")),
            at="key",
        )
    for facet in outline.facets if outline.scales else ():
        if facet not in used:
            yield Finding(
                ("facets", facet),
                Message(N_("No scale has the facet “{name}”."), name=shown(facet)),
                Message(N_("Add it to the facets of a scale, or take it out.")),
                at="key",
            )


def _axis(outline: Outline) -> Iterator[Finding]:
    low, high = word(outline.axis, "low"), word(outline.axis, "high")
    for end, name in (("low", low), ("high", high)):
        path = ("axis", end)
        if name is not None and name not in outline.scales:
            message = Message(N_("There is no scale “{name}”."), name=shown(name))
            yield Finding(path, message, suggestion(name, outline.scales))
        elif name in {*OUTCOMES, "balanced"}:
            yield Finding(
                path,
                Message(N_("A scale at an end of the axis cannot have the id “{name}”."), name=name),
                Message(N_("Results have a meaning of their own for it; choose another id.")),
            )
    if low is None or high is None:
        return
    if low == high:
        message = Message(N_("Both ends of the axis are the scale “{name}”."), name=shown(low))
        yield Finding(("axis", "high"), message)
        return
    ends = [outline.scales.get(name) for name in (low, high)]
    if isinstance(ends[0], dict) and isinstance(ends[1], dict):
        below = {facet for _, facet in words(ends[0], "facets")}
        for place, facet in words(ends[1], "facets"):
            if facet in below:
                yield Finding(
                    ("scales", high, "facets", place),
                    Message(N_("The facet “{name}” counts for both ends of the axis."), name=facet),
                    Message(N_("It would cancel itself out; leave it to one of them.")),
                )


def _networks(outline: Outline) -> Iterator[Finding]:
    networks = outline.data.get("networks")
    if not isinstance(networks, dict):
        return
    found: list[RawItem] = []
    for end in ("low", "high"):
        name = word(networks, end)
        if name is None:
            continue
        path = ("networks", end)
        item = outline.items_by_id.get(name)
        if item is None:
            grid = [
                known
                for known, rating in outline.items_by_id.items()
                if rating.kind == "rating" and rating.section.repeats
            ]
            message = Message(N_("There is no item “{name}”."), name=shown(name))
            yield Finding(path, message, suggestion(name, grid))
        elif item.kind is not None and (item.kind != "rating" or not item.section.repeats):
            message = Message(N_("“{name}” is no rating in a section with for_each."), name=name)
            yield Finding(path, message)
        else:
            found.append(item)
    if len(found) == 2:
        if found[0] is found[1]:
            yield Finding(
                ("networks", "high"), Message(N_("Both ends are the item “{name}”."), name=found[0].id)
            )
        elif found[0].section is not found[1].section:
            yield Finding(
                ("networks", "high"),
                Message(
                    N_("“{high}” and “{low}” stand in different sections."),
                    high=found[1].id,
                    low=found[0].id,
                ),
            )


def _placements(outline: Outline) -> Iterator[Finding]:
    placements = list(rows(outline.data, "placements"))
    if "axis" not in outline.data:
        if placements:
            yield Finding(
                ("placements", placements[0][0]),
                Message(N_("Placements need an axis.")),
                Message(N_("Add [axis] with low = … and high = …, or take them out.")),
            )
        return
    poles = [name for name in (word(outline.axis, "low"), word(outline.axis, "high")) if name]
    if len(set(poles)) < 2 or not set(poles) <= {*outline.scales}:
        return
    missing = [*poles, *OUTCOMES]
    for place, placement in placements:
        when = word(placement, "when")
        path = ("placements", place, "when")
        if when in missing:
            missing.remove(when)
        elif when in {*poles, *OUTCOMES}:
            yield Finding(
                path, Message(N_("There is a placement for “{name}” already."), name=when)
            )
        elif when is not None:
            near = nearest(when, missing)
            if near is not None:
                missing.remove(near)
            message = Message(N_("No result is called “{name}”."), name=shown(when))
            yield Finding(path, message, suggestion(when, [*poles, *OUTCOMES]))
    # A broken list or an entry without `when` is said already, and may be the one not found.
    complete = all("when" in placement for _, placement in placements)
    if missing and complete and isinstance(outline.data.get("placements", []), list):
        yield Finding(
            ("axis",),
            Message(N_("Results without a placement: {names}."), names=", ".join(map(shown, missing))),
            Message(N_("Add [[placements]] with when, title and text for each.")),
            at="key",
        )


def _advice(outline: Outline) -> Iterator[Finding]:
    known = {**outline.facets, **outline.scales}
    for place, advice in rows(outline.data, "advice"):
        when = advice.get("when")
        for name in when if isinstance(when, dict) else ():
            if name not in known:
                yield Finding(
                    ("advice", place, "when", name),
                    Message(N_("There is no facet or scale “{name}”."), name=shown(name)),
                    suggestion(name, known),
                    at="key",
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
