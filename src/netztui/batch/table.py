"""A table of answers given elsewhere, on paper or in another program, read row by row.

Spreadsheets and survey programs write CSV in many ways: with commas or semicolons, with or
without a byte order mark, with columns of their own. All of that is taken. What is not taken is
a table that can be misread: every fault names its row and column, because somebody has to find
it among thousands. A row is named by the line that it begins in.

Only the row at hand is in memory, however long the table is.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, TypeAlias

from netztui.batch.lines import LineReader, UnreadableError
from netztui.diagnostics.suggest import closest_match, quote_value
from netztui.i18n.message import N_, LazyText
from netztui.scoring.points import ScoringKey

DELIMITERS = ",;"
CELL_LIMIT = 131_072
"""Characters of a cell, the limit of the csv module; a quote never closed soon reaches it."""
NAMED = 8
"""How many missing columns are named one by one."""
COMPARED = 200
"""How many other columns are looked through for what a missing one may be called."""


class ResponsesError(ValueError):
    """A table that can't be scored: what is wrong where, and what to do about it."""

    def __init__(self, message: LazyText, hint: LazyText) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


def open_table(path: str) -> BinaryIO:
    """The file at `path`, to be read; raises ResponsesError where it can't be opened."""
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        fault = LazyText(N_("There is no file {file}."), file=path)
    except IsADirectoryError:
        fault = LazyText(N_("{file} is a folder, not a file."), file=path)
    except OSError:
        fault = LazyText(N_("You are not allowed to read {file}."), file=path)
    raise ResponsesError(fault, LazyText(N_("Name a CSV file, or - for standard input.")))


Respondent: TypeAlias = tuple[tuple[str, ...], tuple[int | None, ...]]
"""One row: the cells of the other columns, just as they stand there, and the raw answers in the
order of `ScoringKey.counted`, None where skipped."""


class ResponseTable:
    """The rows of one table, read once from top to bottom.

    `key` is that of the questionnaire answered, `name` what faults call the table, `reserved`
    the names that no column carried through may have. Reads the header at once. That, and
    iterating, raise ResponsesError.
    """

    def __init__(
        self, source: BinaryIO, name: str, key: ScoringKey, reserved: Collection[str] = ()
    ) -> None:
        self.key = key
        self._name = name
        self._lines = LineReader(source)
        self._row = 1
        self._header: Sequence[str] = ()
        self.delimiter = DELIMITERS[0]
        """What separates the cells, found in the header."""
        self._check_questionnaire()
        self._rows = self._read_rows()
        self._header = tuple(cell.strip() for cell in next(self._rows, ()))
        self._check_header(reserved)
        places = {column: place for place, column in enumerate(self._header)}
        self._wanted = [(places[item], _by_text(key, item)) for item in key.counted]
        self._carried = [place for name, place in places.items() if name not in key.counted]
        self.carried = tuple(self._header[place] for place in self._carried)
        """The names of the columns that are carried through, in their order."""

    @property
    def size(self) -> int:
        """How many bytes have been read so far."""
        return self._lines.size

    def __iter__(self) -> Iterator[Respondent]:
        width = len(self._header)
        wanted, carried = self._wanted, self._carried
        for cells in self._rows:
            if len(cells) != width:
                raise self._other_width(len(cells))
            try:
                answers = tuple([options[cells[place].strip()] for place, options in wanted])
            except KeyError:
                raise self._no_option(cells) from None
            yield tuple([cells[place] for place in carried]), answers

    def _read_rows(self) -> Iterator[list[str]]:
        """The cells of every row that is not blank, the header first."""
        try:
            self.delimiter = _delimiter(self._lines.first(), self.key.counted)
            reader = csv.reader(self._lines, delimiter=self.delimiter, strict=True)
            while True:
                self._row = self._lines.number + 1
                self._lines.begun.clear()
                cells = next(reader, None)
                if cells is None:
                    return
                if cells:
                    yield cells
        except csv.Error as error:
            begun = "".join(self._lines.begun)
            text = begun[: _place_of_fault(begun, self.delimiter)]
            what, hint = _said(error)
        except UnreadableError as error:
            text = "".join(self._lines.begun)
            what, hint = error.message, error.hint
            self._row = self._lines.number
        raise self._fault(what, hint, column=_last_cell(text, self.delimiter))

    # Faults

    def _check_questionnaire(self) -> None:
        if not self.key.counted:
            raise ResponsesError(
                LazyText(N_("The questionnaire has no ratings that belong to a facet.")),
                LazyText(N_("There is nothing in it to score.")),
            )
        for section in self.key.questionnaire.sections:
            for item in section.items:
                if section.for_each is not None and item.id in self.key.counted:
                    raise ResponsesError(
                        LazyText(
                            N_("The rating “{item}” is asked once for each option of “{other}”."),
                            item=item.id,
                            other=section.for_each,
                        ),
                        LazyText(N_("A table with one column for each rating can't hold that.")),
                    )

    def _check_header(self, reserved: Collection[str]) -> None:
        header, wanted = self._header, self.key.counted
        if not header:
            raise ResponsesError(
                LazyText(N_("{table} is empty."), table=self._name),
                LazyText(N_("The first row names the columns, each further row is a person.")),
            )
        seen: set[str] = set()
        for place, column in enumerate(header):
            if column in seen:
                raise self._fault(
                    LazyText(N_("The header names this column twice.")),
                    LazyText(N_("Rename one of the two, or take it out.")),
                    column=place,
                )
            seen.add(column)
            if column in reserved:
                raise self._fault(
                    LazyText(N_("A figure that is worked out here has the same name.")),
                    LazyText(N_("Rename the column, or take it out.")),
                    column=place,
                )
        missing = [item for item in wanted if item not in seen]
        if missing:
            named = [*missing[:NAMED], "…"] if len(missing) > NAMED else missing
            raise self._fault(
                LazyText(
                    N_("Columns missing ({count}): {columns}."),
                    count=len(missing),
                    columns=", ".join(named),
                ),
                self._hint_for_missing(missing),
            )

    def _hint_for_missing(self, missing: Sequence[str]) -> LazyText:
        others = [column for column in self._header if column not in self.key.counted]
        for item in missing[:NAMED]:
            near = closest_match(item, others[:COMPARED])
            if near is not None:
                return LazyText(
                    N_("Is “{found}” meant to be “{item}”?"), found=quote_value(near), item=item
                )
        return LazyText(
            N_(
                "The header needs the id of every rating that belongs to a facet, separated by "
                "commas or semicolons."
            )
        )

    def _other_width(self, found: int) -> ResponsesError:
        expected = len(self._header)
        return self._fault(
            LazyText(
                N_("The row has {found} cells, the header {expected}."),
                found=found,
                expected=expected,
            ),
            LazyText(N_("A skipped answer is an empty cell between two separators."))
            if found < expected
            else LazyText(N_("Put a cell that contains “{mark}” in quotes."), mark=self.delimiter),
            column=min(found, expected),
        )

    def _no_option(self, cells: Sequence[str]) -> ResponsesError:
        place, options = next(
            (place, options)
            for place, options in self._wanted
            if cells[place].strip() not in options
        )
        return self._fault(
            LazyText(N_("“{value}” is none of the options."), value=quote_value(cells[place])),
            LazyText(
                N_("Possible here: {known}; an empty cell is a skip."),
                known=", ".join(text for text in options if text),
            ),
            column=place,
        )

    def _fault(
        self, what: LazyText, hint: LazyText, *, column: int | None = None
    ) -> ResponsesError:
        """`what` said of the row at hand, in the column at that place if it is one column's."""
        place = {"table": self._name, "row": self._row, "what": what}
        if column is None:
            return ResponsesError(LazyText(N_("{table}, row {row}: {what}"), **place), hint)
        name = quote_value(self._header[column]) if column < len(self._header) else ""
        text = N_("{table}, row {row}, column {number} “{name}”: {what}")
        if not name:
            text = N_("{table}, row {row}, column {number}: {what}")
        return ResponsesError(LazyText(text, **place, number=column + 1, name=name), hint)


