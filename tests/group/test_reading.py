"""What belongs to a person, and which day is before and which after."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from group.simulated import DAY, SHORT, give, people, shipped_key
from netztui.assessment.assessment import Answer, Assessment
from netztui.group.file_format import contribution
from netztui.group.items import divided_items, sides_of
from netztui.group.reader import read_group


def no_table() -> None:
    pytest.fail("no table was given")


def test_of_three_days_the_first_is_before_and_the_last_after(tmp_path: Path) -> None:
    folder = tmp_path / "g"
    for place, days in enumerate((200, 0, 100)):
        for path in give(tmp_path / str(days), 2, place, day=DAY + timedelta(days=days)):
            folder.mkdir(exist_ok=True)
            path.rename(folder / f"{place}-{path.name}")
    before, after = read_group([folder], no_table)
    assert [person.day for person in before] == [DAY] * 2
    assert [person.day for person in after] == [DAY + timedelta(days=200)] * 2


def test_how_an_earlier_plan_went_is_not_given() -> None:
    answers = {"networks-used": ("xing",), "plan-outcome": "done", "wanted": "work", "plan": "More"}
    assessment = Assessment(
        shipped_key(SHORT).questionnaire,
        {key: Answer(value) for key, value in answers.items()},
        earlier={"plan": "Something private"},
    )
    assert "plan-outcome" in assessment.values
    for with_plan in (True, False):
        given = contribution(assessment, "ABC", DAY, with_plan=with_plan)
        assert set(given.answers) == {"networks-used", "wanted"} | (
            {"plan"} if with_plan else set()
        )
        assert "private" not in repr(given.answers)


@pytest.mark.parametrize(("above", "divided"), [(2, False), (3, True)])
def test_an_item_divides_if_three_are_on_either_side(above: int, divided: bool) -> None:
    group = []
    for place, person in enumerate(people(9)):
        values = dict.fromkeys(shipped_key(SHORT).counted, 1) | {"read-to-keep-up": 5}
        values["asked-for-advice"] = 5 if place < above else 2
        group.append(replace(person, result=person.result._replace(values=values)))
    found = {one.item for one in divided_items(group, sides_of(group))}
    assert found == ({"asked-for-advice"} if divided else set())
