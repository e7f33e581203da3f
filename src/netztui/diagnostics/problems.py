"""What is wrong in a file, so that its author can fix it.

The checks know what is wrong at which key; its place in the text is looked up only if there is
something to report. Hence two values: a `Violation` has a path through the data, a `Diagnostic` a
place in the file. The caller that shows them translates their messages.
"""

import unicodedata
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from netztui.diagnostics.sanitize import printable
from netztui.i18n.message import N_, LazyText

DataPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the top of the data: ("sections", 1, "items", 3, "text")."""

Severity: TypeAlias = Literal["error", "warning"]


class Violation(NamedTuple):
    """Something wrong in the data; a missing key has the path that it would have."""

    path: DataPath
    message: LazyText
    hint: LazyText | None = None
    at: Literal["key", "value"] = "value"
    severity: Severity = "error"
    places: tuple[DataPath, ...] = ()
    """If it is about many places, these; the hint is then their lines."""


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


class Diagnostic(NamedTuple):
    """Something wrong at one place in a file."""

    source: str
    """The file, as shown to the user."""
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
    """How many characters of the line are affected, at least 1."""
    severity: Severity = "error"
    column_name: str = ""
    """In a table, the name of the column. Lines are then rows, columns count cells, and the excerpt
    is the cell."""


class QuestionnaireError(ValueError):
    """A file that cannot be used, with the errors in it, in file order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(line for one in self.diagnostics for line in format_diagnostic(one))


def format_diagnostic(
    diagnostic: Diagnostic, translate: Callable[[LazyText], str] = str, *, window: int = 100
) -> tuple[str, ...]:
    """The diagnostic as lines of plain text, safe for a terminal.

    `file:line:column: what is wrong`, the source line, a caret under every affected character, and
    what to write instead. A long source line is shown around the caret only, in `window` columns.
    In a table: the row, the column and what is wrong, the cell, and what to write instead.
    """
    message = translate(diagnostic.message)
    if diagnostic.severity == "warning":
        message = translate(LazyText(N_("warning: {what}"), what=message))
    line, column, source = diagnostic.line, diagnostic.column, diagnostic.source
    lines = [printable(f"{source}:{line}:{column}: {message}")]
    if name := diagnostic.column_name:
        sentence = N_("{table}, row {row}, column {number} “{name}”: {what}")
        place = {"table": source, "row": line, "number": column, "name": name}
        lines = [printable(translate(LazyText(sentence, **place, what=message)))]
        if diagnostic.excerpt.strip():
            lines.append(f"    {_window(printable(diagnostic.excerpt), 0, window)[0]}")
    elif diagnostic.excerpt.strip():
        excerpt, start = _window(printable(diagnostic.excerpt), diagnostic.column - 1, window)
        affected = excerpt[start : start + diagnostic.width]
        lines.append(f"    {excerpt}")
        lines.append(f"    {' ' * _columns(excerpt[:start])}{'^' * max(_columns(affected), 1)}")
    if diagnostic.hint is not None:
        lines.append(f"    {printable(translate(diagnostic.hint))}")
    return tuple(lines)


def _window(line: str, place: int, window: int) -> tuple[str, int]:
    """The part of `line` to show, and the index of the character at `place` in it."""
    indent = min(len(line) - len(line.lstrip()), place)
    start = place - window // 2 if place - indent > window // 2 else indent
    ellipsis = "…" if start > indent else ""
    end = "…" if len(line) > start + window else ""
    shown = f"{ellipsis}{line[start : start + window].rstrip()}{end}"
    return shown, place - start + len(ellipsis)


def _columns(text: str) -> int:
    """The width of `text` in terminal columns."""
    joined = sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in text)
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) + wide - joined
