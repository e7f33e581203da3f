"""Bytes to raw data: UTF-8 and TOML, whatever the bytes are.

tomllib stops at the first mistake. To say every mistake at once, the statement with the mistake
is blanked out and the rest is read again; only mistakes further down are news then. What could
keep tomllib busy for hours or exhaust its recursion is turned away beforehand.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.diagnostics.suggest import closest_match, quote_value
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.model import Questionnaire, Section

BYTE_LIMIT = 2**20
DEPTH_LIMIT = 64
"""Tables and lists within each other. Conditions are what nests, and nobody needs that many."""
ROUNDS = 20
"""How many mistakes are looked for at most, since each one means reading the text again."""

MARK = b"\xef\xbb\xbf"

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:\.[ \t]*{_PART}){{{DEPTH_LIMIT}}}")
_STATEMENT = re.compile(rf"[ \t]*(?:\[|{_PART}(?:\.[ \t]*{_PART})*=)")
_HEADER = re.compile(r"[ \t]*\[{1,2}[ \t]*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9](?:_?[0-9]){4300}")

# By the beginning of what tomllib says, in English; the first that fits.
_SENTENCES = (
    (
        "Invalid statement",
        N_("This is neither a key with a value nor a table header."),
        N_('Lines look like this: key = "…", or [table], or # comment.'),
    ),
    (
        "Invalid initial character for a key",
        N_("A key must stand here."),
        N_("An inline table {{ … }} stands on one line and ends without a comma."),
    ),
    (
        "Expected '=' after a key",
        N_("After the key an equals sign is missing."),
        N_('Write key = "…".'),
    ),
    (
        "Expected newline or end of document",
        N_("After the value the line goes on."),
        N_('Inside a text in quotation marks write „…“ or \\" instead of ".'),
    ),
    (
        "Expected ']",
        N_("The table header is not closed."),
        N_("Write [table] or [[list of tables]], on a line of its own."),
    ),
    (
        "Invalid value",
        N_("This is no value."),
        N_('Words stand in straight quotation marks: "…".'),
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
        "Illegal character '\\n'",
        N_("The text is not closed before the end of the line."),
        N_('Close it with ", or use """ for several lines.'),
    ),
    (
        "Unterminated string",
        N_("A text is not closed before the end of the file."),
        N_("Close it with the quotation marks that opened it."),
    ),
    (
        "Expected \"'",
        N_("A text is not closed."),
        N_("Close it with the quotation marks that opened it."),
    ),
    (
        "Unescaped '\\'",
        N_("A backslash in a text begins something unknown."),
        N_("Write \\\\ for a backslash."),
    ),
    ("Invalid hex value", N_("After the backslash the character's number is missing."), None),
    ("Escaped character", N_("The number after the backslash is no character."), None),
    ("Illegal character", N_("A character here is not allowed in TOML."), N_("Take it out.")),
    ("Found invalid character", N_("A character here is not allowed in TOML."), N_("Take it out.")),
    ("Invalid date", N_("There is no such date or time."), None),
    ("Cannot declare", N_("The table is here a second time."), N_("Join the two.")),
    (
        "Cannot overwrite",
        N_("The key is here a second time."),
        N_("Leave one, or begin another table above."),
    ),
    ("Duplicate inline", N_("A key is in this table twice."), N_("Leave one of the two.")),
    ("Cannot mutate", N_("The table is here a second time."), N_("Join the two.")),
    ("Cannot redefine", N_("The table is here a second time."), N_("Join the two.")),
)
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine")


def without_mark(content: bytes) -> bytes:
    """`content` without the byte order mark that some editors put in front."""
    return content.removeprefix(MARK)


