from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path

from netztui.system import paths


@pytest.fixture(autouse=True)
def _no_folder_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NETZTUI_DATA_DIR", raising=False)
    monkeypatch.delenv("NETZTUI_CONFIG_DIR", raising=False)


def test_folders_are_those_of_the_operating_system():
    assert paths.data_folder() == user_data_path("netztui", appauthor=False)
    assert paths.config_folder() == user_config_path("netztui", appauthor=False)


def test_files_are_in_their_folders():
    assert paths.archive_path().parent == paths.data_folder()
    assert paths.settings_path().parent == paths.config_folder()
    assert paths.own_questionnaires_folder().parent == paths.config_folder()


def test_the_environment_sets_other_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NETZTUI_DATA_DIR", str(tmp_path / "d"))
    monkeypatch.setenv("NETZTUI_CONFIG_DIR", str(tmp_path / "c"))
    assert paths.archive_path() == tmp_path / "d" / "archive.sqlite"
    assert paths.settings_path() == tmp_path / "c" / "settings.toml"
    assert paths.own_questionnaires_folder() == tmp_path / "c" / "questionnaires"
    assert paths.standard_data_folder() != tmp_path / "d"


def test_an_empty_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZTUI_DATA_DIR", "")
    assert paths.data_folder() == paths.standard_data_folder()


def test_home_and_relative_folders_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("NETZTUI_DATA_DIR", "~/somewhere")
    assert paths.data_folder() == tmp_path / "somewhere"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETZTUI_DATA_DIR", "here")
    assert paths.data_folder() == tmp_path / "here"


def test_looking_up_a_path_creates_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    paths.archive_path()
    paths.settings_path()
    paths.own_questionnaires_folder()
    assert list(tmp_path.iterdir()) == []
