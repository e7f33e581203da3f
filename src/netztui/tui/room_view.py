"""A room on its leader's screen, with the server that lets participants in."""

import asyncio
from typing import Any

from netztui.i18n.catalogue import _, translate
from netztui.i18n.message import ExplainedError, LazyText
from netztui.room.host import Host
from netztui.settings.settings import Settings
from netztui.tui.base_app import BaseApp
from netztui.tui.own_keys import with_valid_keys
from netztui.tui.screens.room import ClosingDialog, RevealDialog, RevealedScreen, RoomScreen

LOOK = 30.0
"""Seconds between two looks at whether the room is still in use."""


class RoomApp(BaseApp):
    """One room, which participants can reach while this runs."""

    def __init__(self, host: Host, settings: Settings, notices: tuple[LazyText, ...] = ()) -> None:
        """Show `notices` for a few seconds."""
        super().__init__(settings, notices, with_valid_keys)
        self._host = host
        self._room = RoomScreen(host)
        self.idle = False
        """Whether the program ended because nobody used the room."""

    async def run_async(self, **options: Any) -> None:  # noqa: ANN401
        """Serve the room and run until the app exits, which leaves an open room as it is."""
        self._host.report_to(self._warn_of)
        serving = asyncio.create_task(self._host.server.serve())
        serving.add_done_callback(self._server_ended)
        try:
            await super().run_async(**options)
        finally:
            self._host.server.stop()
            await serving

    def _server_ended(self, _serving: "asyncio.Task[None]") -> None:
        if self.is_running:
            self._exit_with(0)

    def on_mount(self) -> None:
        """Show the room, and end when nobody has used it for long."""
        self.push_screen(self._room)
        self.set_interval(LOOK, self._leave_if_idle)

    def _leave_if_idle(self) -> None:
        if self._host.is_idle:
            self.idle = True
            self._exit_with(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on how far everyone is; there is no history, and no question."""
        room = self._host.room
        possible = {
            "reveal": self._host.can_reveal,
            "show_group": room.report is not None,
            "page": room.report is not None,
            "close_room": not room.closed,
            "history": False,
            "choose": parameters != ("advance",),
        }
        return possible.get(action, True) and super().check_action(action, parameters)

    def action_reveal(self) -> None:
        """Ask, then reveal the group to everyone and show it."""
        self._host.touch()
        self.push_screen(RevealDialog(), self._reveal)

    def _reveal(self, agreed: bool | None) -> None:
        if not agreed:
            return
        try:
            self._host.room.reveal()
        except ExplainedError as error:
            self._warn_of(error)
        else:
            self._room.look()
            self.action_show_group()

    def action_show_group(self) -> None:
        """Show what was revealed."""
        self._host.touch()
        if (report := self._host.room.report) is not None:
            self.push_screen(RevealedScreen(self._host, report))

    def action_page(self) -> None:
        """Save what was revealed as a page."""
        self._host.touch()
        if (report := self._host.room.report) is not None:
            name, page = self._host.page_file(report)
            self.save_document(name, page, _("The page was saved as {file}."))

    def action_close_room(self) -> None:
        """Ask, then close the room."""
        self._ask_to_close(leaving=False)

    async def action_quit(self) -> None:
        """Leave a closed room; otherwise ask, then close it and leave."""
        if self._host.room.closed:
            await super().action_quit()
        else:
            self._ask_to_close(leaving=True)

    def _ask_to_close(self, *, leaving: bool) -> None:
        def answered(agreed: bool | None) -> None:
            if agreed and self._close() and leaving:
                self._exit_with(0)

        self._host.touch()
        if not any(isinstance(screen, ClosingDialog) for screen in self.screen_stack):
            self.push_screen(ClosingDialog(self._host), answered)

    def _close(self) -> bool:
        """Close the room; returns whether that has worked."""
        try:
            self._host.close()
        except ExplainedError as error:
            self._warn_of(error)
        self._room.look()
        return self._host.room.closed

    def _warn_of(self, error: ExplainedError) -> None:
        self.warn(f"{translate(error.message)} {translate(error.hint)}")
