"""A result, a history, a comparison and a list of questionnaires as lines of text.

Pure functions from frozen values to lines of at most `width` columns, in the current language.
What the screen draws is put into words, each figure with its range. Empty lines separate the
parts; a line that ends with a colon is the heading of the lines that follow.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from netztui.archive.rows import ResultRow
from netztui.history.history import ScoredAssessment
from netztui.i18n.catalogue import _, ngettext, translate
from netztui.i18n.formats import date, day, number, signed
from netztui.i18n.language import current_language
from netztui.questionnaire.library import LibraryEntry
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.advice import matching_advice
from netztui.scoring.change import Change, Contribution, compare
from netztui.scoring.result import Result, ScaleScore
from netztui.text import result as wording
from netztui.text.wrap import WIDTH, paragraphs, wrap

SHOWN = 10
"""At most this many questions that moved the position are listed."""
INDENT = "  "


def result_lines(
    finished: ScoredAssessment, previous: ScoredAssessment | None = None, *, width: int = WIDTH
) -> Iterator[str]:
    """The whole result, and the change since `previous` if there is one."""
    result = finished.result
    parts = [
        _head(finished),
        _placement(result),
        _position(result),
        _change_since(previous, result),
        _pole_scales(result),
        _other_scales(result),
        _networks(result),
        _advice(result),
        _headed(_("How the answers were given"), wording.quality_sentences(result.quality)),
        _headed(_("Your plan last time"), previous.recalled if previous is not None else ()),
        _headed(_("Your plan until next time"), finished.recalled),
        _notice(result.questionnaire),
    ]
    yield from _joined(parts, width)


def history_lines(
    rows: Sequence[ResultRow],
    questionnaires: Mapping[str, Questionnaire],
    *,
    labels: Sequence[str] | None = None,
    width: int = WIDTH,
) -> Iterator[str]:
    """The course of all results over time, then each of them in the order given.

    `questionnaires` are those of the rows by id (`history.history.questionnaires`); `labels` start
    the rows, by default 1, 2, …
    """
    if not rows:
        yield from wrap(_("There are no results yet."), width)
        return
    yield from course_lines(rows, questionnaires, width=width)
    several = len({row.questionnaire for row in rows}) > 1
    for label, row in zip(labels or _numbered(rows), rows, strict=True):
        sentence = row_sentence(row, questionnaires.get(row.questionnaire), with_title=several)
        yield from wrap(f"{label}: {sentence}", width, INDENT)


def course_lines(
    rows: Sequence[ResultRow], questionnaires: Mapping[str, Questionnaire], *, width: int = WIDTH
) -> Iterator[str]:
    """The course over time for each questionnaire of the rows."""
    yield from paragraphs(_courses(rows, questionnaires), width)


def comparison_lines(
    earlier: ScoredAssessment, later: ScoredAssessment, *, width: int = WIDTH
) -> Iterator[str]:
    """Two results, the change between them, and the answers that moved the position."""
    change = compare(earlier.result, later.result)
    questionnaire = later.result.questionnaire
    parts = [
        [_title(questionnaire)],
        _compared(earlier),
        _compared(later),
        [
            *wording.change_sentences(questionnaire, change),
            wording.comparability_sentence(change.comparability),
        ],
        _scale_changes(questionnaire, change),
        _moved(change, earlier.result, later.result),
        _notice(questionnaire),
    ]
    yield from _joined(parts, width)


def questionnaire_lines(
    entries: Sequence[LibraryEntry], *, labels: Sequence[str] | None = None, width: int = WIDTH
) -> Iterator[str]:
    """The questionnaires with title, questions and minutes, or with the first error.

    `labels` start the lines, by default 1, 2, …
    """
    for label, entry in zip(labels or _numbered(entries), entries, strict=True):
        yield from wrap(f"{label}: {entry_sentence(entry)}", width, INDENT)


# One line each


def row_sentence(row: ResultRow, questionnaire: Questionnaire | None, *, with_title: bool) -> str:
    """A result in a list: date, position, interval, intensity, placement and note."""
    parts = [day(row.finished_at)]
    if with_title:
        parts.append(
            _title(questionnaire)
            if questionnaire is not None
            else wording.stored_title(row.title, row.questionnaire)
        )
    if row.axis is None:
        parts.append(_("no position"))
    else:
        low = row.axis if row.axis_low95 is None else row.axis_low95
        high = row.axis if row.axis_high95 is None else row.axis_high95
        parts.append(
            _("position {position}, with 95% confidence between {low} and {high}").format(
                position=signed(row.axis),
                low=signed(max(-100.0, low)),
                high=signed(min(100.0, high)),
            )
        )
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


def _head(finished: ScoredAssessment) -> Iterator[str]:
    when = finished.stored.finished_at
    yield _title(finished.result.questionnaire)
    yield date(when) if when is not None else ""
    if finished.stored.note:
        yield _("Note: {note}").format(note=finished.stored.note)


def _placement(result: Result) -> Iterator[str]:
    language = result.questionnaire.language(current_language())
    for placement in result.questionnaire.placements:
        if placement.when == result.placement:
            yield f"{placement.title.in_language(language)}:"
            yield placement.text.in_language(language)
    yield wording.missing_sentence(result)
    yield wording.skipped_sentence(result)


def _position(result: Result) -> Iterator[str]:
    if result.axis is not None:
        yield wording.axis_sentence(result.questionnaire, result.axis)
        yield wording.probability_sentence(result.questionnaire, result.axis)


def _change_since(previous: ScoredAssessment | None, result: Result) -> Sequence[str]:
    if previous is None or previous.stored.finished_at is None:
        return ()
    since = _("Since {date}").format(date=day(previous.stored.finished_at))
    change = compare(previous.result, result)
    return _headed(since, wording.change_sentences(result.questionnaire, change))


def _pole_ids(result: Result) -> list[str]:
    axis = result.questionnaire.axis
    return [] if axis is None else [axis.high, axis.low]


def _pole_scales(result: Result) -> Sequence[str]:
    if result.ended:
        return ()
    lines = [line for pole in _pole_ids(result) for line in _scale(result, result.scales[pole])]
    return _headed(_("The two poles, 0 to 100 with standard error"), lines)


def _other_scales(result: Result) -> Sequence[str]:
    if result.ended:
        return ()
    poles = _pole_ids(result)
    others = [score for name, score in result.scales.items() if name not in poles]
    heading = (
        _("Not on the axis, 0 to 100 with standard error")
        if poles
        else _("The scales, 0 to 100 with standard error")
    )
    return _headed(heading, [_scale_text(result, score) for score in others])


def _scale(result: Result, score: ScaleScore) -> Iterator[str]:
    yield _("{scale}, made up of:").format(scale=_scale_text(result, score))
    language = result.questionnaire.language(current_language())
    for facet in score.facets:
        label = result.questionnaire.facets[facet.facet].label.in_language(language)
        yield INDENT + _value_text(label, facet.value, facet.se)


def _scale_text(result: Result, score: ScaleScore) -> str:
    estimate = score.estimate
    label = wording.scale_label(result.questionnaire, score.scale)
    value, se = (estimate.value, estimate.se) if estimate is not None else (None, None)
    return _value_text(label, value, se)


def _value_text(label: str, value: float | None, se: float | None) -> str:
    if value is None:
        return f"{label}: {_('too few answers')}"
    return f"{label} {number(value)}" + (f" ± {number(se)}" if se is not None else "")


def _networks(result: Result) -> Sequence[str]:
    positions = [
        f"{label} {signed(position)}" for label, position in wording.network_positions(result)
    ]
    if not positions:
        return ()
    explanation = _("From your two answers on each: services offered minus information got.")
    return _headed(_("Each network, −100 to +100"), [*positions, explanation])


def _advice(result: Result) -> Sequence[str]:
    language = result.questionnaire.language(current_language())
    texts = [item.text.in_language(language) for item in matching_advice(result)]
    return _headed(_("Ideas to try"), texts)


def _notice(questionnaire: Questionnaire) -> Sequence[str]:
    language = questionnaire.language(current_language())
    return () if questionnaire.notice is None else [questionnaire.notice.in_language(language)]


# Parts of a history


def _courses(
    rows: Sequence[ResultRow], questionnaires: Mapping[str, Questionnaire]
) -> Iterator[str]:
    for name in dict.fromkeys(row.questionnaire for row in rows):
        placed = sorted(
            (row for row in rows if row.questionnaire == name and row.axis is not None),
            key=lambda row: row.finished_at,
        )
        known = questionnaires.get(name)
        if known is None or known.axis is None or not placed:
            continue
        low_pole, high_pole = wording.pole_labels(known)
        yield _(
            "“{title}”: positions range from −100 ({low_pole}) to +100 ({high_pole}), intensity "
            "from 0 to 100."
        ).format(title=_title(known), low_pole=low_pole, high_pole=high_pole)
        if len(placed) > 1:
            yield from _over_time(placed)


def _over_time(placed: Sequence[ResultRow]) -> Iterator[str]:
    """The course from the oldest to the newest of at least two results with a position."""
    first, last = placed[0], placed[-1]
    lowest = min(placed, key=lambda row: row.axis or 0.0)
    highest = max(placed, key=lambda row: row.axis or 0.0)
    yield _(
        "From {first_day} to {last_day}: first {first}, now {last}; lowest {lowest} on "
        "{lowest_day}, highest {highest} on {highest_day}."
    ).format(
        first_day=day(first.finished_at),
        last_day=day(last.finished_at),
        first=signed(first.axis or 0.0),
        last=signed(last.axis or 0.0),
        lowest=signed(lowest.axis or 0.0),
        lowest_day=day(lowest.finished_at),
        highest=signed(highest.axis or 0.0),
        highest_day=day(highest.finished_at),
    )


# Parts of a comparison


def _compared(finished: ScoredAssessment) -> Iterator[str]:
    when = finished.stored.finished_at
    result = finished.result
    title = wording.placement_title(result.questionnaire, result.placement)
    text = title or wording.missing_sentence(result)
    yield f"{day(when) if when is not None else ''}: {text}"
    if result.axis is not None:
        yield wording.axis_sentence(result.questionnaire, result.axis)


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
    shown, rest = change.moving[:SHOWN], change.moving[SHOWN:]
    lines = [_contribution(one, earlier, later) for one in shown]
    if rest:
        others = ngettext("{n} other question", "{n} other questions", len(rest))
        lines.append(f"{signed(sum(one.axis_points for one in rest), 1)}: {others}")
    if lines:
        together = signed(sum(one.axis_points for one in change.moving), 1)
        lines.append(f"{together}: {_('together')}")
    return _headed(_("What moved the position, in axis points"), lines)


def _contribution(one: Contribution, earlier: Result, later: Result) -> str:
    text = f"{signed(one.axis_points, 1)}: {wording.contribution_text(one, earlier, later)}"
    if one.reworded:
        text += " " + _("(worded differently then *)")
    if one.answered_once:
        text += " " + _("(answered only once)")
    return text


# Parts of all reports


def _headed(heading: str, texts: Iterable[str]) -> Sequence[str]:
    """A heading and its texts; nothing if there are none."""
    found = list(texts)
    return [f"{heading}:", *found] if found else ()


def _joined(parts: Iterable[Iterable[str]], width: int) -> Iterator[str]:
    """The parts that are not empty, separated by empty lines."""
    found = [[text for text in part if text] for part in parts]
    for place, part in enumerate(filter(None, found)):
        if place:
            yield ""
        yield from paragraphs(part, width)


def _numbered(things: Sequence[object]) -> Iterable[str]:
    return map(number, range(1, len(things) + 1))


def _title(questionnaire: Questionnaire) -> str:
    return questionnaire.title.in_language(questionnaire.language(current_language()))
