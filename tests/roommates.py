"""People who answer in a room, without a server."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from samples import PLANNED, small

from netztui.assessment.conditions import Value
from netztui.group.privacy import MINIMUM
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, TextItem
from netztui.questionnaire.validation.reader import read
from netztui.room.participants import Participant
from netztui.room.room import Room
from netztui.system.clock import utc_now

PLAN = read(PLANNED.encode(), "planned.toml")
"""A questionnaire with a plan, which is asked after the result."""


def room_in(
    folder: Path,
    questionnaire: Questionnaire | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
    minimum: int = MINIMUM,
) -> Room:
    return Room.open(folder, questionnaire or small(), clock=clock, minimum=minimum)


def join(room: Room, code: str | None = None) -> tuple[str, Participant]:
    """Somebody who has just joined, with the token."""
    token = room.participants.join("en", code)
    room.participants.store()
    person = room.participants.find(token)
    assert person is not None
    return token, person


def answer_all(room: Room, person: Participant, seed: int = 1) -> None:
    """Answer every open question at random."""
    chance = random.Random(seed)
    while person.assessment.open_keys:
        key = person.assessment.open_keys[0]
        item, options = person.assessment.visible[key].item, person.assessment.visible[key].options
        value: Value
        match item:
            case ChoicesItem():
                value = (str(options[0].value),)
            case NumberItem():
                value = item.minimum
            case TextItem():
                value = f"Vorhaben {seed}"
            case _:
                value = chance.choice(options).value
        room.participants.answer(person, key, value, 3.0)


def finish(room: Room, seed: int = 1, *, plan: bool = False) -> tuple[str, Participant]:
    """Somebody who has answered everything; with `plan` the questions after the result too."""
    token, person = join(room)
    answer_all(room, person, seed)
    room.participants.finish(person)
    if plan:
        answer_all(room, person, seed)
    room.participants.store()
    return token, person
