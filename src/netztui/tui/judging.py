"""What only the screen can say of the settings: whether there is such a theme, such an action."""

from dataclasses import replace

from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Settings


def with_known_theme(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings without a theme that there is not, and a sentence for it."""
    from netztui.tui.themes import theme_names

    if settings.theme is None or settings.theme in theme_names():
        return settings, ()
    from netztui.diagnostics.problems import Violation
    from netztui.diagnostics.suggest import closest_match, quote_value

    what = LazyText(N_("There is no theme “{name}”."), name=quote_value(settings.theme))
    near = closest_match(settings.theme, theme_names())
    choice = LazyText(
        N_("The program shows all of them where you choose the colours: {some}, …"),
        some=", ".join(theme_names()[:4]),
    )
    hint = choice if near is None else LazyText(N_("Did you mean “{near}”?"), near=near)
    told = settings.complaint(Violation(("theme",), what, hint))
    return replace(settings, theme=None), (told,)


def with_fitting_keys(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings with only those keys that can be used, and a sentence for each other line.

    The keys are those for Textual's keymap. All screens are imported where there are some.
    """
    if not settings.keys:
        return settings, ()
    from netztui.tui.keymap import validate_keymap

    keymap, misfits = validate_keymap(settings.keys)
    return replace(settings, keys=keymap), tuple(map(settings.complaint, misfits))
