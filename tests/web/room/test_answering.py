"""The pages of a room: a whole assessment, as a browser without scripts shows it."""

from pathlib import Path

import pytest
from room.people import PLAN, room_in
from samples import KINDS

from netztui.questionnaire.validation.reader import read
from web.room.visitor import Site, Visitor

KINDS_OF_ITEMS = read(KINDS.encode(), "kinds.toml")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(room_in(tmp_path / "room", PLAN))


def test_somebody_joins_answers_everything_and_sees_the_result(site: Site):
    visitor = Visitor(site).join()
    assert "Which networks" in visitor.title
    visitor.answer_all()
    assert visitor.path == "/overview"
    visitor.press("Finish and see the result")
    assert visitor.path == "/result"
    assert site.room.counts().done == 1
    assert site.failures == []
