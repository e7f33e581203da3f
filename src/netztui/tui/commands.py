"""What the command palette offers, in the language of now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from netztui.i18n import _

if TYPE_CHECKING:
    from netztui.tui.app import NetztuiApp


def commands(app: "NetztuiApp") -> Iterator[SystemCommand]:
    """Name, explanation and what is done; the palette puts them in order itself."""
    yield SystemCommand(_("Help"), _("The keys of this screen"), app.action_help)
    yield SystemCommand(
        _("Deutsch"), _("Switch the language of the program"), app.action_next_language
    )
    yield SystemCommand(_("Colours"), _("Choose the colours"), app.search_themes)
    yield SystemCommand(
        _("Pause after an answer"),
        _("Show a choice for a moment before the next question, or not"),
        app.action_toggle_pause,
    )
    yield SystemCommand(_("History"), _("All your results"), app.action_history)
    yield SystemCommand(
        _("Save a picture"),
        _("Save this screen as an SVG file"),
        # The palette itself must be gone from the picture.
        lambda: app.set_timer(0.1, app.deliver_screenshot),
    )
    yield SystemCommand(_("Quit"), _("Leave the program; everything is saved"), app.action_quit)
