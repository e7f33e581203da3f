"""Screen and plain mode are two faces of one walk: what is done in either is stored alike.

A person does things at random: answers, leaves out, goes back and forth, jumps, looks at the
review. The same is done with keys on the screen and with lines in the plain mode, and then both
archives must hold the same answers, and both results the same figures.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import KINDS, PLANNED
from tui.walking import Clock, furnished, press

from line_mode.talking import Talk
from netztui.archive.archive import Archive
from netztui.assessment.assessment import Answer, Assessment
from netztui.assessment.conditions import Value
from netztui.assessment.session import AssessmentSession
from netztui.questionnaire.library import find
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire, TextItem
from netztui.questionnaire.validation.reader import read
from netztui.scoring.result import Result
from netztui.scoring.score import score
from netztui.settings.settings import Settings
from netztui.tui.app import NetztuiApp
from netztui.tui.screens.result import ResultScreen

LONGEST = 150
"""Steps after which somebody only goes on and finishes."""
EARLIER = "Ask [more]"
"""What was planned with the result before."""
LINES = ("quick", "/slash", "?", "0", "q [b]", "grün ß", "//")


@dataclass(frozen=True)
class Step:
    """The same thing done on the screen and in lines."""

    keys: tuple[str, ...]
    line: str


class Nowhere:
    """A keeper for a walk that is only imagined."""

    def record(self, key: str, answer: Answer, position: str | None) -> None:
        """Not kept."""

    def move(self, position: str) -> None:
        """Not kept."""


class Person:
    """Does things at random; `said` is what must be stored in the end."""

    def __init__(self, questionnaire: Questionnaire, seed: int) -> None:
        self._random = random.Random(seed)
        earlier = dict.fromkeys(questionnaire.followed, EARLIER)
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
                        yield Step(("y",), "2")  # finish anyway
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
                    yield Step(("shift+tab",), "/b")
                case "forward" if self._walk.question.options:
                    yield Step(("right",), "/n")
                    at_review = self._walk.following is None
                    if self._walk.following is not None:
                        self._walk.go(self._walk.following)
                case "jump" if self._walk.question.options:
                    place = self._random.randint(1, len(self._walk.assessment.keys))
                    self._walk.go(self._walk.assessment.keys[place - 1])
                    yield Step(("g", *str(place), "enter"), f"/{place}")
                case "review" if self._walk.question.options:
                    at_review = True
                    yield Step(("r",), "/r")
                case _:
                    yield self._answer()
                    at_review = self._go_on()

    def _after_result(self) -> Iterator[Step]:
        later = replace(self._walk.assessment, after_result=True)
        if not later.keys:
            return
        self._walk = AssessmentSession(later, Nowhere())
        # In lines they are asked at once, and an empty line asks again.
        yield Step(("p",), "")
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
        return Step(("0",) if has_options else ("ctrl+u", "enter"), "/s")

    def _answer(self) -> Step:
        question = self._walk.question
        item = question.item
        if isinstance(item, ChoicesItem):
            return self._choose(item)
        if question.options:
            place = self._random.randrange(len(question.options))
            self._say(question.options[place].value)
            return Step((str(place + 1),), str(place + 1))
        if isinstance(item, NumberItem):
            number = self._random.randint(item.minimum, min(item.maximum, 40))
            self._say(number)
            return Step(("ctrl+u", *str(number), "enter"), str(number))
        assert isinstance(item, TextItem)
        text = self._random.choice(LINES)
        self._say(text)
        escaped = f"//{text}" if text.startswith(("/", "?")) else text
        return Step(("ctrl+u", *(" " if key == "space" else key for key in text), "enter"), escaped)

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
        return Step((*keys, "enter"), self._random.choice([" ", ", "]).join(numbers))

    def _review(self) -> tuple[Step, bool]:
        """What is done in the review, and whether one is in it afterwards."""
        self._walk.open_review()
        assessment = self._walk.assessment
        if assessment.is_void:
            # Nothing to finish: it would not be kept.
            return Step(("escape",), "/b"), False
        if assessment.open_keys and self._random.random() < 0.8:
            self._walk.go_from_review(assessment.open_keys[0])
            return Step(("n",), "/n"), False
        if self._random.random() < 0.3:
            place = self._random.randrange(len(assessment.keys))
            self._walk.go_from_review(assessment.keys[place])
            return Step(("home", *["down"] * (place + 1), "enter"), str(place + 1)), False
        if self._random.random() < 0.2:
            return Step(("escape",), "/b"), False
        return Step(("f",), "/f"), False


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


async def live_through(name: str, seed: int, folder: Path) -> None:
    questionnaire = questionnaire_called(name)
    person = Person(questionnaire, seed)
    steps = list(person.steps())
    assert "/f" in {step.line for step in steps}
    with Archive.open(folder / "screen.sqlite") as on_screen:
        plan(on_screen, questionnaire)
        await on_the_screen(on_screen, questionnaire, seed, steps)
        answers, result = stored(on_screen)
    with Archive.open(folder / "lines.sqlite") as in_lines:
        plan(in_lines, questionnaire)
        Talk(in_lines, *(step.line for step in steps), wanted=questionnaire, seed=seed)
        same_answers, same_result = stored(in_lines)
    assert answers == same_answers == person.said
    assert figures(result) == figures(same_result)


@pytest.mark.parametrize(("name", "seed"), [("planned", 2), ("kinds", 2)])
async def test_screen_and_plain_mode_store_the_same_answers(
    name: str, seed: int, tmp_path: Path
) -> None:
    await live_through(name, seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["planned", "kinds", *SHIPPED])
@pytest.mark.parametrize("seed", range(10, 16))
async def test_screen_and_plain_mode_store_the_same_answers_whatever_is_done(
    name: str, seed: int, tmp_path: Path
) -> None:
    await live_through(name, seed, tmp_path)
