"""Checks on what answers are counted for: scales, the axis, networks, placements and advice."""

from collections.abc import Iterator

from netztui.diagnostics.problems import Violation
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.validation.outline import (
    Outline,
    RawItem,
    rows,
    unknown_name,
    word,
    words,
)

OUTCOMES = ("both", "neither", "mixed", "undecided")
"""What a result can be called beside its two poles."""


def result_violations(outline: Outline) -> Iterator[Violation]:
    """What is wrong with the parts of a questionnaire that make its result."""
    yield from _scales(outline)
    yield from _axis(outline)
    yield from _networks(outline)
    yield from _placements(outline)
    yield from _advice(outline)


def _scales(outline: Outline) -> Iterator[Violation]:
    used: set[str] = set()
    for name, scale in outline.scales.items():
        if not isinstance(scale, dict):
            continue
        seen: set[str] = set()
        for place, facet in words(scale, "facets"):
            path = ("scales", name, "facets", place)
            if facet in seen:
                yield Violation(
                    path, LazyText(N_("“{key}” is given twice."), key=quote_value(facet))
                )
            elif facet not in outline.facets and outline.facets:
                message = LazyText(N_("There is no facet “{name}”."), name=quote_value(facet))
                yield unknown_name(path, message, facet, outline.facets, used)
            seen.add(facet)
        used |= seen
    if outline.facets and "scales" not in outline.data:
        yield Violation(
            ("facets",),
            LazyText(N_("There are facets, but no scale is made of them.")),
            LazyText(N_("Add [scales.…] with a label and its facets.")),
            at="key",
        )
    for facet in outline.facets if outline.scales else ():
        if facet not in used:
            yield Violation(
                ("facets", facet),
                LazyText(N_("No scale has the facet “{name}”."), name=quote_value(facet)),
                LazyText(N_("Add it to the facets of a scale, or take it out.")),
                at="key",
            )


def _axis(outline: Outline) -> Iterator[Violation]:
    low, high = word(outline.axis, "low"), word(outline.axis, "high")
    for end, name in (("low", low), ("high", high)):
        path = ("axis", end)
        if name is not None and name not in outline.scales:
            message = LazyText(N_("There is no scale “{name}”."), name=quote_value(name))
            yield Violation(path, message, suggest(name, outline.scales))
        elif name in {*OUTCOMES, "balanced"}:
            yield Violation(
                path,
                LazyText(
                    N_("A scale at an end of the axis cannot have the id “{name}”."), name=name
                ),
                LazyText(N_("Results have a meaning of their own for it; choose another id.")),
            )
    if low is None or high is None:
        return
    if low == high:
        message = LazyText(
            N_("Both ends of the axis are the scale “{name}”."), name=quote_value(low)
        )
        yield Violation(("axis", "high"), message)
        return
    ends = [outline.scales.get(name) for name in (low, high)]
    if isinstance(ends[0], dict) and isinstance(ends[1], dict):
        below = {facet for _, facet in words(ends[0], "facets")}
        for place, facet in words(ends[1], "facets"):
            if facet in below:
                yield Violation(
                    ("scales", high, "facets", place),
                    LazyText(
                        N_("The facet “{name}” counts for both ends of the axis."), name=facet
                    ),
                    LazyText(N_("It would cancel itself out; leave it to one of them.")),
                )


def _networks(outline: Outline) -> Iterator[Violation]:
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
            message = LazyText(N_("There is no item “{name}”."), name=quote_value(name))
            yield Violation(path, message, suggest(name, grid))
        elif item.kind is not None and (item.kind != "rating" or not item.section.repeats):
            message = LazyText(N_("“{name}” is no rating in a section with for_each."), name=name)
            yield Violation(path, message)
        else:
            found.append(item)
    if len(found) == 2:
        if found[0] is found[1]:
            yield Violation(
                ("networks", "high"),
                LazyText(N_("Both ends are the item “{name}”."), name=found[0].id),
            )
        elif found[0].section is not found[1].section:
            yield Violation(
                ("networks", "high"),
                LazyText(
                    N_("“{high}” and “{low}” stand in different sections."),
                    high=found[1].id,
                    low=found[0].id,
                ),
            )


def _placements(outline: Outline) -> Iterator[Violation]:
    placements = list(rows(outline.data, "placements"))
    if "axis" not in outline.data:
        if placements:
            yield Violation(
                ("placements", placements[0][0]),
                LazyText(N_("Placements need an axis.")),
                LazyText(N_("Add [axis] with low = … and high = …, or take them out.")),
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
            yield Violation(
                path, LazyText(N_("There is a placement for “{name}” already."), name=when)
            )
        elif when is not None:
            near = closest_match(when, missing)
            if near is not None:
                missing.remove(near)
            message = LazyText(N_("No result is called “{name}”."), name=quote_value(when))
            yield Violation(path, message, suggest(when, [*poles, *OUTCOMES]))
    # A broken list or an entry without `when` is said already, and may be the one not found.
    complete = all("when" in placement for _, placement in placements)
    if missing and complete and isinstance(outline.data.get("placements", []), list):
        yield Violation(
            ("axis",),
            LazyText(
                N_("Results without a placement: {names}."),
                names=", ".join(map(quote_value, missing)),
            ),
            LazyText(N_("Add [[placements]] with when, title and text for each.")),
            at="key",
        )


def _advice(outline: Outline) -> Iterator[Violation]:
    known = {**outline.facets, **outline.scales}
    for place, advice in rows(outline.data, "advice"):
        when = advice.get("when")
        for name in when if isinstance(when, dict) else ():
            if name not in known:
                yield Violation(
                    ("advice", place, "when", name),
                    LazyText(N_("There is no facet or scale “{name}”."), name=quote_value(name)),
                    suggest(name, known),
                    at="key",
                )
