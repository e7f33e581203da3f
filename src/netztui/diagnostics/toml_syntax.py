"""Bytes to raw data: UTF-8 and TOML, or the first error in them with its place.

Whatever could keep tomllib busy for hours or exhaust its recursion is refused beforehand.
"""

import re
import tomllib
from typing import Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.i18n.message import N_, LazyText

BYTE_LIMIT = 2**20
DEPTH_LIMIT = 64
"""How deep tables and lists may be nested. Only conditions nest, and nobody needs that many."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_KEY_PART}(?:\.[ \t]*{_KEY_PART}){{{DEPTH_LIMIT}}}")
_STATEMENT = re.compile(rf"[ \t]*(?:\[|{_KEY_PART}(?:\.[ \t]*{_KEY_PART})*=)")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9](?:_?[0-9]){4300}")

# By the beginning of tomllib's message; the first that fits.
_SENTENCES = (
    (
        "Invalid statement",
        N_("This is neither a key with a value nor a table header."),
        N_('Lines look like this: key = "…", or [table], or # comment.'),
    ),
    (
        "Invalid initial character for a key",
        N_("A key is expected here."),
        N_("An inline table {{ … }} is written on one line, without a comma at the end."),
    ),
    (
        "Expected '=' after a key",
        N_("Missing equals sign after the key."),
        N_('Write key = "…".'),
    ),
    (
        "Expected newline or end of document",
        N_("Unexpected text after the value."),
        N_('Inside a text in quotation marks write „…“ or \\" instead of ".'),
    ),
    (
        "Expected ']",
        N_("The table header is not closed."),
        N_("Write [table] or [[list of tables]], on a line of its own."),
    ),
    (
        "Invalid value",
        N_("This is not a value."),
        N_('Words go in straight quotation marks: "…".'),
    ),
    (
        "Unclosed array",
        N_("The list before this is not closed, or a comma is missing."),
        N_("Write commas between the entries and ] at the end."),
    ),
    (
        "Unclosed inline table",
        N_("The table is not closed, or a comma is missing."),
        N_('Write commas between the entries, }} at the end, and inside a text „…“ or \\".'),
    ),
    (
        ("Illegal character '\\n'", "Found invalid character '\\n'"),
        N_("The text is not closed before the end of the line."),
        N_('Close it with the same quotation mark, or use """ for several lines.'),
    ),
    (
        ("Unterminated string", "Expected \"'"),
        N_("The text that starts here is not closed."),
        N_("Close it with the quotation marks that opened it."),
    ),
    (
        ("Unescaped '\\'", "Invalid hex value", "Escaped character"),
        N_("Unknown escape sequence after a backslash."),
        N_("Write \\\\ for a backslash."),
    ),
    (
        ("Illegal character", "Found invalid character"),
        N_("This character is not allowed in TOML."),
        N_("Remove it."),
    ),
    ("Invalid date", N_("There is no such date or time."), None),
    (
        ("Cannot declare", "Cannot mutate", "Cannot redefine"),
        N_("Duplicate table."),
        N_("Join the two, or correct the name in one of the headers."),
    ),
    (
        "Cannot overwrite",
        N_("Duplicate key."),
        N_("Keep only one of the two, or start another table above this one."),
    ),
    (
        "Duplicate inline",
        N_("This key occurs twice in the table."),
        N_("Keep only one of the two."),
    ),
)


def without_byte_order_mark(content: bytes) -> bytes:
    """`content` without the byte order mark that some editors put at the beginning."""
    return content.removeprefix(BYTE_ORDER_MARK)


