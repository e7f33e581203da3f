"""The codebook: a variable for each column, and scripts that label them."""

import csv
import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import PLANNED, SMALL, small
from scoring.reference_form import build, content

from netztui.archive.archive import Archive
from netztui.archive.exchange.export import select_for_export
from netztui.assessment.assessment import Answer, Assessment
from netztui.batch.codebook import Variable, codebook, markdown, rows
from netztui.batch.columns import NAME_LIMIT
from netztui.batch.labelling import script
from netztui.batch.scores import CsvStyle, write_results
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read, read_file
from netztui.scoring.score import score

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOSTILE = '"); system("x") # \\\\ `*|<b>[x](y)_'
FREQUENCY = {1: "never", 2: "rarely", 3: "occasionally", 4: "often", 5: "always"}


def without_axis():
    data = content()
    del data["axis"]
    return build(data)


def shipped():
    return read_file(shipped_folder() / "hunter-gatherer.toml")


def variables(questionnaire=None, language: str = "en") -> dict[str, Variable]:
    return {one.name: one for one in codebook(questionnaire or small(), language)}


def hostile():
    text = SMALL.replace('en = "never"', f"en = '''{HOSTILE}'''")
    return read(text.replace("I looked", r"I\n\nlooked").encode(), "x.toml")


@pytest.mark.parametrize("questionnaire", [small, shipped, without_axis])
def test_the_variables_are_the_columns_of_an_export(tmp_path: Path, questionnaire):
    assessment, target = Assessment(questionnaire()), io.BytesIO()
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        id_ = archive.begin(assessment, "en", NOON)
        archive.finish(id_, score(assessment), NOON)
        write_results(archive, target, select_for_export(archive), texts=True)
    header = next(csv.reader(io.StringIO(target.getvalue().decode())))
    language = questionnaire().languages[-1]
    assert [one.column for one in codebook(questionnaire(), language)] == header


@pytest.mark.parametrize("questionnaire", [small, shipped, without_axis])
def test_names_are_accepted_everywhere_and_every_variable_has_a_label(questionnaire):
    found = codebook(questionnaire(), questionnaire().languages[-1])
    assert len({one.name for one in found}) == len(found)
    assert all(re.fullmatch(rf"[a-z][a-z0-9_]{{0,{NAME_LIMIT - 1}}}", one.name) for one in found)
    assert all(one.label.strip() and "{" not in one.label for one in found)


def test_a_rating_has_its_wording_options_facet_scale_and_keying():
    found = variables()
    assert found["searched_for_clients"] == Variable(
        "searched_for_clients",
        "item.searched-for-clients",
        "answer",
        "When I was on my networks in the last 4 weeks, … I looked specifically for people who "
        "might need my services.",
        True,
        FREQUENCY,
        facet="contacts",
        scales=("hunter",),
        keyed="+",
        missing=("skipped", "not-asked"),
    )
    assert {one.keyed for one in found.values()} == {None, "+", "-"}
    assert [one.name for one in found.values() if one.keyed == "-"] == [
        item.replace("-", "_") for item in small().items if getattr(small().items[item], "reverse", 0)
    ]  # fmt: skip


def test_other_answers_have_their_options_range_and_reasons():
    found = variables(read(PLANNED.encode(), "x.toml"))
    chosen = found["networks_used_xing"]
    assert (chosen.label[-5:], chosen.options) == (" XING", {0: "no", 1: "yes"})
    assert chosen.missing == ("skipped",)
    days = found["days_used_xing"]
    assert (days.minimum, days.maximum, days.label[-7:]) == (0, 28, " (days)")
    assert (days.facet, days.keyed, days.scales) == (None, None, ())
    assert (found["next_step"].numeric, found["got_information_xing"].options) == (False, FREQUENCY)


def test_scores_have_the_labels_of_their_areas_and_their_ranges():
    found = variables(language="de")
    assert found["facet_contacts"].label == "Zielwahl: points"
    assert found["scale_hunter_se"].label == "Jäger: standard error"
    assert found["p_hunter"].label == "Probability of “Jäger”"
    assert found["axis"].label == "Position from “Sammler” to “Jäger”"
    assert (found["axis"].minimum, found["axis"].maximum) == (-100, 100)
    assert not found["placement"].numeric
    assert found["skipped"].missing == ()
    assert "hunter" in variables(shipped())["placement"].options


def test_the_codebook_as_markdown_shows_all_text_as_text():
    lines = list(markdown(hostile(), "en"))
    assert "| `searched_for_clients` | item.searched-for-clients | When I was on" in "".join(lines)
    escaped = r'1 = "); system("x") # \\\\ \`\*\|\<b\>\[x\](y)\_; 2 = rarely'
    assert any(escaped in line for line in lines)
    for table in "\n".join(lines).split("\n\n"):
        cells = [len(re.findall(r"(?<!\\)\|", one)) for one in table.splitlines() if one[:1] == "|"]
        assert len(set(cells)) <= 1, table


def test_rows_are_the_same_in_words():
    (row,) = rows((variables()["searched_for_clients"],))
    assert row["values"] == "1 = never; 2 = rarely; 3 = occasionally; 4 = often; 5 = always"
    assert (row["scales"], row["keyed"], row["missing"]) == ("hunter", "+", "skipped, not asked")
    (days,) = rows((variables()["days_used_xing"],))
    assert days["values"] == "0 … 28"


def test_the_script_for_pandas_knows_every_variable_and_option():
    found = codebook(hostile(), "en")
    constants: dict[str, object] = {}
    exec(script(found, "pandas").partition("def ")[0].replace("import pandas as pd", ""), constants)
    assert constants["COLUMNS"] == {one.column: one.name for one in found}
    assert constants["MEANINGS"] == {one.name: one.label for one in found}
    assert constants["NUMBERS"] == [one.name for one in found if one.numeric]
    assert constants["TIMES"] == ["started_at", "finished_at"]
    assert constants["ANSWERS"] == {one.name: one.options for one in found if one.options}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
@pytest.mark.parametrize("style", [CsvStyle(), CsvStyle(";", bom=True, decimal_comma=True)])
def test_r_reads_and_labels_an_export(tmp_path: Path, style: CsvStyle):
    assessment = Assessment(hostile(), {"searched-for-clients": Answer(1)})
    with (
        Archive.open(tmp_path / "archive.sqlite") as archive,
        (tmp_path / "results.csv").open("wb") as target,
    ):
        id_ = archive.begin(assessment, "en", NOON)
        archive.finish(id_, score(assessment), NOON)
        write_results(archive, target, select_for_export(archive), texts=True, style=style)
    told = "cat(labelled$id, format(results$started_at), levels(labelled$searched_for_clients)[1])"
    written = script(codebook(hostile(), "en"), "r") + f'cat("\\n"); {told}'
    (tmp_path / "label.R").write_text(written, encoding="utf-8")
    command = ["Rscript", "label.R", "results.csv"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == f"{id_} 2025-03-01 12:00:00 {HOSTILE}"
    assert not done.stderr


def test_the_script_for_r_quotes_every_text():
    written = script(codebook(hostile(), "en"), "r")
    escaped = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    assert f'list(c("{escaped}" = 1, "rarely" = 2, ' in written
    assert '"item.got-information/xing" = "got_information_xing",\n' in written
    assert '"note" = "Note",' in written
