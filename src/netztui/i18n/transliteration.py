"""Stand-ins for characters that an output can't write: “ä” as “ae”, “−” as “-”.

A “?” in front of a figure would change its meaning. The line mode and the commands replace such
characters as they write; the screens need a terminal with UTF-8 (`system.terminal`).
"""

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

STAND_INS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss",
    "±": "+/-", "…": "...", "→": "->", "−": "-", "–": "-", "—": "-", "·": ",", "×": "x",
    "„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
}  # fmt: skip
"""All non-ASCII characters of netztui's own sentences."""


def transliterate_output(stream: TextIO) -> None:
    """Have the stream replace characters that its encoding does not have."""
    codecs.register_error("netztui.transliterate", _transliterate)
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="netztui.transliterate")


def _transliterate(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


def _stand_in(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return STAND_INS.get(character) or bare or "?"
