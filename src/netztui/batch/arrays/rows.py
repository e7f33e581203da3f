"""Blocks of rows: from the bytes of a table to the bytes of its scores.

A block that is as simple as most (no quotes, every row with as many cells as the header, no
control characters) is split without looking at single cells. All others are read row by row, as
without NumPy, which also reports errors with their place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from netztui.batch.arrays.decimals import Characters, characters
from netztui.batch.arrays.lines import Lines
from netztui.batch.arrays.scoring import Answers, TableScoring, Whole
from netztui.batch.cells import AnswersByCell
from netztui.batch.table import ResponsesError, ResponseTable

BLOCK = 1 << 20
"""Bytes of a block: 15,000 rows of 32 ratings, so that a column stays in the processor's cache."""
WIDEST = 64
"""Bytes of a cell that is copied; blocks with a longer one are read row by row."""
MOST = 1 << 22
"""Bytes of copied cells, padded, beyond which the rows read one by one so far are scored."""
NEWLINE = ord("\n")
UNKNOWN = 0xFFFF
"""No answer has this number."""

Write: TypeAlias = Callable[[Sequence[str]], str]
Numbers: TypeAlias = Mapping[int | None, int]


class Block(NamedTuple):
    """Some rows of a table."""

    carried: list[Characters]
    """The copied columns, which precede the scores."""
    answers: Answers
    """The numbers of the answers, with a row for each item."""


def scored(table: ResponseTable, as_csv: Write, *, items: bool) -> Iterator[bytes]:
    """The lines with the scores of `table`, and with `items` the raw answers, some at a time.

    `as_csv` writes the copied cells of a row that was read by itself, each with its separator.
    Raises ResponsesError for a faulty row, after the lines of the rows before it, and if the table
    can't be read.
    """
    scoring, lines = TableScoring(table.key), Lines(table.delimiter)
    for carried, answers in _Blocks(table, scoring.numbers, as_csv):
        columns = scoring.columns(answers)
        if items:
            columns += [Whole(scoring.raws.take(answer)) for answer in answers]
        yield from lines.of(answers.shape[1], carried, columns)


class _Blocks:
    """The rows of a table in blocks; `numbers` has the number of each raw answer."""

    def __init__(self, table: ResponseTable, numbers: Numbers, as_csv: Write) -> None:
        self._table, self._numbers, self._as_csv = table, numbers, as_csv
        # Items with the same options share what their cells mean.
        known = {by_cell.options: by_cell for _place, by_cell in table.answers}
        meanings = {
            options: _by_byte(by_cell, numbers, table.delimiter)
            for options, by_cell in known.items()
        }
        self._by_byte = [meanings[by_cell.options] for _place, by_cell in table.answers]

    def __iter__(self) -> Iterator[Block]:
        while content := self._table.take_block(BLOCK):
            block = self._simple_block(content)
            if block is not None:
                yield block
            else:
                self._table.give_back(content)
                yield from self._row_by_row()

    def _simple_block(self, content: bytes) -> Block | None:
        """The rows of `content`; None if they must be read one by one."""
        if b"\r" in content:
            content = content.replace(b"\r\n", b"\n")
        if not content.endswith(b"\n"):
            content += b"\n"
        bounds = self._bounds(content)
        if bounds is None:
            return None
        answers = self._answers(content, bounds)
        # A row without answers is skipped if all its cells are blank, which is not known here.
        if answers is None or (answers == UNKNOWN).any() or (answers == 0).all(axis=0).any():
            return None
        carried = [_cells(content, bounds[at] + 1, bounds[at + 1]) for at in self._table.carried_at]
        return Block(carried, answers)

    def _bounds(self, content: bytes) -> NDArray[np.int32] | None:
        """For each column the places before its cells, and for the last one those after them.

        None if not every row has as many cells, or a cell must be looked at.
        """
        table = self._table
        codes = np.frombuffer(content, np.uint8)
        between = (codes == ord(table.delimiter)) | (codes == NEWLINE)
        ascii_text = (codes >= ord(" ")) & (codes <= ord("~")) & (codes != ord('"'))
        plain = (between | ascii_text).all() or _plain_text(content, table.delimiter)
        ends = np.flatnonzero(between)
        rows, rest = divmod(len(ends), table.width)
        if table.filed is not None or not plain or rest or rows != content.count(b"\n"):
            return None
        bounds = np.empty((table.width + 1, rows), np.int32)
        bounds[1:] = ends.reshape(rows, table.width).T
        bounds[0] = np.append(-1, bounds[-1, :-1])
        widest = max(
            ((bounds[at + 1] - bounds[at]).max() - 1 for at in table.carried_at), default=0
        )
        return bounds if (codes[bounds[-1]] == NEWLINE).all() and widest <= WIDEST else None

    def _answers(self, content: bytes, bounds: NDArray[np.int32]) -> Answers | None:
        """The answers, UNKNOWN for a cell that is none; None if many cells must be looked at."""
        codes, rows = np.frombuffer(content, np.uint8), bounds.shape[1]
        answers = np.empty((len(self._by_byte), rows), np.uint16)
        looked_at = 0
        for item, (place, by_cell) in enumerate(self._table.answers):
            before, end = bounds[place], bounds[place + 1]
            # The first character of an empty cell is the one that ends it.
            self._by_byte[item].take(codes.take(before + 1), out=answers[item])
            longer = np.flatnonzero(end - before > 2).tolist()
            looked_at += len(longer)
            if looked_at > rows:
                return None
            for row in longer:
                cell = content[before[row] + 1 : end[row]].decode()
                answers[item, row] = self._number(by_cell, cell)
        return answers

    def _number(self, by_cell: AnswersByCell, cell: str) -> int:
        try:
            return self._numbers[by_cell[cell]]
        except KeyError:
            return UNKNOWN

    def _row_by_row(self) -> Iterator[Block]:
        """The rows of the block that was given back."""
        carried: list[bytes] = []
        answers: list[list[int]] = []
        widest, error = 0, None

        def block() -> Iterator[Block]:
            if answers:
                texts = [characters(carried)] if self._table.carried else []
                yield Block(texts, np.array(answers, np.uint16).T)

        try:
            for cells, raws in self._table:
                text = self._as_csv(cells)[:-1].encode()
                widest = max(widest, len(text))
                if widest * len(answers) > MOST:
                    yield from block()
                    carried, answers, widest = [], [], len(text)
                carried.append(text)
                answers.append([self._numbers[raw] for raw in raws])
                if not self._table.reads_block:
                    break
        except ResponsesError as found:
            error = found
        yield from block()
        if error is not None:
            raise error


def _by_byte(by_cell: AnswersByCell, numbers: Numbers, delimiter: str) -> Answers:
    """The answer for each character that may be a whole cell; UNKNOWN for all others."""
    answers = np.full(256, UNKNOWN, np.uint16)
    for character in filter(str.isprintable, map(chr, range(128))):
        if by_cell.knows(character):
            answers[ord(character)] = numbers[by_cell[character]]
    answers[[ord(delimiter), NEWLINE]] = 0
    return answers


def _plain_text(content: bytes, delimiter: str) -> bool:
    """Whether it is UTF-8 without quotes and without what a terminal would obey."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return '"' not in text and text.replace("\n", "").replace(delimiter, "").isprintable()


def _cells(content: bytes, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> Characters:
    """The cells of a column, unchanged."""
    lengths = ends - starts
    span = np.arange(lengths.max(initial=0))
    found = np.frombuffer(content, np.uint8).take(starts[:, np.newaxis] + span, mode="clip")
    return found * (span < lengths[:, np.newaxis])
