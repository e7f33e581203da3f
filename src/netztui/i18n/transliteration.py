"""What stands for a character that an output can't write: “ä” as “ae”, “−” as “-”.

A “?” in front of a figure would be a lie. The line mode and the commands replace such characters
as they write; the screen needs a terminal with UTF-8 (`system.terminal`).
"""

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

LETTERS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss",
    "±": "+/-", "…": "...", "→": "->",
}  # fmt: skip
"""What takes more room than it had."""
SPELLED = {
    **LETTERS,
    "−": "-", "–": "-", "—": "-", "·": ",", "×": "x",
    "„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
}  # fmt: skip
"""All that netztui's own sentences are made of, besides ASCII."""


def transliterate_output(stream: TextIO) -> None:
    """Have the stream spell what its encoding does not have."""
    codecs.register_error("netztui.spelled", _spelled)
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="netztui.spelled")


def _spelled(error: UnicodeError) -> tuple[str, int]:
    """What stands for the characters that the encoding doesn't have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unwritable = error.object[error.start : error.end]
    return "".join(map(_spell, unwritable)), error.end


def _spell(character: str) -> str:
    if character in SPELLED:
        return SPELLED[character]
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or "?"
