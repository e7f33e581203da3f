"""A full disk is reported; no accepted answer is lost, and none is shown as saved that is not."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netztui.archive.archive import Archive
from terminal.driver import CTRL_C, ENTER, Computer, Terminal, values
from terminal.walking import (
    NO_PAUSE,
    RESULT,
    answer,
    begin,
    choose_networks,
    fill,
    leave,
    open_rest,
)

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="files of a running program can't be limited here"
)

REPEAT = "wiederholen Sie"


def limit(computer: Computer, terminal: Terminal) -> None:
    """Stop the program's files from growing."""
    log = computer.archive.with_name(computer.archive.name + "-wal")
    here = max(log.stat().st_size, computer.archive.stat().st_size)
    _soft, hard = resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (here, hard))


def lift(terminal: Terminal) -> None:
    """Let files grow again."""
    _soft, hard = resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


def close_trouble(terminal: Terminal) -> None:
    terminal.type(ENTER)
    terminal.wait_without(REPEAT)


@pytest.fixture
def terminal(computer: Computer) -> Iterator[Terminal]:
    """At question 3, which has no answer."""
    computer.choose(NO_PAUSE)
    with computer.start() as terminal:
        begin(terminal)
        choose_networks(terminal)
        answer(terminal, "4")
        yield terminal


SAID = {"networks-used": ("xing", "x"), "wanted": "other"}


def test_an_answer_that_cannot_be_saved_is_refused_and_can_be_repeated(
    computer: Computer, terminal: Terminal
):
    limit(computer, terminal)
    terminal.type("5")
    terminal.wait_for("Das Archiv", REPEAT)
    close_trouble(terminal)
    terminal.wait_for_place(3)
    terminal.wait_for_chosen()
    lift(terminal)
    answer(terminal, "5")
    answer(terminal, "1")
    leave(terminal)
    assert values(computer.stored()[0]) == {
        **SAID,
        "read-to-keep-up": 5,
        "looked-for-possible-clients": 1,
    }


@pytest.mark.slow
def test_quitting_with_an_unsaved_answer_fails(computer: Computer, terminal: Terminal):
    limit(computer, terminal)
    terminal.type("5")
    terminal.wait_for("Das Archiv", REPEAT)
    close_trouble(terminal)
    terminal.wait_for_place(3)
    terminal.type("q")
    status = terminal.status()
    assert values(computer.stored()[0]) == SAID
    assert status != 0
    told = terminal.painted.decode().rpartition("\x1b")[2]
    assert f"Das Archiv {computer.archive} ließ sich nicht lesen oder schreiben" in told
    assert REPEAT in told


@pytest.mark.slow
def test_typed_text_stays_in_its_field_until_it_can_be_saved(
    computer: Computer, terminal: Terminal
):
    for _ in range(44):
        answer(terminal, "2")
    fill(terminal, "19")
    limit(computer, terminal)
    terminal.type(CTRL_C)
    terminal.wait_for("Das Archiv", REPEAT)
    close_trouble(terminal)
    terminal.wait_for_place(47)
    terminal.wait_for("19")
    lift(terminal)
    leave(terminal, CTRL_C)
    assert values(computer.stored()[0])["days-used/xing"] == 19


@pytest.mark.slow
def test_unsaved_text_does_not_prevent_quitting(computer: Computer, terminal: Terminal):
    for _ in range(44):
        answer(terminal, "2")
    fill(terminal, "19")
    limit(computer, terminal)
    terminal.type(CTRL_C)
    terminal.wait_for("Das Archiv", REPEAT)
    close_trouble(terminal)
    terminal.type(CTRL_C)
    assert terminal.status() != 0
    assert len(computer.stored()[0].assessment.answers) == 46


@pytest.mark.slow
def test_finishing_on_a_full_disk_can_be_repeated(computer: Computer, terminal: Terminal):
    for _ in range(44):
        answer(terminal, "2")
    open_rest(terminal)
    terminal.wait_for("Alle Fragen sind beantwortet.")
    limit(computer, terminal)
    terminal.type("f")
    terminal.wait_for("Das Archiv", REPEAT)
    close_trouble(terminal)
    lift(terminal)
    (draft,) = computer.stored()
    assert draft.finished_at is None
    assert len(draft.assessment.answers) == 52
    terminal.wait_for_place(52)
    terminal.type(ENTER)
    terminal.wait_for("Alle Fragen sind beantwortet.")
    terminal.type("f")
    terminal.wait_for(RESULT)
    leave(terminal)
    assert computer.stored()[0].finished_at is not None


@pytest.mark.parametrize("with_archive", [False, True])
def test_starting_on_a_full_disk_is_reported(computer: Computer, with_archive: bool):
    computer.data.mkdir()
    if with_archive:
        with Archive.open(computer.archive):
            pass
    before = computer.files()
    without_room = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh"]
    command = [*without_room, sys.executable, "-m", "netztui"]
    with Terminal(command, computer.environment) as terminal:
        status = terminal.status()
        told = terminal.painted.decode()
    assert status == 3
    assert told.startswith(f"Das Archiv {computer.archive} ließ sich nicht lesen oder schreiben")
    assert "\x1b" not in told
    assert "Traceback" not in told
    if with_archive:
        assert computer.archive.read_bytes() == before[computer.archive]


# A disk of the test's own, where the system allows that

OWN_DISK = 'mount -t tmpfs -o size=512k tmpfs "$0" && exec "$@"'
NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", OWN_DISK]


def own_disk_is_possible() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*NAMESPACE, "/tmp", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def fill_up(file: Path) -> None:
    """Take all the room that is left."""
    for size in (4096, 1):
        try:
            while True:
                with file.open("ab", buffering=0) as ballast:
                    ballast.write(bytes(size))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


@pytest.mark.slow
@pytest.mark.skipif(not own_disk_is_possible(), reason="no file system of one's own here")
def test_accepted_answers_are_there_once_a_full_disk_is_freed(computer: Computer):
    computer.choose(NO_PAUSE)
    computer.data.mkdir()
    command = [*NAMESPACE, str(computer.data), sys.executable, "-m", "netztui"]
    with Terminal(command, computer.environment) as terminal:
        begin(terminal)
        choose_networks(terminal)
        answer(terminal, "4")
        disk = Path(f"/proc/{terminal.process.pid}/root{computer.data}")
        ballast = disk / "ballast"
        fill_up(ballast)
        terminal.type("5")
        terminal.wait_for(
            f"Für das Archiv {computer.archive} ist kein Speicherplatz mehr frei.".split("/")[0],
            "Was vorher gespeichert wurde, bleibt erhalten. Schaffen",
        )
        close_trouble(terminal)
        terminal.wait_for_place(3)
        terminal.wait_for_chosen()
        ballast.unlink()
        answer(terminal, "5")
        answer(terminal, "2")
        for file in disk.iterdir():
            shutil.copy(file, computer.data)
        leave(terminal)
    assert values(computer.stored()[0]) == {
        **SAID,
        "read-to-keep-up": 5,
        "looked-for-possible-clients": 2,
    }
