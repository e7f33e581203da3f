"""Boxes of texts and drawings to scroll through, which one widget paints line by line.

A widget for each text would take longer to be made and placed than all of them to be painted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, combinations, pairwise, zip_longest
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style

from netztui.tui.content import (
    COLUMN,
    EDGE,
    PROSE,
    Ornament,
    Passage,
    copied,
    flowing,
    joined,
    lines,
    plain,
    selected,
)

Draw = Callable[[int], Sequence[Content]]
"""The lines of a part for a width in cells."""
WIDEST = 220
"""Cells that everything takes at most."""
GAP = 1
"""Cells between two columns."""
FRAME = 6
"""Cells that a box takes from the width of its parts, and the two lines that it adds."""
EMPTY = plain("")
LINE = Ornament("$line")
FOLD = {"folds": True}
"""What a click on the title of what is folded finds."""


class Box(NamedTuple):
    """Parts below each other in a thin border, which has a title and a subtitle."""

    parts: Sequence[Draw]
    title: str | Content = ""
    subtitle: str | Content = ""
    name: str = ""
    """By which `BoxScroll.bring_up` finds it."""

    def draw(self, width: int, height: int = 0) -> list[Content]:
        """Its lines, at least `height`."""
        inner = max(1, width - FRAME)
        rows = [*stacked(self.parts)(inner)]
        rows += [EMPTY] * (height - 2 - len(rows))
        title = self._label(self.title, "bold $foreground", inner)
        subtitle = self._label(self.subtitle, "$muted", inner)
        above, below = ("─" * (width - 3 - one.cell_length) for one in (title, subtitle))
        return [
            Content.assemble(("╭─", EDGE), title, (f"{above}╮", EDGE)),
            *(
                Content.assemble(("│  ", LINE), row, " " * (inner - row.cell_length), ("  │", LINE))
                for row in rows
            ),
            Content.assemble((f"╰{below}", EDGE), subtitle, ("─╯", EDGE)),
        ]

    @staticmethod
    def _label(text: str | Content, style: str, room: int) -> Content:
        shortened = joined(text).truncate(room, ellipsis=True)
        blank = plain(" ", EDGE)
        return joined(blank, shortened.stylize_before(style), blank) if shortened else EMPTY


Parts = Iterable[Box | Draw]
"""What is below each other."""


def text(*paragraphs: str | Content, width: int = PROSE) -> list[Draw]:
    """A text, at most `width` cells wide, as a part; nothing if it is empty."""
    content = lines(*paragraphs)
    return [lambda room: flowing(content, min(room, width))] if content else []


def chart(draw: Callable[[int], Content]) -> Draw:
    """A drawing as a part."""
    return lambda width: draw(width).split("\n", allow_blank=True)


def blank(_width: int) -> Sequence[Content]:
    """A blank line."""
    return [EMPTY]


def apart(*groups: Sequence[Draw]) -> list[Draw]:
    """The parts of all groups that have some, with a blank line between each two groups."""
    return [part for group in filter(None, groups) for part in (blank, *group)][1:]


def stacked(parts: Sequence[Draw]) -> Draw:
    """Parts as one part."""
    return lambda width: [row for part in parts for row in part(width)]


def behind(sign: str, style: str, parts: Sequence[Draw]) -> list[Draw]:
    """The parts with a sign before each of their lines."""
    mark = plain(sign, Ornament(style))

    def draw(part: Draw, width: int) -> list[Content]:
        return [joined(mark, row) for row in part(max(1, width - mark.cell_length))]

    return [partial(draw, part) for part in parts]


def beside(shares: Sequence[int], gap: int, columns: Sequence[Sequence[Draw]]) -> Draw:
    """Parts in columns, which have these shares of the width."""

    def draw(width: int) -> list[Content]:
        ends = [*accumulate(shares, initial=0)]
        room = width - gap * (len(shares) - 1)
        places = [room * end // ends[-1] for end in ends]
        widths = [end - start for start, end in pairwise(places)]
        drawn = [stacked(parts)(cells) for parts, cells in zip(columns, widths, strict=True)]
        return side_by_side(drawn, widths, gap, COLUMN)

    return draw


def folded(title: str, parts: Sequence[Draw], *, collapsed: bool) -> list[Draw]:
    """Parts that unfold below their title when it is clicked."""
    head = plain(f"{'▶' if collapsed else '▼'} {title}", "bold").stylize(Style.from_meta(FOLD))
    return apart(text(head), () if collapsed else parts)


def side_by_side(
    columns: Sequence[Sequence[Content]], widths: Sequence[int], gap: int, style: str = ""
) -> list[Content]:
    """The lines of columns of these widths, with `style` between two columns."""
    starts = [*accumulate((width + gap for width in widths), initial=0)]

    def row(cells: Sequence[Content]) -> Content:
        line = cells[0]
        for cell, start in zip(cells[1:], starts[1:], strict=False):
            line = joined(line, plain(" " * (start - line.cell_length), style), cell)
        return line

    return [row(cells) for cells in zip_longest(*columns, fillvalue=EMPTY)]


def runs(heights: list[int], count: int) -> list[tuple[int, int]]:
    """Where to cut `heights` into `count` runs (first, end) so that the tallest is shortest.

    There are fewer runs if there are fewer heights.
    """
    ends = list(accumulate(heights, initial=0))
    places = range(1, len(heights))
    cuts = (
        list(pairwise((0, *inner, len(heights))))
        for inner in combinations(places, min(count, len(heights)) - 1)
    )
    return min(cuts, key=lambda cut: sorted((ends[b] - ends[a] for a, b in cut), reverse=True))


class BoxScroll(ScrollView, can_focus=False):
    """Shows what is at the top, boxes that may be in columns, and what is at the bottom.

    What is being read stays in place when the terminal changes its size. If everything fits,
    nothing is scrolled; without this memory, shrinking the terminal again would show the
    beginning. What is below the screen is drawn after the first frame.
    """

    DEFAULT_CSS = """
    BoxScroll { padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    auto_links = False  # Textual need not look for links in each line.

    class FoldClicked(Message):
        """The title of what is folded was clicked."""

    def __init__(
        self, parts: Callable[[], tuple[Parts, Iterable[Box], Parts]], widths: Sequence[int]
    ) -> None:
        """`widths` are those of the terminal from which boxes are in one more column."""
        super().__init__()
        self._parts, self._widths = parts, widths
        self._drawn_for: tuple[int, int] | None = None
        """The width, and the height of the terminal; None if everything is to be drawn again."""
        self._room = 0
        """The width that there is."""
        self.fits = False
        """Whether the screen shows all of it at once."""
        self._lines: list[Content] = []
        self._more: Iterator[Sequence[Content]] = iter(())
        self._boxes: list[tuple[Box, int, int]] = []
        """The boxes in the order in which they are read, with their first line and height."""
        self._read: tuple[int, float] | None = None
        """The box that was on top when the user last scrolled, and the share of it above.

        If something else was on top, the first box below it, and a share below 0.
        """
        self._returning = False
        self._selected: Sequence[Passage] = ()
        # It is hardly ever shorter than the screen, and then there would be a second layout.
        self.virtual_size = Size(0, 2**15)
        self.show_vertical_scrollbar = True

    # Drawing

    def on_mount(self) -> None:
        """Draw what is below the screen once the rest is painted."""
        self.call_after_refresh(self.draw_all)

    def draw_again(self) -> None:
        """Draw everything again, because it says something else."""
        self._drawn_for = None
        self.draw_all()
        self.refresh()

    def draw_first(self) -> None:
        """Draw the first part again, which is still as high."""
        self._begin()
        box, _first, height = self._boxes[0]
        self._lines[:height] = box.draw(self._width)
        self.refresh_lines(0, height)

    def draw_all(self) -> None:
        """Draw what is not drawn yet."""
        self._begin()
        self._draw_on()
        self.virtual_size = Size(self._room, len(self._lines))
        if self.fits != (fits := len(self._lines) <= self.scrollable_content_region.height):
            self.fits = fits
            self.screen.refresh_bindings()

    @property
    def _width(self) -> int:
        return max(FRAME + 1, min(WIDEST, self._room))

    def _begin(self) -> None:
        self._room = self.scrollable_content_region.width
        if self._drawn_for != (drawn_for := (self._room, self.app.size.height)):
            self._drawn_for = drawn_for
            self._lines, self._boxes, self._more = [], [], self._drawn()
            self._draw_on(1)

    def _draw_on(self, least: float = float("inf")) -> None:
        while len(self._lines) < least and (more := next(self._more, None)) is not None:
            self._lines += more

    def _drawn(self) -> Iterator[Sequence[Content]]:
        top, boxes, bottom = self._parts()
        width, across = self._width, self.app.size.width
        yield from self._below_each_other(top, width)
        count = 1 + sum(across >= least for least in self._widths)
        yield from (
            self._below_each_other(boxes, width)
            if count == 1
            else [self._in_columns(list(boxes), count, width)]
        )
        yield from self._below_each_other(bottom, width)

    def _below_each_other(self, parts: Parts, width: int) -> Iterator[Sequence[Content]]:
        for part in parts:
            drawn = part.draw(width) if isinstance(part, Box) else part(width)
            if isinstance(part, Box):
                self._boxes.append((part, len(self._lines), len(drawn)))
            yield drawn

    def _in_columns(self, boxes: Sequence[Box], count: int, width: int) -> Sequence[Content]:
        """The last box of each column is enlarged to the column's end."""
        if not boxes:
            return []
        count = min(len(boxes), count)
        each = (width - GAP * (count - 1)) // count
        # What the division leaves over belongs to the last column.
        widths = [each] * (count - 1) + [width - (each + GAP) * (count - 1)]
        alone = [box.draw(each) for box in boxes]
        heights = [*map(len, alone)]
        cut = runs(heights, count)
        lowest = max(sum(heights[first:end]) for first, end in cut)
        columns = []
        for (first, end), across in zip(cut, widths, strict=True):
            column: list[Content] = []
            for place in range(first, end):
                least = lowest - len(column) if place == end - 1 else heights[place]
                drawn = alone[place]
                if (across, least) != (each, heights[place]):
                    drawn = boxes[place].draw(across, least)
                self._boxes.append((boxes[place], len(self._lines) + len(column), len(drawn)))
                column += drawn
            columns.append(column)
        return side_by_side(columns, widths, GAP, COLUMN)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen; those of Textual can have borders, and take twice as long."""
        self._begin()
        self._selected = self._select()
        width, ground = self.outer_size.width, self.visual_style.rich_style
        padding, background = self.styles.padding.left, self.background_colors[1]
        strips = [
            Strip([Segment(" " * padding, ground), *self.render_line(y)]).adjust_cell_length(
                width, ground
            )
            for y in crop.line_range
        ]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place, ground = self.scroll_offset.y + y, self.visual_style
        self._draw_on(place + 1)
        line = self._lines[place] if place < len(self._lines) else EMPTY
        for _line, start, end in (one for one in self._selected if one[0] == place):
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(chosen, start, end)
        margin = max(0, (self._room - WIDEST) // 2)
        segments, x = [Segment(" " * margin, ground.rich_style)], 0
        for part, style in line.render(end="", parse_style=self.app.stylesheet.parse_style):
            segments.append(Segment(part, (ground + style).rich_style_with_offset(x, place)))
            x += len(part)
        return Strip(segments, margin + line.cell_length)

    def _select(self) -> Sequence[Passage]:
        if (selection := self.text_selection) is None:
            return ()
        self._draw_on()
        return selected(self._lines, selection)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected words, as they are pasted into a letter."""
        self.draw_all()
        return copied(self._lines, selected(self._lines, selection)), "\n"

    def on_click(self, event: events.Click) -> None:
        """Report a click on the title of what is folded."""
        if event.style.meta.keys() & FOLD:
            self.post_message(self.FoldClicked())

    # What is being read

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember what is on top, unless a change of size has put it there."""
        super().watch_scroll_y(old_value, new_value)
        if not self._returning and old_value <= self.max_scroll_y:
            self._read = self._on_top()

    def bring_up(self, name: str) -> None:
        """Put the box of this name on top."""
        self.draw_all()
        for place, (box, _first, _height) in enumerate(self._boxes):
            if box.name == name:
                self._read = place, 0.0
                self._return()

    def on_resize(self) -> None:
        """Put on top what is being read."""
        self.draw_all()
        self._return()

    def _return(self) -> None:
        if self._read is not None and self._read[0] < len(self._boxes):
            _box, first, height = self._boxes[self._read[0]]
            self._returning = True
            y = first + round(self._read[1] * height)
            # Without a scrollbar, there may be one in the next frame.
            self.scroll_to(y=y, animate=False, force=True)
            self._returning = False

    def _on_top(self) -> tuple[int, float] | None:
        above = [
            (place, self.scroll_offset.y - first, height)
            for place, (_box, first, height) in enumerate(self._boxes)
        ]
        within = (one for one in above if 0 <= one[1] < one[2])
        below = sorted((one for one in above if one[1] < 0), key=lambda one: -one[1])
        found = next(within, next(iter(below), None))
        return (found[0], found[1] / found[2]) if found is not None else None
