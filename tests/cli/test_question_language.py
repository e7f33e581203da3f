"""The commands in German and English around a questionnaire in French."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bilingual import PAUSES, pauses
from click.testing import CliRunner
from line_mode.talking import Talk
from tui.walking import Clock

from netztui.archive.archive import Archive
from netztui.cli.command_line import netztui
from netztui.system import paths


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pauses.toml"
    path.write_text(PAUSES, encoding="utf-8")
    return path


@pytest.fixture
def _two_results() -> None:
    clock = Clock()
    with Archive.open(paths.archive_path()) as archive:
        for answers in ("3131", "1313"):
            Talk(archive, *answers, "9", "/f", wanted=pauses(), clock=clock)
            clock.pass_days(40)


def shown(*arguments: str) -> str:
    done = CliRunner().invoke(netztui, arguments)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.mark.usefixtures("_two_results")
def test_results_are_shown_in_the_language_asked_for() -> None:
    assert "Plutôt ensemble" in shown("--questions", "fr", "show")
    assert "Plutôt seul" in shown("--questions", "fr_CH", "--language", "de", "show", "2")
    assert "“Vos pauses”" in shown("--questions", "fr", "history")
    compared = shown("--questions", "fr", "compare", "2", "1")
    assert "j’ai bavardé" in compared
    assert "geplaudert" not in compared
    assert "„Ihre Pausen“" in shown("--language", "de", "history")
    assert '"title": "Vos pauses"' in shown("--questions", "fr", "show", "--format", "json")


@pytest.mark.usefixtures("_two_results")
def test_the_locale_and_the_setting_choose_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr_CH:de")
    assert "„Vos pauses“" in shown("history")
    monkeypatch.setenv("NETZTUI_QUESTIONS", "de")
    assert "„Ihre Pausen“" in shown("history")
    assert "„Vos pauses“" in shown("--questions", "fr", "history")
    assert "questions fr --questions" in shown("--questions", "fr", "settings", "--show")


@pytest.mark.parametrize("code", ["french", "f", "", "fr-", "../x"])
def test_what_is_no_language_is_refused(code: str) -> None:
    done = CliRunner().invoke(netztui, ["--questions", code, "history"])
    assert done.exit_code == 2
    assert f"“{code}” is not a language code. Write one such as en, fr or pt-BR." in done.output


@pytest.mark.parametrize("options", [(), ("--questions", "fr")])
def test_a_questionnaire_is_taken_in_french(file: Path, options: tuple[str, ...]) -> None:
    environment = {**os.environ, "LANGUAGE": "de_DE" if options else "fr_CH:de"}
    done = subprocess.run(
        [sys.executable, "-m", "netztui", "take", str(file), "--plain", *options],
        input="2\n/q\n",
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    assert "Vos pauses" in done.stdout
    assert "Gespeichert: parfois" in done.stdout
