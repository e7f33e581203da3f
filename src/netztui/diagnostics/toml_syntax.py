"""Bytes to raw data: UTF-8 and TOML, or the first error in them with its place.

Whatever could keep tomllib busy for hours or exhaust its recursion is refused.
"""

import re
import tomllib
from collections.abc import Container
from typing import Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.diagnostics.suggest import closest_match, plain_name, quote_value
from netztui.i18n.message import N_, LazyText

BYTE_LIMIT = 2**20
DEPTH_LIMIT = 64
"""How deep tables and lists may be nested. Only conditions nest, and far less deeply."""

# Compiled when something is wrong, since nearly every start reads a file without mistakes.
_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = rf"(?<![A-Za-z0-9_-]){_KEY_PART}(?:\.[ \t]*{_KEY_PART}){{{DEPTH_LIMIT}}}"
_STATEMENT = rf"(?m)^[ \t]*(?=\[|{_KEY_PART}(?:\.[ \t]*{_KEY_PART})*=)"
_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"

_NAME = r"[^.=,#\[\]{}\"'\n]+"
_NAME_ENDS = ("Invalid statement", "Expected '=", "Expected ']", "Invalid initial")
_WORD = r"[^\W\d][\w.-]*(?: [\w-]+)*(?=[ \t]*(?:[,\]}#\n]|\Z))"
_HEADER = r"(?m)^[ \t]*(\[{1,2})[ \t]*([A-Za-z_.]+)[ \t]*\]"

_TRUTH = dict.fromkeys(("ja", "wahr", "yes", "on", "oui", "sí"), "true")
_TRUTH |= dict.fromkeys(("nein", "falsch", "no", "off", "non"), "false")

# By the beginning of tomllib's message; the first that fits.
_SENTENCES = (
    (
        ("Invalid statement", "Expected '=' after", "Expected ']"),
        N_("This is neither a key with a value nor a table header."),
        N_('Lines look like this: key = "…", or [table], or # comment.'),
    ),
    (
        "Invalid initial character for a key",
        N_("A key is expected here."),
        N_("An inline table {{ … }} is written on one line, without a comma at the end."),
    ),
    (
        "Expected newline or end of document",
        N_("Unexpected text after the value."),
        N_('Inside a text in quotation marks write „…“ or \\" instead of ".'),
    ),
    (
        ("Invalid value", "Invalid date"),
        N_("This is not a value, or the list before it is not closed."),
        N_('Words go in straight quotation marks: "…". A list ends with ].'),
    ),
    (
        ("Unclosed array", "Unclosed inline table"),
        N_("The list or table is not closed, or a comma is missing."),
        N_('Write commas between the entries, ] or }} at the end, and inside a text „…“ or \\".'),
    ),
    (
        ("Unterminated", "Expected \"'", "Illegal character '\\n", "Found invalid character '\\n"),
        N_("The text is not closed."),
        N_('Close it with the same quotation mark, or use """ for several lines.'),
    ),
    (
        ("Illegal", "Found invalid", "Unescaped", "Invalid hex value", "Escaped"),
        N_("This character or escape sequence is not allowed in TOML."),
        N_("Remove it; for a backslash, write \\\\."),
    ),
    (
        ("Cannot", "Duplicate"),
        N_("This key or table occurs twice."),
        N_("Keep only one of the two, or correct its name."),
    ),
)


def without_byte_order_mark(content: bytes) -> bytes:
    """`content` without the byte order mark that some editors put at the beginning."""
    return content.removeprefix(b"\xef\xbb\xbf")


