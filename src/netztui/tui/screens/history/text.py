"""The history in words: a line for each result, the names beside them, and what a result says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.content import Content

from netztui.archive.rows import ResultRow
from netztui.history.history import History, Outcome, ScoredAssessment
from netztui.i18n.catalogue import _
from netztui.i18n.formats import date, day, signed
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.change import compare
from netztui.text import change as changes
from netztui.text import result as wording
from netztui.text.labels import interval_ends, localized, pole_labels, row_title
from netztui.text.question import follow_up_sentences
from netztui.tui.content import joined, lines, plain
from netztui.tui.view_models import PositionEstimate, level_zone, row_estimate
from netztui.tui.widgets.charts import (
    HIGH,
    LOW,
    axis_ground,
    estimate_line,
    placement_style,
    side_style,
)

NOTE, MARKED = "✎", "✓"
OUTCOMES = "■◧□▫"
"""How a plan went, by the place of the answer among its options; the last is for all others."""
SIGN_ROOM, FIGURE_ROOM = 4, 5
LEAST_AXIS = 9
WIDEST_MOMENT = datetime(2026, 11, 28, 12, 48, tzinfo=UTC)

Questionnaires = Mapping[str, Questionnaire]
"""By id; the one of a row can be missing if another window has added it since."""


class Columns:
    """How much room each part of a line has.

    Every word is whole or left out: if the axis would be too short, the names of the placements
    go first, then those of the forms.
    """

    def __init__(
        self, width: int, questionnaires: Questionnaires, *, times: bool, outcomes: bool
    ) -> None:
        """Divide `width`; with `times` the time of day is told, with `outcomes` how plans went."""
        titles = [
            localized(placement.title, questionnaire)
            for questionnaire in questionnaires.values()
            for placement in questionnaire.placements
        ]
        self.outcomes = outcomes
        self.moment = date if times else day
        self.date = cell_len(self.moment(WIDEST_MOMENT)) + 1
        self.forms = form_names(questionnaires)
        self.start = SIGN_ROOM + 2 * outcomes + self.date
        rest = width - self.start - FIGURE_ROOM
        widths = [_widest(titles), _widest(self.forms.values())]
        rooms = [room + 2 if room else 0 for room in widths]
        if rest - sum(rooms) < LEAST_AXIS:
            rooms[0] = 0
        if rest - sum(rooms) < LEAST_AXIS:
            rooms[1] = 0
        self.placement, self.form = rooms
        self.axis = max(LEAST_AXIS, rest - sum(rooms))


def _widest(texts: Iterable[str]) -> int:
    return max((plain(text).cell_length for text in texts), default=0)


def form_names(questionnaires: Questionnaires) -> dict[str, str]:
    """What tells questionnaires apart, by id: their titles, without one that all others begin with.

    Empty for a single one.
    """
    titles = {name: localized(one.title, one) for name, one in questionnaires.items()}
    if len(titles) < 2:
        return {}
    common = common_title(titles.values())
    return {name: title.removeprefix(common).strip() for name, title in titles.items()}


def common_title(titles: Iterable[str]) -> str:
    """The title that all others begin with; empty if there is none."""
    shortest, *others = sorted(titles, key=len)
    return shortest if all(f"{other} ".startswith(f"{shortest} ") for other in others) else ""


def line(
    row: ResultRow,
    questionnaires: Questionnaires,
    columns: Columns,
    outcome: Outcome | None,
    *,
    marked: bool,
) -> Content:
    """A result in one line: signs, date, axis, figure, placement, and the questionnaire's form."""
    known = questionnaires.get(row.questionnaire)
    # The first cell is for the sign of the highlighted line.
    signs = f" {MARKED if marked else ' '}{NOTE if row.note else ' '} "
    if columns.outcomes:
        signs += f"{outcome_sign(outcome) if outcome else ' '} "
    head = f"{signs}{columns.moment(row.finished_at):<{columns.date}}"
    level = level_zone(known)
    estimate = row_estimate(row, level)
    form = plain(columns.forms.get(row.questionnaire, ""), "$muted")
    form = form.pad_left(2) if columns.form else plain("")
    if estimate is None:
        missing = plain(_("no position"), "$muted")
        room = columns.axis + FIGURE_ROOM + columns.placement
        return joined(head, missing.pad_right(room - missing.cell_length), form)
    style = side_style(estimate.position, level)
    figure = plain(f"{signed(estimate.position):>{FIGURE_ROOM}}", f"bold {style}")
    word = plain(placement(row, questionnaires)) if columns.placement else plain("")
    word = word.pad_left(min(2, columns.placement))
    word = word.pad_right(columns.placement - word.cell_length)
    axis = estimate_line(estimate, axis_ground(columns.axis, level))
    return joined(head, axis, figure, word, form)


