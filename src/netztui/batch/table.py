"""A table of answers collected elsewhere, on paper or in another program, read row by row.

CSV may have commas, semicolons or tabs, a byte order mark, and columns of its own; missing answers
and whole numbers are taken as R, pandas and spreadsheets write them. A table that could be misread
is refused: every error gives its row and column, because the user has to find it among thousands.
A row is numbered by the line in which it starts. Only the current row is in memory.
"""

import codecs
import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeAlias

from netztui.batch.cells import AnswersByCell, number_or_text
from netztui.batch.columns import column_matcher, plain
from netztui.diagnostics.suggest import closest_match, quote_value
from netztui.i18n.message import N_, ExplainedError, LazyText
from netztui.questionnaire.spreadsheet.cells import CHECK_QUOTES, csv_error
from netztui.questionnaire.spreadsheet.layout import DELIMITERS
from netztui.scoring.points import ScoringKey

LINE_LIMIT = 1 << 20
"""Bytes of a line."""
LONG = 1 << 16
"""Bytes of about a thousand rows."""
CELL_LIMIT = 131_072
"""Characters of a cell, the limit of the csv module."""
MISSING_SHOWN = 8
"""At most this many missing columns are listed."""
COLUMNS_COMPARED = 200
"""At most this many other columns are searched for a misspelled one."""
BROKEN_OFF = N_("The rest cannot be read.")

COMPUTED = {"skipped", "quality-longstring"}
"""What shows that netztui has written a table, by `plain` names."""
FILED = "questionnaire"
"""In such a table, the column with the id of the questionnaire."""

Respondent: TypeAlias = tuple[tuple[str, ...], tuple[int | None, ...]]
"""One row: the cells of the other columns, unchanged, and the raw answers in the order of
`ScoringKey.counted`, None if skipped."""


class ResponsesError(ExplainedError):
    """The table can't be scored; the message says where something is wrong."""


def open_table(path: str) -> BinaryIO:
    """Open the file at `path` for reading; raises ResponsesError if that fails."""
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        what = N_("{file} does not exist.")
    except OSError:
        what = N_("{file} is a folder, or you are not allowed to read it.")
    hint = LazyText(N_("Specify a CSV file, or - for standard input."))
    raise ResponsesError(LazyText(what, file=path), hint)


