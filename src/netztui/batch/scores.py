"""From a table of answers to a table of scores, row by row.

However long the table is, only one row is in memory. If a row is faulty, everything before it has
been written.
"""

import csv
import json
from collections.abc import Callable, Iterable
from typing import BinaryIO, Literal, TypeAlias

from netztui.batch.score_columns import Figure, column_names, column_values
from netztui.batch.table import ResponseTable
from netztui.diagnostics.sanitize import sanitize
from netztui.scoring.score import score_row

OutputFormat: TypeAlias = Literal["csv", "json"]

ROWS_PER_STEP = 250
"""Rows between two calls of `advance`."""


def write_scores(
    responses: ResponseTable,
    target: BinaryIO,
    *,
    form: OutputFormat = "csv",
    advance: Callable[[int], object] = lambda _size: None,
) -> None:
    """Write the scores of all `responses` to `target` in UTF-8, one line for each respondent.

    CSV has a header and the delimiter of `responses`; JSON is one object a line. `advance` gets
    the number of bytes of the table read since its last call. Raises ResponsesError for a faulty
    row, after writing the rows before it, and OSError if `target` can't be written.
    """
    write_row = csv_writer(target, responses.delimiter)
    if form == "csv":
        write_row([*responses.carried, *column_names(responses.key)])
    done = 0
    for count, (carried, answers) in enumerate(responses, 1):
        scores = column_values(score_row(responses.key, answers))
        if form == "csv":
            write_row([*carried, *scores.values()])
        else:
            fields = {**dict(zip(responses.carried, carried, strict=True)), **scores}
            line = json.dumps(fields, ensure_ascii=False, allow_nan=False)
            target.write(f"{line}\n".encode())
        if count % ROWS_PER_STEP == 0:
            advance(responses.size - done)
            done = responses.size
    advance(responses.size - done)
    target.flush()


def csv_writer(target: BinaryIO, delimiter: str = ",") -> Callable[[Iterable[Figure]], object]:
    """A function that writes one row to `target` as CSV in UTF-8; None is an empty cell."""
    # The csv module quotes both kinds of line break in cells only if lines end in both.
    return csv.writer(_LineFeedFile(target), delimiter=delimiter, lineterminator="\r\n").writerow


class _LineFeedFile:
    """What a csv writer writes to: lines that it ends with CRLF end with LF alone."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def write(self, line: str) -> None:
        """Write one line, without the control characters that a terminal would obey."""
        cells = line[:-2].replace("\r\n", "\n").split("\t")
        self._target.write(("\t".join(map(sanitize, cells)) + "\n").encode())
