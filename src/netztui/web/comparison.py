"""Two results and what has changed between them as a page; and which page is saved as what."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day, signed
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import Change, compare
from netztui.text import change as changes
from netztui.text import result as wording
from netztui.text.labels import localized
from netztui.web import parts
from netztui.web.environment import render
from netztui.web.pictures import POINTS, Picture, across, side_named, side_of, span
from netztui.web.result import description, result_page

MOST_STEPS = 10


def comparison_page(earlier: ScoredAssessment, later: ScoredAssessment) -> str:
    """Two results and what has changed between them as a page of HTML."""
    questionnaire, both = later.result.questionnaire, (earlier, later)
    change = compare(earlier.result, later.result)
    headline, *sentences = changes.told(earlier, later, change)
    moved = changes.shown_change(change.axis) if change.axis else None
    return render(
        "comparison.html.j2",
        title=localized(questionnaire.title, questionnaire),
        both=[
            (
                day(one.finished_at),
                wording.placement_title(one.result) or wording.missing_sentence(one.result),
                side_named(one.result.placement, one.result.questionnaire.axis),
            )
            for one in both
        ],
        figure=signed(moved) if moved is not None else "",
        figure_side=side_of(moved or 0),
        headline=headline,
        sentences=sentences,
        axis=parts.axis_change(earlier, later, change),
        **parts.axis_words(questionnaire),
        scales=parts.panel(_("The scales, 0 to 100"), [*_scales(questionnaire, change)]),
        steps=parts.panel(
            _("What moved the position, in axis points"), [*_steps(earlier, later, change)]
        ),
        panels=[
            *parts.panel(_("Your plan last time"), wording.last_plan(later, earlier)),
            *parts.panel(_("Your plan until next time"), later.recalled),
            *parts.panel(_("Worded differently"), [*_reworded(earlier, later, change)]),
        ],
        closing=parts.unclaimed(questionnaire),
    )


def _scales(questionnaire: Questionnaire, change: Change) -> Iterator[parts.Row]:
    texts = changes.scale_changes(questionnaire, change)
    for one, (label, text) in zip(change.scales, texts, strict=True):
        then, now = (
            across(figure.value, POINTS) for figure in (one.difference.before, one.difference.after)
        )
        side = side_named(one.scale, questionnaire.axis)
        picture = Picture(f"scale-{one.scale}", label, text, now, side, earlier=then)
        yield parts.Row(picture, text, description(questionnaire, one.scale))


def _steps(
    earlier: ScoredAssessment, later: ScoredAssessment, change: Change
) -> Iterator[parts.Row]:
    """The position then, the steps that begin where the last ended, the position now."""
    steps = changes.steps(change, earlier.result, later.result, MOST_STEPS)
    if not steps or change.axis is None:
        return
    level = parts.level_of(later.result.questionnaire)
    start = round(change.axis.before.value, 1)
    reached = [*accumulate((step.axis_points for step in steps), initial=start)]
    ends = min(reached), max(reached)

    def end(name: str, label: str, value: float) -> parts.Row:
        shown, side = signed(value, 1), side_of(value, level)
        return parts.Row(Picture(name, label, shown, across(value, ends), side), shown)

    yield end("step-then", _("then"), start)
    for number, (step, pair) in enumerate(zip(steps, pairwise(reached), strict=True)):
        shown, side = signed(step.axis_points, 1), side_of(step.axis_points)
        bar = span(min(pair), max(pair), ends)
        yield parts.Row(Picture(f"step-{number}", step.text, shown, None, side, bar), shown)
    yield end("step-now", _("now"), round(change.axis.after.value, 1))


def _reworded(earlier: ScoredAssessment, later: ScoredAssessment, change: Change) -> Iterator[str]:
    """The questions marked with * as they were worded then and now."""
    for place, item in enumerate(change.comparability.reworded):
        then, now = (
            localized(one.result.questionnaire.items[item].text, one.result.questionnaire)
            for one in (earlier, later)
        )
        if not place:
            yield changes.comparability_sentence(change.comparability)
        if then != now:
            yield f"{_('then:')} {then}\n{_('now:')} {now}"


def page_file(
    finished: ScoredAssessment, other: ScoredAssessment | None, *, comparing: bool
) -> tuple[str, str]:
    """The name of a page, such as netztui-2026-10-05.html, and the page.

    It is the page of a result with what has changed since `other`; or if `comparing`, a comparison
    of the two, of which `other` is the earlier one. The days in the name are local ones.
    """
    if comparing and other is not None:
        shown, page = [other, finished], comparison_page(other, finished)
    else:
        shown, page = [finished], result_page(finished, other)
    days = sorted(f"{one.finished_at.astimezone():%Y-%m-%d}" for one in shown)
    return f"{'-'.join(['netztui', *days])}.html", page
