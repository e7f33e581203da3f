"""Between two questions only what changes is drawn, and looks as if everything were."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region
from textual.pilot import Pilot
from textual.strip import Strip

from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.themes import with_own_colors
from netztui.tui.widgets.panel import Panel
from netztui.tui.widgets.question import Progress, QuestionView
from tui.walking import asked, open_archive, press, running, shown, until

TO_THE_FIRST_RATING = ("enter", "2", "enter", "1")
KEYS = ("3", "down", "space", "i", "i", "5", "up", "1", "0", "backspace", "2", "ctrl+l", "4")


@pytest.fixture(autouse=True)
def _draw_when_looked_at() -> None:
    """Draw each frame, as on a terminal."""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The rows of questions that were drawn, since the list was last cleared."""
    drawn: list[int] = []
    draw = QuestionView.render_line

    def render_line(view: QuestionView, y: int) -> Strip:
        drawn.append(y)
        return draw(view, y)

    monkeypatch.setattr(QuestionView, "render_line", render_line)
    return drawn


def strips(pilot: Pilot[None]) -> Sequence[Strip]:
    return pilot.app.screen._compositor.render_strips()


@pytest.mark.parametrize("size", [(120, 40), pytest.param((60, 20), marks=pytest.mark.slow)])
async def test_what_is_drawn_in_pieces_looks_like_the_whole(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive, size=size) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING)
            seen = set()
            for key in KEYS * 2:
                await press(pilot, key)
                seen.add(asked(pilot))
                in_pieces = strips(pilot)
                for widget in pilot.app.screen.walk_children():
                    widget.refresh()
                assert in_pieces == strips(pilot), f"after {key} at {asked(pilot)}"
            assert len(seen) > 8


async def test_the_next_rating_draws_only_its_own_lines(tmp_path: Path, rows: list[int]) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING, "3")
            rows.clear()
            await press(pilot, "3")
            assert len(rows) == 1


async def test_the_next_rating_is_painted_before_anything_else_happens(
    tmp_path: Path, rows: list[int]
) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING, "3")
            rows.clear()
            assert isinstance(pilot.app.screen, AssessmentScreen)
            pilot.app.screen.action_choose(2)
            assert rows


async def test_the_progress_takes_the_colours_of_another_theme(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING, "3")
            progress = pilot.app.screen.query_one(Progress)

            def colours() -> set[object]:
                return {one.style.color for one in progress.render_line(0) if one.style is not None}

            before = colours()
            pilot.app.theme = "netztui-light"
            await pilot.pause()
            assert colours().isdisjoint(before)


async def test_other_words_in_a_border_draw_only_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["Title", "subtitle"]

    class PanelApp(App[None]):
        def get_css_variables(self) -> dict[str, str]:
            return with_own_colors(super().get_css_variables())

        def compose(self) -> ComposeResult:
            yield Panel(title=lambda: words[0], subtitle=lambda: words[1])

    async with PanelApp().run_test() as pilot:
        panel = pilot.app.query_one(Panel)
        drawn: list[Region] = []
        monkeypatch.setattr(panel, "refresh", lambda *regions: drawn.extend(regions))
        for place, row in ((0, 0), (1, panel.outer_size.height - 1)):
            words[place] = "something else"
            panel.retranslate()
            whole = Region(0, row, panel.outer_size.width, 1)
            assert drawn == [whole.translate(-panel.content_offset)]
            drawn.clear()
        panel.retranslate()
        assert drawn == []
        assert (str(panel.border_title), str(panel.border_subtitle)) == tuple(words)


async def test_a_question_without_any_room_ends_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING)
            for widget in (QuestionView, Progress):
                pilot.app.screen.query_one(widget).styles.padding = (0, 40)
            await press(pilot, "3")
            assert "How often" not in shown(pilot)
            for widget in (QuestionView, Progress):
                pilot.app.screen.query_one(widget).styles.padding = (0, 2, 0, 0)
            await press(pilot, "backspace", "3", "backspace")
            assert "How often" in shown(pilot)


async def test_text_can_be_selected_across_lines(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, *TO_THE_FIRST_RATING, "3")
            screen = pilot.app.screen
            view = screen.query_one(QuestionView)
            corner = view.content_region.offset
            row = next(n for n, line in enumerate(shown(pilot).splitlines()) if " 2  ○" in line)
            found = screen.get_widget_and_offset_at(corner.x + 9, row)
            assert found == (view, Offset(9, row - corner.y))
            plain = strips(pilot)
            await pilot.mouse_down(offset=(corner.x + 9, row))
            await pilot.hover(offset=(corner.x + 12, row + 1))
            await until(pilot, lambda: strips(pilot)[row] != plain[row])
            selected = strips(pilot)
            changed = [n for n in range(row - 2, row + 4) if selected[n] != plain[n]]
            assert changed == [row, row + 1]
            await pilot.mouse_up(offset=(corner.x + 12, row + 1))
            await pilot.pause()
            assert view.shown is not None
            assert view.shown.answer is None
            screen.clear_selection()
            await until(pilot, lambda: strips(pilot) == plain)
