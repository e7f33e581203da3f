"""What the command palette offers, in the language of now."""

from collections.abc import Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.theme import ThemeProvider

from netztui.i18n import _


def offered(app: App[None]) -> Iterator[SystemCommand]:
    """Name, explanation and the app's action; the palette puts them in order itself."""
    told = (
        (_("Help"), _("The keys of this screen"), "help"),
        (_("Deutsch"), _("Switch the language of the program"), "next_language"),
        (_("Colours"), _("Choose the colours"), "change_theme"),
        (
            _("Pause after an answer"),
            _("Show a choice for a moment before the next question, or not"),
            "toggle_pause",
        ),
        (_("History"), _("All your results"), "history"),
        (_("Save a picture"), _("Save this screen as an SVG file"), "picture"),
        (_("Quit"), _("Leave the program; everything is saved"), "quit"),
    )
    for title, explanation, action in told:
        yield SystemCommand(title, explanation, partial(app.run_action, action))


def palette() -> CommandPalette:
    """Everything that is offered, to search and choose."""
    return CommandPalette(placeholder=_("Search for a command …"))


def colours() -> CommandPalette:
    """The themes, to search and choose."""
    return CommandPalette(providers=[ThemeProvider], placeholder=_("Search for colours …"))
