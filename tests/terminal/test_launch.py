"""If netztui cannot start, it says why in a sentence or two and changes no file."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from netztui.archive.archive import Archive
from netztui.archive.sqlite.migrations import SCHEMA_VERSION
from terminal.driver import ENGLISH, GERMAN, Computer
from terminal.walking import leave

WRONG_USE, ARCHIVE_UNUSABLE = 2, 3

PLAIN_GERMAN = "Oder verwenden Sie „netztui --plain“, das Zeile für Zeile fragt."
PLAIN_ENGLISH = "Or use “netztui --plain”, which asks line by line."


def sentences(told: bytes) -> str:
    """What was said in one line; a traceback or an escape sequence is nothing to say."""
    text = told.decode().replace("\r\n", "\n")
    assert "Traceback" not in text
    assert "\x1b" not in text
    assert text.endswith((".\n", "”.\n", "“.\n"))
    assert text.count("\n") == 1
    assert 1 <= len(re.findall(r"[.:)] ?(?=[A-ZÄÖÜ]|$)", text.strip())) <= 4
    return text.strip()


def refused(computer: Computer, *, size: tuple[int, int] = (80, 24)) -> tuple[int, str]:
    """The exit status and what is said where netztui doesn't start in a terminal."""
    with computer.start(size=size) as terminal:
        status = terminal.status()
        return status, sentences(terminal.painted)


def spoken(language: str, german: str, english: str) -> str:
    return german if language == GERMAN else english


# Terminals that won't do


@pytest.mark.parametrize(
    ("language", "stream"),
    [
        (GERMAN, "stdin"),
        (ENGLISH, "stdout"),
        (GERMAN, "stderr"),
        ("C", "all"),
        *(
            pytest.param(language, "all", marks=pytest.mark.slow)
            for language in (GERMAN, ENGLISH, "C.UTF-8", "fr_FR.UTF-8")
        ),
    ],
)
def test_without_a_terminal_it_says_so_and_changes_no_file(
    computer: Computer, tmp_path: Path, language: str, stream: str
):
    computer = replace(computer, language=language)
    streams = ["stdin", "stdout", "stderr"] if stream == "all" else [stream]
    piped = tmp_path / "piped"
    before = computer.files()
    with piped.open("wb") as pipe, Path(os.devnull).open("rb") as nothing:
        redirected = {name: nothing if name == "stdin" else pipe for name in streams}
        with computer.start(redirected=redirected) as terminal:
            assert terminal.status() == WRONG_USE
            told = piped.read_bytes() if "stderr" in streams else terminal.painted
            other = terminal.painted if "stderr" in streams else piped.read_bytes()
    assert sentences(told) == spoken(
        language,
        "netztui braucht ein Terminal: Ein- und Ausgabe dürfen nicht umgeleitet sein. "
        f"Starten Sie es ohne „|“, „<“ und „>“. {PLAIN_GERMAN}",
        "netztui needs a terminal: input and output must not be redirected. "
        f"Start it without “|”, “<” and “>”. {PLAIN_ENGLISH}",
    )
    assert other == b""
    assert computer.files() == before


@pytest.mark.parametrize(("language", "size"), [(GERMAN, (59, 20)), (ENGLISH, (60, 19))], ids=str)
def test_a_terminal_that_is_too_small_is_reported(
    computer: Computer, language: str, size: tuple[int, int]
):
    computer = replace(computer, language=language)
    columns, rows = size
    before = computer.files()
    assert refused(computer, size=size) == (
        WRONG_USE,
        spoken(
            language,
            f"Das Terminal hat {columns}×{rows} Zeichen; netztui braucht 60×20. Bitte vergrößern "
            f"Sie es, und starten Sie netztui dann noch einmal. {PLAIN_GERMAN}",
            f"The terminal has {columns}×{rows} characters; netztui needs 60×20. Please enlarge "
            f"it, then start netztui again. {PLAIN_ENGLISH}",
        ),
    )
    assert computer.files() == before


def test_it_starts_in_the_smallest_terminal(computer: Computer):
    with computer.start(size=(60, 20)) as terminal:
        terminal.wait_for("Beginnen:", "q Beenden")
        leave(terminal)


