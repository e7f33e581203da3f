"""One question as the user reads it: introduction, stem, item, and the options with their keys.

A single widget draws it all, because a keypress must bring up the next question at once: no
widget is made or removed, the layout is computed again only when the height changes, and only the
lines that change are drawn again. Above it, a line shows how much is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from netztui.assessment.assessment import Answer, Question
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language
from netztui.questionnaire.model import ChoicesItem
from netztui.tui.content import PROSE, hanging, joined, lines, plain, strip, wrapped
from netztui.tui.themes import BLENDS

SKIP = -1
"""The place of “no answer” among the options."""
BLANK = plain("")

Lines: TypeAlias = Sequence[Content]


@dataclass(frozen=True, slots=True)
class QuestionState:
    """What is to be drawn: a question in a language, what is chosen, where the highlight is."""

    question: Question
    language: str
    answer: Answer | None = None
    highlight: int | None = None
    with_intro: bool = False
    with_help: bool = False
    note: str = ""
    """What the user may want to know here, below the options."""
    hint: str = ""
    """What keeps an answer from being taken, below the options."""

    @property
    def places(self) -> tuple[int, ...]:
        """Where the highlight can be: the options' indexes, and SKIP."""
        return (*range(len(self.question.options) + self.question.offers_none), SKIP)

    @property
    def kind(self) -> tuple[str, int, bool]:
        """What the layout and most keys of a screen depend on."""
        item, grid = self.question.item, self.question.option is not None
        return type(item).__name__, len(self.question.options), grid

    def is_chosen(self, place: int) -> bool:
        """Whether the option at `place` is (part of) the answer."""
        if self.answer is None:
            return False
        chosen, options = self.answer.value, self.question.options
        if not 0 <= place < len(options):
            return chosen is None if place == SKIP else chosen == ()
        value = options[place].value
        return value in chosen if isinstance(chosen, tuple) else value == chosen


@lru_cache
def paragraphs(text: str, width: int, style: str = "") -> Lines:
    """The text wrapped to `width` cells; a blank line between paragraphs stays one."""
    return tuple(
        line
        for paragraph in text.split("\n")
        for line in (wrapped(plain(paragraph, style), width) if paragraph.strip() else [BLANK])
    )


@lru_cache
def option_lines(
    place: int, sign: str, label: str, width: int, *, chosen: bool, highlighted: bool
) -> Lines:
    """An option behind its key and sign, wrapped to `width` cells; its place is in its style."""
    key = "0" if place == SKIP else str(place + 1) if place < 9 else " "
    style = "bold $text-primary" if chosen else "$muted" if place == SKIP else ""
    bar = plain("▌", "$primary") if chosen else " "
    pointer = "▸" if highlighted else " "
    head = joined(bar, f"{pointer} ", plain(key, "bold $text-accent"), f"  {sign} ")
    ground = "on $boost" if highlighted else "on $primary 20%" if chosen else ""
    return tuple(
        row.truncate(width, pad=True).stylize(Style.from_meta({"place": place})).stylize(ground)
        for row in hanging(head, plain(label, style), width)
    )


def with_blank_lines(*blocks: Lines) -> Lines:
    """The lines of all blocks that have some, with a blank line between each two."""
    return [line for block in filter(None, blocks) for line in (BLANK, *block)][1:]


def _longest_text(shown: QuestionState, width: int) -> int:
    """The lines of the longest text with these options in the section, so that nothing jumps."""
    question, language = shown.question, shown.language
    texts = [question.text(language)]
    if question.scale is not None and question.option is None:
        texts += [item.text.in_language(language) for item in question.section.items]
    return max(_line_count(text, width) for text in texts)


@lru_cache
def _line_count(text: str, width: int) -> int:
    return len(paragraphs(text, width))


