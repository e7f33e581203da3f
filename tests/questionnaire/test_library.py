"""The available questionnaires; a broken one does not affect the others."""

from pathlib import Path

import pytest
from samples import SMALL

from netztui.diagnostics.problems import format_diagnostic
from netztui.diagnostics.sanitize import forbidden_character
from netztui.i18n.language import set_question_language
from netztui.questionnaire import library
from netztui.questionnaire.library import (
    QuestionnaireNotFoundError,
    available,
    find,
    shipped_folder,
    titles,
)


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def named(name: str) -> str:
    return SMALL.replace('id = "small"', f'id = "{name}"')


def test_a_checkout_has_the_included_questionnaires_next_to_its_source() -> None:
    assert (shipped_folder() / "hunter-gatherer.toml").is_file()


def test_an_installed_package_contains_the_included_questionnaires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "site-packages" / "netztui" / "questions"
    inside.mkdir(parents=True)
    monkeypatch.setattr(library, "__file__", str(inside.parent / "questionnaire" / "library.py"))
    assert shipped_folder() == inside


def test_the_users_own_folder_may_be_missing(tmp_path: Path) -> None:
    entries = available(tmp_path / "missing")
    assert [(entry.id, entry.origin, entry.replaces) for entry in entries] == [
        ("hunter-gatherer", "shipped", False),
        ("hunter-gatherer-short", "shipped", False),
    ]
    assert entries[0].title == "Hunter or gatherer?"
    set_question_language("de")
    assert entries[0].title == "Jäger oder Sammler?"


def test_included_questionnaires_are_listed_first_then_the_users_own_then_broken_ones(
    tmp_path: Path,
) -> None:
    written(tmp_path, "b.toml", named("zebra"))
    written(tmp_path, "c.toml", named("ant"))
    written(tmp_path, "a.toml", "format = 1\n[")
    written(tmp_path, "notes.txt", "x")
    written(tmp_path, ".hidden.toml", "x")
    (tmp_path / "folder.toml").mkdir()
    entries = available(tmp_path)
    assert [(entry.id, entry.origin, entry.path.name) for entry in entries] == [
        ("hunter-gatherer", "shipped", "hunter-gatherer.toml"),
        ("hunter-gatherer-short", "shipped", "hunter-gatherer-short.toml"),
        ("ant", "own", "c.toml"),
        ("zebra", "own", "b.toml"),
        (None, "own", "a.toml"),
        (None, "own", "folder.toml"),
    ]
    assert [bool(entry.diagnostics) for entry in entries] == [
        False,
        False,
        False,
        False,
        True,
        True,
    ]
    assert entries[4].title == "a.toml"
    assert entries[4].diagnostics[0].line == 2
    assert entries[4].diagnostics[0].source == str(tmp_path / "a.toml")


def test_titles_are_read_from_the_tops_of_the_files_in_any_state(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", named("ant").replace("minimum = 0", "minimum = ["))
    written(tmp_path, "b.toml", named("hunter-gatherer").replace("Hunter or", "My hunter or"))
    written(tmp_path, "c.toml", "a." * 400 + 'id = "c"')
    written(tmp_path, "d.toml", 'id = "d"\ntitle = "d"')
    assert titles(tmp_path) == {
        "ant": "Hunter or gatherer, short",
        "hunter-gatherer": "My hunter or gatherer, short",
        "hunter-gatherer-short": "Hunter or gatherer? Short form",
    }
    set_question_language("de")
    assert titles(tmp_path / "a.toml")["hunter-gatherer"] == "Jäger oder Sammler?"


def test_the_users_own_questionnaire_replaces_the_included_one_with_the_same_id(
    tmp_path: Path,
) -> None:
    mine = written(tmp_path, "mine.toml", named("hunter-gatherer"))
    written(tmp_path, "a.toml", named("ant"))
    entries = available(tmp_path)
    assert [(entry.id, entry.origin, entry.replaces) for entry in entries] == [
        ("hunter-gatherer", "own", True),
        ("hunter-gatherer-short", "shipped", False),
        ("ant", "own", False),
    ]
    assert find("hunter-gatherer", tmp_path).path == mine


def test_a_broken_questionnaire_replaces_nothing(tmp_path: Path) -> None:
    written(
        tmp_path,
        "hunter-gatherer.toml",
        named("hunter-gatherer").replace("minimum = 0", "minimum = 99"),
    )
    entries = available(tmp_path)
    assert [(entry.id, entry.origin) for entry in entries] == [
        ("hunter-gatherer", "shipped"),
        ("hunter-gatherer-short", "shipped"),
        (None, "own"),
    ]
    assert find("hunter-gatherer", tmp_path).origin == "shipped"


def test_of_two_files_with_one_id_the_second_is_broken(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", SMALL)
    written(tmp_path, "b.toml", SMALL)
    first, second = available(tmp_path)[2:]
    assert (first.id, first.path.name, first.diagnostics) == ("small", "a.toml", ())
    assert (second.id, second.path.name) == (None, "b.toml")
    assert str(second.diagnostics[0].message) == "The file a.toml already has the id “small”."


def test_an_unreadable_folder_is_reported_and_the_others_are_listed(tmp_path: Path) -> None:
    file = written(tmp_path, "file", "x")
    entries = available(file)
    assert [entry.id for entry in entries] == ["hunter-gatherer", "hunter-gatherer-short", None]
    assert "cannot be read" in str(entries[2].diagnostics[0].message)


def test_any_file_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "small.toml", SMALL)
    entry = find(str(path), tmp_path / "own")
    assert (entry.id, entry.origin, entry.path) == ("small", "path", path)
    monkeypatch.chdir(tmp_path)
    assert find("small.toml", tmp_path / "own").id == "small"
    missing = find(str(tmp_path / "nothing.toml"), tmp_path)
    assert [str(problem.message) for problem in missing.diagnostics] == [
        "nothing.toml does not exist."
    ]


def test_a_broken_file_of_the_user_is_found_by_its_name(tmp_path: Path) -> None:
    written(tmp_path, "mine.toml", "format = 1")
    entry = find("mine", tmp_path)
    assert entry.questionnaire is None
    assert entry.diagnostics


def test_an_unknown_name_is_refused_with_the_closest_match(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireNotFoundError) as caught:
        find("huntergatherer", tmp_path)
    assert str(caught.value.message) == "Unknown questionnaire “huntergatherer”."
    assert str(caught.value.hint) == "Did you mean “hunter-gatherer”?"


def test_control_characters_of_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireNotFoundError) as caught:
        find("x\x1b[31m", tmp_path)
    assert "“x�[31m”" in str(caught.value.message)
    for name in ("x\x1b[31m.toml", "x" * 300 + "\x9b.toml"):
        entry = find(str(tmp_path / name), tmp_path)
        shown = "\n".join(line for one in entry.diagnostics for line in format_diagnostic(one))
        assert forbidden_character(shown, breaks=True) is None
