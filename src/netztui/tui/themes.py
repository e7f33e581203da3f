"""netztui's own themes. Textual's are there as well; both can be chosen in the palette."""

from collections.abc import Mapping
from pathlib import Path

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from netztui.questionnaire.message import N_, Message

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


def wrong_theme(name: str | None, file: Path) -> Message | None:
    """What to say where the settings in `file` name a theme that there is not."""
    if name is None or name in BUILTIN_THEMES or name in {theme.name for theme in THEMES}:
        return None
    return Message(N_("{file}: there is no theme “{name}”."), file=file, name=name)


def with_muted(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's colours with $muted, the text colour for what matters less.

    Textual's own muted text is a shade of “auto”, which contents show as plain white or black.
    """
    background = Color.parse(variables["background"])
    foreground = Color.parse(variables["foreground"])
    return {**variables, "muted": background.blend(foreground, 0.75).hex6}
