"""What the cells of a rating mean, however a program writes numbers and missing answers."""

import re
from collections.abc import Collection, Iterable

MISSING = frozenset({"", ".", "na", "n/a", "<na>", "#n/a", "nan", "null", "none"})
"""Cells without an answer, in small letters."""
NUMBER = re.compile(r"([+-]?[0-9]{1,10})(?:[.,]0{0,20})?")
"""A whole number, also as a program writes it that takes the column for decimals."""
SPELLINGS = 1000
"""At most this many texts of a column's cells are remembered."""


def number_or_text(cell: str) -> str:
    """`cell` without blanks; if it is a whole number, without a + and decimals."""
    text = cell.strip()
    number = NUMBER.fullmatch(text)
    return str(int(number[1])) if number else text


class AnswersByCell(dict[str, int | None]):
    """The raw answer for each text that a cell may contain, None if missing; others: KeyError.

    `missing` are cells without an answer in addition to the usual ones.
    """

    def __init__(self, options: Iterable[int], missing: Collection[str] = ()) -> None:
        self.options = tuple(options)
        self._by_text: dict[str, int | None] = {str(value): value for value in self.options}
        codes = {number_or_text(code).lower() for code in missing}
        self._by_text |= dict.fromkeys(MISSING | codes)

    def __missing__(self, cell: str) -> int | None:
        try:
            answer = self._by_text[number_or_text(cell).lower()]
        except KeyError:
            raise KeyError(cell) from None
        if len(self) < SPELLINGS:
            self[cell] = answer
        return answer

    def knows(self, cell: str) -> bool:
        """Whether the cell is an answer, or says that there is none."""
        return number_or_text(cell).lower() in self._by_text
