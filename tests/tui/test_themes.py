"""netztui's own themes can be read: WCAG's contrast of at least 4.5 to 1 for every text colour."""

import re
from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from netztui.tui.themes import THEMES, with_muted
from netztui.tui.widgets.menu import Menu

TEXTS = ("foreground", "muted", "text-primary", "text-accent", "text-warning", "text-error")
BACKGROUNDS = ("background", "surface", "panel")


def luminance(color: Color) -> float:
    """Relative luminance, 0..1 (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_stands_out_on_every_background(theme: Theme) -> None:
    variables = with_muted(theme.to_color_system().generate())
    for text, background in product(TEXTS, BACKGROUNDS):
        shown_on = Color.parse(variables[background])
        color = Color.parse(variables[text])
        assert contrast(shown_on.blend(color, color.a), shown_on) >= 4.5, (text, background)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_highlighted_row_can_be_read(theme: Theme) -> None:
    variables = with_muted(theme.to_color_system().generate())
    share = re.search(r"background: \$primary (\d+)%", Menu.DEFAULT_CSS)
    assert share is not None
    primary = Color.parse(variables["primary"])
    row = Color.parse(variables["background"]).blend(primary, int(share[1]) / 100)
    for text in ("foreground", "muted"):
        assert contrast(Color.parse(variables[text]), row) >= 4.5
