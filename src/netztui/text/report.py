"""A result, a history, a comparison and a list of questionnaires as lines of text.

What the screen draws is put into words, each figure with its range. Empty lines separate the
parts; a line that ends with a colon is the heading of the lines that follow. Lines are as wide as
the terminal, in the current language, and without control characters: no colour, no cursor
movement, no box drawing, whatever the text contains.
"""

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from netztui.archive.rows import ResultRow
from netztui.diagnostics.sanitize import sanitize
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import date, day, number, signed
from netztui.i18n.language import current_language, in_current_language
from netztui.questionnaire.library import LibraryEntry
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Change, compare
from netztui.scoring.result import Estimate, FacetScore, Result, ScaleScore
from netztui.text import result as wording

WIDTH = 80
"""Columns if the output is not a terminal."""
MINIMUM = 10
"""Narrower terminals get lines of this many columns."""
SHOWN = 10
"""At most this many questions that moved the position are listed."""
INDENT = "  "


def result_lines(
    finished: ScoredAssessment, previous: ScoredAssessment | None = None
) -> Iterator[str]:
    """The whole result, and the change since `previous` if there is one."""
    result, stored = finished.result, finished.stored
    questionnaire = result.questionnaire
    notes = wording.quality_sentences(result.quality)
    since, changes = "", []
    if previous is not None and previous.stored.finished_at is not None:
        since = _("Since {date}").format(date=day(previous.stored.finished_at))
        changes = wording.change_sentences(questionnaire, compare(previous.result, result))
    when = date(stored.finished_at) if stored.finished_at else ""
    note = _("Note: {note}").format(note=stored.note) if stored.note else ""
    yield from _joined(
        [wording.localized(questionnaire.title, questionnaire), when, note],
        _placement(result),
        wording.position_sentences(result),
        _headed(since, changes),
        *_scales(result),
        _networks(result),
        _headed(
            _("Ideas to try"),
            [wording.localized(item.text, questionnaire) for item in matching_advice(result)],
        ),
        _headed(_("How the answers were given"), notes),
        _headed(_("Your plan last time"), previous.recalled if previous is not None else []),
        _headed(_("Your plan until next time"), finished.recalled),
        [wording.localized(questionnaire.notice, questionnaire)],
    )


def history_lines(
    rows: Sequence[ResultRow], questionnaires: Mapping[str, Questionnaire], labels: Sequence[str]
) -> Iterator[str]:
    """The course of all results over time, then each of them after its label.

    `questionnaires` are those of the rows by id (`history.history.questionnaires`).
    """
    if not rows:
        yield from wrap(_("There are no results yet."))
    yield from course_lines(rows, questionnaires)
    several = len({row.questionnaire for row in rows}) > 1
    for label, row in zip(labels, rows, strict=True):
        sentence = row_sentence(row, questionnaires.get(row.questionnaire), with_title=several)
        yield from wrap(f"{label}: {sentence}", INDENT)


def course_lines(
    rows: Sequence[ResultRow], questionnaires: Mapping[str, Questionnaire]
) -> Iterator[str]:
    """The course over time for each questionnaire of the rows."""
    for name in dict.fromkeys(row.questionnaire for row in rows):
        known = questionnaires.get(name)
        placed = [
            (row.finished_at, row.axis)
            for row in rows
            if row.questionnaire == name and row.axis is not None
        ]
        if known is None or known.axis is None or not placed:
            continue
        title = wording.localized(known.title, known)
        low_pole, high_pole = wording.pole_labels(known)
        yield from wrap(
            _(
                "“{title}”: positions range from −100 ({low_pole}) to +100 ({high_pole}), "
                "intensity from 0 to 100."
            ).format(title=title, low_pole=low_pole, high_pole=high_pole)
        )
        if len(placed) > 1:
            first, last = min(placed), max(placed)
            positions = [position for _day, position in placed]
            yield from wrap(
                _(
                    "From {first} ({first_day}) to {last} ({last_day}); lowest {lowest}, highest "
                    "{highest}."
                ).format(
                    first=signed(first[1]),
                    first_day=day(first[0]),
                    last=signed(last[1]),
                    last_day=day(last[0]),
                    lowest=signed(min(positions)),
                    highest=signed(max(positions)),
                )
            )


def comparison_lines(earlier: ScoredAssessment, later: ScoredAssessment) -> Iterator[str]:
    """Two results, the change between them, and the answers that moved the position."""
    change = compare(earlier.result, later.result)
    questionnaire = later.result.questionnaire
    yield from _joined(
        [wording.localized(questionnaire.title, questionnaire)],
        _compared(earlier),
        _compared(later),
        [
            *wording.change_sentences(questionnaire, change),
            wording.comparability_sentence(change.comparability),
        ],
        _scale_changes(questionnaire, change),
        _moved(change, earlier.result, later.result),
        [wording.localized(questionnaire.notice, questionnaire)],
    )


def questionnaire_lines(entries: Sequence[LibraryEntry], labels: Sequence[str]) -> Iterator[str]:
    """The questionnaires with title, questions and minutes, or with the first error."""
    for label, entry in zip(labels, entries, strict=True):
        yield from wrap(f"{label}: {entry_sentence(entry)}", INDENT)


# One line each


