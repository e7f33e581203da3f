"""Text on the screen that can change its language."""

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from netztui.tui.content import joined


class Translated(Widget):
    """Something whose text can change its language while it is shown."""

    def retranslate(self) -> None:
        """Show the text in the current language."""
        self.refresh()


class TranslatedLabel(Static, Translated):
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
