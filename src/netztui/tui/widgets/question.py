"""One question as a person reads it: introduction, stem, item, and the options with their keys.

A single widget draws it all, because from a key to the next question only a moment may pass: no
widget is made or removed, and the layout is worked out anew only when the height changes.
"""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from netztui.assessment.assessment import Answer, Question
from netztui.i18n import _
from netztui.questionnaire.model import ChoicesItem
from netztui.tui.content import joined, plain

SKIP = -1
"""The place of “no answer” among the options."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be drawn: a question in a language, what is chosen, where the highlight is."""

    question: Question
    language: str
    answer: Answer | None = None
    highlight: int | None = None
    with_intro: bool = False
    with_help: bool = False
    hint: str = ""

    @property
    def places(self) -> tuple[int, ...]:
        """Where the highlight can be: the options' indexes, and SKIP."""
        return (*range(len(self.question.options)), SKIP)

    def is_chosen(self, place: int) -> bool:
        """Whether the option at `place` is (part of) the answer."""
        if self.answer is None:
            return False
        if place == SKIP:
            return self.answer.value is None
        value = self.question.options[place].value
        if isinstance(self.answer.value, tuple):
            return value in self.answer.value
        return value == self.answer.value


def paragraphs(text: str, width: int, style: str = "") -> list[Content]:
    """The text wrapped to `width` cells; a blank line between paragraphs stays one."""
    wrapped = []
    for paragraph in text.split("\n"):
        wrapped += plain(paragraph, style).wrap(width) if paragraph.strip() else [plain("")]
    return wrapped


class QuestionView(Widget):
    """Draws a `Shown`; clicking an option posts `Picked`."""

    DEFAULT_CSS = "QuestionView { height: auto; width: 1fr; }"

    shown: reactive[Shown | None] = reactive(None, repaint=False)

    class Picked(Message):
        """An option was clicked; `place` is its index, or SKIP."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[Shown | None, int, list[Content]] = (None, 0, [])
        self._rows: dict[int, int] = {}
        self._room = 0

    def watch_shown(self) -> None:
        """Draw anew; ask for a new layout only where the height changes."""
        self.refresh(layout=self._height(self.size.width) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the question takes at this width, and at least the room there is.

        Where a field or a grid follows, only the question's own: they stand right below it.
        """
        self._room = container.height
        return self._height(width)

    def _height(self, width: int) -> int:
        fills = (
            self.shown is not None
            and bool(self.shown.question.options)
            and self.shown.question.option is None
        )
        return max(len(self._lines(width)), self._room if fills else 0)

    def render(self) -> Content:
        """The question at the widget's width."""
        return Content("\n").join(self._lines(self.size.width))

    def row_of(self, place: int) -> int:
        """The line on which the option at `place` begins."""
        return self._rows.get(place, 0)

    def _lines(self, width: int) -> list[Content]:
        if self.shown is None or width <= 0:
            return []
        if self._drawn[:2] != (self.shown, width):
            self._drawn = (self.shown, width, self._draw(self.shown, width))
        return self._drawn[2]

    def _draw(self, shown: Shown, width: int) -> list[Content]:
        question, language = shown.question, shown.language
        lines: list[Content] = []
        if shown.with_intro and question.section.intro is not None:
            intro = question.section.intro.in_language(language)
            lines += [*paragraphs(intro, width, "$muted"), plain("")]
        if stem := question.stem(language):
            lines += [*paragraphs(stem, width), plain("")]
        lines += paragraphs(question.text(language), width, "bold")
        if shown.with_help and (more := question.help(language)):
            lines += [plain(""), *paragraphs(more, width, "$muted italic")]
        lines.append(plain(""))
        self._rows = {}
        for place in shown.places if question.options else ():
            if place == SKIP:
                lines.append(plain(""))
            self._rows[place] = len(lines)
            lines += self._option(shown, place, width)
        if shown.hint:
            lines += [plain(""), *paragraphs(shown.hint, width, "$text-warning")]
        return lines

    def _option(self, shown: Shown, place: int, width: int) -> list[Content]:
        chosen = shown.is_chosen(place)
        if place == SKIP:
            key, label = "0", _("no answer")
        else:
            key = str(place + 1) if place < 9 else " "
            label = shown.question.options[place].label.in_language(shown.language)
        if isinstance(shown.question.item, ChoicesItem) and place != SKIP:
            sign = "[x]" if chosen else "[ ]"
        else:
            sign = "●" if chosen else "○"
        pointer = "▸" if shown.highlight == place else " "
        head = joined(f"{pointer} ", plain(key, "bold $text-accent"), f"  {sign} ")
        style = "bold $text-primary" if chosen else "$muted" if place == SKIP else ""
        wrapped = plain(label, style).wrap(max(1, width - head.cell_length)) or [plain("")]
        indent = " " * head.cell_length
        click = Style.from_meta({"place": place})
        rows = [joined(head, wrapped[0]), *(joined(indent, more) for more in wrapped[1:])]
        background = "on $boost" if shown.highlight == place else ""
        return [
            row.pad_right(max(0, width - row.cell_length)).stylize(click).stylize(background)
            for row in rows
        ]

    def on_click(self, event: events.Click) -> None:
        """Tell which option was clicked."""
        place = event.style.meta.get("place")
        if place is not None:
            self.post_message(self.Picked(place))
