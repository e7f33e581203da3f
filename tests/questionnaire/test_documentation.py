"""docs/questionnaires.md agrees with the program: its keys, its examples, its table of tests."""

import re
import runpy
from pathlib import Path

import pytest
from samples import SMALL

from netztui.diagnostics.problems import format_diagnostic
from netztui.questionnaire.template import template
from netztui.questionnaire.validation.reader import examine
from netztui.questionnaire.validation.references import SUITABLE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "questionnaires.md").read_text(encoding="utf-8")


def test_the_reference_of_keys_is_up_to_date() -> None:
    with_reference = runpy.run_path(str(DOCS / "keys.py"))["with_reference"]
    assert with_reference(PAGE) == PAGE


@pytest.mark.parametrize("kind", list(SUITABLE))
def test_the_table_of_condition_tests_is_up_to_date(kind: str) -> None:
    for kinds, tests in re.findall(r"(?m)^\| ([a-z, ]+) \| (`[^|]+) \|$", PAGE):
        if kind in kinds.split(", "):
            assert tuple(re.findall(r"`(\w+)`", tests)) == SUITABLE[kind]
            return
    pytest.fail(f"{kind} is not in the table")


def test_the_example_item_is_valid() -> None:
    item = next(
        block
        for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
        if "made-notes" in block
    )
    text = SMALL.replace(
        '[[sections]]\nid = "each-network"',
        item.replace('"reading"', '"source"').replace("{ en", '{ de = "…", en')
        + '\n[[sections]]\nid = "each-network"',
    )
    assert [one for one in examine(text.encode(), "x") if one.severity == "error"] == []


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"(?m)^## (.*)$", PAGE)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) == headings


def test_the_example_diagnostic_is_what_check_prints() -> None:
    sound = template("reading-habits", ["en"], comments="en")
    item = 'id = "made-notes"\n  facet = "'
    broken = sound.replace(f"{item}reading", f"{item}raeding")
    (diagnostic,) = examine(broken.encode(), "reading-habits.toml")
    assert "\n".join(format_diagnostic(diagnostic)) in PAGE