class QuestionView(Widget):
    """Draws a `QuestionState`; clicking an option posts `Picked`."""

    # Its lines are wrapped already, and nothing in them is a link: Textual need not look again.
    DEFAULT_CSS = "QuestionView { height: auto; width: 1fr; text-wrap: nowrap; }"
    auto_links = False

    shown: reactive[QuestionState | None] = reactive(None, repaint=False)

    @dataclass
    class Picked(Message):
        """An option of the question `key` was clicked; `place` is its index, or SKIP."""

        key: str
        place: int

    def __init__(self) -> None:
        super().__init__()
        self._drawn_for: tuple[QuestionState, int, int, str] | None = None
        self._drawn: Lines = []
        self._on_screen: dict[int, Content] = {}
        """The lines as they were drawn last, by row."""
        self._rows: dict[int, int] = {}
        self._room = 0
        self._since = 0.0
        """When the question was first shown."""

    def watch_shown(self, before: QuestionState | None, shown: QuestionState | None) -> None:
        """Draw the lines that change again; all, in a new layout, only if the height changes."""
        if before is None or shown is None or before.question.key != shown.question.key:
            self._since = Message().time
        width, height = self.size
        if self._height(width) != height:
            self.refresh(layout=True)
            return
        drawn, there = self._lines(width), self._on_screen
        rows = enumerate([*drawn, *[BLANK] * (height - len(drawn))])
        changed = [row for row, line in rows if row not in there or not line.is_same(there[row])]
        if changed:
            self.refresh(*(Region(0, row, width, 1) for row in changed))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the question takes at this width, and at least the room there is.

        A field or a grid below it takes the rest of the room.
        """
        self._room = container.height
        return self._height(width)

    def _height(self, width: int) -> int:
        question = self.shown.question if self.shown is not None else None
        fills = question is not None and question.options and question.option is None
        return max(len(self._lines(width)), self._room if fills else 0)

    def render(self) -> Content:
        """The question at the widget's width."""
        return lines(*self._lines(self.size.width))

    def render_line(self, y: int) -> Strip:
        """One line of it, without the others, unless text is selected across them."""
        drawn = self._lines(self.size.width)
        self._on_screen[y] = line = drawn[y] if y < len(drawn) else BLANK
        if self.text_selection is not None:
            return super().render_line(y)
        return strip(self, line).apply_offsets(0, y)

    # Changing what is shown of the same question

    @property
    def highlighted(self) -> int | None:
        """Where the highlight is."""
        return self.shown.highlight if self.shown is not None else None

    def move_highlight(self, step: int) -> int:
        """Move the highlight down (1) or up (−1); returns the line on which it then is."""
        if self.shown is None:
            return 0
        places, highlight = self.shown.places, self.shown.highlight
        if highlight is None:
            place = places[0 if step > 0 else -1]
        else:
            place = places[max(0, min(len(places) - 1, places.index(highlight) + step))]
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

    def retranslate(self, language: str, note: str) -> None:
        """Show the question in `language`, with its note in the program's."""
        if self.shown is not None:
            self.shown = replace(self.shown, language=language, note=note, hint="")
            self.refresh(layout=True)

    def _lines(self, width: int) -> Lines:
        if self.shown is None or width <= 0:
            return []
        if self._drawn_for != (drawn_for := (self.shown, width, self._room, current_language())):
            self._drawn_for = drawn_for
            self._drawn = self._draw(self.shown, width)
        return self._drawn

    def _draw(self, shown: QuestionState, width: int) -> Lines:
        """The question, closer together if it would not fit into the room otherwise.

        An introduction that doesn't fit even then goes below, so that the item and its keys are
        visible without scrolling.
        """
        question, language = shown.question, shown.language
        prose = min(width, PROSE)
        intro = question.section.intro
        introduced: Lines = []
        if intro:
            introduced = paragraphs(intro.in_language(language), prose, "$muted")
        if not shown.with_intro:
            # Its room stays free, unless a table needs it.
            introduced = [BLANK for _line in introduced if question.option is None]
        item = paragraphs(question.text(language), prose, "bold")
        asked = [item]
        if stem := question.stem(language):
            asked.insert(0, paragraphs(stem, prose, "$muted"))
        if shown.with_help and (more := question.help(language)):
            asked.append(paragraphs(more, prose, "$muted italic"))
        note = paragraphs(shown.note, prose, "$muted") if shown.note else []
        note = paragraphs(shown.hint, prose, "$text-warning") if shown.hint else note
        if not question.options:
            introduced = introduced if shown.with_intro else []
            return [*with_blank_lines(introduced, *asked, note), BLANK]
        options = {place: self._option(shown, place, width) for place in shown.places}
        *offered, skip = options.values()
        offers = [row for option in offered for row in option]
        more_room = [BLANK] * (_longest_text(shown, prose) - len(item))
        drawn = with_blank_lines(introduced, *asked, [*more_room, *offers], skip, note)
        if not shown.with_intro and len(drawn) > self._room:
            introduced = []
            drawn = with_blank_lines(*asked, [*more_room, *offers], skip, note)
        if len(drawn) > self._room > 0:
            close = [line for block in asked for line in block]
            drawn = with_blank_lines(introduced, close, [*offers, *skip], note)
            if len(drawn) > self._room:
                drawn = with_blank_lines(close, [*offers, *skip], note, introduced)
        rows = {id(line): row for row, line in enumerate(drawn)}
        self._rows = {place: rows[id(option[0])] for place, option in options.items()}
        return drawn

    def _option(self, shown: QuestionState, place: int, width: int) -> Lines:
        chosen, options = shown.is_chosen(place), shown.question.options
        sign = "●" if chosen else "○"
        if place == SKIP:
            label = _("no answer")
        elif place == len(options):
            label = _("none of these")
        else:
            label = options[place].label.in_language(shown.language)
            if isinstance(shown.question.item, ChoicesItem):
                sign = "[x]" if chosen else "[ ]"
        highlighted = shown.highlight == place
        return option_lines(place, sign, label, width, chosen=chosen, highlighted=highlighted)

    def on_click(self, event: events.Click) -> None:
        """Report which option was clicked, unless that was one of the question before."""
        place = event.style.meta.get("place")
        if self.shown is not None and place is not None and event.time > self._since:
            self.post_message(self.Picked(self.shown.question.key, place))


class Progress(Widget):
    """A thin line for the share of an assessment that is done, in the colours of the poles.

    It changes with every answer, so it is put together from lines that are drawn once.
    """

    DEFAULT_CSS = "Progress { height: 1; width: 1fr; text-wrap: nowrap; }"
    ALLOW_SELECT = False
    auto_links = False

    share: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: list[Strip] = []
        """A line that is done, one of half cells that are done, and one that is open."""

    def notify_style_update(self) -> None:
        """Draw the lines in other colours."""
        super().notify_style_update()
        self._drawn = []

    def render_line(self, y: int) -> Strip:
        """As wide as the widget."""
        width = self.size.width
        if not self._drawn or self._drawn[0].cell_length != width:
            ends = pairwise(-(-width * step // BLENDS) for step in range(BLENDS + 1))
            steps = [(end - first, f"$blend-{step}") for step, (first, end) in enumerate(ends)]
            drawn = [[(sign * cells, color) for cells, color in steps] for sign in "━╸"]
            drawn.append([("─" * width, "$line")])
            self._drawn = [strip(self, Content.assemble(*parts)) for parts in drawn]
        done, half, rest = self._drawn
        whole, halves = divmod(round(self.share * 2 * width), 2)
        return Strip.join(
            [done.crop(0, whole), half.crop(whole, whole + halves), rest.crop(whole + halves)]
        )
