"""The only way from text to the screen.

Textual takes any `str` for markup, and escaping is not a cure: some brackets slip through, and a
click action in them can fire. So nothing in this package passes a `str` to a widget; it passes
`Content` made here, in which every character means itself. Characters that a terminal would
obey (control characters, overrides of the writing direction) are shown as “�”.
"""

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from netztui.diagnostics.sanitize import sanitize

PROSE = 76
"""As many cells wide as a line of text is comfortably read."""
NO_BREAK, GLUE = "\N{NO-BREAK SPACE}", "\N{BRAILLE PATTERN BLANK}"


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings become plain text."""
    return Content("").join(part if isinstance(part, Content) else plain(part) for part in parts)


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


def hanging(head: Content, text: Content, width: int) -> list[Content]:
    """`text` wrapped behind `head`, such as a number; further lines are indented as far."""
    first, *others = wrapped(text, width - head.cell_length) or [plain("")]
    return [joined(head, first), *(joined(" " * head.cell_length, other) for other in others)]


def strip(widget: Widget, line: Content) -> Strip:
    """A line of a widget as it is drawn, in the widget's style and cut to its width."""
    width = widget.size.width
    drawn = Visual.to_strips(widget, line, width, 1, widget.visual_style)
    return drawn[0] if drawn else Strip.blank(width)
