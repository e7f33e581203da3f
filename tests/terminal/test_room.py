"""A room on a real terminal: left, killed, and continued without losing anybody."""

import re
import signal
import socket
import urllib.request
from dataclasses import replace
from http import HTTPStatus

import pytest

from netztui.room.room import Room
from terminal.driver import CTRL_C, ENGLISH, Computer, Terminal

pytest.importorskip("uvicorn", reason="needs the extra “room”")

SHORT = "hunter-gatherer-short"


@pytest.fixture
def leader(computer: Computer) -> Computer:
    return replace(computer, language=ENGLISH)


@pytest.fixture
def port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def address(terminal: Terminal) -> str:
    terminal.wait_for("/j/")
    found = re.search(r"http://\S+/j/\w+", terminal.text)
    assert found is not None
    return found[0]


def answers(url: str) -> bool:
    with urllib.request.urlopen(url, timeout=20) as page:
        return page.status == HTTPStatus.OK and b"Begin" in page.read()


def join(computer: Computer) -> None:
    """Have somebody begin while nobody leads the room."""
    room = Room.open(computer.data / "room")
    room.participants.join("en")
    room.leave()


@pytest.mark.slow
def test_a_room_that_was_killed_is_continued_under_the_same_address(
    leader: Computer, port: str
) -> None:
    with leader.start("room", SHORT, "--port", port) as terminal:
        url = address(terminal)
        assert answers(url)
        with leader.start("room", "--plain", "--port", port) as second:
            assert second.status() == 2
            assert b"is open in another window" in second.painted
        terminal.kill()
    join(leader)
    with leader.start("room", "--port", port) as terminal:
        terminal.wait_for("not closed is", "1 joined, 0 done.")
        assert address(terminal) == url
        assert answers(url)
        terminal.type(CTRL_C)
        terminal.wait_for("Close the room?", "1 person is still answering.")
        terminal.type("y")
        assert terminal.status() == 0
    assert not (leader.data / "room").exists()


@pytest.mark.parametrize("way", ["--plain", "--screen"])
def test_a_signal_leaves_the_room_open_and_says_so(leader: Computer, port: str, way: str) -> None:
    with leader.start("room", SHORT, "--port", port, way) as terminal:
        address(terminal)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.status() == 128 + signal.SIGTERM
        said = b" ".join(terminal.painted.split())
        assert "“netztui room” continues it".encode() in said
    assert (leader.data / "room" / "room.json").exists()


def test_the_leader_chooses_a_questionnaire_and_leads_in_lines(leader: Computer, port: str) -> None:
    with leader.start("room", "--plain", "--port", port) as terminal:
        terminal.wait_for("Which one?")
        terminal.type("2\r")
        url = address(terminal)
        assert "Short form" in terminal.text
        assert answers(url)
        terminal.type(CTRL_C)
        terminal.wait_for("Close the room?")
        terminal.type(CTRL_C)
        assert terminal.status() == 130
        assert b"\x1b[?1049h" not in terminal.painted
    assert (leader.data / "room" / "room.json").exists()
