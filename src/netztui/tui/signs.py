"""What stands for a sign that the terminal's encoding does not have.

The screens are written with whatever sign says it best; this module alone decides what becomes
of them where the terminal is not one of UTF-8. It does so at two places that everything passes:
`spelled` in the gate for texts (`tui.content`), where a replacement may be longer than the sign
(“ä” as “ae”), and `Encodable` on the way to the terminal, cell for cell, which also reaches what
Textual draws itself, such as borders and scrollbars. With UTF-8 all that happens is that spaces
which kept words together become spaces again.

Which encoding that is, the environment says: LC_ALL, LC_CTYPE or LANG, in the order of POSIX.
Python's own view won't do, since it takes the C locale, and with it every locale that the system
does not know, for UTF-8. Where the environment names none at all, nobody has said anything about
the terminal, and Python's assumption is as good as any.
"""

import codecs
import locale
import os
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from io import TextIOWrapper

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from netztui.i18n.transliteration import LETTERS

UTF_8 = "utf-8"
KEPT = "\N{BRAILLE PATTERN BLANK}"
"""A space at which no line is broken.

Textual breaks lines at everything that Python takes for white space, no-break spaces too. This
sign it does not; it looks the same, and is turned into a space on the way to the terminal.
"""
PUT_BY_PYTHON = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python writes into LC_CTYPE when it starts in the C locale."""

SPELLED = {
    **LETTERS,
    "€": "EUR",
    "←": "<-",
    "↑": "/\\",
    "↓": "\\/",
    "⌫": "Backspace",
}
"""Replacements for texts, of any length."""

STAND_INS = {
    '"': "„“”",
    "'": "‚‘’╵╹",
    "<": "‹«←◂",
    ">": "›»→▸",
    "-": "–—−─╌╍▀▔",
    "=": "━═▒╸╺",
    "_": "▁▂▃▄▅▆▇",
    "|": "│┃║╎╏▌▐▊▎▉▋▍▏▕",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝┏┓┗┛▛▜▙▟▗▖▝▘",
    ":": "░┊",
    ".": "·…╷╻",
    "~": "┄",
    "*": "●",
    "o": "○◇",
    "x": "×•✓",
    "#": "█◆■▓",
    "^": "↑",
    "v": "↓▼",
    "n": "✎",
    " ": f"\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}{KEPT}",
}
"""What stands on the screen, cell for cell, for quotation marks, the signs of the axis, the bars
and the pictures, and what Textual draws around fields and boxes."""

CELLS = str.maketrans({sign: ours for ours, signs in STAND_INS.items() for sign in signs})
CELLS[ord("🔎")] = "> "  # the command palette's, of two cells

_encoding = UTF_8


def encoding_of_the_terminal(environment: Mapping[str, str] = os.environ) -> str:
    """The encoding, by Python's name, in which the person's terminal shows text."""
    spoken = sys.__stderr__.encoding if sys.__stderr__ is not None else UTF_8
    if os.name != "posix" or environment.get("PYTHONIOENCODING"):
        return codecs.lookup(spoken).name
    ctype = environment.get("LC_CTYPE", "")
    if ctype in PUT_BY_PYTHON and sys.flags.utf8_mode:
        ctype = ""
    name = environment.get("LC_ALL") or ctype or environment.get("LANG")
    if not name:
        return codecs.lookup(spoken).name
    if name in {"C", "POSIX"}:
        return "ascii"
    codeset = name.partition("@")[0].partition(".")[2] or locale.getencoding()
    try:
        return codecs.lookup(codeset).name
    except LookupError:
        return "ascii"


def use_encoding(encoding: str) -> None:
    """Show from now on only what `encoding` (by Python's name) has."""
    global _encoding  # noqa: PLW0603  # one terminal, one encoding
    _encoding = encoding


def write_for_the_terminal() -> None:
    """Have the screen show and write what the person's terminal can show."""
    use_encoding(encoding_of_the_terminal())
    if _encoding != UTF_8 and isinstance(sys.__stderr__, TextIOWrapper):
        # The stream on which Textual draws.
        sys.__stderr__.reconfigure(encoding=_encoding, errors="replace")


def spelled(text: str) -> str:
    """The text with what the encoding does not have written out, before it is laid out."""
    return text if _encoding == UTF_8 or text.isascii() else _spelled(text, _encoding)


@cache
def _spelled(text: str, encoding: str) -> str:
    return "".join(
        sign if _has(encoding, sign) else SPELLED.get(sign, sign)
        for sign in unicodedata.normalize("NFC", text)
    )


@cache
def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _shown(text: str, encoding: str) -> str:
    return "".join(sign if _has(encoding, sign) else _stand_in(sign) for sign in text)


def _stand_in(sign: str) -> str:
    """As many ASCII characters as `sign` has cells."""
    known = sign.translate(CELLS)
    if known.isascii():
        return known
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base.isascii() else "?" * cell_len(sign)


class Encodable(LineFilter):
    """Replaces on each line what the terminal's encoding does not have."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, cell for cell."""
        if _encoding == UTF_8:
            return [
                Segment(segment.text.replace(KEPT, " "), segment.style, segment.control)
                if KEPT in segment.text
                else segment
                for segment in segments
            ]
        return [
            segment
            if segment.text.isascii()
            else Segment(_shown(segment.text, _encoding), segment.style, segment.control)
            for segment in segments
        ]
