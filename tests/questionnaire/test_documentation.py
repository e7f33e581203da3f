"""docs/questionnaires.md agrees with the program: its keys, its examples, its table of tests."""

import csv
import io
import re
import runpy
from pathlib import Path

import pytest
from samples import SMALL

from netztui.diagnostics.problems import format_diagnostic
from netztui.questionnaire.spreadsheet.layout import COLUMNS, ROWS
from netztui.questionnaire.spreadsheet.reading import Table
from netztui.questionnaire.spreadsheet.writing import write_table
from netztui.questionnaire.template import template
from netztui.questionnaire.validation.reader import read
from netztui.questionnaire.validation.references import SUITABLE
from questionnaire.examining import examine

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "questionnaires.md").read_text(encoding="utf-8")


def test_the_reference_of_keys_is_up_to_date() -> None:
    with_reference = runpy.run_path(str(DOCS / "keys.py"))["with_reference"]
    assert with_reference(PAGE) == PAGE


@pytest.mark.parametrize("kind", list(SUITABLE))
def test_the_table_of_condition_tests_is_up_to_date(kind: str) -> None:
    for kinds, tests in re.findall(r"(?m)^\| ([a-z, ]+) \| (`[^|]+) \|$", PAGE):
        if kind in kinds.split(", "):
            assert tuple(re.findall(r"`(\w+)`", tests)) == SUITABLE[kind]
            return
    pytest.fail(f"{kind} is not in the table")


def test_the_example_item_is_valid() -> None:
    item = next(
        block
        for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
        if "made-notes" in block
    )
    text = SMALL.replace(
        '[[sections]]\nid = "each-network"',
        item.replace('"reading"', '"source"').replace("{ en", '{ de = "…", en')
        + '\n[[sections]]\nid = "each-network"',
    )
    assert [one for one in examine(text.encode(), "x") if one.severity == "error"] == []


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"(?m)^## (.*)$", PAGE)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) == headings


def test_the_example_diagnostic_is_what_check_prints() -> None:
    sound = template("reading-habits", ["en"], comments="en")
    item = 'id = "made-notes"\n  facet = "'
    broken = sound.replace(f"{item}reading", f"{item}raeding")
    (diagnostic,) = examine(broken.encode(), "reading-habits.toml")
    assert "\n".join(format_diagnostic(diagnostic)) in PAGE


def tables(first: str) -> list[list[dict[str, str]]]:
    """The tables of the page whose first column is called `first`, as rows with their cells."""
    found = []
    for block in re.findall(rf"(?m)^\| {first} \|.*\n(?:\|.*\n)*", PAGE):
        lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()]
        found.append([dict(zip(lines[0], line, strict=True)) for line in lines[2:]])
    return found


@pytest.mark.parametrize("number", [0, 1])
def test_the_tables_for_a_spreadsheet_become_questionnaires(number: int) -> None:
    rows = [table for table in tables("what") if "text.en" in table[0]][number]
    with io.StringIO(newline="") as text:
        table = csv.DictWriter(text, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
        questionnaire = Table(text.getvalue().encode(), "habits.csv").questionnaire
    assert (questionnaire.axis is None) == bool(number)


def test_the_translated_table_is_that_of_a_new_questionnaire() -> None:
    new = read(template("reading-habits", ["de", "en"], comments="en").encode(), "x")
    written = list(csv.DictReader(io.StringIO(write_table(new).decode("utf-8-sig"))))
    shown = next(table for table in tables("what") if "text.fr" in table[0])
    start = [row["id"] for row in written].index("last-four-weeks")
    assert [{**row, "text.fr": ""} for row in shown] == [
        {column: row.get(column, "") for column in shown[0]}
        for row in written[start : start + len(shown)]
    ]


def test_every_row_and_column_of_a_table_is_documented() -> None:
    rows = {
        row["what"].strip("`") for table in tables("what") for row in table if "`" in row["what"]
    }
    assert rows == ROWS.keys()
    (columns,) = tables("column")
    names = {name for row in columns for name in re.findall(r"`([a-z_]+)`", row["column"])}
    assert names == {*COLUMNS} - {"what", "id"}
