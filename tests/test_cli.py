"""The command line: what it says, how it ends, and what it needs for that."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch.tables import table
from click.testing import CliRunner
from samples import SMALL

from netztui import __version__
from netztui.cli.command_line import netztui

ANSWERS = [4, 2, 5, 1] * 4
ITEMS = [line.split('"')[1] for line in SMALL.split("\n") if line.startswith("  id = ")][1:17]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a questionnaire and the answers of two people."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    rows = [["Ada", *ANSWERS], ["Bo", *[None] * 16]]
    (tmp_path / "answers.csv").write_bytes(table(rows, ["who", *ITEMS]))
    return tmp_path


def run(*arguments: object, **options: object):
    return CliRunner().invoke(netztui, [str(argument) for argument in arguments], **options)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "netztui", *(str(argument) for argument in arguments)]


def test_version_and_help_are_told():
    assert run("--version").output == f"netztui {__version__}\n"
    assert re.search(r"score +Score answers collected elsewhere\.", run("--help").output)
    assert "--language [de|en]" in run("-h").output
    assert "Example: netztui score" in run("score", "--help").output


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["score", "--help"]])
def test_version_and_help_need_neither_screen_nor_models(arguments):
    watch = (
        "import sys, atexit\n"
        "seen = lambda: print('loaded', {'textual', 'pydantic', 'rich', 'babel'} & sys.modules.keys())\n"
        "atexit.register(seen)\n"
        f"sys.argv = ['netztui', *{arguments!r}]\n"
        "from netztui.__main__ import main\n"
        "main()\n"
    )
    english = {**os.environ, "NETZTUI_LANGUAGE": "en"}
    done = subprocess.run(
        [sys.executable, "-c", watch], env=english, check=True, capture_output=True, text=True
    )
    assert done.stdout.endswith("loaded set()\n")


def test_without_a_command_the_program_is_launched(monkeypatch):
    launched = []
    monkeypatch.setattr(
        "netztui.cli.launch.launch", lambda language, *_more, **_options: launched.append(language)
    )
    assert run("--language", "de").exit_code == 0
    assert run().exit_code == 0
    assert launched == ["de", None]


def test_the_version_alone_is_told_without_the_command_lines_library():
    watch = (
        "import sys\n"
        "sys.argv = ['netztui', '--version']\n"
        "from netztui.__main__ import main\n"
        "main()\n"
        "print('click' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], check=True, capture_output=True, text=True)
    assert done.stdout == f"netztui {__version__}\nFalse\n"
    assert run("-V").output == run("--version").output == f"netztui {__version__}\n"


# score


def test_scores_go_to_standard_output_as_csv(files):
    result = run("score", files / "small.toml", files / "answers.csv")
    assert result.exit_code == 0
    header, ada, bo = csv.reader(io.StringIO(result.stdout))
    assert header[:3] == ["who", "facet.contacts", "facet.expertise"]
    assert dict(zip(header, ada, strict=True))["axis"] == "37.5"
    assert bo[0] == "Bo"
    assert dict(zip(header, bo, strict=True))["skipped"] == "16"
    assert bo[header.index("axis")] == ""


def test_scores_come_as_json_from_standard_input(files):
    content = (files / "answers.csv").read_bytes()
    result = run("score", files / "small.toml", "-", "--format", "json", input=content)
    assert result.exit_code == 0
    ada, bo = map(json.loads, result.stdout.splitlines())
    assert (ada["who"], ada["skipped"], bo["axis"]) == ("Ada", 0, None)


def test_a_questionnaire_is_found_by_its_id(files, monkeypatch):
    own = files / "config" / "questionnaires"
    own.mkdir(parents=True)
    (files / "small.toml").rename(own / "mine.toml")
    assert run("score", "small", files / "answers.csv").exit_code == 0


def test_an_output_file_is_written_and_not_overwritten_without_leave(files):
    out = files / "scores.csv"
    arguments = ["score", files / "small.toml", files / "answers.csv", "--output", out]
    first = run(*arguments)
    assert (first.exit_code, first.output) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("who,facet.contacts,")
    out.write_bytes(b"mine")
    again = run(*arguments)
    assert again.exit_code == 2
    assert "already exists. Choose another file name, or replace it with --force." in again.output
    assert out.read_bytes() == b"mine"
    assert run(*arguments, "--force").exit_code == 0
    assert out.read_bytes() != b"mine"


def test_a_faulty_row_ends_it_with_a_sentence_and_leaves_no_output_file(files):
    rows = [["Ada", *ANSWERS], ["Bo", *ANSWERS[:-1], 7]]
    (files / "answers.csv").write_bytes(table(rows, ["who", *ITEMS]))
    out = files / "scores.csv"
    result = run("score", files / "small.toml", files / "answers.csv", "-o", out)
    assert result.exit_code == 2
    assert result.output == (
        f"{files / 'answers.csv'}, row 3, column 17 “{ITEMS[-1]}”: “7” is not one of the options. "
        "Possible here: 1, 2, 3, 4, 5; an empty cell or NA is a skip. "
        "Add other codes for missing answers with --missing.\n"
    )
    assert sorted(path.name for path in files.iterdir()) == ["answers.csv", "small.toml"]


def test_a_missing_table_and_an_unknown_questionnaire_are_said_so(files):
    missing = run("score", files / "small.toml", files / "none.csv")
    assert (missing.exit_code, "does not exist" in missing.output) == (2, True)
    unknown = run("score", "hunter-gatherers", files / "answers.csv")
    assert unknown.exit_code == 2
    assert unknown.output == (
        "Unknown questionnaire “hunter-gatherers”. Did you mean “hunter-gatherer”?\n"
    )


def test_a_broken_questionnaire_is_shown_with_its_problems(files):
    broken = SMALL.replace("minimum = 0", "minimum = 99")
    (files / "small.toml").write_text(broken, encoding="utf-8")
    result = run("score", files / "small.toml", files / "answers.csv")
    assert result.exit_code == 2
    assert f"{files / 'small.toml'}:" in result.output
    assert "^^" in result.output


def test_sentences_are_spoken_in_the_language_asked_for(files):
    result = run("--language", "de", "score", "nobodys", files / "answers.csv")
    assert result.exit_code == 2
    assert "Einen Fragebogen „nobodys“ gibt es nicht." in result.output


def test_a_reader_that_has_gone_ends_it_quietly(files):
    rows = [["Ada", *ANSWERS]] * 1500
    (files / "answers.csv").write_bytes(table(rows, ["who", *ITEMS]))
    process = subprocess.Popen(
        command("score", files / "small.toml", files / "answers.csv"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_so(files):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("score", files / "small.toml", files / "answers.csv"),
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "Not enough space for <stdout>. Free some space, or choose a file on another disk.\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="sends signals as POSIX has them")
@pytest.mark.parametrize(
    ("rows", "number", "status"),
    [(0, signal.SIGINT, 130), (2500, signal.SIGINT, 130), (0, signal.SIGTERM, 143)],
)
def test_what_is_stopped_ends_quietly_and_leaves_no_output_file(files, rows, number, status):
    """Ctrl+C before anything is scored, and after; and SIGTERM."""
    process = subprocess.Popen(
        command("score", files / "small.toml", "-", "-o", files / "scores.csv"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    process.stdin.write(table([["Ada", *ANSWERS]] * rows, ["who", *ITEMS]))
    process.stdin.flush()
    while not list(files.glob(".netztui-*.part")):
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.5)
    os.killpg(process.pid, number)
    output, said = process.communicate()
    assert (process.returncode, output, said) == (status, b"", b"")
    assert sorted(path.name for path in files.iterdir()) == ["answers.csv", "small.toml"]
