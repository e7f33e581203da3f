"""`netztui settings`: the commented file, the editor, and the settings in effect."""

import json
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netztui.cli.command_line import netztui
from netztui.system import paths


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env={"VISUAL": None, "EDITOR": "true", **environment}).invoke(
        netztui, ["--language", "en", "settings", *arguments]
    )


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that adds a line with two mistakes."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\n"
        "with open(sys.argv[1], 'a') as file:\n"
        "    file.write('bakc = \"b\"\\n')\n"
        "text = open(sys.argv[1]).read()\n"
        "open(sys.argv[1], 'w').write('theme = \"norrd\"\\n' + text)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f'"{sys.executable}" "{script}"'


def test_settings_creates_the_file_opens_it_and_reports_errors(editor: str):
    done = run(EDITOR=editor)
    assert done.exit_code == 1
    file = paths.settings_path()
    assert "# Your own keys" in file.read_text()
    lines = done.stderr.splitlines()
    last = len(file.read_text().splitlines())
    assert lines[0] == f"{file}:1:9: Unknown theme “norrd”. Did you mean “nord”?"
    assert lines[1].startswith(f"{file}:{last}:1: Unknown action “bakc”.")


def test_settings_reports_that_nothing_is_wrong():
    done = run()
    assert done.exit_code == 0
    assert "Nothing is wrong" in done.stderr
    assert paths.settings_path().exists()


@pytest.mark.parametrize("editor", ["false", "no-such-editor-anywhere", '"unbalanced'])
def test_an_editor_that_fails_is_reported(editor: str):
    done = run(EDITOR=editor)
    assert done.exit_code == 2
    assert str(paths.settings_path()) in done.stderr
    assert "EDITOR" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Notepad needs no terminal")
def test_without_a_terminal_no_editor_is_guessed():
    done = run(EDITOR="")
    assert done.exit_code == 2
    assert f"Open {paths.settings_path()} yourself" in done.stderr
    assert paths.settings_path().exists()


def test_settings_in_effect_are_shown_with_what_has_set_them():
    file = paths.settings_path()
    file.parent.mkdir()
    file.write_text('theme = "nord"\nplain = 3\n[keys]\nback = "b"\n')
    done = run("--show", NETZTUI_ADVANCE="at-once", NETZTUI_KEYS="skip=x")
    assert done.exit_code == 1
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in done.stdout.splitlines()}
    assert rows["language"] == ["en", "--language"]
    assert rows["theme"] == ["nord", str(file)]
    assert rows["advance"] == ["at-once", "NETZTUI_ADVANCE"]
    assert rows["plain"] == ["false"]
    assert " ".join(rows["questions"]) == "(that of the system or the program)"
    assert rows["keys.back"] == ["b", str(file)]
    assert rows["keys.skip"] == ["x,0", "NETZTUI_KEYS"]
    assert rows["keys.pause"] == ["escape"]
    document = json.loads(run("--format", "json").stdout)
    assert document["format"] == 2
    assert document["settings"][2] == {
        "name": "theme",
        "value": "nord",
        "set_by": str(file),
    }
    assert {"name": "keys.back", "value": "b", "set_by": str(file)} in document["settings"]
    assert "“plain” must be true or false" in document["diagnostics"][0]
