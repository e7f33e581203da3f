"""Values of a file quoted in a sentence, and what the author probably meant to write."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from netztui.diagnostics.problems import DataPath, Violation, violation
from netztui.diagnostics.sanitize import printable
from netztui.i18n.message import N_, LazyText

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def closest_match(wanted: str, known: Iterable[str]) -> str | None:
    """The known word that `wanted` is most likely a misspelling of; None if none is close."""
    import difflib  # slower than everything else here, and needed for mistakes only

    close = difflib.get_close_matches(wanted, list(known), n=1)
    return close[0] if close else None


def suggest(wanted: str, known: Iterable[str]) -> LazyText | None:
    """What to write instead of `wanted`: the closest known word, or all of them if they are few."""
    choice = list(dict.fromkeys(known))
    near = closest_match(wanted, choice)
    if near is not None:
        return LazyText(N_("Did you mean “{near}”?"), near=quote_value(near))
    if 0 < len(choice) <= 12:
        return LazyText(N_("Possible here: {known}."), known=", ".join(map(quote_value, choice)))
    return None


def unknown_name(path: DataPath, sentence: str, name: str, known: Iterable[str]) -> Violation:
    """The violation for a `name` that nothing in the file has, with what was probably meant."""
    at: Literal["key", "value"] = "key" if path[-1] == name else "value"
    return violation(path, sentence, suggest(name, known), name=quote_value(name), at=at)


def plain_name(written: str) -> str:
    """`written` in small letters a–z, digits, _ and single hyphens; "" if nothing is left of it."""
    letters = unicodedata.normalize("NFC", written).lower().translate(_UMLAUTS)
    letters = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", letters))
    return re.sub(r"[^a-z0-9_]+", "-", letters).strip("-")


def quote_value(value: object) -> str:
    """A value of the file for use in a sentence: short, on one line, printable."""
    match value:
        case bool():
            written = "true" if value else "false"
        case int() if abs(value) >= 10**18:
            written = "…"
        case dict():
            written = "{…}"
        case list() | tuple():
            written = "[…]"
        case _:
            written = printable(str(value))
    return written if len(written) <= 60 else f"{written[:59]}…"
