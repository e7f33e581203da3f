"""Closed, full and abandoned streams, and odd environments: a documented status, never a crash."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from batch.tables import table
from cli.archives import answered
from samples import SMALL, small

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")

SUCCESS, REPORTS, WRONG_USE, ARCHIVE_UNUSABLE, READER_GONE = 0, 1, 2, 3, 141


@dataclass(frozen=True)
class Command:
    """A command that ends by itself if standard input is empty."""

    arguments: str
    status: int = SUCCESS
    writes: bool = True
    """Whether it writes to standard output."""


COMMANDS = {
    "program": Command("", WRONG_USE, writes=False),
    "take": Command("take hunter-gatherer", WRONG_USE, writes=False),
    "preview": Command("preview small.toml", WRONG_USE, writes=False),
    "line mode": Command("--plain"),
    "take line by line": Command("take hunter-gatherer --plain"),
    "history": Command("history"),
    "history as JSON": Command("history --format json"),
    "show": Command("show"),
    "compare": Command("compare"),
    "list": Command("list"),
    "score": Command("score small.toml answers.csv"),
    "export": Command("export"),
    "export as CSV": Command("export --format csv"),
    "import": Command("import exported.json"),
    "backup": Command("backup copy.sqlite"),
    "trash": Command("trash"),
    "empty trash": Command("trash empty"),
    "doctor": Command("doctor"),
    "where": Command("where"),
    "settings": Command("settings", writes=False),
    "show settings": Command("settings --show"),
    "check": Command("check small.toml"),
    "new": Command("new mine --language en"),
    "schema": Command("schema"),
    "completion": Command("completion bash"),
    "help": Command("--help"),
    "version": Command("--version"),
    "unknown command": Command("shwo", WRONG_USE, writes=False),
    "unknown option": Command("history --nonsense", WRONG_USE, writes=False),
}

STREAMS = {
    "empty input": '"$@" </dev/null',
    "no input": '"$@" <&-',
    "no output": '"$@" >&- </dev/null',
    "no errors": '"$@" 2>&- </dev/null',
    "no streams": '"$@" <&- >&- 2>&-',
    "full output": '"$@" >/dev/full </dev/null',
    "full errors": '"$@" 2>/dev/full </dev/null',
    "all full": '"$@" >/dev/full 2>&1 </dev/null',
    "reader gone": '{ "$@"; echo $? >status; } </dev/null | true; read status <status; exit $status',
    "no HOME": 'unset HOME; "$@" </dev/null',
    "no TERM": 'unset TERM; "$@" </dev/null',
    "unknown TERM": 'TERM=no-such-terminal; export TERM; "$@" </dev/null',
}
LOST = {"no output", "no streams", "full output", "all full"}
"""Standard output can't be written."""

SOME = {"empty input", "no input", "no output", "full output", "reader gone"}
"""What the line mode, which reads and writes, meets in the default run."""
PAIRS = [
    pytest.param(
        command,
        streams,
        id=f"{command}, {streams}",
        marks=[]
        if (command, streams) == ("version", "full output")
        or (command, streams) in {("program", "no input"), ("program", "all full")}
        or (command == "line mode" and streams in SOME)
        else pytest.mark.slow,
    )
    for command in COMMANDS
    for streams in STREAMS
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and the files that the commands are given."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NETZTUI_DATA_DIR", str(folder / "data"))
        answered(SMALL, SMALL)
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    rated = [item.id for item in small().items.values() if getattr(item, "facet", None)]
    rows = table([[3] * len(rated)], rated)
    (folder / "answers.csv").write_bytes(rows)
    exported = run(folder, '"$@"', "export")
    (folder / "exported.json").write_bytes(exported.stdout)
    return folder


