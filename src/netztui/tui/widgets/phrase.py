"""A text on the screen that can be said again in another language."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from netztui.tui.content import plain


class TranslatedLabel(Static):
    """Shows what `say` returns, and asks again whenever `retranslate` is called.

    So a change of language needs no new widgets, and nobody loses the place.
    """

    DEFAULT_CSS = "TranslatedLabel { width: 1fr; height: auto; }"

    def __init__(
        self,
        say: Callable[[], str | Content],
        *,
        id: str | None = None,  # noqa: A002  # Textual's name for it
        classes: str | None = None,
    ) -> None:
        self._say = say
        said = self._ask()
        super().__init__(said, id=id, classes=classes, markup=False)
        self.display = bool(said)

    def retranslate(self) -> None:
        """Say it in the language of now, with the figures of now."""
        said = self._ask()
        self.update(said)
        self.display = bool(said)

    def _ask(self) -> Content:
        said = self._say()
        return said if isinstance(said, Content) else plain(said)
