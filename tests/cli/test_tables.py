"""The commands for questionnaires in a spreadsheet: table, new --from and check."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import SMALL, small

from netztui.cli.command_line import netztui
from netztui.questionnaire.validation.reader import read_file

SHORT = """\
what;id;facet;pole;text.en
scale;reader;reading;low;Reading
scale;trier;trying;high;Trying
item;read-first;reading;;I read the instructions first.
item;tried-at-once;trying;;I tried it out at once.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(netztui, ["--language", "en", *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire and a short table."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "small.toml").write_text(SMALL, encoding="utf-8")
    (here / "habits.csv").write_text(SHORT, encoding="utf-8")
    return here


@pytest.mark.parametrize("separator", ["comma", "semicolon", "tab"])
def test_there_and_back_it_is_the_same_questionnaire(folder: Path, separator: str) -> None:
    assert run("table", "small.toml", "-o", "t.csv", "--separator", separator).exit_code == 0
    assert (folder / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfwhat")
    done = run("new", "--from", "t.csv", "again.toml")
    assert done.output.startswith("Wrote again.toml.\nPreview it")
    assert read_file(folder / "again.toml").fingerprint == small().fingerprint
    assert run("check", "--strict", "again.toml").output == run("check", "small.toml").output


def test_the_table_of_an_included_questionnaire_goes_to_standard_output() -> None:
    rows = list(csv.reader(run("table", "hunter-gatherer").output.splitlines()))
    assert rows[0][-2:] == ["text.de", "text.en"]
    assert rows[1][:2] == ["questionnaire", "hunter-gatherer"]


def test_a_short_table_is_a_questionnaire_under_its_own_name(folder: Path) -> None:
    done = run("new", "--from", "habits.csv")
    assert done.exit_code == 0
    assert done.output.startswith(
        "Wrote habits.toml.\nThe table lacks these, so they were filled in, in German or "
        "English: id, version, title, response_scales, facets, placements.\n"
    )
    assert read_file(folder / "habits.toml").id == "habits"
    assert run("check", "habits.toml").output == "No problems found.\n"
    assert run("check", "habits.csv").output == "No problems found.\n"


def test_a_table_with_an_error_leaves_no_file(folder: Path) -> None:
    (folder / "habits.csv").write_text(SHORT.replace(";trying;;", ";tryin;;"), encoding="utf-8")
    done = run("new", "--from", "habits.csv")
    assert done.exit_code == 2
    assert done.output == run("check", "habits.csv").output.replace("1 error.\n", "")
    assert "habits.csv, row 3, column 3 “facet”: Unknown facet “trying”." in done.output
    assert not (folder / "habits.toml").exists()


def test_warnings_and_simulated_people_are_placed_in_the_table(folder: Path) -> None:
    text = SHORT.replace("I tried it out", "I tried it out and noted it")
    (folder / "habits.csv").write_text(text, encoding="utf-8")
    printed = json.loads(run("check", "--format", "json", "--simulate", "50", "habits.csv").output)
    first, *others = printed["diagnostics"]
    assert (first["line"], first["column"], first["severity"]) == (5, 5, "warning")
    assert "“and”" in first["message"]
    assert {one["line"] for one in others} == {1}


def test_an_existing_file_is_only_replaced_with_force(folder: Path) -> None:
    for arguments in (
        ["new", "--from", "habits.csv", "small"],
        ["table", "small.toml", "-o", "habits.csv"],
    ):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "already exists" in done.output
        assert run(*arguments, "--force").exit_code == 0
    assert (folder / "small.toml").read_text(encoding="utf-8") != SMALL


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "Missing argument 'ID|FILE'."),
        (["new", "--from", "habits.csv", "--language", "fr"], "Leave out --language"),
        (["new", "--from", "none.csv"], "none.csv does not exist."),
        (["check", "none.csv"], "none.csv does not exist."),
        (["table", "none"], "Unknown questionnaire “none”."),
        (["table", "habits.csv"], "Unknown questionnaire “habits.csv”."),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.output
