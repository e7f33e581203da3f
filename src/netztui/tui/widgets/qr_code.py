"""A QR code for cameras: black on white whatever the colours, and as large as there is room."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from netztui.text.room import code_lines
from netztui.tui.content import lines

LIGHT, DARK = "#000000 on #ffffff", "on #000000"
"""Cameras need dark modules on a light ground; not all of them read the reverse."""


class QRCode(Widget):
    """Shows rows of modules, True for dark, with two modules in a cell or one in two cells."""

    DEFAULT_CSS = "QRCode { width: auto; height: auto; }"

    def __init__(self, rows: Sequence[Sequence[bool]]) -> None:
        super().__init__()
        self._rows = rows
        self._large = False

    def fit(self, width: int, height: int) -> bool:
        """Be as large as fits into so many cells; returns whether it fits at all."""
        modules = len(self._rows)
        large = 2 * modules <= width and modules <= height
        if large != self._large:
            self._large = large
            self.refresh(layout=True)
        return 0 < modules <= width and (modules + 1) // 2 <= height

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the code."""
        return len(self._rows) * (2 if self._large else 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the code."""
        return len(self._rows) if self._large else (len(self._rows) + 1) // 2

    def render(self) -> Content:
        """The whole code."""
        rows = code_lines(self._rows, large=self._large)
        return lines(*(Content.assemble(*map(_printed, row)) for row in rows))


def _printed(sign: str) -> tuple[str, str]:
    """A cell that is one colour is drawn without a letter, which might not fill it."""
    return (" ", DARK) if sign == "█" else (sign, LIGHT)
