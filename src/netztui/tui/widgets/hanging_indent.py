"""Text behind a fixed head, such as a number: its further lines are indented to where it begins."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class HangingIndent(Visual):
    """`text` with `head` before its first line and as much room before the others."""

    def __init__(self, head: Content, text: Content) -> None:
        self._head = head
        self._text = text
        self._indent = head.cell_length

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines; `style` is below that of head and text."""
        told = self._text.render_strips(self._room(width), height, style, options)
        head = self._head.render_strips(self._indent, 1, style, options)[0]
        room = Strip.blank(self._indent, style.rich_style)
        return [Strip.join([room if place else head, strip]) for place, strip in enumerate(told)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as nothing needs to be wrapped."""
        return self._indent + self._text.get_optimal_width(rules, self._room(container_width))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines that `width` cells need."""
        return self._text.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        """The cells beside the head."""
        return max(1, width - self._indent)
