"""Text as it is put on the screen."""

import pytest
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from netztui.tui.content import (
    copied,
    flowing,
    hanging,
    joined,
    lines,
    plain,
    selected,
    wrapped,
)
from netztui.tui.widgets.boxes import Box, behind, beside, chart, text

PROSE = """Words, and two\N{NO-BREAK SPACE}words that stay together.

A/very/long/path/that/has/to/be/broken and an end
Another line"""


def test_a_figure_and_its_percent_sign_stay_on_one_line() -> None:
    text = joined(plain("Hunting", "bold"), " 20\N{NO-BREAK SPACE}% of all")
    lines = wrapped(text, 11)
    assert [line.plain for line in lines] == ["Hunting", "20\N{NO-BREAK SPACE}% of all"]
    assert [span.style for span in lines[0].spans] == ["bold"]
    assert lines[1].spans == []


@pytest.mark.parametrize("width", range(3, 90, 4))
def test_a_paragraph_is_copied_as_one_line_however_it_is_wrapped(width: int) -> None:
    drawn = flowing(plain(PROSE), width)
    assert copied(drawn, selected(drawn, SELECT_ALL)) == PROSE
    drawn = hanging(plain("1  "), plain("A number with its words"), width + 12)
    assert copied(drawn, selected(drawn, SELECT_ALL)) == "1  A number with its words"


def test_a_box_is_copied_without_its_frame_and_its_columns_one_after_the_other() -> None:
    drawing = chart(lambda width: lines("a" * width, "  b"))
    left = [*text("One two three four"), *behind("▌ ", "$primary", text("five six seven eight"))]
    box = Box([beside((1, 1), 4, (left, text("nine ten eleven"))), drawing], "Title", "Subtitle")
    drawn = box.draw(34)
    found = copied(drawn, selected(drawn, SELECT_ALL)).splitlines()
    assert found == [
        "Title",
        "One two three four",
        "five six seven eight",
        "",
        "nine ten eleven",
        "",
        "a" * 28,
        "  b",
        "",
        "Subtitle",
    ]


def test_a_selection_goes_from_one_column_to_the_next_whichever_end_it_begins_at() -> None:
    words = text("One"), text("two")
    drawn = beside((1, 1), 4, words)(20) + beside((1, 1), 4, (text("three"), text("four")))(20)
    for start, end, expected in [
        ((1, 0), (2, 1), "ne\nth"),  # within the first column
        ((13, 0), (14, 1), "wo\nfo"),  # within the second
        ((13, 0), (3, 1), "ree\n\ntw"),  # from the second column down to the first
        ((1, 0), (15, 1), "ne\nthree\n\ntwo\nfou"),
        ((9, 0), (9, 0), ""),
        ((1, 0), (9, 9), "ne\nthree\n\ntwo\nfour"),
    ]:
        selection = Selection(Offset(*start), Offset(*end))
        assert copied(drawn, selected(drawn, selection)) == expected, (start, end)
    assert selected([], SELECT_ALL) == []


def test_a_character_that_wrapping_replaces_is_no_error() -> None:
    text = plain("a\N{BRAILLE PATTERN BLANK}b\N{NO-BREAK SPACE}c d e f g")
    assert [line.plain for line in flowing(text, 6)] == [
        "a\N{NO-BREAK SPACE}b\N{NO-BREAK SPACE}c",
        "d e f",
        "g",
    ]
