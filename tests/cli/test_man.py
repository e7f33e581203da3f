"""The manual page has the commands' help, and groff accepts it."""

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from netztui.cli.overview import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "netztui.1"


def test_the_page_is_up_to_date():
    made = runpy.run_path(str(DOCS / "man.py"))["page"]()
    assert PAGE.read_text(encoding="ascii") == made


def test_the_page_has_every_command_with_its_example():
    page = PAGE.read_text(encoding="ascii")
    for command in COMMANDS:
        assert f"\n.SS netztui {command}\n" in page
        assert f"\n.nf\nnetztui {command}" in page


def test_characters_with_a_meaning_in_groff_are_escaped():
    text = runpy.run_path(str(DOCS / "man.py"))["text"]
    assert text(".SH \\x 'a' – “b”") == r"\&.SH \ex \(aqa\(aq \[u2013] \(lqb\(rq"


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_gives_no_warning():
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(PAGE)], check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert "EXIT STATUS" in done.stdout.replace("\x1b[1m", "").replace("\x1b[0m", "") or (
        "E\bEX\bXI\bIT\bT" in done.stdout
    )
