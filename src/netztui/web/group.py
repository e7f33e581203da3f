"""A group as a page, for a projector and for print, from the same sentences as on the screen."""

from collections.abc import Iterator, Sequence

from netztui.group.areas import Spread
from netztui.group.before_after import BeforeAfter
from netztui.group.calibration import CalibrationFigures
from netztui.group.items import DividedItem
from netztui.group.networks import NetworkSummary
from netztui.group.report import GroupReport
from netztui.group.summary import GroupSummary
from netztui.i18n.catalogue import _
from netztui.i18n.formats import calendar_day, number, signed
from netztui.questionnaire.model import Questionnaire
from netztui.text import group as wording
from netztui.text.labels import localized, pole_labels, pole_of, scale_label
from netztui.web import parts
from netztui.web.environment import render
from netztui.web.pictures import AXIS, POINTS, Bar, Picture, Side, across, side_named, side_of, span
from netztui.web.result import Group

SHADES = 5
"""How many shades of a colour the style has, for the options of an item."""


def group_page(report: GroupReport, *, calibration: bool = False) -> str:
    """A group as a page of HTML; with `calibration`, its figures are unfolded."""
    summary, questionnaire = report.summary, report.summary.questionnaire
    title = localized(questionnaire.title, questionnaire)
    prompts = [wording.prompt_sentence(one, summary) for one in summary.prompts]
    networks = [_network(one, summary) for one in summary.networks]
    return render(
        "group.html.j2",
        title=title,
        when=calendar_day(summary.day) if summary.day is not None else "",
        who=wording.people_sentence(summary),
        people=number(summary.people),
        headline=_("Where everyone stands") if summary.strip else title,
        told=wording.position_sentences(summary),
        axis=_axis(summary),
        bars=_strip(summary),
        **parts.axis_words(questionnaire),
        words=parts.panel(_("In words"), [*_words(summary)] or wording.word_sentences(summary)),
        counted=bool(summary.words.shown),
        areas=parts.panel(_("Areas, 0 to 100"), [*_areas(summary)]),
        contrasts=wording.contrast_sentences(summary),
        signs=_legend(summary, _("neither rare nor frequent")),
        items=parts.panel(
            _("What divides the group most"), [_divided(one, summary) for one in summary.items]
        ),
        networks=parts.panel(_("Networks"), networks),
        change=_change(report.change),
        change_signs=[
            ("then", _("mean before")),
            ("now", _("mean after")),
            ("reach", _("95% interval of the change")),
        ],
        plans=parts.panel(_("Plans"), summary.plans),
        prompts=parts.panel(_("For discussion"), prompts),
        closing=_closing(summary),
        figures=_("All figures"),
        tables=[
            *parts.panel(_("Where everyone stands"), _strip_table(summary)),
            *parts.panel(_("Networks"), [(one.title, one.description) for one, _sides in networks]),
        ],
        calibration=_calibration(report.calibration, questionnaire),
        open="open" if calibration else "",
    )


def _side(name: str, questionnaire: Questionnaire) -> Side:
    """The side of a scale, or of the pole that an area belongs to."""
    return side_named(pole_of(questionnaire, name), questionnaire.axis)


def _axis(summary: GroupSummary) -> parts.Axis | None:
    """The person in the middle and the middle half on the axis."""
    position = summary.position
    if position is None:
        return None
    sentences = [wording.spread_text(position), *map(wording.strip_sentence, summary.strip)]
    picture = parts.axis_picture(
        summary.questionnaire, "; ".join(sentences), position.median, position.middle
    )
    return picture, _legend(summary, parts.level_words(summary.questionnaire))


def _legend(summary: GroupSummary, zone: str) -> list[tuple[str, str]]:
    """What the signs mean; a small group has no middle half."""
    spreads = (*summary.scales.values(), *summary.facets.values())
    half = [("reach", _("the middle half"))] if any(one.middle for one in spreads) else []
    return [("now", _("the person in the middle")), *half, ("level", zone)]


def _strip(summary: GroupSummary) -> list[Bar]:
    """The parts of the axis, as high as people are close together in them."""
    dense = [one.people / (one.high - one.low) for one in summary.strip]
    bars = []
    for one, density in zip(summary.strip, dense, strict=True):
        halves = (one.low, min(one.high, 0), "low"), (max(one.low, 0), one.high, "high")
        drawn = tuple((span(low, high), side) for low, high, side in halves if low < high)
        middle, height = across((one.low + one.high) / 2), round(100 * density / max(dense))
        bars.append(Bar(number(one.people), middle, drawn, height))
    return bars


def _words(summary: GroupSummary) -> Iterator[parts.Row]:
    """Each word with how many have it; nothing if there is no word to count."""
    words, questionnaire = summary.words, summary.questionnaire
    counts = [
        (wording.word_title(word, questionnaire), count, side_named(word[0], questionnaire.axis))
        for word, count in words.shown.items()
    ]
    if counts and words.others:
        counts.append((_("Other placements"), words.others, "level"))
    for place, (title, count, side) in enumerate(counts):
        bar, shown = span(0, count, (0, summary.people)), number(count)
        yield parts.Row(Picture(f"word-{place}", title, shown, None, side, bar), shown)


def _areas(summary: GroupSummary) -> Iterator[Group]:
    """The poles with their areas, then the scales that are not on the axis."""
    questionnaire, axis = summary.questionnaire, summary.questionnaire.axis
    poles = [] if axis is None else [axis.high, axis.low]
    for pole in poles:
        found = [(_("Altogether"), pole, summary.scales.get(pole))]
        for name in questionnaire.scales[pole].facets:
            label = localized(questionnaire.facets[name].label, questionnaire)
            found.append((label, name, summary.facets.get(name)))
        rows = [_band(*one, _side(pole, questionnaire)) for one in found]
        yield Group(scale_label(questionnaire, pole), _side(pole, questionnaire), rows)
    rows = [
        _band(scale_label(questionnaire, name), name, spread, "level")
        for name, spread in summary.scales.items()
        if name not in poles
    ]
    if rows:
        yield Group(_("Not on the axis") if poles else "", "level", rows)


