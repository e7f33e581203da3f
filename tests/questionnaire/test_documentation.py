"""docs/questionnaires.md says what is so: its keys, its examples and its table of tests."""

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


def test_the_reference_of_keys_is_that_of_the_models() -> None:
    with_reference = runpy.run_path(str(DOCS / "keys.py"))["with_reference"]
    assert with_reference(PAGE) == PAGE


@pytest.mark.parametrize("kind", list(SUITABLE))
def test_the_table_of_tests_is_that_of_the_checks(kind: str) -> None:
    for kinds, tests in re.findall(r"(?m)^\| ([a-z, ]+) \| (`[^|]+) \|$", PAGE):
        if kind in kinds.split(", "):
            assert tuple(re.findall(r"`(\w+)`", tests)) == SUITABLE[kind]
            return
    pytest.fail(f"{kind} is not in the table")


def test_the_item_that_is_shown_fits_into_a_file() -> None:
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
    assert [problem for problem in examine(text.encode(), "x") if problem.severity == "error"] == []


def test_links_inside_the_page_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"(?m)^## (.*)$", PAGE)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", PAGE)) == headings


def test_the_problem_that_is_shown_is_what_is_said() -> None:
    sound = template("reading-habits", ["en"], comments="en")
    item = 'id = "made-notes"\n  facet = "'
    broken = sound.replace(f"{item}reading", f"{item}raeding")
    (problem,) = examine(broken.encode(), "reading-habits.toml")
    assert "\n".join(format_diagnostic(problem)) in PAGE
