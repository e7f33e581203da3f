"""The start screen's large panel as long as there is no result: what the program is for."""

from itertools import zip_longest

from textual.app import ComposeResult
from textual.content import Content

from netztui.history.home_data import HomeData
from netztui.i18n.catalogue import _
from netztui.text.labels import localized, pole_labels
from netztui.tui.content import joined, lines, plain, wrapped
from netztui.tui.view_models import level_zone
from netztui.tui.widgets.charts import HIGH, LOW, Chart, axis_ground, value_line
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Panel


class IntroductionPanel(Panel):
    """What the program does, with the axis of its first questionnaire and both poles' areas."""

    def __init__(self, data: HomeData) -> None:
        known = (one.questionnaire for one in data.entries if one.questionnaire)
        self._questionnaire = next((one for one in known if one.axis is not None), None)
        super().__init__(title=self._title_of_it)

    def compose(self) -> ComposeResult:
        """Two sentences and the axis."""
        yield TranslatedLabel(self._sentences)
        if self._questionnaire is not None:
            yield Chart(self._axis, classes="axis")

    def _title_of_it(self) -> str:
        one = self._questionnaire
        return localized(one.title, one) if one is not None else ""

    def _sentences(self) -> str:
        pause = _("Stop whenever you like: you continue where you left off.")
        if self._questionnaire is None:
            what = _(
                "Answer each question with one key, see what your answers add up to, and compare "
                "later."
            )
            return f"{what} {pause}"
        low, high = pole_labels(self._questionnaire)
        what = _(
            "Answer each question with one key, see where you are between “{low}” and “{high}”, "
            "and compare next time."
        )
        return f"{what.format(low=low, high=high)} {pause}"

    def _axis(self, width: int) -> Content:
        questionnaire = self._questionnaire
        if questionnaire is None or questionnaire.axis is None:
            return plain("")
        level = level_zone(questionnaire)
        line = value_line(axis_ground(max(3, width - 2), level), [], [])
        names = pole_labels(questionnaire)
        poles = questionnaire.axis.low, questionnaire.axis.high
        areas = [
            [
                localized(questionnaire.facets[facet].label, questionnaire)
                for facet in questionnaire.scales[pole].facets
            ]
            for pole in poles
        ]
        deepest = max(map(len, areas))
        left, right = (found + [""] * (deepest - len(found)) for found in areas)
        ends = (
            plain(name, f"bold {style}") for name, style in zip(names, (LOW, HIGH), strict=True)
        )
        return lines(
            *_spread(next(ends), next(ends), width, plain(_("level"), "$muted")),
            joined("├", line, "┤"),
            *(
                row
                for low, high in zip(left, right, strict=True)
                for row in _spread(plain(low, "$muted"), plain(high, "$muted"), width)
            ),
        )


def _spread(
    left: Content, right: Content, width: int, middle: Content | None = None
) -> list[Content]:
    """Two texts at the ends of a line, wrapped to half of it; with `middle` if there is room."""
    half = max(1, width // 2 - 1)
    rows = [
        joined(low, " " * (width - low.cell_length - high.cell_length), high)
        for low, high in zip_longest(
            wrapped(left, half) or [plain("")],
            wrapped(right, half) or [plain("")],
            fillvalue=plain(""),
        )
    ]
    side = max(left.cell_length, right.cell_length) + 1
    if middle is not None and side + middle.cell_length // 2 < half:
        before = (width - middle.cell_length) // 2 - left.cell_length
        after = width - left.cell_length - before - middle.cell_length - right.cell_length
        rows = [joined(left, " " * before, middle, " " * after, right)]
    return rows
