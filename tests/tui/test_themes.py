"""Every colour in use stands out (WCAG 2.2): 4.5 to 1 for text, 3 to 1 for marks."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as SentColor
from rich.color import ColorSystem
from textual.color import Color
from textual.content import Content
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES, Theme

from netztui.settings.settings import Settings
from netztui.system import signals
from netztui.text.change import Step
from netztui.tui.app import NetztuiApp
from netztui.tui.themes import BLENDS, THEMES, with_own_colors
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.change_charts import axis_comparison, step_bars
from netztui.tui.widgets.charts import (
    axis_picture,
    change_line,
    placement_style,
    side_style,
    small_axis,
)
from netztui.tui.widgets.menu import Menu
from tui.lived import live
from tui.states import own_questionnaire, result_screens
from tui.walking import open_archive, press, running, shown

TEXTS = ("foreground", "muted", "text-primary", "text-accent", "text-warning", "text-error")
BACKGROUNDS = ("background", "surface", "panel")
POLES = ("pole-low", "pole-high")
MARKS = ("pole-low-muted", "pole-high-muted", "foreground")
ALL_THEMES = (*THEMES, *BUILTIN_THEMES.values())
COLORED = [theme for theme in ALL_THEMES if not theme.name.startswith("ansi-")]
CYAN, YELLOW = {6, 14}, {3, 11}
"""Normal and bright, by the numbers that a terminal of 16 colours gives them."""


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


def colors(theme: Theme, *, sixteen: bool = False) -> dict[str, str]:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    return with_own_colors(variables, sixteen=sixteen)


def highlighted_row(variables: Mapping[str, str]) -> Color:
    share = re.search(r"background: \$primary (\d+)%", Menu.DEFAULT_CSS)
    assert share is not None
    primary = Color.parse(variables["primary"])
    return Color.parse(variables["background"]).blend(primary, int(share[1]) / 100)


def grounds(variables: Mapping[str, str]) -> Iterator[tuple[str, Color]]:
    """What the poles' colours are shown on."""
    background, hover = (
        Color.parse(variables[name]) for name in ("background", "block-hover-background")
    )
    yield "screen", background
    yield "unfolded figures", background.blend(Color.parse(variables["foreground"]), 0.05)
    yield "row under the mouse", background.blend(hover, hover.a)
    yield "highlighted row", highlighted_row(variables)


def rows(variables: Mapping[str, str]) -> dict[str, Color]:
    """What texts and marks stand on: the screen, and the rows of lists and questions."""
    background = Color.parse(variables["background"])
    boost, primary = Color.parse(variables["boost"]), Color.parse(variables["primary"])
    return {
        "screen": background,
        "highlighted option": background.blend(boost, boost.a),
        "chosen option": background.blend(primary, 0.2),
        "highlighted row": highlighted_row(variables),
    }


