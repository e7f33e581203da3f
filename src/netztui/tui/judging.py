"""Which keys of the settings can be used, which only the screens know."""

from dataclasses import replace

from netztui.i18n.message import LazyText
from netztui.settings.settings import Settings


def with_fitting_keys(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings with only those keys that can be used, and a sentence for each other line.

    The keys are those for Textual's keymap. All screens are imported where there are some.
    """
    if not settings.keys:
        return settings, ()
    from netztui.tui.keymap import validate_keymap

    keymap, misfits = validate_keymap(settings.keys)
    return replace(settings, keys=keymap), tuple(map(settings.complaint, misfits))