def row_sentence(row: ResultRow, questionnaire: Questionnaire | None, *, with_title: bool) -> str:
    """A result in a list: date, position, interval, intensity, placement and note."""
    parts = [day(row.finished_at)]
    if with_title:
        parts.append(in_current_language(row.title, row.questionnaire))
    if row.axis is None or row.axis_low95 is None or row.axis_high95 is None:
        parts.append(_("no position"))
    else:
        low, high = wording.interval_ends(row.axis_low95, row.axis_high95)
        sentence = _("position {position}, with 95% confidence between {low} and {high}")
        parts.append(sentence.format(position=signed(row.axis), low=low, high=high))
    if row.intensity is not None:
        parts.append(_("intensity {n}").format(n=number(row.intensity)))
    if questionnaire is not None:
        parts.append(wording.placement_title(questionnaire, row.placement))
    if row.note:
        parts.append(_("note: {note}").format(note=row.note))
    return "; ".join(filter(None, parts)) + "."


def entry_sentence(entry: LibraryEntry) -> str:
    """A questionnaire in a list, or the error that makes it unusable."""
    if entry.questionnaire is None:
        first = entry.problems[0]
        unusable = _("Unusable: {file}").format(file=entry.path.name)
        return f"{unusable}, {first.line}: {translate(first.message)}"
    length = ", ".join(wording.length_phrases(entry.questionnaire))
    return f"{entry.title(current_language())} ({length})"


# Parts of a result


def _placement(result: Result) -> Iterator[str]:
    questionnaire = result.questionnaire
    for placement in questionnaire.placements:
        if placement.when == result.placement:
            yield f"{wording.localized(placement.title, questionnaire)}:"
            yield wording.localized(placement.text, questionnaire)
    yield wording.missing_sentence(result)
    yield wording.skipped_sentence(result)


def _scales(result: Result) -> Iterator[Sequence[str]]:
    """The poles with their facets, then the other scales."""
    if result.ended:
        return
    questionnaire, axis = result.questionnaire, result.questionnaire.axis
    poles = [] if axis is None else [axis.high, axis.low]
    lines = []
    for pole in poles:
        lines.append(_("{scale}, made up of:").format(scale=_scale(result, result.scales[pole])))
        for facet in result.scales[pole].facets:
            label = wording.localized(questionnaire.facets[facet.facet].label, questionnaire)
            lines.append(INDENT + _value(label, facet))
    yield _headed(_("The two poles, 0 to 100 with standard error"), lines)
    heading = _("The scales, 0 to 100 with standard error")
    if poles:
        heading = _("Not on the axis, 0 to 100 with standard error")
    others = [score for name, score in result.scales.items() if name not in poles]
    yield _headed(heading, [_scale(result, score) for score in others])


def _scale(result: Result, score: ScaleScore) -> str:
    return _value(wording.scale_label(result.questionnaire, score.scale), score.estimate)


def _value(label: str, score: Estimate | FacetScore | None) -> str:
    if score is None or score.value is None or score.se is None:
        return f"{label}: {_('too few answers')}"
    return f"{label} {number(score.value)} ± {number(score.se)}"


def _networks(result: Result) -> Sequence[str]:
    positions = [
        f"{label} {signed(position)}" for label, position in wording.network_positions(result)
    ]
    if positions:
        positions.append(
            _("From your two answers on each: services offered minus information got.")
        )
    return _headed(_("Each network, −100 to +100"), positions)


# Parts of a comparison


def _compared(finished: ScoredAssessment) -> list[str]:
    when, result = finished.stored.finished_at, finished.result
    title = wording.placement_title(result.questionnaire, result.placement)
    text = f"{day(when) if when else ''}: {title or wording.missing_sentence(result)}"
    return [text, *wording.position_sentences(result)[:1]]


def _scale_changes(questionnaire: Questionnaire, change: Change) -> Sequence[str]:
    lines = [
        _("{scale}: {before} then, {after} now, change {change}, {verdict}").format(
            scale=wording.scale_label(questionnaire, one.scale),
            before=number(one.difference.before.value),
            after=number(one.difference.after.value),
            change=signed(one.difference.value),
            verdict=_("beyond the noise") if one.beyond_noise else _("within the noise"),
        )
        for one in change.scales
    ]
    return _headed(_("The scales, 0 to 100"), lines)


def _moved(change: Change, earlier: Result, later: Result) -> Sequence[str]:
    lines = []
    for one in change.moving[:SHOWN]:
        text = wording.contribution_text(one, earlier, later)
        if one.reworded:
            text += " " + _("(worded differently then *)")
        if one.answered_once:
            text += " " + _("(answered only once)")
        lines.append((one.axis_points, text))
    if rest := change.moving[SHOWN:]:
        others = ngettext("{n} other question", "{n} other questions", len(rest))
        lines.append((sum(one.axis_points for one in rest), others))
    if lines:
        lines.append((sum(points for points, _text in lines), _("together")))
    return _headed(
        _("What moved the position, in axis points"),
        [f"{signed(points, 1)}: {text}" for points, text in lines],
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


def terminal_width() -> int:
    """The columns of the terminal, or the value of COLUMNS; WIDTH if the output is a file."""
    return max(MINIMUM, shutil.get_terminal_size((WIDTH, 24)).columns)


def wrap(text: str, indent: str = "") -> Iterator[str]:
    """The text as lines no wider than the terminal, broken between words if possible.

    Line breaks in the text are kept, and control characters replaced. `indent` starts the
    continuation lines. A text that has been wrapped stays as it is.
    """
    width = terminal_width()
    for line in sanitize(text).split("\n"):
        start = line[: len(line) - len(line.lstrip(" "))]
        continued = (start + indent)[: width // 4]
        # textwrap breaks only at plain spaces, not at no-break spaces as in “95 %”.
        yield from textwrap.wrap(
            line, width, subsequent_indent=continued, break_on_hyphens=False
        ) or [""]
