"""Text on the screen that can change its language, and the progress of an assessment."""

from collections.abc import Callable
from itertools import pairwise

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from netztui.tui.content import joined
from netztui.tui.themes import BLENDS


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


class Progress(Widget):
    """A thin line for the share of an assessment that is done, in the colours of the poles."""

    DEFAULT_CSS = "Progress { height: 1; width: 1fr; }"

    share: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def render(self) -> Content:
        """As wide as the widget."""
        width = max(1, self.size.width)
        halves = round(self.share * 2 * width)
        done = "━" * (halves // 2) + "╸" * (halves % 2)
        ends = pairwise(-(-width * step // BLENDS) for step in range(BLENDS + 1))
        steps = ((done[first:end], f"$blend-{step}") for step, (first, end) in enumerate(ends))
        return Content.assemble(*steps, ("─" * (width - len(done)), "$line"))
