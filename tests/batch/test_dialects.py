"""Tables as other programs write them by default, and netztui's own, are scored as they are."""

import csv
import io
import random
from collections.abc import Iterator
from functools import cache

import pytest
from samples import small
from scoring.reference_form import form_key

from batch.tables import ITEMS, responses, table, written
from batch.test_table import PLAIN, refused, rows
from netztui.batch.cells import SPELLINGS, AnswersByCell
from netztui.batch.columns import ITEM, NAME_LIMIT, safe_names
from netztui.batch.scores import column_names, column_values, write_scores
from netztui.batch.table import ResponsesError, ResponseTable
from netztui.questionnaire.model import Questionnaire
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row

TOWNS = ("Köln", "Biel, Bienne", 'the "Ruhr"', None)
RANDOMNESS = random.Random(14)
PEOPLE = [
    [
        RANDOMNESS.choice(TOWNS),
        *[None if RANDOMNESS.random() < 0.05 else RANDOMNESS.randint(1, 5) for _ in ITEMS],
    ]
    for _ in range(2000)
]


def quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def as_r() -> Iterator[str]:
    """write.csv(d, "d.csv"): names of rows, dots in names, quotes around text, NA."""
    yield ",".join(map(quoted, ["", "town", *[item.replace("-", ".") for item in ITEMS]]))
    for number, (town, *answers) in enumerate(PEOPLE, start=1):
        cells = ["NA" if answer is None else str(answer) for answer in answers]
        yield ",".join([f'"{number}"', "NA" if town is None else quoted(town), *cells])


def as_pandas() -> Iterator[str]:
    """d.to_csv("d.csv"): an index without a name, decimals in columns with gaps."""
    yield ",".join(["", "town", *ITEMS])
    for number, (town, *answers) in enumerate(PEOPLE):
        name = quoted(town) if town and set(town) & {",", '"'} else town or ""
        yield ",".join([str(number), name, *["" if one is None else f"{one}.0" for one in answers]])


def as_polars() -> Iterator[str]:
    """d.write_csv("d.csv")."""
    yield ",".join(["town", *ITEMS])
    for town, *answers in PEOPLE:
        name = quoted(town) if town and set(town) & {",", '"'} else town or ""
        yield ",".join([name, *["" if one is None else str(one) for one in answers]])


@cache
def scores_of_people() -> list[dict[str, str]]:
    found = [column_values(score_row(form_key(), answers)) for _town, *answers in PEOPLE]
    return [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in found
    ]


@pytest.mark.parametrize("lines", [as_r, as_pandas, as_polars])
def test_two_thousand_rows_in_another_programs_default_csv_are_scored(lines):
    content = "".join(f"{line}\n" for line in lines()).encode()
    found = list(csv.DictReader(io.StringIO(written(content))))
    for row, (town, *_), scores in zip(found, PEOPLE, scores_of_people(), strict=True):
        assert row["town"] in {town, "" if town is None else town, "NA" if town is None else town}
        assert {name: row[name] for name in scores} == scores


@pytest.mark.parametrize(
    "cell",
    ["", " ", "NA", "na", "N/A", "#N/A", "<NA>", ".", "NaN", "nan", "NULL", "None", "\u00a0NA "],
)
def test_an_answer_is_missing_in_any_spelling(cell):
    assert rows(table([[cell, *PLAIN[1:]]])) == [((), (None, *PLAIN[1:]))]


@pytest.mark.parametrize("cell", ["4", " 4 ", "4.0", "4.000", "4,0", "4.", "+4", "04"])
def test_a_whole_number_counts_in_any_spelling(cell):
    assert rows(table([[cell, *PLAIN[1:]]], delimiter=";")) == [((), (4, *PLAIN[1:]))]


def test_only_so_many_spellings_are_remembered():
    by_cell = AnswersByCell([4])
    assert all(by_cell[" " * length + "4"] == 4 for length in range(2 * SPELLINGS))
    assert len(by_cell) == SPELLINGS


def test_further_codes_of_missing_answers_can_be_named():
    content = table([["-9", "99.0", "Refused", *PLAIN[3:]]])
    found = ResponseTable(io.BytesIO(content), "x", form_key(), (), ["-9", "99", " refused"])
    assert list(found) == [((), (None, None, None, *PLAIN[3:]))]


