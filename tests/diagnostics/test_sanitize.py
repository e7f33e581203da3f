"""Characters that must not reach a terminal."""

import sys

import pytest

from netztui.diagnostics.sanitize import forbidden_character, printable, sanitize

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


def test_no_forbidden_character_is_printable_so_that_printable_texts_need_no_look() -> None:
    usual = "".join(filter(str.isprintable, EVERYTHING))
    with_break = f"{usual}\n"  # is not printable, so every character is looked at
    assert forbidden_character(with_break, breaks=True) is None
    assert sanitize(with_break) == with_break
    assert sanitize(usual) is usual


@pytest.mark.parametrize("character", ["\0", "\t", "\x1b", "\x7f", "\x9b", "\ud800", "\u2028"])
def test_what_a_terminal_would_obey_is_replaced(character: str) -> None:
    assert sanitize(f"a\n{character}b") == "a\n�b"
    assert forbidden_character(f"a{character}") == character


@pytest.mark.parametrize("character", ["\N{ZERO WIDTH JOINER}", "\N{NO-BREAK SPACE}", "👩‍🚀", "א"])
def test_characters_of_all_scripts_are_allowed(character: str) -> None:
    assert sanitize(f"{character}\n") == f"{character}\n"


def test_only_line_breaks_can_be_allowed() -> None:
    assert forbidden_character("a\nb") == "\n"
    assert forbidden_character("a\nb", breaks=True) is None


def test_a_printable_text_is_on_one_line() -> None:
    assert printable("a\tb\nc\x1bd") == "a b c�d"
