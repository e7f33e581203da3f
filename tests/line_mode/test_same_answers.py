"""Screen, plain mode and a room are faces of one walk: what is done in each is stored alike.

A person does things at random: answers, leaves out, goes back and forth, jumps, looks at the
review. The same is done with keys on the screen, with lines in the plain mode and on the pages of a
room, and then the archives must hold the same answers, and the results the same figures.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import KINDS, PLANNED
from tui.walking import Clock, furnished, press
from web.room.visitor import Site, Visitor

from line_mode.talking import Talk
from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.assessment.session import AssessmentSession
from netztui.questionnaire.library import find
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, TextItem
from netztui.questionnaire.validation.reader import read
from netztui.room.room import ARCHIVE_FILE, Room
from netztui.scoring.result import Result
from netztui.scoring.score import score
from netztui.settings.settings import Settings
from netztui.tui.app import NetztuiApp
from netztui.tui.screens.result import ResultScreen
from netztui.web.room.pages import question_path

LONGEST = 150
"""Steps after which somebody only goes on and finishes."""
EARLIER = "Ask [more]"
"""What was planned with the result before."""
LINES = ("quick", "/slash", "?", "0", "q [b]", "grün ß", "//")


@dataclass(frozen=True)
class Step:
    """The same thing done on the screen, in lines, and in a room."""

    keys: tuple[str, ...]
    line: str
    visit: Callable[[Visitor], object]


class Nowhere:
    """A keeper for a walk that is only imagined."""

    def record(self, key: str, answer: Answer, position: str | None) -> None:
        """Not kept."""

    def move(self, position: str) -> None:
        """Not kept."""


class Person:
    """Does things at random; `said` is what must be stored in the end."""

    def __init__(self, questionnaire: Questionnaire, seed: int, *, planned: bool) -> None:
        self._random = random.Random(seed)
        earlier = dict.fromkeys(questionnaire.followed, EARLIER) if planned else {}
        self._walk = AssessmentSession(
            Assessment.begin(questionnaire, random.Random(seed), earlier), Nowhere()
        )
        self.said: dict[str, Value | None] = {}

    def steps(self) -> Iterator[Step]:
        """From the first question to the last one after the result."""
        at_review = False
        for count in range(10 * LONGEST):
            if at_review:
                step, at_review = self._review()
                yield step
                if step.line == "/f":
                    if self._walk.assessment.open_keys:
                        yield Step(("y",), "2", nothing)  # finish anyway
                    yield from self._after_result()
                    return
                continue
            kinds = ["answer", "skip", "back", "forward", "jump", "review"]
            weights = [9, 1, 2, 1, 0.4, 0.3] if count < LONGEST else [1, 0, 0, 0, 0, 0]
            match self._random.choices(kinds, weights)[0]:
                case "skip":
                    yield self._skip()
                    at_review = self._go_on()
                case "back" if self._walk.previous is not None:
                    self._walk.go(self._walk.previous)
                    yield Step(("shift+tab",), "/b", following("Back"))
                case "forward" if self._walk.question.options:
                    yield Step(("right",), "/n", forward(self._walk))
                    at_review = self._walk.following is None
                    if self._walk.following is not None:
                        self._walk.go(self._walk.following)
                case "jump" if self._walk.question.options:
                    place = self._random.randint(1, len(self._walk.assessment.keys))
                    self._walk.go(self._walk.assessment.keys[place - 1])
                    visit = opening(path_of(self._walk, self._walk.key))
                    yield Step(("g", *str(place), "enter"), f"/{place}", visit)
                case "review" if self._walk.question.options:
                    at_review = True
                    yield Step(("r",), "/r", following("Overview"))
                case _:
                    yield self._answer()
                    at_review = self._go_on()

    def _after_result(self) -> Iterator[Step]:
        later = replace(self._walk.assessment, after_result=True)
        if not later.keys:
            return
        self._walk = AssessmentSession(later, Nowhere())
        # In lines they are asked at once, and an empty line asks again.
        yield Step(("p",), "", opening(question_path(later.keys[0])))
        for key in later.keys:
            self._walk.show(key)
            yield self._skip() if self._random.random() < 0.2 else self._answer()

    def _go_on(self) -> bool:
        """Whether the review comes after the answer."""
        following = self._walk.after_answer
        if following is not None:
            self._walk.show(following)
        return following is None

    def _say(self, value: Value | None) -> None:
        self.said[self._walk.key] = value
        self._walk.submit(value)

    def _skip(self) -> Step:
        has_options = bool(self._walk.question.options)
        self._say(None)
        keys = ("0",) if has_options else ("ctrl+u", "enter")
        return Step(keys, "/s", lambda visitor: visitor.press("No answer"))

    def _answer(self) -> Step:
        question = self._walk.question
        item = question.item
        if isinstance(item, ChoicesItem):
            return self._choose(item)
        if question.options:
            place = self._random.randrange(len(question.options))
            self._say(question.options[place].value)
            visit = choosing(place + 1)
            return Step((str(place + 1),), str(place + 1), visit)
        if isinstance(item, NumberItem):
            number = self._random.randint(item.minimum, min(item.maximum, 40))
            self._say(number)
            return Step(("ctrl+u", *str(number), "enter"), str(number), typing(str(number)))
        assert isinstance(item, TextItem)
        text = self._random.choice(LINES)
        self._say(text)
        escaped = f"//{text}" if text.startswith(("/", "?")) else text
        keys = ("ctrl+u", *(" " if key == "space" else key for key in text), "enter")
        return Step(keys, escaped, typing(text))

    def _choose(self, item: ChoicesItem) -> Step:
        names = [str(option.value) for option in item.options]
        wanted = tuple(name for name in names if self._random.random() < 0.4)
        answer = self._walk.answer
        before = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        toggled = [name for name in names if (name in before) != (name in wanted)]
        keys = [str(names.index(name) + 1) for name in toggled]
        if not wanted:
            # “None of these” is above “no answer”, the last, and may have been chosen before.
            none = (*["down"] * (len(names) + 2), "up", "space")
            keys = [] if answer is not None and answer.value == () else [*none]
        self._say(wanted)
        numbers = [str(names.index(name) + 1) for name in wanted] or [str(len(names) + 1)]
        line = self._random.choice([" ", ", "]).join(numbers)
        chosen = numbers if wanted else []

        def visit(visitor: Visitor) -> object:
            return visitor.press("Next", answer=chosen, none=[] if wanted else ["1"])

        return Step((*keys, "enter"), line, visit)

    def _review(self) -> tuple[Step, bool]:
        """What is done in the review, and whether one is in it afterwards."""
        self._walk.open_review()
        assessment = self._walk.assessment
        if assessment.is_void:
            # Nothing to finish: it would not be kept.
            return Step(("escape",), "/b", opening(question_path(self._walk.key))), False
        if assessment.open_keys and self._random.random() < 0.8:
            self._walk.go_from_review(assessment.open_keys[0])
            return Step(("n",), "/n", following("Go on answering")), False
        if self._random.random() < 0.3:
            place = self._random.randrange(len(assessment.keys))
            self._walk.go_from_review(assessment.keys[place])
            keys = ("home", *["down"] * (place + 1), "enter")
            return Step(keys, str(place + 1), following(f"{place + 1} ")), False
        if self._random.random() < 0.2:
            return Step(("escape",), "/b", opening(question_path(self._walk.key))), False
        return Step(("f",), "/f", lambda visitor: visitor.press("Finish")), False


def nothing(_visitor: Visitor) -> None:
    """What takes one more step elsewhere."""


def following(label: str) -> Callable[[Visitor], object]:
    return lambda visitor: visitor.follow(label)


def opening(path: str) -> Callable[[Visitor], object]:
    return lambda visitor: visitor.open(path)


def choosing(place: int) -> Callable[[Visitor], object]:
    return lambda visitor: visitor.choose(place)


def typing(text: str) -> Callable[[Visitor], object]:
    return lambda visitor: visitor.press("Next", answer=text)


def forward(walk: AssessmentSession) -> Callable[[Visitor], object]:
    """On without answering; a page has a way on only from what has an answer."""
    if walk.answer is not None:
        return following("Next")
    return opening("/overview" if walk.following is None else path_of(walk, walk.following))


def path_of(walk: AssessmentSession, key: str) -> str:
    return question_path(key, from_review=walk._from_review)


async def on_the_screen(
    archive: Archive, questionnaire: Questionnaire, seed: int, steps: list[Step]
) -> None:
    app = NetztuiApp(
        archive,
        Settings(advance="at-once"),
        clock=Clock(),
        randomness=random.Random(seed),
        wanted=questionnaire,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await furnished(pilot)
        for step in steps:
            await press(pilot, *step.keys)
        assert isinstance(app.screen, ResultScreen)


def stored(archive: Archive) -> tuple[dict[str, Value | None], Result]:
    assessment = archive.load(archive.results()[0].id).assessment
    return {key: answer.value for key, answer in assessment.answers.items()}, score(assessment)


def figures(result: Result) -> object:
    """All that is worked out from what was said, not from how long it took."""
    return result.scales, result.axis, result.placement, result.networks, result.points


SHIPPED = ("hunter-gatherer-short", "hunter-gatherer")


def questionnaire_called(name: str) -> Questionnaire:
    if name in SHIPPED:
        found = find(name, Path("nowhere")).questionnaire
        assert found is not None
        return found
    return read({"planned": PLANNED, "kinds": KINDS}[name].encode(), f"{name}.toml")


def plan(archive: Archive, questionnaire: Questionnaire) -> None:
    """Keep a result that says nothing but what the next assessment asks about."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assessment = Assessment.begin(questionnaire, random.Random(1))
    id_ = archive.begin(assessment, "en", at)
    archive.finish(id_, score(assessment), at)
    for name in questionnaire.followed:
        archive.answer_later(id_, name, Answer(EARLIER), at)


