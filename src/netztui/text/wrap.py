"""Lines of a given width without control characters: the only way from text to plain output.

No colour, no cursor movement, no box drawing, and nothing that a terminal would interpret,
whatever the text contains. `textwrap` counts characters, but a Chinese one takes two columns and
a combining accent none.
"""

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from netztui.diagnostics.sanitize import sanitize

WIDTH = 80
"""Columns if the output is not a terminal."""
MINIMUM = 10
"""Narrower terminals get lines of this many columns."""


def terminal_width() -> int:
    """The columns of the terminal, or the value of COLUMNS; WIDTH if the output is a file."""
    return shutil.get_terminal_size((WIDTH, 24)).columns


def display_width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def wrap(text: str, width: int = WIDTH, indent: str = "") -> Iterator[str]:
    """The text as lines of at most `width` columns, broken between words where possible.

    Line breaks in the text are kept. `indent` starts the continuation lines.
    """
    width = max(MINIMUM, width)
    for line in sanitize(text).split("\n"):
        yield from _filled(line, width, indent)


def paragraphs(texts: Iterable[str], width: int = WIDTH) -> Iterator[str]:
    """The texts wrapped, below each other; an empty text is an empty line."""
    for text in texts:
        yield from wrap(text, width)


def _filled(line: str, width: int, indent: str) -> Iterator[str]:
    indent = indent[: width // 4]
    begin = line[: len(line) - len(line.lstrip(" "))][: width // 4]
    filled, empty = begin, True
    # Only at plain spaces, not at no-break spaces as in “95 %”.
    for word in filter(None, line.split(" ")):
        if not empty and display_width(filled) + 1 + display_width(word) > width:
            yield filled
            filled, empty = begin + indent, True
        filled, empty = f"{filled}{'' if empty else ' '}{word}", False
        while display_width(filled) > width:
            cut = _count_fitting(filled, width)
            yield filled[:cut]
            filled = begin + indent + filled[cut:]
    yield filled


def _count_fitting(text: str, width: int) -> int:
    """How many characters fit into `width` columns; an accent stays with its letter."""
    taken = 0
    for place, character in enumerate(text):
        taken += _columns(character)
        if taken > width:
            return place
    return len(text)


@lru_cache(maxsize=1024)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
