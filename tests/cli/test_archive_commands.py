"""Maintaining the archive on the command line: backup, trash, doctor, where."""

import json
import os
import random
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import small

from netztui.archive.archive import Archive
from netztui.archive.maintenance import backup
from netztui.archive.maintenance.backup import list_copies, make_copy
from netztui.assessment.assessment import Answer, Assessment
from netztui.cli.command_line import netztui
from netztui.scoring.score import score
from netztui.system import paths

SECRET = "Nobody shall read this sentence"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(netztui, [str(argument) for argument in arguments], **options)


@pytest.fixture
def ids() -> list[str]:
    """Two results and a draft in the user's archive, the first result in the trash."""
    with Archive.open(paths.archive_path()) as archive:
        made = []
        for _ in range(3):
            assessment = Assessment.begin(small(), random.Random(1))
            made.append(archive.begin(assessment, "de", NOON))
            archive.record(made[-1], "next-step", Answer(SECRET), None, NOON)
        for id_ in made[:2]:
            archive.finish(id_, score(assessment), NOON)
        archive.delete(made[0], NOON)
    return made


def damage_index() -> None:
    """Damage an index, which SQL can do without."""
    path = paths.archive_path()
    connection = sqlite3.connect(path)
    ((page,),) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'assessment_by_finish'"
    ).fetchall()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x07" * 4096
    path.write_bytes(content)


def damage() -> None:
    content = bytearray(paths.archive_path().read_bytes())
    content[:100] = b"\x07" * 100
    paths.archive_path().write_bytes(content)


# backup


def test_a_backup_is_an_archive(ids: list[str], tmp_path: Path):
    target = tmp_path / "copy.sqlite"
    done = run("backup", target)
    assert (done.exit_code, done.output) == (
        0,
        f"The archive was copied to {target} and checked.\n",
    )
    with Archive.open(target) as copy:
        assert [row.id for row in copy.results()] == [ids[1]]
        assert [row.id for row in copy.trash()] == [ids[0]]


@pytest.mark.usefixtures("ids")
def test_a_backup_replaces_no_file_without_force(tmp_path: Path):
    target = tmp_path / "copy.sqlite"
    target.write_bytes(b"mine")
    done = run("backup", target)
    assert done.exit_code == 2
    assert done.stderr == (
        f"{target} already exists. Choose another file name, or replace it with --force.\n"
    )
    assert target.read_bytes() == b"mine"
    assert run("backup", target, "--force").exit_code == 0
    assert target.read_bytes() != b"mine"
    assert run("backup", paths.archive_path(), "--force").exit_code == 2
    missing = run("backup", tmp_path / "nowhere" / "copy.sqlite")
    assert missing.exit_code == 2
    assert "The folder for" in missing.stderr


def test_without_an_archive_there_is_nothing_to_copy_and_none_is_created(tmp_path: Path):
    done = run("backup", tmp_path / "copy.sqlite")
    assert done.exit_code == 3
    assert "There is no archive yet" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ids")
def test_a_foreign_file_has_an_exit_status_of_its_own(tmp_path: Path):
    damage()
    for arguments in (["backup", tmp_path / "copy.sqlite"], ["trash"], ["trash", "empty"]):
        done = run(*arguments)
        assert done.exit_code == 3
        assert "is not an archive of netztui" in done.stderr
    assert not (tmp_path / "copy.sqlite").exists()


# trash


def test_the_trash_is_listed_as_text_and_as_json(ids: list[str]):
    (line,) = run("trash").output.splitlines()
    assert line.startswith(f"{ids[0][:8]}  Hunter or gatherer, short · finished Mar 1, 2026")
    assert run("trash", "list").output.splitlines() == [line]
    printed = json.loads(run("trash", "list", "--format", "json").output)
    assert printed == {
        "format": 2,
        "trash": [
            {
                "id": ids[0],
                "questionnaire": "small",
                "title": "Hunter or gatherer, short",
                "answers": 1,
                "started_at": "2026-03-01T12:00:00.000000Z",
                "finished_at": "2026-03-01T12:00:00.000000Z",
                "deleted_at": "2026-03-01T12:00:00.000000Z",
            }
        ],
    }
    german = run("--language", "de", "trash")
    assert "Jäger oder Sammler, kurz · abgeschlossen am 01.03.2026" in german.output


