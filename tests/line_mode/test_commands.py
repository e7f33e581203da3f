"""A slash begins a command, anything else is an answer, whatever is being asked."""

from io import StringIO

import pytest

from netztui.i18n.language import set_language
from netztui.line_mode.console import ANSWER, EVERYWHERE, Console, parse_line
from netztui.line_mode.history_dialog import AT_NOTE, AT_RESULT, IN_HISTORY
from netztui.line_mode.interview import AFTER_RESULT, ANSWERING, REVIEWING
from netztui.line_mode.program import AT_START
from netztui.system.signals import SignalGuard

PLACES = [ANSWERING, REVIEWING, AFTER_RESULT, AT_RESULT, IN_HISTORY, AT_NOTE, AT_START]


@pytest.mark.parametrize("line", ["4", " often ", "q", "back", "0", "a/b", "-3", "#1"])
def test_what_begins_without_a_slash_is_an_answer(line: str) -> None:
    assert parse_line(line, ANSWERING) == (ANSWER, line.strip())


@pytest.mark.parametrize(
    ("line", "letter"),
    [("/b", "b"), ("/back", "b"), ("/BACK", "b"), ("/bac", "b"), (" /q ", "q"), ("?", "?")],
)
def test_a_letter_a_word_or_its_beginning_call_a_command(line: str, letter: str) -> None:
    assert parse_line(line, ANSWERING) == (letter, "")


def test_words_of_both_languages_are_understood() -> None:
    set_language("de")
    assert parse_line("/zurück", ANSWERING) == ("b", "")
    assert parse_line("/zu", ANSWERING) == ("b", "")
    assert parse_line("/back", ANSWERING) == ("b", "")
    assert parse_line("/überspr", ANSWERING) == ("s", "")


def test_a_number_behind_a_slash_is_a_question() -> None:
    assert parse_line("/17", ANSWERING) == ("g", "17")
    assert parse_line("/go 17", ANSWERING) == ("g", "17")


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_is_no_answer_but_asks_again(line: str) -> None:
    assert parse_line(line, ANSWERING) == ("a", "")


@pytest.mark.parametrize(
    ("line", "answer"), [("//home", "home"), ("///home", "/home"), ("// ?", "?"), ("//?", "?")]
)
def test_two_slashes_begin_an_answer(line: str, answer: str) -> None:
    assert parse_line(line, ANSWERING) == (ANSWER, answer)


@pytest.mark.parametrize("line", ["/", "/x", "/backwards", "/17", "/ b"])
def test_what_is_offered_nowhere_here_is_unknown(line: str) -> None:
    assert parse_line(line, AT_RESULT) is None


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_letter_and_no_word_means_two_things_in_one_place(language: str) -> None:
    set_language(language)
    for place in PLACES:
        commands = (*place, *EVERYWHERE)
        assert len({command.letter for command in commands}) == len(commands)
        for command in commands:
            for line in (f"/{command.letter}", command.explanation.split(",")[1].split(":")[0]):
                word = line.split()[0]
                assert parse_line(word, place) == (command.letter, "")


@pytest.mark.parametrize("entered", ["0", "4", "-1", "1.0", "", "x", "9" * 5000, "٣ "])
def test_only_a_number_within_the_count_picks(entered: str) -> None:
    written = StringIO()
    console = Console(StringIO(), written, SignalGuard())
    assert console.parse_index(entered, 3) is None
    assert written.getvalue() == "Please enter a number from 1 to 3, or /? for the commands.\n"
    assert [console.parse_index(number, 3) for number in ("1", "3", "٣")] == [0, 2, 2]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_letter_means_nothing_where_no_command_has_it(language: str, place) -> None:
    set_language(language)
    letters = {command.letter for command in (*place, *EVERYWHERE)}
    for letter in {command.letter for other in PLACES for command in other} - letters:
        assert parse_line(f"/{letter}", place) is None
