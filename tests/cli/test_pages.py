"""`netztui report` and `netztui form`: which file they write, and what becomes of one that exists."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import PLANNED, SMALL
from web.people import read_page

from cli.archives import OTHER, answered
from netztui.cli.command_line import netztui


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("TZ", "UTC")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(netztui, arguments)


def test_a_report_is_a_private_file_in_the_current_folder_named_by_its_day() -> None:
    answered(PLANNED, PLANNED)
    done = run("report")
    file = Path.cwd() / "netztui-2026-03-02.html"
    assert (done.exit_code, done.output) == (0, f"Wrote {file}.\n")
    assert read_page(file.read_text(encoding="utf-8")).find("h1")
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_an_existing_page_is_only_replaced_when_asked_to() -> None:
    answered(SMALL)
    file = Path("mine.html")
    file.write_text("mine")
    refused = run("report", "--output", "mine.html")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "mine.html already exists." in refused.stderr
    assert file.read_text() == "mine"
    assert run("report", "--output", "mine.html", "--force").exit_code == 0
    assert "<h1" in file.read_text(encoding="utf-8")


def test_a_report_says_what_changed_since_the_result_before_it() -> None:
    answered(SMALL, OTHER, SMALL)
    latest = run("report", "--output", "-").output
    assert read_page(latest).text.count("Since Mar 1, 2026") == 1
    first = run("report", "3", "--output", "-").output
    assert "Since" not in read_page(first).text


@pytest.mark.parametrize("arguments", [("latest", "--compare", "2"), ("2", "--compare", "latest")])
def test_a_comparison_has_the_earlier_result_first(arguments: tuple[str, ...]) -> None:
    answered(SMALL, SMALL)
    done = run("report", *arguments)
    file = Path.cwd() / "netztui-2026-03-01-2026-03-02.html"
    assert done.output == f"Wrote {file}.\n"
    page = read_page(file.read_text(encoding="utf-8"))
    assert page.find("title")[0].text.endswith("Mar 1, 2026 – Mar 2, 2026")


def test_a_result_is_not_compared_with_itself() -> None:
    answered(SMALL)
    done = run("report", "--compare", "1")
    assert (done.exit_code, list(Path.cwd().iterdir())) == (2, [])
    assert done.stderr.startswith("“1” and “latest” are the same result.")


def test_without_results_there_is_no_report() -> None:
    done = run("report")
    assert (done.exit_code, list(Path.cwd().iterdir())) == (2, [])
    assert "Finish an assessment first" in done.stderr


def test_the_language_is_that_of_the_option() -> None:
    answered(SMALL)
    page = read_page(run("--language", "de", "report", "--output", "-").output)
    assert page.find("html")[0].attributes["lang"] == "de"
    assert "Was das nicht aussagt" in page.text


def test_a_form_is_named_after_its_questionnaire() -> None:
    done = run("form", "hunter-gatherer-short")
    file = Path.cwd() / "hunter-gatherer-short.html"
    assert (done.exit_code, done.output) == (0, f"Wrote {file}.\n")
    assert "netztui score hunter-gatherer-short" in file.read_text(encoding="utf-8")
    assert "already exists" in run("form", "hunter-gatherer-short").stderr


def test_a_broken_questionnaire_gives_no_form() -> None:
    Path("broken.toml").write_text("format = 1\n")
    done = run("form", "broken.toml")
    assert done.exit_code == 2
    assert "broken.toml:" in done.stderr
    assert [file.name for file in Path.cwd().iterdir()] == ["broken.toml"]
