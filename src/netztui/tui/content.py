"""The only gate from text to the screen.

Textual takes any `str` for markup, and escaping is no cure: some brackets slip through, and a
click action in them can fire. So nothing in this package hands a `str` to a widget; it hands
over `Content` made here, in which every character means itself. What a terminal would obey
rather than show (control characters, overrides of the writing direction) is shown as “�”, also
where it comes from an older archive or a damaged file. And what the terminal's encoding does not
have is written out (`tui.signs`). A figure and its sign stay together, which Textual would part
at a no-break space as at any other.
"""

import re

from textual.content import Content

from netztui.diagnostics.sanitize import sanitize
from netztui.tui.signs import KEPT, spelled

TOGETHER = re.compile(r"[\u00a0\u202f]|(?<=\d) (?=[%±])|(?<=±) (?=\d)| (?=·)")
"""Spaces at which no line is broken: “91 %”, “58 ± 7”, and a dot never begins a line."""


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    shown = spelled(TOGETHER.sub(KEPT, sanitize(text)))
    return Content.styled(shown, style) if style else Content(shown)


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings go through the gate."""
    return Content("").join([part if isinstance(part, Content) else plain(part) for part in parts])


def lines(*parts: str | Content) -> Content:
    """Parts below each other; strings go through the gate."""
    return Content("\n").join(
        [part if isinstance(part, Content) else plain(part) for part in parts]
    )
