"""The commands for authors of questionnaires: check, new and schema."""

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from questionnaire.examining import examine
from samples import KINDS, SMALL

from netztui.cli.command_line import netztui
from netztui.questionnaire.library import shipped_folder
from netztui.questionnaire.validation.reader import read_file
from netztui.system import paths

BROKEN = SMALL.replace('facet = "source"', 'facet = "sorce"', 1).replace("value = 2", "value = 1")
UNWISE = SMALL.replace("I chose contacts by a plan.", "I chose good contacts.")


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(netztui, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a valid, a broken and an inadvisable questionnaire."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name, text in (("sound", SMALL), ("broken", BROKEN), ("unwise", UNWISE)):
        (here / f"{name}.toml").write_text(text, encoding="utf-8")
    return here


def on_a_terminal(*arguments: str) -> tuple[str, int]:
    """What a command writes to a terminal, and its exit status."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "netztui", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={
            **os.environ,
            "TERM": "xterm",
        },
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        printed += part
    os.close(leader)
    return printed.decode(), process.wait(20)


# check


def test_every_problem_is_reported_with_its_line_a_caret_and_a_suggestion(folder: Path) -> None:
    done = run("--language", "en", "check", "broken.toml")
    lines = done.output.splitlines()
    value = next(place for place, line in enumerate(lines) if "is not greater" in line)
    assert lines[value].startswith("broken.toml:12:13: 1 is not greater than 1.")
    assert lines[value + 1].strip().startswith('{ value = 1, label = { de = "selten"')
    assert lines[value + 2].index("^") == lines[value + 1].index("1,")
    facet = next(place for place, line in enumerate(lines) if "Unknown facet “sorce”" in line)
    assert facet > value
    assert lines[facet + 3].strip() == "Did you mean “source”?"
    assert lines[-1] == "2 errors."
    assert done.exit_code == 2


def test_diagnostics_are_in_german_if_the_language_is(folder: Path) -> None:
    done = run("--language", "de", "check", "broken.toml", "unwise.toml")
    assert "Einen Teilbereich „sorce“ gibt es nicht." in done.output
    assert "Meinten Sie „source“?" in done.output
    assert "Warnung: „good“ klingt nach Lob oder Tadel." in done.output
    assert done.output.endswith("2 Fehler, 1 Warnung.\n")


@pytest.mark.parametrize(
    ("files", "strict", "status", "last"),
    [
        (["sound"], False, 0, "No problems found."),
        (["sound"], True, 0, "No problems found."),
        (["unwise"], False, 0, "1 warning."),
        (["unwise"], True, 1, "1 warning."),
        (["sound", "unwise"], True, 1, "1 warning."),
        (["broken"], False, 2, "2 errors."),
        (["unwise", "broken", "sound"], True, 2, "2 errors, 1 warning."),
        (["missing"], False, 2, "1 error."),
    ],
)
def test_the_exit_status_is_that_of_the_worst_problem(
    folder: Path, files: list[str], strict: bool, status: int, last: str
) -> None:
    done = run(
        "--language", "en", "check", *(f"{name}.toml" for name in files), *["--strict"] * strict
    )
    assert done.output.splitlines()[-1] == last
    assert done.exit_code == status


def test_included_questionnaires_have_no_warnings() -> None:
    done = run("--language", "en", "check", "--strict", *sorted(shipped_folder().glob("*.toml")))
    assert done.output == "No problems found.\n"
    assert done.exit_code == 0


def test_json_has_the_same_diagnostics_for_an_editor(folder: Path) -> None:
    done = run("--language", "en", "check", "--format", "json", "unwise.toml", "broken.toml")
    printed = json.loads(done.output)
    assert (printed["format"], printed["errors"], printed["warnings"]) == (2, 2, 1)
    unwise, value, facet = printed["diagnostics"]
    assert facet == {
        "file": "broken.toml",
        "line": facet["line"],
        "column": 11,
        "width": 7,
        "severity": "error",
        "message": "Unknown facet “sorce”.",
        "hint": "Did you mean “source”?",
    }
    assert BROKEN.splitlines()[facet["line"] - 1][10:17] == '"sorce"'
    assert (unwise["file"], unwise["severity"]) == ("unwise.toml", "warning")
    assert value["line"] < facet["line"]
    assert done.exit_code == 2
    empty = json.loads(run("check", "--format", "json", "sound.toml").output)
    assert empty == {"format": 2, "errors": 0, "warnings": 0, "diagnostics": []}


def test_a_dash_is_standard_input() -> None:
    done = run("--language", "en", "check", "-", input=BROKEN.encode())
    assert done.output.startswith("<stdin>:12:13: ")
    assert run("check", "-", input=SMALL.encode()).exit_code == 0


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\x00", b"a = [", b"#" * (2**20 + 1), b'format = 1\nid = "\xf0"']
)
def test_no_bytes_cause_a_traceback(folder: Path, content: bytes) -> None:
    (folder / "odd.toml").write_bytes(content)
    done = run("check", "odd.toml")
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
    assert done.output.startswith("odd.toml:")


def test_control_characters_of_a_file_never_reach_the_terminal(folder: Path) -> None:
    (folder / "evil.toml").write_text('format = 1\nid = "\x1b[2Jx"\n', encoding="utf-8")
    printed, _status = on_a_terminal("check", "evil.toml")
    assert "\x1b" not in printed


def test_a_closed_pipe_ends_the_command_silently(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "netztui", "check", "broken.toml"],
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    "arguments", [["check", "broken.toml"], ["schema"], ["new", "x"], ["show", "--help"]]
)
def test_an_encoding_with_few_characters_gets_transliterated_text(
    folder: Path, arguments: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "netztui", "--language", "de", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == (2 if arguments[0] == "check" else 0)
    assert len(done.stdout.splitlines()) > 3


# check --simulate


def test_simulated_people_show_how_often_each_text_is_shown(folder: Path) -> None:
    done = run("--language", "en", "check", "--simulate", "300", "sound.toml")
    first, *lines = done.output.splitlines()
    assert first.startswith("sound.toml: 300 simulated people, 300 with a position, ")
    shown = [line.split() for line in lines if line.startswith("  ") and "%" in line]
    assert shown[0][1] == "placements.hunter.title"
    titles = [share for share, name in shown if name.endswith((".title", ".sure"))]
    assert sum(float(share.rstrip("%")) for share in titles) == pytest.approx(100, abs=1)
    assert lines[-1] == "3 warnings."
    assert "of 300 simulated people get neither advice nor a question." in done.output
    german = run("--language", "de", "check", "--simulate", "300", "sound.toml").output
    assert "300 simulierte Personen" in german
    assert re.search(r"^ +\d+,\d\s%  placements.hunter.title$", german, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--simulate", "100", "sound.toml"], 0),
        (["--simulate", "100", "--strict", "sound.toml"], 1),
        (["--simulate", "100", "broken.toml"], 2),
        (["--simulate", "0", "sound.toml"], 2),
    ],
)
def test_what_simulated_people_show_is_a_warning(
    folder: Path, arguments: list[str], status: int
) -> None:
    assert run("check", *arguments).exit_code == status


def test_a_text_that_nobody_is_shown_is_marked_in_the_file(folder: Path) -> None:
    never = SMALL.replace(
        'when = { contacts = "high"', 'placements = ["both"]\nwhen = { hunter = "low"'
    )
    (folder / "never.toml").write_text(never.replace(', expertise = "low"', ""), encoding="utf-8")
    printed = json.loads(
        run("check", "--simulate", "200", "--format", "json", "never.toml", "broken.toml").output
    )
    (simulation,) = printed["simulations"]
    assert (simulation["file"], simulation["people"], simulation["scored"]) == (
        "never.toml",
        200,
        200,
    )
    assert simulation["contradictions"] == []
    shown = {one["text"]: one["shown"] for one in simulation["texts"]}
    assert shown["advice.show-expertise.text"] == shown["advice.show-expertise.question"] == 0
    marked = [one["line"] for one in printed["diagnostics"] if "None of the 200" in one["message"]]
    lines = (folder / "never.toml").read_text(encoding="utf-8").splitlines()
    unreached = [lines[line - 1].partition(", en = ")[2] for line in marked]
    assert '"Answer questions from your field." }' in unreached
    assert printed["warnings"] >= 3
    piped = run("check", "--simulate", "20", "-", input=SMALL.encode())
    assert piped.output.startswith("<stdin>: 20 simulated people")


# schema


def test_the_printed_schema_accepts_the_included_questionnaires() -> None:
    schema = json.loads(run("schema").output)
    for path in shipped_folder().glob("*.toml"):
        jsonschema.validate(tomllib.loads(path.read_text(encoding="utf-8")), schema)


# new


def test_a_new_questionnaire_is_complete_without_a_problem_or_a_warning(folder: Path) -> None:
    done = run("--language", "en", "new", "my-own", "--language", "de", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "netztui preview my-own.toml" in done.output
    assert str(paths.own_questionnaires_folder()) in done.output
    assert "still English" not in done.output
    file = folder / "my-own.toml"
    assert examine(file.read_bytes(), "x") == ()
    questionnaire = read_file(file)
    assert (questionnaire.id, questionnaire.languages) == ("my-own", ("de", "en"))
    assert "# Facets: what a few items measure together." in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "languages", [["de"], ["en"], ["fr"], ["pt-BR", "de-AT"], ["en", "de", "fr"]]
)
@pytest.mark.parametrize("interface", ["de", "en"])
def test_a_new_questionnaire_is_valid_in_any_languages(
    folder: Path, languages: list[str], interface: str
) -> None:
    asked = [part for language in languages for part in ("--language", language)]
    done = run("--language", interface, "new", "x", *asked)
    assert done.exit_code == 0
    content = (folder / "x.toml").read_bytes()
    assert examine(content, "x") == ()
    questionnaire = read_file(folder / "x.toml")
    assert questionnaire.languages == tuple(languages)
    german = {language for language in languages if language.startswith("de")}
    for language in languages:
        title = questionnaire.title.in_language(language)
        assert title == (
            "Lesen oder probieren?" if language in german else "Read first or just try?"
        )
    assert ("is still English" in done.output or "noch englisch" in done.output) is bool(
        {"fr", "pt-BR"} & set(languages)
    )
    comment = "# Facets:" if interface == "en" else "# Teilbereiche:"
    assert comment in content.decode()
    assert "#de" not in content.decode()
    assert "#en" not in content.decode()


def test_an_existing_file_is_only_replaced_with_force(folder: Path) -> None:
    kept = run("--language", "en", "new", "sound", "--language", "en")
    assert kept.exit_code == 2
    assert "sound.toml already exists." in kept.output
    assert (folder / "sound.toml").read_text(encoding="utf-8") == SMALL
    assert run("new", "sound", "--language", "en", "--force").exit_code == 0
    assert read_file(folder / "sound.toml").id == "sound"


def test_the_file_may_have_another_name(folder: Path) -> None:
    assert run("new", "abc", "--language", "en", "-o", folder / "other.toml").exit_code == 0
    assert read_file(folder / "other.toml").id == "abc"
    assert not (folder / "abc.toml").exists()
    missing = run("--language", "en", "new", "abc", "-o", folder / "no" / "other.toml")
    assert missing.exit_code == 2
    assert "The folder" in missing.output


@pytest.mark.parametrize(
    ("name", "languages", "printed"),
    [
        ("Größe 1", ["de"], "Write “groesse-1”."),
        ("../up", ["de"], "is not a valid id"),
        ('a"b\n', ["de"], "is not a valid id"),
        ("\udcff", ["de"], "is not a valid id"),
        ("fine", ["d e"], "Codes look like this"),
        ("fine", ["\udcff"], "is not a language code"),
    ],
)
def test_an_invalid_id_or_language_is_reported_and_nothing_is_written(
    folder: Path, name: str, languages: list[str], printed: str
) -> None:
    before = set(folder.iterdir())
    asked = [part for language in languages for part in ("--language", language)]
    done = run("--language", "en", "new", name, *asked)
    assert printed in done.output
    assert done.exit_code == 2
    assert set(folder.iterdir()) == before


def test_without_a_language_it_is_in_the_current_one(folder: Path) -> None:
    assert run("--language", "de", "new", "x").exit_code == 0
    assert read_file(folder / "x.toml").languages == ("de",)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("huntr", "No result is called “huntr”. Did you mean “hunter”?"),
        ("sure", "No result is called “sure”. Possible here: gatherer, leaning-gatherer, both"),
        ("\x1b[2J", "No result is called “�[2J”."),
    ],
)
def test_a_preview_of_an_unknown_result_says_which_there_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch, word: str, sentence: str
) -> None:
    monkeypatch.setattr("netztui.system.terminal.unsupported_reason", lambda: None)
    done = run("preview", "sound.toml", "--result", word)
    assert done.exit_code == 2
    assert sentence in done.output


def test_a_questionnaire_without_an_axis_has_no_result_to_preview(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netztui.system.terminal.unsupported_reason", lambda: None)
    (folder / "kinds.toml").write_text(KINDS, encoding="utf-8")
    done = run("preview", "kinds.toml", "--result", "both")
    assert done.exit_code == 2
    assert "kinds.toml has no axis" in done.output


def against(folder: Path, text: str, *options: str) -> Result:
    (folder / "new.toml").write_text(text, encoding="utf-8")
    return run("check", "new.toml", "--against", "sound.toml", *options)


def test_the_same_questionnaire_with_other_comments_is_no_different(folder: Path) -> None:
    done = against(folder, "# New\n" + SMALL.replace("1.0.0", "1.0.1"), "--strict")
    assert done.exit_code == 0
    comparable = "Results of both versions can be compared. Questions that count the same in both: "
    assert done.output.split("\n")[:2] == [
        "No problems found.",
        f"new.toml: {comparable}16; of these, worded differently: 0.",
    ]


def test_what_an_item_counts_for_and_its_wording_are_compared(folder: Path) -> None:
    text = SMALL.replace("I considered the person's field", "I looked at the person's field")
    text = text.replace(
        'id = "followed-news"\n  facet = "source"', 'id = "followed-news"\n  facet = "diversity"'
    )
    text = text.replace('  reverse = true\n  opposite = "answered-questions"\n', "")
    text = text.replace('id = "found-a-resource"', 'id = "found-resource"')
    text = text.replace(
        'id = "next-step"\n  kind = "text"\n  recall = true', 'id = "next-step"\n  kind = "number"'
    )
    done = against(folder, text)
    assert done.exit_code == 0
    lines = text.split("\n")
    places = {
        "“followed-news”: “facet” was source and is diversity now.": '  facet = "diversity"',
        "“kept-knowledge-back”: “reverse” was true and is false now.": '"kept-knowledge-back"',
        "“next-step”: “kind” was text and is number now.": '  kind = "number"',
        "“considered-the-field” is worded differently than before.": "I looked at the",
    }
    for sentence, line in places.items():
        found = re.search(rf"new\.toml:(\d+):\d+: warning: {re.escape(sentence)}", done.output)
        assert found is not None, done.output
        assert line in lines[int(found[1]) - 1]
    assert "The new version has no item “found-a-resource” any more." in done.output
    assert "“found-resource” asks the same: give it the old id" in done.output
    assert "count the same in both: 13; of these, worded differently: 1." in done.output


def test_versions_that_cannot_be_compared_have_a_reason_and_an_exit_status(folder: Path) -> None:
    done = against(folder, SMALL.replace('id = "small"', 'id = "other"'))
    assert done.exit_code == 1
    assert "can't be compared. The two results belong to different" in done.output
    text = SMALL.replace('low = "gatherer"\nhigh = "hunter"', 'low = "hunter"\nhigh = "gatherer"')
    document = json.loads(against(folder, text, "--format", "json").stdout)
    (comparison,) = document["comparisons"]
    assert (comparison["file"], comparison["kind"]) == ("new.toml", "different")
    assert "other poles" in comparison["reason"]


def test_an_earlier_version_that_cannot_be_read_is_reported(folder: Path) -> None:
    done = run("check", "sound.toml", "--against", "broken.toml")
    assert done.exit_code == 2
    assert "Unknown facet “sorce”." in done.output
    done = run("check", "sound.toml", "--against", "nowhere.toml")
    assert done.exit_code == 2
    assert "does not exist." in done.output


def test_a_broken_file_is_only_checked(folder: Path) -> None:
    done = run("check", "broken.toml", "--against", "sound.toml")
    assert done.exit_code == 2
    assert "versions" not in done.output