# Files that are no archive


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (title TEXT)")
    connection.execute("INSERT INTO recipes VALUES ('Grünkohl')")
    connection.commit()
    connection.close()


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def newer(path: Path) -> None:
    with Archive.open(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "german", "english"),
    [
        (foreign, "ist kein Archiv von netztui.", "is not an archive of netztui."),
        (noise, "ist kein Archiv von netztui.", "is not an archive of netztui."),
        (newer, "stammt von einem neueren netztui", "was written by a newer netztui"),
        (Path.mkdir, "ist kein Archiv von netztui.", "is not an archive of netztui."),
    ],
    ids=["foreign database", "noise", "newer archive", "folder"],
)
@pytest.mark.parametrize("language", [GERMAN, pytest.param(ENGLISH, marks=pytest.mark.slow)])
def test_a_file_that_is_not_an_archive_is_reported_and_not_changed(
    computer: Computer, make: Callable[[Path], None], german: str, english: str, language: str
):
    computer = replace(computer, language=language)
    computer.data.mkdir()
    make(computer.archive)
    before = computer.files()
    status, told = refused(computer)
    assert status == ARCHIVE_UNUSABLE
    assert spoken(language, german, english) in told
    assert str(computer.archive) in told
    assert computer.files() == before


def test_a_data_folder_below_a_file_is_reported(computer: Computer):
    computer.data.write_text("notes")
    computer = replace(computer, changes={"NETZTUI_DATA_DIR": str(computer.data / "netztui")})
    before = computer.files()
    status, told = refused(computer)
    assert status == ARCHIVE_UNUSABLE
    assert "führt durch eine Datei" in told
    assert "NETZTUI_DATA_DIR" in told
    assert computer.files() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
@pytest.mark.parametrize("with_archive", [False, True])
def test_a_read_only_data_folder_is_reported(computer: Computer, with_archive: bool):
    computer.data.mkdir()
    if with_archive:
        with Archive.open(computer.archive):
            pass
        computer.archive.chmod(0o400)
    computer.data.chmod(0o500)
    before = computer.files()
    try:
        status, told = refused(computer)
    finally:
        computer.data.chmod(0o700)
    assert status == ARCHIVE_UNUSABLE
    assert "ist nicht beschreibbar" in told
    assert computer.files() == before


# Settings


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("advance = [", "Bis das behoben ist, bleibt die Einstellungsdatei"),
        ("advnace = 1", ":1:1: „advnace“ ist hier nicht bekannt. Meinten Sie „advance“?"),
        ('advance = "now"', ":1:11: „advance“ kann nicht „now“ sein."),
        ("theme = 7", ":1:9: Bei „theme“ gehört der Wert in Anführungszeichen."),
        ('[keys]\nback = "r"', ":2:8: „back“ kann „r“ nicht verwenden"),
    ],
)
def test_wrong_settings_are_reported_and_the_program_starts(
    computer: Computer, settings: str, told: str
):
    computer.choose(settings + "\n")
    with computer.start() as terminal:
        terminal.wait_for("Beginnen:")
        leave(terminal)
        said = terminal.painted.decode()
        assert told in said
        assert str(computer.settings) in said
        assert "Traceback" not in said
    assert computer.settings.read_text() == settings + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("settings", ['language = "fr"', 'theme = "no such theme"'])
def test_an_unknown_setting_is_reported_and_the_program_starts(computer: Computer, settings: str):
    computer.choose(settings + "\n")
    with computer.start() as terminal:
        terminal.wait_for("Beginnen:")
        leave(terminal)
        said = terminal.painted.decode()
        assert str(computer.settings) in said


# The command line


@pytest.mark.slow
def test_the_option_overrides_the_settings_which_override_the_locale(computer: Computer):
    with computer.start("--language", "en") as terminal:
        terminal.wait_for("Begin: Hunter or gatherer?")
        leave(terminal)
    computer.choose('language = "en"\n')
    with computer.start() as terminal:
        terminal.wait_for("Begin: Hunter or gatherer?")
        leave(terminal)
    with computer.start("--language", "de") as terminal:
        terminal.wait_for("Beginnen: Jäger oder Sammler?")
        leave(terminal)


def run(computer: Computer, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run netztui without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "netztui", *arguments],
        env=computer.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_unknown_command_is_wrong_use(computer: Computer):
    told = run(computer, "nonsense")
    assert told.returncode == WRONG_USE
    assert "Fehler:" in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
    assert computer.files() == {}
