"""Help and usage errors in the user's language, and where they are printed."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from netztui.cli.command_line import netztui
from netztui.cli.localized import translate_click
from netztui.cli.overview import COMMANDS, overview, print_overview
from netztui.i18n.language import LANGUAGES, set_language

ENGLISH = ("Usage", "Options", "Show", "Try ", "Error", "default", "Missing", "FILE", "such ")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(netztui, arguments)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_in_both_languages(command: str):
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
    printed = run("--language", "de", "--help").output
    assert "\nBefehle:\n" in printed
    assert "  history     Zeigt alle Ergebnisse, das neueste zuerst.\n" in printed
    assert "Löscht endgültig" in run("--language", "de", "trash", "--help").output
    assert not [word for word in ENGLISH if word in printed]


@pytest.mark.parametrize("width", [50, 59, 66, 78])
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_without_click_is_what_click_writes(language: str, width: int):
    set_language(language)
    translate_click()
    context = click.Context(
        netztui, info_name="netztui", terminal_width=width, **netztui.context_settings
    )
    assert "\n".join(overview(width)) == netztui.get_help(context)


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_help_is_as_wide_as_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
):
    monkeypatch.setenv("COLUMNS", columns)
    print_overview()
    assert capsys.readouterr().out.splitlines() == overview(click.HelpFormatter().width)


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
def test_help_is_in_the_language_of_option_environment_or_locale(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], arguments: tuple, usage: str
):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NETZTUI_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(*arguments, "--help").output.startswith(usage)
    assert run(*arguments, "show", "--help").output.startswith(usage)


def test_help_is_in_the_language_of_the_settings(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('language = "de"\nwrong = 1\n')
    printed = run("--help")
    assert printed.output.startswith("Aufruf:")
    assert printed.stderr == ""


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
def test_usage_errors_are_german_and_go_to_standard_error(monkeypatch, arguments, said):
    monkeypatch.setenv("NETZTUI_LANGUAGE", "de")
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    # Releases of click differ in what they quote.
    assert done.stderr.replace("'", "").endswith(said.replace("'", ""))
    assert not [word for word in ENGLISH if word in done.stderr]


def test_clicks_own_messages_are_english_again_after_german():
    run("--language", "de", "xyz")
    assert run("--language", "en", "xyz").stderr.endswith("Error: No such command 'xyz'.\n")


def test_without_standalone_mode_clicks_errors_are_raised():
    with pytest.raises(click.UsageError):
        netztui.main(["xyz"], standalone_mode=False)


@pytest.mark.skipif(os.name != "posix", reason="a pipe whose reader has gone, as POSIX has it")
@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["where"], ["schema"]])
def test_commands_end_silently_if_the_output_is_no_longer_read(arguments: list[str]):
    process = subprocess.Popen(
        [sys.executable, "-m", "netztui", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


def test_characters_that_the_output_lacks_are_transliterated(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "NETZTUI_LANGUAGE": "de"}
    command = [sys.executable, "-m", "netztui", "nonsense"]
    printed = subprocess.run(command, env=environment, capture_output=True, check=False).stderr
    assert printed.decode("latin-1").endswith('Fehler: Einen Befehl "nonsense" gibt es nicht.\n')
