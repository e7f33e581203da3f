"""Archives that no netztui has written: what can be shown is shown, and never a crash."""

import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from cli.archives import OTHER, answered
from click.testing import CliRunner, Result
from line_mode.talking import Talk
from samples import SMALL
from tui.walking import press, running, shown

from netztui.archive.archive import Archive
from netztui.archive.sqlite.migrations import APPLICATION_ID
from netztui.cli.command_line import netztui
from netztui.i18n.language import set_language
from netztui.system import paths
from netztui.tui.screens.assessment import AssessmentScreen

READING = (
    "history",
    "history --format json",
    "show",
    "show 2",
    "compare",
    "trash",
    "export",
    "export --format csv",
    "list",
    "where",
)
EARLY, LATE = "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"
NEWEST = "WHERE finished_at = (SELECT max(finished_at) FROM assessment)"


def run(arguments: str) -> Result:
    """Run a command, which must end by itself or with a sentence."""
    result = CliRunner().invoke(netztui, arguments.split())
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(arguments) from result.exception
    assert "Traceback" not in result.output
    return result


def change(statement: str, *values: object) -> None:
    with sqlite3.connect(paths.archive_path(), isolation_level=None) as connection:
        connection.execute(statement, values)
    connection.close()


async def look_around(archive: Archive) -> str:
    """Everything that the screens of the history and of a result show."""
    seen = []
    async with running(archive, size=(120, 40)) as pilot:
        seen.append(shown(pilot))
        for key in ("h", "down", "enter", "d", "end", "escape", "t", "left", "escape", "escape"):
            await press(pilot, key)
            assert pilot.app.defect is None
            seen.append(shown(pilot))
    return "\n".join(seen)


ROWS = {
    "finished in the year 1": f"UPDATE assessment SET finished_at = '{EARLY}' {NEWEST}",
    "finished in the year 9999": f"UPDATE assessment SET finished_at = '{LATE}' {NEWEST}",
    "started in the year 1": f"UPDATE assessment SET started_at = '{EARLY}' {NEWEST}",
    "started in the year 9999": f"UPDATE assessment SET started_at = '{LATE}' {NEWEST}",
    "answered in the year 9999": f"UPDATE answer SET answered_at = '{LATE}'",
    "a draft from the year 1": f"UPDATE assessment SET started_at = '{EARLY}', finished_at = NULL, scoring_version = NULL {NEWEST}",
    "deleted in the year 9999": f"UPDATE assessment SET deleted_at = '{LATE}' {NEWEST}",
    "a time that is not one": f"UPDATE assessment SET finished_at = '9yesterday' {NEWEST}",
    "a huge position": f"UPDATE assessment SET axis = 1e308, axis_low95 = -1e308 {NEWEST}",
    "an infinite position": f"UPDATE assessment SET axis = 9e999, axis_se = 9e999 {NEWEST}",
    "an infinite intensity": f"UPDATE assessment SET intensity = -9e999 {NEWEST}",
    "a position without an interval": f"UPDATE assessment SET axis_se = NULL, axis_low95 = NULL, axis_high95 = NULL {NEWEST}",
    "an unknown placement": f"UPDATE assessment SET placement = 'nonsense' {NEWEST}",
    "an infinite time to answer": "UPDATE answer SET seconds = 9e999",
    "a negative time to answer": "UPDATE answer SET seconds = -5",
    "a scoring version of the future": f"UPDATE assessment SET scoring_version = 99 {NEWEST}",
    "a note with control characters": f"UPDATE assessment SET note = 'a\x1b[31mb\u202ec' {NEWEST}",
    "an unknown language": f"UPDATE assessment SET language = 'xx' {NEWEST}",
    "an empty title": "UPDATE questionnaire SET title = '{}'",
    "a title with control characters": """UPDATE questionnaire SET title = '{"en": "\\u001b[2J\\u202e"}'""",
    "another id than in the questionnaire": "UPDATE questionnaire SET id = 'quite-another'",
    "an unknown answer": "UPDATE answer SET value = '\"nonsense\"'",
    "answers to unknown questions": "UPDATE answer SET key = 'x' || key",
    "a revision that is negative": f"UPDATE assessment SET revision = -1 {NEWEST}",
    "an earlier answer to nothing": f"""UPDATE assessment SET earlier = '{{"x": "y"}}' {NEWEST}""",
    "earlier answers that are none": f"UPDATE assessment SET earlier = '[' {NEWEST}",
}
HARMLESS = {
    "deleted in the year 9999",
    "a huge position",
    "an infinite position",
    "an infinite intensity",
    "a position without an interval",
    "an unknown placement",
    "a scoring version of the future",
    "an unknown language",
    "an empty title",
    "a title with control characters",
    "another id than in the questionnaire",
    "a revision that is negative",
}
"""Doctor does not look at what only lists show."""
ALL_UNREADABLE = {"an unknown answer", "answers to unknown questions"}