@pytest.mark.parametrize("code", ["5", "5.0", " 5"])
def test_an_option_is_no_code_of_a_missing_answer(code):
    with pytest.raises(ResponsesError, match=r"” is an option of “h1-1”, so it can't mean"):
        ResponseTable(io.BytesIO(table([])), "x", form_key(), (), ["-9", code])


def test_a_row_of_separators_alone_is_nobody():
    content = table([PLAIN]) + b"," * 31 + b"\n" + b" ,," + b"\n" + table([PLAIN]).split(b"\n")[1]
    assert rows(content) == [((), tuple(PLAIN))] * 2


@pytest.mark.parametrize(
    "spelled",
    [
        lambda item: item.replace("-", "_"),
        lambda item: item.replace("-", "."),
        lambda item: item.upper(),
        lambda item: f"{ITEM}{item}",
        lambda item: f"item.{item.replace('-', '.')}",
        lambda item: f"item_{item.replace('-', '_')}",
    ],
)
def test_columns_are_known_by_the_names_that_programs_make_of_them(spelled):
    header = ["who", *map(spelled, ITEMS)]
    assert rows(table([["a", *PLAIN]], header)) == [(("a",), tuple(PLAIN))]


def test_a_name_shortened_for_another_program_is_known():
    long = "looked-for-answers-to-questions-that-nobody-had-asked"
    key = scoring_key(
        Questionnaire.from_canonical(small().canonical.replace("looked-for-answers", long))
    )
    short = safe_names([long])[long]
    assert len(short) < NAME_LIMIT < len(long)
    header = [short if item == long else item for item in key.counted]
    assert list(responses(table([[2] * 16], header), key)) == [((), (2,) * 16)]


def test_names_are_names_in_r_stata_and_spss_and_all_different():
    names = safe_names(["item.if", "item.3d", "item.größe/Ä Ö", "p.a-b", "p.a.b", "str8", "x" * 40, "x" * 41])  # fmt: skip
    assert [*names.values()] == [
        "v_if", "v_3d", "groesse_ae_oe", "p_a_b", "p_a_b_2", "v_str8", "x" * 32, "x" * 30 + "_2",
    ]  # fmt: skip


def test_an_item_that_begins_with_a_digit_is_known_with_the_x_of_r():
    key = scoring_key(
        Questionnaire.from_canonical(small().canonical.replace("looked-for-answers", "3d-models"))
    )
    header = [f"X{item}" if item[0] == "3" else item for item in key.counted]
    assert "X3d-models" in header
    assert list(responses(table([[2] * 16], header), key)) == [((), (2,) * 16)]


def test_two_columns_for_one_item_are_refused():
    assert refused(table([], [*ITEMS, "h1.1"])) == (
        "x.csv, row 1, column 33 “h1.1”: This column and “h1-1” are both “h1-1”. "
        "Rename the column, or remove it."
    )


def test_with_items_the_raw_answers_follow_the_scores_and_can_be_scored_again():
    content = table([["a", None, *PLAIN[1:]]], ["who", *ITEMS], ";")
    target = io.BytesIO()
    write_scores(responses(content), target, items=True)
    (row,) = csv.DictReader(io.StringIO(target.getvalue().decode()), delimiter=";")
    expected = ["who", *column_names(form_key()), *[f"{ITEM}{item}" for item in ITEMS]]
    assert list(row) == expected
    assert [row[f"{ITEM}{item}"] for item in ITEMS] == ["", *["3"] * 31]
    again = io.BytesIO()
    write_scores(responses(target.getvalue()), again, items=True)
    assert again.getvalue() == target.getvalue()


def test_with_items_json_has_the_raw_answers_too():
    target = io.BytesIO()
    write_scores(responses(table([[None, *PLAIN[1:]]])), target, form="json", items=True)
    assert b'"item.h1-1": null, "item.h1-2": 3,' in target.getvalue()
    assert b'"item.h1-2"' not in written(table([PLAIN]), "json").encode()


def test_answers_to_another_questionnaire_in_a_table_of_netztuis_own_are_refused():
    target = io.BytesIO()
    content = table([["form", *PLAIN], ["other", *PLAIN]], ["questionnaire", *ITEMS])
    assert len(rows(content)) == 2  # the table is the user's own, and so is the column
    write_scores(responses(content), target, items=True)
    own = form_key().questionnaire.id
    content = target.getvalue().replace(b"form,", own.encode() + b",")
    assert refused(content) == (
        "x.csv, row 3, column 1 “questionnaire”: These are answers to “other”. Export one "
        f"questionnaire: netztui export --format csv --questionnaire {own}"
    )
