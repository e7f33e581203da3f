"""docs/commands.md documents every key of the JSON that commands print."""

import json
import re
import runpy
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from group.simulated import give
from samples import PLANNED, SMALL

from cli.archives import OTHER, answered
from netztui.archive.archive import Archive
from netztui.cli.command_line import netztui
from netztui.cli.overview import COMMANDS
from netztui.system import paths

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "commands.md").read_text(encoding="utf-8")
CALIBRATED = SMALL.replace(
    'high = "hunter"',
    'high = "hunter"\ncalibration = { sd = 21.0, reliability = 0.78, n = 240, source = "made up" }',
).replace('id = "small"', 'id = "calibrated"')
FREE = {"probabilities"}
"""Objects whose keys are ids of the questionnaire."""


def document(*arguments: object) -> dict:
    done = CliRunner().invoke(netztui, [str(argument) for argument in arguments])
    assert done.stdout.isascii()
    printed = json.loads(done.stdout)
    assert next(iter(printed.items())) == ("format", 2)
    return printed


def section(command: str) -> str:
    """What the page documents about a command's JSON."""
    (found,) = re.findall(
        rf"^### `netztui {command}`\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    return found


def keys(printed: object) -> Iterator[str]:
    if isinstance(printed, dict):
        for key, value in printed.items():
            yield key
            if key not in FREE:
                yield from keys(value)
    elif isinstance(printed, list):
        for value in printed:
            yield from keys(value)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with results, trash, an export, two groups, and a broken questionnaire."""
    folder = tmp_path_factory.mktemp("lived")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NETZTUI_DATA_DIR", str(folder / "data"))
        fill(folder)
    return folder


def fill(folder: Path) -> None:
    planned = PLANNED.replace('id = "small"', 'id = "planned"')
    first, *_others = answered(SMALL, OTHER, planned, planned, SMALL, SMALL, CALIBRATED, CALIBRATED)
    with Archive.open(paths.archive_path()) as archive:
        archive.delete(first, archive.results()[0].finished_at)
    own = folder / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / "small.toml").write_text(SMALL, encoding="utf-8")
    (own / "wrong.toml").write_text("format = 1\nid = ", encoding="utf-8")
    CliRunner().invoke(netztui, ["export", "--output", str(folder / "export.json")])
    give(folder / "march", 9)
    give(folder / "june", 9, 2, day=date(2026, 6, 8))


@pytest.fixture
def lived(tmp_path: Path, template: Path) -> Path:
    """A copy of the folder, for one test."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("history",),
        ("show",),
        ("show", "5"),
        ("compare",),
        ("compare", "1", "3"),
        ("compare", "3", "4"),
        ("list",),
        ("codebook", "small"),
        ("trash", "list"),
        ("where",),
        ("doctor",),
        ("doctor", "--rescue", "{}/rescued.sqlite"),
        ("check", "{}/config/questionnaires/wrong.toml"),
        ("check", "--simulate", "20", "{}/config/questionnaires/small.toml"),
        ("import", "{}/export.json"),
        ("group", "{}/march", "{}/june"),
        ("settings",),
    ],
)
def test_every_json_key_is_documented(lived: Path, arguments: tuple[str, ...]):
    printed = document(*(one.format(lived) for one in arguments), "--format", "json")
    explained = {
        part
        for name in re.findall(r"`([^`]+)`", section(arguments[0]))
        for part in re.split(r"\.|\[\]\.?", name)
    }
    assert set(keys(printed)) - {"format"} <= explained
    assert len(set(keys(printed))) > 2


@pytest.mark.usefixtures("lived")
def test_a_comparison_of_calibrated_results_has_their_reliable_change():
    reliable = document("compare", "--format", "json")["reliable_change"]
    assert reliable.keys() == {"index", "difference_se", "least", "reliable"}
    # 21 √(2 (1 − 0.78)), in axis points.
    assert reliable["difference_se"] == pytest.approx(13.930, abs=0.001)


def test_the_page_lists_every_command():
    for command in COMMANDS:
        assert re.search(rf"^\| `netztui {command}[` ]", PAGE, re.MULTILINE), command


def test_the_page_lists_every_exit_status():
    for status in runpy.run_path(str(DOCS / "man.py"))["STATUSES"]:
        assert f"\n| {status} | " in PAGE
