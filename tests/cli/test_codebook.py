"""The command codebook: its formats, its scripts, and what it refuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import SMALL

from netztui.cli.command_line import netztui


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(netztui, [str(argument) for argument in arguments])


def test_it_is_markdown_csv_or_json_of_the_same_variables(file: Path):
    names = [one["name"] for one in json.loads(run("codebook", file, "--format", "json").stdout)["variables"]]  # fmt: skip
    table = csv.DictReader(io.StringIO(run("codebook", file, "--format", "csv").stdout))
    assert [row["name"] for row in table] == names
    lines = run("codebook", file).stdout.splitlines()
    assert [line.split("`")[1] for line in lines if line.startswith("| `")] == names


def test_it_is_in_the_language_of_the_interface(file: Path):
    german = run("--language", "de", "codebook", file).stdout
    assert german.startswith("# Jäger oder Sammler, kurz\n")
    assert "| Zielwahl: Punkte | 0 … 100 | zu wenige Antworten |" in german


@pytest.mark.parametrize(("language", "start"), [("r", "# Reads"), ("pandas", '"""Reads')])
def test_a_script_can_be_written_to_a_file(file: Path, tmp_path: Path, language: str, start: str):
    output = tmp_path / "label"
    assert run("codebook", file, "--script", language, "--output", output).stdout == ""
    assert output.read_text(encoding="utf-8").startswith(start)
    assert "already exists" in run("codebook", file, "--output", output).stderr


def test_a_script_has_no_format(file: Path):
    result = run("codebook", file, "--script", "r", "--format", "csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Use either --format or --script." in result.stderr


def test_a_broken_questionnaire_has_no_codebook(file: Path):
    file.write_text("format = 1")
    assert run("codebook", file).exit_code == 2
