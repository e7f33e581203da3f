"""From table to table: what comes out, in which order, and with how much memory."""

import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import small
from scoring.reference_form import form_key

from batch.tables import ITEMS, responses, scored, table, written
from netztui.batch.scores import column_names, column_values, write_scores
from netztui.batch.table import ResponsesError
from netztui.diagnostics.sanitize import sanitize
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score_row

seeded = settings(derandomize=True)
answer = st.none() | st.integers(1, 5)
people = st.lists(st.lists(answer, min_size=32, max_size=32).filter(any), max_size=5)
own_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def crowd(count):
    randomness = random.Random(7)
    return [
        [f"p{n}", *[randomness.choice((None, 1, 2, 3, 4, 5)) for _ in ITEMS]] for n in range(count)
    ]


def expected(answers):
    return column_values(score_row(form_key(), answers))


def without_advice(people):
    """What JSON has of these people apart from the advice, with the numbers of a table."""
    found = [{name: row[name] for name in row if name != "advice"} for row in people]
    return [{**row, "sure": int(row["sure"])} for row in found]


@seeded
@given(people=people, delimiter=st.sampled_from(",;"))
def test_csv_holds_every_digit_of_every_figure(people, delimiter):
    text = written(table(people, delimiter=delimiter))
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert read[0] == list(column_names(form_key()))
    for cells, answers in zip(read[1:], people, strict=True):
        for cell, figure in zip(cells, expected(answers).values(), strict=True):
            if figure is None:
                assert cell == ""
            else:
                assert type(figure)(cell) == figure


@seeded
@given(people=people)
def test_json_holds_every_digit_of_every_figure(people):
    found = scored(table(people))
    assert without_advice(found) == [expected(answers) for answers in people]
    assert all(isinstance(row["sure"], bool) for row in found)


def test_json_has_the_advice_that_the_result_would_show():
    data = small().written()
    label = {"de": "x", "en": "x"}
    data["sections"][0]["items"].append(
        {
            "id": "wanted",
            "kind": "choice",
            "text": label,
            "options": [{"value": one, "label": label} for one in ("work", "other")],
        }
    )
    data["advice"] = [
        {"id": "work", "answers": {"item": "wanted", "is": "work"}, "question": label},
        {
            "id": "contacts",
            "when": {"contacts": "high", "expertise": "low"},
            "text": label,
            "question": label,
        },
        {"id": "any", "answers": {"item": "looked-for-answers", "at_least": 4}, "question": label},
    ]
    key = scoring_key(Questionnaire.from_written(data))

    def person(**facets):
        return [
            6 - facets.get(one.facet, 3) if key.questionnaire.ratings[item][0].reverse
            else facets.get(one.facet, 3)
            for item, one in key.counted.items()
        ]  # fmt: skip

    rows = [
        ["work ", *person(contacts=5, expertise=1)],
        ["nothing known", *person(contacts=4, expertise=2, source=4)],
        ["", *person()],
    ]
    first, second, third = scored(table(rows, ["wanted", *key.counted]), key)
    assert first["advice"] == [
        {"id": "work", "outright": False},
        {"id": "contacts", "outright": True},
    ]
    assert [one["id"] for one in second["advice"]] == ["contacts", "any"]
    assert (third["advice"], third["placement"], third["sure"]) == ([], "undecided", False)
    assert list(first)[-1] == "advice"


def test_whether_the_placement_is_sure_is_true_or_1():
    clear = table([[5, 5, 5, 1] * 4 + [1, 1, 1, 5] * 4])
    (found,) = scored(clear)
    assert (found["placement"], found["sure"]) == ("hunter", True)
    (row,) = csv.DictReader(io.StringIO(written(clear)))
    assert (row["placement"], row["sure"]) == ("hunter", "1")


@seeded
@given(cells=st.tuples(own_text, own_text), delimiter=st.sampled_from(",;"))
def test_columns_carried_through_come_out_in_front_as_they_were(cells, delimiter):
    answers = [3, 4, 2, 5] * 8
    content = table([[cells[0], *answers, cells[1]]], ["b", *ITEMS, "a"], delimiter)
    text = io.StringIO(written(content), newline="")
    header, row = csv.reader(text, delimiter=delimiter, strict=True)
    # But for control characters, which a terminal would obey.
    shown = ["\t".join(map(sanitize, cell.replace("\r\n", "\n").split("\t"))) for cell in cells]
    assert (header[:3], row[:2]) == (["b", "a", "facet.h1"], shown)
    (line,) = written(content, "json").split("\n")[:-1]
    assert list(json.loads(line).items())[:2] == [("b", cells[0]), ("a", cells[1])]


def test_a_table_of_nobody_gives_a_header_or_nothing():
    assert written(table([])) == ",".join(column_names(form_key())) + "\n"
    assert written(table([]), "json") == ""


def test_the_order_of_people_and_columns_changes_nothing_but_the_order():
    rows = crowd(40)
    found = scored(table(rows, ["who", *ITEMS]))
    places = random.Random(3).sample(range(32), 32)
    shuffled = [[row[0], *[row[1 + place] for place in places]] for row in reversed(rows)]
    header = ["who", *[ITEMS[place] for place in places]]
    assert scored(table(shuffled, header)) == list(reversed(found))


@pytest.mark.parametrize("faulty", [[0], [100], [600, 601], [799]])
def test_the_first_faulty_row_is_reported_after_all_before_it_are_written(faulty):
    rows = crowd(800)
    for place in faulty:
        rows[place][5] = "x"
    target = io.BytesIO()
    with pytest.raises(ResponsesError, match=f"row {faulty[0] + 2}, column 6 "):
        write_scores(responses(table(rows, ["who", *ITEMS])), target)
    assert target.getvalue().decode() == written(table(rows[: faulty[0]], ["who", *ITEMS]))


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="reads the peak of memory from /proc"
)
def test_many_more_rows_take_no_more_memory(tmp_path):
    # Both are several of the blocks in which NumPy scores a table.
    few, many = (peak_memory(count, tmp_path) for count in (36_000, 180_000))
    assert many < few * 1.1, (few, many)


MEASURED = """
import sys
from pathlib import Path

from netztui.questionnaire.validation.reader import read_file
from netztui.batch.scores import write_scores
from netztui.batch.table import ResponseTable
from netztui.scoring.points import scoring_key

key = scoring_key(read_file(Path(sys.argv[1])))
with open(sys.argv[2], "rb") as source, open(sys.argv[3], "wb") as target:
    write_scores(ResponseTable(source, "x", key), target)
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]))
"""


def peak_memory(count, folder):
    """Kilobytes."""
    script, source = folder / "measured.py", folder / f"{count}.csv"
    script.write_text(MEASURED, encoding="utf-8")
    file = shipped_folder() / "hunter-gatherer.toml"
    items = list(scoring_key(read_file(file)).counted)
    with source.open("w", encoding="utf-8", newline="") as table_file:
        out = csv.writer(table_file)
        out.writerow(["who", *items])
        out.writerows(
            [n, *[(n * place) % 5 + 1 for place in range(len(items))]] for n in range(count)
        )
    command = [sys.executable, script, file, source, folder / "out.csv"]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
