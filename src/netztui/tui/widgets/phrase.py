"""A text on the screen that can be said again in another language."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from netztui.tui.content import plain


class Phrase(Static):
    """Shows what `say` returns, and asks again whenever `reword` is called.

    So a change of language needs no new widgets, and nobody loses the place.
    """

    DEFAULT_CSS = "Phrase { width: 1fr; height: auto; }"

    def __init__(
        self,
        say: Callable[[], str | Content],
        *,
        id: str | None = None,  # noqa: A002  # Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._say = say

    def on_mount(self) -> None:
        """Say it for the first time."""
        self.reword()

    def reword(self) -> None:
        """Say it in the language of now, with the figures of now."""
        said = self._say()
        content = said if isinstance(said, Content) else plain(said)
        self.update(content)
        self.display = bool(content)
