"""Lists of questionnaires and of results as lines of text, as `text.report` has them.

They need nothing that computes or explains a result, so that they are printed at once.
"""

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from netztui.archive.rows import ResultRow
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _, translate
from netztui.i18n.formats import day, number, signed
from netztui.i18n.language import in_question_language
from netztui.questionnaire.library import LibraryEntry
from netztui.questionnaire.model import Questionnaire
from netztui.text.labels import interval_ends, length_phrases, localized, pole_labels, row_title

WIDTH = 80
"""Columns if the output is not a terminal."""
MINIMUM = 10
"""Narrower terminals get lines of this many columns."""
INDENT = "  "


def questionnaire_lines(entries: Sequence[LibraryEntry], labels: Sequence[str]) -> Iterator[str]:
    """The questionnaires with title, questions and minutes, or with the first error."""
    for label, entry in zip(labels, entries, strict=True):
        yield from wrap(f"{label}: {entry_sentence(entry)}", INDENT)


def entry_sentence(entry: LibraryEntry) -> str:
    """A questionnaire in a list, or the error that makes it unusable."""
    if entry.questionnaire is None:
        first = entry.diagnostics[0]
        unusable = _("Unusable: {file}").format(file=entry.path.name)
        return f"{unusable}, {first.line}: {translate(first.message)}"
    length = ", ".join(length_phrases(entry.questionnaire))
    return f"{entry.title} ({length})"


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


def row_sentence(row: ResultRow, questionnaire: Questionnaire | None, *, with_title: bool) -> str:
    """A result in a list: date, position, interval, intensity, placement and note."""
    parts = [day(row.finished_at)]
    if with_title:
        parts.append(in_question_language(row.title, row.questionnaire))
    if row.axis is None or row.axis_low95 is None or row.axis_high95 is None:
        parts.append(_("no position"))
    else:
        low, high = interval_ends(row.axis_low95, row.axis_high95)
        sentence = _("position {position}, range {low} to {high}")
        parts.append(sentence.format(position=signed(row.axis), low=low, high=high))
    if row.intensity is not None:
        parts.append(_("intensity {n}").format(n=number(row.intensity)))
    if questionnaire is not None:
        parts.append(row_title(questionnaire, row.placement))
    if row.note:
        parts.append(_("note: {note}").format(note=row.note))
    return "; ".join(filter(None, parts)) + "."


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
        title = localized(known.title, known)
        low_pole, high_pole = pole_labels(known)
        yield from wrap(
            _(
                "“{title}”: positions range from −100 ({low_pole}) to +100 ({high_pole}), "
                "intensity from 0 (neither) to 100 (both). The range of a position is wider the "
                "more the answers vary."
            ).format(title=title, low_pole=low_pole, high_pole=high_pole)
        )
        if len(placed) > 1:
            yield from wrap(course_sentence(placed))


def course_sentence(placed: Sequence[tuple[datetime, float]]) -> str:
    """The first and the last position with their days, and the extremes; empty for a single one."""
    if len(placed) < 2:
        return ""
    first, last = min(placed), max(placed)
    positions = [position for _day, position in placed]
    return _(
        "From {first} ({first_day}) to {last} ({last_day}), between {lowest} and {highest}."
    ).format(
        first=signed(first[1]),
        first_day=day(first[0]),
        last=signed(last[1]),
        last_day=day(last[0]),
        lowest=signed(min(positions)),
        highest=signed(max(positions)),
    )


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