def parse_toml(content: bytes, source: str, lists: Container[str] = ()) -> dict[str, Any]:
    """The data of a TOML text, nested at most DEPTH_LIMIT deep.

    `lists` are the dotted names of the tables of which there can be several.
    Raises QuestionnaireError with the first syntax error.
    """
    if len(content) > BYTE_LIMIT:
        sentence, hint = N_("The file is larger than {limit} KiB."), N_("Is this the right file?")
        raise _error(source, "", 0, sentence, hint, limit=BYTE_LIMIT // 1024)
    content = without_byte_order_mark(content)
    text = content.decode(errors="replace").replace("\r\n", "\n")
    try:
        content.decode()
    except UnicodeDecodeError as error:
        place = len(content[: error.start].decode().replace("\r\n", "\n"))
        sentence, hint = N_("The file is not in the encoding UTF-8."), N_("Save it as UTF-8.")
        raise _error(source, text, place, sentence, hint) from None
    # Long keys cost tomllib time with the third power of their length.
    many_dots = any(line.count(".") >= DEPTH_LIMIT for line in text.split("\n"))
    if many_dots and (long_key := re.search(_LONG_KEY, text)):
        raise _too_deep(source, text, long_key.start())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(source, text, str(error), lists) from None
    except RecursionError:
        data = None
    except ValueError:
        # Python refuses to parse whole numbers with that many digits.
        sentence = N_("This number has thousands of digits.")
        raise _error(source, text, _fullest_line(text, "0123456789"), sentence) from None
    if data is None or _nests_too_deep(data):
        raise _too_deep(source, text, _fullest_line(text, "[{."))
    return data


def _syntax_error(
    source: str, text: str, message: str, lists: Container[str]
) -> QuestionnaireError:
    place = re.search(_PLACE, message)
    if place is not None and place[1] is not None:
        before = text.split("\n")[: int(place[1]) - 1]
        offset = sum(len(line) + 1 for line in before) + int(place[2]) - 1
    else:
        offset = len(text)
    # tomllib notices these at the end of a statement or of the file.
    if offset == len(text) or message.startswith("Cannot"):
        starts = [match.end() for match in re.compile(_STATEMENT).finditer(text, 0, offset)]
        offset = starts[-1] if starts else 0
    if message.startswith(("Unterminated string", "Expected \"'")):
        quote = '"' if message.startswith("Unterminated") else "'"
        offset = text.rfind(quote * 3 if text.count(quote * 3) % 2 else quote)
    if slip := _slip(source, text, offset, message, lists):
        return slip
    for start, sentence, hint in _SENTENCES:
        if message.startswith(start):
            return _error(source, text, offset, sentence, hint)
    return _error(source, text, offset, N_("This is not valid TOML."))


def _slip(
    source: str, text: str, offset: int, message: str, lists: Container[str]
) -> QuestionnaireError | None:
    """The error if it is one of three usual slips, about which more can be said."""
    start = text.rfind("\n", 0, offset) + 1
    header, word = re.compile(_HEADER).match(text, start), re.compile(_WORD).match(text, offset)
    if message.startswith("Cannot") and header and header[2] in lists:
        for one in re.compile(_HEADER).finditer(text):
            if one[1] == "[" and (name := one[2]) in lists:
                sentence = N_("“{name}” is a list, but this is the header of a single table.")
                hint, double = N_("Start each one with {header}."), f"[[{name}]]"
                return _error(source, text, one.start(1), sentence, hint, name=name, header=double)
    if message.startswith("Invalid value") and "=" in text[start:offset] and word:
        plain, written = word[0].casefold(), quote_value(word[0])
        better = _TRUTH.get(plain) or closest_match(plain, ("true", "false"))
        in_quotes = N_('Words go in straight quotation marks: "{word}".')
        hint = N_("Write {better}, or put the word in quotation marks.") if better else in_quotes
        sentence = N_("“{word}” is not a value.")
        return _error(source, text, offset, sentence, hint, word=written, better=better)
    # tomllib takes a letter such as ä for the end of the name.
    if message.startswith(_NAME_ENDS) and not text[offset : offset + 1].isascii():
        found = next(one for one in re.compile(_NAME).finditer(text, start) if one.end() > offset)
        if {"=", "]"} & {*text[found.end() :].partition("\n")[0]}:
            sentence = N_("The name “{name}” has a character that names cannot have.")
            name, better = quote_value(found[0].strip()), quote_value(plain_name(found[0]))
            todo = N_("Write “{better}”.") if better else None
            return _error(source, text, offset, sentence, todo, name=name, better=better)
    return None


def _nests_too_deep(data: dict[str, Any]) -> bool:
    level: list[Any] = [data]
    for _ in range(DEPTH_LIMIT):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
    return bool(level)


def _too_deep(source: str, text: str, offset: int) -> QuestionnaireError:
    sentence = N_("Tables and lists are nested more than {limit} deep.")
    return _error(source, text, offset, sentence, limit=DEPTH_LIMIT)


def _fullest_line(text: str, characters: str) -> int:
    """The offset of the line with the most of these characters."""
    lines = text.split("\n")
    number = max(range(len(lines)), key=lambda n: sum(map(lines[n].count, characters)))
    return sum(len(line) + 1 for line in lines[:number])


def _error(
    source: str, text: str, offset: int, sentence: str, hint: str | None = None, **values: object
) -> QuestionnaireError:
    """The error with one diagnostic, at `offset` in the text."""
    start = text.rfind("\n", 0, offset) + 1
    line, excerpt = text.count("\n", 0, offset) + 1, text[start:].partition("\n")[0]
    message, todo = LazyText(sentence, **values), LazyText(hint, **values) if hint else None
    return QuestionnaireError(
        (Diagnostic(source, line, offset - start + 1, message, todo, excerpt),)
    )