async def live_through(name: str, seed: int, folder: Path, *, planned: bool) -> None:
    """Do the same everywhere; a room knows nothing of what was `planned` before."""
    questionnaire = questionnaire_called(name)
    person = Person(questionnaire, seed, planned=planned)
    steps = list(person.steps())
    assert "/f" in {step.line for step in steps}
    with Archive.open(folder / "screen.sqlite") as on_screen:
        if planned:
            plan(on_screen, questionnaire)
        await on_the_screen(on_screen, questionnaire, seed, steps)
        answers, result = stored(on_screen)
    with Archive.open(folder / "lines.sqlite") as in_lines:
        if planned:
            plan(in_lines, questionnaire)
        Talk(in_lines, *(step.line for step in steps), wanted=questionnaire, seed=seed)
        same_answers, same_result = stored(in_lines)
    assert answers == same_answers == person.said
    assert figures(result) == figures(same_result)
    if not planned:
        await asyncio.to_thread(in_a_room, folder / "room", questionnaire, seed, steps)
        with Archive.open(folder / "room" / ARCHIVE_FILE) as in_room:
            room_answers, room_result = stored(in_room)
        assert answers == room_answers
        assert figures(result) == figures(room_result)


def in_a_room(folder: Path, questionnaire: Questionnaire, seed: int, steps: list[Step]) -> None:
    room = Room.open(folder, questionnaire, randomness=random.Random(seed))
    site = Site(room)
    visitor = Visitor(site).join()
    for step in steps:
        site.now += 60
        step.visit(visitor)
        assert visitor.reply is not None
        assert visitor.reply.status == 200
    assert visitor.path == "/result"
    assert site.failures == []
    room.leave()


@pytest.mark.parametrize(
    ("name", "seed", "planned"),
    [("planned", 2, True), pytest.param("kinds", 2, False, marks=pytest.mark.slow)],
)
async def test_screen_plain_mode_and_room_store_the_same_answers(
    name: str, seed: int, tmp_path: Path, *, planned: bool
) -> None:
    await live_through(name, seed, tmp_path, planned=planned)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["planned", "kinds", *SHIPPED])
@pytest.mark.parametrize("seed", range(10, 16))
async def test_they_store_the_same_answers_whatever_is_done(
    name: str, seed: int, tmp_path: Path
) -> None:
    await live_through(name, seed, tmp_path, planned=seed % 2 == 0)
