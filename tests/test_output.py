"""No control character and no bidirectional override reaches a terminal, whatever is stored."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from batch.tables import table
from cli.archives import answered
from hypothesis import example, given
from hypothesis import strategies as st
from samples import SMALL, small

from netztui.cli import streams
from netztui.diagnostics.sanitize import forbidden_character

HOSTILE = "a\x1b[2J\x1b]0;title\x07b\u202e\u2066c\x9b31m\x7fd\u2028e\r"
RATED = [item.id for item in small().items.values() if getattr(item, "facet", None)]

COMMANDS = [
    "history",
    "show --format json",
    "trash",
    "list",
    "score small.toml answers.csv",
    "check HOSTILE.toml",
    "HOSTILE",
    "--plain",
]
MORE = [
    "show",
    "compare",
    "doctor",
    "settings --show",
    "history --format json",
    "trash list --format json",
    "where",
    "where --format json",
    "export --format csv",
    "check nothing/HOSTILE",
    "preview HOSTILE",
    "import HOSTILE",
    "show HOSTILE",
    "export HOSTILE",
]
"""Commands that name and say what others do."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is stored, and the folder's own name, is hostile."""
    folder = tmp_path_factory.mktemp("output") / HOSTILE
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NETZTUI_DATA_DIR", str(folder / "data"))
        answered(SMALL, SMALL, SMALL)
    with sqlite3.connect(folder / "data" / "archive.sqlite", isolation_level=None) as connection:
        connection.execute("UPDATE assessment SET note = ?", (HOSTILE,))
        connection.execute("UPDATE assessment SET position = ?", (HOSTILE,))
        connection.execute(
            "UPDATE questionnaire SET title = ?, version = ?",
            (json.dumps({"en": HOSTILE, "de": HOSTILE}), HOSTILE),
        )
        # The answer to the only text item is the plan.
        connection.execute(
            "UPDATE answer SET value = ? WHERE key = 'next-step'", (json.dumps(HOSTILE),)
        )
        connection.execute(
            "UPDATE assessment SET deleted_at = started_at WHERE started_at ="
            " (SELECT min(started_at) FROM assessment)"
        )
    connection.close()
    own = folder / "config" / "questionnaires"
    own.mkdir(parents=True)
    (own / f"{HOSTILE}.toml").write_text(f"{HOSTILE} = 1", encoding="utf-8", newline="")
    (folder / "config" / "settings.toml").write_text(
        f'theme = "{json.dumps(HOSTILE)[1:-1]}"\n', encoding="utf-8"
    )
    (folder / f"{HOSTILE}.toml").write_text(f'id = "{HOSTILE}"', encoding="utf-8", newline="")
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    rows = [[HOSTILE, *[3] * len(RATED)]]
    (folder / "answers.csv").write_bytes(table(rows, ["who", *RATED]))
    return folder


def command_line(folder: Path, arguments: str) -> dict[str, Any]:
    """What subprocess needs to run a command in that folder."""
    words = [one.replace("HOSTILE", HOSTILE) for one in arguments.split()]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "NETZTUI_DATA_DIR": str(folder / "data"),
        "NETZTUI_CONFIG_DIR": str(folder / "config"),
        "NETZTUI_LANGUAGE": "en",
        "LANG": "C.UTF-8",
    }
    return {
        "args": [sys.executable, "-m", "netztui", *words],
        "env": environment,
        "cwd": folder,
        "stdin": subprocess.DEVNULL,
    }


@pytest.mark.parametrize(
    "arguments", [*COMMANDS, *(pytest.param(one, marks=pytest.mark.slow) for one in MORE)]
)
def test_a_command_writes_nothing_that_a_terminal_would_obey(folder: Path, arguments: str):
    done = subprocess.run(
        **command_line(folder, arguments), capture_output=True, check=False, timeout=60
    )
    output = (done.stdout + done.stderr).decode()
    assert output
    assert forbidden_character(output.replace("\t", ""), breaks=True) is None, repr(output)
    assert "Traceback" not in output
    assert "crash" not in done.stderr.decode()
    assert list(folder.rglob("defect.txt")) == []


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_bytes_for_a_file_are_plain_text_on_a_terminal(folder: Path):
    leader, follower = os.openpty()
    score = command_line(folder, "score small.toml answers.csv --format json")
    process = subprocess.Popen(**score, stdout=follower)
    os.close(follower)
    written = b""
    with suppress(OSError), os.fdopen(leader, "rb", buffering=0) as terminal:
        while part := terminal.read(4096):
            written += part
    assert process.wait() == 0
    output = written.decode().replace("\r\n", "\n")
    assert "[2J" in output
    assert forbidden_character(output, breaks=True) is None


@given(texts=st.lists(st.text()))
@example(texts=["\x1b", "[2J"])
@example(texts=["\ud800"])
def test_the_guard_of_the_streams_lets_only_plain_text_pass(texts: list[str]):
    written = io.BytesIO()
    guarded = streams._Text(written, encoding="utf-8", newline="\n")
    for text in texts:
        guarded.write(text)
    guarded.flush()
    output = written.getvalue().decode()
    assert forbidden_character(output.replace("\t", ""), breaks=True) is None
    assert len(output) == len("".join(texts))
    guarded.detach()
