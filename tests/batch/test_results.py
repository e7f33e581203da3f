"""One's own results as a table."""

import csv
import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from samples import SMALL, small

from netztui.archive.archive import Archive
from netztui.archive.errors import ExchangeError
from netztui.archive.exchange.export import select_for_export
from netztui.assessment.assessment import Answer, Assessment
from netztui.batch.scores import (
    CsvStyle,
    column_names,
    column_values,
    neutralize_formula,
    write_results,
    write_scores,
)
from netztui.batch.table import ResponseTable
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read, read_file
from netztui.scoring.points import scoring_key
from netztui.scoring.score import score

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
RATINGS = list(small().items)[1:17]


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "archive.sqlite") as archive:
        yield archive


def answered(value: int = 4, questionnaire=None, **others) -> Assessment:
    answers = {key: Answer(value) for key in RATINGS}
    answers |= {key.replace("_", "-"): Answer(said) for key, said in others.items()}
    return Assessment(questionnaire or small(), answers)


def finished(archive: Archive, assessment: Assessment, day: int = 0, note: str | None = None):
    id_ = archive.begin(assessment, "de", NOON + timedelta(days=day))
    archive.finish(id_, score(assessment), NOON + timedelta(days=day, minutes=6))
    archive.annotate(id_, note)
    return id_


def written(archive: Archive, id_: str | None = None, **options) -> bytes:
    target = io.BytesIO()
    write_results(archive, target, select_for_export(archive, id_), **options)
    return target.getvalue()


def table(archive: Archive, id_: str | None = None, **options) -> list[dict[str, str]]:
    text = written(archive, id_, **options).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_result_is_a_row_with_its_date_figures_and_raw_answers(archive: Archive):
    assessment = answered(networks_used=("xing",), followed_news=None)
    rated = {**assessment.answers, "got-information/xing": Answer(5), "days-used/xing": Answer(9)}
    assessment = Assessment(small(), rated)
    id_ = finished(archive, assessment)
    (row,) = table(archive)
    assert list(row)[:8] == [
        "id", "questionnaire", "version", "language", "started_at", "finished_at", "note",
        "facet.contacts",
    ]  # fmt: skip
    assert (row["id"], row["questionnaire"], row["version"]) == (id_, "small", "1.0.0")
    assert row["finished_at"] == "2025-03-01T12:06:00.000000Z"
    expected = column_values(score(assessment))
    for name in column_names(scoring_key(small())):
        assert row[name] == ("" if expected[name] is None else str(expected[name])), name
    assert (row["item.explained-work"], row["item.followed-news"]) == ("4", "")
    assert row["item.got-information/xing"] == "5"
    assert row["item.got-information/linkedin"] == ""
    assert (row["item.days-used/xing"], row["item.days-used/linkedin"]) == ("9", "")
    assert (row["item.networks-used/xing"], row["item.networks-used/linkedin"]) == ("1", "0")
    assert "item.next-step" not in row


def test_answers_to_hidden_questions_are_left_out(archive: Archive):
    hidden = {**answered().answers, "got-information/xing": Answer(5)}
    finished(archive, Assessment(small(), hidden))
    (row,) = table(archive)
    assert row["item.got-information/xing"] == ""


def test_results_stand_in_the_order_in_which_they_were_finished(archive: Archive):
    late, early = finished(archive, answered(), 9), finished(archive, answered(), 3)
    archive.begin(answered(), "de", NOON)
    assert [row["id"] for row in table(archive)] == [early, late]
    assert [row["id"] for row in table(archive, early)] == [early]


def test_several_states_of_a_questionnaire_share_one_table(archive: Archive):
    finished(archive, answered(5), 0)
    other = SMALL.replace('"explained-work"', '"axis"').replace('"1.0.0"', '"1.1.0"')
    changed = read(other.encode(), "small.toml")
    answers = {item: Answer(2) for item in list(changed.items)[1:17]}
    finished(archive, Assessment(changed, answers), 1)
    old, new = table(archive)
    assert (old["version"], new["version"]) == ("1.0.0", "1.1.0")
    assert (old["item.explained-work"], old["item.axis"]) == ("5", "")
    assert (new["item.explained-work"], new["item.axis"]) == ("", "2")
    assert float(new["axis"]) == 0


def test_no_results_make_a_table_with_a_header(archive: Archive):
    assert table(archive) == []