def _band(label: str, name: str, spread: Spread | None, side: Side) -> parts.Row:
    if spread is None:
        return parts.Row(Picture(f"area-{name}", label, "–", None, side), "–")
    said, extent, reach = wording.spread_text(spread), "", None
    if spread.middle is not None:
        low, high = map(number, spread.middle)
        extent = _("{low} to {high}").format(low=low, high=high)
        reach = span(*spread.middle, POINTS)
    picture = Picture(f"area-{name}", label, said, across(spread.median, POINTS), side, reach)
    return parts.Row(picture, number(spread.median), extent=extent)


def _divided(divided: DividedItem, summary: GroupSummary) -> tuple[str, Side, Sequence[Bar]]:
    """The text of an item, the side it counts for, and its options."""
    questionnaire = summary.questionnaire
    facet, last = questionnaire.ratings[divided.item][0].facet, len(divided.options) - 1
    labels = [wording.options_text(one, divided.item, questionnaire) for one in divided.options]
    shades = [
        f"shade-{1 + (SHADES - 1) * place // last if last else SHADES}"
        for place, _option in enumerate(divided.options)
    ]
    bars = _bars([one.people for one in divided.options], summary.people, labels, shades)
    return wording.item_text(divided.item, questionnaire), _side(facet or "", questionnaire), bars


def _network(network: NetworkSummary, summary: GroupSummary) -> tuple[Picture, Sequence[Bar]]:
    """Who is on a network and what for; how many gather and hunt there, if that is shown."""
    label, used = wording.network_label(network.option, summary.questionnaire), network.used
    words = wording.network_words(network, summary)
    share = summary.people * used.most if used.count is None else used.count
    bar = span(0, share, (0, summary.people))
    picture = Picture(f"network-{network.option}", label, words, None, "level", bar)
    poles = pole_labels(summary.questionnaire)
    sides = _bars(network.sides, summary.people, poles, ("low", "high")) if network.sides else []
    return picture, sides


def _bars(
    counts: Sequence[int], people: int, labels: Sequence[str], classes: Sequence[str]
) -> list[Bar]:
    """Parts of a group side by side, as wide as they are large."""
    whole, bars, low = (0.0, float(people)), [], 0
    for count, label, name in zip(counts, labels, classes, strict=True):
        high = low + count
        drawn = ((span(low, high, whole), name),)
        bars.append(Bar(number(count), across((low + high) / 2, whole), drawn, label=label))
        low = high
    return bars


def _change(change: BeforeAfter | None) -> list[tuple[str, Sequence[str], Sequence[parts.Row]]]:
    """The heading, the sentences, and what changed on average; or nothing."""
    if change is None:
        return []
    level, rows = parts.level_of(change.questionnaire), []
    for place, (scale, name, one) in enumerate(wording.mean_changes(change)):
        ends = AXIS if one is change.position else POINTS
        written = signed if ends == AXIS else number
        side = side_of(one.after, level) if ends == AXIS else _side(scale, change.questionnaire)
        said = wording.change_text(name, one)
        picture = Picture(
            f"change-{place}",
            name,
            said,
            across(one.after, ends),
            side,
            span(one.before + one.low95, one.before + one.high95, ends),
            earlier=across(one.before, ends),
        )
        before, after = (wording.figure_text(value, written) for value in (one.before, one.after))
        low, high = (wording.figure_text(value, signed) for value in (one.low95, one.high95))
        rows.append(
            parts.Row(
                picture,
                wording.figure_text(one.change, signed),
                _("from {before} to {after}").format(before=before, after=after),
                extent=_("{low} to {high}").format(low=low, high=high),
            )
        )
    told = [*wording.pair_sentences(change), *wording.moved_sentences(change)]
    return [(_("Before and after"), told, rows)]


def _closing(summary: GroupSummary) -> list[parts.Panel]:
    general = _(
        "This page describes how these people answered. It is not a test, a diagnosis or a "
        "forecast, and it says nothing about anyone else."
    )
    privacy = parts.panel(_("Nobody can be recognized"), [wording.privacy_note(summary)])
    return [*privacy, *parts.unclaimed(summary.questionnaire, general)]


def _strip_table(summary: GroupSummary) -> list[tuple[str, str]]:
    """The parts of the axis, each with how many people are in it."""
    part = _("{low} to {high}")
    return [
        (part.format(low=signed(one.low), high=signed(one.high)), number(one.people))
        for one in summary.strip
    ]


def _calibration(
    figures: CalibrationFigures | None, questionnaire: Questionnaire
) -> list[dict[str, object]]:
    """The reliability, the line for the file, and the items; or nothing."""
    if figures is None:
        return []
    items = []
    for name, item in figures.items.items():
        mean, deviation = wording.figure_text(item.mean), wording.figure_text(item.deviation)
        values = [mean, deviation, wording.coefficient_text(item.rest)]
        items.append((wording.item_text(name, questionnaire), name, values))
    return [
        {
            "heading": _("For calibrating the questionnaire"),
            "texts": wording.calibration_sentences(figures, questionnaire),
            "line": wording.calibration_line(figures.retest),
            "columns": [_("Items"), _("Mean"), _("SD"), _("Item–rest r")],
            "rated": items,
        }
    ]
