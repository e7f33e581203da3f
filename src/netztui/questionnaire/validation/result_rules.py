"""Checks on what answers are counted for: scales, the axis, networks, placements and advice."""

from collections.abc import Iterator

from netztui.diagnostics.problems import Finding
from netztui.i18n.message import N_, Message
from netztui.questionnaire.validation.outline import (
    Outline,
    RawItem,
    nearest,
    rows,
    shown,
    suggestion,
    unknown_name,
    word,
    words,
)

OUTCOMES = ("both", "neither", "mixed", "undecided")
"""What a result can be called beside its two poles."""


def outcome_findings(outline: Outline) -> Iterator[Finding]:
    """What is wrong with the parts of a questionnaire that make its result."""
    yield from _scales(outline)
    yield from _axis(outline)
    yield from _networks(outline)
    yield from _placements(outline)
    yield from _advice(outline)


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
                yield unknown_name(path, message, facet, outline.facets, used)
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
                Message(
                    N_("A scale at an end of the axis cannot have the id “{name}”."), name=name
                ),
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
                ("networks", "high"),
                Message(N_("Both ends are the item “{name}”."), name=found[0].id),
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
            Message(
                N_("Results without a placement: {names}."), names=", ".join(map(shown, missing))
            ),
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