def test_a_draft_in_the_trash_is_listed_with_its_answers(ids: list[str]):
    with Archive.open(paths.archive_path()) as archive:
        archive.delete(ids[2], NOON.replace(hour=13))
    first, _second = run("trash").output.splitlines()
    assert first.startswith(ids[2][:8])
    assert "· started Mar 1, 2026" in first
    assert ", 1 answer ·" in first


def test_an_assessment_is_restored_by_the_beginning_of_its_id(ids: list[str]):
    done = run("trash", "restore", ids[0][:8])
    assert done.exit_code == 0
    assert done.output.startswith(f"Restored: {ids[0][:8]}  Hunter or gatherer, short")
    assert run("trash").output == "The trash is empty.\n"
    with Archive.open(paths.archive_path()) as archive:
        assert archive.result_count() == 2


def test_an_unknown_or_ambiguous_id_is_not_restored(ids: list[str]):
    for unknown in ("nothing", ids[1], ""):
        done = run("trash", "restore", unknown)
        assert done.exit_code == 2
        assert f"Nothing in the trash has the id “{unknown}”." in done.stderr
    with Archive.open(paths.archive_path()) as archive:
        for _number in range(17):
            archive.delete(archive.begin(Assessment(small()), "de", NOON), NOON)
        first = [row.id[0] for row in archive.trash()]
        twice = next(letter for letter in first if first.count(letter) > 1)
    done = run("trash", "restore", twice)
    assert done.exit_code == 2
    assert "Several in the trash" in done.stderr


def test_without_an_archive_the_trash_is_empty_and_none_is_created(tmp_path: Path):
    assert run("trash").output == "The trash is empty.\n"
    assert run("trash", "empty").output == "The trash was empty.\n"
    assert run("trash", "restore", "x").exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ids")
def test_off_a_terminal_the_trash_is_only_emptied_with_yes():
    done = run("trash", "empty")
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert len(run("trash").output.splitlines()) == 1
    done = run("trash", "empty", "--yes")
    assert (done.exit_code, done.output) == (0, "1 assessment was permanently deleted.\n")
    assert run("trash", "empty", "--yes").output == "The trash was empty.\n"


def test_emptying_removes_the_content_from_every_file_copies_included(ids: list[str]):
    path = paths.archive_path()
    with Archive.open(path) as archive:
        for id_ in ids[1:]:
            archive.delete(id_, NOON)
    make_copy(path, NOON)
    make_copy(path, NOON + timedelta(days=99))
    assert run("doctor", "--restore", "--yes").exit_code == 0
    (earlier,) = path.parent.glob("archive-replaced-*.sqlite")
    done = run("trash", "empty", "--yes")
    assert done.exit_code == 0
    assert done.output == (
        "3 assessments were permanently deleted.\n"
        f"The earlier archive {earlier} may still have it; delete it too.\n"
    )
    assert SECRET.encode() in earlier.read_bytes()
    earlier.unlink()
    assert len(list_copies(path)) == 1
    files = [file for file in paths.data_folder().rglob("*") if file.is_file()]
    assert len(files) == 2
    assert all(SECRET.encode() not in file.read_bytes() for file in files)


@pytest.mark.usefixtures("ids")
def test_copies_that_cannot_be_renewed_are_reported(monkeypatch: pytest.MonkeyPatch):
    path = paths.archive_path()
    copy = make_copy(path, NOON)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_archive", full)
    done = run("trash", "empty", "--yes")
    assert done.exit_code == 1
    assert f"{copy.parent}. The older copies there may still have it; delete them." in done.stderr
    assert list_copies(path) == (copy,)


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("typed", "status", "left"),
    [
        ("n\r", 0, 1),
        ("\r", 0, 1),
        ("y\r", 0, 0),
        ("ja\r", 0, 0),
        ("\x03", 130, 1),
        ("\x04", 130, 1),
    ],
)
@pytest.mark.usefixtures("ids")
def test_on_a_terminal_emptying_asks_first(typed: str, status: int, left: int):
    from terminal.driver import Terminal

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "netztui", "trash", "empty"]
    with Terminal(command, environment) as terminal:
        terminal.wait_for("Delete 1 assessment permanently? y for yes")
        if status:
            terminal.insist(typed)
        else:
            terminal.type(typed)
        assert terminal.status() == status
        assert terminal.painted.endswith(b"\n")
        assert b"Traceback" not in terminal.painted
    with Archive.open(paths.archive_path()) as archive:
        assert len(archive.trash()) == left