def run(
    folder: Path, script: str, arguments: str, **changes: str
) -> subprocess.CompletedProcess[bytes]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HOME": str(folder),
        "NETZTUI_DATA_DIR": str(folder / "data"),
        "NETZTUI_CONFIG_DIR": str(folder / "config"),
        "NETZTUI_LANGUAGE": "en",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "EDITOR": "true",
        **changes,
    }
    command = [sys.executable, "-m", "netztui", *arguments.split()]
    return subprocess.run(
        ["sh", "-c", script, "sh", *command],
        env={name: value for name, value in environment.items() if value},
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )


def assert_no_crash(folder: Path, done: subprocess.CompletedProcess[bytes]) -> None:
    output = done.stdout + done.stderr
    assert b"Traceback" not in output
    assert b"Exception ignored" not in output
    assert b"crash" not in done.stderr
    assert list(folder.rglob("defect.txt")) == []


@pytest.mark.parametrize(("name", "streams"), PAIRS)
def test_streams_that_cannot_be_used_end_a_command_with_its_documented_status(
    tmp_path: Path, template: Path, name: str, streams: str
):
    folder = tmp_path / "work"
    shutil.copytree(template, folder)
    command = COMMANDS[name]
    done = run(folder, STREAMS[streams], command.arguments)
    assert_no_crash(folder, done)
    expected = command.status
    if command.writes and streams in LOST:
        expected = WRONG_USE
    elif command.writes and streams == "reader gone":
        expected = READER_GONE
    assert done.returncode == expected, done
    if expected == WRONG_USE and streams not in {
        "no errors",
        "no streams",
        "full errors",
        "all full",
    }:
        assert done.stderr.strip()


UNWRITABLE = {
    "program": WRONG_USE,
    "--plain": ARCHIVE_UNUSABLE,
    "import exported.json": ARCHIVE_UNUSABLE,
    "backup copy.sqlite": ARCHIVE_UNUSABLE,
    "export": ARCHIVE_UNUSABLE,
    "settings": WRONG_USE,
    "settings --show": REPORTS,
    "list": SUCCESS,
    "where": SUCCESS,
    "new mine --language en": SUCCESS,
    "check small.toml": SUCCESS,
}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", UNWRITABLE)
def test_a_home_that_cannot_be_written_is_reported(tmp_path: Path, template: Path, arguments: str):
    folder = tmp_path / "work"
    shutil.copytree(template, folder)
    home = folder / "exported.json"
    done = run(
        folder,
        '"$@" </dev/null',
        arguments.replace("program", ""),
        HOME=str(home),
        NETZTUI_DATA_DIR="",
        NETZTUI_CONFIG_DIR="",
    )
    assert_no_crash(folder, done)
    assert done.returncode == UNWRITABLE[arguments], done
    if done.returncode:
        assert str(home).encode() in done.stderr or arguments == "program"


@pytest.mark.parametrize("variable", ["NETZTUI_DATA_DIR", "NETZTUI_CONFIG_DIR"])
def test_the_home_folder_of_an_unknown_user_is_an_ordinary_name(
    tmp_path: Path, template: Path, variable: str
):
    folder = tmp_path / "work"
    shutil.copytree(template, folder)
    done = run(folder, '"$@" </dev/null', "where", **{variable: "~no-such-user/x"})
    assert_no_crash(folder, done)
    assert done.returncode == SUCCESS
    assert str(folder / "~no-such-user" / "x").encode() in done.stdout


HOMELESS = """
import pwd, sys
def unknown(_user): raise KeyError(_user)
pwd.getpwuid = unknown
sys.argv[0] = "netztui"
from netztui.__main__ import main
main()
"""


@pytest.mark.parametrize("arguments", ["--plain", "list", ""])
def test_without_any_home_folder_no_folder_named_like_one_is_made(tmp_path: Path, arguments: str):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "NETZTUI_LANGUAGE": "en",
    }
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, *arguments.split()],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == WRONG_USE
    assert "NETZTUI_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    moved = {name: str(tmp_path / name) for name in ("NETZTUI_DATA_DIR", "NETZTUI_CONFIG_DIR")}
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, "list"],
        env=environment | moved,
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == SUCCESS, done