def every(step: int, values: Iterable[str]) -> list[ParameterSet]:
    """The values; only every `step`-th runs by default."""
    return [
        pytest.param(value, marks=[pytest.mark.slow] if place % step else [])
        for place, value in enumerate(values)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("row", every(5, ROWS))
async def test_an_odd_row_is_shown_as_far_as_possible_and_named_by_doctor(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    import time

    ids = answered(SMALL, OTHER, SMALL)
    change(ROWS[row])
    # The zone in which the first or the last time there is falls out of the calendar.
    monkeypatch.setenv("TZ", "Pacific/Kiritimati" if "9999" in row else "Pacific/Pago_Pago")
    time.tzset()
    try:
        for language in ("en", "de") if "9999" in row else ("en",):
            for arguments in READING:
                output = run(f"--language {language} {arguments}").output
                assert "\x1b" not in output
                assert "\u202e" not in output or arguments == "export"
                if arguments == "history" and row not in ALL_UNREADABLE:
                    assert len(output.splitlines()) > 2, output
            set_language(language)
            with Archive.open(paths.archive_path()) as archive:
                await look_around(archive)
                Talk(archive, "/h", "1", "/q")
                Talk(archive, "1", "/q")
        # Looking may have repaired what is computed from the answers.
        change(ROWS[row])
        doctor = run("doctor")
        if row not in HARMLESS:
            assert doctor.exit_code in {1, 3}, doctor.output
            assert any(id_[:8] in doctor.output for id_ in ids), doctor.output
        # Whatever is exported can be imported, and what doctor calls intact can be exported.
        exported = run(f"export --output {tmp_path / 'exported.json'}").exit_code
        assert exported == 0 or doctor.exit_code != 0
        monkeypatch.setenv("NETZTUI_DATA_DIR", str(tmp_path / "elsewhere"))
        if exported == 0:
            assert run(f"import {tmp_path / 'exported.json'}").exit_code == 0
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def made_first_edition(id_: str) -> None:
    """Let a result have a questionnaire from before advice had ids."""
    with Archive.open(paths.archive_path()) as archive:
        content = json.loads(archive.load(id_).assessment.questionnaire.canonical)
    for advice in content["advice"]:
        del advice["id"]
    canonical = json.dumps(content)
    new = hashlib.sha256(canonical.encode()).hexdigest()
    change("INSERT INTO questionnaire VALUES (?, 'small', '1', '{}', ?)", new, canonical)
    statement = "UPDATE assessment SET questionnaire = ?, scoring_version = 1 WHERE id = ?"
    change(statement, new, id_)


async def test_a_result_whose_questionnaire_no_longer_reads_keeps_nobody_from_anything_else():
    (old,) = answered(SMALL)
    made_first_edition(old)
    with Archive.open(paths.archive_path()) as archive:
        assert "Begin: " in Talk(archive, "/q").said
        await look_around(archive)
        async with running(archive) as pilot:
            await press(pilot, "enter")
            assert pilot.app.defect is None
            assert isinstance(pilot.app.screen, AssessmentScreen)
    assert old[:4] in run("history").output
    shown_alone = run("show")
    assert (shown_alone.exit_code, f"assessment {old}" in shown_alone.output) == (3, True)
    assert old in run("doctor").output

    _other, new = answered(OTHER, SMALL)
    assert run("show").exit_code == 0
    assert new in run("show --format json").output
    assert {new[:4], old[:4]} <= set(re.findall(r"(?<=\[)\w{4}", run("history").output))
    with Archive.open(paths.archive_path()) as archive:
        await look_around(archive)
        assert archive.outdated() == (old,)


# Files that are something else


def foreign(path: Path, script: str, *, application: int = APPLICATION_ID) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.executescript(script)
    connection.close()
    return path.read_bytes()


FOREIGN = {
    "no tables": "VACUUM",
    "no tables, our version": "PRAGMA user_version = 2; VACUUM",
    "other tables": "CREATE TABLE shopping (thing TEXT); INSERT INTO shopping VALUES ('milk')",
    "other tables, our version": "CREATE TABLE shopping (thing TEXT); PRAGMA user_version = 1",
    "a negative version": "CREATE TABLE shopping (thing TEXT); PRAGMA user_version = -1",
    "our names, other columns": "CREATE TABLE assessment (x); CREATE TABLE answer (y); CREATE TABLE questionnaire (z); PRAGMA user_version = 2",
}
WRITING = ("--plain", "history", "show", "export", "backup copy.sqlite", "doctor", "trash empty")


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_with_our_id_and_other_tables_is_not_touched(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    path = paths.archive_path()
    before = foreign(path, FOREIGN[kind])
    for arguments in WRITING:
        result = run(arguments)
        assert result.exit_code == 3, (arguments, result.output)
        assert str(path) in result.output
        assert path.read_bytes() == before
        assert not Path("copy.sqlite").exists()
    assert list(path.parent.iterdir()) == [path]


TRIGGERS = {
    "a trigger": "CREATE TRIGGER planted AFTER INSERT ON answer BEGIN DELETE FROM assessment; END",
    "a trigger on changes": "CREATE TRIGGER planted AFTER UPDATE ON assessment BEGIN UPDATE assessment SET note = 'planted'; END",
    "a view": "DROP INDEX assessment_by_finish; CREATE VIEW planted AS SELECT * FROM answer",
}


@pytest.mark.parametrize("kind", TRIGGERS)
def test_a_planted_trigger_does_not_run_and_is_reported(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (id_,) = answered(SMALL)
    with sqlite3.connect(paths.archive_path(), isolation_level=None) as connection:
        connection.executescript(TRIGGERS[kind])
    connection.close()
    doctor = run("doctor")
    assert doctor.exit_code in {1, 3}
    assert "planted" in doctor.output
    result = run("--plain")
    with sqlite3.connect(paths.archive_path()) as connection:
        assert connection.execute("SELECT id FROM assessment WHERE finished_at").fetchall() == [
            (id_,)
        ]
        assert connection.execute("SELECT note FROM assessment").fetchall()[0] != ("planted",)
    connection.close()
    assert result.exit_code in {0, 3}


# In a process of its own, because what is wrong would wait for ever

COMMANDS = (
    "--plain",
    "history",
    "show",
    "export",
    "backup copy.sqlite",
    "doctor",
    "doctor --rescue new.sqlite",
    "doctor --restore",
    "trash",
    "import nothing.json",
)


def make_odd(path: Path, kind: str) -> None:
    path.parent.mkdir(parents=True)
    match kind:
        case "a FIFO":
            os.mkfifo(path)
        case "a device":
            path.symlink_to("/dev/zero")
        case "a link to itself":
            path.symlink_to(path)
        case "a dangling link":
            path.symlink_to("nowhere.sqlite")
        case "a socket":
            import socket

            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(os.fspath(path))


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", every(3, ["a FIFO", "a device", "a link to itself", "a dangling link", "a socket"])
)
def test_what_is_not_a_file_is_refused_at_once_and_named(tmp_path_factory, kind: str):
    # A socket's path must be short.
    folder = tmp_path_factory.mktemp("odd")
    path = folder / "d" / "archive.sqlite"
    make_odd(path, kind)
    (folder / "nothing.json").write_text("{}")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "NETZTUI_DATA_DIR": str(path.parent),
        "NETZTUI_LANGUAGE": "en",
    }
    for arguments in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "netztui", *arguments.split()],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        output = done.stdout + done.stderr
        assert "Traceback" not in output
        assert "crash" not in output
        if "import" in arguments:
            assert done.returncode in {2, 3}, output
            continue
        assert done.returncode in {2, 3}, (arguments, output)
        if "restore" not in arguments:
            assert str(path) in output, arguments
    assert list(path.parent.iterdir()) == [path]
    assert not (folder / "new.sqlite").exists()
    assert not (folder / "copy.sqlite").exists()


async def test_an_archive_moved_away_and_back_while_it_is_in_use(tmp_path: Path):
    answered(SMALL)
    path = paths.archive_path()
    aside = path.with_name("aside.sqlite")
    with Archive.open(path) as archive:
        async with running(archive, size=(120, 40)) as pilot:
            await press(pilot, "enter")
            await press(pilot, "1")
            path.rename(aside)
            await press(pilot, "enter")
            assert pilot.app.defect is None
            assert "moved" in shown(pilot)
            aside.rename(path)
            await press(pilot, "enter")
            await press(pilot, "enter")
            await press(pilot, "3")
            assert pilot.app.defect is None
            assert pilot.app.unsaved is None
    with Archive.open(path) as archive:
        (draft,) = archive.drafts()
        assert draft.answered == 2
