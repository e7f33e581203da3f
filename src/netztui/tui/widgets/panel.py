"""Parts of a screen in a thin border, and the large position that results are shown with."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.containers import Vertical
from textual.content import Content
from textual.renderables.digits import Digits
from textual.widget import Widget

from netztui.i18n.formats import signed
from netztui.tui.content import joined, lines, plain, wrapped
from netztui.tui.textual_internals import change_border_texts
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import Chart, axis_picture, side_style
from netztui.tui.widgets.labels import Translated

HILL = 3
"""How many lines high the curve above the axis is."""
ROOM_FOR_HILL = 22
"""How many lines the terminal must have for it."""


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


def large(figure: str) -> list[str]:
    """The three lines of a figure in large shapes."""
    # There are large shapes for ASCII signs only.
    drawn = Digits(figure.replace("−", "-")).render(RichStyle(bold=True))
    return [one.text for one in drawn if isinstance(one, Segment) and one.text != "\n"]


def figure(
    position: float, level: float, words: Sequence[Content], width: int, *, gap: int = 3
) -> list[Content]:
    """A position as a large figure, with words beside it.

    It has the colour of its side, which is neutral within `level` of 0.
    """
    style = f"bold {side_style(position, level)}"
    shapes = [plain(row + " " * gap, style) for row in large(signed(position))]
    room = max(1, width - shapes[0].cell_length)
    indent = plain(" " * shapes[0].cell_length)
    told = zip_longest(shapes, wrapped(lines(*words), room))
    return [joined(shape or indent, word or "") for shape, word in told]


def hero(
    poles: tuple[str, str],
    estimate: PositionEstimate,
    words: Sequence[Content],
    width: int,
    *,
    height: int,
    aside: Sequence[Content] = (),
    tight: bool = False,
    way: float = 1.0,
) -> list[Content]:
    """A position as a large figure with words beside it, above its place on the axis.

    The words are between the figure and `aside`. `height` is that of the terminal. With `tight`, no
    blank line separates the figure from the axis. The position on the axis is drawn at the share
    `way` (0..1) of its value, for an animation.
    """
    room = width - (2 + aside[0].cell_length if aside else 0)
    above = figure(estimate.position, estimate.level, words, room)
    above = [
        joined(row, " " * (2 + room - row.cell_length), more) if more else row
        for row, more in zip_longest(above, aside, fillvalue=plain(""))
    ]
    back = (1 - way) * estimate.position
    low, high = (end - back for end in estimate.interval)
    estimate = replace(estimate, position=estimate.position - back, interval=(low, high))
    if height >= ROOM_FOR_HILL:
        axis = axis_picture(*poles, estimate, width, hill=HILL).split("\n")
    else:
        # Without the figure above it, which is large here already.
        axis = axis_picture(*poles, estimate, width).split("\n")[1:]
    return [*above, *([] if tight else [plain("")]), *axis]


class Hero(Chart):
    """The place for a position, which is not known from the beginning."""

    def __init__(self) -> None:
        super().__init__(lambda _width: plain(""))

    def show_position(
        self,
        poles: tuple[str, str],
        estimate: PositionEstimate,
        *words: Content,
        aside: Callable[[], Sequence[Content]] = tuple,
        tight: Callable[[], bool] = bool,
    ) -> None:
        """Show a position between the poles' names, with `words` beside it, as `hero` does."""
        self.show(
            lambda width: lines(
                *hero(
                    poles,
                    estimate,
                    words,
                    width,
                    height=self.app.size.height,
                    aside=aside(),
                    tight=tight(),
                )
            )
        )
