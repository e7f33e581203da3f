"""The history's text: a line for each result, and the names around them."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.i18n.catalogue import _
from netztui.i18n.formats import day, signed
from netztui.i18n.language import current_language
from netztui.questionnaire.model import Questionnaire
from netztui.text.labels import pole_labels, row_title
from netztui.tui.content import joined, plain
from netztui.tui.view_models import level_zone, row_estimate
from netztui.tui.widgets.charts import axis_ground, estimate_line, named_poles, side_style

NOTE, MARKED = "✎", "✓"
SIGN_ROOM, DATE_ROOM, FIGURE_ROOM = 4, 13, 5
LEAST_AXIS = 10

Questionnaires = Mapping[str, Questionnaire]
"""By id; the one of a row can be missing if another window has added it since."""


class Columns:
    """How much room each part of a line has."""

    def __init__(self, width: int, questionnaires: Iterable[Questionnaire]) -> None:
        titles = [
            plain(placement.title.in_language(questionnaire.language(current_language())))
            for questionnaire in questionnaires
            for placement in questionnaire.placements
        ]
        widest = max((title.cell_length for title in titles), default=0)
        rest = width - SIGN_ROOM - DATE_ROOM - FIGURE_ROOM - 2
        self.placement = max(0, min(widest, rest - LEAST_AXIS))
        self.axis = max(LEAST_AXIS, rest - self.placement)


def line(
    row: ResultRow, questionnaires: Questionnaires, columns: Columns, *, marked: bool
) -> Content:
    """A result in one line: whether it is marked and has a note; date, axis, figure, placement."""
    # The first cell is for the sign of the highlighted line.
    signs = f" {MARKED if marked else ' '}{NOTE if row.note else ' '} "
    head = f"{signs}{day(row.finished_at):<{DATE_ROOM}}"
    known = questionnaires.get(row.questionnaire)
    level = level_zone(known)
    estimate = row_estimate(row, level)
    if estimate is None:
        return joined(head, plain(_("no position"), "$muted"))
    word = plain(placement(row, questionnaires)).truncate(columns.placement, ellipsis=True)
    style = side_style(estimate.position, level)
    figure = plain(f"{signed(estimate.position):>{FIGURE_ROOM}}", f"bold {style}")
    return joined(head, estimate_line(estimate, axis_ground(columns.axis)), figure, "  ", word)


def pole_names(columns: Columns, questionnaires: Iterable[Questionnaire]) -> Content | None:
    """The names of the poles above the lines' axes; None if the questionnaires differ in them."""
    poles = {pole_labels(one) for one in questionnaires if one.axis is not None}
    if len(poles) != 1:
        return None
    room = (columns.axis - 1) // 2
    low, high = named_poles(*poles.pop(), room)
    gap = " " * (columns.axis - low.cell_length - high.cell_length)
    return joined(" " * (SIGN_ROOM + DATE_ROOM), low, gap, high)


def title_of(questionnaire: str, questionnaires: Questionnaires) -> str:
    """A questionnaire's title in the current language."""
    known = questionnaires.get(questionnaire)
    if known is None:
        return questionnaire
    return known.title.in_language(known.language(current_language()))


def placement(row: ResultRow, questionnaires: Questionnaires) -> str:
    """The title of a result's placement; empty without one."""
    known = questionnaires.get(row.questionnaire)
    return row_title(known, row.placement) if known is not None else ""