def parse_toml(content: bytes, source: str) -> dict[str, Any]:
    """The data of a TOML text (bytes without a byte order mark), nested at most DEPTH_LIMIT deep.

    Raises QuestionnaireError with the first syntax error.
    """
    if len(content) > BYTE_LIMIT:
        raise QuestionnaireError((too_large(source),))
    try:
        text = content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise QuestionnaireError((_not_utf8(content, error.start, source),)) from None
    lines = text.split("\n")
    # Long keys cost tomllib time with the third power of their length.
    for number, line in enumerate(lines):
        long_key = _LONG_KEY.search(line) if line.count(".") >= DEPTH_LIMIT else None
        if long_key:
            raise QuestionnaireError((_too_deep(source, lines, number, long_key.start()),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise QuestionnaireError((_syntax_error(str(error), text, lines, source),)) from None
    except RecursionError:
        data = None
    except ValueError:
        # Python refuses to parse whole numbers with that many digits.
        raise QuestionnaireError((_long_number(lines, source),)) from None
    if data is None or _nests_too_deep(data):
        raise QuestionnaireError((_too_deep(source, lines, *_deepest(lines)),))
    return data


def too_large(source: str) -> Diagnostic:
    """The diagnostic for a file with more than BYTE_LIMIT bytes."""
    message = LazyText(N_("The file is larger than {limit} KiB."), limit=BYTE_LIMIT // 1024)
    return Diagnostic(source, 1, 1, message, LazyText(N_("Is this the right file?")))


def _syntax_error(said: str, text: str, lines: list[str], source: str) -> Diagnostic:
    place = _PLACE.search(said)
    if place is not None and place[1] is not None:
        number, column = int(place[1]) - 1, int(place[2]) - 1
        # In a list that was left open, the next statement is taken for an entry.
        entry = bool(_STATEMENT.match(lines[number])) and "=" not in lines[number][:column]
    else:
        number, column = _open_at_the_end(said, text, lines)
        entry = not text.rstrip().endswith("=")
    if said.startswith("Invalid value") and entry:
        said = "Unclosed array"
    if said.startswith("Cannot"):
        # tomllib reports where the statement ends.
        number = next((n for n in range(number, -1, -1) if _STATEMENT.match(lines[n])), number)
        column = _indent(lines[number])
    sentence, hint = next(
        ((sentence, hint) for start, sentence, hint in _SENTENCES if said.startswith(start)),
        (N_("This is not valid TOML."), None),
    )
    return Diagnostic(
        source,
        number + 1,
        column + 1,
        LazyText(sentence),
        LazyText(hint) if hint else None,
        lines[number],
    )


def _open_at_the_end(said: str, text: str, lines: list[str]) -> tuple[int, int]:
    """Line and column (from 0) of what is still open at the end of the file."""
    if said.startswith(("Unterminated string", "Expected \"'")):
        # Any later mark of the kind would have closed the text, so the last one opened it.
        mark = "'" if said.startswith("Expected") else '"'
        start = max(text.rfind(mark), 0)
        if text.endswith(mark * 3, 0, start + 1):
            start -= 2
        return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
    number = max((n for n, line in enumerate(lines) if _STATEMENT.match(line)), default=0)
    return number, _indent(lines[number])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _not_utf8(content: bytes, place: int, source: str) -> Diagnostic:
    start = content.rfind(b"\n", 0, place) + 1
    line = content[start:].split(b"\n", 1)[0].decode(errors="replace")
    return Diagnostic(
        source,
        content.count(b"\n", 0, place) + 1,
        len(content[start:place].decode(errors="replace")) + 1,
        LazyText(N_("The file is not in the encoding UTF-8.")),
        LazyText(N_("Save it as UTF-8.")),
        line.rstrip("\r"),
    )


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


def _deepest(lines: list[str]) -> tuple[int, int]:
    """Line and column (from 0) at which too many brackets are open, or the longest dotted key."""
    depth = 0
    for number, line in enumerate(lines):
        for column, character in enumerate(line):
            depth += (character in "[{") - (character in "]}")
            if depth > DEPTH_LIMIT:
                return number, column
    number = max(range(len(lines)), key=lambda number: lines[number].count("."))
    return number, _indent(lines[number])


def _too_deep(source: str, lines: list[str], number: int, column: int) -> Diagnostic:
    message = LazyText(N_("Tables and lists are nested more than {limit} deep."), limit=DEPTH_LIMIT)
    return Diagnostic(source, number + 1, column + 1, message, None, lines[number])


def _long_number(lines: list[str], source: str) -> Diagnostic:
    found = ((number, _LONG_NUMBER.search(line)) for number, line in enumerate(lines))
    number, column = next(((n, match.start()) for n, match in found if match), (0, 0))
    message = LazyText(N_("This number has thousands of digits."))
    return Diagnostic(source, number + 1, column + 1, message, None, lines[number])
