"""The questions of a `for_each` section as one table: a row for each option, a column an item.

The current question is above it in full; the table shows where it belongs and what was answered,
and a click on a cell goes there.
"""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.questionnaire.model import ChoicesItem, NumberItem
from netztui.text.question import answer_text
from netztui.tui.content import joined, lines, plain

LABEL_ROOM = 24


class GridView(Widget):
    """What was answered for each option, with the current cell marked."""

    DEFAULT_CSS = "GridView { height: auto; margin-top: 1; display: none; }"

    @dataclass
    class Picked(Message):
        """A cell was clicked; `key` is its question's."""

        key: str

    _shown: tuple[Assessment, Question, str] | None = None
    _rows: tuple[dict[str, Question], ...] = ()
    """The questions of each option, by the id of their item."""

    def show(self, assessment: Assessment, current: Question, language: str) -> None:
        """Show the grid that `current` belongs to; nothing if it does not belong to one."""
        self.display, was_shown = current.option is not None, self.display
        if not (self.display or was_shown):
            return  # A new layout would take longer than the rest of a keypress.
        self._shown = (assessment, current, language)
        rows: dict[int | str, dict[str, Question]] = {}
        for question in assessment.visible.values() if self.display else ():
            if question.section.id == current.section.id and question.option is not None:
                rows.setdefault(question.option.value, {})[question.item.id] = question
        self._rows = tuple(rows.values())
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each option, and one for the columns' names."""
        return len(self._rows) + 1

    def render(self) -> Content:
        """As wide as the widget."""
        if self._shown is None or not self._rows:
            return plain("")
        language = self._shown[2]
        items = {id_: question.item for row in self._rows for id_, question in row.items()}
        options = [next(iter(row.values())).option for row in self._rows]
        labels = [plain(option.label.in_language(language) if option else "") for option in options]
        room = min(LABEL_ROOM, max(label.cell_length for label in labels))
        names = {
            id_: plain(item.label.in_language(language) if item.label else id_, "$muted")
            for id_, item in items.items()
        }
        columns = {id_: 3 + max(names[id_].cell_length, self._widest(id_)) for id_ in items}
        available = self.size.width - room - 2
        if sum(columns.values()) > available:
            columns = dict.fromkeys(items, max(6, available // len(items)))
        head = joined(" " * (room + 3), *(_fit(name, columns[id_]) for id_, name in names.items()))
        rows = (
            joined(
                _fit(label, room + 1),
                " ",
                *(self._cell(row.get(id_), cells) for id_, cells in columns.items()),
            )
            for row, label in zip(self._rows, labels, strict=True)
        )
        return lines(head, *rows)

    def _widest(self, item: str) -> int:
        """The cells of its longest answer, so that no column moves when one is given."""
        question = next(row[item] for row in self._rows if item in row)
        values: tuple[Value | None, ...] = (None, *(one.value for one in question.options))
        if isinstance(question.item, ChoicesItem):
            values = (None, tuple(str(one.value) for one in question.options))
        if isinstance(question.item, NumberItem):
            values = (None, question.item.minimum, question.item.maximum)
        language = self._shown[2] if self._shown is not None else ""
        answers = (answer_text(question, Answer(value), language) for value in values)
        return max(plain(answer or "").cell_length for answer in answers)

    def _cell(self, question: Question | None, cells: int) -> Content:
        if question is None or self._shown is None:
            return plain(" " * cells)
        assessment, current, language = self._shown
        answer = assessment.answers.get(question.key)
        text = answer_text(question, answer, language)
        style = "$muted" if answer is None or answer.value is None else "$text-primary"
        is_current = question.key == current.key
        pointer = plain("▸" if is_current else " ", "bold $text-accent")
        cell = _fit(joined(pointer, plain("·" if text is None else text, style)), cells)
        cell = cell.stylize(Style.from_meta({"question": question.key}))
        return cell.stylize("on $boost") if is_current else cell

    def on_click(self, event: events.Click) -> None:
        """Report which cell was clicked."""
        if key := event.style.meta.get("question"):
            self.post_message(self.Picked(key))


def _fit(text: Content, cells: int) -> Content:
    """The text in `cells` cells, the last of which stays free."""
    return text.truncate(max(1, cells - 1), ellipsis=True).truncate(cells, pad=True)
