"""A result as a page, from the same sentences as on the screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day, number, signed
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Change, compare
from netztui.scoring.result import Estimate, FacetScore, Result
from netztui.text import change as changes
from netztui.text import figures
from netztui.text import result as wording
from netztui.text.labels import localized, scale_label
from netztui.web import parts
from netztui.web.environment import render
from netztui.web.pictures import POINTS, Picture, Side, across, side_named, side_of, span


@dataclass(frozen=True, slots=True)
class Group:
    """A pole with its areas, or the other scales."""

    label: str
    side: Side
    rows: Sequence[parts.Row]
    value: str = ""
    exact: str = ""
    """The value with its standard error."""


def result_page(finished: ScoredAssessment, previous: ScoredAssessment | None = None) -> str:
    """One result, and what has changed since `previous`, as a page of HTML."""
    return render("result.html.j2", **result_values(finished, previous))


def result_values(
    finished: ScoredAssessment, previous: ScoredAssessment | None = None
) -> dict[str, object]:
    """What the template of a result shows."""
    result, stored, questionnaire = finished.result, finished.stored, finished.result.questionnaire
    position = result.axis.position.value if result.axis else None
    change = compare(previous.result, result) if previous is not None else None
    meaning = [*wording.placement_texts(result), wording.missing_sentence(result)]
    advice = [localized(one.text, questionnaire) for one in matching_advice(result)]
    plans = [(heading, [text]) for heading, text in wording.plan_lines(finished, previous)]
    exact = [*figures.position_sentences(result), figures.uncertainty_note()]
    return dict(
        title=localized(questionnaire.title, questionnaire),
        when=date(finished.finished_at),
        note=stored.note or "",
        headline=wording.placement_title(result),
        headline_side=side_named(result.placement, questionnaire.axis),
        figure=signed(position) if position is not None else "",
        figure_side=side_of(position or 0.0, parts.level_of(questionnaire)),
        meaning=[*filter(None, meaning)],
        axis=_axis(finished, previous, change),
        **parts.axis_words(questionnaire),
        since=_since(finished, previous, change),
        areas=_("Your areas") if questionnaire.axis else _("The scales, 0 to 100"),
        areas_note=wording.areas_note() if wording.area_lines(result) else "",
        signs=[
            ("now", _("value, 0 to 100")),
            ("reach", _("its standard error")),
            ("level", _("neither rare nor frequent")),
        ],
        groups=[] if result.ended else [*_groups(result)],
        networks=_networks(result),
        advice=parts.panel(_("Ideas to try"), advice),
        panels=[*parts.panel(_("Wanted and done"), wording.wanted_sentences(result)), *plans],
        closing=[
            *parts.panel(_("How the answers were given"), [*_given(result)]),
            *parts.unclaimed(questionnaire),
        ],
        figures=[] if result.ended else parts.panel(_("All figures"), exact),
    )


def _axis(
    finished: ScoredAssessment, previous: ScoredAssessment | None, change: Change | None
) -> parts.Axis | None:
    """The position, and the earlier one if both are of the same questions."""
    if finished.result.axis is None:
        return None
    if previous and change and change.axis and change.comparability.kind != "shared":
        return parts.axis_change(previous, finished, change)
    return parts.axis_now(finished, finished.result.axis.position)


def _since(
    finished: ScoredAssessment, previous: ScoredAssessment | None, change: Change | None
) -> list[parts.Panel]:
    if previous is None or change is None:
        return []
    since = _("Since {date}").format(date=day(previous.finished_at))
    return [(since, changes.told(previous, finished, change))]


def _given(result: Result) -> Iterator[str]:
    if skipped := wording.skipped_sentence(result):
        yield skipped
    elif result.quality.ratings and not result.ended:
        yield _("Every question has been answered.")
    yield from wording.quality_sentences(result.quality)


def _groups(result: Result) -> Iterator[Group]:
    """The poles with their areas, then the scales that are not on the axis."""
    questionnaire, axis = result.questionnaire, result.questionnaire.axis
    poles = [] if axis is None else [axis.high, axis.low]
    words = {one.facet: one.how_often for one in wording.area_lines(result)}
    for pole in poles:
        side, estimate = side_named(pole, axis), result.scales[pole].estimate
        rows = []
        for score in result.scales[pole].facets:
            facet = questionnaire.facets[score.facet]
            picture = _band("area", score.facet, localized(facet.label, questionnaire), score, side)
            described = localized(facet.description, questionnaire)
            rows.append(parts.Row(picture, _value(score), described, words.get(score.facet, "")))
        label, value = scale_label(questionnaire, pole), number(estimate.value) if estimate else ""
        yield Group(label, side, rows, value, figures.value_text(estimate))
    rows = []
    for name in result.scales:
        if name not in poles:
            own, label = result.scales[name].estimate, scale_label(questionnaire, name)
            picture = _band("scale", name, label, own, "level")
            rows.append(parts.Row(picture, _value(own), description(questionnaire, name)))
    if rows:
        yield Group(_("Not on the axis") if poles else "", "level", rows)


def _band(
    kind: str, id_: str, label: str, score: Estimate | FacetScore | None, side: Side
) -> Picture:
    exact = figures.value_text(score)
    if score is None or score.value is None or score.se is None:
        return Picture(f"{kind}-{id_}", label, exact, None, side)
    reach = span(score.value - score.se, score.value + score.se, POINTS)
    return Picture(f"{kind}-{id_}", label, exact, across(score.value, POINTS), side, reach)


def _value(score: Estimate | FacetScore | None) -> str:
    if score is None or score.value is None:
        return figures.value_text(None)
    return number(score.value)


def description(questionnaire: Questionnaire, scale: str) -> str:
    """The description of a scale that consists of one area; otherwise empty."""
    facets = questionnaire.scales[scale].facets
    only = questionnaire.facets[facets[0]].description if len(facets) == 1 else None
    return localized(only, questionnaire)


def _networks(result: Result) -> list[tuple[str, Sequence[object], str]]:
    """The heading, each network with its picture, and what the position means; or nothing."""
    networks, lines = result.questionnaire.networks, wording.network_lines(result)
    level, shown = parts.level_of(result.questionnaire), []
    for place, line in enumerate(lines):
        said = _("position {position}").format(position=signed(line.position))
        side, zone = side_of(line.position, level), span(-level, level)
        place_on_axis = across(line.position)
        picture = Picture(f"network-{place}", line.label, said, place_on_axis, side, level=zone)
        shown.append((line, signed(line.position), picture))
    if networks is None or not shown:
        return []
    title, explained = (
        localized(text, result.questionnaire) for text in (networks.title, networks.explained)
    )
    return [(title, shown, explained)]
