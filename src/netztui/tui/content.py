"""The only gate from text to the screen.

Textual takes any `str` for markup, and escaping is no cure: some brackets slip through, and a
click action in them can fire. So nothing in this package hands a `str` to a widget; it hands
over `Content` made here, in which every character means itself. What a terminal would obey
rather than show (control characters, overrides of the writing direction) is shown as “�”, also
where it comes from an older archive or a damaged file.
"""

from rich.text import Text
from textual.content import Content

from netztui.questionnaire.plaintext import forbidden_character

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """The text with everything replaced that a terminal would obey; line breaks stay."""
    while (character := forbidden_character(text, breaks=True)) is not None:
        text = text.replace(character, REPLACEMENT)
    return text


def plain(text: str, style: str = "") -> Content:
    """Text that means itself; `style` is ours, never the file's (“bold”, “$accent”)."""
    return Content.styled(harmless(text), style) if style else Content(harmless(text))


def joined(*parts: str | Content) -> Content:
    """Parts one after the other; strings go through the gate."""
    return Content("").join([part if isinstance(part, Content) else plain(part) for part in parts])


def lines(*parts: str | Content) -> Content:
    """Parts below each other; strings go through the gate."""
    return Content("\n").join(
        [part if isinstance(part, Content) else plain(part) for part in parts]
    )


def cell(text: str, style: str = "") -> Text:
    """The same for a table's cells, which want Rich's text."""
    return Text(harmless(text), style=style)
