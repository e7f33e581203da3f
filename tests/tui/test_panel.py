"""The large position that results are shown with."""

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Digits

from netztui.tui.content import plain
from netztui.tui.themes import with_own_colors
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.panel import Hero


class HeroApp(App[None]):
    def get_css_variables(self) -> dict[str, str]:
        return with_own_colors(super().get_css_variables())

    def compose(self) -> ComposeResult:
        yield Hero()


@pytest.mark.parametrize(("position", "classes"), [(-60, {"low"}), (5, set()), (60, {"high"})])
async def test_a_figure_has_the_colour_of_its_side_and_none_on_level_ground(
    position: float, classes: set[str]
) -> None:
    async with HeroApp().run_test() as pilot:
        hero = pilot.app.query_one(Hero)
        for shown in (-position, position):
            estimate = PositionEstimate(shown, (shown - 10, shown + 10), 12.5)
            hero.show(("Gatherer", "Hunter"), estimate, plain("word"))
        assert hero.query_one(Digits).classes == classes
