"""The rules for what the result says: axis, placements, networks and advice."""

from collections.abc import Iterator, Mapping

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.suggest import unknown_name
from netztui.i18n.message import N_
from netztui.questionnaire import model
from netztui.questionnaire.marks import LEANING
from netztui.questionnaire.result_texts import Advice, Networks, Prompt
from netztui.questionnaire.validation.rules import Index, id_violations

PLACEMENTS = ("both", "neither", "mixed", "undecided")
"""What a result can be called apart from its two poles and leaning to one of them."""
NO_PLACEMENT = N_("No result is called “{name}”.")


def result_violations(index: Index) -> Iterator[Violation]:
    """Every breach of the rules for what the result says, in no particular order."""
    questionnaire = index.questionnaire
    axis, results = questionnaire.axis, tuple[str, ...]()
    if axis is not None:
        yield from _axis(questionnaire, axis)
        if axis.low != axis.high and questionnaire.scales.keys() >= {axis.low, axis.high}:
            poles = (axis.low, axis.high)
            results = (*poles, *(f"{LEANING}{pole}" for pole in poles), *PLACEMENTS)
            yield from _placements(questionnaire, poles, results)
    elif questionnaire.placements:
        yield violation(
            ("placements", 0),
            N_("Placements need an axis."),
            N_("Add [axis] with low = … and high = …, or remove the placements."),
        )
    if questionnaire.networks is not None:
        yield from _networks(index, questionnaire.networks)
    yield from id_violations(index.of(Advice))
    yield from _patterns(index)
    yield from _advice(index, results)


def _axis(questionnaire: model.Questionnaire, axis: model.Axis) -> Iterator[Violation]:
    scales = questionnaire.scales
    for end, name in (("low", axis.low), ("high", axis.high)):
        if name not in scales:
            yield unknown_name(("axis", end), N_("Unknown scale “{name}”."), name, scales)
        elif name in {*PLACEMENTS, "balanced"} or name.startswith(LEANING):
            yield violation(
                ("axis", end),
                N_("A scale at an end of the axis cannot have the id “{name}”."),
                N_("This word has a meaning of its own in results; choose another id."),
                name=name,
            )
    if axis.low == axis.high:
        sentence = N_("Both ends of the axis are the scale “{name}”.")
        yield violation(("axis", "high"), sentence, name=axis.low)
    elif scales.keys() >= {axis.low, axis.high}:
        below = {*scales[axis.low].facets}
        for place, facet in enumerate(scales[axis.high].facets):
            if facet in below:
                yield violation(
                    ("scales", axis.high, "facets", place),
                    N_("The facet “{name}” counts for both ends of the axis."),
                    N_("It would cancel itself out; keep it in only one of them."),
                    name=facet,
                )


def _placements(
    questionnaire: model.Questionnaire, poles: tuple[str, ...], results: tuple[str, ...]
) -> Iterator[Violation]:
    placed: list[str] = []
    for place, placement in enumerate(questionnaire.placements):
        when, path = placement.when, ("placements", place)
        if when not in results:
            yield unknown_name((*path, "when"), NO_PLACEMENT, when, results)
            placed.append(when)
            continue
        if when in placed:
            sentence = N_("There is already a placement for “{name}”.")
            yield violation((*path, "when"), sentence, name=when)
        placed.append(when)
        for key in ("sure", "little"):
            shown = when in poles or (key == "little" and when not in PLACEMENTS)
            if not shown and getattr(placement, key) is not None:
                yield violation(
                    (*path, key),
                    N_("“{key}” is never shown with the result “{name}”."),
                    N_("“sure” is for the two ends of the axis, “little” for leaning to one too."),
                    key=key,
                    name=when,
                    at="key",
                )
    if {*placed} < {*results}:
        yield violation(
            ("axis",),
            N_("No placement text for: {names}."),
            N_("Add [[placements]] with when, title and text for each."),
            names=", ".join(when for when in results if when not in placed),
            at="key",
        )


def _networks(index: Index, networks: Networks) -> Iterator[Violation]:
    grids: Mapping[type[model.BaseItem], dict[str, str | int]] = {
        kind: {
            item.id: path[1]
            for path, item in index.of(kind)
            if index.section(path).for_each is not None
        }
        for kind in (model.RatingItem, model.NumberItem)
    }
    ratings, numbers = grids[model.RatingItem], grids[model.NumberItem]
    for end, name in (("low", networks.low), ("high", networks.high)):
        if name not in ratings:
            sentence = N_("No rating in a section with for_each is called “{name}”.")
            yield unknown_name(("networks", end), sentence, name, ratings)
    low, high = ratings.get(networks.low), ratings.get(networks.high)
    if None not in {low, high} and (low != high or networks.low == networks.high):
        yield violation(
            ("networks", "high"),
            N_("“{high}” and “{low}” are not two ratings of the same section."),
            high=networks.high,
            low=networks.low,
        )
    effort = networks.effort
    if effort is not None and low is not None and numbers.get(effort) != low:
        own = [name for name, section in numbers.items() if section == low]
        sentence = N_("No number in the section of the two ratings is called “{name}”.")
        yield unknown_name(("networks", "effort"), sentence, effort, own)


def _patterns(index: Index) -> Iterator[Violation]:
    areas = {**index.questionnaire.facets, **index.questionnaire.scales}
    patterns: list[tuple[DataPath, Advice | Prompt]]
    patterns = [*index.of(Advice), *index.of(Prompt)]
    for path, one in patterns:
        for name in [name for name in one.when if name not in areas]:
            sentence = N_("Unknown facet or scale “{name}”.")
            yield unknown_name((*path, "when", name), sentence, name, areas)


def _advice(index: Index, results: tuple[str, ...]) -> Iterator[Violation]:
    questionnaire = index.questionnaire
    for path, advice in index.of(Advice):
        if not advice.when and advice.placements is None and advice.answers is None:
            yield violation(
                path,
                N_("The advice has no condition, so everybody would get it."),
                N_("Add at least one of: {known}."),
                known="when, placements, answers",
            )
        for place, name in enumerate(advice.placements or ()):
            here = (*path, "placements", place)
            if questionnaire.axis is None:
                yield violation(here, N_("Placements need an axis."))
            # An axis with a mistake is reported already.
            elif results and name not in results:
                yield unknown_name(here, NO_PLACEMENT, name, results)
