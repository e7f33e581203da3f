"""netztui's own themes. Textual's are there as well; both can be chosen in the palette.

The axis's low pole is teal and its high pole orange in every theme; nothing else is.
"""

from collections.abc import Mapping

from textual.color import Color
from textual.content import Content
from textual.theme import BUILTIN_THEMES, Theme

from netztui.i18n.message import N_, LazyText
from netztui.settings.settings import Settings

DARK = Theme(
    name="netztui-dark",
    primary="#b0a2e8",
    secondary="#9aa0b8",
    accent="#8fb8f0",
    foreground="#e6e4df",
    background="#17191c",
    surface="#1f2226",
    panel="#262a2f",
    success="#7fbf7f",
    warning="#e3cc62",
    error="#f2788f",
    dark=True,
    variables={"pole-low": "#4fc3b0", "pole-high": "#f2994a"},
)

LIGHT = Theme(
    name="netztui-light",
    primary="#5a4a9c",
    secondary="#5b6078",
    accent="#1f5a96",
    foreground="#1c1e21",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e7e4dc",
    success="#2c6e2f",
    warning="#6b5a00",
    error="#a8183c",
    dark=False,
    variables={"pole-low": "#0a6459", "pole-high": "#9e3f00"},
)

THEMES = (DARK, LIGHT)

ON_DARK, ON_LIGHT = ("#5fd6c4", "#ffb068"), ("#00574f", "#7d3c00")
"""The low and the high pole's colour in Textual's themes."""
ANSI, BRIGHT, NORMAL = ("ansi_cyan", "ansi_yellow"), ("#55ffff", "#ffff55"), ("#00aaaa", "#aa5500")
"""The terminal's cyan and yellow by name, and as what Rich sends as one of 16 colours."""


BLENDS = 8
"""The number of colours between the poles', $blend-0 … $blend-7."""


def with_own_colors(variables: Mapping[str, str], *, sixteen: bool = False) -> dict[str, str]:
    """A theme's colours with those of the poles, their blends, $line and $muted.

    Textual's own muted text is a shade of “auto”, which contents show as plain white or black.
    With `sixteen`, the terminal has no more colours than that.
    """
    background = Color.parse(variables["background"])
    is_ansi, is_dark = background.ansi is not None, background.brightness < 0.5
    low, high = ON_DARK if is_dark else ON_LIGHT
    poles = variables.get("pole-low", low), variables.get("pole-high", high)
    if sixteen or is_ansi:
        poles = ANSI if is_ansi else BRIGHT if is_dark else NORMAL
    own = dict(zip(("pole-low", "pole-high"), poles, strict=True))
    # Many of Textual's themes have a text that is less strong than ours.
    muted = 0.75 if "pole-low" in variables else 0.9
    faint = {"muted": (variables["foreground"], muted), "line": (variables["foreground"], 0.3)}
    faint |= {f"{name}-muted": (color, 1.0 if sixteen else 0.85) for name, color in own.items()}
    for step in range(BLENDS):
        # In 16 colours a blend would be a third colour.
        blend = Color.parse(poles[0]).blend(Color.parse(poles[1]), step / (BLENDS - 1)).hex6
        own[f"blend-{step}"] = poles[step * 2 // BLENDS] if sixteen or is_ansi else blend
    for name, (color, share) in faint.items():
        own[name] = color if is_ansi else background.blend(Color.parse(color), share).hex6
    return {**variables, **own}


def swatch(theme: Theme) -> Content:
    """The poles' colours of a theme on its background."""
    variables = with_own_colors({**theme.to_color_system().generate(), **theme.variables})
    ground = variables["background"]
    low, high, text = (variables[name] for name in ("pole-low", "pole-high", "foreground"))
    return Content.assemble(
        ("  ●━━", f"{low} on {ground}"),
        (" Aa ", f"{text} on {ground}"),
        ("━━●  ", f"{high} on {ground}"),
    )


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
    what = N_("Unknown theme “{name}”.")
    wrong = violation(("theme",), what, hint, name=quote_value(settings.theme))
    return settings._replace(theme=None), (settings.complaint(wrong),)
