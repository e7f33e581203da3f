"""What a shell completes, and that completion changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import SMALL

from cli.archives import OTHER, answered
from netztui.cli.command_line import netztui
from netztui.cli.overview import COMMANDS
from netztui.system import paths


def proposed(*words: str) -> dict[str, str]:
    """The completions of the last word with their descriptions; files as their type."""
    environment = {
        "_NETZTUI_COMPLETE": "zsh_complete",
        "COMP_WORDS": " ".join(["netztui", *words]),
        "COMP_CWORD": str(len(words)),
        "NETZTUI_LANGUAGE": "en",
    }
    done = CliRunner().invoke(netztui, prog_name="netztui", env=environment)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.output.split("\n")
    return {
        name: explanation if kind == "plain" else kind
        for kind, name, explanation in zip(lines[::3], lines[1::3], lines[2::3], strict=False)
    }


def test_commands_and_options_are_completed_with_their_help():
    assert proposed("") == {name: summary for name, (_target, summary) in COMMANDS.items()}
    assert set(proposed("tra")) == {"trash"}
    assert set(proposed("--l")) == {"--language"}
    assert set(proposed("--language", "")) == {"de", "en"}
    assert proposed("trash", "em") == {"empty": "Permanently delete everything in the trash."}
    assert set(proposed("compare", "--")) == {"--format", "--help"}


def test_questionnaires_are_completed_by_id_including_own_ones(tmp_path: Path):
    own = tmp_path / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(SMALL, encoding="utf-8")
    (own / "wrong.toml").write_text("format = 1\nid = ", encoding="utf-8")
    (own / "other.txt").write_text(OTHER, encoding="utf-8")
    assert proposed("score", "") == {
        "hunter-gatherer": "Hunter or gatherer?",
        "hunter-gatherer-short": "Hunter or gatherer? Short form",
        "small": "Hunter or gatherer, short",
    }
    assert set(proposed("score", "sm")) == {"small"}
    assert proposed("score", "./m") == {"./m": "file"}


def test_results_are_completed_with_their_dates():
    oldest, other, newest = answered(SMALL, OTHER, SMALL)
    printed = proposed("show", "")
    assert list(printed) == ["latest", "previous", newest[:8], other[:8], oldest[:8]]
    assert printed["latest"].startswith("Mar 3, 2026, ")
    assert printed["previous"].startswith("Mar 1, 2026, ")
    assert set(proposed("compare", newest[:5])) == {newest[:8]}
    assert list(proposed("export", "")) == ["all", *printed]
    assert list(proposed("history", "")) == ["small", "other"]


def test_arguments_that_are_files_complete_files():
    for words in (("check", "x"), ("import", "x"), ("backup", "x"), ("preview", "x")):
        assert proposed(*words) == {"x": "file"}
    assert proposed("score", "small", "x") == {"x": "file"}


def test_completion_creates_no_archive_and_no_folder(tmp_path: Path):
    assert proposed("show", "") == {}
    assert list(tmp_path.iterdir()) == []


def test_completion_changes_no_archive_and_suggests_nothing_from_a_damaged_one():
    answered(SMALL)
    with closing(sqlite3.connect(paths.archive_path())) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = paths.archive_path().read_bytes()
    assert proposed("show", "") != {}
    assert paths.archive_path().read_bytes() == before
    for damaged in (b"\x07" * 4096, before[:100] + b"\xff" * 4000, b"x"):
        paths.archive_path().write_bytes(damaged)
        assert proposed("show", "") == {}
        assert paths.archive_path().read_bytes() == damaged


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(shell: str):
    script = CliRunner().invoke(netztui, ["completion", shell]).output
    assert "netztui" in script
    assert f"_NETZTUI_COMPLETE={shell}_complete" in script


def test_fish_shows_whole_descriptions_and_the_newest_result_first():
    script = CliRunner().invoke(netztui, ["completion", "fish"]).output
    assert 'string split --max 1 "," $completion' in script
    assert "complete --keep-order --no-files --command netztui" in script


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_real_bash_completes_on_a_terminal(tmp_path: Path):
    from terminal.driver import Terminal

    (newest,) = answered(SMALL)
    program = tmp_path / "bin" / "netztui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netztui "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "LANG": "C.UTF-8",
        "PS1": "ready> ",
        "INPUTRC": os.devnull,
    }
    with Terminal(["bash", "--norc", "--noprofile", "-i"], environment) as terminal:
        terminal.wait_for("ready>")
        terminal.type('eval "$(netztui completion bash)"; echo lo""aded\r')
        terminal.wait_for("loaded")
        terminal.type("netztui sco\t")
        terminal.wait_for("netztui score")
        terminal.type("hunter-gatherer-s\t")
        terminal.wait_for("netztui score hunter-gatherer-short")
        terminal.type("\x15netztui show " + newest[:4] + "\t")
        terminal.wait_for("netztui show " + newest[:8])
        terminal.type("\x15exit\r")
        assert terminal.status() == 0


@pytest.mark.slow
def test_completion_takes_less_than_half_a_second():
    answered(SMALL)
    environment = {
        **os.environ,
        "_NETZTUI_COMPLETE": "bash_complete",
        "COMP_WORDS": "netztui show ",
        "COMP_CWORD": "2",
    }
    taken = []
    for _round in range(5):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "netztui"], env=environment, check=True, capture_output=True
        )
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.5
