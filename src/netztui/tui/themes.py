"""netztui's own themes. Textual's are there as well; both can be chosen in the palette."""

from collections.abc import Mapping
from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Settings

DARK = Theme(
    name="netztui-dark",
    primary="#5fb3a1",
    secondary="#d7a65f",
    accent="#e8b45a",
    foreground="#e6e4df",
    background="#17191c",
    surface="#1f2226",
    panel="#262a2f",
    success="#7fbf7f",
    warning="#e3b341",
    error="#f08070",
    dark=True,
)

LIGHT = Theme(
    name="netztui-light",
    primary="#1d6b5c",
    secondary="#8a5a12",
    accent="#8a4b00",
    foreground="#1c1e21",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e7e4dc",
    success="#2c6e2f",
    warning="#7a5200",
    error="#a3261a",
    dark=False,
)

THEMES = (DARK, LIGHT)


def theme_names() -> tuple[str, ...]:
    """The themes that can be chosen: netztui's own, then Textual's."""
    return (*(theme.name for theme in THEMES), *BUILTIN_THEMES)


def with_muted(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's colours with $muted, the text colour for what matters less.

    Textual's own muted text is a shade of “auto”, which contents show as plain white or black.
    """
    background = Color.parse(variables["background"])
    foreground = Color.parse(variables["foreground"])
    return {**variables, "muted": background.blend(foreground, 0.75).hex6}


def with_known_theme(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings without a theme that does not exist, and a sentence that reports it."""
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
    diagnostic = settings.complaint(Violation(("theme",), what, hint))
    return replace(settings, theme=None), (diagnostic,)
