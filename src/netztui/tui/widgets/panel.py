"""Parts of a screen in a thin border, and the large position that results are shown with."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Digits, Static

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain
from netztui.tui.textual_internals import change_border_texts
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import HIGH, LOW, Chart, axis_picture, side_style
from netztui.tui.widgets.labels import Translated

HILL = 3
"""How many lines high the curve above the axis is."""
ROOM_FOR_HILL = 22
"""How many lines the terminal must have for it."""
ARRIVAL = 0.3
"""Seconds in which the position of a new result comes to its place."""


class Panel(Vertical, Translated):
    """A part of a screen, with a title in its upper border and a subtitle in its lower one.

    Both are called again by `retranslate`; an empty one takes no room.
    """

    DEFAULT_CSS = """
    Panel { height: auto; border: round $line; padding: 0 2; background: $background;
            border-title-color: $foreground; border-title-style: bold;
            border-subtitle-color: $muted; }
    Panel:focus-within { border: round $primary; }
    """

    def __init__(
        self,
        *children: Widget,
        title: Callable[[], str | Content] = str,
        subtitle: Callable[[], str | Content] = str,
        id: str | None = None,  # noqa: A002  # Textual's name for it
    ) -> None:
        super().__init__(*children, id=id)
        self._title, self._subtitle = title, subtitle

    def on_mount(self) -> None:
        """Show the titles, which may need what the screen has only now."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show title and subtitle in the current language."""
        change_border_texts(self, joined(self._title()), joined(self._subtitle()))


class Figure(Horizontal):
    """A position as a large figure, with a few lines beside it."""

    DEFAULT_CSS = """
    Figure { height: auto; min-height: 3; }
    Figure Digits { width: auto; text-style: bold; margin-right: 3; }
    Figure Digits.low { color: $pole-low; }
    Figure Digits.high { color: $pole-high; }
    Figure Static { width: 1fr; height: auto; }
    """

    def __init__(
        self, position: float = 0.0, level: float = 0.0, *words: Content, classes: str | None = None
    ) -> None:
        super().__init__(classes=classes)
        self._shown = position, level, words

    def compose(self) -> ComposeResult:
        """The figure and the lines."""
        yield Digits()
        yield Static()

    def on_mount(self) -> None:
        """Show what it was made with."""
        position, level, words = self._shown
        self.show(position, level, *words)

    def show(self, position: float, level: float, *words: Content) -> None:
        """Show a position in the colour of its side, which is neutral within `level` of 0."""
        self._shown = position, level, words
        for digits in self.query(Digits):
            side = side_style(position, level)
            digits.set_class(side == LOW, "low").set_class(side == HIGH, "high")
            # The widget has large shapes for ASCII signs only.
            digits.update(signed(position).replace("−", "-"))
        for beside in self.query(Static):
            beside.update(lines(*words))


class Hero(Vertical):
    """A position as a large figure with its word beside it, above its place on the axis.

    `aside` is shown at the right of the words.
    """

    DEFAULT_CSS = """
    Hero { height: auto; }
    Hero > Horizontal { height: auto; margin-bottom: 1; }
    Hero Figure { width: 1fr; }
    """

    _way: reactive[float] = reactive(1.0, repaint=False)
    """How far the position has come from 0 to its place, 0..1."""

    def __init__(self, aside: Widget | None = None) -> None:
        super().__init__()
        self._aside = [aside] if aside is not None else []

    def compose(self) -> ComposeResult:
        """The figure, the word with what is said about it, and the axis."""
        with Horizontal():
            yield Figure()
            yield from self._aside
        yield Chart(lambda _width: plain(""))

    def show(
        self, poles: tuple[str, str], estimate: PositionEstimate, word: Content, *more: Content
    ) -> None:
        """Show a position between the poles' names; `more` are lines below its word."""
        self.query_one(Figure).show(estimate.position, estimate.level, word, *more)

        def draw(width: int) -> Content:
            back = (1 - self._way) * estimate.position
            low, high = (end - back for end in estimate.interval)
            place = replace(estimate, position=estimate.position - back, interval=(low, high))
            if self.app.size.height >= ROOM_FOR_HILL:
                return axis_picture(*poles, place, width, hill=HILL)
            # Without the figure above it, which is large here already.
            return lines(*axis_picture(*poles, place, width).split("\n")[1:])

        self.query_one("Hero > Chart", Chart).show(draw)

    def arrive(self) -> None:
        """Let the position glide from 0 to its place, unless animations are off."""
        if self.app.animation_level == "full":
            self._way = 0.0
            self.animate("_way", 1.0, duration=ARRIVAL, easing="out_cubic")

    def watch__way(self) -> None:
        """Draw the position where it is now."""
        self.query("Hero > Chart").refresh()
