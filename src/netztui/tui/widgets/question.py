"""One question as a person reads it: introduction, stem, item, and the options with their keys.

A single widget draws it all, because from a key to the next question only a moment may pass: no
widget is made or removed, and the layout is worked out anew only when the height changes.
"""

from dataclasses import dataclass, replace

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from netztui.assessment.assessment import Answer, Question
from netztui.i18n.catalogue import _
from netztui.questionnaire.model import ChoicesItem
from netztui.tui.content import joined, plain

SKIP = -1
"""The place of “no answer” among the options."""
PROSE = 80
"""As wide as a line of text is comfortably read."""


@dataclass(frozen=True, slots=True)
class QuestionState:
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
        return (*range(len(self.question.options) + self.question.offers_none), SKIP)

    @property
    def kind(self) -> tuple[str, int, bool, bool]:
        """What the keys and the layout of a screen depend on."""
        item, grid = self.question.item, self.question.option is not None
        return type(item).__name__, len(self.question.options), item.help is not None, grid

    def is_chosen(self, place: int) -> bool:
        """Whether the option at `place` is (part of) the answer."""
        if self.answer is None:
            return False
        if place == SKIP:
            return self.answer.value is None
        if place == len(self.question.options):
            return self.answer.value == ()
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


def with_blank_lines(*blocks: list[Content]) -> list[Content]:
    """The lines of all blocks that have some, with a blank line between each two."""
    lines: list[Content] = []
    for block in filter(None, blocks):
        lines += [*([plain("")] if lines else []), *block]
    return lines


class QuestionView(Widget):
    """Draws a `QuestionState`; clicking an option posts `Picked`."""

    DEFAULT_CSS = "QuestionView { height: auto; width: 1fr; }"

    shown: reactive[QuestionState | None] = reactive(None, repaint=False)

    class Picked(Message):
        """An option of the question `key` was clicked; `place` is its index, or SKIP."""

        def __init__(self, key: str, place: int) -> None:
            super().__init__()
            self.key = key
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[tuple[QuestionState, int, int] | None, list[Content]] = (None, [])
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

    # Changing what is shown of the same question

    @property
    def highlighted(self) -> int | None:
        """Where the highlight is."""
        return self.shown.highlight if self.shown is not None else None

    def move_highlight(self, step: int) -> int:
        """Move the highlight down (1) or up (−1); returns the line on which it then is."""
        if self.shown is None:
            return 0
        places = self.shown.places
        if self.shown.highlight is None:
            place = places[0] if step > 0 else places[-1]
        else:
            here = places.index(self.shown.highlight) + step
            place = places[max(0, min(len(places) - 1, here))]
        self.shown = replace(self.shown, highlight=place)
        return self._rows.get(place, 0)

    def mark(self, answer: Answer | None, highlight: int | None = None) -> None:
        """Show what is chosen now."""
        if self.shown is not None:
            self.shown = replace(self.shown, answer=answer, highlight=highlight, hint="")

    def hint(self, hint: str) -> None:
        """Show a sentence below the options."""
        if self.shown is not None:
            self.shown = replace(self.shown, hint=hint)

    def toggle_help(self) -> None:
        """Show what the questionnaire says about the item, or hide it."""
        if self.shown is not None:
            self.shown = replace(self.shown, with_help=not self.shown.with_help)

    def retranslate(self, language: str) -> None:
        """Show the question in `language`."""
        if self.shown is not None:
            self.shown = replace(self.shown, language=language, hint="")
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self.shown is None or width <= 0:
            return []
        drawn_for = (self.shown, width, self._room)
        if self._drawn[0] != drawn_for:
            self._drawn = (drawn_for, self._draw(self.shown, width))
        return self._drawn[1]

    def _draw(self, shown: QuestionState, width: int) -> list[Content]:
        """The question, closer together where it would not fit into the room otherwise.

        An introduction that doesn't fit even then goes below: what is to be answered, and with
        which keys, is seen without scrolling.
        """
        question, language = shown.question, shown.language
        prose = min(width, PROSE)
        intro = question.section.intro if shown.with_intro else None
        introduced = paragraphs(intro.in_language(language), prose, "$muted") if intro else []
        asked = [paragraphs(question.text(language), prose, "bold")]
        if stem := question.stem(language):
            asked.insert(0, paragraphs(stem, prose))
        if shown.with_help and (more := question.help(language)):
            asked.append(paragraphs(more, prose, "$muted italic"))
        hint = paragraphs(shown.hint, prose, "$text-warning") if shown.hint else []
        if not question.options:
            return [*with_blank_lines(introduced, *asked, hint), plain("")]
        options = {place: self._option(shown, place, width) for place in shown.places}
        offered = [row for place in shown.places if place != SKIP for row in options[place]]
        skip = options[SKIP]
        lines = with_blank_lines(introduced, *asked, offered, skip, hint)
        if len(lines) > self._room > 0:
            close = [line for block in asked for line in block]
            lines = with_blank_lines(introduced, close, [*offered, *skip], hint)
            if len(lines) > self._room:
                lines = with_blank_lines(close, [*offered, *skip], hint, introduced)
        rows = {id(line): row for row, line in enumerate(lines)}
        self._rows = {place: rows[id(option[0])] for place, option in options.items()}
        return lines

    def _option(self, shown: QuestionState, place: int, width: int) -> list[Content]:
        chosen = shown.is_chosen(place)
        if place == SKIP:
            key, label, is_option = "0", _("no answer"), False
        else:
            key = str(place + 1) if place < 9 else " "
            options = shown.question.options
            is_option = place < len(options)
            label = (
                options[place].label.in_language(shown.language)
                if is_option
                else _("none of these")
            )
        if isinstance(shown.question.item, ChoicesItem) and is_option:
            sign = "[x]" if chosen else "[ ]"
        else:
            sign = "●" if chosen else "○"
        pointer = "▸" if shown.highlight == place else " "
        head = joined(f"{pointer} ", plain(key, "bold $text-accent"), f"  {sign} ")
        style = "bold $text-primary" if chosen else "$muted" if place == SKIP else ""
        wrapped = plain(label, style).wrap(max(1, width - head.cell_length)) or [plain("")]
        indent = " " * head.cell_length
        # With the question, because a click can meet the frame of the one before.
        click = Style.from_meta({"question": shown.question.key, "place": place})
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
            self.post_message(self.Picked(event.style.meta["question"], place))
