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


def with_muted(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's colours with $muted, the text colour for what matters less.

    Textual's own muted text is a shade of “auto”, which contents show as plain white or black.
    """
    background = Color.parse(variables["background"])
    foreground = Color.parse(variables["foreground"])
    return {**variables, "muted": background.blend(foreground, 0.75).hex6}


def with_known_theme(settings: Settings) -> tuple[Settings, tuple[LazyText, ...]]:
    """The settings without a theme that does not exist, and a sentence that reports it."""
    names = [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
    if settings.theme is None or settings.theme in names:
        return settings, ()
    from netztui.diagnostics.problems import violation
    from netztui.diagnostics.suggest import quote_value, suggest

    some = ", ".join(names[:4])
    choice = LazyText(N_("All of them are listed in the theme picker: {some}, …"), some=some)
    hint = suggest(settings.theme, names) or choice
    what = N_("There is no theme “{name}”.")
    wrong = violation(("theme",), what, hint, name=quote_value(settings.theme))
    return replace(settings, theme=None), (settings.complaint(wrong),)
