"""Line by line on a real terminal and through pipes: nothing but lines, and nothing lost."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from terminal.driver import CTRL_C, ENGLISH, Computer, Terminal, values
from terminal.walking import NO_PAUSE, answer, begin, choose_networks, leave

CTRL_D = "\x04"
SAVED = "Alle Ihre Antworten sind gespeichert."
TO_QUESTION_3 = ("1", "1 3", "4")
SAID = {"networks-used": ("xing", "x"), "wanted": "other"}


def prompted(terminal: Terminal) -> bool:
    """Whether a line is awaited."""
    return terminal.painted.endswith(b": ")


def enter(terminal: Terminal, *lines: str) -> None:
    """Enter each line at a prompt, and wait for the next prompt."""
    for line in lines:
        terminal.wait(prompted, "a prompt")
        least = len(terminal.painted) + len(line)
        terminal.type(f"{line}\r")
        terminal.wait(
            lambda screen, least=least: len(screen.painted) > least and prompted(screen),
            f"a prompt after {line!r}",
        )


def only_lines(painted: bytes) -> str:
    """What was written, which must be nothing but lines."""
    assert not set(painted) & set(b"\x1b\x07\x08\t")
    return painted.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("arguments", "changes", "settings"),
    [
        (["--plain"], {}, ""),
        ([], {"TERM": "dumb"}, ""),
        pytest.param([], {"TERM": None}, "", marks=pytest.mark.slow),
        pytest.param([], {"NETZTUI_PLAIN": "1"}, "", marks=pytest.mark.slow),
        ([], {}, "plain = true\n"),
        (["take", "hunter-gatherer", "--plain"], {}, ""),
        pytest.param(["--plain", "take", "hunter-gatherer"], {}, "", marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_it_asks_line_by_line_if_wanted_or_needed(
    computer: Computer, arguments: list[str], changes: dict[str, str | None], settings: str
):
    computer.choose(settings)
    computer = replace(computer, changes=changes)
    with computer.start(*arguments, size=(40, 10)) as terminal:
        if "take" not in arguments:
            terminal.wait_for("Ihre Wahl:")
            enter(terminal, "1")
        terminal.wait_for("Antwort:")
        enter(terminal, *TO_QUESTION_3[1:])
        terminal.type("/q\r")
        assert terminal.status() == 0
        told = only_lines(terminal.painted)
        assert told.index("Gespeichert: etwas anderes\n") < told.index("\nFrage 3 von 52\n")
        assert only_lines(terminal.painted).endswith(f"{SAVED}\n")
    (stored,) = computer.stored()
    assert values(stored) == SAID


@pytest.mark.slow
@pytest.mark.parametrize(
    ("locale", "encoding", "possible"),
    [("C", "ascii", "moeglich"), ("de_DE.ISO-8859-1", "iso8859-1", "möglich")],
)
def test_a_terminal_without_utf_8_is_asked_in_lines_in_its_own_encoding(
    computer: Computer, locale: str, encoding: str, possible: str
):
    computer = replace(computer, changes={"LC_ALL": locale, "NETZTUI_LANGUAGE": "de"})
    with computer.start() as terminal:
        terminal.wait(prompted, "a prompt")
        terminal.type("1\r")
        terminal.wait_for("Antwort:")
        terminal.type("/q\r")
        assert terminal.status() == 0
        assert f"Mehrere sind {possible}" in terminal.painted.decode(encoding)
    with computer.start("--screen") as terminal:
        assert terminal.status() == 2
        assert "nicht UTF-8" in terminal.painted.decode(encoding)


@pytest.mark.slow
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_ctrl_c_and_ctrl_d_save_and_quit(computer: Computer, key: str):
    with computer.start("--plain") as terminal:
        terminal.wait_for("Ihre Wahl:")
        enter(terminal, *TO_QUESTION_3)
        terminal.type(key)
        assert terminal.status() == 0
        assert SAVED in only_lines(terminal.painted.replace(b"^C", b"").replace(b"^D", b""))
    (stored,) = computer.stored()
    assert values(stored) == SAID


@pytest.mark.parametrize(
    "number", [pytest.param(signal.SIGTERM, marks=pytest.mark.slow), signal.SIGHUP]
)
def test_a_signal_ends_it_with_every_answer_saved(computer: Computer, number: signal.Signals):
    with computer.start("--plain") as terminal:
        terminal.wait_for("Ihre Wahl:")
        enter(terminal, *TO_QUESTION_3)
        terminal.process.send_signal(number)
        assert terminal.status() == 128 + number
        assert SAVED in only_lines(terminal.painted)
    (stored,) = computer.stored()
    assert values(stored) == SAID


@pytest.mark.slow
@pytest.mark.parametrize("ignoring", [[], ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"]])
def test_a_closed_window_ends_it_even_if_sighup_is_ignored(computer: Computer, ignoring: list[str]):
    command = [*ignoring, sys.executable, "-m", "netztui", "--plain"]
    with Terminal(command, computer.environment) as terminal:
        terminal.wait_for("Ihre Wahl:")
        enter(terminal, *TO_QUESTION_3)
        os.close(terminal._controller)
        terminal._controller = os.open(os.devnull, os.O_RDWR)
        # Either the closed terminal is noticed first, or that nothing can be written to it.
        assert terminal.process.wait(20) in {128 + signal.SIGHUP, 128 + signal.SIGPIPE}
    (stored,) = computer.stored()
    assert values(stored) == SAID


@pytest.mark.slow
def test_a_killed_draft_continues_on_the_screen_and_back_in_lines(computer: Computer):
    computer.choose(NO_PAUSE)
    with computer.start("--plain") as terminal:
        terminal.wait_for("Ihre Wahl:")
        enter(terminal, *TO_QUESTION_3)
        terminal.kill()
    with computer.start() as terminal:
        terminal.wait_for("Weitermachen:")
        terminal.type("\r")
        terminal.wait_for_place(3)
        answer(terminal, "2")
        leave(terminal)
    with computer.start("--plain") as terminal:
        terminal.wait_for("1: Weitermachen:")
        enter(terminal, "1", "/b")
        assert "Frage 4 von 52" in only_lines(terminal.painted)
        assert "Bisher: an 1 bis 3 Tagen" in only_lines(terminal.painted)
        terminal.type("/q\r")
        assert terminal.status() == 0
    (stored,) = computer.stored()
    assert values(stored) == {**SAID, "read-to-keep-up": 2}


@pytest.mark.slow
def test_answers_given_on_a_screen_meanwhile_are_noticed(computer: Computer):
    computer.choose(NO_PAUSE)
    with computer.start() as screen:
        begin(screen)
        choose_networks(screen)
        with computer.start("--plain") as lines:
            lines.wait_for("1: Weitermachen:")
            enter(lines, "1")
            answer(screen, "4")
            enter(lines, "/n", "5")
            assert "In einem anderen Fenster" in only_lines(lines.painted)
            lines.type("/q\r")
            assert lines.status() == 0
        leave(screen)
    (stored,) = computer.stored()
    assert values(stored) == {**SAID, "read-to-keep-up": 5}


# Through pipes


def piped(computer: Computer, *arguments: str, entered: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "netztui", *arguments],
        env=computer.environment,
        input=entered.encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_piped_output_reads_as_a_conversation(computer: Computer):
    computer = replace(computer, language=ENGLISH)
    told = piped(computer, "--plain", entered="1\n1 3\n4")
    assert (told.returncode, told.stderr) == (0, b"")
    said = only_lines(told.stdout)
    assert "Answer: 4\nSaved: something else\n" in said
    assert said.endswith("Answer: \nEnd of input. All your answers are saved.\n")
    (stored,) = computer.stored()
    assert values(stored) == SAID


def test_ascii_output_spells_out_every_other_character(computer: Computer):
    plainest = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    computer = replace(computer, changes={**plainest, "LANGUAGE": "de"})
    ratings = "\n".join(["1", "5"] * 22)
    entered = f"1\n1\n1\n{ratings}\n14\n4\n2\n/f\nSchluss\n"
    told = piped(computer, "--plain", entered=entered)
    assert (told.returncode, told.stderr) == (0, b"")
    said = told.stdout.decode("ascii")
    assert "Achse von -100 (Sammeln) bis +100 (Jagen)" in " ".join(said.split())
    assert "Jaeger oder Sammler?\n" in said
    assert "+/-" in said


def test_a_closed_pipe_is_not_an_error(computer: Computer):
    with subprocess.Popen(
        [sys.executable, "-m", "netztui", "--plain"],
        env=computer.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"1\n1\n")
        process.stdin.flush()
        assert process.wait(30) == 128 + signal.SIGPIPE
        assert process.stderr.read() == b""
        process.stdin.close()


def test_an_unusable_archive_is_reported(computer: Computer):
    computer.data.mkdir(parents=True)
    computer.archive.write_bytes(bytes(range(256)) * 20)
    told = piped(computer, "--plain", entered="1\n")
    assert (told.returncode, told.stdout) == (3, b"")
    assert "kein Archiv von netztui" in told.stderr.decode()


# netztui take


@pytest.mark.slow
def test_take_starts_at_the_first_question_on_the_screen(computer: Computer):
    computer.choose(NO_PAUSE)
    with computer.start("take", "hunter-gatherer-short") as terminal:
        terminal.wait_for_place(1)
        choose_networks(terminal)
        leave(terminal)
    with computer.start("take", "hunter-gatherer-short") as terminal:
        terminal.wait_for_place(2)
        terminal.type("\x1b")
        terminal.wait_for("Weitermachen:")
        leave(terminal)
    (stored,) = computer.stored()
    assert stored.assessment.questionnaire.id == "hunter-gatherer-short"


def test_take_without_a_name_opens_the_start_screen_if_there_are_several(computer: Computer):
    with computer.start("take", "--plain") as terminal:
        terminal.wait_for("Ihre Wahl:")
        terminal.type("/q\r")
        assert terminal.status() == 0


def test_take_reports_a_missing_or_broken_questionnaire(computer: Computer):
    unknown = piped(computer, "take", "hunter-gather", entered="")
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    assert "„hunter-gather“" in unknown.stderr.decode()
    broken = computer.folder / "broken.toml"
    broken.write_text("format = ", encoding="utf-8")
    told = piped(computer, "take", "--plain", str(broken), entered="")
    assert told.returncode == 2
    assert "broken.toml:1:" in told.stderr.decode()
    assert not computer.data.exists()


def test_take_accepts_a_path(computer: Computer):
    source = Path(os.fspath(computer.folder)) / "mine.toml"
    piped(computer, "new", "mine", "--output", str(source), entered="")
    told = piped(computer, "take", "--plain", str(source), entered="")
    assert told.returncode == 0
    assert "Frage 1 von" in told.stdout.decode()


def test_the_command_line_overrides_the_settings(computer: Computer):
    computer.choose("plain = true\n")
    with computer.start("--screen") as terminal:
        terminal.wait_for("Beginnen:", "q Beenden")
        leave(terminal)
