"""The only way from text to the screen, and back.

Textual takes any `str` for markup, and escaping is not a cure: some brackets slip through, and a
click action in them can fire. So nothing in this package passes a `str` to a widget; it passes
`Content` made here, in which every character means itself. Characters that a terminal would
obey (control characters, overrides of the writing direction) are shown as “�”.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from rich.segment import Segment
from textual.content import Content, Span
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from netztui.diagnostics.sanitize import sanitize

PROSE = 76
"""As many cells wide as a line of text is comfortably read."""
NO_BREAK, GLUE = "\N{NO-BREAK SPACE}", "\N{BRAILLE PATTERN BLANK}"


class Ornament(str):
    """The style of what is drawn around words, such as a frame, and is not copied with them."""

    __slots__ = ()


COLUMN, EDGE = Ornament("$line"), Ornament("$line")
"""What is between two columns, which are read one after the other, and above and below a box."""


class Continued(Style):
    """Marks a line that is continued in the next one, and changes nothing of how it is drawn."""

    def __bool__(self) -> bool:
        return True  # or else it would be left out when lines are put together


CONTINUED = {gap: Continued() for gap in ("", " ")}
"""The marks by what was between the two lines."""


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings become plain text."""
    return Content("").join(part if isinstance(part, Content) else plain(part) for part in parts)


def pointed(strip: Strip) -> Strip:
    """A line of a list with a pointer, for a screen without colours."""
    first = next(iter(strip), None)
    return Strip.join([Strip([Segment("▸", first.style)]), strip.crop(1)]) if first else strip


def lines(*parts: str | Content) -> Content:
    """Parts below each other; strings become plain text."""
    return Content("\n").join(part if isinstance(part, Content) else plain(part) for part in parts)


def wrapped(text: Content, width: int) -> list[Content]:
    """The lines of `text` at `width` cells, at least one cell.

    Textual breaks lines at no-break spaces too, so that they have to look like letters meanwhile.
    """
    if NO_BREAK not in text.plain:
        return text.wrap(max(1, width))
    glued = Content(text.plain.replace(NO_BREAK, GLUE), spans=[*text.spans])
    return [
        Content(line.plain.replace(GLUE, NO_BREAK), spans=[*line.spans])
        for line in glued.wrap(max(1, width))
    ]


def flowing(text: Content, width: int) -> list[Content]:
    """As `wrapped`, with a mark by which a paragraph is copied as one line."""
    rows, place = wrapped(text, width), 0
    for row, line in enumerate(rows[:-1]):
        words = line.plain.strip(" ")
        found = text.plain.find(words, place)
        if found < 0:  # wrapping has replaced a character, which is very rare
            break
        place = found + len(words)
        after = text.plain[place:]
        gap = after[: len(after) - len(after.lstrip(" \n"))]
        if "\n" not in gap:
            mark = Span(0, len(line), CONTINUED[gap[:1]])
            rows[row] = Content(line.plain, spans=[*line.spans, mark])
    return rows


def hanging(head: Content, text: Content, width: int) -> list[Content]:
    """`text` wrapped behind `head`, such as a number; further lines are indented as far."""
    first, *others = flowing(text, width - head.cell_length) or [plain("")]
    return [joined(head, first), *(joined(" " * head.cell_length, other) for other in others)]


def strip(widget: Widget, line: Content) -> Strip:
    """A line of a widget as it is drawn, in the widget's style and cut to its width."""
    width = widget.size.width
    drawn = Visual.to_strips(widget, line, width, 1, widget.visual_style)
    return drawn[0] if drawn else Strip.blank(width)


# What is selected

Passage: TypeAlias = tuple[int, int, int]
"""A line, and in it the first character and the one after the last."""


def in_reading_order(drawn: Sequence[Content]) -> list[Passage]:
    """The lines; parts of them where there are columns, which are read one after the other."""
    found = []
    for count, group in groupby(enumerate(drawn), lambda one: len(_gaps(one[1]))):
        rows = [(place, line, _gaps(line)) for place, line in group]
        for column in range(count + 1):
            for place, line, gaps in rows:
                start = gaps[column - 1].end if column else 0
                end = gaps[column].start if column < count else len(line)
                found.append((place, start, end))
    return found


def _gaps(line: Content) -> list[Span]:
    return [span for span in line.spans if span.style is COLUMN]


def selected(drawn: Sequence[Content], selection: Selection) -> list[Passage]:
    """The words between the ends of a selection in reading order, without ornaments."""
    passages = in_reading_order(drawn)
    first = (0, 0) if selection.start is None else _find(passages, selection.start)
    last = (len(passages), 0) if selection.end is None else _find(passages, selection.end)
    if last < first:  # the end, which is after its character, is in an earlier column
        first, last = (last[0], last[1] - 1), (first[0], first[1] + 1)
    found = []
    for place, (line, start, end) in enumerate(passages[first[0] : last[0] + 1], first[0]):
        begin = max(start, first[1]) if place == first[0] else start
        stop = min(end, last[1]) if place == last[0] else end
        found.append((line, *_words(drawn[line], begin, max(begin, stop))))
    return found


def _find(passages: Sequence[Passage], offset: Offset) -> tuple[int, int]:
    """The number of the passage at an offset in the drawn lines, and the character."""
    found = len(passages)
    for place, (line, start, _end) in enumerate(passages):
        if line == offset.y and (start <= offset.x or found == len(passages)):
            found = place
    return found, offset.x


def _words(line: Content, start: int, end: int) -> tuple[int, int]:
    """A part of a line without the ornaments at its ends, and the blanks after it."""
    for span in line.spans:
        if isinstance(span.style, Ornament):
            if span.start <= start < span.end:
                start = span.end
            if span.start < end <= span.end:
                end = span.start
    return start, start + len(line.plain[start:end].rstrip(" "))


def copied(drawn: Sequence[Content], passages: Sequence[Passage]) -> str:
    """Passages as text: each paragraph is one line, and blank lines are never two in a row."""
    rows = [""]
    gap: str | None = None
    before = 0
    for place, start, end in passages:
        line = drawn[place]
        words = line.plain[start:end]
        if place < before or any(one.style is EDGE and one.end == start for one in line.spans):
            rows += [""] if rows[-1] else []  # another column, or a title
        before = place
        if gap is None and (words or rows[-1]):
            rows.append(words)
        elif gap is not None and words:
            rows[-1] += gap + words.lstrip(" ")
        marks = {id(span.style) for span in line.spans if span.end == end}
        gap = next((one for one, mark in CONTINUED.items() if id(mark) in marks), None)
    return "\n".join(rows[1:]).rstrip("\n")
