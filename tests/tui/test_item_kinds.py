"""Everything that a questionnaire file can ask, on the real screen, in the store and in the result."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from questionnaire.examining import examine
from samples import KINDS
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from netztui.archive.archive import Archive
from netztui.assessment.conditions import Value
from netztui.history.history import load_scored
from netztui.system import paths
from netztui.tui.screens.assessment import AssessmentScreen
from netztui.tui.screens.home import HomeScreen
from netztui.tui.screens.overview import OverviewScreen
from netztui.tui.screens.result import ResultScreen
from tui.walking import asked, open_archive, press, running, shown


@asynccontextmanager
async def begun(folder: Path, source: str = KINDS) -> AsyncIterator[tuple[Pilot[None], Archive]]:
    """The first question of `source`, one of the user's own questionnaires."""
    own = paths.own_questionnaires_folder()
    own.mkdir(parents=True)
    (own / "kinds.toml").write_text(source, encoding="utf-8")
    with open_archive(folder) as archive:
        async with running(archive, size=(90, 30)) as pilot:
            assert "Begin: Every kind" in shown(pilot)
            await press(pilot, "end", "enter")
            assert asked(pilot) == "tools"
            yield pilot, archive


def said(archive: Archive) -> dict[str, Value | None]:
    (draft,) = archive.drafts()
    answers = archive.load(draft.id).assessment.answers
    return {key: answer.value for key, answer in answers.items()}


def visible(pilot: Pilot[None]) -> list[str]:
    assert isinstance(pilot.app.screen, AssessmentScreen)
    return list(pilot.app.screen.assessment.keys)


async def back_to(pilot: Pilot[None], key: str) -> None:
    """Back from question to question to that of `key`."""
    for _step in visible(pilot):
        if asked(pilot) != key:
            await press(pilot, "shift+tab")
    assert asked(pilot) == key


async def rate(pilot: Pilot[None], answers: dict[str, str]) -> list[str]:
    """Answer the shuffled ratings, each with its own key; returns the order asked."""
    order: list[str] = []
    while asked(pilot) in answers and asked(pilot) not in order:
        order.append(asked(pilot))
        await press(pilot, answers[asked(pilot)])
    return order


def test_the_questionnaire_of_these_tests_is_sound() -> None:
    assert [
        problem for problem in examine(KINDS.encode(), "kinds.toml") if problem.severity == "error"
    ] == []


async def test_choices_a_choice_a_number_and_a_text_are_shown_and_stored(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        assert "[ ] Memory" in shown(pilot)
        await press(pilot, "3", "1", "enter")
        assert asked(pilot) == "company"
        assert "○ alone" in shown(pilot)
        await press(pilot, "2")
        assert asked(pilot) == "people"
        assert "−2 to 40 people" in shown(pilot)
        await press(pilot, "minus", "1", "enter")
        assert asked(pilot) == "remark"
        await press(pilot, *"too long for it", "enter")
        assert pilot.app.screen.query_one(Input).value == "" or asked(pilot) != "remark"
        assert said(archive) == {
            "tools": ("lexicon", "engine"), "company": 20, "people": -1, "remark": "too long",
        }  # fmt: skip


@pytest.mark.parametrize(("typed", "told"), [("41", "from −2 to 40"), ("-3", "from −2 to 40")])
async def test_a_number_out_of_range_is_told(tmp_path: Path, typed: str, told: str) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "2")
        await press(pilot, *("minus" if key == "-" else key for key in typed), "enter")
        assert asked(pilot) == "people"
        assert told in shown(pilot)
        assert "people" not in said(archive)


