"""A group on the screen: everything there is, and its questions one at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from group.simulated import people
from textual.pilot import Pilot

from netztui.group.areas import Spread
from netztui.group.before_after import MeanChange
from netztui.group.report import GroupReport, group_report
from netztui.group.summary import StripBlock
from netztui.i18n.message import LazyText
from netztui.settings.settings import Settings
from netztui.text import group as wording
from netztui.tui.group_view import GroupApp
from netztui.tui.screens.group import GroupScreen, PromptScreen
from netztui.tui.widgets import group_charts
from tui.states import HOSTILE, workshop
from tui.walking import press, resized, shown, until

ALL = (120, 130)
"""A size in which everything is visible."""


@asynccontextmanager
async def looking(
    given: GroupReport, size: tuple[int, int] = ALL, *notices: LazyText, calibration: bool = False
) -> AsyncIterator[Pilot[None]]:
    app = GroupApp(given, Settings(), notices, calibration=calibration)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def told(pilot: Pilot[None]) -> str:
    """What is shown, without borders, in one line."""
    return " ".join(shown(pilot).replace("│", " ").split())


async def test_every_part_is_on_the_screen() -> None:
    given = workshop()
    summary, change = given.summary, given.change
    assert change is not None
    assert summary.position is not None
    async with looking(given, (76, 260)) as pilot:
        seen = told(pilot)
        title = wording.localized(summary.questionnaire.title, summary.questionnaire)
        assert title in seen
        assert wording.people_sentence(summary) in seen
        assert wording.spread_text(summary.position) in seen
        for word, count in summary.words.shown.items():
            assert wording.word_title(word, summary.questionnaire) in seen
            assert count >= 3
        for label, _text in wording.area_sentences(summary):
            assert label in seen
        for sentence in wording.contrast_sentences(summary):
            assert sentence in seen
        for item in summary.items:
            assert wording.item_text(item.item, summary.questionnaire) in seen
        for network in summary.networks:
            label = wording.network_label(network.option, summary.questionnaire)
            for words in (label, *wording.network_words(network, summary).split(" · ")):
                assert words in seen
        for sentence in wording.change_sentences(
            replace(change, position=None, intensity=None, scales={})
        ):
            assert sentence in seen
        for part in (*summary.plans, wording.privacy_note(summary)):
            assert part in seen
        for prompt in summary.prompts:
            assert wording.prompt_sentence(prompt, summary) in seen
        assert "For calibrating" in seen
        assert "α" not in seen


async def test_the_figures_for_calibration_unfold() -> None:
    given = workshop()
    assert given.calibration is not None
    async with looking(given, (76, 400)) as pilot:
        await press(pilot, "f")
        seen = told(pilot)
        for sentence in wording.calibration_sentences(
            given.calibration, given.summary.questionnaire
        ):
            assert sentence in seen
        for sentence in wording.item_figures(given.calibration, given.summary.questionnaire):
            assert sentence in seen
        await press(pilot, "f")
        assert "α" not in told(pilot)
    async with looking(given, (76, 400), calibration=True) as pilot:
        assert "α" in told(pilot)
        await press(pilot, "ctrl+l")
        assert "α" in told(pilot)


async def test_text_from_people_is_never_markup() -> None:
    given = people(9, 1)
    given = [replace(one, plans=(f"{HOSTILE} {place}\x1b[2J",)) for place, one in enumerate(given)]
    async with looking(group_report((), given), (76, 300)) as pilot:
        seen = told(pilot)
        assert seen.count(HOSTILE) == 9
        assert "\x1b" not in seen
        (row,) = [y for y, line in enumerate(shown(pilot).splitlines()) if f"{HOSTILE} 0" in line]
        column = shown(pilot).splitlines()[row].index("q[/]")
        await pilot.click(offset=(column, row))
        assert isinstance(pilot.app.screen, GroupScreen)


async def test_questions_are_shown_one_at_a_time() -> None:
    given = workshop()
    prompts = [wording.prompt_sentence(one, given.summary) for one in given.summary.prompts]
    async with looking(given, (80, 24)) as pilot:
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PromptScreen)
        for place, prompt in enumerate(prompts, 1):
            seen = told(pilot)
            assert prompt in seen
            assert f"{place} of {len(prompts)}" in seen
            await press(pilot, ["p", "space", "right", "enter"][place % 4])
        assert prompts[0] in told(pilot)
        await press(pilot, "left")
        assert prompts[-1] in told(pilot)
        await press(pilot, "ctrl+l")
        assert f"{len(prompts)} von {len(prompts)}" in told(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, GroupScreen)
        assert "Personen" in told(pilot)


@pytest.mark.parametrize("keys", [["down", "pagedown", "end", "home", "q"], ["escape"], ["ctrl+c"]])
async def test_the_group_is_left_with_a_key(keys: list[str]) -> None:
    async with looking(group_report((), people(5, 1)), (80, 24)) as pilot:
        await press(pilot, *keys)
        assert pilot.app.return_code == 0


async def test_wide_terminals_have_columns() -> None:
    async with looking(workshop(), (80, 24)) as pilot:
        for width, columns in [(99, 1), (100, 2), (140, 3)]:
            await resized(pilot, (width, 30))
            await press(pilot, "end")
            edges = max(line.count("╰") for line in shown(pilot).splitlines())
            assert edges == columns, width
            assert all(len(line) <= width for line in shown(pilot).splitlines()), width


async def test_a_small_group_has_fewer_parts() -> None:
    given = group_report((), people(5, 1))
    async with looking(given, (80, 100), LazyText("Two were left out.")) as pilot:
        seen = told(pilot)
        assert "Before and after" not in seen
        assert "middle half" not in seen
        await until(pilot, lambda: "Two were left out." in told(pilot))
        assert ("Questions one by one" in seen) == bool(given.summary.prompts)


def test_the_area_of_the_strip_is_its_people() -> None:
    blocks = [StripBlock(-100, 0, 5), StripBlock(0, 10, 5), StripBlock(10, 100, 9)]
    drawn = [line.plain for line in group_charts.skyline(blocks, 40, 10)]
    assert len(drawn) == group_charts.SKYLINE + 1
    heights = ["".join(column) for column in zip(*drawn, strict=True)]
    eighths = [sum(map(" ▁▂▃▄▅▆▇█".find, column.translate({53: 32, 57: 32}))) for column in heights]
    assert eighths == [4] * 20 + [40] * 2 + [8] * 18
    assert [sign for line in drawn for sign in line if sign.isdigit()] == ["5", "5", "9"]


def test_a_number_that_has_no_room_is_left_out() -> None:
    parts = [(-100, 0, 20), (0, 10, 10), (10, 20, 12), (20, 100, 9)]
    drawn = group_charts.skyline([StripBlock(*part) for part in parts], 20, 10)
    assert [line.plain.split() for line in drawn[:2]] == [["10"], ["▁█"]]
    assert "20    ██   9" in drawn[-2].plain


def test_people_who_are_anywhere_are_no_hill() -> None:
    (number, line) = group_charts.skyline([StripBlock(-100, 100, 7)], 40, 10)
    assert number.plain.strip() == "7"
    assert line.plain == "█" * 40


def test_the_parts_of_a_stacked_line_are_told_by_signs() -> None:
    parts = [("never … rarely", 4), ("occasionally", 6), ("often … always", 4)]
    bar, *keys = group_charts.stacked(parts, "", 28).plain.splitlines()
    assert bar == "·· 4 ···▒▒▒▒ 6 ▒▒▒▒▒██ 4 ███"
    assert keys == ["· never … rarely", "▒ occasionally", "█ often … always"]


def test_lines_go_below_their_labels_where_it_is_narrow() -> None:
    rows = [("Sorting out what matters", Spread(40, (30, 70), None), "", False)]
    assert group_charts.spreads(rows, 60).plain.endswith("40  30–70")
    assert group_charts.spreads(rows, 40).plain.endswith("   40")
    assert [line.split() for line in group_charts.spreads(rows, 34).plain.splitlines()] == [
        ["Sorting", "out", "what", "40", "30–70"],
        ["matters"],
        ["─" * 10 + "━" * 3 + "●" + "━" * 10 + "─" * 10],
    ]


def test_a_change_is_an_arrow_over_its_interval() -> None:
    row = ("Position", MeanChange(-20, 20, 40, 20, 60), None)
    drawn = group_charts.mean_changes([row], 10, 60).plain
    assert drawn.startswith("Position ")
    assert drawn.index("○") < drawn.index("━") < drawn.index("●") < drawn.index("┄", 30)
    assert drawn.endswith("+40    +20…+60")
