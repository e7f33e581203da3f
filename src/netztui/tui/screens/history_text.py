"""The history's text: a line for each result, and the sentences around them."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day, number, signed
from netztui.i18n.language import current_language
from netztui.questionnaire.model import Questionnaire
from netztui.text.result import placement_title, pole_labels
from netztui.tui.content import joined, lines, plain
from netztui.tui.plots.timeline import HIGHLIGHTED, POINT, SECOND_POINT, DataPoint
from netztui.tui.view_models import row_estimate
from netztui.tui.widgets.charts import axis_ground, estimate_line

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
    marked: bool,
) -> Content:
    """A result in one line: marked, noted; date, axis, figure, placement."""
    # The first cell is for the sign of the highlighted line.
    signs = f" {MARKED if marked else ' '}{NOTE if row.note else ' '} "
    head = f"{signs}{day(row.finished_at):<{DATE_ROOM}}"
    estimate = row_estimate(row)
    if estimate is None:
        return joined(head, plain(_("no position"), "$muted"))
    placement = plain(_title(row, questionnaire)).truncate(columns.placement, ellipsis=True)
    figure = plain(f"{signed(estimate.position):>{FIGURE_ROOM}}", "bold")
    return joined(head, estimate_line(estimate, axis_ground(columns.axis)), figure, "  ", placement)


def pole_names(columns: Columns, ends: tuple[str, str]) -> Content:
    """The names of the poles above the lines' axes."""
    room = (columns.axis - 1) // 2
    low, high = (plain(name, "$muted").truncate(room, ellipsis=True) for name in ends)
    gap = " " * (columns.axis - low.cell_length - high.cell_length)
    return joined(" " * (SIGN_ROOM + DATE_ROOM), low, gap, high)


def common_poles(questionnaires: Iterable[Questionnaire]) -> tuple[str, str] | None:
    """The poles' names if all questionnaires have the same; otherwise None."""
    ends = {
        pole_labels(questionnaire)
        for questionnaire in questionnaires
        if questionnaire.axis is not None
    }
    return ends.pop() if len(ends) == 1 else None


def plotted_result(
    row: ResultRow,
    questionnaire: Questionnaire | None,
    *,
    counted: str,
    with_scales: bool,
    marked: bool,
) -> Content:
    """The highlighted result of a plot in words and figures.

    `counted` is its number among those plotted; empty if it is not plotted.
    """
    point = data_point(row)
    signs = f" {MARKED}" if marked else ""
    if point is None or questionnaire is None or not counted:
        return joined(plain(day(row.finished_at), "bold"), f"{signs} · ", _("no position"))
    low, high = point.estimate.interval
    parts = [
        _("{position}, 95% interval {low} to {high}").format(
            position=signed(point.estimate.position),
            low=signed(max(-100.0, low)),
            high=signed(min(100.0, high)),
        )
    ]
    if with_scales:
        names = zip(
            (POINT, SECOND_POINT), reversed(pole_labels(questionnaire)), point.scales, strict=True
        )
        parts = [f"{sign} {name} {number(round(scale))}" for sign, name, scale in names]
    if title := _title(row, questionnaire):
        parts.append(title)
    return joined(
        plain(f"{HIGHLIGHTED} {day(row.finished_at)}", "bold $text-accent"),
        f"{signs} ({counted}) · {' · '.join(parts)}",
    )


def note_line(row: ResultRow) -> Content:
    """The note as it is; empty if there is none."""
    return plain(f"{NOTE} {row.note}") if row.note else plain("")


def below_list(row: ResultRow, questionnaires: Mapping[str, Questionnaire] | None) -> Content:
    """What the highlighted line has no room for; `questionnaires` if there are several."""
    if questionnaires is None:
        return lines(note_line(row)) if row.note else plain(" ")
    title = plain(title_of(row.questionnaire, questionnaires), "$muted")
    return joined(title, "  ", note_line(row)) if row.note else title


def title_of(questionnaire: str, questionnaires: Mapping[str, Questionnaire]) -> str:
    """A questionnaire's title in the current language."""
    known = questionnaires.get(questionnaire)
    if known is None:
        return questionnaire
    return known.title.in_language(known.language(current_language()))


def data_point(row: ResultRow) -> DataPoint | None:
    """A result as plots show it; None if it has no position."""
    estimate = row_estimate(row)
    if estimate is None or row.intensity is None:
        return None
    return DataPoint(row.finished_at, estimate, row.intensity)


def _title(row: ResultRow, questionnaire: Questionnaire | None) -> str:
    if questionnaire is None:
        return ""
    return placement_title(questionnaire, row.placement)