def parse_toml(content: bytes, source: str) -> dict[str, Any]:
    """The data of a TOML text (bytes without a byte order mark).

    Raises QuestionnaireError with every mistake in the text. The data nests at most DEPTH_LIMIT
    deep.
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
        found = _LONG_KEY.search(line) if line.count(".") >= DEPTH_LIMIT else None
        if found:
            raise QuestionnaireError((_too_deep(source, lines, number, found.start()),))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        mistakes = sorted(_mistakes(lines, source), key=lambda problem: problem.line)
        raise QuestionnaireError(tuple(mistakes)) from None
    except RecursionError:
        raise QuestionnaireError((_too_deep(source, lines, *_deep_place(lines)),)) from None
    except ValueError:
        # Python refuses to make whole numbers of that many digits.
        raise QuestionnaireError((_long_number(lines, source),)) from None
    if _nests_too_deep(data):
        raise QuestionnaireError((_too_deep(source, lines, *_deep_place(lines)),))
    return data


def too_large(source: str) -> Diagnostic:
    """The problem of a file with more than BYTE_LIMIT bytes."""
    return Diagnostic(
        source,
        1,
        1,
        LazyText(N_("The file is larger than {limit} KiB."), limit=BYTE_LIMIT // 1024),
        LazyText(N_("A questionnaire is much smaller; is this the right file?")),
    )


def _mistakes(lines: list[str], source: str) -> Iterator[Diagnostic]:
    """Each mistake in a text that is not valid TOML, from the top."""
    remaining = list(lines)
    last = -1
    header_lost = False
    repeats = False
    for _ in range(ROUNDS):
        try:
            tomllib.loads("\n".join(remaining))
        except tomllib.TOMLDecodeError as error:
            said = _corrected(str(error), remaining)
        except (ValueError, RecursionError):
            return
        else:
            return
        number, column, block = _place(said, remaining)
        slip = _misspelt_header(remaining, number) if said.startswith(_TWICE) else None
        if slip is not None:
            yield _unknown_header(source, lines, *slip)
            above, wrong, meant = slip
            remaining[above] = remaining[above].replace(wrong, meant, 1)
            continue
        if number <= last:
            return
        # Where a header is broken or was forgotten, every key up to the next one seems to be there
        # twice; and once one is broken, so may later headers that belong below it.
        repeats = repeats and not any(_is_header(line) for line in lines[last + 1 : number])
        doubtful = repeats or (header_lost and _is_header(lines[number]))
        if not (doubtful and said.startswith(_TWICE)):
            yield Diagnostic(source, number + 1, column + 1, *_explained(said), lines[number])
        broken_header = any(_is_header(lines[gone]) for gone in block)
        header_lost |= broken_header
        repeats |= broken_header or said.startswith(_TWICE)
        last = max(number, block.stop - 1) if block else number
        for gone in block:
            remaining[gone] = ""


def _misspelt_header(lines: list[str], number: int) -> tuple[int, str, str] | None:
    """Why the header in line `number` seems to come twice: one above it whose name is misspelt.

    The line of that header, the name as it stands there, and the one meant; None where there is
    no such header.
    """
    header = _HEADER.match(lines[number])
    parts = header[1].split(".") if header else []
    known = {*Questionnaire.model_fields, *Section.model_fields}
    for above in range(number - 1, -1, -1):
        found = _HEADER.match(lines[above])
        *outer, wrong = found[1].split(".") if found else [""]
        meant = parts[len(outer)] if len(parts) > len(outer) else ""
        beside = wrong != meant != "" and outer == parts[: len(outer)]
        if beside and wrong not in {"", *known} and closest_match(wrong, [meant]):
            return above, wrong, meant
    return None


def _unknown_header(
    source: str, lines: list[str], number: int, wrong: str, meant: str
) -> Diagnostic:
    line = lines[number]
    return Diagnostic(
        source,
        number + 1,
        line.index(wrong) + 1,
        LazyText(N_("“{key}” is not known here."), key=quote_value(wrong)),
        LazyText(N_("Did you mean “{near}”?"), near=meant),
        line,
        len(wrong),
    )


def _corrected(said: str, lines: list[str]) -> str:
    """What tomllib says; where it looks for the next entry of an open list, what it should say."""
    place = _PLACE.search(said)
    if not said.startswith("Invalid value") or place is None:
        return said
    if place[1] is None:
        in_list = not "\n".join(lines).rstrip().endswith("=")
    else:
        line = lines[int(place[1]) - 1]
        in_list = bool(_STATEMENT.match(line)) and "=" not in line[: int(place[2]) - 1]
    return said.replace("Invalid value", "Unclosed array") if in_list else said


def _explained(said: str) -> tuple[LazyText, LazyText | None]:
    for beginning, sentence, hint in _SENTENCES:
        if said.startswith(beginning):
            return LazyText(sentence), LazyText(hint) if hint else None
    return LazyText(N_("This is not valid TOML.")), None


def _place(said: str, lines: list[str]) -> tuple[int, int, range]:
    """Line and column of a mistake, and the lines of the statement it is in, all from 0."""
    place = _PLACE.search(said)
    if place is None or place[1] is None:
        number = _open_statement(lines)
        return number, _indent(lines[number]), range(number, len(lines))
    number, column = int(place[1]) - 1, int(place[2]) - 1
    first = _statement(lines, number)
    if said.startswith("Unclosed array") and first == number:
        # The list was left open before, and the statement here is sound.
        return number, column, range(_statement(lines, number - 1), number)
    end = _end_of_inline_table(lines, number) if column >= len(lines[number].rstrip()) else number
    following = (later for later in range(end + 1, len(lines)) if _STATEMENT.match(lines[later]))
    block = range(first, next(following, len(lines)))
    if said.startswith(_TWICE):
        return first, _indent(lines[first]), block
    return number, column, block


def _statement(lines: list[str], number: int) -> int:
    """The line of the statement that goes on in line `number`."""
    while number > 0 and not _STATEMENT.match(lines[number]):
        number -= 1
    return max(number, 0)


def _end_of_inline_table(lines: list[str], number: int) -> int:
    """The line with the brace for an inline table that goes on after line `number`, if it does."""
    for later in range(number + 1, len(lines)):
        if _is_header(lines[later]):
            break
        if lines[later].count("}") > lines[later].count("{"):
            return later
    return number


def _open_statement(lines: list[str]) -> int:
    """The line of the statement that is still open at the end of the file."""

    def broken(number: int) -> bool:
        try:
            tomllib.loads("\n".join(lines[:number]))
        except ValueError:
            return True
        return False

    starts = [number for number, line in enumerate(lines) if _STATEMENT.match(line)]
    return starts[max(bisect_left(starts, True, key=broken) - 1, 0)] if starts else 0


def _is_header(line: str) -> bool:
    return line.lstrip().startswith("[")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _not_utf8(content: bytes, place: int, source: str) -> Diagnostic:
    before = content[:place]
    start = before.rfind(b"\n") + 1
    line = content[start:].split(b"\n", 1)[0].decode(errors="replace")
    return Diagnostic(
        source,
        before.count(b"\n") + 1,
        len(content[start:place].decode(errors="replace")) + 1,
        LazyText(N_("The file is not in the encoding UTF-8.")),
        LazyText(N_("Save it as UTF-8 in the editor.")),
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


def _deep_place(lines: list[str]) -> tuple[int, int]:
    """Line and column (from 0) where brackets pile up beyond the limit."""
    depth = 0
    for number, line in enumerate(lines):
        for column, character in enumerate(line):
            depth += (character in "[{") - (character in "]}")
            if depth > DEPTH_LIMIT:
                return number, column
    deepest = max(range(len(lines)), key=lambda number: lines[number].count("."))
    return deepest, _indent(lines[deepest])


def _too_deep(source: str, lines: list[str], number: int, column: int) -> Diagnostic:
    return Diagnostic(
        source,
        number + 1,
        column + 1,
        LazyText(
            N_("Tables and lists stand within each other more than {limit} deep."),
            limit=DEPTH_LIMIT,
        ),
        None,
        lines[number],
    )


def _long_number(lines: list[str], source: str) -> Diagnostic:
    places = ((number, _LONG_NUMBER.search(line)) for number, line in enumerate(lines))
    number, column = next(((n, found.start()) for n, found in places if found), (0, 0))
    return Diagnostic(
        source,
        number + 1,
        column + 1,
        LazyText(N_("A number here has thousands of digits.")),
        None,
        lines[number],
    )
