"""The commands export and import: what they write, print and refuse, and their exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import SMALL, small

from cli.archives import OTHER, answered
from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.cli.command_line import netztui
from netztui.scoring.score import score
from netztui.system import paths

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
RATED = Assessment(small(), {key: Answer(4) for key in list(small().items)[1:17]})


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(netztui, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]


@pytest.fixture
def ids() -> tuple[str, str]:
    """A result and a draft in the user's archive."""
    with Archive.open(paths.archive_path()) as archive:
        result = archive.begin(RATED, "de", NOON)
        archive.finish(result, score(RATED), NOON)
        archive.annotate(result, "=1+1")
        return result, archive.begin(RATED, "de", NOON)


@pytest.fixture
def file(tmp_path: Path, ids: tuple[str, str]) -> Path:
    """An export of that archive."""
    path = tmp_path / "answers.json"
    assert run("export", "--output", path).exit_code == 0
    return path


@pytest.fixture
def elsewhere(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Switch to another computer, on which nothing has been answered."""
    monkeypatch.setenv("NETZTUI_DATA_DIR", str(tmp_path / "elsewhere"))
    return tmp_path / "elsewhere"


# export


def test_everything_goes_to_standard_output_as_json(ids):
    result = run("export")
    assert result.exit_code == 0
    assert {one["id"] for one in json.loads(result.stdout)["assessments"]} == set(ids)
    assert run("export", "all").stdout_bytes == result.stdout_bytes


def test_one_result_can_be_chosen(ids):
    for name in ("latest", ids[0], ids[0][:8]):
        (only,) = json.loads(run("export", name).stdout)["assessments"]
        assert only["id"] == ids[0]


def test_the_latest_of_a_questionnaire_can_be_chosen():
    small, _other = answered(SMALL, OTHER)
    (only,) = json.loads(run("export", "latest", "--questionnaire", "small").stdout)["assessments"]
    assert only["id"] == small


def test_results_go_out_as_csv_without_formulas(ids):
    result = run("export", "--format", "csv")
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["id"], row["note"], row["item.explained-work"]) == (ids[0], "'=1+1", "4")


def test_a_table_goes_out_as_a_spreadsheet_wants_it(ids):
    options = ["--texts", "--separator", "semicolon", "--decimal-comma", "--bom"]
    content = run("export", "--format", "csv", *options).stdout_bytes
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert content.startswith(b"\xef\xbb\xbf")
    assert row["item.next-step"] == ""
    assert float(row["axis.se"].replace(",", ".")) > 0
    assert "." not in row["axis.se"]
    assert run("export", "--format", "csv", "--separator", "tab").output.startswith("id\tq")


@pytest.mark.parametrize(
    "options", [["--texts"], ["--separator", "comma"], ["--decimal-comma"], ["--bom"]]
)
def test_what_only_a_table_has_is_refused_for_json(ids, options: list[str]):
    result = run("export", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--texts, --separator, --decimal-comma and --bom need --format csv." in result.stderr


def test_an_export_is_scored_with_its_items_and_codes_of_missing_answers(ids, tmp_path: Path):
    questionnaire, table = tmp_path / "small.toml", tmp_path / "table.csv"
    questionnaire.write_text(SMALL, encoding="utf-8")
    exported = run("export", "--format", "csv").output
    table.write_text(exported.replace(",4,4,4", ",99.0,-9,4", 1))
    assert "“99.0” is not one of the options" in run("score", questionnaire, table).stderr
    result = run("score", questionnaire, table, "--missing", "-9,99", "--items")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["skipped"], row["note"], row["item.explained-work"]) == ("2", "'=1+1", "4")


def test_an_unknown_result_or_questionnaire_is_reported(ids):
    for arguments, said in (
        (["nobody"], "Unknown result “nobody”."),
        (["all", "--questionnaire", "large"], "Nothing is stored for the questionnaire “large”."),
    ):
        result = run("export", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
    assert run("export", "--questionnaire", "small").exit_code == 0


def test_an_export_is_private_and_only_replaced_with_force(file):
    content = file.read_bytes()
    assert content == run("export").stdout_bytes
    again = run("export", "latest", "--output", file)
    assert (again.exit_code, "already exists" in again.output) == (2, True)
    assert file.read_bytes() == content
    assert run("export", "latest", "--output", file, "--force").exit_code == 0
    assert file.read_bytes() != content
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_failed_export_leaves_no_file(tmp_path, ids):
    assert run("export", "nobody", "--output", tmp_path / "x.json").exit_code == 2
    assert not list(tmp_path.glob("*.json"))
    assert not list(tmp_path.glob(".netztui-*"))


# import


def test_another_computer_imports_everything(file, elsewhere):
    first = run("import", file)
    assert (first.exit_code, first.output) == (0, "Results added: 1.\nDrafts added: 1.\n")
    assert run("export").stdout_bytes == file.read_bytes()
    again = run("import", file)
    assert (again.exit_code, again.output) == (0, "Already here: 2.\n")


def test_a_dash_imports_standard_input(file, elsewhere):
    assert run("import", "-", input=file.read_bytes()).exit_code == 0
    assert run("export").stdout_bytes == file.read_bytes()


def test_a_dry_run_changes_nothing(file, elsewhere):
    tried = run("import", file, "--dry-run")
    assert tried.exit_code == 0
    assert tried.output.splitlines()[1:] == ["Results added: 1.", "Drafts added: 1."]
    assert "Nothing was changed." in tried.output
    assert not elsewhere.exists()


def test_the_summary_of_an_import_is_also_json(file, elsewhere):
    assert json.loads(run("import", file, "--format", "json").stdout) == {
        "format": 2,
        "dry_run": False,
        "results": 1,
        "drafts": 1,
        "continued": 0,
        "unchanged": 0,
        "trashed": 0,
        "kept": [],
    }


def test_a_difference_is_reported_with_an_exit_status(file, ids, elsewhere):
    assert run("import", file).exit_code == 0
    file.write_text(file.read_text(encoding="utf-8").replace('"=1+1"', '"mine"'), encoding="utf-8")
    result = run("import", file)
    assert result.exit_code == 1
    assert f"Differs in the file; the local version was kept: {ids[0]}." in result.output


def test_a_deleted_assessment_stays_in_the_trash(file, ids):
    with Archive.open(paths.archive_path()) as archive:
        archive.delete(ids[0], NOON)
    result = run("import", file)
    assert result.exit_code == 0
    assert "In the trash here, and left there: 1." in result.output


def test_an_empty_export_is_reported(tmp_path):
    with Archive.open(paths.archive_path()):
        assert run("export", "--output", tmp_path / "x.json").exit_code == 0
    result = run("import", tmp_path / "x.json")
    assert (result.exit_code, result.output) == (0, "The file is empty.\n")


def test_without_an_archive_there_is_nothing_to_export_and_none_is_created(tmp_path):
    result = run("export", "--output", tmp_path / "x.json")
    assert result.exit_code == 3
    assert result.output == "There is no archive yet. Answer a questionnaire first: netztui\n"
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_file_is_refused_with_the_place_of_the_error(file, elsewhere):
    content = file.read_bytes().replace(b'"value":4,"seconds"', b'"value":9,"seconds"', 1)
    file.write_bytes(content)
    result = run("import", file)
    assert result.exit_code == 2
    assert result.output == (
        f"{file}, assessments[0].answers[0].value: This is not valid here. "
        "Nothing was imported. "
        "Choose a JSON file that “netztui export” has written.\n"
    )
    assert file.read_bytes() == content
    assert not elsewhere.exists()


def test_a_path_that_is_not_a_file_is_reported(tmp_path):
    missing = run("import", tmp_path / "none.json")
    assert (missing.exit_code, "does not exist" in missing.output) == (2, True)
    folder = run("import", tmp_path)
    assert (folder.exit_code, "is a folder, not a file." in folder.output) == (2, True)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("x" * 300, "is too long for this file system."),
        ("file/answers.json", "leads through a file as if it were a folder."),
        ("loop", "lead in a circle."),
        ("a\x1b[2Jb", "does not exist"),
    ],
)
def test_an_impossible_path_is_explained(tmp_path, name, what):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    result = run("import", tmp_path / name)
    assert result.exit_code == 2
    assert what in result.stderr
    assert "\x1b" not in result.stderr


def test_an_unusable_archive_is_reported(file, elsewhere):
    elsewhere.mkdir()
    (elsewhere / "archive.sqlite").write_bytes(b"mine")
    for arguments in (["export"], ["import", file]):
        result = run(*arguments)
        assert result.exit_code == 3
        assert "is not an archive of netztui." in result.stderr
    assert (elsewhere / "archive.sqlite").read_bytes() == b"mine"


def test_imports_are_reported_in_german(file, elsewhere):
    assert run("--language", "de", "import", file).output == (
        "Ergebnisse hinzugefügt: 1.\nEntwürfe hinzugefügt: 1.\n"
    )
    file.write_bytes(file.read_bytes()[:-20])
    assert "Nichts wurde importiert." in run("--language", "de", "import", file).output


def test_a_closed_pipe_ends_it_silently(ids):
    wait_and_export = (
        "import sys; sys.stdin.readline(); sys.argv = ['netztui', 'export']\n"
        "from netztui.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", wait_and_export],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    process.stdin.write(b"\n")
    process.stdin.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_reported(ids):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "netztui", "export"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Not enough space for <stdout>.")