@pytest.mark.usefixtures("ids")
def test_no_control_character_of_a_path_reaches_the_terminal(tmp_path: Path):
    refused = run("backup", tmp_path / "nowhere" / "a\x1b[2Jb")
    assert refused.exit_code == 2
    assert "a�[2Jb" in refused.stderr
    done = run("backup", tmp_path / "a\x1b[2Jb")
    assert done.exit_code == 0
    assert "a�[2Jb" in done.output
    assert "\x1b" not in refused.output + done.output


# doctor


@pytest.mark.usefixtures("ids")
def test_the_doctor_reports_its_findings_as_text_and_as_json():
    done = run("doctor")
    assert done.exit_code == 0
    assert done.output.splitlines()[:2] == [
        f"The archive {paths.archive_path()} is intact.",
        "Can be read: 1 drafts, 1 results, 1 in the trash.",
    ]
    printed = json.loads(run("doctor", "--format", "json").output)
    assert (printed["format"], printed["status"]) == (2, 0)
    assert printed["archive"] == str(paths.archive_path())
    assert printed["findings"][0]["severity"] == "fine"


@pytest.mark.usefixtures("ids")
def test_the_doctors_exit_status_is_that_of_the_worst_finding():
    copy = make_copy(paths.archive_path(), NOON)
    copy.write_bytes(b"damaged")
    done = run("doctor")
    assert done.exit_code == 1
    assert f"The copy {copy} is damaged." in done.output
    damage()
    assert run("doctor").exit_code == 3
    assert json.loads(run("doctor", "--format", "json").output)["status"] == 3


def test_without_an_archive_the_doctor_finds_nothing_wrong(tmp_path: Path):
    done = run("doctor")
    assert done.exit_code == 0
    assert "There is no archive yet" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_is_rescued_without_being_changed(ids: list[str], tmp_path: Path):
    damage_index()
    assert run("doctor").exit_code == 3
    before = paths.archive_path().read_bytes()
    target = tmp_path / "rescued.sqlite"
    done = run("doctor", "--rescue", target)
    assert (done.exit_code, done.stderr) == (0, "")
    saved, how = done.output.splitlines()
    assert saved == f"Saved to {target}: 1 results, 1 drafts, 1 in the trash; 3 answers."
    assert how.endswith(f"netztui doctor --restore {target}")
    assert paths.archive_path().read_bytes() == before
    assert run("doctor", "--restore", target).exit_code == 0
    assert run("doctor").exit_code == 0
    with Archive.open(paths.archive_path()) as archive:
        assert [row.id for row in archive.results()] == [ids[1]]


@pytest.mark.usefixtures("ids")
def test_records_that_could_not_be_rescued_are_counted(tmp_path: Path):
    with Archive.open(paths.archive_path()) as archive:
        archive._connection.execute("UPDATE answer SET value = 'x'")
    done = run("doctor", "--rescue", tmp_path / "rescued.sqlite", "--format", "json")
    assert done.exit_code == 1
    printed = json.loads(done.output)
    assert printed == {
        "format": 2,
        "archive": str(paths.archive_path()),
        "rescued": str(tmp_path / "rescued.sqlite"),
        "results": 0,
        "drafts": 0,
        "in_trash": 0,
        "answers": 0,
        "lost": 6,
        "complete": True,
    }


@pytest.mark.usefixtures("ids")
def test_the_newest_intact_copy_is_restored_and_the_damaged_archive_kept():
    path = paths.archive_path()
    copy = make_copy(path, NOON)
    make_copy(path, NOON + timedelta(days=1)).write_bytes(b"damaged")
    path.write_bytes(b"SQLite format 3 no more")
    assert f"The copy {copy} is intact" in run("doctor").output
    done = run("doctor", "--restore")
    assert done.exit_code == 0
    restored, kept = done.output.splitlines()
    assert restored == f"The archive was restored from {copy}."
    (earlier,) = path.parent.glob("archive-replaced-*.sqlite")
    assert kept.startswith(f"The earlier file was kept as {earlier};")
    assert earlier.read_bytes() == b"SQLite format 3 no more"
    assert run("doctor").exit_code == 1  # the damaged copy


