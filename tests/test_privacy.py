"""Answers stay on this computer, in files that only the user can read, and nowhere else."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tui.states import own_questionnaire

import netztui

SOURCE = Path(netztui.__file__).parent
SECRET = "Niemand soll diesen Satz lesen"

NETWORKS = {
    "anyio",
    "ftplib",
    "http",
    "httptools",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "starlette",
    "telnetlib",
    "urllib",
    "uvicorn",
    "webbrowser",
    "xmlrpc",
}
"""Modules that connect to other computers, or start a program that does."""


def imported(source: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_no_module_but_the_rooms_server_imports_a_network_library():
    room = SOURCE / "web" / "room"
    files = [file for file in SOURCE.rglob("*.py") if room not in file.parents]
    assert len(files) > 50
    assert {
        file.name: imported(file) & NETWORKS for file in files if imported(file) & NETWORKS
    } == {}


# An audit hook cannot be removed, so this runs in its own interpreter. asyncio wakes its loop
# through a local pair of sockets, which connects to nothing else.
WITHOUT_NETWORK = """
import asyncio, importlib, pkgutil, socket, sys
from pathlib import Path

tried = []

def watch(event, arguments):
    local = event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)
    if event.partition(".")[0] in {"socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"}:
        if not local:
            tried.append((event, arguments[1:]))
            raise PermissionError("no network here")

sys.addaudithook(watch)

import netztui, textual._wait
textual._wait.SLEEP_GRANULARITY = 1 / 250
for module in pkgutil.walk_packages(netztui.__path__, "netztui."):
    if module.name != "netztui.__main__":
        importlib.import_module(module.name)

from click.testing import CliRunner
from netztui.system import paths
from netztui.archive.archive import Archive
from netztui.cli.command_line import netztui as cli
from netztui.questionnaire.library import shipped_folder
from tui.walking import answer_all, press, running

async def main_job():
    with Archive.open(paths.archive_path()) as archive:
        async with running(archive, size=(100, 60)) as pilot:
            await answer_all(pilot, [3, 1] * 22)
            await press(pilot, "escape", "v")
            await press(pilot, "ctrl+l")
            await press(pilot, "ctrl+p")
            await press(pilot, "escape", "question_mark", "escape", "escape")
        assert archive.result_count() == 1

asyncio.run(main_job())
folder = Path(sys.argv[1])
for arguments in (
    ["where"],
    ["doctor"],
    ["trash"],
    ["backup", str(folder / "backup.sqlite")],
    ["doctor", "--rescue", str(folder / "rescued.sqlite")],
    ["export", "--output", str(folder / "export.json")],
    ["import", str(folder / "export.json")],
    ["report", "--output", str(folder / "report.html")],
    ["form", "hunter-gatherer", "--output", str(folder / "form.html")],
    ["check", *map(str, shipped_folder().glob("*.toml"))],
    ["schema"],
):
    done = CliRunner().invoke(cli, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), (arguments, done)
    assert done.exit_code == 0, (arguments, done.exit_code, done.output)
print("tried:", tried)
"""


def test_answering_and_the_commands_never_use_the_network(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, tmp_path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "tried: []\n"


def test_the_audit_hook_notices_a_connection(tmp_path: Path):
    attempt = "socket.create_connection(('127.0.0.1', 9))"
    code = WITHOUT_NETWORK.split("import netztui", maxsplit=1)[0] + attempt
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False
    )
    assert "no network here" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="permissions as on POSIX, and a pseudo-terminal")
class TestOnATerminal:
    """The real program in a terminal, watched from outside."""

    def test_only_the_user_can_read_the_files_whatever_the_umask(self, tmp_path: Path):
        from terminal.driver import Computer, Terminal
        from terminal.walking import NO_PAUSE, answer, begin, choose_networks

        computer = Computer(tmp_path / "somebody")
        computer.choose(NO_PAUSE)
        loose = ["sh", "-c", 'umask 0; exec "$@"', "sh", sys.executable, "-m", "netztui"]
        with Terminal(loose, computer.environment) as terminal:
            begin(terminal)
            choose_networks(terminal)
            answer(terminal, "4")
            modes = {file.name: file.stat().st_mode & 0o777 for file in computer.data.iterdir()}
            folder = computer.data.stat().st_mode & 0o777
            with Terminal([*loose, "backup", str(tmp_path / "backup")], computer.environment) as it:
                assert it.status() == 0
            rescue = [*loose, "doctor", "--rescue", str(tmp_path / "rescued")]
            with Terminal(rescue, computer.environment) as it:
                assert it.status() == 0
        names = ("archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm")
        assert modes == dict.fromkeys(names, 0o600)
        assert folder == 0o700
        for copy in ("backup", "rescued"):
            assert (tmp_path / copy).stat().st_mode & 0o777 == 0o600

    def test_an_answer_is_in_the_archive_and_nowhere_else(self, tmp_path: Path):
        from terminal.driver import ENTER, Computer
        from terminal.walking import OVERVIEW, RESULT, fill, open_draft, open_rest, store_draft

        computer = Computer(tmp_path / "somebody")
        store_draft(computer, own_questionnaire())
        with computer.start() as terminal:
            open_draft(terminal)
            open_rest(terminal)
            terminal.wait_for(OVERVIEW)
            terminal.type("f")
            terminal.wait_for(RESULT)
            terminal.type("p")
            fill(terminal, SECRET)
            terminal.type(ENTER)
            terminal.wait_for(RESULT, SECRET)
            for part in ("cmdline", "environ"):
                told = Path(f"/proc/{terminal.process.pid}/{part}")
                assert not told.exists() or SECRET.encode() not in told.read_bytes()
            terminal.process.send_signal(signal.SIGTERM)
            assert terminal.status() == 143
        holding = [
            path.name
            for path, content in computer.files().items()
            if content is not None and SECRET.encode() in content
        ]
        assert holding == ["archive.sqlite"]


FAILING = """
import sys
from netztui.cli.exits import report_crash
from netztui.archive.sqlite.codec import value_from_json

def fail(answer):
    told = {"answer": answer}
    raise RuntimeError(f"could not take {told}")

try:
    fail(sys.argv[1])
except RuntimeError as error:
    report_crash(error)
"""


def test_a_crash_report_shows_where_it_failed_and_no_answer(tmp_path: Path):
    (tmp_path / "data").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAILING, SECRET],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    report = (tmp_path / "data" / "defect.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in report
    assert "in fail" in report
    assert SECRET not in report + done.stdout + done.stderr
