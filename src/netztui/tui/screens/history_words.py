"""What the history says about its results: a line each, and the sentences around them."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day, number, signed
from netztui.i18n.language import current_language
from netztui.questionnaire.model import Questionnaire
from netztui.text.result import placement_title, pole_labels
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.sheet import CHOSEN, DataPoint
from netztui.tui.view_models import estimate_of_row
from netztui.tui.widgets.axis import track
from netztui.tui.widgets.menu import POINTER

NOTE = "✎"
MARKED = "✓"
SIGN_ROOM = 4
DATE_ROOM = 13
FIGURE_ROOM = 5
LEAST_AXIS = 10


class Columns:
    """How much room each part of a line has."""

    def __init__(self, width: int, questionnaires: Iterable[Questionnaire]) -> None:
        titles = [
            plain(placement.title.in_language(questionnaire.language(current_language())))
            for questionnaire in questionnaires
            for placement in questionnaire.placements
        ]
        widest = max((title.cell_length for title in titles), default=0)
        self.placement = min(widest, width // 3)
        rest = width - SIGN_ROOM - DATE_ROOM - FIGURE_ROOM - self.placement - 2
        self.axis = max(LEAST_AXIS, rest)


def line(
    row: ResultRow,
    questionnaire: Questionnaire | None,
    columns: Columns,
    *,
    pointed: bool,
    marked: bool,
) -> Content:
    """A result in one line: highlighted, marked, noted; date, axis, figure, placement."""
    signs = f"{POINTER if pointed else ' '}{MARKED if marked else ' '}{NOTE if row.note else ' '} "
    head = f"{signs}{day(row.finished_at):<{DATE_ROOM}}"
    mark = estimate_of_row(row)
    if mark is None:
        return joined(head, plain(_("no position"), "$muted"))
    placement = plain(_title(row, questionnaire)).truncate(columns.placement, ellipsis=True)
    figure = plain(f"{signed(mark.position):>{FIGURE_ROOM}}", "bold")
    return joined(head, track(mark, columns.axis), figure, "  ", placement)


def pole_names(columns: Columns, ends: tuple[str, str]) -> Content:
    """The names of the poles above the lines' axes."""
    room = (columns.axis - 1) // 2
    low, high = (plain(name, "$muted").truncate(room, ellipsis=True) for name in ends)
    gap = " " * (columns.axis - low.cell_length - high.cell_length)
    return joined(" " * (SIGN_ROOM + DATE_ROOM), low, gap, high)


def common_poles(questionnaires: Iterable[Questionnaire]) -> tuple[str, str] | None:
    """The poles' names where all questionnaires have the same; otherwise None."""
    ends = {
        pole_labels(questionnaire)
        for questionnaire in questionnaires
        if questionnaire.axis is not None
    }
    return ends.pop() if len(ends) == 1 else None


def told(
    row: ResultRow,
    questionnaire: Questionnaire | None,
    *,
    counted: str,
    with_intensity: bool,
    marked: bool,
) -> Content:
    """The result that a picture sets apart, in words and figures.

    `counted` is its number among those drawn; empty where it is not drawn.
    """
    mark = estimate_of_row(row)
    signs = f" {MARKED}" if marked else ""
    if mark is None or not counted:
        return joined(plain(day(row.finished_at), "bold"), f"{signs} · ", _("no position"))
    low, high = mark.interval
    parts = [
        _("{position}, 95% interval {low} to {high}").format(
            position=signed(mark.position),
            low=signed(max(-100.0, low)),
            high=signed(min(100.0, high)),
        )
    ]
    if with_intensity and row.intensity is not None:
        parts.append(_("intensity {n}").format(n=number(row.intensity)))
    if title := _title(row, questionnaire):
        parts.append(title)
    return joined(
        plain(f"{CHOSEN} {day(row.finished_at)}", "bold $text-accent"),
        f"{signs} ({counted}) · {' · '.join(parts)}",
    )


def note_line(row: ResultRow) -> Content:
    """The note as it is; empty where there is none."""
    return plain(f"{NOTE} {row.note}") if row.note else plain("")


def below_list(row: ResultRow, questionnaires: Mapping[str, Questionnaire] | None) -> Content:
    """What the highlighted line had no room for; `questionnaires` where they are several."""
    if questionnaires is None:
        return lines(note_line(row)) if row.note else plain(" ")
    title = plain(title_of(row.questionnaire, questionnaires), "$muted")
    return joined(title, "  ", note_line(row)) if row.note else title


def title_of(questionnaire: str, questionnaires: Mapping[str, Questionnaire]) -> str:
    """A questionnaire's title in the language of now."""
    known = questionnaires.get(questionnaire)
    if known is None:
        return questionnaire
    return known.title.in_language(known.language(current_language()))


def dot_of(row: ResultRow) -> DataPoint | None:
    """A result as pictures show it; None where it has no position."""
    mark = estimate_of_row(row)
    if mark is None or row.intensity is None:
        return None
    return DataPoint(row.finished_at, mark, row.intensity)


def _title(row: ResultRow, questionnaire: Questionnaire | None) -> str:
    if questionnaire is None:
        return ""
    return placement_title(questionnaire, row.placement)
