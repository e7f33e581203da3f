"""Plain output: lines that mean themselves, as wide as the terminal, with nothing lost."""

import os
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netztui.text.lists import MINIMUM, terminal_width, wrap

TEXTS = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"], blacklist_characters="\u00a0"),
    max_size=120,
)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    with patch.dict(os.environ, COLUMNS=str(width)):
        return list(wrap(text, indent))


@given(TEXTS, st.integers(MINIMUM, 100), st.sampled_from(["", "  ", " " * 40]))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int, indent: str) -> None:
    lines = wrapped(text, width, indent)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(wrapped(text, 10**6)).replace(" ", "")
    assert [again for line in lines for again in wrapped(line, width)] == lines


def test_lines_break_between_words() -> None:
    assert wrapped("one two three", 10, "  ") == ["one two", "  three"]
    assert wrapped("  made of several words", 14) == ["  made of", "  several", "  words"]


def test_a_word_that_is_too_long_goes_on_in_the_next_line() -> None:
    assert wrapped("Netzwerkveranstaltung", 12) == ["Netzwerkvera", "nstaltung"]


def test_line_breaks_and_empty_lines_stay() -> None:
    assert wrapped("one\n\ntwo", 20) == ["one", "", "two"]


def test_a_no_break_space_keeps_together() -> None:
    assert wrapped("mit 95\u00a0% Sicherheit", 10) == ["mit 95\u00a0%", "Sicherheit"]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\r", "\x9b5n", "\u202e", "\x00"])
def test_what_a_terminal_would_obey_is_shown_instead(hostile: str) -> None:
    (line,) = wrap(f"a{hostile}b")
    assert hostile[0] not in line
    assert "\N{REPLACEMENT CHARACTER}" in line


def test_the_width_is_the_terminals_or_what_columns_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert terminal_width() == 20
    monkeypatch.delenv("COLUMNS")
    assert terminal_width() > 0
