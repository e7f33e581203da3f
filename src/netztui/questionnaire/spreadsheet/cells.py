"""A table's bytes as rows of cells, its cells as values, and what is wrong in which of them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, Severity
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.diagnostics.toml_syntax import BYTE_LIMIT, parse_toml
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.spreadsheet.layout import (
    COLUMNS,
    DELIMITERS,
    FORMULA,
    NUMBER,
    SETTINGS,
    TEXT_COLUMN,
)

TRUTH = dict.fromkeys(("true", "wahr", "vrai", "yes", "ja", "oui", "x", "1"), True)
TRUTH |= dict.fromkeys(("false", "falsch", "faux", "no", "nein", "non", "0"), False)
POLES = ("low", "high")

OTHER_FORMATS = ((b"PK", "XLSX"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
"""By the first bytes of a file that is not CSV in UTF-8: what it probably is."""

CSV_ERRORS = {
    "end of data": N_("A quote is opened here and never closed."),
    "field larger": N_("The cell is too long; perhaps a quote is opened here and never closed."),
    "expected after": N_("Something follows the closing quote of the cell."),
    "new-line": N_("Unquoted line break in a cell."),
}
"""By a part of the csv module's own message."""
CHECK_QUOTES = N_("Check the quotes of this cell; one that belongs to the text is doubled.")


class CellError(ValueError):
    """A cell that makes no sense; without a column, it is the row that makes none."""

    def __init__(self, message: LazyText, hint: LazyText | None = None, column: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint
        self.column = column


def read_rows(content: bytes, source: str) -> list[list[str]]:
    """The cells of every row, with “\\n” for all line breaks; of a blank row, none.

    The header decides whether commas, semicolons or tabs separate the cells. Raises
    QuestionnaireError; `source` names the table there.
    """

    def error(row: int, sentence: str, hint: str, **values: object) -> QuestionnaireError:
        place = (source, row, 1)
        return QuestionnaireError(
            (Diagnostic(*place, LazyText(sentence, **values), LazyText(hint)),)
        )

    if len(content) > BYTE_LIMIT:
        sentence, hint = N_("The file is larger than {limit} KiB."), N_("Is this the right file?")
        raise error(1, sentence, hint, limit=BYTE_LIMIT // 1024)
    other, row = next((name for start, name in OTHER_FORMATS if content.startswith(start)), ""), 1
    text = content.decode("utf-8-sig", errors="surrogateescape")
    if not other and (strange := re.search("[\udc80-\udcff]", text)):
        other, row = "Windows-1252", text.count("\n", 0, strange.start()) + 1
    if other:
        hint = N_("In Excel, save it as “CSV UTF-8”; in LibreOffice, as CSV in Unicode (UTF-8).")
        raise error(
            row, N_("This is not CSV in UTF-8; it looks like {format}."), hint, format=other
        )
    header = next((line for line in text.splitlines() if line.strip(' ",;\t')), "")
    delimiter = max(DELIMITERS.values(), key=lambda mark: _known_columns(header, mark))
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, None), delimiter=delimiter, strict=True))
    except csv.Error as reason:
        raise error(len(rows) + 1, csv_error(reason), CHECK_QUOTES) from None
    return rows


def csv_error(reason: csv.Error) -> str:
    """What is wrong, as a message id."""
    return next(CSV_ERRORS[part] for part in CSV_ERRORS if part in str(reason))


def column_name(cell: str) -> str:
    """The name in a cell of the header; a language keeps its capitals, as in text.pt-BR."""
    name, dot, language = cell.strip().partition(".")
    return f"{name.lower()}{dot}{language}"


def wording(cell: str) -> str:
    """The text in a cell of a language, without the apostrophe that keeps it from being a formula.

    "" if it is blank.
    """
    guarded = cell.startswith("'") and FORMULA.match(cell.lstrip("'"))
    return (cell[1:] if guarded else cell) if cell.strip() else ""


def value(column: str, cell: str) -> Any:  # noqa: ANN401  # any value of a file
    """What a cell of any other column says, stripped and not blank; raises CellError.

    The settings in `more` are a table.
    """
    match column:
        case "more":
            text = cell.replace("\n", " ")
            return _toml(text if text.startswith("{") else f"{{ {text} }}")
        case "reverse":
            if cell.lower() not in TRUTH:
                sentence = N_("“{key}” must be true or false.")
                raise CellError(LazyText(sentence, key=column))
            return TRUTH[cell.lower()]
        case "pole" if cell not in POLES:
            sentence = N_("“{key}” cannot be “{value}”.")
            written = quote_value(cell)
            raise CellError(LazyText(sentence, key=column, value=written), suggest(cell, POLES))
    return cell


