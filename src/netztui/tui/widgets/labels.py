"""Text on the screen that can change its language, and the progress of an assessment."""

from collections.abc import Callable
from itertools import pairwise

from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from netztui.tui.content import joined, strip
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
    """A thin line for the share of an assessment that is done, in the colours of the poles.

    It changes with every answer, so it is put together from lines that are drawn once.
    """

    DEFAULT_CSS = "Progress { height: 1; width: 1fr; text-wrap: nowrap; }"
    ALLOW_SELECT = False
    auto_links = False

    share: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: list[Strip] = []
        """A line that is done, one of half cells that are done, and one that is open."""

    def notify_style_update(self) -> None:
        """Draw the lines in other colours."""
        super().notify_style_update()
        self._drawn = []

    def render_line(self, y: int) -> Strip:
        """As wide as the widget."""
        width = self.size.width
        if not self._drawn or self._drawn[0].cell_length != width:
            ends = pairwise(-(-width * step // BLENDS) for step in range(BLENDS + 1))
            steps = [(end - first, f"$blend-{step}") for step, (first, end) in enumerate(ends)]
            drawn = [[(sign * cells, color) for cells, color in steps] for sign in "━╸"]
            drawn.append([("─" * width, "$line")])
            self._drawn = [strip(self, Content.assemble(*parts)) for parts in drawn]
        done, half, rest = self._drawn
        whole, halves = divmod(round(self.share * 2 * width), 2)
        return Strip.join(
            [done.crop(0, whole), half.crop(whole, whole + halves), rest.crop(whole + halves)]
        )
