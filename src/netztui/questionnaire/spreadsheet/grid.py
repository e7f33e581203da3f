"""The rows and columns of a table, and what is wrong in which of its cells."""

from collections.abc import Iterator, Mapping

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, Severity
from netztui.diagnostics.suggest import closest_match, quote_value, suggest
from netztui.i18n.message import N_, LazyText
from netztui.questionnaire.spreadsheet.cells import column_name, read_rows
from netztui.questionnaire.spreadsheet.layout import COLUMNS, SETTINGS, TEXT_COLUMN


class Grid:
    """The cells of a table by row, from 0, and name of the column."""

    def __init__(self, content: bytes, source: str) -> None:
        """Read the table and check its header; raises QuestionnaireError."""
        self._source = source
        self._rows = [*read_rows(content, source), [""]]
        self.header = next((n for n, row in enumerate(self._rows) if any(map(str.strip, row))), 0)
        """The row with the names of the columns."""
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
                message = LazyText(N_("There is no column “{name}”."), name=written)
                self.report(self.header, name, message, hint)
