"""Blocks of rows: from the bytes of a table to the bytes of its scores.

A block that is as simple as most (no quotes, every row with as many cells as the header, no
control characters) is split without looking at single cells. All others are read row by row, as
without NumPy, which also reports errors with their place.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from netztui.batch.arrays.decimals import Characters, characters, decimals
from netztui.batch.arrays.scoring import Column, Few, Floats, Whole, Words, scores
from netztui.batch.cells import AnswersByCell
from netztui.batch.table import ResponsesError, ResponseTable

BLOCK = 1 << 19
"""Bytes of a block: a few thousand rows, so that a column stays in the processor's cache."""
WIDEST = 64
"""Bytes of a cell that is copied; blocks with a longer one are read row by row."""
MOST = 1 << 22
"""Bytes of copied cells, padded, beyond which the rows read one by one so far are scored."""
NEWLINE = ord("\n")

Write: TypeAlias = Callable[[Sequence[str]], str]


class Block(NamedTuple):
    """Some rows of a table."""

    carried: list[Characters]
    """The copied columns, which precede the scores."""
    raws: Floats
    """The raw answers, NaN if skipped, with a row for each item."""


def scored(table: ResponseTable, as_csv: Write, *, items: bool) -> Iterator[bytes]:
    """The lines with the scores of `table`, and with `items` the raw answers, block by block.

    `as_csv` writes the copied cells of a row that was read by itself, each with its separator.
    Raises ResponsesError for a faulty row, after the lines of the rows before it, and if the table
    can't be read.
    """
    for block in _blocks(table, as_csv):
        cells = [*block.carried, *_cells_of_scores(scores(table.key, block.raws))]
        if items:
            cells += [_few_different(raw, int) for raw in block.raws]
        between = np.full((block.raws.shape[1], 1), ord(table.delimiter), np.uint8)
        parts = [part for cell in cells for part in (cell, between)]
        parts[-1] = np.full_like(between, NEWLINE)
        yield np.concatenate(parts, axis=1).tobytes().translate(None, b"\0")


def _blocks(table: ResponseTable, as_csv: Write) -> Iterator[Block]:
    # Items with the same options share what their cells mean.
    known = {by_cell.options: by_cell for _place, by_cell in table.answers}
    meanings = {options: _by_byte(by_cell, table.delimiter) for options, by_cell in known.items()}
    by_byte = np.array([meanings[by_cell.options] for _place, by_cell in table.answers])
    while content := table.take_block(BLOCK):
        block = _simple_block(table, content, by_byte)
        if block is not None:
            yield block
        else:
            table.give_back(content)
            yield from _row_by_row(table, as_csv)


def _simple_block(table: ResponseTable, content: bytes, by_byte: Floats) -> Block | None:
    """The rows of `content`; None if they must be read one by one."""
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n")
    if not content.endswith(b"\n"):
        content += b"\n"
    codes = np.frombuffer(content, np.uint8)
    between = (codes == ord(table.delimiter)) | (codes == NEWLINE)
    ascii_text = (codes >= ord(" ")) & (codes <= ord("~")) & (codes != ord('"'))
    plain = (between | ascii_text).all() or _plain_text(content, table.delimiter)
    if table.filed is not None or not plain:
        return None
    ends = np.flatnonzero(between).astype(np.int32)
    rows = content.count(b"\n")
    if (
        len(ends) != rows * table.width
        or (codes[ends[table.width - 1 :: table.width]] != NEWLINE).any()
    ):
        return None
    starts = np.concatenate([ends[:1] * 0, ends[:-1] + 1]).reshape(rows, table.width)
    lengths = ends.reshape(rows, table.width) - starts
    asked = [place for place, _by_cell in table.answers]
    # The first character of an empty cell is the one that ends it.
    raws = by_byte[np.arange(len(asked))[:, np.newaxis], codes[starts[:, asked].T]]
    longer = np.argwhere((lengths > 1)[:, asked].T).tolist()
    if len(longer) > rows or lengths[:, table.carried_at].max(initial=0) > WIDEST:
        return None
    for item, row in longer:
        place, by_cell = table.answers[item]
        start = starts[row, place]
        try:
            answer = by_cell[content[start : start + lengths[row, place]].decode()]
        except KeyError:
            return None
        raws[item, row] = np.nan if answer is None else answer
    missing = np.isnan(raws)
    # A row without answers is skipped if all its cells are blank, which is not known here.
    if np.isinf(raws).any() or missing.all(axis=0).any():
        return None
    carried = [_cells(codes, starts[:, at], lengths[:, at]) for at in table.carried_at]
    return Block(carried, raws)


def _row_by_row(table: ResponseTable, as_csv: Write) -> Iterator[Block]:
    """The rows of the block that was given back."""
    carried: list[bytes] = []
    raws: list[tuple[int | None, ...]] = []
    widest, error = 0, None

    def block() -> Iterator[Block]:
        if raws:
            texts = [characters(carried)] if table.carried else []
            yield Block(texts, np.array(raws, dtype=float).T)

    try:
        for cells, answers in table:
            text = as_csv(cells)[:-1].encode()
            widest = max(widest, len(text))
            if widest * len(raws) > MOST:
                yield from block()
                carried, raws, widest = [], [], len(text)
            carried.append(text)
            raws.append(answers)
            if not table.reads_block:
                break
    except ResponsesError as found:
        error = found
    yield from block()
    if error is not None:
        raise error


def _by_byte(by_cell: AnswersByCell, delimiter: str) -> Floats:
    """The raw answer for each character that may be a whole cell; infinite for all others."""
    answers = np.full(256, np.inf)
    for character in filter(str.isprintable, map(chr, range(128))):
        if by_cell.knows(character):
            answer = by_cell[character]
            answers[ord(character)] = np.nan if answer is None else answer
    answers[[ord(delimiter), NEWLINE]] = np.nan
    return answers


def _plain_text(content: bytes, delimiter: str) -> bool:
    """Whether it is UTF-8 without quotes and without what a terminal would obey."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return '"' not in text and text.replace("\n", "").replace(delimiter, "").isprintable()


def _cells(codes: Characters, starts: NDArray[np.int32], lengths: NDArray[np.int32]) -> Characters:
    """The cells of a column, unchanged."""
    span = np.arange(lengths.max(initial=0))
    found = codes.take(starts[:, np.newaxis] + span, mode="clip")
    return found * (span < lengths[:, np.newaxis])


def _cells_of_scores(columns: Sequence[Column]) -> Iterator[Characters]:
    """The cells of each column of scores."""
    for column in columns:
        if isinstance(column, Words):
            yield column.words[:, np.newaxis].view(np.uint8)
        elif isinstance(column, Whole):
            yield _few_different(column.numbers, int)
        else:
            yield _few_different(column.figures) if isinstance(column, Few) else decimals(column)


def _few_different(numbers: NDArray[Any], kind: type[float] = float) -> Characters:
    """The cells with numbers of which only some are different; nothing for NaN."""
    different, place = np.unique(numbers, return_inverse=True)
    texts = ["" if math.isnan(one) else repr(kind(one)) for one in different.tolist()]
    return characters(map(str.encode, texts))[place]
