"""A table's bytes as rows of cells, and its cells as values."""

import csv
import io
import re
from typing import Any

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError
from netztui.diagnostics.suggest import quote_value, suggest
from netztui.diagnostics.toml_syntax import BYTE_LIMIT, parse_toml
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.spreadsheet.layout import (
    COLUMNS,
    DELIMITERS,
    FORMULA,
    NUMBER,
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
