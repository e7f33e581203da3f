"""Rules for what a result is made of: scales, the axis, networks, placements and advice."""

from collections.abc import Iterator

from netztui.diagnostics.problems import Violation, violation
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Axis, Questionnaire, RatingItem
from netztui.questionnaire.validation.index import Index, PlacedItem, unknown_name

PLACEMENTS = ("both", "neither", "mixed", "undecided")
"""What a result can be called apart from its two poles."""


def result_violations(index: Index) -> Iterator[Violation]:
    """Everything wrong with the parts of a questionnaire that make up its result."""
    questionnaire = index.questionnaire
    yield from _scales(questionnaire)
    if questionnaire.axis is not None:
        yield from _axis(questionnaire, questionnaire.axis)
        yield from _placements(questionnaire, questionnaire.axis)
    elif questionnaire.placements:
        yield violation(
            ("placements", 0),
            N_("Placements need an axis."),
            N_("Add [axis] with low = … and high = …, or remove the placements."),
        )
    yield from _networks(index)
    yield from _advice(questionnaire)


def _scales(questionnaire: Questionnaire) -> Iterator[Violation]:
    used: set[str] = set()
    for name, scale in questionnaire.scales.items():
        for place, facet in enumerate(scale.facets):
            path = ("scales", name, "facets", place)
            if facet in scale.facets[:place]:
                yield violation(path, N_("“{key}” is given twice."), key=facet)
            elif facet not in questionnaire.facets and questionnaire.facets:
                message = LazyText(N_("There is no facet “{name}”."), name=facet)
                yield unknown_name(path, message, facet, questionnaire.facets, used)
            used.add(facet)
    if questionnaire.facets and not questionnaire.scales:
        yield violation(
            ("facets",),
            N_("There are facets, but no scale is made of them."),
            N_("Add [scales.…] with a label and its facets."),
            at="key",
        )
        return
    for facet in questionnaire.facets:
        if facet not in used:
            yield violation(
                ("facets", facet),
                N_("No scale has the facet “{name}”."),
                N_("Add it to the facets of a scale, or remove it."),
                name=facet,
                at="key",
            )


def _axis(questionnaire: Questionnaire, axis: Axis) -> Iterator[Violation]:
    for end, name in (("low", axis.low), ("high", axis.high)):
        if name not in questionnaire.scales:
            yield violation(
                ("axis", end),
                N_("There is no scale “{name}”."),
                suggest(name, questionnaire.scales),
                name=name,
            )
        elif name in {*PLACEMENTS, "balanced"}:
            yield violation(
                ("axis", end),
                N_("A scale at an end of the axis cannot have the id “{name}”."),
                N_("This word has a meaning of its own in results; choose another id."),
                name=name,
            )
    if axis.low == axis.high:
        yield violation(
            ("axis", "high"), N_("Both ends of the axis are the scale “{name}”."), name=axis.low
        )
    elif {axis.low, axis.high} <= questionnaire.scales.keys():
        below = questionnaire.scales[axis.low].facets
        for place, facet in enumerate(questionnaire.scales[axis.high].facets):
            if facet in below:
                yield violation(
                    ("scales", axis.high, "facets", place),
                    N_("The facet “{name}” counts for both ends of the axis."),
                    N_("It would cancel itself out; keep it in only one of them."),
                    name=facet,
                )


def _networks(index: Index) -> Iterator[Violation]:
    networks = index.questionnaire.networks
    if networks is None:
        return
    grid = [item.id for placed, item in index.ratings() if placed.section.for_each is not None]
    found: list[PlacedItem] = []
    for end, name in (("low", networks.low), ("high", networks.high)):
        path = ("networks", end)
        placed = index.by_id.get(name)
        if placed is None:
            yield violation(path, N_("There is no item “{name}”."), suggest(name, grid), name=name)
        elif not isinstance(placed.item, RatingItem) or placed.section.for_each is None:
            yield violation(
                path, N_("“{name}” is not a rating in a section with for_each."), name=name
            )
        else:
            found.append(placed)
    if len(found) == 2 and found[0] is found[1]:
        yield violation(
            ("networks", "high"), N_("Both ends are the item “{name}”."), name=networks.low
        )
    elif len(found) == 2 and found[0].section is not found[1].section:
        yield violation(
            ("networks", "high"),
            N_("“{high}” and “{low}” are in different sections."),
            high=networks.high,
            low=networks.low,
        )


def _placements(questionnaire: Questionnaire, axis: Axis) -> Iterator[Violation]:
    poles = [axis.low, axis.high]
    if axis.low == axis.high or not set(poles) <= questionnaire.scales.keys():
        return
    missing = [*poles, *PLACEMENTS]
    for place, placement in enumerate(questionnaire.placements):
        when, path = placement.when, ("placements", place, "when")
        if when in missing:
            missing.remove(when)
        elif when in {*poles, *PLACEMENTS}:
            yield violation(path, N_("There is already a placement for “{name}”."), name=when)
        else:
            near = closest_match(when, missing)
            if near is not None:
                missing.remove(near)
            yield violation(
                path,
                N_("No result is called “{name}”."),
                suggest(when, [*poles, *PLACEMENTS]),
                name=when,
            )
    if missing:
        yield violation(
            ("axis",),
            N_("No placement text for: {names}."),
            N_("Add [[placements]] with when, title and text for each."),
            names=", ".join(missing),
            at="key",
        )


def _advice(questionnaire: Questionnaire) -> Iterator[Violation]:
    known = {**questionnaire.facets, **questionnaire.scales}
    for place, advice in enumerate(questionnaire.advice):
        for name in advice.when:
            if name not in known:
                yield violation(
                    ("advice", place, "when", name),
                    N_("There is no facet or scale “{name}”."),
                    suggest(name, known),
                    name=quote_value(name),
                    at="key",
                )
