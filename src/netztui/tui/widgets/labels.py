"""Text on the screen that can change its language, and the progress of an assessment."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from netztui.tui.content import joined, lines, plain


class TranslatedLabel(Static):
    """Shows what `text` returns, and calls it again whenever `retranslate` is called.

    So a change of language needs no new widgets, and focus and scrolling stay where they are.
    """

    DEFAULT_CSS = "TranslatedLabel { width: 1fr; height: auto; }"

    def __init__(
        self,
        text: Callable[[], str | Content],
        *,
        id: str | None = None,  # noqa: A002  # Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._text = text
        self.retranslate()

    def retranslate(self) -> None:
        """Show the text in the current language; an empty one takes no room."""
        content = joined(self._text())
        self.update(content)
        self.display = bool(content)


class Progress(Widget):
    """The top of the assessment: section and figures, and below them a bar."""

    DEFAULT_CSS = "Progress { height: 2; width: 1fr; padding: 0 1; }"
    _shown = (plain(""), plain(""), 0.0)

    def show(self, section: str, figures: str, share: float) -> None:
        """Show the section's title, the figures as a sentence, and the share done (0..1)."""
        self._shown = (plain(section, "bold"), plain(figures, "$muted"), share)
        self.refresh()

    def render(self) -> Content:
        """As wide as the widget; a long section title gives way to the figures."""
        section, figures, share = self._shown
        width = max(1, self.size.width)
        room = max(1, width - figures.cell_length - 2)
        title = section.truncate(room, ellipsis=True).truncate(room + 2, pad=True)
        halves = round(share * 2 * width)
        done = "━" * (halves // 2) + "╸" * (halves % 2)
        rest = "─" * (width - len(done))
        bar = joined(plain(done, "$text-primary"), plain(rest, "$muted"))
        return lines(joined(title, figures), bar)
