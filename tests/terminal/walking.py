"""Steps through the included questionnaire; each waits until the screen has followed."""

import random
from datetime import UTC, datetime

from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.questionnaire.model import Questionnaire, RatingItem
from terminal.driver import DOWN, ENTER, SPACE, Computer, Terminal

RATINGS = [(7 * place + place // 5) % 5 + 1 for place in range(44)]
FIRST_FIELD = 47
"""The number of the first question with a field, for two networks."""

OVERVIEW = "Enter öffnet eine Frage"
RESULT = "p Vorhaben"
"""What no other screen shows."""

NO_PAUSE = 'advance = "at-once"\n'
"""Settings that move on immediately."""


def rating_ids(questionnaire: Questionnaire) -> list[str]:
    asked_once = [one.items for one in questionnaire.sections if one.for_each is None]
    return [item.id for items in asked_once for item in items if isinstance(item, RatingItem)]


def begin(terminal: Terminal, begin: str = "Beginnen:") -> None:
    """From the start screen to the first question."""
    terminal.wait_for(begin)
    terminal.type(ENTER)
    terminal.wait_for_place(1)


def choose_networks(terminal: Terminal) -> None:
    """XING with its digit, X with arrow keys and Space; on to what was wanted there."""
    terminal.type("1")
    terminal.wait_for_chosen("1")
    for key in ("1", "2", "3"):
        terminal.type(DOWN)
        terminal.wait_for_highlight(key)
        terminal.wait_for_chosen("1")
    terminal.type(SPACE)
    terminal.wait_for_chosen("1", "3")
    terminal.type(ENTER)
    terminal.wait_for_place(2)


def store_draft(computer: Computer, questionnaire: Questionnaire) -> None:
    """Store a draft in which every question before the first field is answered."""
    computer.choose(NO_PAUSE)
    answers: dict[str, Value] = {"networks-used": ("xing", "x"), "wanted": "other"}
    answers.update(zip(rating_ids(questionnaire), RATINGS, strict=True))
    assessment = Assessment.begin(questionnaire, random.Random(1))
    for key, value in answers.items():
        assessment = assessment.with_answer(key, Answer(value, 5.0))
    computer.data.mkdir(parents=True)
    with Archive.open(computer.archive) as archive:
        draft = archive.begin(assessment, "de", datetime.now(UTC))
        archive.move(draft, "days-used/xing")


def open_draft(terminal: Terminal) -> None:
    """From the start screen to the first field of the stored draft."""
    terminal.wait_for("Weitermachen:")
    terminal.type(ENTER)
    terminal.wait_for_place(FIRST_FIELD)


def answer(terminal: Terminal, key: str) -> None:
    """Press one key; the next question comes."""
    place = terminal.place
    assert place is not None
    terminal.type(key)
    terminal.wait_for_place(place + 1)


def fill(terminal: Terminal, text: str) -> None:
    """Type into the field and see it there."""
    terminal.wait_for("Enter:")
    terminal.type(text)
    terminal.wait_for(text)


def leave(terminal: Terminal, key: str = "q") -> None:
    terminal.type(key)
    assert terminal.status() == 0


def open_rest(terminal: Terminal) -> None:
    """The grid for two networks, from question 47 to the overview."""
    for days, information, services in ((3, 2, 4), (28, 5, 1)):
        place = terminal.place
        assert place is not None
        fill(terminal, str(days))
        terminal.type(ENTER)
        terminal.wait_for_place(place + 1)
        answer(terminal, str(information))
        terminal.type(str(services))
        there = place + 3
        terminal.wait(
            lambda screen, there=there: screen.place == there or OVERVIEW in screen.text,
            f"question {there} or the overview",
        )
