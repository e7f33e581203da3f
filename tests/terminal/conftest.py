"""A computer for every test, and the included questionnaire."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from netztui.questionnaire.library import find
from netztui.questionnaire.model import Questionnaire
from terminal.driver import Computer, Terminal
from terminal.walking import open_draft, store_draft

collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A computer on which netztui was never started."""
    folder = tmp_path / "somebody"
    folder.mkdir()
    return Computer(folder)


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    """The included questionnaire."""
    questionnaire = find("hunter-gatherer", Path("nowhere")).questionnaire
    assert questionnaire is not None
    return questionnaire


@pytest.fixture
def at_the_field(computer: Computer, shipped: Questionnaire) -> Iterator[Terminal]:
    """A terminal at question 47, the first one with a field; all before it are answered."""
    store_draft(computer, shipped)
    with computer.start() as terminal:
        open_draft(terminal)
        yield terminal
