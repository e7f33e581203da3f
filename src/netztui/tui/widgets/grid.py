"""The questions of a `for_each` section as one table: a row for each option, a column an item.

The question at hand stands above it in full; the table shows where one is and what was said, and
a click on a cell goes there.
"""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from netztui.assessment.assessment import Assessment, Question
from netztui.text.question import answer_text
from netztui.tui.content import joined, plain

LABEL_ROOM = 24
OPEN = "·"


class GridView(Widget):
    """What was answered for each option, with the current cell marked."""

    DEFAULT_CSS = """
    GridView { height: auto; margin-top: 1; display: none; }
    """

    class Picked(Message):
        """A cell was clicked; `key` is its question's."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[Question]] = []
        self._assessment: Assessment | None = None
        self._current = ""
        self._language = ""

    def show(self, assessment: Assessment, current: Question, language: str) -> None:
        """Show the grid that `current` belongs to, or nothing where it belongs to none."""
        self.display = current.option is not None
        if not self.display:
            return
        rows: dict[int | str, list[Question]] = {}
        for question in assessment.visible.values():
            if question.section.id == current.section.id and question.option is not None:
                rows.setdefault(question.option.value, []).append(question)
        self._rows = list(rows.values())
        self._assessment = assessment
        self._current = current.key
        self._language = language
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line an option, and one for the columns' names."""
        return len(self._rows) + 1

    def render(self) -> Content:
        """As wide as the widget."""
        if self._assessment is None or not self._rows:
            return plain("")
        columns = list(dict.fromkeys(question.item.id for row in self._rows for question in row))
        labels = [plain(self._option(row[0])) for row in self._rows]
        room = min(LABEL_ROOM, max(label.cell_length for label in labels))
        cells = max(6, (self.size.width - room - 2) // len(columns))
        names = {question.item.id: question for row in self._rows for question in row}
        named = [plain(self._column_name(names[column]), "$muted") for column in columns]
        head = [self._fit(name, cells) for name in named]
        lines = [joined(" " * (room + 3), *head)]
        for row, label in zip(self._rows, labels, strict=True):
            found = {question.item.id: question for question in row}
            told = [self._cell(found.get(column), cells) for column in columns]
            lines.append(joined(self._fit(label, room + 1), " ", *told))
        return Content("\n").join(lines)

    def _option(self, question: Question) -> str:
        return question.option.label.in_language(self._language) if question.option else ""

    def _column_name(self, question: Question) -> str:
        item = question.item
        return item.label.in_language(self._language) if item.label else item.id

    def _cell(self, question: Question | None, cells: int) -> Content:
        if question is None or self._assessment is None:
            return plain(" " * cells)
        answer = self._assessment.answers.get(question.key)
        text = answer_text(question, answer, self._language)
        answered = answer is not None and answer.value is not None
        said = plain(OPEN if text is None else text, "$text-primary" if answered else "$muted")
        current = question.key == self._current
        pointer = plain("▸" if current else " ", "bold $text-accent")
        style = Style.from_meta({"question": question.key})
        cell = self._fit(joined(pointer, said), cells).stylize(style)
        return cell.stylize("on $boost") if current else cell

    @staticmethod
    def _fit(text: Content, cells: int) -> Content:
        cut = text.truncate(max(1, cells - 1), ellipsis=True)
        return cut.pad_right(max(0, cells - cut.cell_length))

    def on_click(self, event: events.Click) -> None:
        """Tell which cell was clicked."""
        if key := event.style.meta.get("question"):
            self.post_message(self.Picked(key))