@pytest.mark.usefixtures("ids")
def test_an_intact_archive_is_only_replaced_with_yes():
    path = paths.archive_path()
    copy = make_copy(path, NOON)
    before = path.read_bytes()
    done = run("doctor", "--restore", copy.name)
    assert (done.exit_code, path.read_bytes()) == (2, before)
    assert "Confirm with --yes." in done.stderr
    assert run("doctor", "--restore", copy.name, "--yes").exit_code == 0
    (earlier,) = path.parent.glob("archive-replaced-*.sqlite")
    assert earlier.read_bytes() == before


@pytest.mark.usefixtures("ids")
def test_without_an_intact_copy_nothing_is_restored(tmp_path: Path):
    path = paths.archive_path()
    before = path.read_bytes()
    done = run("doctor", "--restore")
    assert done.exit_code == 3
    assert done.output.startswith(f"No intact copy in {path.parent / 'copies'}. Use")
    done = run("doctor", "--restore", tmp_path / "a\x1bb")
    assert done.exit_code == 2
    assert "a�b is not an intact copy of an archive." in done.stderr
    assert run("doctor", "--restore", "--rescue", "x").exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.usefixtures("ids")
def test_a_rescue_replaces_no_file(tmp_path: Path):
    target = tmp_path / "rescued.sqlite"
    target.write_bytes(b"mine")
    done = run("doctor", "--rescue", target)
    assert done.exit_code == 2
    assert done.stderr == f"{target} already exists. Choose another file name.\n"
    assert target.read_bytes() == b"mine"


def test_without_an_archive_there_is_nothing_to_rescue(tmp_path: Path):
    done = run("doctor", "--rescue", tmp_path / "rescued.sqlite")
    assert done.exit_code == 3
    assert list(tmp_path.iterdir()) == []


# where


def test_where_shows_every_path_and_creates_nothing(tmp_path: Path):
    done = run("where")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].startswith(f"Archive                  {paths.archive_path()}  ")
    assert lines[0].endswith("  does not exist yet  NETZTUI_DATA_DIR")
    assert lines[1].startswith(f"Automatic copies         {paths.archive_path().parent / 'copies'}")
    assert lines[2].startswith(f"Open room                {paths.archive_path().parent / 'room'}")
    assert lines[4].endswith("  does not exist yet  NETZTUI_CONFIG_DIR")
    assert lines[5].startswith("Included questionnaires  /")
    assert len(lines) == 6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ids")
def test_where_prints_the_same_as_json(monkeypatch: pytest.MonkeyPatch):
    printed = json.loads(run("where", "--format", "json").output)
    assert printed["format"] == 2
    archive, copies, room, settings, own, shipped = printed["places"]
    assert archive == {
        "name": "archive",
        "path": str(paths.archive_path()),
        "exists": True,
        "set_by": "NETZTUI_DATA_DIR",
    }
    assert copies["set_by"] == room["set_by"] == "NETZTUI_DATA_DIR"
    assert (settings["exists"], own["exists"], shipped["exists"]) == (False, False, True)
    monkeypatch.delenv("NETZTUI_CONFIG_DIR")
    printed = json.loads(run("where", "--format", "json").output)
    moved = [place["set_by"] for place in printed["places"]]
    assert moved == [*["NETZTUI_DATA_DIR"] * 3, None, None, None]


@pytest.mark.usefixtures("ids")
def test_where_shows_what_has_set_the_folder_of_own_questionnaires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "mine").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('questionnaires = "../mine"\n')
    own = json.loads(run("where", "--format", "json").output)["places"][4]
    assert Path(own["path"]).samefile(tmp_path / "mine")
    assert own["set_by"] == str(tmp_path / "config" / "settings.toml")
    monkeypatch.setenv("NETZTUI_QUESTIONNAIRES", str(tmp_path))
    own = json.loads(run("where", "--format", "json").output)["places"][4]
    assert (own["path"], own["set_by"]) == (str(tmp_path), "NETZTUI_QUESTIONNAIRES")
