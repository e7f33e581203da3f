"""The history: list and plots of any number of results, notes, deleting, comparing."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from samples import PLANNED, small
from textual.pilot import Pilot

from netztui.archive.archive import Archive
from netztui.archive.errors import DiskError
from netztui.assessment.assessment import Answer
from netztui.history.history import History
from netztui.i18n.language import set_language
from netztui.questionnaire.basics import Text
from netztui.scoring.score import score
from netztui.text.labels import pole_labels, row_title
from netztui.tui.plots.plot_view import PlotView
from netztui.tui.screens.comparison import ComparisonScreen
from netztui.tui.screens.dialogs import NoteScreen, TroubleScreen
from netztui.tui.screens.history.plots import SCALES, TIMELINE
from netztui.tui.screens.history.preview import ResultPreview
from netztui.tui.screens.history.result_list import ResultList
from netztui.tui.screens.history.screen import TALL, WIDE, HistoryScreen
from netztui.tui.screens.history.text import (
    LEAST_AXIS,
    Columns,
    form_names,
    legend,
    line,
    pole_names,
)
from netztui.tui.screens.result import ResultScreen
from netztui.tui.widgets.panel import Hero
from tui.lived import OTHER, START, live, wandering
from tui.states import answered
from tui.walking import (
    BEGINNING,
    Clock,
    open_archive,
    press,
    resized,
    running,
    shown,
    until,
)

HOSTILE = "[bold]x[/] @click $x [@click=app.quit]q[/]"
ROW = r"[ ▸][ ✓][ ✎] ([■◧□▫ ] )?[A-Z]\w\w \d+, 20"
SIZES = [(60, 20), (80, 24), (120, 40)]


def at(pilot: Pilot[None]) -> int:
    """The place of the highlighted result, 0 for the newest."""
    assert isinstance(pilot.app.screen, HistoryScreen)
    return pilot.app.screen.query_one(ResultList).highlighted


def listed(pilot: Pilot[None]) -> list[str]:
    """The lines of the list that name a day, without border and the sign of the highlight."""
    lines = (line.split("│") for line in shown(pilot).split("\n") if line.startswith("│"))
    found = [line for _start, line, *_end in lines]
    return [f" {line[1:].rstrip()}" for line in found if re.match(ROW, line)]


def said(pilot: Pilot[None]) -> str:
    """What is shown without borders and line breaks."""
    return " ".join(shown(pilot).replace("│", " ").split())


def keys_shown(pilot: Pilot[None]) -> str:
    return shown(pilot).split("\n")[-1]


async def type_in(pilot: Pilot[None], text: str) -> None:
    assert isinstance(pilot.app.screen, NoteScreen)
    pilot.app.screen._field.value = text
    await pilot.pause()


# The list


async def test_each_result_is_a_line_with_date_interval_figure_and_placement(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(-40, 30), None, (31, 60)])
        async with running(archive) as pilot:
            await press(pilot, "v")
            newest, without, oldest = listed(pilot)
            assert re.search(r"Mar 1, 2024 +─+┄*┼┄*━+●━+─+ +\+31  Rather a hunter$", newest)
            assert re.search(r"Jan 31, 2024 no position$", without)
            assert re.search(r"Jan 1, 2024 .*●.* −40  Open$", oldest)
            title, poles, *_rest = shown(pilot).split("\n")
            assert title.startswith("╭─ History · Hunter or gatherer, short ─")
            assert "─ 3 results · compare two with Space ─╯" in shown(pilot)
            assert poles.split() == ["│", "Gatherer", "Hunter", "│"]
            assert newest.index("─") == poles.index("Gatherer") - 1
            for size in ((120, 40), (80, 24)):
                await resized(pilot, size)
                for _ in range(20):
                    await pilot.pause(0.02)
                assert poles_are_above_the_axis(pilot), shown(pilot)


def poles_are_above_the_axis(pilot: Pilot[None]) -> bool:
    _title, poles, row, *_rest = shown(pilot).split("\n")
    return row.find("─") == poles.find("Gatherer")


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_of_a_line_is_ever_cut(tmp_path: Path, language: str) -> None:
    set_language(language)
    with open_archive(tmp_path) as archive:
        live(archive, [(-40, 30), (31, 60)])
        live(archive, [(30, 50)], source=OTHER, start=START + timedelta(days=5))
        history = History(archive, Clock())
        known = history.questionnaires
        for width, times in product(range(60, 202, 7), (False, True)):
            columns = Columns(width, known, times=times, outcomes=True)
            assert columns.axis >= LEAST_AXIS
            for place in range(3):
                row = history.row(place)
                drawn = line(row, known, columns, None, marked=True)
                assert drawn.cell_length <= width
                form = columns.forms[row.questionnaire]
                told = drawn.plain.rstrip()
                assert told.endswith(
                    (form, row_title(known[row.questionnaire], row.placement), "1", "0")
                )
                assert "…" not in told
            poles = pole_names(columns, known.values())
            assert [*poles.plain.split()] in (
                [*pole_labels(known["small"])],
                [pole_labels(known["small"])[0], "┼", pole_labels(known["small"])[1]],
            )


def test_a_form_is_named_by_what_its_title_adds_to_the_common_one() -> None:
    short = replace(small(), title=Text({"de": "Kurz", "en": "Hunter? Short form"}))
    whole = replace(small(), title=Text({"de": "Lang", "en": "Hunter?"}))
    assert form_names({"a": whole, "b": short}) == {"a": "", "b": "Short form"}
    assert form_names({"b": short}) == {}
    set_language("de")
    assert form_names({"a": whole, "b": short}) == {"a": "Lang", "b": "Kurz"}


async def test_two_results_of_a_day_show_their_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50), (20, 50)], apart=timedelta(hours=3))
        async with running(archive) as pilot:
            await press(pilot, "v")
            assert ["3:00 PM" in listed(pilot)[0], "12:00 PM" in listed(pilot)[1]] == [True, True]
            await press(pilot, "delete")
            assert "PM" not in listed(pilot)[0]


async def test_how_a_plan_went_is_a_sign_in_its_line_which_is_explained(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, [(10, 50), (20, 50), (30, 50)], source=PLANNED)
        assert "plan" not in legend(History(archive, Clock()))
        archive.answer_later(ids[1], "how-it-went", Answer("partly"), START)
        archive.answer_later(ids[2], "how-it-went", Answer("done"), START)
        async with running(archive) as pilot:
            await press(pilot, "v")
            assert [line[4] for line in listed(pilot)] == ["■", "◧", " "]
            assert "plan: ■ done  ◧ partly done" in shown(pilot)
            await press(pilot, "t")
            axis = next(line for line in shown(pilot).split("\n") if "└" in line)
            assert [sign for sign in axis if sign in "■◧□"] == ["◧", "■"]


@pytest.mark.slow
async def test_of_10000_results_only_the_pages_looked_at_are_read(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(10_000), apart=timedelta(hours=2))
        async with running(archive) as pilot:
            await press(pilot, "v")
            assert "10,000 results" in shown(pilot)
            for key, place in (
                ("end", 9_999),
                ("up", 9_998),
                ("pageup", 9_986),
                ("home", 0),
                ("pagedown", 12),
                ("end", 9_999),
            ):
                await press(pilot, key)
                assert at(pilot) == place
            assert listed(pilot)[-1].split("─")[0].strip() == "Jan 1, 2024, 12:00 PM"
            screen = pilot.app.screen
            assert isinstance(screen, HistoryScreen)
            assert len(screen._history._pages) < 5


async def test_f_shows_one_questionnaire_after_the_other_and_the_head_says_which(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50), (20, 50)])
        live(archive, [(30, 50)], source=OTHER, start=START + timedelta(days=5))
        async with running(archive) as pilot:
            await press(pilot, "v", "down")
            assert "History · All questionnaires ─" in shown(pilot)
            assert "─ 3 results · f filters · " in shown(pilot)
            assert "Another one" in listed(pilot)[1]
            await press(pilot, "f")
            assert "History · Hunter or gatherer, short ─" in shown(pilot)
            assert "─ 2 results · " in shown(pilot)
            assert len(listed(pilot)) == 2
            assert "Hunter or gatherer" not in listed(pilot)[0]
            await press(pilot, "f")
            assert "History · Another one ─" in shown(pilot)
            assert "─ 1 result · f filters ─" in shown(pilot)
            assert at(pilot) == 0
            await press(pilot, "f")
            assert len(listed(pilot)) == 3
            assert at(pilot) == 1


async def test_the_filter_is_not_offered_where_there_is_one_questionnaire(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(3))
        async with running(archive, size=(200, 40)) as pilot:
            await press(pilot, "v")
            assert "f filters" not in shown(pilot)
            assert "Filter" not in keys_shown(pilot)
            before = shown(pilot)
            await press(pilot, "f")
            assert shown(pilot) == before


# The preview


async def test_beside_the_list_is_what_the_highlighted_result_says(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        for day, levels in ((0, ((4, 5), (1, 2))), (40, ((1, 3), (3, 4)))):
            assessment, at = answered(*levels), BEGINNING + timedelta(days=day)
            archive.finish(archive.begin(assessment, "en", at), score(assessment), at)
        async with running(archive, size=(120, 40)) as pilot:
            await press(pilot, "v")
            preview = pilot.app.screen.query_one(ResultPreview)
            position = preview.query_one(Hero).render()
            assert preview.border_title == "Apr 10, 2026, 9:00 AM"
            assert "Since Mar 1, 2026" in shown(pilot)
            await press(pilot, "down")
            assert preview.border_title == "Mar 1, 2026, 9:00 AM"
            assert preview.query_one(Hero).render() != position
            assert "Since" not in shown(pilot)
            await resized(pilot, (80, 24))
            assert preview.region.y > pilot.app.screen.query_one("#results").region.y
            assert preview.border_title == "Mar 1, 2026, 9:00 AM"


async def test_a_damaged_result_is_shown_with_what_its_line_says(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, wandering(2))
        with archive.writing() as connection:
            connection.execute("UPDATE assessment SET orders = '[' WHERE id = ?", (ids[0],))
        async with running(archive, size=(120, 40)) as pilot:
            await press(pilot, "v", "down")
            assert isinstance(pilot.app.screen, HistoryScreen)
            assert "range" in shown(pilot)


# The pictures


@pytest.mark.slow
@pytest.mark.parametrize(("count", "language"), [(1, "en"), (1, "de"), (2, "de"), (30, "en")])
async def test_timeline_and_scales_show_any_number_of_results_at_any_size(
    tmp_path: Path, count: int, language: str
) -> None:
    said = {
        "en": ("↑ Hunter", " 1 of 1 ", "● Hunter", "t List", "q Quit"),
        "de": ("↑ Jäger", " 1 von 1 ", "● Jäger", "t Liste", "q Beenden"),
    }[language]
    with open_archive(tmp_path) as archive:
        live(archive, wandering(count))
        async with running(archive) as pilot:
            set_language(language)
            await press(pilot, "v")
            for size in SIZES:
                await resized(pilot, size)
                while pilot.app.screen._view != TIMELINE:
                    await press(pilot, "t")
                over_time = shown(pilot)
                assert "┊" in over_time
                assert over_time.count("┤") >= 2
                assert said[0] in over_time
                beside = pilot.app.screen.query_one("#results").display
                assert beside == (size[0] >= WIDE and size[1] >= TALL)
                assert (said[1] in over_time) == (count == 1)
                await press(pilot, "t")
                by_scale = shown(pilot)
                assert "┊" in by_scale
                assert said[2] in by_scale
                assert keys_shown(pilot).endswith(said[4])
                if not beside:
                    assert said[3] in keys_shown(pilot)
                    await press(pilot, "tab")
                    assert pilot.app.screen.query_one("#results").display


async def test_the_arrows_walk_through_the_results_with_a_position(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(-40, 30), None, (5, 50), (31, 60)])
        async with running(archive) as pilot:
            await press(pilot, "v", "t")
            told = shown(pilot)
            assert "From −40 (Jan 1, 2024) to +31 (Mar 31, 2024), between −40 and +31." in told
            assert "Rather a hunter  range +17 to +45" in told
            assert "1 result without a position is left out." in said(pilot)
            await press(pilot, "left", "left")
            assert at(pilot) == 3
            assert "─ Jan 1, 2024, 1" in shown(pilot)
            assert "range −54 to −26" in shown(pilot)
            await press(pilot, "left")
            assert at(pilot) == 3
            await press(pilot, "end")
            assert at(pilot) == 0
            await press(pilot, "home")
            assert at(pilot) == 3
            await press(pilot, "up")
            assert at(pilot) == 1
            await press(pilot, "j")
            assert at(pilot) == 3
            await press(pilot, "t", "t", "up")
            assert at(pilot) == 2
            await press(pilot, "t")
            assert "─ Jan 31, 2024, 1" in shown(pilot)
            assert "no position" in shown(pilot)
            assert "┊" not in shown(pilot)


async def test_more_results_than_fit_into_a_picture_are_counted_and_reached(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(1200))
        async with running(archive) as pilot:
            await press(pilot, "v", "t", "left")
            assert "Showing 250 of 1,200 results; use ← and → for the others." in said(pilot)
            await press(pilot, "home")
            assert at(pilot) == 1199
            assert "─ 1 of 1,200 ─" in shown(pilot)
            assert isinstance(pilot.app.screen, HistoryScreen)
            pilot.app.screen.query_one(ResultList).highlighted = 249
            await until(pilot, lambda: "─ 951 of 1,200 ─" in shown(pilot))
            await press(pilot, "left")
            assert at(pilot) == 250
            await until(pilot, lambda: "─ 950 of 1,200 ─" in shown(pilot))


async def test_results_without_any_position_are_told_in_words(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [None, None])
        async with running(archive) as pilot:
            await press(pilot, "v")
            for _view in (TIMELINE, SCALES):
                await press(pilot, "t")
                assert "None of these results has a position." in shown(pilot)


async def test_a_picture_shows_one_questionnaire(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50), (20, 50)])
        live(archive, [(30, 50)], source=OTHER, start=START + timedelta(days=5))
        async with running(archive) as pilot:
            await press(pilot, "v", "down", "t")
            assert pilot.app.screen._history.only == "other"
            assert "From the second result on" in shown(pilot)
            await press(pilot, "f")
            assert "From +10 (Jan 1, 2024) to +20 (Jan 31, 2024)" in shown(pilot)
            await press(pilot, "f")
            assert "From the second result on" in shown(pilot)


async def test_keys_typed_in_one_burst_mark_the_result_they_led_to(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, wandering(6))
        for keys, place in ((["left"] * 3, 3), (["down"] * 3, 3), (["down", "right", "j"], 1)):
            async with running(archive) as pilot:
                await press(pilot, "v", "t")
                for key in (*keys, "space"):
                    pilot.app.simulate_key(key)
                await until(pilot, lambda: bool(pilot.app.screen._marked))
                assert pilot.app.screen._marked == (ids[5 - place],)


# Place


@pytest.mark.parametrize("view", [[], ["t"], pytest.param(["t", "t"], marks=pytest.mark.slow)])
async def test_language_and_size_change_where_one_is(tmp_path: Path, view: list[str]) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(60))
        async with running(archive) as pilot:
            await press(pilot, "v", "pagedown", "pagedown", *view)
            assert at(pilot) == 24
            first = shown(pilot)
            await press(pilot, "ctrl+l")
            assert "Zurück" in shown(pilot)
            assert "36 von 60" in shown(pilot)
            assert "result" not in shown(pilot)
            await resized(pilot, (60, 20))
            await pilot.pause()
            small = shown(pilot)
            assert "36 von 60" in small
            assert view or "▸" in small
            assert max(map(len, small.split("\n"))) <= 60
            await resized(pilot, (20, 5))
            await pilot.pause()
            await resized(pilot, (80, 24))
            await press(pilot, "ctrl+l")
            assert at(pilot) == 24
            if view:
                assert shown(pilot) == first
            else:
                assert first.split("\n")[20] in shown(pilot)


async def test_after_looking_at_a_result_one_is_where_one_was(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(60))
        async with running(archive) as pilot:
            await press(pilot, "v", "pagedown", "pagedown", "t")
            before = shown(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ResultScreen)
            await press(pilot, "escape")
            assert shown(pilot) == before


async def test_after_the_last_result_comes_the_first(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(30))
        async with running(archive) as pilot:
            await press(pilot, "v", "up")
            assert at(pilot) == 29
            assert re.search(r"▸ *Jan 1, 2024", shown(pilot))
            await press(pilot, "down")
            assert at(pilot) == 0
            assert "Jan 1, 2024" not in shown(pilot)
            await press(pilot, "end", "pagedown", "home", "pageup")
            assert at(pilot) == 0


# The mouse


async def test_a_click_highlights_and_a_second_one_opens(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(5))
        async with running(archive) as pilot:
            await press(pilot, "v")
            await pilot.click(ResultList, offset=(10, 3))
            assert at(pilot) == 3
            assert isinstance(pilot.app.screen, HistoryScreen)
            await pilot.click(ResultList, offset=(10, 12))
            assert at(pilot) == 3
            await pilot.click(ResultList, offset=(10, 3))
            await pilot.pause()
            assert isinstance(pilot.app.screen, ResultScreen)


async def test_the_result_below_the_mouse_has_a_background(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(5))
        async with running(archive) as pilot:
            await press(pilot, "v")
            results = pilot.app.screen.query_one(ResultList)

            def background(place: int) -> object:
                return next(iter(results.render_line(place))).style.bgcolor

            await pilot.hover(ResultList, offset=(10, 3))
            await until(pilot, lambda: background(3) != background(2))
            assert background(0) not in {background(2), background(3)}
            assert next(iter(results.render_line(0))).style.bold
            await pilot.hover(ResultList, offset=(10, 8))
            await until(pilot, lambda: background(3) == background(2))


async def test_a_click_into_a_picture_points_at_the_nearest_result(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(5))
        async with running(archive) as pilot:
            await press(pilot, "v", "t")
            assert "┊" in shown(pilot)
            view = pilot.app.screen.query_one(PlotView)
            assert view._drawn is not None
            across, down = view._drawn.places[1]
            await pilot.click(PlotView, offset=(across + 1, down))
            await pilot.pause()
            assert at(pilot) == 3
            await pilot.click(PlotView, offset=(across, down))
            await pilot.pause()
            assert isinstance(pilot.app.screen, ResultScreen)


# Notes


async def test_a_note_is_kept_and_shown_as_it_is(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, wandering(3))
        async with running(archive) as pilot:
            await press(pilot, "v", "down", "n")
            assert "Note on the result of Jan 31, 2024" in shown(pilot)
            await press(pilot, *"at fair")
            await type_in(pilot, HOSTILE)
            await press(pilot, "enter")
            assert archive.load(ids[1]).note == HOSTILE
            assert [line[2] for line in listed(pilot)] == [" ", "✎", " "]
            assert f"✎ {HOSTILE}" in shown(pilot)
            await press(pilot, "up")
            await until(pilot, lambda: HOSTILE not in shown(pilot))
            await press(pilot, "down", "t")
            await until(pilot, lambda: f"✎ {HOSTILE}" in shown(pilot))
            await press(pilot, "enter")
            assert f"✎ {HOSTILE}" in shown(pilot)
            await press(pilot, "escape", "n")
            await type_in(pilot, "  ")
            await press(pilot, "enter")
            assert archive.load(ids[1]).note is None
            assert "✎" not in shown(pilot)


async def test_what_is_no_note_is_refused_and_stays_to_be_mended(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        (only,) = live(archive, wandering(1))
        async with running(archive) as pilot:
            await press(pilot, "v")
            for refused in ("x" * 201, "a\x1bb", "a\u202eb"):
                await press(pilot, "n")
                await type_in(pilot, refused)
                await press(pilot, "enter")
                assert "single line of at most 200 characters" in shown(pilot), refused
                assert archive.load(only).note is None, refused
                await press(pilot, "escape")
                assert isinstance(pilot.app.screen, HistoryScreen), refused
                assert archive.load(only).note is None, refused


async def test_the_field_takes_200_characters_and_begins_behind_the_note(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        (only,) = live(archive, wandering(1))
        archive.annotate(only, "a" * 198)
        async with running(archive) as pilot:
            await press(pilot, "v", "n", *"bcde", "enter")
            assert archive.load(only).note == "a" * 198 + "bc"


async def test_leaving_keeps_the_note_that_is_being_written(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        (only,) = live(archive, wandering(1))
        async with running(archive) as pilot:
            await press(pilot, "v", "n", *"abc", "ctrl+c")
        assert archive.load(only).note == "abc"


async def test_a_note_that_cannot_be_stored_is_told_and_stays_in_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise DiskError(tmp_path, "input/output error")

    with open_archive(tmp_path) as archive:
        live(archive, wandering(1))
        async with running(archive) as pilot:
            monkeypatch.setattr(archive, "annotate", failing)
            await press(pilot, "v", "n", *"abc", "enter")
            assert isinstance(pilot.app.screen, TroubleScreen)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, NoteScreen)
            assert "abc" in shown(pilot)
            monkeypatch.undo()
            await press(pilot, "enter")
            assert archive.results()[0].note == "abc"


# Deleting


async def test_what_is_deleted_can_be_brought_back_and_the_screen_says_so(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, wandering(4))
        async with running(archive) as pilot:
            await press(pilot, "v", "down")
            before = listed(pilot)
            await press(pilot, "delete")
            assert "Deleted. u restores it." in shown(pilot)
            assert listed(pilot) == [before[0], *before[2:]]
            assert "3 results" in shown(pilot)
            await press(pilot, "delete")
            assert [row.id for row in archive.results()] == [ids[3], ids[0]]
            await press(pilot, "u")
            assert "Restored: the result of Jan 31, 2024." in shown(pilot)
            assert at(pilot) == 1
            await resized(pilot, (120, 40))
            assert shown(pilot).count("Restored: the result") == 1
            await resized(pilot, (80, 24))
            await press(pilot, "u")
            assert listed(pilot) == before
            assert "Restore" not in keys_shown(pilot)
            await press(pilot, "u")
            assert listed(pilot) == before


async def test_all_can_be_deleted_and_the_last_one_comes_back(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(1))
        async with running(archive) as pilot:
            await press(pilot, "v", "t", "delete")
            assert "No results" in shown(pilot)
            assert "Open" not in keys_shown(pilot)
            await resized(pilot, (120, 40))
            assert "Open" not in keys_shown(pilot)
            assert "Deleted. u restores it." in shown(pilot)
            await press(pilot, "delete", "n", "space", "c", "enter", "left", "t")
            assert isinstance(pilot.app.screen, HistoryScreen)
            await press(pilot, "u")
            assert archive.result_count() == 1
            assert "─ 1 of 1 ─" in shown(pilot)


async def test_undoing_shows_the_result_also_where_the_filter_had_left_it_out(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, [(10, 50), (20, 50)])
        live(archive, [(30, 50)], source=OTHER, start=START + timedelta(days=5))
        async with running(archive) as pilot:
            await press(pilot, "v", "down", "delete", "f", "f", "u")
            assert "History · All questionnaires" in shown(pilot)
            assert "─ 3 results ·" in shown(pilot)
            assert at(pilot) == 1


async def test_a_result_that_is_gone_already_is_told(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, wandering(2))
        async with running(archive) as pilot:
            await press(pilot, "v")
            with Archive.open(tmp_path / "archive.sqlite") as elsewhere:
                elsewhere.delete(ids[1], START)
                elsewhere.empty_trash()
            await press(pilot, "delete")
            assert isinstance(pilot.app.screen, TroubleScreen)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, HistoryScreen)


async def test_a_page_that_cannot_be_read_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise DiskError(tmp_path, "input/output error")

    with open_archive(tmp_path) as archive:
        live(archive, wandering(600))
        async with running(archive) as pilot:
            await press(pilot, "v")
            monkeypatch.setattr(archive, "results", failing)
            await press(pilot, "end")
            assert isinstance(pilot.app.screen, TroubleScreen)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, HistoryScreen)
            await press(pilot, "up", "down")
            assert isinstance(pilot.app.screen, HistoryScreen)


# Comparing


async def test_the_marked_two_are_compared_the_earlier_one_first(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        live(archive, wandering(5))
        async with running(archive) as pilot:
            await press(pilot, "v", "space")
            assert "Mark a second one, and c compares the two." in shown(pilot)
            assert "✓" in listed(pilot)[0]
            await press(pilot, "end", "space", "c")
            screen = pilot.app.screen
            assert isinstance(screen, ComparisonScreen)
            assert screen._earlier.stored.finished_at == START
            assert screen._later.stored.finished_at == START + timedelta(days=120)


async def test_without_marks_the_one_before_of_the_same_questionnaire_is_the_other(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path) as archive:
        ids = live(archive, [(10, 50), (20, 50)])
        live(archive, [(30, 50)], source=OTHER, start=START + timedelta(days=5))
        async with running(archive) as pilot:
            for place in ([], ["end"]):
                await press(pilot, "v", *place, "c")
                screen = pilot.app.screen
                assert isinstance(screen, ComparisonScreen)
                assert [screen._earlier.stored.id, screen._later.stored.id] == ids
                await press(pilot, "escape", "escape")
