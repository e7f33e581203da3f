"""The top of the assessment: which section, how far, how long still."""

from textual.content import Content
from textual.widget import Widget

from netztui.tui.content import joined, plain


class Progress(Widget):
    """Two lines: section and figures, and below them a bar."""

    DEFAULT_CSS = "Progress { height: 2; width: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._section = plain("")
        self._figures = plain("")
        self._share = 0.0

    def tell(self, section: str, figures: str, share: float) -> None:
        """Show the section's title, the figures as a sentence, and the share done (0..1)."""
        self._section = plain(section, "bold")
        self._figures = plain(figures, "$muted")
        self._share = share
        self.refresh()

    def render(self) -> Content:
        """As wide as the widget; a long section title gives way to the figures."""
        width = max(1, self.size.width)
        room = max(1, width - self._figures.cell_length - 2)
        section = self._section.truncate(room, ellipsis=True)
        gap = " " * max(1, width - section.cell_length - self._figures.cell_length)
        halves = round(self._share * 2 * width)
        done = "━" * (halves // 2) + "╸" * (halves % 2)
        bar = joined(plain(done, "$text-primary"), plain("─" * (width - len(done)), "$muted"))
        return Content("\n").join([joined(section, gap, self._figures), bar])
