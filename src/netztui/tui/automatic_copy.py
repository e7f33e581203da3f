"""The copy of the archive that is made after each assessment, without anyone waiting for it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from netztui.archive.errors import ArchiveError
from netztui.i18n.catalogue import translate
from netztui.tui.base_app import BaseApp

DELAY = 0.1
"""Seconds before a copy is begun: two threads at once take longer, and the result comes first."""


class AutomaticCopy:
    """Copies the archive at `path` for an app."""

    def __init__(self, app: BaseApp, path: Path, clock: Callable[[], datetime]) -> None:
        self._app, self._path, self._clock = app, path, clock
        self._is_due = False
        """Whether an assessment has been finished that is in no copy yet."""

    def make_soon(self) -> None:
        """Make a copy in a thread, and warn if that fails."""
        self._is_due = True
        self._app.set_timer(DELAY, lambda: self._app.run_worker(self._make, thread=True))

    def make_now_if_due(self) -> None:
        """Make the copy that would still be begun, before the program ends."""
        if self._is_due:
            with suppress(ArchiveError):
                self._copy()

    def _make(self) -> None:
        try:
            self._copy()
        except ArchiveError as error:
            self._app.call_from_thread(self._app.warn, translate(error.message))

    def _copy(self) -> None:
        from netztui.archive.maintenance.backup import make_copy

        self._is_due = False
        make_copy(self._path, self._clock())