class ResponseTable:
    """The respondents of one table, read once from top to bottom.

    `key` is the scoring key of the questionnaire, `name` the name of the table in errors,
    `reserved` the names that no column carried through may have, and `missing` cells without an
    answer besides the usual ones. In a table that netztui has written, columns with the names in
    `reserved` are left out, because they are computed again. The header is read immediately. That,
    and iterating, raise ResponsesError.
    """

    def __init__(
        self,
        source: BinaryIO,
        name: str,
        key: ScoringKey,
        reserved: Collection[str] = (),
        missing: Collection[str] = (),
    ) -> None:
        self.key = key
        self.size = 0
        """Bytes read so far."""
        self.delimiter = DELIMITERS["comma"]
        """Separates the cells; found in the header."""
        self._name = name
        self._row = 1
        """The line in which the current row starts, from 1."""
        self._row_lines: list[str] = []
        """The lines of the current row that have been read."""
        self._header: Sequence[str] = ()
        _check_questionnaire(key)
        _check_missing(key, missing)
        self._item_of = column_matcher(key.questionnaire, key.counted)
        self._source = source
        self._given_back = BytesIO()
        self._rows = self._read_rows()
        self._header = tuple(cell.strip() for cell in next(self._rows, ()))
        again = {plain(name) for name in reserved}
        if not again.intersection(map(plain, self._header)) >= COMPUTED:
            again.clear()
        columns = self._check_header(set(reserved), again)
        self.answers = tuple(
            (columns[item], AnswersByCell(key.counted[item].points, missing))
            for item in key.counted
        )
        """The place of each of `ScoringKey.counted` in a row, and what its cells mean."""
        items = {*columns.values()}
        self.carried_at = [
            column
            for column, name in enumerate(self._header)
            if column not in items and plain(name) not in again
        ]
        """The places of the columns that are carried through, in their order."""
        self.carried = tuple(self._header[column] for column in self.carried_at)
        """Their names."""
        self.width = len(self._header)
        """The number of cells in a row."""
        self.filed = self._header.index(FILED) if again and FILED in self._header else None
        """The place of the questionnaire's id, which must be that of `key`, if there is one."""

    def __iter__(self) -> Iterator[Respondent]:
        for cells in self._rows:
            if not cells[0].strip() and not any(map(str.strip, cells)):
                continue
            if len(cells) != len(self._header):
                raise self._wrong_width(len(cells))
            if self.filed is not None and cells[self.filed] != self.key.questionnaire.id:
                raise self._other_questionnaire(cells[self.filed], self.filed)
            try:
                answers = tuple([by_cell[cells[at]] for at, by_cell in self.answers])
            except KeyError:
                raise self._not_an_option(cells) from None
            yield tuple([cells[column] for column in self.carried_at]), answers

    @property
    def is_long(self) -> bool:
        """Whether so much is left that `take_block` is worthwhile, whose errors it raises."""
        block = self.take_block(LONG)
        self.give_back(block)
        return len(block) >= LONG

    def take_block(self, size: int) -> bytes:
        """The next `size` bytes or more, up to the end of a line, instead of reading them as rows.

        Empty at the end of the table. Raises ResponsesError if it can't be read: what a failed read
        had already taken from the file is lost, so that reading on would leave out rows.
        """
        block = self._given_back.read()
        if not block:
            try:
                block = self._source.read(size)
                if not block.endswith(b"\n"):
                    block += self._source.readline(LINE_LIMIT + 1)
            except OSError:
                self._end_row()
                raise self._unreadable(BROKEN_OFF) from None
        self._row += block.count(b"\n")
        return block

    def give_back(self, block: bytes) -> None:
        """Read a block as rows after all."""
        self._row -= block.count(b"\n")
        self._given_back = BytesIO(block)

    @property
    def reads_block(self) -> bool:
        """Whether there are unread lines of a block that was given back."""
        return self._given_back.tell() < len(self._given_back.getbuffer())

    def _read_rows(self) -> Iterator[list[str]]:
        """The cells of every row that is not blank, the header first."""
        lines = self._decoded()
        header = ""
        for header in lines:
            if header.strip():
                break
            self._end_row()
        found = {
            mark: {self._item_of(cell) for cell in header.split(mark)}
            for mark in DELIMITERS.values()
        }
        self.delimiter = max(found, key=lambda mark: len(found[mark] - {None}))
        reader = csv.reader(chain([header], lines), delimiter=self.delimiter, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield cells
                self._end_row()
        except csv.Error as error:
            raise self._cell_error(csv_error(error), CHECK_QUOTES) from None

    def _decoded(self) -> Iterator[str]:
        """The lines as text, with their line breaks."""
        limit = LINE_LIMIT + 1
        while True:
            try:
                content = self._given_back.readline(limit) or self._source.readline(limit)
            except OSError:
                raise self._unreadable(BROKEN_OFF) from None
            if not content:
                return
            mark = b"" if self.size else codecs.BOM_UTF8
            self.size += len(content)
            if len(content) > LINE_LIMIT:
                raise self._unreadable(N_("The line is longer than 1 MiB."))
            try:
                line = content.removeprefix(mark).decode()
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode()
                raise self._unreadable(*_encoding(error.object), before=before) from None
            self._row_lines.append(line)
            yield line

    def _end_row(self) -> None:
        self._row += len(self._row_lines)
        self._row_lines.clear()

    # Errors

    def _check_header(self, reserved: set[str], again: Collection[str]) -> Mapping[str, int]:
        """The column of each item; those whose `plain` names are in `again` are ignored."""
        if not self._header:
            raise ResponsesError(
                LazyText(N_("{table} is empty."), table=self._name),
                LazyText(N_("The first row names the columns; each further row is a respondent.")),
            )
        columns: dict[str, int] = {}
        seen = set(reserved)
        for column, name in enumerate(self._header):
            item = self._item_of(name)
            if item is None and plain(name) in again:
                continue
            if item in columns and name not in seen:
                raise self._error(
                    LazyText(
                        N_("This column and “{other}” are both “{item}”."),
                        other=quote_value(self._header[columns[item]]),
                        item=item,
                    ),
                    LazyText(N_("Rename the column, or remove it.")),
                    column,
                )
            if name in seen:
                raise self._error(
                    LazyText(N_("Another column, or a computed one, has the same name.")),
                    LazyText(N_("Rename the column, or remove it.")),
                    column,
                )
            seen.add(name)
            if item is not None:
                columns[item] = column
        missing = [item for item in self.key.counted if item not in columns]
        if missing:
            shown = missing[:MISSING_SHOWN] + ["…"] * (len(missing) > MISSING_SHOWN)
            raise self._error(
                LazyText(
                    N_("Columns missing ({count}): {columns}."),
                    count=len(missing),
                    columns=", ".join(shown),
                ),
                self._hint_for_missing(missing[0]),
            )
        return columns

    def _hint_for_missing(self, item: str) -> LazyText:
        others = [name for name in self._header if self._item_of(name) is None]
        near = closest_match(item, others[:COLUMNS_COMPARED])
        if near is None:
            return LazyText(N_("The header needs the id of every rating that belongs to a facet."))
        found = quote_value(near)
        return LazyText(N_("Is “{found}” meant to be “{item}”?"), found=found, item=item)

    def _wrong_width(self, found: int) -> ResponsesError:
        expected = len(self._header)
        hint = LazyText(N_("A skipped answer is an empty cell between two separators."))
        if found > expected:
            hint = LazyText(N_("Put a cell that contains “{mark}” in quotes."), mark=self.delimiter)
        text = N_("The row has {found} cells, the header {expected}.")
        message = LazyText(text, found=found, expected=expected)
        return self._error(message, hint, min(found, expected))

    def _not_an_option(self, cells: Sequence[str]) -> ResponsesError:
        column, known = next(
            (column, by_cell)
            for column, by_cell in self.answers
            if not by_cell.knows(cells[column])
        )
        return self._error(
            LazyText(N_("“{value}” is not one of the options."), value=quote_value(cells[column])),
            LazyText(
                N_(
                    "Possible here: {known}; an empty cell or NA is a skip. Add other codes for "
                    "missing answers with --missing."
                ),
                known=", ".join(map(str, known.options)),
            ),
            column,
        )

    def _other_questionnaire(self, found: str, column: int) -> ResponsesError:
        hint = LazyText(
            N_("Export one questionnaire: netztui export --format csv --questionnaire {name}"),
            name=self.key.questionnaire.id,
        )
        what = LazyText(N_("These are answers to “{other}”."), other=quote_value(found))
        return self._error(what, hint, column)

    def _unreadable(
        self, what: str, hint: str = N_("Save the table as CSV in UTF-8."), before: str = ""
    ) -> ResponsesError:
        """An error in the next line, of which only the text `before` can be read."""
        self._row_lines.append(before)
        return self._cell_error(what, hint)

    def _cell_error(self, what: str, hint: str) -> ResponsesError:
        """An error in the cell where reading the current row stopped."""
        column = _open_cell("".join(self._row_lines), self.delimiter)
        return self._error(LazyText(what), LazyText(hint), column)

    def _error(self, what: LazyText, hint: LazyText, column: int | None = None) -> ResponsesError:
        """An error in the current row, and in this column, from 0, if it concerns only one."""
        place = {"table": self._name, "row": self._row, "what": what}
        if column is None:
            return ResponsesError(LazyText(N_("{table}, row {row}: {what}"), **place), hint)
        name = quote_value(self._header[column]) if column < len(self._header) else ""
        text = N_("{table}, row {row}, column {number} “{name}”: {what}")
        if not name:
            text = N_("{table}, row {row}, column {number}: {what}")
        return ResponsesError(LazyText(text, **place, number=column + 1, name=name), hint)


def _check_questionnaire(key: ScoringKey) -> None:
    for section in key.questionnaire.sections:
        repeated = [item.id for item in section.items if item.id in key.counted]
        if section.for_each is not None and repeated:
            text = N_("The rating “{item}” is asked once for each option of “{other}”.")
            raise ResponsesError(
                LazyText(text, item=repeated[0], other=section.for_each),
                LazyText(N_("A table with one column for each rating can't hold that.")),
            )


def _check_missing(key: ScoringKey, missing: Collection[str]) -> None:
    for item, item_key in key.counted.items():
        for code in missing:
            if number_or_text(code) in map(str, item_key.points):
                text = N_("“{code}” is an option of “{item}”, so it can't mean a missing answer.")
                raise ResponsesError(
                    LazyText(text, code=quote_value(code), item=item),
                    LazyText(N_("Leave it out of --missing.")),
                )


def _encoding(line: bytes) -> tuple[str, str]:
    """What to say of a line that is not UTF-8, and what to do."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        what = N_("This is not text in UTF-8, but in UTF-16.")
        return what, N_("Save the table as CSV in UTF-8.")
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        return N_("This is not text in UTF-8."), N_("Save the table as CSV in UTF-8.")
    return (
        N_("This is not text in UTF-8. It seems to be Windows-1252, as Excel writes it."),
        N_(
            "In Excel, save the table as “CSV UTF-8”; elsewhere, convert it: "
            "iconv -f WINDOWS-1252 -t UTF-8 OLD.csv > NEW.csv"
        ),
    )


def _open_cell(text: str, delimiter: str) -> int:
    """The first cell of a row, from 0, that is not complete and well-formed in `text`."""
    quoted = rf'"(?:[^"]|""){{0,{CELL_LIMIT}}}+"'
    bare = rf'(?:[^"{delimiter}\r\n][^{delimiter}\r\n]{{0,{CELL_LIMIT - 1}}}+)?'
    cell = re.compile(f"(?:{quoted}|{bare}){delimiter}")
    column = position = 0
    while found := cell.match(text, position):
        column, position = column + 1, found.end()
    return column
