"""The large position that results are shown with."""

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Digits

from netztui.tui.content import plain
from netztui.tui.themes import with_own_colors
from netztui.tui.view_models import PositionEstimate
from netztui.tui.widgets.charts import Chart
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


@pytest.mark.parametrize("level", ["none", "full"])
async def test_a_new_position_glides_to_its_place_unless_animations_are_off(level: str) -> None:
    app = HeroApp()
    app.animation_level = level  # type: ignore[assignment]
    async with app.run_test() as pilot:
        hero = pilot.app.query_one(Hero)
        hero.show(("Gatherer", "Hunter"), PositionEstimate(60, (50, 70), 12.5), plain("word"))
        there = hero.query_one(Chart).render().plain
        hero.arrive()
        await pilot.pause()
        assert (hero.query_one(Chart).render().plain == there) == (level == "none")
        while hero._way < 1:
            await pilot.pause(0.05)
        await pilot.pause()
        assert hero.query_one(Chart).render().plain == there
