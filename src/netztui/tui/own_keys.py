"""The user's own keys; `keymap`, and with it every screen, is imported only if there are any."""

from netztui.i18n.message import LazyText
from netztui.settings.settings import Settings


def with_valid_keys(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings with the keymap for Textual, and a message for each line that can't be used."""
    if not settings.keys:
        return settings, ()
    from netztui.tui.keymap import validate_keymap

    keymap, violations = validate_keymap(settings.keys)
    return settings._replace(keys=keymap), tuple(map(settings.complaint, violations))
