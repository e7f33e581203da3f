"""Everything that netztui uses of Textual beyond its documented interface.

Private names can change with any release, so they are all here and in `textual_inputs`, checked
with Textual 8.2. Each class or function names what it relies on.
"""

import asyncio
import shutil
import time
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.content import Content
from textual.css.query import NoMatches
from textual.css.stylesheet import Stylesheet
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultCallbackType, ScreenResultType
from textual.strip import Strip
from textual.timer import Timer, TimerCallback
from textual.widget import Widget

LOWEST = {"Screen.DEFAULT_CSS": -98, "Widget.DEFAULT_CSS": -99}
"""Ranks below those of all classes: Textual counts down from 0 with each base class."""


class Request(events.Event):
    """What the user wants from the app; it counts only while the screen that posts it is on top."""

    def __init__(self, id: str = "") -> None:  # noqa: A002  # what it is everywhere
        """`id` is that of a questionnaire or an assessment."""
        super().__init__()
        self.id = id


class LastingStylesheet(Stylesheet):
    """A stylesheet that parses each source once for as long as the colours stay the same.

    Textual parses all of them again when the app has started, and once more for the next kind of
    widget, because it then forgets what it has parsed. Relies on `Stylesheet._variables`.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the colours; if they are the same, everything stays parsed."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is not parsed yet."""
        self.parse()

    def add_source(
        self,
        css: str,
        read_from: tuple[str, str] | None = None,
        is_default_css: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> None:
        """Add styles; those of all widgets or screens rank below all others from the beginning.

        Otherwise both are parsed again for each class that is further away from them.
        """
        if is_default_css and read_from is not None:
            tie_breaker = LOWEST.get(read_from[1], tie_breaker)
        super().add_source(css, read_from, is_default_css, tie_breaker, scope)


class Punctual(MessagePump):
    """What calls each callback of `set_timer`, however busy the computer is.

    Textual leaves out what is late when a timer starts, even if the timer goes off only once.
    Relies on `Timer._skip`.
    """

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        """Call `callback` after `delay` seconds."""
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False  # noqa: SLF001
        return timer


class NoTracebackApp(Punctual, App[None]):
    """An app that ends without printing a traceback, whose local variables are a user's answers.

    Opening a screen does not style the others again. Relies on `App._fatal_error`,
    `App._handle_exception`, `App._close_messages_no_wait`, `App._exception`,
    `App._load_screen_css` and `Screen._push_result_callback`.
    """

    @property
    def defect(self) -> BaseException | None:
        """The error that ended the program, if it is a mistake in the program."""
        return self._exception

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; for a resized terminal, with the size that it has now.

        Textual reads the size in a signal handler that a second signal can interrupt, which posts
        the newer size before the older one. Sizes that the terminal reports itself have pixels.
        """
        if isinstance(event, events.Resize) and event.pixel_size is None and not self.is_headless:
            event = events.Resize.from_dimensions(Size(*shutil.get_terminal_size()), None)
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        # What a closed screen asked for can come when the program has ended and the widgets are
        # gone. Everything is stored before that, so there is nothing to report.
        if self.is_running or not isinstance(error, NoMatches):
            super()._handle_exception(error)

    def _load_screen_css(self, screen: Screen[object]) -> None:
        new = [path for path in screen.css_path if not self.stylesheet.has_source(str(path))]
        for path in new:
            self.stylesheet.read(path)
        if new:
            self.stylesheet.reparse()

    def replace_screen(self, screen: "GuardedScreen[None]", closed: Callable[[None], None]) -> None:
        """Open a screen in place of the one on top; `closed` is called when it is closed."""
        self.switch_screen(screen)
        screen._push_result_callback(self, closed)  # noqa: SLF001

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()


class GuardedScreen(Punctual, Screen[ScreenResultType]):
    """A screen that closes only itself, once, and does nothing when it or the program has ended.

    Textual's `dismiss` closes whichever screen is on top. While the program ends, a screen still
    gets events, but may have no widgets, or have lost them. Relies on `MessagePump._on_message`,
    `Screen._compose`, `Screen._get_breakpoint_classes`, `Screen._push_result_callback`,
    `Screen._reset_focus` and `App._exit`.
    """

    async def _compose(self) -> None:
        # Textual adds the classes for the terminal's size when the first frame is painted already,
        # and styles everything again.
        app, (width, height) = self.app, self.app.size
        for size, own, others in (
            (width, self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS),
        ):
            breakpoints = (others if own is None else own) or []
            self.add_class(*self._get_breakpoint_classes(size, breakpoints), update=False)
        await super()._compose()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The background, which is drawn once for all lines unless another screen shows through."""
        if self.styles.background.a < 1:
            return super().render_lines(crop)
        return super().render_lines(Region(*crop.offset, crop.width, 1)) * crop.height

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the screen with a result if it is on top, otherwise do nothing."""
        possible = self.app.is_running and self.is_active
        return super().dismiss(result) if possible else AwaitComplete()

    def _push_result_callback(
        self,
        requester: MessagePump,
        callback: ScreenResultCallbackType[ScreenResultType] | None,
        future: asyncio.Future[ScreenResultType | None] | None = None,
    ) -> None:
        app = self.app

        def call_unless_ended(result: ScreenResultType | None) -> None:
            # The program may have been quit since the screen was closed.
            if callback is not None and not app._exit:  # noqa: SLF001
                callback(result)

        super()._push_result_callback(requester, call_unless_ended, future)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event unless it comes too late."""
        # After `App.exit`, even while the program still runs, nothing is attached.
        ended = not (self.app.is_running and self.is_attached)
        if isinstance(event, events.ScreenResume) and not self.is_current:
            return  # Another one has been opened since.
        if isinstance(event, events.ScreenResume) and not self.stack_updates:
            # Textual gives everything on a screen its styles a second time when it is opened. What
            # has just been mounted has them, but for the screen, which was there before its rules.
            self.app.stylesheet.apply(self)
            event.refresh_styles = False
        if isinstance(event, events.Mount):
            late = ended or not self.children
        elif isinstance(event, Request):
            late = ended or not self.is_active
        else:
            late = ended and isinstance(event, events.InputEvent | events.Resize)
        if not late:
            await super().on_event(event)
        if isinstance(event, events.ScreenResume):
            # Lets the thread that writes to the terminal write the first frame. Otherwise it waits
            # until everything else that a new screen brings is done, a tenth of the time until a
            # result is seen.
            time.sleep(0.0005)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What the mouse can select, which is nothing in a widget that has just been removed."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        return (widget, offset) if widget is None or widget.is_attached else (None, None)

    def call_after_refresh(
        self, callback: Callable[..., object], *args: object, **kwargs: object
    ) -> bool:
        """Call the callback after the next frame, unless the screen has been closed by then."""

        def call_if_open() -> None:
            if self._is_open:
                callback(*args, **kwargs)

        return super().call_after_refresh(call_if_open)

    def _reset_focus(self, widget: Widget, avoiding: list[Widget] | None = None) -> None:
        # What is removed with the whole screen need not look as if it had no focus any more.
        if self._is_open:
            super()._reset_focus(widget, avoiding)

    async def _on_message(self, message: Message) -> None:
        internal = type(message).__module__ == "textual.messages"
        if self._is_open or internal or isinstance(message, events.Event):
            await super()._on_message(message)

    @property
    def _is_open(self) -> bool:
        return self.app.is_running and self.is_attached and self in self.app.screen_stack


def change_border_texts(widget: Widget, title: Content, subtitle: Content) -> None:
    """Change the texts in the upper and the lower border, and draw only those lines again.

    Setting `border_title` draws the widget again with everything in it, which takes noticeably
    longer between two questions. Relies on `Widget._border_title` and `Widget._border_subtitle`.
    """
    before = widget._border_title, widget._border_subtitle  # noqa: SLF001
    after = title or None, subtitle or None
    widget._border_title, widget._border_subtitle = after  # noqa: SLF001
    width, height = widget.outer_size
    rows = [Region(0, 0, width, 1), Region(0, height - 1, width, 1)]
    changed = [row for row, old, new in zip(rows, before, after, strict=True) if old != new]
    if changed:
        widget.refresh(*(row.translate(-widget.content_offset) for row in changed))


def paint_at_once(*widgets: Widget) -> None:
    """Paint what `widgets`, which are on one screen, have asked to be drawn again.

    Otherwise each request passes through two queues and then waits for the next frame, which is up
    to a thirtieth of a second away. If a new layout is needed first, everything goes that way.
    Relies on `Widget._layout_required`, `Widget._repaint_required`, `Screen._dirty_widgets` and
    `Screen._on_timer_update`.
    """
    if not any(widget._layout_required for widget in widgets):  # noqa: SLF001
        screen = widgets[0].screen
        screen._dirty_widgets.update(widgets)  # noqa: SLF001
        screen._on_timer_update()  # noqa: SLF001
        for widget in widgets:
            widget._repaint_required = False  # noqa: SLF001
