import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import small

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Assessment
from netztui.questionnaire.model import Questionnaire


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archive.sqlite"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive.open(path) as archive:
        yield archive


@pytest.fixture
def questionnaire() -> Questionnaire:
    return small()


@pytest.fixture
def assessment(questionnaire: Questionnaire) -> Assessment:
    return Assessment.begin(questionnaire, random.Random(1))
