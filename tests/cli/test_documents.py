"""The JSON that commands print is what docs/commands.md says, key by key."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import SMALL

from cli.archives import OTHER, answered
from netztui.archive.archive import Archive
from netztui.cli.command_line import COMMANDS, netztui
from netztui.cli.exits import STATUSES
from netztui.system import paths

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
FREE = {"probabilities"}
"""Objects whose keys are ids of the questionnaire."""


def document(*arguments: object) -> dict:
    done = CliRunner().invoke(netztui, [str(argument) for argument in arguments])
    assert done.stdout.isascii()
    told = json.loads(done.stdout)
    assert next(iter(told.items())) == ("format", 2)
    return told


def section(command: str) -> str:
    """What the page says of a command's JSON."""
    (found,) = re.findall(
        rf"^### `netztui {command}`\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    return found


def keys(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            if key not in FREE:
                yield from keys(value)
    elif isinstance(told, list):
        for value in told:
            yield from keys(value)


@pytest.fixture
def lived(tmp_path: Path) -> Path:
    """Results, trash, an export and a broken questionnaire; returns the export."""
    first, *_others = answered(SMALL, OTHER, SMALL, SMALL)
    with Archive.open(paths.archive_path()) as archive:
        archive.delete(first, archive.results()[0].finished_at)
    own = tmp_path / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / "wrong.toml").write_text("format = 1\nid = ", encoding="utf-8")
    CliRunner().invoke(netztui, ["export", "--output", str(tmp_path / "export.json")])
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("history",),
        ("show",),
        ("compare",),
        ("compare", "1", "3"),
        ("list",),
        ("trash", "list"),
        ("where",),
        ("doctor",),
        ("doctor", "--rescue", "{}/rescued.sqlite"),
        ("check", "{}/config/questionnaires/wrong.toml"),
        ("import", "{}/export.json"),
        ("settings",),
    ],
)
def test_every_key_is_explained(lived: Path, arguments: tuple[str, ...]):
    told = document(*(one.format(lived) for one in arguments), "--format", "json")
    explained = {
        part
        for name in re.findall(r"`([^`]+)`", section(arguments[0]))
        for part in re.split(r"\.|\[\]\.?", name)
    }
    assert set(keys(told)) - {"format"} <= explained
    assert len(set(keys(told))) > 2


def test_the_page_names_every_command():
    for command in COMMANDS:
        assert re.search(rf"^\| `netztui {command}[` ]", PAGE, re.MULTILINE), command


def test_the_page_tells_every_exit_status():
    for status in STATUSES:
        assert f"\n| {status} | " in PAGE
