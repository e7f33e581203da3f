"""The only way from text to the screen.

Textual takes any `str` for markup, and escaping is not a cure: some brackets slip through, and a
click action in them can fire. So nothing in this package hands a `str` to a widget; it hands
over `Content` made here, in which every character means itself. Characters that a terminal would
obey (control characters, overrides of the writing direction) are shown as “�”.
"""

from textual.content import Content

from netztui.diagnostics.sanitize import sanitize


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    return Content.styled(sanitize(text), style) if style else Content(sanitize(text))


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings become plain text."""
    return Content("").join([part if isinstance(part, Content) else plain(part) for part in parts])


def lines(*parts: str | Content) -> Content:
    """Parts below each other; strings become plain text."""
    return Content("\n").join(
        [part if isinstance(part, Content) else plain(part) for part in parts]
    )
