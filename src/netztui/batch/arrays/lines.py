"""Lines of a table from its columns: the text of each cell, and cells side by side."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from netztui.batch.arrays.decimals import WIDTH, Characters, decimals
from netztui.batch.arrays.memory import Memory
from netztui.batch.arrays.scoring import Column, Few, Floats, Whole, Words

ROOM = 32
"""Bytes for a number: more than it has, because pieces of this size are copied fastest."""
PIECE = 1 << 16
"""Bytes that become lines at once: so few that the process keeps the memory for them. Getting it
from the system each time would take as long as writing them."""


class Lines:
    """Writes the columns of one block after another, in memory that is used again."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = ord(delimiter)
        self._few = Memory(lambda figures: decimals(figures).view(f"S{WIDTH}")[:, 0], f"S{ROOM}")
        self._whole = Memory(self._whole_texts, f"S{ROOM}")
        self._longest = 0
        """Characters of the longest whole number so far."""
        self._memory = np.empty(0, np.uint8)

    def of(
        self, rows: int, carried: Sequence[Characters], columns: Sequence[Column]
    ) -> Iterator[bytes]:
        """The lines of a block, some at a time; the copied columns precede the others."""
        rooms = [one.shape[1] for one in carried]
        rooms += [one.words.itemsize if isinstance(one, Words) else ROOM for one in columns]
        width = sum(rooms) + len(rooms)
        if self._memory.size < rows * width:
            self._memory = np.empty(rows * width, np.uint8)
        sheet = self._memory[: rows * width].reshape(rows, width)
        end = 0
        for cells in chain(carried, map(self._cells, columns)):
            start, end = end, end + cells.shape[1]
            sheet[:, start:end] = cells
            sheet[:, end] = self._delimiter
            end += 1
        sheet[:, end - 1] = ord("\n")
        some = 1 + PIECE // end
        for start in range(0, rows, some):
            yield sheet[start : start + some, :end].tobytes().translate(None, b"\0")

    def _cells(self, column: Column) -> Characters:
        if isinstance(column, Words):
            return column.words[:, np.newaxis].view(np.uint8)
        if isinstance(column, Whole):
            return self._whole(column.numbers)[:, np.newaxis].view(np.uint8)[:, : self._longest]
        if isinstance(column, Few):
            return self._few(column.figures)[:, np.newaxis].view(np.uint8)[:, :WIDTH]
        return decimals(column)

    def _whole_texts(self, numbers: Floats) -> NDArray[np.bytes_]:
        texts = ["" if math.isnan(one) else repr(int(one)) for one in numbers.tolist()]
        self._longest = max(self._longest, *map(len, texts))
        return np.array(texts, np.bytes_)
