"""A slash begins a command, anything else is an answer, whatever is being asked."""

import pytest

from netztui.i18n.language import set_language
from netztui.line_mode.commands import (
    AGAIN,
    EVERYWHERE,
    GO,
    HELP,
    LEAVE,
    Call,
    Command,
    UnknownCommandError,
    parse_command,
)
from netztui.line_mode.history_dialog import AT_RESULT, IN_HISTORY, NOTING
from netztui.line_mode.interview import ANSWERING, BACK, NEXT, REVIEWING, SKIP
from netztui.line_mode.program import AT_START
from netztui.line_mode.prompter import picked

PLACES = [ANSWERING, REVIEWING, AT_RESULT, IN_HISTORY, NOTING, AT_START]


@pytest.mark.parametrize("line", ["4", " often ", "q", "back", "0", "a/b", "-3", "#1"])
def test_what_begins_without_a_slash_is_an_answer(line: str) -> None:
    assert parse_command(line, ANSWERING) == line.strip()


@pytest.mark.parametrize(
    ("line", "command"),
    [("/b", BACK), ("/back", BACK), ("/BACK", BACK), ("/bac", BACK), (" /q ", LEAVE), ("?", HELP)],
)
def test_a_letter_a_word_or_its_beginning_call_a_command(line: str, command: Command) -> None:
    assert parse_command(line, ANSWERING) == Call(command)


def test_words_of_both_languages_are_understood() -> None:
    set_language("de")
    assert parse_command("/zurück", ANSWERING) == Call(BACK)
    assert parse_command("/zu", ANSWERING) == Call(BACK)
    assert parse_command("/back", ANSWERING) == Call(BACK)
    assert parse_command("/aus", ANSWERING) == Call(SKIP)


def test_a_number_behind_a_slash_is_a_question() -> None:
    assert parse_command("/17", ANSWERING) == Call(GO, "17")
    assert parse_command("/go 17", ANSWERING) == Call(GO, "17")


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_is_no_answer_but_asks_again(line: str) -> None:
    assert parse_command(line, ANSWERING) == Call(AGAIN)


@pytest.mark.parametrize(
    ("line", "answer"), [("//home", "home"), ("///home", "/home"), ("// ?", "?"), ("//?", "?")]
)
def test_two_slashes_begin_an_answer(line: str, answer: str) -> None:
    assert parse_command(line, ANSWERING) == answer


@pytest.mark.parametrize("line", ["/", "/x", "/backwards", "/17", "/ b"])
def test_what_is_offered_nowhere_here_is_unknown(line: str) -> None:
    with pytest.raises(UnknownCommandError):
        parse_command(line, AT_RESULT)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_letter_and_no_word_means_two_things_in_one_place(language: str) -> None:
    set_language(language)
    for place in PLACES:
        commands = (*place, *EVERYWHERE)
        assert len({command.letter for command in commands}) == len(commands)
        for command in commands:
            for line in (f"/{command.letter}", command.explained.split(",")[1].split(":")[0]):
                word = line.split()[0]
                assert parse_command(word, place) == Call(command)
    assert NEXT in ANSWERING


@pytest.mark.parametrize("entered", ["0", "4", "-1", "1.0", "", "x", "9" * 5000, "٣ "])
def test_only_a_number_within_the_count_picks(entered: str) -> None:
    assert picked(entered, 3) is None
    assert [picked(place, 3) for place in ("1", "3", "٣")] == [0, 2, 2]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_letter_means_nothing_where_no_command_has_it(language: str, place) -> None:
    set_language(language)
    letters = {command.letter for command in (*place, *EVERYWHERE)}
    for letter in {command.letter for other in PLACES for command in other} - letters:
        with pytest.raises(UnknownCommandError):
            parse_command(f"/{letter}", place)