def _by_text(key: ScoringKey, item: str) -> Mapping[str, int | None]:
    """What may stand in the cells of a rating's column, and the raw answer it means."""
    return {"": None, **{str(value): value for value in key.counted[item].points}}


def _delimiter(header: str, items: Collection[str]) -> str:
    """The delimiter that makes most items of the header's line; the first if all are alike."""

    def found(delimiter: str) -> tuple[int, int]:
        names = {cell.strip().strip('"') for cell in header.split(delimiter)}
        return len(names.intersection(items)), len(names)

    return max(DELIMITERS, key=found)


def _said(error: csv.Error) -> tuple[LazyText, LazyText]:
    """The csv module's complaint as a sentence, and what to do."""
    match str(error):
        case said if "end of data" in said:
            return (
                LazyText(N_("A quote is opened here and never closed.")),
                LazyText(N_("Close it, or take it out.")),
            )
        case said if "field larger" in said:
            return (
                LazyText(N_("The cell has more than {limit} characters."), limit=CELL_LIMIT),
                LazyText(N_("Perhaps a quote is opened here and never closed.")),
            )
        case said if "expected after" in said:
            return (
                LazyText(N_("Something follows the closing quote of the cell.")),
                LazyText(
                    N_("Perhaps a quote is missing; one that belongs to the text is doubled.")
                ),
            )
    return (
        LazyText(N_("A line break stands inside the cell, outside quotes.")),
        LazyText(N_("Save the table as CSV in UTF-8.")),
    )


def _place_of_fault(text: str, delimiter: str) -> int:
    """Before which character of a row's `text` the csv module gives up."""

    def given_up(end: int) -> bool:
        try:
            next(csv.reader([text[:end]], delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            return "end of data" not in str(error)
        return False

    return bisect_left(range(1, len(text) + 1), x=True, key=given_up)


def _last_cell(text: str, delimiter: str) -> int:
    """In which cell of a row, from 0, `text` ends that begins it."""
    cell = rf'(?:"(?:[^"]|"")*+(?:"|\Z))?[^{delimiter}]*+(?:({delimiter})|\Z)'
    return sum(match[1] is not None for match in re.finditer(cell, text))
