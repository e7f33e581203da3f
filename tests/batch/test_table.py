"""Reading a table of answers: what is taken, and what is said where of what is not."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import small
from scoring.reference_form import build, content, form_key

from batch.tables import ITEMS, responses, table
from netztui.batch.table import LINE_LIMIT, ResponsesError, ResponseTable, open_table
from netztui.scoring.points import scoring_key

PLAIN = [3] * 32
seeded = settings(derandomize=True)


def rows(content: bytes):
    return list(responses(content))


def refused(content: bytes) -> str:
    with pytest.raises(ResponsesError) as caught:
        rows(content)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_break", [b"\r\n", b"\n"])
def test_commas_semicolons_tabs_marks_and_line_breaks_make_no_difference(
    delimiter, mark, line_break
):
    rows_in = [["a;b,c\td", *PLAIN], ["d", *[1, 2] * 16]]
    content = mark + table(rows_in, ["who", *ITEMS], delimiter).replace(b"\r\n", line_break)
    found = responses(content)
    assert found.carried == ("who",)
    assert found.delimiter == delimiter
    assert list(found) == [(("a;b,c\td",), tuple(PLAIN)), (("d",), (1, 2) * 16)]
    assert found.size == len(content)


def test_a_header_in_quotes_with_semicolons_in_a_column_of_ones_own_is_understood():
    header = ",".join(f'"{item}"' for item in ITEMS)
    content = f'"a;b;c;d",{header}\nx,{",".join("3" * 32)}\n'.encode()
    assert rows(content) == [(("x",), tuple(PLAIN))]


def test_an_empty_cell_is_a_skip_and_blanks_around_a_value_are_nothing():
    content = table([[" 4 ", "", "  ", "\u00a02", *[1] * 28]])
    assert rows(content) == [((), (4, None, None, 2, *[1] * 28))]


def test_blank_lines_are_passed_over_even_before_the_header():
    content = b"\n\r\n" + table([PLAIN]) + b"\n\n" + b",".join([b"1"] * 32) + b"\n\n"
    assert [answers[0] for _, answers in rows(content)] == [3, 1]


def test_columns_may_come_in_any_order():
    shuffled = [*reversed(ITEMS)]
    assert rows(table([[*[5] * 16, *[1] * 16]], shuffled)) == [((), (*[1] * 16, *[5] * 16))]


def test_a_last_line_without_its_end_is_a_row():
    assert len(rows(table([PLAIN]).rstrip())) == 1


def test_a_header_alone_is_a_table_of_nobody():
    assert rows(table([])) == []


@seeded
@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        min_size=2,
        max_size=2,
    ),
    delimiter=st.sampled_from(",;"),
)
def test_columns_carried_through_stay_exactly_as_they_are(cells, delimiter):
    content = table([[cells[0], *PLAIN, cells[1]]], ["a", *ITEMS, "b"], delimiter)
    assert rows(content) == [(tuple(cells), tuple(PLAIN))]


def test_items_without_a_facet_are_carried_through():
    key = scoring_key(small())
    header = ["next-step", *key.counted, "got-information"]
    found = responses(table([["write more", *[2] * 16, "4"]], header), key)
    assert found.carried == ("next-step", "got-information")
    assert list(found) == [(("write more", "4"), (2,) * 16)]


# What is not taken


@pytest.mark.parametrize(
    "value", ["6", "0", "-1", "3.5", "3.05", "oft", "3 4", "٣", "00000000040", "-9"]
)
def test_a_value_that_is_no_option_is_named_with_row_and_column(value):
    answers = [*PLAIN]
    answers[20] = value
    assert refused(table([PLAIN, answers])) == (
        f"x.csv, row 3, column 21 “{ITEMS[20]}”: “{value}” is not one of the options. "
        "Possible here: 1, 2, 3, 4, 5; an empty cell or NA is a skip. Add other codes "
        "for missing answers with --missing."
    )


def test_what_is_quoted_from_a_table_is_short_and_printable():
    said = refused(table([["\x1b[31m" + "y" * 1000, *PLAIN[1:]]]))
    assert "“�[31my" in said
    assert len(said) < 250


def test_a_row_is_counted_in_lines_so_that_an_editor_finds_it():
    content = table([["one\nof three\nlines", *PLAIN], ["x", *PLAIN[1:], 9]], ["who", *ITEMS])
    assert "x.csv, row 5, column 33 " in refused(content)


def test_a_row_too_long_is_refused_at_the_first_cell_too_many():
    assert refused(table([[*PLAIN, 4, 4]])) == (
        "x.csv, row 2, column 33: The row has 34 cells, the header 32. "
        "Put a cell that contains “,” in quotes."
    )


def test_a_row_too_short_is_refused_at_the_first_cell_missing():
    assert refused(table([PLAIN, PLAIN, PLAIN[:30]], delimiter=";")) == (
        f"x.csv, row 4, column 31 “{ITEMS[30]}”: The row has 30 cells, the header 32. "
        "A skipped answer is an empty cell between two separators."
    )


def test_a_missing_column_is_refused_with_what_may_be_meant():
    header = [item.replace("h1-2", "hl-2") for item in ITEMS]
    assert refused(table([PLAIN], header)) == (
        "x.csv, row 1: Columns missing (1): h1-2. Is “hl-2” meant to be “h1-2”?"
    )


def test_of_many_missing_columns_a_few_are_named():
    said = refused(b"name\tage\nx\t3\n")
    assert "Columns missing (32): h1-1, h1-2, h1-3, h1-4, h2-1, h2-2, h2-3, h2-4, …." in said
    assert said.endswith("The header needs the id of every rating that belongs to a facet.")


@pytest.mark.parametrize("column", ["h1-1", "who", ""])
def test_a_column_given_twice_is_refused(column):
    header = ["who", "", *ITEMS, column]
    name = f" “{column}”" if column else ""
    assert refused(table([], header)) == (
        f"x.csv, row 1, column 35{name}: Another column, or a computed one, has the same "
        "name. Rename the column, or remove it."
    )


def test_a_very_wide_table_is_refused_soon():
    header = [f"c{n}" for n in range(100_000)]
    assert "Columns missing (32)" in refused(table([], header))


@pytest.mark.parametrize("column", ["axis", "p.balanced", "facet.h1", "quality.opposites"])
def test_a_column_with_the_name_of_a_figure_is_refused(column):
    said = refused(table([], [*ITEMS, column]))
    assert f"column 33 “{column}”: Another column, or a computed one, has the same name." in said


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n\r\n"])
def test_an_empty_file_is_refused(content):
    assert refused(content).startswith("x.csv is empty. The first row names the columns")


def test_text_in_another_encoding_is_refused_with_row_and_column():
    content = table([["Jörg", *PLAIN, "Köln"]], ["who", *ITEMS, "town"])
    message = (
        "x.csv, row 2, column {}: This is not text in UTF-8. It seems to be Windows-1252, as Excel "
        "writes it. In Excel, save the table as “CSV UTF-8”; elsewhere, convert it: iconv -f "
        "WINDOWS-1252 -t UTF-8 OLD.csv > NEW.csv"
    )
    assert refused(content.decode().encode("cp1252")) == message.format("1 “who”")
    assert refused(content.replace(b"K\xc3\xb6", b"K\xf6")) == message.format("34 “town”")
    assert refused(content.decode().encode("utf-16")) == (
        "x.csv, row 1, column 1: This is not text in UTF-8, but in UTF-16. "
        "Save the table as CSV in UTF-8."
    )
    assert refused(content.replace(b"K\xc3\xb6", b"K\x81")) == (
        "x.csv, row 2, column 34 “town”: This is not text in UTF-8. Save the table as CSV in UTF-8."
    )


def test_a_header_that_is_not_utf_8_is_reported_by_its_number():
    content = table([], [*ITEMS, "Größe"]).decode().encode("cp1252")
    assert refused(content).startswith("x.csv, row 1, column 33: This is not text in UTF-8.")


def test_a_fault_inside_a_cell_of_several_lines_is_reported_where_its_row_starts():
    assert "row 2, column 1 “who”: This is not" in refused(
        table([], ["who", *ITEMS]) + b'"one\ntwo\nthr\xffee",3'
    )


@pytest.mark.parametrize(
    ("start", "column"),
    [
        (b'a,"b', 2),
        (b'"a,b",c', 2),
        (b'"a ""b"", c",d', 2),
        (b'a "b, c", d', 3),
        (b"a,b\rc", 2),
        (b'"' * 200_000 + b",b", 2),
        (b"", 1),
    ],
)
@pytest.mark.parametrize("before", [b"", b"\n\n", table([PLAIN])])
def test_the_column_is_right_whatever_precedes_the_fault(before, start, column):
    said = refused(before + start + b"\xff")
    row = before.count(b"\n") + 1
    assert f"x.csv, row {row}, column {column}" in said


@pytest.mark.parametrize("following", [0, 3, 20_000])
def test_a_quote_never_closed_is_named_where_it_is_opened(following):
    content = table([["a", *PLAIN, "b"]] * 2, ["who", *ITEMS, "note"])
    content += b'c,"3' + b",3" * 31 + b",d\n" + table([["e", *PLAIN, "f"]] * following)
    said = refused(content)
    assert f"x.csv, row 4, column 2 “{ITEMS[0]}”: " in said
    assert "never closed" in said


def test_text_behind_a_closing_quote_is_named_with_row_and_column():
    content = table([]) + b'3,"3"3' + b",3" * 30 + b"\n"
    assert f"row 2, column 2 “{ITEMS[1]}”: Something follows the closing quote" in refused(content)


def test_a_line_break_that_ends_no_row_is_named_with_row_and_column():
    content = table([]) + b"3,3\r3" + b",3" * 30 + b"\n"
    assert f"row 2, column 2 “{ITEMS[1]}”: Unquoted line break in a cell" in refused(content)


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    assert "row 2, column 1 “h1-1”: The line is longer than 1 MiB." in refused(
        table([]) + b"3" * (LINE_LIMIT + 1)
    )
    assert refused(b"x" * (LINE_LIMIT + 1)).startswith("x.csv, row 1, column 1:")


def test_a_table_that_breaks_off_while_it_is_read_is_refused():
    class Failing(io.BytesIO):
        def readline(self, size=-1):
            line = super().readline(size)
            if not line:
                raise OSError
            return line

    with pytest.raises(ResponsesError, match=r"row 3, column 1 “h1-1”: The rest cannot be read"):
        list(ResponseTable(Failing(table([PLAIN])), "x.csv", form_key()))


@seeded
@given(content=st.binary() | st.binary().map(lambda tail: table([PLAIN]) + tail))
def test_whatever_the_bytes_are_there_are_rows_or_one_sentence(content):
    said, found = "one sentence", []
    try:
        found = rows(content)
    except ResponsesError as error:
        said = str(error)
    assert said.isprintable()
    assert all(len(answers) == 32 for _, answers in found)


def test_ratings_asked_for_each_option_fit_no_table():
    data = content()
    item = {"id": "used", "kind": "choices", "text": {"en": "x"}}
    item["options"] = [{"value": value, "label": {"en": value}} for value in ("a", "b")]
    data["sections"].insert(0, {"id": "first", "title": {"en": "x"}, "items": [item]})
    data["sections"][1]["for_each"] = "used"
    with pytest.raises(ResponsesError, match="“h1-1” is asked once for each option of “used”"):
        responses(table([PLAIN]), scoring_key(build(data)))


def test_files_that_cannot_be_opened_are_named(tmp_path: Path):
    with pytest.raises(ResponsesError, match="does not exist"):
        open_table(str(tmp_path / "none.csv"))
    with pytest.raises(ResponsesError, match="is a folder"):
        open_table(str(tmp_path))
