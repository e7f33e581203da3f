"""A result, a comparison and a group as lines of text; for lists, see `text.lists`.

What the screen draws is put into words; the figures come last. Empty lines separate the
parts; a line that ends with a colon is the heading of the lines that follow. Lines are as wide as
the terminal, in the current language, and without control characters: no colour, no cursor
movement, no box drawing, whatever the text contains.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day, signed
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Change, compare
from netztui.scoring.result import Result
from netztui.text import change as changes
from netztui.text import figures
from netztui.text import result as wording
from netztui.text.labels import localized, scale_label
from netztui.text.lists import INDENT, wrap

if TYPE_CHECKING:
    # Only what shows a group imports what groups need.
    from netztui.group.report import GroupReport

SHOWN = 10
"""At most this many questions that moved the position are listed."""


def result_lines(
    finished: ScoredAssessment, previous: ScoredAssessment | None = None
) -> Iterator[str]:
    """The whole result, and the change since `previous` if there is one."""
    result, stored = finished.result, finished.stored
    questionnaire = result.questionnaire
    note = _("Note: {note}").format(note=stored.note) if stored.note else ""
    areas = [f"{word}: {area}" for word, area in wording.area_sentences(result)]
    yield from _joined(
        [localized(questionnaire.title, questionnaire), date(finished.finished_at), note],
        _placement(result),
        _since(previous, finished) if previous is not None else [],
        _headed(_("Your areas"), [*areas, wording.areas_note()] if areas else []),
        _headed(_("Wanted and done"), wording.wanted_sentences(result)),
        _networks(result),
        _headed(
            _("Ideas to try"),
            [localized(item.text, questionnaire) for item in matching_advice(result)],
        ),
        *([f"{heading}:", text] for heading, text in wording.plan_lines(finished, previous)),
        *_figures(result),
        _headed(_("How the answers were given"), wording.quality_sentences(result.quality)),
        [localized(questionnaire.notice, questionnaire)],
    )


def comparison_lines(earlier: ScoredAssessment, later: ScoredAssessment) -> Iterator[str]:
    """Two results, the change between them, and the answers that moved the position."""
    change = compare(earlier.result, later.result)
    questionnaire = later.result.questionnaire
    yield from _joined(
        [localized(questionnaire.title, questionnaire)],
        [_compared(earlier), _compared(later)],
        changes.told(earlier, later, change),
        _headed(
            _("The scales, 0 to 100"),
            [f"{label}: {text}" for label, text in changes.scale_changes(questionnaire, change)],
        ),
        _moved(change, earlier.result, later.result),
        _headed(_("Your plan last time"), wording.last_plan(later, earlier)),
        [localized(questionnaire.notice, questionnaire)],
    )


def group_lines(report: "GroupReport", *, calibration: bool = False) -> Iterator[str]:
    """Everything about a group; with `calibration` also the figures of its questionnaire."""
    from netztui.text import group as groups

    summary = report.summary
    title = localized(summary.questionnaire.title, summary.questionnaire)
    parts = (_headed(heading, texts) for heading, texts in groups.report_parts(report))
    note = groups.privacy_note(summary)
    yield from _joined([title, groups.people_sentence(summary)], *parts, [note])
    if (figures := report.calibration) is not None and calibration:
        heading = _("For calibrating the questionnaire")
        sentences = groups.calibration_sentences(figures, summary.questionnaire)
        items = list(groups.item_figures(figures, summary.questionnaire))
        yield ""
        yield from _joined(_headed(heading, sentences), _headed(_("Items"), items))
        if line := groups.calibration_line(figures.retest):
            # To be pasted, so it is not wrapped.
            yield from ["", line]


# Parts of a result and of a comparison


def _placement(result: Result) -> Iterator[str]:
    if title := wording.placement_title(result):
        yield f"{title}:"
    yield wording.position_sentence(result)
    yield from wording.placement_texts(result)
    yield wording.missing_sentence(result)
    yield wording.skipped_sentence(result)


def _since(previous: ScoredAssessment, finished: ScoredAssessment) -> Sequence[str]:
    since = _("Since {date}").format(date=day(previous.finished_at))
    change = compare(previous.result, finished.result)
    return _headed(since, changes.told(previous, finished, change))


def _networks(result: Result) -> Sequence[str]:
    networks, questionnaire = result.questionnaire.networks, result.questionnaire
    lines = []
    for one in wording.network_lines(result):
        position = _("position {position}").format(position=signed(one.position))
        lines += [f"{one.label}: {one.words} · {position}", one.question]
    if not lines or networks is None:
        return []
    explained = localized(networks.explained, questionnaire)
    return _headed(localized(networks.title, questionnaire), [*lines, explained])


def _figures(result: Result) -> Iterator[Sequence[str]]:
    """The position, the poles with their facets, the other scales."""
    if result.ended:
        return
    questionnaire, axis = result.questionnaire, result.questionnaire.axis
    position = figures.position_sentences(result)
    if result.scales:
        position.append(figures.uncertainty_note())
    yield _headed(_("All figures"), position)
    poles = [] if axis is None else [axis.high, axis.low]
    lines = []
    for pole in poles:
        lines.append(_("{scale}, made up of:").format(scale=_scale(result, pole)))
        for facet in result.scales[pole].facets:
            label = localized(questionnaire.facets[facet.facet].label, questionnaire)
            lines.append(f"{INDENT}{label}: {figures.value_text(facet)}")
    yield _headed(_("The two poles, 0 to 100"), lines)
    heading = _("Not on the axis, 0 to 100") if poles else _("The scales, 0 to 100")
    yield _headed(heading, [_scale(result, name) for name in result.scales if name not in poles])


def _scale(result: Result, scale: str) -> str:
    label = scale_label(result.questionnaire, scale)
    return f"{label}: {figures.value_text(result.scales[scale].estimate)}"


def _compared(finished: ScoredAssessment) -> str:
    result = finished.result
    title = wording.placement_title(result) or wording.missing_sentence(result)
    return f"{day(finished.finished_at)}: {title}"


def _moved(change: Change, earlier: Result, later: Result) -> Sequence[str]:
    steps = changes.steps(change, earlier, later, SHOWN)
    if not steps or change.axis is None:
        return []
    marked = change.comparability.kind == "reworded"
    return _headed(
        _("What moved the position, in axis points"),
        [
            _("{position}: then").format(position=signed(change.axis.before.value, 1)),
            *(f"{signed(step.axis_points, 1)}: {step.text}" for step in steps),
            _("{position}: now").format(position=signed(change.axis.after.value, 1)),
            changes.comparability_sentence(change.comparability) if marked else "",
        ],
    )


# Lines


def _headed(heading: str, texts: Sequence[str]) -> Sequence[str]:
    """A heading and its texts; nothing if there are none."""
    return [f"{heading}:", *texts] if texts else []


def _joined(*parts: Iterable[str]) -> Iterator[str]:
    """The texts of all parts wrapped, with an empty line between parts; empty ones are left out."""
    found = [[text for text in part if text] for part in parts]
    for place, texts in enumerate(filter(None, found)):
        if place:
            yield ""
        for text in texts:
            yield from wrap(text)
