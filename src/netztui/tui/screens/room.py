"""The leader's screen of a room: how to get in, how far everyone is, and the group in the end."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits

from netztui.group.report import GroupReport
from netztui.i18n.formats import number
from netztui.i18n.message import N_
from netztui.room.host import Host
from netztui.text import room as wording
from netztui.text.labels import localized
from netztui.tui.content import lines, plain
from netztui.tui.screens.base import BaseScreen
from netztui.tui.screens.dialogs import Dialog
from netztui.tui.screens.group import GroupScreen
from netztui.tui.widgets.charts import Chart
from netztui.tui.widgets.keybar import KeyBar
from netztui.tui.widgets.labels import TranslatedLabel
from netztui.tui.widgets.panel import Panel
from netztui.tui.widgets.qr_code import QRCode

EVERY = 0.5
"""Seconds between two looks at how far everyone is."""
BORDERED = 24
"""Lines from which the panel has a border."""
BESIDE, NARROWEST, WIDEST = 34, 21, 60
"""Columns that the words need beside the code, have on a narrow terminal, and take at most."""
GAP = 2
"""Columns between the two."""


class Count(Vertical):
    """How many people, as a large figure above a word."""

    DEFAULT_CSS = """
    Count { width: 1fr; height: 4; }
    Count Digits { width: auto; text-style: bold; }
    """

    def __init__(self, label: Callable[[], str]) -> None:
        super().__init__(Digits("0"), TranslatedLabel(label))

    def show(self, count: int) -> None:
        """Show a count."""
        self.query_one(Digits).update(number(count))


class RoomScreen(BaseScreen[None]):
    """An open room."""

    CSS_PATH = "room.tcss"
    TITLE_PHRASE = N_("Room")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "app.reveal", N_("Reveal the group"), id="reveal"),
        Binding("enter", "app.show_group", N_("Show the group"), id="show-group"),
        Binding("w", "app.page", N_("Save as a page"), id="page"),
        Binding("c", "app.close_room", N_("Close the room"), id="close-room"),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._questionnaire = host.room.questionnaire
        self._shown: object = None

    def compose(self) -> ComposeResult:
        """The code, and beside it the address, the figures and what they mean."""
        words = Vertical(
            TranslatedLabel(self._invitation),
            Chart(lambda width: whole(self._host.address, width), classes="address"),
            Horizontal(
                *(Count(partial(self._label, place)) for place in range(3)), classes="counts"
            ),
            TranslatedLabel(self._in_words),
            TranslatedLabel(self._stage, classes="stage"),
            Vertical(
                TranslatedLabel(wording.projector_label),
                Chart(lambda width: whole(self._host.group_address, width)),
                classes="projector",
            ),
            TranslatedLabel(self._reach, classes="reach"),
            classes="beside",
        )
        yield Panel(
            Horizontal(QRCode(self._host.code), words),
            title=lambda: localized(self._questionnaire.title, self._questionnaire),
        )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show how far everyone is, and look again from time to time."""
        self.look()
        self.set_interval(EVERY, self.look)

    def on_resize(self) -> None:
        """Give the code all the room that the words leave."""
        width, height = self.app.size.width, self.app.size.height - 1
        bordered = height >= BORDERED - 1
        self.set_class(not bordered, "-bare")
        self.set_class(self._host.room.closed, "-closed")
        self.set_class(self._host.room.report is not None, "-revealed")
        for label in self.query(".beside > TranslatedLabel").results(TranslatedLabel):
            label.retranslate()
        if bordered:
            width, height = width - 6, height - 2
        code, words = self.query_one(QRCode), self.query_one(".beside")
        least = min(BESIDE, max(NARROWEST, width - len(self._host.code) - GAP))
        fits = code.fit(width - least - GAP, height)
        code.display = fits and not self._host.room.closed
        taken = code.get_content_width(self.size, self.size) + GAP if code.display else 0
        words.styles.width = min(WIDEST, width - taken)

    def _invitation(self) -> str:
        return "" if self._host.room.closed else wording.invitation(self._host)

    def _reach(self) -> str:
        # When the group is revealed, a small screen has no room left for it.
        revealed = self.has_class("-bare") and self._host.room.report is not None
        return "" if self._host.room.closed or revealed else wording.reach_sentence(self._host)

    def _in_words(self) -> str:
        shown = self.has_class("-bare") and not self._host.room.closed
        return wording.counts_sentence(self._host.room.counts()) if shown else ""

    @staticmethod
    def _label(place: int) -> str:
        return wording.count_labels()[place]

    def _stage(self) -> Content:
        return plain(wording.stage_sentence(self._host), "bold")

    def look(self) -> None:
        """Show the figures if they have changed."""
        counts, room = self._host.room.counts(), self._host.room
        state = counts, room.report is not None, room.closed
        if state != self._shown:
            self._shown = state
            self._show_counts()
            self.refresh_bindings()

    def _show_counts(self) -> None:
        counts = self._host.room.counts()
        figures = counts.joined, counts.answering, counts.done
        for shown, count in zip(self.query(Count), figures, strict=True):
            shown.show(count)
        self.on_resize()

    def retranslate(self) -> None:
        """Show everything in the current language."""
        super().retranslate()
        self._show_counts()


def whole(address: str, width: int) -> Content:
    """An address that is never cut: what has no room goes on in the next line."""
    size = max(1, width)
    head, slash, tail = address.partition("/j/")
    parts = [address] if len(address) <= size else [head, slash + tail]
    starts = ((part, start) for part in parts for start in range(0, len(part), size))
    pieces = (part[start : start + size] for part, start in starts)
    return lines(*(plain(piece, "bold $text-accent") for piece in pieces))


class RevealedScreen(GroupScreen):
    """The group of a room, from which one comes back to the room."""

    TITLE_PHRASE = N_("Group of a room")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "app.page", N_("Save as a page"), id="page"),
        Binding("escape", "close", N_("Back"), id="close"),
    ]

    def __init__(self, host: Host, report: GroupReport) -> None:
        super().__init__(report)
        self._host = host

    def on_mount(self) -> None:
        """Look from time to time whether somebody has taken a plan back."""
        self.set_interval(EVERY, self._follow)

    def _follow(self) -> None:
        report = self._host.room.report
        if report is not None and report is not self._report:
            self.show(report)


class RevealDialog(Dialog[bool | None]):
    """Asks before revealing the group: True if the leader says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,j", "decide(True)", N_("Reveal the group"), id="confirm"),
        Binding("n", "close", N_("No"), id="decline"),
    ]

    def __init__(self) -> None:
        super().__init__(lambda: wording.reveal_question()[0], lambda: wording.reveal_question()[1])

    def action_decide(self, agreed: bool) -> None:
        """Close with the decision."""
        self.dismiss(agreed)


class ClosingDialog(Dialog[bool | None]):
    """Asks before closing the room, where Enter changes nothing: True if the leader says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", N_("Back"), id="keep-open"),
        Binding("n", "close", N_("No"), show=False, id="decline"),
        Binding("y,j", "decide(True)", N_("Close the room"), id="close-anyway"),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__(
            lambda: wording.closing_question(host)[0], lambda: wording.closing_question(host)[1]
        )

    def action_decide(self, agreed: bool) -> None:
        """Close with the decision."""
        self.dismiss(agreed)