@pytest.mark.parametrize(
    ("pasted", "taken"),
    [
        ("two\nlines", "two line"),
        ("\r\n one \r\n\r\n ", "one"),
        ("a\tb", "a b"),
        ("5\u00a0% of it", "5\u00a0% of i"),
        ("\n", ""),
    ],
)
async def test_all_lines_are_pasted_as_one_that_fits(
    tmp_path: Path, pasted: str, taken: str
) -> None:
    async with begun(tmp_path) as (pilot, _archive):
        await press(pilot, "3", "enter", "1")
        assert asked(pilot) == "remark"
        assert "At most 8 characters · Enter" in shown(pilot)
        field = pilot.app.screen.query_one("AnswerField Input", Input)
        pilot.app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert field.value == taken
        field.clear()
        pilot.app.copy_to_clipboard(pasted)
        await press(pilot, "ctrl+v")
        assert field.value == taken


async def test_a_condition_hides_and_shows_and_a_hidden_answer_is_kept(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "1")
        assert "people" not in visible(pilot)
        assert "talk" not in visible(pilot)
        await press(pilot, "backspace", "2")
        assert asked(pilot) == "people"
        assert "talk" in visible(pilot)
        await press(pilot, "5", "enter")
        await back_to(pilot, "company")
        await press(pilot, "1")
        assert "people" not in visible(pilot)
        assert said(archive)["people"] == 5
        await press(pilot, "backspace", "2")
        assert asked(pilot) == "people"
        assert pilot.app.screen.query_one(Input).value == "5"


@pytest.mark.parametrize(
    ("tools", "people", "seen"),
    [("3", "9", True), ("3", "10", False), ("2", "9", False)],
    ids=["all hold", "the negated one fails", "the first fails"],
)
async def test_joined_and_negated_conditions_hold_together(
    tmp_path: Path, tools: str, people: str, seen: bool
) -> None:
    async with begun(tmp_path) as (pilot, _archive):
        await press(pilot, tools, "enter", "2", *people, "enter")
        assert (asked(pilot) == "remark") is seen
        assert ("remark" in visible(pilot)) is seen


async def test_a_section_is_hidden_until_one_of_its_conditions_holds(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, _archive):
        await press(pilot, "1", "enter", "1")
        assert "hurried" not in visible(pilot)
        await rate(pilot, {"slow": "3", "pause": "3", "race": "3"})
        assert "hurried" not in visible(pilot)
        await back_to(pilot, "slow")
        await press(pilot, "2")
        assert visible(pilot)[-2:] == ["hurried", "waited"]


async def test_choosing_nothing_ends_it_with_what_the_file_says(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "4", "enter")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "Then that is all." in shown(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert archive.results() == archive.drafts() == archive.trash() == ()


async def test_the_shuffled_order_is_stored_and_stays_after_a_restart(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "1")
        (draft,) = archive.drafts()
        realised = archive.load(draft.id).assessment.orders["shuffled"]
        assert sorted(realised) == ["pause", "race", "slow", "talk"]
        expected = [item for item in realised if item != "talk"]
        assert [key for key in visible(pilot) if key in realised] == expected
        first = asked(pilot)
        assert first == expected[0]
        await press(pilot, "2", "q")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            assert asked(pilot) == expected[1]
            assert [key for key in visible(pilot) if key in realised] == expected


async def test_different_chance_gives_different_orders(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        orders = set()
        for _ in range(4):
            for draft in archive.drafts():
                orders.add(archive.load(draft.id).assessment.orders["shuffled"])
            await press(pilot, "1", "escape", "end", "enter")
        assert len(orders) > 1


async def test_a_section_is_asked_for_each_option_chosen_with_conditions_of_its_own(
    tmp_path: Path,
) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "3", "1", "enter", "1", *"fine", "enter")
        await rate(pilot, {"slow": "1", "pause": "1", "race": "1"})
        assert asked(pilot) == "days/lexicon"
        assert "Lexicon: on how many days?" in shown(pilot)
        await press(pilot, "7", "enter")
        assert asked(pilot) == "useful/lexicon"
        await press(pilot, "3")
        assert asked(pilot) == "days/engine"
        await press(pilot, "0", "enter")
        assert asked(pilot) == "hurried"
        stored = said(archive)
        assert (stored["days/lexicon"], stored["useful/lexicon"]) == (7, 3)
        assert stored["days/engine"] == 0
        assert "useful/engine" not in visible(pilot)
        await back_to(pilot, "tools")
        await press(pilot, "2", "1", "enter")
        assert [key for key in visible(pilot) if key.startswith("days")] == [
            "days/memory",
            "days/engine",
        ]
        assert said(archive)["days/lexicon"] == 7


async def test_the_grid_shows_several_choices_by_their_labels(tmp_path: Path) -> None:
    choices = """kind = "choices"
  options = [
    { value = "read", label = { en = "Reading" } },
    { value = "write", label = { en = "Writing" } },
  ]
  text = { en = "{option}: useful?" }"""
    source = KINDS.replace('text = { en = "{option}: useful?" }', choices)
    async with begun(tmp_path, source) as (pilot, archive):
        await press(pilot, "1", "enter", "1")
        await rate(pilot, {"slow": "1", "pause": "1", "race": "1"})
        await press(pilot, "7", "enter", "1", "2")
        assert asked(pilot) == "useful/lexicon"
        assert said(archive)["useful/lexicon"] == ("read", "write")
        assert "▸Reading, Writing" in shown(pilot)


async def test_a_key_that_arrives_together_with_enter_answers_the_next_question(
    tmp_path: Path,
) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "1")
        await rate(pilot, {"slow": "1", "pause": "1", "race": "1"})
        await press(pilot, "7")
        pilot.app.post_message(events.Key("enter", "\r"))
        pilot.app.post_message(events.Key("3", "3"))
        await pilot.pause()
        assert said(archive)["days/lexicon"] == 7
        assert said(archive)["useful/lexicon"] == 3


