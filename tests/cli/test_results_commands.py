"""Results on the command line: history, show and compare, and the list of questionnaires."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import PLANNED, SMALL

from cli.archives import OTHER, answered
from netztui.archive.archive import Archive
from netztui.cli.command_line import netztui
from netztui.cli.commands.results import select_result
from netztui.history.history import load_scored
from netztui.scoring.advice import matching_advice
from netztui.scoring.bands import extremes, is_little
from netztui.scoring.change import compare
from netztui.system import paths


def run(*arguments: object) -> Result:
    return CliRunner().invoke(netztui, ["--language", "en", *map(str, arguments)])


def shown(*arguments: object) -> str:
    """The id of the result that `show` shows."""
    return json.loads(run("show", *arguments, "--format", "json").output)["id"]


@pytest.fixture
def ids() -> list[str]:
    """Three results, the second one of another questionnaire; the newest first."""
    return answered(SMALL, OTHER, SMALL)[::-1]


# history


def test_the_history_lists_every_result_with_its_number_and_id(ids: list[str]):
    lines = run("history").output.splitlines()
    for number, id_ in enumerate(ids, start=1):
        (printed,) = [line for line in lines if line.startswith(f"{number} [{id_[:8]}]: Mar ")]
        assert f"Mar {4 - number}, 2026" in printed


def test_the_history_as_json_has_unrounded_figures(ids: list[str]):
    printed = json.loads(run("history", "--format", "json").output)
    assert printed["format"] == 2
    with Archive.open(paths.archive_path()) as archive:
        rows = archive.results()
    assert [(one["number"], one["id"]) for one in printed["results"]] == [*enumerate(ids, start=1)]
    for one, row in zip(printed["results"], rows, strict=True):
        assert one["position"] == row.axis
        assert one["position_low95"] == row.axis_low95
        assert one["finished_at"].endswith("T12:06:00.000000Z")


def test_the_results_of_one_questionnaire_keep_their_numbers(ids: list[str]):
    printed = json.loads(run("history", "small", "--format", "json").output)
    assert [one["number"] for one in printed["results"]] == [1, 3]
    assert run("show", "3").output in run("show", ids[2]).output
    unknown = run("history", "smal")
    assert unknown.exit_code == 2
    assert unknown.stderr == ("No results of a questionnaire “smal”. Did you mean “small”?\n")


def test_without_an_archive_the_history_is_empty_and_none_is_created(tmp_path: Path):
    assert (run("history").exit_code, run("history").output) == (0, "There are no results yet.\n")
    assert json.loads(run("history", "--format", "json").output) == {"format": 2, "results": []}
    assert list(tmp_path.iterdir()) == []


def test_scores_of_an_older_scoring_version_are_updated_before_they_are_listed(ids: list[str]):
    with closing(sqlite3.connect(paths.archive_path())) as connection, connection:
        connection.execute("UPDATE assessment SET axis = 99, scoring_version = 0")
    printed = json.loads(run("history", "--format", "json").output)
    assert all(one["position"] != 99 for one in printed["results"])


# show


def test_a_result_is_selected_by_number_name_or_id(ids: list[str]):
    newest, other, oldest = ids
    assert shown() == shown("latest") == shown("1") == newest
    assert shown("2") == shown(other[:4]) == shown(other.upper()) == other
    assert shown("previous") == shown("3") == oldest


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize("name", ["4", "0", "x", "", "abc", "99999999", "²", "-"])
def test_an_unknown_result_is_wrong_use(name: str):
    done = run("show", "--", name)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Unknown result “{name}”. Use latest, previous, a number")
    assert done.stdout == ""


def test_four_digits_are_an_id_and_fewer_are_a_number(ids: list[str]):
    with Archive.open(paths.archive_path()) as archive:
        (row, *_others) = archive.results()
    other = row._replace(id=f"1233{row.id[4:]}")
    rows = [*[row] * 1500, other]
    assert select_result(rows, "999") == row
    assert select_result(rows, "1233") == other


def test_an_ambiguous_id_must_be_longer(ids: list[str]):
    with closing(sqlite3.connect(paths.archive_path())) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for id_, other in zip(ids[:2], "ab", strict=True):
            renamed = f"facade0{other}{id_[8:]}"
            connection.execute(
                "UPDATE answer SET assessment = ? WHERE assessment = ?", (renamed, id_)
            )
            connection.execute("UPDATE assessment SET id = ? WHERE id = ?", (renamed, id_))
    done = run("show", "facade")
    assert (done.exit_code, done.stderr) == (
        2,
        "2 ids begin with “facade”. Enter more of the id.\n",
    )
    assert shown("facade0b").startswith("facade0b")


def test_without_a_result_there_is_nothing_to_show_and_no_archive_is_created(tmp_path: Path):
    for command in ("show", "compare"):
        done = run(command)
        assert done.exit_code == 2
        assert done.stderr.startswith("There is no result yet.")
    assert list(tmp_path.iterdir()) == []


def test_json_has_the_result_with_its_answers(ids: list[str]):
    printed = json.loads(run("show", "--format", "json").output)
    with Archive.open(paths.archive_path()) as archive:
        result = load_scored(archive, ids[0]).result
    assert printed["axis"]["position"] == {
        "value": result.axis.position.value,
        "se": result.axis.position.se,
        "df": result.axis.position.df,
    }
    assert [scale["scale"] for scale in printed["scales"]] == list(result.scales)
    answers = {one["key"]: one for one in printed["answers"]}
    assert answers["next-step"]["value"] == "More of it"
    assert {key: answers[key]["points"] for key in result.points} == dict(result.points)


def test_json_says_what_the_result_says(tmp_path: Path):
    answered(PLANNED, PLANNED)
    printed = json.loads(run("show", "--format", "json").output)
    with Archive.open(paths.archive_path()) as archive:
        scored = load_scored(archive, printed["id"])
    result = scored.result
    assert (printed["placement"], printed["sure"]) == (result.placement, result.sure)
    assert printed["little"] is is_little(result)
    (placement,) = [one for one in result.questionnaire.placements if one.when == result.placement]
    assert printed["texts"]["title"] == placement.title.in_language("en")
    assert printed["texts"]["paragraphs"][0] == placement.text.in_language("en")
    most, least = extremes(result)
    assert printed["areas"] == {"most": list(most), "least": list(least)}
    assert [(one["id"], one["outright"]) for one in printed["advice"]] == [
        (one.advice.id, one.outright) for one in matching_advice(result)
    ]
    (network,) = printed["networks"]
    assert (network["option"], network["effort"]) == ("xing", 0)
    assert network["question"] is None
    wanted = result.values["wanted"]
    assert printed["intention"] == [
        {
            "item": "wanted",
            "value": wanted,
            "question": "What did you mainly want there?",
            "answer": wanted,
        }
    ]
    assert printed["plan"] == ["More of it"]
    (follow_up,) = printed["follow_ups"]
    assert follow_up["question"] == "You had planned: “More of it”. How did it go?"
    assert follow_up["answer"] in {"done", "partly done", "not done"}
    answers = {one["key"]: one["value"] for one in printed["answers"]}
    assert answers["next-step"] == "More of it"


def test_json_has_the_question_about_a_network(ids: list[str]):
    with closing(sqlite3.connect(paths.archive_path())) as connection, connection:
        for key, value in (("days-used", 25), ("got-information", 1), ("offered-services", 2)):
            connection.execute(
                "UPDATE answer SET value = ? WHERE assessment = ? AND key = ?",
                (json.dumps(value), ids[0], f"{key}/xing"),
            )
    (network,) = json.loads(run("show", "--format", "json").output)["networks"]
    assert (network["effort"], network["question"]) == (25, "What keeps you on XING?")


def test_text_has_the_result_and_the_change_since_the_previous_one(ids: list[str]):
    printed = run("show").output
    assert printed.startswith("Hunter or gatherer, short\nMar 3, 2026, ")
    assert "Since Mar 1, 2026:" in printed
    assert "\x1b" not in printed


# compare


def test_two_results_are_compared_in_order_of_time(ids: list[str]):
    newest, _other, oldest = ids
    documents = [
        json.loads(run("compare", *names, "--format", "json").output)
        for names in ((), ("previous",), ("1", "3"), (oldest[:8], "latest"))
    ]
    assert all(printed == documents[0] for printed in documents)
    assert (documents[0]["earlier"]["id"], documents[0]["later"]["id"]) == (oldest, newest)
    with Archive.open(paths.archive_path()) as archive:
        change = compare(load_scored(archive, oldest).result, load_scored(archive, newest).result)
    assert documents[0]["days"] == 2
    assert documents[0]["axis"]["change"] == change.axis.value
    shares = [one["axis_points"] for one in documents[0]["contributions"]]
    assert sum(shares) == pytest.approx(change.axis.value)


@pytest.mark.usefixtures("ids")
def test_results_that_cannot_be_compared_are_reported():
    printed = json.loads(run("compare", "1", "2", "--format", "json").output)
    assert (printed["axis"], printed["scales"], printed["contributions"]) == (None, [], [])
    assert printed["comparability"]["reason"] in run("compare", "1", "2").output.replace("\n", " ")
    same = run("compare", "1", "latest")
    assert same.exit_code == 2
    assert same.stderr.startswith("“1” and “latest” are the same result.")


def test_a_single_result_cannot_be_compared():
    answered(SMALL)
    done = run("compare")
    assert done.exit_code == 2
    assert done.stderr.startswith("There is only one result of the questionnaire “small”.")


# export knows the same names


def test_export_accepts_a_result_number(ids: list[str]):
    printed = json.loads(run("export", "2").stdout)
    assert [one["id"] for one in printed["assessments"]] == [ids[1]]
    assert run("export", "2", "--questionnaire", "small").exit_code == 2


# list


def test_the_list_has_included_own_and_broken_questionnaires(tmp_path: Path):
    own = tmp_path / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(SMALL, encoding="utf-8")
    (own / "wrong.toml").write_text("format = 1\nid = ", encoding="utf-8")
    printed = json.loads(run("list", "--format", "json").output)["questionnaires"]
    *shipped, mine, wrong = printed
    assert all(one["origin"] == "shipped" and not one["broken"] for one in shipped)
    assert (mine["id"], mine["questions"], mine["languages"]) == ("small", 18, ["de", "en"])
    assert (wrong["id"], wrong["broken"], wrong["file"]) == (None, True, str(own / "wrong.toml"))
    assert wrong["diagnostics"][0]["line"] == 2
    text = run("list").output
    assert "\nsmall: Hunter or gatherer, short (18 questions" in text
    assert "\nwrong: Unusable: wrong.toml, 2:" in text
    assert run("--language", "de", "list").output.startswith("hunter-gatherer: Jäger oder Sammler?")


def test_the_list_reads_the_folder_of_the_settings(tmp_path: Path, monkeypatch):
    (tmp_path / "mine.toml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("NETZTUI_QUESTIONNAIRES", str(tmp_path))
    assert "small: " in run("list").output
