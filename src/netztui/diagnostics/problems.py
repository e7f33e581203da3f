"""What can be wrong with a questionnaire file, said so that its author can mend it.

The checks know what is wrong and at which key; where that stands in the text is looked up only
once there is something to show. Hence two values: a `Violation` names a path through the data, a
`Diagnostic` a place in the file. Both carry messages, not sentences: whoever shows them translates.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from netztui.diagnostics.sanitize import forbidden_character
from netztui.i18n.message import N_, LazyText

DataPath: TypeAlias = tuple[str | int, ...]
"""Keys and list places (from 0) from the top of the data: ("sections", 1, "items", 3, "text")."""

Severity: TypeAlias = Literal["error", "warning"]

WINDOW = 100
"""Terminal columns of the source line that are shown around the caret, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong in the data; a missing key is named by the path that it would have."""

    path: DataPath
    message: LazyText
    hint: LazyText | None = None
    at: Literal["key", "value"] = "value"
    severity: Severity = "error"


def violation(
    path: DataPath,
    sentence: str,
    hint: str | LazyText | None = None,
    *,
    at: Literal["key", "value"] = "value",
    severity: Severity = "error",
    **values: object,
) -> Violation:
    """A violation with a sentence and a hint of the catalogue that share their field values."""
    if isinstance(hint, str):
        hint = LazyText(hint, **values)
    return Violation(path, LazyText(sentence, **values), hint, at, severity)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong at one place of a file."""

    source: str
    """The file, as shown to the person."""
    line: int
    """From 1."""
    column: int
    """From 1, counted in characters."""
    message: LazyText
    """What is wrong."""
    hint: LazyText | None = None
    """What to write instead."""
    excerpt: str = ""
    """The source line, without its line break."""
    width: int = 1
    """How many characters of the line are meant, at least 1."""
    severity: Severity = "error"


class QuestionnaireError(ValueError):
    """A file that is no questionnaire yet: every error in it, in file order."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(line for problem in self.problems for line in format_diagnostic(problem))


def format_diagnostic(
    problem: Diagnostic, translate: Callable[[LazyText], str] = str, *, window: int = WINDOW
) -> tuple[str, ...]:
    """The problem as lines of plain text, safe for a terminal.

    `file:line:column: what is wrong`, the source line, a caret under every character meant, and
    what to write instead. A long source line is shown around the caret only, in `window` columns.
    """
    said = translate(problem.message)
    if problem.severity == "warning":
        said = translate(LazyText(N_("warning: {what}"), what=said))
    lines = [f"{printable(problem.source)}:{problem.line}:{problem.column}: {printable(said)}"]
    if problem.excerpt.strip():
        excerpt, start = _window(printable(problem.excerpt), problem.column - 1, window)
        meant = excerpt[start : start + max(problem.width, 1)]
        lines.append(f"    {excerpt}")
        lines.append(f"    {' ' * _columns(excerpt[:start])}{'^' * max(_columns(meant), 1)}")
    if problem.hint is not None:
        lines.append(f"    {printable(translate(problem.hint))}")
    return tuple(lines)


def printable(text: str) -> str:
    """`text` on one line, with � for each character that may not reach a terminal."""
    return "".join(
        " " if character in "\t\n" else "�" if forbidden_character(character) else character
        for character in text
    )


def _window(line: str, place: int, window: int) -> tuple[str, int]:
    """The part of `line` to show, and where the character at `place` stands in it."""
    indent = len(line) - len(line.lstrip())
    start = min(indent, place)
    if place - start > window // 2:
        start = place - window // 2
    end = start + window
    shown = line[start:end].rstrip()
    if end < len(line):
        shown += "…"
    return (f"…{shown}", place - start + 1) if start > indent else (shown, place - start)


def _columns(text: str) -> int:
    """How many terminal columns `text` takes."""
    return sum(_column_width(character) for character in text)


def _column_width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