async def test_what_is_visible_is_scored_and_what_is_hidden_is_not(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "2", "5", "enter")
        await rate(pilot, {"slow": "3", "pause": "2", "race": "3", "talk": "1"})
        await back_to(pilot, "company")
        # Alone, nobody is asked about talking; the answer stays and doesn't count.
        await press(pilot, "1", "r", "n")
        await press(pilot, "2", "8", "enter", "2")
        assert isinstance(pilot.app.screen, OverviewScreen)
        assert "Every question has been answered." in shown(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, ResultScreen)
        told = shown(pilot)
        assert "The scales, 0 to 100" in told
        (row,) = archive.results()
        result = load_scored(archive, row.id).result
        calm = result.scales["calm"].estimate
        assert calm is not None
        assert calm.value == pytest.approx((100 + 50 + 0) / 3)
        assert result.scales["haste"].estimate is None
        assert archive.load(row.id).assessment.answers["talk"].value == 1


async def test_a_section_that_came_to_be_visible_is_scored(tmp_path: Path) -> None:
    async with begun(tmp_path) as (pilot, archive):
        await press(pilot, "1", "enter", "1")
        await rate(pilot, {"slow": "1", "pause": "2", "race": "3"})
        await press(pilot, "0", "enter", "3", "1", "f")
        assert isinstance(pilot.app.screen, ResultScreen)
        (row,) = archive.results()
        haste = load_scored(archive, row.id).result.scales["haste"].estimate
        assert haste is not None
        assert haste.value == pytest.approx(100)


@pytest.mark.parametrize(("tools", "key"), [("1", "people"), ("3", "remark")])
async def test_going_on_at_a_field_finds_what_stood_in_it_and_types_on(
    tmp_path: Path, tools: str, key: str
) -> None:
    async with begun(tmp_path) as (pilot, _archive):
        await press(pilot, tools, "enter", "2", "1")
        if key == "remark":
            await press(pilot, "enter", "7")
        assert asked(pilot) == key
        await press(pilot, "escape")
    with open_archive(tmp_path) as archive:
        async with running(archive) as pilot:
            await press(pilot, "enter")
            assert asked(pilot) == key
            await pilot.pause(0.2)
            before = "1" if key == "people" else "7"
            assert pilot.app.screen.query_one(Input).value == before
            await press(pilot, "2")
            assert pilot.app.screen.query_one(Input).value == f"{before}2"