def option_value(cell: str) -> Any:  # noqa: ANN401
    """A whole number, or a word, which may be in quotation marks; raises CellError."""
    if cell.startswith('"'):
        return _toml(cell)
    return int(cell) if NUMBER.fullmatch(cell) and len(cell) < 20 else cell


def _toml(text: str) -> Any:  # noqa: ANN401
    try:
        return parse_toml(f"value = {text}".encode(errors="replace"), "")["value"]
    except QuestionnaireError as error:
        raise CellError(error.diagnostics[0].message, error.diagnostics[0].hint) from None


def _known_columns(header: str, delimiter: str) -> int:
    names = [column_name(cell.strip().strip('"')) for cell in header.split(delimiter)]
    return sum(name in COLUMNS or name.startswith(TEXT_COLUMN) for name in names)


class Grid:
    """The cells of a table by row, from 0, and name of the column."""

    def __init__(self, content: bytes, source: str) -> None:
        """Read the table and check its header; raises QuestionnaireError."""
        self._source = source
        self._rows = [*read_rows(content, source), [""]]
        self.header = next((n for n, row in enumerate(self._rows) if any(map(str.strip, row))), 0)
        self._names = [column_name(cell) for cell in self._rows[self.header]]
        self.languages = [
            name.removeprefix(TEXT_COLUMN) for name in self._names if name.startswith(TEXT_COLUMN)
        ]
        """Those of the text columns, from left to right."""
        self._found: list[Diagnostic] = []
        self._check_header()
        self.fail_if_wrong()

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The rows that are not blank with their cells; those without a name are left out."""
        for number, cells in enumerate(self._rows):
            if number > self.header and any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(self._names) :]):
                    sentence = N_("The row has {found} cells, the header {expected}.")
                    sizes = {"found": len(cells), "expected": len(self._names)}
                    hint = LazyText(N_("Put a cell that contains a separator in quotes."))
                    self.report(number, "", LazyText(sentence, **sizes), hint)
                    continue
                padded = [*cells, *[""] * len(self._names)]
                yield number, dict(zip(self._names, padded, strict=False))

    def diagnostic(
        self,
        row: int,
        column: str,
        message: LazyText,
        hint: LazyText | None = None,
        severity: Severity = "error",
    ) -> Diagnostic:
        """What is wrong in a cell; a column that the table does not have stands for the first."""
        place = self._names.index(column) if column in self._names else 0
        cell = self._rows[row][place] if place < len(self._rows[row]) else ""
        where = (self._source, row + 1, place + 1)
        name = self._names[place] or "?"
        return Diagnostic(*where, message, hint, cell, max(len(cell), 1), severity, name)

    def report(
        self, row: int, column: str, message: LazyText, hint: LazyText | None = None
    ) -> None:
        """Note an error in a cell."""
        self._found.append(self.diagnostic(row, column, message, hint))

    def fail_if_wrong(self) -> None:
        """Raise QuestionnaireError with the errors noted so far, from top to bottom."""
        if self._found:
            raise QuestionnaireError(tuple(sorted(self._found, key=lambda one: one.line)))

    def _check_header(self) -> None:
        example = LazyText(N_("Put texts in columns such as text.en and text.de."))
        if not self.languages:
            self.report(self.header, "", LazyText(N_("No column has texts.")), example)
            return
        for place, name in enumerate(self._names):
            written = quote_value(name)
            if not name or name.startswith("#"):
                continue
            if name in self._names[:place]:
                message = LazyText(N_("“{key}” is given twice."), key=written)
                self.report(self.header, name, message)
            elif name not in COLUMNS and not name.startswith(TEXT_COLUMN):
                hint = suggest(name, COLUMNS)
                if name in SETTINGS:
                    hint = LazyText(N_("Put it in the column “more”: {key} = …"), key=name)
                elif closest_match(name, ["text"]):
                    hint = example
                message = LazyText(N_("Unknown column “{name}”."), name=written)
                self.report(self.header, name, message, hint)
