"""A text on the screen that can change its language."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from netztui.tui.content import plain


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
        self._text = text
        content = self._content()
        super().__init__(content, id=id, classes=classes, markup=False)
        self.display = bool(content)

    def retranslate(self) -> None:
        """Show the text in the current language; an empty one takes no room."""
        content = self._content()
        self.update(content)
        self.display = bool(content)

    def _content(self) -> Content:
        text = self._text()
        return text if isinstance(text, Content) else plain(text)
