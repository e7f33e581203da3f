"""The compiled questionnaires are those of the files, and never stand for another content."""

import json
from pathlib import Path

import pytest

from netztui.questionnaire import compiled
from netztui.questionnaire.compiled import compile_files, load_compiled
from netztui.questionnaire.library import available, questionnaire_files, shipped_folder
from netztui.questionnaire.validation.reader import read_file


def test_every_included_questionnaire_is_compiled_just_as_its_file_has_it() -> None:
    paths = questionnaire_files(shipped_folder())
    assert len(paths) == 2
    for path in paths:
        loaded, read = load_compiled(path), read_file(path)
        assert loaded == read
        assert loaded is not None
        assert loaded.fingerprint == read.fingerprint
        assert list(loaded.facets) == list(read.facets)


def test_an_edited_file_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = [one for one in questionnaire_files(shipped_folder()) if "short" in one.name]
    edited = tmp_path / path.name
    edited.write_bytes(path.read_bytes().replace(b'"2.0.0"', b'"2.0.1"'))
    assert load_compiled(edited) is None
    monkeypatch.setattr("netztui.questionnaire.library.shipped_folder", lambda: tmp_path)
    (entry,) = available(tmp_path / "own")
    assert entry.questionnaire is not None
    assert entry.questionnaire.version == "2.0.1"


@pytest.mark.parametrize("damage", ["", "[]", '{"%s": 1}', '{"%s": {"later": 1}}', '{"%s": {}}'])
def test_without_a_usable_compiled_form_the_file_is_read(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = questionnaire_files(shipped_folder())[0]
    digest = next(iter(json.loads(compile_files([path]))))
    other = tmp_path / "compiled.json"
    monkeypatch.setattr(compiled, "COMPILED", other)
    assert load_compiled(path) is None
    other.write_text(damage.replace("%s", digest), encoding="utf-8")
    assert load_compiled(path) is None
    compiled._content.cache_clear()
    other.write_text(compile_files([path]), encoding="utf-8")
    assert load_compiled(path) == read_file(path)
