"""Help and complaints in the person's language, and what is said where."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from netztui.cli.command_line import COMMANDS, netztui

ENGLISH = ("Usage", "Options", "Show", "Try ", "Error", "default", "Missing", "FILE", "such ")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(netztui, arguments)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages_with_an_example(command: str):
    english = run("--language", "en", command, "--help").output
    german = run("--language", "de", command, "--help").output
    assert english.startswith(f"Usage: netztui {command} [OPTIONS]")
    assert german.startswith(f"Aufruf: netztui {command} [OPTIONEN]")
    assert f"  Example: netztui {command}" in english
    assert f"  Beispiel: netztui {command}" in german
    assert not [word for word in ENGLISH if word in german]
    assert all(len(line) <= 80 for line in (english + german).splitlines())


def test_the_commands_are_listed_in_both_languages():
    assert "  history     Show all results, newest first.\n" in run("--help").output
    told = run("--language", "de", "--help").output
    assert "\nBefehle:\n" in told
    assert "  history     Zeigt alle Ergebnisse, das neueste zuerst.\n" in told
    assert "Löscht endgültig" in run("--language", "de", "trash", "--help").output
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize(
    ("environment", "arguments", "usage"),
    [
        ({"LANG": "de_DE.UTF-8"}, (), "Aufruf:"),
        ({"LANG": "de_DE.UTF-8", "NETZTUI_LANGUAGE": "en"}, (), "Usage:"),
        ({"LANG": "en_US.UTF-8", "NETZTUI_LANGUAGE": "de"}, (), "Aufruf:"),
        ({"LANG": "de_DE.UTF-8"}, ("--language=en",), "Usage:"),
        ({"LANG": "en_US.UTF-8"}, ("--language", "de"), "Aufruf:"),
    ],
)
def test_help_speaks_what_command_line_environment_and_locale_say(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], arguments: tuple, usage: str
):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NETZTUI_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(*arguments, "--help").output.startswith(usage)
    assert run(*arguments, "show", "--help").output.startswith(usage)


def test_help_speaks_the_language_of_the_settings(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "de"\nwrong = 1\n')
    told = run("--help")
    assert told.output.startswith("Aufruf:")
    assert told.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shw"], "Fehler: Einen Befehl „shw“ gibt es nicht. Meinten Sie 'show'?\n"),
        (["xyz"], "Fehler: Einen Befehl „xyz“ gibt es nicht.\n"),
        (["trash", "xyz"], "Fehler: Einen Befehl „xyz“ gibt es nicht.\n"),
        (["--xyz"], "Fehler: Eine Option „--xyz“ gibt es nicht.\n"),
        (["show", "--form"], "Fehler: Eine Option „--form“ gibt es nicht. Meinten Sie '--format'?\n"),
        (["--language"], "Fehler: Die Option „--language“ braucht einen Wert.\n"),
        (["new", "--force=1", "x"], "Fehler: Die Option „--force“ nimmt keinen Wert an.\n"),
        (["backup"], "Fehler: Es fehlt das Argument 'DATEI'.\n"),
        (["check"], "Fehler: Es fehlt das Argument 'DATEI...'.\n"),
        (["show", "1", "2"], "Fehler: Ein Argument ist zu viel (2)\n"),
        (["show", "1", "2", "3"], "Fehler: Einige Argumente sind zu viel (2 3)\n"),
        (["--language", "fr"], "Fehler: Ungültiger Wert für '--language': „fr“ ist keines von diesen: 'de', 'en'.\n"),
    ],
)  # fmt: skip
def test_wrong_use_is_said_in_german_on_standard_error(monkeypatch, arguments, said):
    monkeypatch.setenv("NETZTUI_LANGUAGE", "de")
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    # Releases of click differ in what they quote.
    assert done.stderr.replace("'", "").endswith(said.replace("'", ""))
    assert not [word for word in ENGLISH if word in done.stderr]


def test_clicks_own_words_are_english_again_after_german():
    run("--language", "de", "xyz")
    assert run("--language", "en", "xyz").stderr.endswith("Error: No such command 'xyz'.\n")


def test_who_uses_the_commands_as_a_library_gets_clicks_errors():
    with pytest.raises(click.UsageError):
        netztui.main(["xyz"], standalone_mode=False)


@pytest.mark.skipif(os.name != "posix", reason="a pipe whose reader has gone, as POSIX has it")
@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["where"], ["schema"]])
def test_for_a_reader_that_has_gone_all_end_without_a_word(arguments: list[str]):
    process = subprocess.Popen(
        [sys.executable, "-m", "netztui", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


def test_what_the_output_cannot_write_is_spelled(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "NETZTUI_LANGUAGE": "de"}
    command = [sys.executable, "-m", "netztui", "nonsense"]
    told = subprocess.run(command, env=environment, capture_output=True, check=False).stderr
    assert told.decode("latin-1").endswith('Fehler: Einen Befehl "nonsense" gibt es nicht.\n')