def test_a_draft_alone_is_refused_with_a_sentence(archive: Archive):
    id_ = archive.begin(answered(), "de", NOON)
    with pytest.raises(ExchangeError, match=r"A draft has no scores yet.* Export it as JSON"):
        table(archive, id_)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", '=HYPERLINK("x")'],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(archive: Archive, text: str):
    assert neutralize_formula(text) == f"'{text}"
    finished(archive, answered(), note=text)
    (row,) = table(archive)
    assert row["note"] == f"'{text}".replace("\r", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize("cell", ["fine", "a = b", "’=", "", None, -12.5, 3, 1e-9])
def test_other_texts_and_all_numbers_stay_as_they_are(cell):
    assert neutralize_formula(cell) == cell
    assert type(neutralize_formula(cell)) is type(cell)


def test_negative_figures_stay_numbers(archive: Archive):
    gatherer = {
        key: Answer(5 if small().items[key].facet in {"source", "diversity"} else 1)
        for key in RATINGS
    }
    for key in RATINGS:
        if small().items[key].reverse:
            gatherer[key] = Answer(6 - gatherer[key].value)
    finished(archive, Assessment(small(), gatherer))
    (row,) = table(archive)
    assert float(row["axis"]) == -100


def test_a_note_of_several_lines_stays_one_cell(archive: Archive):
    finished(archive, answered(), note='one\n"two", three')
    (row,) = table(archive)
    assert row["note"] == 'one\n"two", three'


def test_the_raw_answers_are_enough_to_work_the_figures_out_again(archive: Archive):
    finished(archive, answered(3, left_contacts_to_chance=5, followed_news=1))
    (row,) = table(archive)
    raws = {key: Answer(int(row[f"item.{key}"])) for key in RATINGS}
    assert row["axis"] == str(column_values(score(Assessment(small(), raws)))["axis"])
    assert (
        json.loads(row["facet.source"])
        == score(answered(3, left_contacts_to_chance=5, followed_news=1)).facets["source"].value
    )


def test_texts_go_out_where_they_are_asked_for_and_no_formula_with_them(archive: Archive):
    finished(archive, answered(next_step="=1+1"))
    (row,) = table(archive, texts=True)
    assert row["item.next-step"] == "'=1+1"


def test_a_question_that_was_skipped_says_nothing_of_its_options(archive: Archive):
    finished(archive, answered(networks_used=None))
    finished(archive, answered(networks_used=()), 1)
    skipped, none = table(archive)
    assert (skipped["item.networks-used/xing"], none["item.networks-used/xing"]) == ("", "0")


def test_a_table_is_written_for_the_program_that_reads_it(archive: Archive):
    finished(archive, answered(), note="a;b, 1.5")
    style = CsvStyle(";", bom=True, decimal_comma=True)
    content = written(archive, style=style)
    assert content.startswith(b"\xef\xbb\xbfid;questionnaire;")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    (usual,) = table(archive)
    assert (row["note"], row["item.explained-work"]) == ("a;b, 1.5", "4")
    assert "." in usual["scale.hunter.se"]
    assert row["scale.hunter.se"] == usual["scale.hunter.se"].replace(".", ",")


@pytest.mark.parametrize("name", ["hunter-gatherer", "hunter-gatherer-short"])
@pytest.mark.parametrize("style", [CsvStyle(), CsvStyle(";", bom=True, decimal_comma=True)])
def test_what_is_exported_is_scored_to_the_same_figures(archive: Archive, name: str, style):
    questionnaire = read_file(shipped_folder() / f"{name}.toml")
    key = scoring_key(questionnaire)
    randomness = random.Random(4)
    for day in range(12):
        choice = [None, *randomness.choices((1, 2, 3, 4, 5), k=5)]
        answers = {item: Answer(randomness.choice(choice)) for item in key.counted}
        answers["networks-used"] = Answer(("xing",))
        finished(archive, Assessment(questionnaire, answers), day, f"{day}, and more")
    content, target = written(archive, style=style, texts=True), io.BytesIO()
    responses = ResponseTable(io.BytesIO(content), "x", key, column_names(key))
    write_scores(responses, target, items=True)
    again = csv.DictReader(io.StringIO(target.getvalue().decode()), delimiter=style.delimiter)
    expected = table(archive, texts=True)
    found = list(again)
    assert [{name: row[name] for name in expected[0]} for row in found] == expected
