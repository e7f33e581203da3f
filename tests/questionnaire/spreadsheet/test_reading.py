"""What a table becomes, and what is wrong in which of its cells."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SMALL

from netztui.diagnostics.problems import Diagnostic, QuestionnaireError, format_diagnostic
from netztui.questionnaire.spreadsheet.layout import COLUMNS, ROWS
from netztui.questionnaire.spreadsheet.reading import Table
from netztui.questionnaire.spreadsheet.writing import write_table
from netztui.questionnaire.validation.reader import read
from netztui.questionnaire.validation.schema_errors import TEXT_KEYS

SHORT = """\
id,facet,reverse,text.en
read-first,reading,,I read the instructions first.
tried-at-once,trying,,I tried it out at once.
"""

POLES = """\
what,id,facet,pole,text.en,text.de
scale,reader,reading,low,Reading,Lesen
scale,trier,trying,high,Trying,Probieren
item,read-first,reading,,I read the instructions first.,Ich habe zuerst gelesen.
item,tried-at-once,trying,,I tried it out at once.,Ich habe es sofort probiert.
"""

FULL = """\
what,id,kind,facet,reverse,pole,response_scale,more,text.en,text.de
questionnaire,habits,,,,,,,Habits,Gewohnheiten
response_scale,often,,,,,,,,
option,1,,,,,,,never,nie
option,2,,,,,,,always,immer
facet,reading,,,,,,,Reading,Lesen
facet,trying,,,,,,,Trying,Probieren
scale,all,,"reading, trying",,,,,All,Alles
section,start,,,,,,,Start,Beginn
item,where,choice,,,,,,Where?,Wo?
option,work,,,,,,,at work,bei der Arbeit
option,home,,,,,,,at home,zu Hause
help,,,,,,,,Choose one.,Wählen Sie eines.
section,weeks,,,,,often,"show_if = { item = ""where"", is = ""work"" }",Weeks,Wochen
stem,,,,,,,,I …,Ich …
item,read,,reading,,,,,… read.,… las.
item,tried,,trying,WAHR,,,,… tried.,… probierte.
"""


def errors(text: str | bytes, name: str = "table.csv") -> tuple[Diagnostic, ...]:
    with pytest.raises(QuestionnaireError) as caught:
        Table(text if isinstance(text, bytes) else text.encode(), name)
    return caught.value.diagnostics


def places(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.column_name) for one in errors(text)]


# What it becomes


def test_items_with_a_facet_are_enough() -> None:
    table = Table(SHORT.encode(), "folder/My habits.csv")
    questionnaire = table.questionnaire
    assert (questionnaire.id, questionnaire.languages) == ("my-habits", ("en",))
    assert questionnaire.title.root == {"en": "My habits"}
    assert list(questionnaire.ratings) == ["read-first", "tried-at-once"]
    assert {name: scale.facets for name, scale in questionnaire.scales.items()} == {
        "reading": ("reading",),
        "trying": ("trying",),
    }
    assert table.filled_in == (
        "id",
        "version",
        "title",
        "response_scales",
        "facets",
        "scales",
    )


def test_scales_at_both_poles_make_an_axis_with_its_placements() -> None:
    questionnaire = Table(POLES.encode(), "t.csv").questionnaire
    assert questionnaire.axis is not None
    assert (questionnaire.axis.low, questionnaire.axis.high) == ("reader", "trier")
    titles = {one.when: one.title.root for one in questionnaire.placements}
    assert titles["trier"] == {
        "en": "More “Trying” than “Reading”",
        "de": "Mehr „Probieren“ als „Lesen“",
    }
    assert titles["leaning-reader"]["de"] == "Gleichauf oder mehr „Lesen“"
    assert len(titles) == 8


def test_options_and_further_texts_belong_to_the_row_above() -> None:
    table = Table(FULL.encode(), "t.csv")
    first, second = table.questionnaire.sections
    assert table.filled_in == ("version",)
    assert first.items[0].help is not None
    assert [option.value for option in first.items[0].options] == ["work", "home"]  # type: ignore[union-attr]
    assert second.stem is not None
    assert second.show_if is not None
    assert [item.reverse for item in second.items] == [False, True]  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_are_read_as_spreadsheets_write_them(mark: str, start: bytes, end: str) -> None:
    with io.StringIO() as text:
        rows = [["", ""], *csv.reader(io.StringIO(FULL))]
        csv.writer(text, delimiter=mark, lineterminator=end).writerows(rows)
        content = start + text.getvalue().encode()
    assert Table(content, "t.csv").questionnaire == Table(FULL.encode(), "t.csv").questionnaire


def test_own_columns_and_blank_rows_are_left_out() -> None:
    text = FULL.replace("text.de\n", "text.de,#note,\n").replace("nie\n", "nie,really?,\n,,,\n\n")
    assert (
        Table(text.encode(), "t.csv").questionnaire == Table(FULL.encode(), "t.csv").questionnaire
    )


def test_no_cell_of_a_written_table_is_a_formula() -> None:
    text = SMALL.replace("Wo könnten", "=1+1; wo könnten").replace('"xing"', '"@x"')
    text = text.replace('"mastodon"', '"12"')
    written = write_table(read(text.encode(), "x"))
    cells = {cell for row in csv.reader(io.StringIO(written.decode("utf-8-sig"))) for cell in row}
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]
    assert {'"12"', '"@x"', "'=1+1; wo könnten Sie Ihr Können zeigen?"} <= cells


# What is wrong where


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "message", "hint"),
    [
        ("facet,reverse", "fazet,reverse", 1, "fazet", "Unknown column “fazet”.", "facet"),
        (
            "pole,resp",
            "minimum,resp",
            1,
            "minimum",
            "Unknown column “minimum”",
            "column “more”: minimum",
        ),
        ("text.de", "text", 1, "text", "Unknown column “text”.", "such as text.en"),
        ("text.de", "text.en", 1, "text.en", "“text.en” is given twice.", ""),
        ("text.de", "text.d_e", 1, "text.d_e", "“d_e” is not a language code.", "de, en"),
        ("facet,reading", "fcet,reading", 6, "what", "No row is called “fcet”.", "facet"),
        (
            "section,start",
            "xyz,start",
            9,
            "what",
            "No row is called “xyz”.",
            "Possible here: quest",
        ),
        ("facet,reading", "facet,", 6, "id", "The row has no id.", ""),
        ("option,2", "option,", 5, "id", "The row has no id.", ""),
        ("facet,trying", "facet,reading", 7, "id", "The id “reading” is given twice.", ""),
        ("item,tried", "item,read", 17, "id", "The id “read” is given twice.", ""),
        ("option,2", "option,1", 5, "id", "1 is not greater than 1.", ""),
        ("facet,trying", "facet,Try it", 7, "id", "“Try it” is not a valid id", "try-it"),
        ("reading, trying", "reading, tring", 8, "facet", "Unknown facet “tring”.", "trying"),
        ("choice", "chioce", 10, "kind", "“kind” cannot be “chioce”.", "choice"),
        ("WAHR", "rückwärts", 17, "reverse", "“reverse” must be true or false.", ""),
        ("Trying,Probieren", ",Probieren", 7, "text.en", "The wording in the language “en”", ""),
        ('""work"" }"', '""werk"" }"', 14, "more", "“werk” is not an answer to", "work"),
        ('""work"" }"', '""work"" "', 14, "more", "not closed", ""),
        ("show_if =", "shwo_if =", 14, "more", "Unknown key “shwo_if”.", "show_if"),
        ("show_if =", "items =", 14, "more", "“items” cannot be in “more”.", "its own column"),
        ("help,,", "stem,,", 13, "text.en", "Unknown key “stem”.", ""),
        ("nie\n", "\n", 4, "text.de", "The wording in the language “de” is missing.", ""),
        ("never,nie", ",", 4, "text.en", "“label” is missing.", ""),
        (
            "help,,,,,,,,Choose one.,Wählen Sie eines.",
            "text,,,,,,,,Who?,Wer?",
            13,
            "what",
            "twice",
            "",
        ),
        ("always,immer", "always,immer,gern", 5, "what", "The row has 11 cells", "separator"),
        ("scale,all,,", "network_advice,,,", 8, "what", "belongs below a row “networks”", ""),
        ("section,start,,", "option,start,,", 9, "what", "A row “option” belongs below a", ""),
        (
            'all,,"reading, trying",,',
            'all,,"reading, trying",,mid',
            8,
            "pole",
            "cannot be “mid”",
            "low, high",
        ),
        (
            'all,,"reading, trying",,',
            'all,,"reading, trying",,low',
            8,
            "pole",
            "“high” is missing",
            "",
        ),
    ],
)
def test_an_error_has_its_row_and_column(
    old: str, new: str, row: int, column: str, message: str, hint: str
) -> None:
    assert FULL.count(old) >= 1
    first = errors(FULL.replace(old, new, 1))[0]
    assert message in str(first.message)
    assert hint in str(first.hint or "")
    assert (first.line, first.column_name) == (row, column)


def test_an_error_is_shown_with_its_cell() -> None:
    (one,) = errors(SHORT.replace("tried-at-once,trying", "tried-at-once,trying\tout"))
    first, cell, hint = format_diagnostic(one)
    assert first.startswith("table.csv, row 3, column 2 “facet”: “trying out” is not a valid id")
    assert cell == "    trying out"
    assert hint == "    Write “trying-out”."


def test_a_language_with_many_gaps_is_one_error_with_its_rows() -> None:
    text = FULL.replace(",nie", ",").replace(",immer", ",").replace(",Lesen", ",")
    (one,) = errors(text.replace(",Alles", ",").replace(",Beginn", ","))
    assert str(one.message) == "5 texts have no wording in the language “de”."
    assert str(one.hint) == "Rows: 4–6, 8, 9."
    assert (one.line, one.column_name) == (1, "text.de")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"id,text.de\na,Gru\n\xfcber,b", 3, "it looks like Windows-1252."),
        ("id,text.de\na,b".encode("utf-16"), 1, "it looks like UTF-16."),
        (b"PK\x03\x04rest", 1, "it looks like XLSX."),
        (b'id,text.de\na,b\nc,"d\n', 3, "A quote is opened here and never closed."),
        (b'id,text.de\na,"b"c', 2, "Something follows the closing quote of the cell."),
        (
            b'id,text.de\na,"' + b"b" * (2**17 + 1) + b'"',
            2,
            "perhaps a quote is opened here and never closed.",
        ),
        (b"", 1, "No column has texts."),
        (b"id,facet\na,b", 1, "No column has texts."),
        (b"id,text.de\n", 1, "The table has no row “item”."),
        (b"#" * (2**20 + 1), 1, "The file is larger than 1024 KiB."),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, line: int, message: str) -> None:
    (one,) = errors(content)
    assert one.line == line
    assert str(one.message).endswith(message)


CELLS = st.one_of(
    st.sampled_from([*ROWS, *TEXT_KEYS]),
    st.sampled_from(["a", "b", "1", "low", "high", "choice", "x", '"', "when = 3", "facet = []"]),
    st.sampled_from(
        ["low = [1]", "options = 1", "a = {", "minimum = 1e9", "low = 'a', high = 'b'"]
    ),
    st.text(max_size=5),
)


@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=8))
def test_whatever_the_cells_say_the_answer_is_a_questionnaire_or_errors(
    rows: list[list[str]],
) -> None:
    with io.StringIO(newline="") as text:
        csv.writer(text).writerows([[*COLUMNS, "text.de", "text.en"], *rows])
        content = text.getvalue().encode(errors="replace")
    with suppress(QuestionnaireError):
        assert Table(content, "t.csv").questionnaire
