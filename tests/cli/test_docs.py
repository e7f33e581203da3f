"""The documentation is installed, and a command shows it."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hatchling.builders.wheel import WheelBuilder

from netztui.cli.command_line import netztui
from netztui.cli.commands.docs import pages, wrapped
from netztui.questionnaire.template import template

DOCS = Path(__file__).parents[2] / "docs"


def test_without_a_topic_every_page_is_listed_with_its_title() -> None:
    done = CliRunner().invoke(netztui, ["docs"])
    assert done.exit_code == 0
    for path in DOCS.glob("*.md"):
        title = path.read_text(encoding="utf-8").split("\n")[0].removeprefix("# ")
        assert any(
            line.split(maxsplit=1) == [path.stem, title] for line in done.output.split("\n")
        ), path


@pytest.mark.parametrize("topic", sorted(path.stem for path in DOCS.glob("*.md")))
def test_a_page_that_is_piped_is_the_file(topic: str) -> None:
    done = CliRunner().invoke(netztui, ["docs", topic])
    assert done.exit_code == 0
    assert done.output == (DOCS / f"{topic}.md").read_text(encoding="utf-8")


def test_an_unknown_topic_says_which_there_are() -> None:
    done = CliRunner().invoke(netztui, ["docs", "questionaires"])
    assert done.exit_code == 2
    assert "Unknown topic “questionaires”. Did you mean “questionnaires”?" in done.output


def test_prose_is_wrapped_and_tables_and_code_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for path in pages().values():
        text = path.read_text(encoding="utf-8")
        lines = list(wrapped(text))
        assert " ".join(" ".join(lines).split()) == " ".join(text.split())
        assert all(line in lines for line in text.split("\n") if line.startswith("|"))
    page = "- one two three\n```\nfour five six seven\n```"
    monkeypatch.setenv("COLUMNS", "12")
    assert list(wrapped(page)) == ["- one two", "  three", "```", "four five six seven", "```"]


def test_a_new_questionnaire_names_a_page_that_is_installed() -> None:
    for language in ("de", "en"):
        assert "netztui docs questionnaires" in template("x", ["en"], comments=language)
    assert "questionnaires" in pages()


def test_a_wheel_has_every_page(tmp_path: Path) -> None:
    builder = WheelBuilder(str(DOCS.parent))
    (wheel,) = builder.build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as built:
        names = set(built.namelist())
    assert {f"netztui/docs/{path.name}" for path in DOCS.glob("*.md")} <= names