def hard_to_see(variables: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of a text or mark and a row that are too much alike."""
    blends = [f"blend-{step}" for step in range(BLENDS)]
    pairs = [
        *((name, 4.5, where) for name in (*TEXTS, *POLES) for where in rows(variables)),
        *((name, 3.0, "screen") for name in (*blends, "primary")),
        # The bar at the left of a chosen option, and the selection in a list.
        ("primary", 3.0, "chosen option"),
    ]
    found = []
    for name, enough, where in pairs:
        ground, color = rows(variables)[where], Color.parse(variables[name])
        if contrast(ground.blend(color, color.a), ground) < enough:
            found.append((name, where))
    return found


def too_faint(variables: Mapping[str, str]) -> list[tuple[str, str]]:
    least = dict.fromkeys(MARKS, 3.0) | dict.fromkeys(POLES, 4.5)
    return [
        (name, where)
        for (name, enough), (where, ground) in product(least.items(), grounds(variables))
        if contrast(Color.parse(variables[name]), ground) < enough
    ]


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_stands_out_on_every_background(theme: Theme) -> None:
    variables = colors(theme)
    for text, background in product((*TEXTS, *POLES), BACKGROUNDS):
        shown_on = Color.parse(variables[background])
        color = Color.parse(variables[text])
        assert contrast(shown_on.blend(color, color.a), shown_on) >= 4.5, (text, background)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_highlighted_row_can_be_read(theme: Theme) -> None:
    variables = colors(theme)
    for text in ("foreground", "muted"):
        assert contrast(Color.parse(variables[text]), highlighted_row(variables)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_texts_and_marks_stand_out_on_every_row(theme: Theme) -> None:
    variables = colors(theme)
    assert hard_to_see(variables) == []
    for name in ("muted", "blend-3", "primary"):
        assert hard_to_see({**variables, name: variables["line"]})


@pytest.mark.parametrize("theme", COLORED, ids=lambda theme: theme.name)
def test_faint_text_can_be_read_where_the_theme_allows_it(theme: Theme) -> None:
    variables = colors(theme)
    row = highlighted_row(variables)
    if contrast(Color.parse(variables["foreground"]), row) >= 5.5:
        assert contrast(Color.parse(variables["muted"]), row) >= 4.5


@pytest.mark.parametrize("theme", COLORED, ids=lambda theme: theme.name)
def test_the_poles_stand_out_in_every_theme(theme: Theme) -> None:
    assert too_faint(colors(theme)) == []


@pytest.mark.parametrize("theme", COLORED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pole", POLES)
def test_a_pole_that_fades_into_the_background_would_be_noticed(theme: Theme, pole: str) -> None:
    variables = colors(theme)
    faded = Color.parse(variables["background"]).blend(Color.parse(variables[pole]), 0.5).hex6
    assert too_faint({**variables, pole: faded})


@pytest.mark.parametrize("theme", COLORED, ids=lambda theme: theme.name)
def test_gathering_is_teal_and_hunting_orange(theme: Theme) -> None:
    low, high = (Color.parse(colors(theme)[pole]).hsl.h * 360 for pole in POLES)
    assert 160 <= low <= 180
    assert 20 <= high <= 35


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_nothing_else_has_a_poles_colour(theme: Theme) -> None:
    variables = colors(theme)
    poles = [Color.parse(variables[pole]).hsl.h * 360 for pole in POLES]
    for name in ("primary", "secondary", "accent", "warning", "error"):
        hue = Color.parse(variables[name]).hsl.h * 360
        assert all(min(abs(hue - pole), 360 - abs(hue - pole)) > 15 for pole in poles), name


@pytest.mark.parametrize("theme", COLORED, ids=lambda theme: theme.name)
def test_with_sixteen_colours_the_poles_are_cyan_and_yellow(theme: Theme) -> None:
    variables = colors(theme, sixteen=True)
    for name, numbers in zip(POLES, (CYAN, YELLOW), strict=True):
        for color in (variables[name], variables[f"{name}-muted"]):
            assert SentColor.parse(color).downgrade(ColorSystem.STANDARD).number in numbers


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_the_terminals_own_colours_are_cyan_and_yellow_too(name: str) -> None:
    variables = colors(BUILTIN_THEMES[name])
    low, high = (Color.parse(variables[f"{pole}-muted"]).ansi for pole in POLES)
    assert (low, high) == (6, 3)
    assert [Color.parse(variables[pole]).ansi for pole in POLES] == [low, high]
    assert variables["muted"] == "ansi_default"


@pytest.mark.parametrize(("term", "cyan"), [("xterm", "#55ffff"), ("xterm-256color", "#4fc3b0")])
async def test_the_terminal_says_how_many_colours_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, term: str, cyan: str
) -> None:
    monkeypatch.setattr(signals, "on_termination", lambda _leave: None)
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    with open_archive(tmp_path) as archive:
        app = NetztuiApp(archive, Settings())
        seen = []

        async def look(pilot: Pilot[None]) -> None:
            seen.append(pilot.app.get_css_variables()["pole-low"])
            pilot.app.exit()

        await app.run_async(headless=True, size=(80, 24), auto_pilot=look)
    assert seen == [cyan]


def styles(content: Content, signs: str) -> set[str]:
    """The styles of the characters that are one of `signs`."""
    return {
        str(span.style)
        for span in content.spans
        if set(content.plain[span.start : span.end]) & set(signs)
    }


def estimate(position: float) -> PositionEstimate:
    return PositionEstimate(position, (position - 10, position + 10), 12.5)


def sides(estimate: PositionEstimate) -> set[str]:
    low, high = estimate.interval
    return {side_style(low + (high - low) * step / 100, 12.5) for step in range(101)}


@pytest.mark.parametrize(
    ("position", "style"),
    [
        (-60, "$pole-low"),
        (-12.6, "$pole-low"),
        (-12.5, "$foreground"),
        (0, "$foreground"),
        (12.5, "$foreground"),
        (12.6, "$pole-high"),
        (60, "$pole-high"),
    ],
)
def test_a_position_has_the_colour_of_its_side(position: float, style: str) -> None:
    assert side_style(position, 12.5) == style
    drawn = axis_picture("Gathering", "Hunting", estimate(position), 60)
    assert styles(drawn, "●") == {f"bold {style}"}
    assert styles(drawn, "━") == sides(estimate(position))
    assert styles(drawn, "−+") <= {f"bold {style}", "$muted"}
    hill = axis_picture("Gathering", "Hunting", estimate(position), 60, hill=3)
    assert styles(hill, "▁▂▃▄▅▆▇█") >= sides(estimate(position)) - {"$foreground"}
    assert styles(drawn, "─") == {"$pole-low-muted", "$pole-high-muted"}
    assert styles(drawn, "┄") == {"$muted"}
    assert styles(drawn, "G") == {"$pole-low"}
    assert styles(drawn, "H") == {"$pole-high"}


def test_each_half_of_the_axis_has_its_poles_colour() -> None:
    drawn = small_axis(0.0, 0.0, 40)
    middle = drawn.plain.index("●")
    for span in drawn.spans:
        if "─" in drawn.plain[span.start : span.end]:
            pole = "$pole-low" if span.start < middle else "$pole-high"
            assert span.style == f"{pole}-muted"


@pytest.mark.parametrize(("later", "style"), [(30, "$pole-high"), (-80, "$pole-low")])
def test_a_change_has_the_colour_of_its_direction(later: float, style: str) -> None:
    arrow = change_line(-20, later, " " * 40, 12.5)
    assert styles(arrow, "━") == {style}
    assert styles(arrow, "▸◂") == {f"bold {style}"}
    assert styles(arrow, "○") == {"bold $pole-low"}
    assert styles(arrow, "●") == {f"bold {style}"}
    both = estimate(-20), estimate(later)
    compared = axis_comparison(("G", "H"), *both, 3, 60)
    assert styles(compared, "━") == {style}
    assert styles(compared, "▁▂▃▄▅▆▇█") >= {"$muted", style}


def test_the_steps_of_a_change_have_the_colour_of_their_directions() -> None:
    steps = [Step("up", 30.0), Step("down", -12.0)]
    drawn = step_bars(steps, (-12.0, 30.0), 60).split("\n")
    assert [styles(line, "━") for line in drawn] == [{"$pole-high"}, {"$pole-low"}]


def test_a_placement_has_the_colour_of_the_pole_that_it_names() -> None:
    axis = own_questionnaire().axis
    named = {name: placement_style(name, axis) for name, _screen in result_screens()}
    assert {name for name, style in named.items() if style == "$pole-high"} == {
        "hunter",
        "leaning-hunter",
    }
    assert {name for name, style in named.items() if style == "$pole-low"} == {
        "gatherer",
        "leaning-gatherer",
    }
    assert placement_style(None, axis) == placement_style("hunter", None) == "$foreground"


@pytest.mark.slow
async def test_each_screen_shows_the_poles_in_their_colours(tmp_path: Path) -> None:
    """The history's three views and a result, as they are really painted."""
    with open_archive(tmp_path) as archive:
        live(archive, [(-40, 50), (40, 50), (0, 50)])
        async with running(archive, size=(80, 24)) as pilot:
            variables = pilot.app.get_css_variables()
            low, high = (Color.parse(variables[pole]).rgb for pole in POLES)

            def painted() -> set[tuple[int, ...]]:
                strips = pilot.app.screen._compositor.render_strips()
                inks = (segment.style for strip in strips for segment in strip if segment.style)
                return {tuple(ink.color.triplet) for ink in inks if ink.color and ink.color.triplet}

            for key in ("v", "t", "t"):
                await press(pilot, key)
                assert {low, high} <= painted(), shown(pilot)
            for name, screen in result_screens():
                await pilot.app.push_screen(screen)
                await pilot.pause()
                assert {low, high} <= painted() or name == "no score", shown(pilot)
