"""A computer for every test, and the questionnaire that ships."""

import os
from pathlib import Path

import pytest

from netztui.questionnaire.library import find
from netztui.questionnaire.model import Questionnaire
from terminal.driver import Computer

collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A computer on which netztui was never started."""
    folder = tmp_path / "somebody"
    folder.mkdir()
    return Computer(folder)


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    """The questionnaire that ships."""
    questionnaire = find("hunter-gatherer", Path("nowhere")).questionnaire
    assert questionnaire is not None
    return questionnaire
