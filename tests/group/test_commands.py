"""`netztui export --for-group` and `netztui group`: what is given, what is shown, what is refused."""

import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from group.simulated import DAY, SHORT, give, people, shipped_key
from group.workshop import OCCASIONS, participants, take
from netztui.cli.command_line import netztui
from netztui.questionnaire.library import shipped_folder

PLAN = "Whenever it is 7 o'clock, I will answer one question."
JUNE = DAY + timedelta(days=90)


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(netztui, [str(one) for one in arguments], input=typed)


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, and an archive with a result that has a plan."""
    monkeypatch.chdir(tmp_path)
    take(7, OCCASIONS["march"])
    return tmp_path


# Giving


def test_only_what_a_group_needs_is_written(at_home: Path) -> None:
    done = run("export", "--for-group", "--code", " ab12 ", "--yes", "-o", "mine.json")
    assert done.exit_code == 0, done.output
    file = at_home / "mine.json"
    given = json.loads(file.read_text(encoding="utf-8"))
    assert list(given) == ["netztui", "for_group", "code", "day", "answers", "questionnaire"]
    assert (given["code"], given["day"]) == ("AB12", "2026-03-02")
    assert "plan" not in given["answers"]
    assert PLAN not in file.read_text(encoding="utf-8")
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert set(given["answers"]) > {"networks-used", "wanted", "read-to-keep-up"}


def test_everything_written_is_shown_first(at_home: Path) -> None:
    done = run("export", "--for-group", "--with-plan", "--code", "ab12", "--yes")
    given = json.loads((at_home / "netztui-AB12-2026-03-02.json").read_text(encoding="utf-8"))
    shown = " ".join(done.output.split())
    assert given["answers"]["plan"] == PLAN
    for part in (
        "The group also sees your plan",
        "Code: AB12",
        "Day: Mar 2, 2026",
        PLAN,
        "Read posts to keep up to date – on ",
    ):
        assert part in shown
    assert len(given["answers"]) == sum(line[0] != " " for line in done.output.splitlines()[4:-4])


def test_without_agreement_nothing_is_written(at_home: Path) -> None:
    done = run("export", "--for-group", "--code", "ab12")
    assert (done.exit_code, list(at_home.glob("*.json"))) == (2, [])
    assert "Cannot ask for confirmation here" in done.stderr


@pytest.mark.parametrize("code", ["ab", "a" * 13, "a-b-c", "ab cd", "../ab", ""])
def test_a_code_is_three_to_twelve_letters_and_digits(at_home: Path, code: str) -> None:
    done = run("export", "--for-group", "--code", code, "--yes")
    assert (done.exit_code, list(at_home.glob("*.json"))) == (2, [])
    assert "3 to 12 letters and digits" in done.stderr


def test_a_code_has_to_be_given(at_home: Path) -> None:
    assert "needs a code" in run("export", "--for-group", "--yes").stderr
    assert "always JSON" in run("export", "--for-group", "--format", "csv").stderr
    assert "Add --for-group" in run("export", "--code", "abc").stderr


def test_a_file_of_somebody_is_never_replaced_by_chance(at_home: Path) -> None:
    command = ("export", "--for-group", "--code", "abc", "--yes")
    assert run(*command).exit_code == 0
    assert "already exists" in run(*command).stderr
    assert run(*command, "--force").exit_code == 0


def test_people_never_become_ones_own_history(at_home: Path) -> None:
    run("export", "--for-group", "--code", "abc", "--yes", "-o", "a.json")
    refused = run("import", "a.json")
    assert refused.exit_code == 2
    assert "was written for a group; it can't become one of your own results" in refused.stderr
    compared = run("compare", "a.json", "latest")
    assert compared.exit_code == 2
    assert "two of your own results, not files of other people" in compared.stderr


# Showing


def test_a_workshop_is_shown_before_and_after_from_files_of_the_program(tmp_path: Path) -> None:
    participants(tmp_path, 5)
    done = run("group", tmp_path / "june", tmp_path / "march")
    assert done.exit_code == 0, done.stderr
    shown = " ".join(done.output.split())
    assert "5 people took part both times. Between the two: about 14 weeks." in shown
    assert "Hunting: on average from" in shown
    assert "Whenever it is 1 o'clock" in shown
    assert "Whenever it is 2 o'clock" not in shown
    assert "ABC0" not in shown
    assert "α" not in shown
    assert "α" in run("group", tmp_path / "june", "--calibration").output


def test_one_folder_with_two_days_of_the_same_people_is_before_and_after(tmp_path: Path) -> None:
    first, second = give(tmp_path / "a", 7), give(tmp_path / "b", 7, 2, day=JUNE)
    for path in second:
        path.rename(tmp_path / "a" / f"later-{path.name}")
    document = json.loads(run("group", tmp_path / "a", "--format", "json").output)
    assert document["change"]["pairs"] == 7
    assert document["change"]["weeks"] == 13
    several = json.loads(run("group", *first, "--format", "json").output)
    assert (several["people"], several["change"]) == (7, None)


def test_json_has_the_whole_report_and_nothing_of_anybody(tmp_path: Path) -> None:
    folders = give(tmp_path / "a", 14)[0].parent, give(tmp_path / "b", 14, 2, day=JUNE)[0].parent
    done = run("group", *folders, "--format", "json", "--minimum", 6)
    document = json.loads(done.output)
    assert (document["people"], document["minimum"], document["day"]) == (14, 6, "2026-05-31")
    assert sum(block["people"] for block in document["strip"]) == 14
    assert sum(word["people"] for word in document["words"]) + document["other_words"] == 14
    assert document["calibration"]["small"] is True
    assert all(prompt["text"] for prompt in document["prompts"])
    assert "P00" not in done.output


def test_a_table_has_codes_and_days_if_it_wants(tmp_path: Path) -> None:
    key = people(1)[0].result.questionnaire
    tables = []
    for seed, day in ((1, DAY), (2, JUNE)):
        found = people(8, seed, skips=0.02)
        items = [item.id for item, _scale in key.ratings.values() if item.facet]
        lines = [";".join([*items, "code", "day"])]
        for person in found:
            cells = [str(person.result.values.get(item, "")) for item in items]
            lines.append(";".join([*cells, str(person.code), day.isoformat()]))
        tables.append(tmp_path / f"{seed}.csv")
        tables[-1].write_text("\n".join(lines), encoding="utf-8")
    assert "does not say which questionnaire" in run("group", tables[0]).stderr
    done = run("group", *tables, "--questionnaire", SHORT, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.output)["change"]["pairs"] >= 5


# Refusing: one sentence, and nothing shown


def _no_export(folder: Path) -> list[Path]:
    (folder / "g" / "more.json").write_text('{"netztui": "0.1.0", "assessments": []}')
    return [folder / "g"]


def _no_json(folder: Path) -> list[Path]:
    (folder / "g" / "more.json").write_bytes(b"\xff\x00")
    return [folder / "g"]


def _other_questionnaire(folder: Path) -> list[Path]:
    (file,) = give(folder / "x", 1, day=JUNE, name="hunter-gatherer")
    file.rename(folder / "g" / "more.json")
    return [folder / "g"]


def _edited(change: Callable[[dict[str, object]], object]) -> Callable[[Path], list[Path]]:
    def edit(folder: Path) -> list[Path]:
        file = folder / "g" / "003.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        change(content)
        file.write_text(json.dumps(content), encoding="utf-8")
        return [folder / "g"]

    return edit


def _drop_an_item(content: dict) -> None:
    section = next(one for one in content["questionnaire"]["sections"] if one["id"] == "everyday")
    dropped = section["items"].pop()
    content["answers"].pop(dropped["id"])


def _only(n: int) -> Callable[[Path], list[Path]]:
    return lambda folder: sorted((folder / "g").iterdir())[:n]


def _empty(folder: Path) -> list[Path]:
    (folder / "empty").mkdir()
    return [folder / "empty"]


REFUSALS: list[tuple[Callable[[Path], list[Path]], str]] = [
    (_no_export, "more.json was not written for a group."),
    (_no_json, "more.json was not written for a group."),
    (_other_questionnaire, "belongs to a different questionnaire than"),
    (_edited(_drop_an_item), "belongs to a different version of the questionnaire than"),
    (_edited(lambda one: one.update(code="P001")), "The code P001 occurs twice on one day, in"),
    (_edited(lambda one: one.update(for_group=2)), "003.json was written by a newer netztui."),
    (_edited(lambda one: one.update(code="p001")), "damaged: code."),
    (_edited(lambda one: one.update(day="soon")), "damaged: day."),
    (_edited(lambda one: one.update(answers={"wanted": "x"})), "damaged: answers.wanted."),
    (_edited(lambda one: one.update(answers={"\x1b[0m": 1})), "damaged: answers."),
    (_edited(lambda one: one["questionnaire"].pop("title")), "damaged: questionnaire."),
    (_empty, "empty. Put the files in it that"),
    (_only(1), "at least 5 people; this one has 1."),
    (_only(4), "at least 5 people; this one has 4."),
    (lambda folder: [folder / "nowhere.json"], "nowhere.json does not exist."),
    (lambda folder: [folder / "g", folder / "june"], "june does not exist. Give files,"),
    (lambda folder: [folder / "g", folder / "g" / "000.json"], "neither one group nor two"),
    (lambda folder: [folder / "g", folder / "g", folder / "g"], "neither one group nor two"),
]


@pytest.mark.parametrize(("make", "sentence"), REFUSALS)
def test_what_cannot_be_a_group_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], list[Path]], sentence: str
) -> None:
    give(tmp_path / "g", 6)
    done = run("group", *make(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_the_leaders_guide_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    give(Path("march"), 14)
    give(Path("june"), 14, seed=2, day=JUNE)
    key = shipped_key(SHORT)
    rows = ["code,day," + ",".join(key.counted)]
    rows += [
        f"abc{place},2026-03-02," + ",".join("3" for _item in key.counted) for place in range(9)
    ]
    Path("march.csv").write_text("\n".join(rows))
    guide = shipped_folder().with_name("docs") / "workshop.md"
    commands = re.findall(r"netztui (group [^`\n]+)", guide.read_text(encoding="utf-8"))
    assert len(commands) >= 6
    for command in commands:
        done = run(*command.split())
        assert (done.exit_code, done.stderr) == (0, ""), command
    assert {path.name for path in tmp_path.glob("*.html")} == {"march.html", "june.html"}


def test_fewer_than_five_cannot_be_asked_for(tmp_path: Path) -> None:
    assert run("group", tmp_path, "--minimum", "4").exit_code == 2


def test_versions_that_ask_the_same_can_be_mixed(tmp_path: Path) -> None:
    give(tmp_path / "g", 6)
    _edited(lambda one: one["questionnaire"].update(version="2.0.1"))(tmp_path)
    done = run("group", tmp_path / "g")
    assert done.exit_code == 0
    assert done.stderr == (
        "These are answers to several versions of the questionnaire: 2.0.0, 2.0.1.\n"
    )
