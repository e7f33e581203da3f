"""Results of an earlier scoring are shown with the words of today's."""

import sqlite3
from pathlib import Path

import pytest
from samples import small

from netztui.archive.archive import Archive
from netztui.history.history import load_scored, rescore_outdated
from netztui.scoring.result import SCORING_VERSION

SCHEMAS = Path(__file__).parents[1] / "archive" / "sqlite" / "schemas"


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_old_result_gets_the_word_that_today_is_said_of_its_answers(
    tmp_path: Path, version: int
):
    path = tmp_path / "archive.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript((SCHEMAS / f"v{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    with Archive.open(path) as archive:
        (before,) = archive.results()
        assert (before.placement, before.scoring_version) == ("hunter", 1)
        assert archive.outdated() == (before.id,)
        rescore_outdated(archive)
        (row,) = archive.results()
        scored = load_scored(archive, row.id)
    said = (row.placement, row.axis, row.scoring_version)
    assert said == ("leaning-gatherer", -18.75, SCORING_VERSION)
    assert scored.result.placement == row.placement
    (title,) = (text.title for text in small().placements if text.when == row.placement)
    assert title.in_language("en") == "Level, or a gatherer"
    assert scored.recalled == ["Zwei Fachfragen beantworten – “wirklich”"]
