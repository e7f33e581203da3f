"""The commands export and import: what they write, say and refuse, and how they end."""

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
from samples import small

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
    """A result and a draft in the person's archive."""
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
    """From now on it is another computer, where nothing was answered yet."""
    monkeypatch.setenv("NETZTUI_DATA_DIR", str(tmp_path / "elsewhere"))
    return tmp_path / "elsewhere"


def test_each_help_has_an_example():
    assert "Example: netztui export --output answers.json" in run("export", "--help").output
    assert "Example: netztui import answers.json" in run("import", "--help").output
    assert "import" in run("--help").output


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


def test_results_go_out_as_csv_without_formulas(ids):
    result = run("export", "--format", "csv")
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["id"], row["note"], row["item.explained-work"]) == (ids[0], "'=1+1", "4")
    draft = run("export", ids[1], "--format", "csv")
    assert draft.exit_code == 2
    assert "A draft has no scores yet" in draft.output


def test_what_is_not_there_is_said_so(ids):
    for arguments, said in (
        (["nobody"], "No id begins with “nobody”."),
        (["all", "--questionnaire", "large"], "There is nothing of the questionnaire “large”."),
    ):
        result = run("export", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
    assert run("export", "--questionnaire", "small").exit_code == 0


def test_a_file_is_for_its_owner_alone_and_not_overwritten_without_leave(file):
    content = file.read_bytes()
    assert content == run("export").stdout_bytes
    again = run("export", "latest", "--output", file)
    assert (again.exit_code, "already exists" in again.output) == (2, True)
    assert file.read_bytes() == content
    assert run("export", "latest", "--output", file, "--force").exit_code == 0
    assert file.read_bytes() != content
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    assert run("export", "--force").exit_code == 2


def test_nothing_is_left_of_an_export_that_fails(tmp_path, ids):
    assert run("export", "nobody", "--output", tmp_path / "x.json").exit_code == 2
    assert not list(tmp_path.glob("*.json"))
    assert not list(tmp_path.glob(".netztui-*"))


# import


def test_another_computer_takes_everything_in(file, elsewhere):
    first = run("import", file)
    assert (first.exit_code, first.output) == (0, "1 result added.\n1 draft added.\n")
    assert run("export").stdout_bytes == file.read_bytes()
    again = run("import", file)
    assert (again.exit_code, again.output) == (0, "2 were already here.\n")


def test_standard_input_will_do(file, elsewhere):
    assert run("import", "-", input=file.read_bytes()).exit_code == 0
    assert run("export").stdout_bytes == file.read_bytes()


def test_a_dry_run_changes_nothing(file, elsewhere):
    tried = run("import", file, "--dry-run")
    assert tried.exit_code == 0
    assert tried.output.splitlines()[1:] == ["1 result added.", "1 draft added."]
    assert "Nothing was changed." in tried.output
    assert not elsewhere.exists()


def test_a_script_gets_json(file, elsewhere):
    assert json.loads(run("import", file, "--format", "json").stdout) == {
        "format": 1,
        "dry_run": False,
        "results": 1,
        "drafts": 1,
        "continued": 0,
        "unchanged": 0,
        "trashed": 0,
        "kept": [],
    }


def test_what_differs_is_told_and_is_an_exit_status(file, ids, elsewhere):
    assert run("import", file).exit_code == 0
    file.write_text(file.read_text(encoding="utf-8").replace('"=1+1"', '"mine"'), encoding="utf-8")
    result = run("import", file)
    assert result.exit_code == 1
    assert f"Differs in the file; the local version was kept: {ids[0]}." in result.output


def test_what_was_deleted_is_not_brought_back(file, ids):
    with Archive.open(paths.archive_path()) as archive:
        archive.delete(ids[0], NOON)
    result = run("import", file)
    assert result.exit_code == 0
    assert "1 is in the trash here and stays there." in result.output


def test_an_empty_export_is_said_to_be_empty(tmp_path):
    with Archive.open(paths.archive_path()):
        assert run("export", "--output", tmp_path / "x.json").exit_code == 0
    result = run("import", tmp_path / "x.json")
    assert (result.exit_code, result.output) == (0, "The file is empty.\n")


def test_before_the_first_answer_there_is_nothing_to_export_and_nothing_is_made(tmp_path):
    result = run("export", "--output", tmp_path / "x.json")
    assert result.exit_code == 3
    assert result.output == "There is no archive yet.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_file_is_refused_with_its_place_and_left_as_it_is(file, elsewhere):
    content = file.read_bytes().replace(b'"value":4,"seconds"', b'"value":9,"seconds"', 1)
    file.write_bytes(content)
    result = run("import", file)
    assert result.exit_code == 2
    assert result.output == (
        f"{file}, assessments[0].answers[0].value: This is not a valid answer to the question. "
        "Nothing was imported. "
        "Export the file again on the computer that it comes from.\n"
    )
    assert file.read_bytes() == content
    assert not elsewhere.exists()


def test_what_is_no_file_is_said_so(tmp_path):
    missing = run("import", tmp_path / "none.json")
    assert (missing.exit_code, "There is no file" in missing.output) == (2, True)
    folder = run("import", tmp_path)
    assert (folder.exit_code, "is a folder, not a file." in folder.output) == (2, True)
    assert run("import", "a\0b").exit_code == 2


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("x" * 300, "is too long for this file system."),
        ("file/answers.json", "leads through a file as if it were a folder."),
        ("loop", "lead in a circle."),
        ("a\x1b[2Jb", "There is no file"),
    ],
)
def test_a_path_that_cannot_be_is_reported_as_what_it_is(tmp_path, name, what):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    result = run("import", tmp_path / name)
    assert result.exit_code == 2
    assert what in result.stderr
    assert "\x1b" not in result.stderr


def test_an_archive_that_cannot_be_used_is_said_so(file, elsewhere):
    elsewhere.mkdir()
    (elsewhere / "archive.sqlite").write_bytes(b"mine")
    for arguments in (["export"], ["import", file]):
        result = run(*arguments)
        assert result.exit_code == 3
        assert "is not an archive of netztui." in result.stderr
    assert (elsewhere / "archive.sqlite").read_bytes() == b"mine"


def test_german_is_spoken(file, elsewhere):
    assert run("--language", "de", "import", file).output == (
        "1 Ergebnis hinzugefügt.\n1 Entwurf hinzugefügt.\n"
    )
    file.write_bytes(file.read_bytes()[:-20])
    assert "Nichts wurde importiert." in run("--language", "de", "import", file).output


def test_a_reader_that_has_gone_ends_it_quietly(ids):
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
def test_a_full_disk_is_said_so(ids):
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
