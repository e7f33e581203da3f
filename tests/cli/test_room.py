"""`netztui room`: what keeps a room from being opened is said in a sentence."""

import errno
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from group.simulated import shipped_key

from netztui.cli.command_line import netztui
from netztui.room.host import prepare_folder
from netztui.room.room import Room
from netztui.system import paths
from netztui.web.room import address as network

for module in ("segno", "starlette", "uvicorn"):
    pytest.importorskip(module, reason="needs the extra “room”")

SHORT = "hunter-gatherer-short"


def run(*arguments: str, entered: str = "") -> Result:
    return CliRunner().invoke(netztui, ["room", *arguments], input=entered)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.mark.parametrize("missing", ["segno", "starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    # Importing it again below also replaces it in its package, which is undone after the test.
    monkeypatch.setattr("netztui.web.room", sys.modules["netztui.web.room"])
    for module in [*sys.modules]:
        if module.startswith("netztui.web.room") or module.partition(".")[0] == missing:
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, missing, None)
    done = run(SHORT)
    assert done.exit_code == 2
    assert "pip install 'netztui[room]'" in done.stderr
    assert not paths.data_folder().exists()


def test_a_room_needs_a_network_for_lan(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoRoute:
        def __enter__(self) -> "NoRoute":
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def connect(self, _address: object) -> None:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(network.socket, "socket", lambda *_kind: NoRoute())
    done = run(SHORT, "--lan")
    assert done.exit_code == 2
    assert done.stderr.startswith("This computer is not in any network. Connect it")


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        done = run(SHORT, "--port", str(number))
        assert done.exit_code == 2
        assert str(number) in done.stderr
        assert "--port" in done.stderr
        assert not paths.room_folder().exists()
        Room.open(paths.room_folder(), shipped_key().questionnaire).leave()
        assert run(SHORT, "--port", str(number)).exit_code == 2
    assert Room.open(paths.room_folder()).questionnaire.id == SHORT


def test_answers_are_kept_in_a_new_folder_only(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    prepare_folder(kept)
    assert kept.stat().st_mode & 0o777 == 0o700
    assert not [*kept.iterdir()]
    (kept / "other.json").touch()
    done = run(SHORT, "--save", str(kept))
    assert done.exit_code == 2
    assert "is not empty. Choose a new one" in done.stderr
    done = run(SHORT, "--save", str(tmp_path / "no" / "where"))
    assert done.exit_code == 2
    assert "The folder for" in done.stderr
    done = run(SHORT, "--save", str(kept / "other.json"))
    assert done.exit_code == 2
    assert "other.json cannot be written." in done.stderr


def test_another_questionnaire_than_that_of_the_open_room_is_refused() -> None:
    Room.open(paths.room_folder(), shipped_key().questionnaire).leave()
    done = run("hunter-gatherer")
    assert done.exit_code == 2
    assert "is about another questionnaire: hunter-gatherer-short. Continue it with" in done.stderr


def test_one_of_several_questionnaires_must_be_named_if_nobody_can_choose() -> None:
    done = run()
    assert done.exit_code == 2
    assert "There are several questionnaires." in done.stderr


def lines(*arguments: str, entered: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "netztui", "room", "--plain", *arguments]
    return subprocess.run(
        command, input=entered, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_a_room_in_lines_is_opened_left_and_continued(port: int) -> None:
    done = lines(SHORT, "--port", str(port))
    assert done.returncode == 0
    assert f"http://127.0.0.1:{port}/j/" in done.stdout
    assert "“netztui room” continues it" in done.stderr
    done = lines("--port", str(port), entered="close\nn\nclose\ny\n")
    assert "is continued: 0 joined, 0 done." in done.stderr
    assert "The room is closed, and its answers have been deleted." in done.stdout
    assert not paths.room_folder().exists()
