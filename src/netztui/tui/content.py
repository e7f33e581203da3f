"""The only gate from text to the screen.

Textual takes any `str` for markup, and escaping is no cure: some brackets slip through, and a
click action in them can fire. So nothing in this package hands a `str` to a widget; it hands
over `Content` made here, in which every character means itself. What a terminal would obey
rather than show (control characters, overrides of the writing direction) is shown as “�”, also
where it comes from an older archive or a damaged file. And what the terminal's encoding does not
have is written out (`tui.signs`).
"""

from textual.content import Content

from netztui.questionnaire.plaintext import harmless
from netztui.tui.signs import spelled


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    shown = spelled(harmless(text))
    return Content.styled(shown, style) if style else Content(shown)


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings go through the gate."""
    return Content("").join([part if isinstance(part, Content) else plain(part) for part in parts])


def lines(*parts: str | Content) -> Content:
    """Parts below each other; strings go through the gate."""
    return Content("\n").join(
        [part if isinstance(part, Content) else plain(part) for part in parts]
    )