def pole_names(columns: Columns, questionnaires: Iterable[Questionnaire]) -> Content | None:
    """The names of the poles above the lines' axes; None if the questionnaires differ in them.

    If the axis is too short, they reach beyond it, but meet above its middle.
    """
    poles = {pole_labels(one) for one in questionnaires if one.axis is not None}
    if len(poles) != 1:
        return None
    low, high = (plain(name, style) for name, style in zip(poles.pop(), (LOW, HIGH), strict=True))
    gap = columns.axis - low.cell_length - high.cell_length
    if gap >= 3:
        return joined(" " * columns.start, low, " " * gap, high)
    before = columns.start + columns.axis // 2 - low.cell_length - 1
    return joined(" " * max(0, before), low, plain(" ┼ ", "$muted"), high)


def outcome_sign(outcome: Outcome) -> str:
    """The sign for how a plan went."""
    return OUTCOMES[min(outcome.place, len(OUTCOMES) - 1)]


def legend(history: History) -> str:
    """What the signs in the lines mean, of those that are there."""
    signs = [_("● position  ━ what the answers leave open")]
    if history.has_notes:
        signs.append(_("{sign} a note").format(sign=NOTE))
    outcomes = history.outcomes.values()
    labels = {outcome_sign(one): localized(one.label, one.questionnaire) for one in outcomes}
    if told := [f"{sign} {labels[sign]}" for sign in OUTCOMES if sign in labels]:
        signs.append(_("plan: {signs}").format(signs="  ".join(told)))
    return "  ".join(signs)


def title_of(questionnaire: str, questionnaires: Questionnaires) -> str:
    """A questionnaire's title in the current language."""
    known = questionnaires.get(questionnaire)
    return questionnaire if known is None else localized(known.title, known)


def placement(row: ResultRow, questionnaires: Questionnaires) -> str:
    """The title of a result's placement; empty without one."""
    known = questionnaires.get(row.questionnaire)
    return row_title(known, row.placement) if known is not None else ""


def styled_placement(row: ResultRow, questionnaire: Questionnaire | None) -> Content:
    """The title of a result's placement in its colour, or that there is no position."""
    if questionnaire is None or row.axis is None:
        return plain(_("no position"), "$muted")
    style = placement_style(row.placement, questionnaire.axis)
    return plain(row_title(questionnaire, row.placement), f"bold {style}")


def reach(estimate: PositionEstimate | None) -> Content:
    """The interval in words: “range −1 to +29”; empty without one."""
    if estimate is None:
        return plain("")
    low, high = interval_ends(*estimate.interval)
    return plain(_("range {low} to {high}").format(low=low, high=high), "$muted")


def told(
    row: ResultRow, finished: ScoredAssessment | None, previous: ScoredAssessment | None
) -> Iterator[tuple[str, Sequence[Content]]]:
    """What a result says, as headings with sentences, from the most to the least important."""
    if row.note:
        yield _("Note"), [plain(f"{NOTE} {row.note}")]
    if finished is None:
        return
    result = finished.result
    if missing := wording.missing_sentence(result):
        yield _("Position"), [plain(missing)]
    if previous is not None and (before := previous.stored.finished_at) is not None:
        change = changes.told(previous, finished, compare(previous.result, result))
        yield _("Since {date}").format(date=day(before)), [*map(plain, change)]
    if asked := follow_up_sentences(finished.stored.assessment):
        yield _("Your plan last time"), [plain(" ".join(asked))]
    if plans := finished.recalled:
        yield _("Your plan until next time"), [plain(" ".join(plans))]
    if areas := wording.area_sentences(result):
        told = [joined(plain(f"{often}  ", "$muted"), area) for often, area in areas]
        yield _("Your areas"), [lines(*told)]
