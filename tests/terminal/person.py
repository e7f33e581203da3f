"""A person who answers at random, and what the archive must hold after each of their steps.

What is right is worked out with the assessment as a value, not with the screen or the archive:
each step is the keys it takes and the situations it leads through. A kill may fall anywhere, so
a situation also knows how it looks, and what looked so must have been stored.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from netztui.assessment.assessment import Answer, Assessment, Question
from netztui.assessment.conditions import Value
from netztui.questionnaire.model import ChoicesItem, NumberItem, Questionnaire
from terminal.driver import BACKSPACE, DOWN, ENTER, ESCAPE, RIGHT, SHIFT_TAB, SPACE, UP, Terminal
from terminal.walking import OVERVIEW, RESULT

TEXTS = ("früh um acht", "[bold]$x @click", "weniger Straße, mehr Weg", "日本語 und ß")

Said = Mapping[str, Value | None]


@dataclass(frozen=True)
class Kept:
    """What an archive holds."""

    finished: tuple[Said, ...] = ()
    """The answers of each finished assessment, the oldest first."""
    draft: Said | None = None
    position: str | None = None


@dataclass(frozen=True)
class Situation:
    """Where the person is, and what was said to get there."""

    questionnaire: Questionnaire
    finished: tuple[Said, ...] = ()
    assessment: Assessment | None = None
    """None where nothing is begun."""
    key: str | None = None
    """The question; None where nothing was answered yet."""
    where: str = "question"
    """`question`, `review` or `result`; `on the way` has no look of its own."""
    marks: frozenset[tuple[int, frozenset[str]]] = field(default_factory=frozenset)
    """Looks that this situation has for a moment before its own: place and chosen keys."""

    @property
    def kept(self) -> Kept:
        """What the archive must hold."""
        if self.assessment is None or not self.assessment.answers:
            return Kept(self.finished)
        return Kept(self.finished, said(self.assessment), self.key)

    @property
    def question(self) -> Question:
        """The question that is shown."""
        assert self.assessment is not None
        return self.assessment.visible[self.key or self.assessment.keys[0]]

    @property
    def place(self) -> int:
        """Its number."""
        assert self.assessment is not None
        return self.assessment.keys.index(self.question.key) + 1

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is chosen in it."""
        assert self.assessment is not None
        return chosen(self.question, self.assessment.answers.get(self.question.key))

    def is_shown(self, terminal: Terminal) -> bool:
        """Whether the screen shows it whole."""
        if self.where == "result":
            return RESULT in terminal.text
        if self.where == "review":
            return OVERVIEW in terminal.text
        if self.where != "question" or terminal.place != self.place:
            return False
        assert self.assessment is not None
        answer = self.assessment.answers.get(self.question.key)
        if not self.question.options and answer is not None and answer.value is not None:
            # A long text is scrolled to its end; behind a wide character the emulator has an
            # empty cell.
            narrow = [word for word in str(answer.value).split() if word[0] != "日"]
            return narrow[-1] in terminal.text
        return terminal.chosen == set(self.chosen)

    def was_painted(self, terminal: Terminal, before: "Situation") -> bool:
        """Whether the screen shows that `before` is over and this is stored."""
        if self.where in {"result", "review"}:
            return self.is_shown(terminal) and not before.is_shown(terminal)
        if (terminal.place, frozenset(terminal.chosen)) in self.marks:
            return True
        if self.where != "question" or terminal.place != self.place:
            return False
        return before.where != "question" or before.place != self.place or self.is_shown(terminal)


def said(assessment: Assessment) -> dict[str, Value | None]:
    """The values of the answers, by question."""
    return {key: answer.value for key, answer in assessment.answers.items()}


def chosen(question: Question, answer: Answer | None) -> frozenset[str]:
    """The keys of the options that the answer chooses."""
    if answer is None or not question.options:
        return frozenset()
    if answer.value is None:
        return frozenset("0")
    among = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    places = enumerate(question.options, 1)
    return frozenset(str(place) for place, option in places if option.value in among)


@dataclass(frozen=True)
class Step:
    """Keys, and the situations that they lead through."""

    keys: str
    through: tuple[Situation, ...]


class Person:
    """Somebody who answers as `randomness` has it."""

    def __init__(self, randomness: random.Random) -> None:
        self._random = randomness

    def begin(self, now: Situation) -> Step:
        """From the start screen to the questions."""
        if now.assessment is not None:
            return Step(ENTER, (now,))
        begun = Assessment.begin(now.questionnaire, self._random)
        return Step(ENTER, (replace(now, assessment=begun, key=None, where="question"),))

    def steps(self, now: Situation, *, paused: bool) -> Step:
        """The next thing this person does; without the pause several answers at once."""
        if now.where == "review":
            return self._review(now)
        assert now.assessment is not None
        if isinstance(now.question.item, ChoicesItem):
            return self._choose(now)
        if not now.question.options:
            return self._write(now)
        burst = 0 if paused or now.question.scale is None else 5
        match self._random.choices(["rate", "skip", "back", "forward", "stay", "burst"],
                                   [8, 1, 2, 1, 2, burst])[0]:  # fmt: skip
            case "skip":
                return self._answer(now, "0", None)
            case "back":
                return self._move(now, BACKSPACE, -1)
            case "forward":
                return self._move(now, RIGHT, 1)
            case "stay":
                return self._stay(now)
            case "burst":
                return self._burst(now)
        return self._rate(now)

    def _rate(self, now: Situation) -> Step:
        place = self._random.randrange(len(now.question.options))
        return self._answer(now, str(place + 1), now.question.options[place].value)

    def _burst(self, now: Situation) -> Step:
        keys = ""
        through: list[Situation] = []
        for _ in range(self._random.randint(2, 5)):
            if now.where == "review" or now.question.scale is None:
                break
            step = self._rate(now)
            keys += step.keys
            through += step.through
            now = step.through[-1]
        return Step(keys, tuple(through))

    def _stay(self, now: Situation) -> Step:
        """Choose with the highlight and Space, something other than before."""
        options = now.question.options
        places = [place for place in range(len(options)) if str(place + 1) not in now.chosen]
        place = self._random.choice(places)
        after = self._stored(now, options[place].value)
        to_the_first = UP * (len(options) + 1)
        return Step(to_the_first + DOWN * place + SPACE, (replace(after, key=now.question.key),))

    def _choose(self, now: Situation) -> Step:
        """Toggle something, or go on where something is chosen."""
        if now.chosen and now.chosen != {"0"} and self._random.random() < 0.5:
            assert now.assessment is not None
            answer = now.assessment.answers[now.question.key]
            return self._answer(now, ENTER, answer.value)
        options = [str(option.value) for option in now.question.options]
        place = self._random.randrange(len(options))
        among = {options[int(key) - 1] for key in now.chosen} ^ {options[place]}
        after = self._stored(now, tuple(option for option in options if option in among))
        if not among:  # then it is as if nothing had been said
            assert now.assessment is not None
            after = replace(after, assessment=now.assessment.without_answer(now.question.key))
        return Step(str(place + 1), (replace(after, key=now.question.key),))

    def _write(self, now: Situation) -> Step:
        assert now.assessment is not None
        value, typed = self._typed(now.question, now.assessment.value(now.question.key))
        match self._random.choices(["enter", "empty", "back"], [6, 1, 2])[0]:
            case "empty" if now.question.key not in now.assessment.answers:
                return self._answer(now, ENTER, None)
            case "back":
                stored = replace(self._stored(now, value), key=now.question.key)
                back = self._move(stored, SHIFT_TAB, -1)
                on_the_way = replace(stored, where="on the way")
                return Step(typed + back.keys, (on_the_way, *back.through))
        return self._answer(now, typed + ENTER, value)

    def _typed(self, question: Question, before: Value | None) -> tuple[Value, str]:
        """What then stands in the field, and what is typed behind what stood there."""
        if isinstance(question.item, NumberItem):
            if before is not None:
                return before, ""
            days = self._random.randint(0, 28)
            return days, str(days)
        more = self._random.choice(TEXTS)
        return more if before is None else f"{before} {more}"[:200], (" " if before else "") + more

    def _review(self, now: Situation) -> Step:
        assert now.assessment is not None
        if now.assessment.open_keys:
            there = now.assessment.open_keys[0]
            return Step("n", (replace(now, key=there, where="question"),))
        if self._random.random() < 0.3:
            return Step(ESCAPE, (replace(now, where="question"),))
        finished = (*now.finished, said(now.assessment))
        return Step("f", (Situation(now.questionnaire, finished, where="result"),))

    def _move(self, now: Situation, key: str, step: int) -> Step:
        assert now.assessment is not None
        there = now.assessment.neighbour(now.question.key, step)
        if there is None:
            return Step(key, (replace(now, where="review", marks=frozenset()),))
        return Step(key, (replace(now, key=there, where="question", marks=frozenset()),))

    def _answer(self, now: Situation, keys: str, value: Value | None) -> Step:
        """Answer and go on; the choice itself is shown for a moment."""
        after = self._stored(now, value)
        assert after.assessment is not None
        following = after.assessment.neighbour(now.question.key, 1)
        here = replace(after, key=now.question.key)
        marks = frozenset({(here.place, here.chosen)}) if here.chosen != now.chosen else frozenset()
        if following is None:
            return Step(keys, (replace(here, where="review"),))
        return Step(keys, (replace(after, key=following, marks=marks),))

    def _stored(self, now: Situation, value: Value | None) -> Situation:
        assert now.assessment is not None
        answered = now.assessment.with_answer(now.question.key, Answer(value))
        return replace(now, assessment=answered, where="question", marks=frozenset())


def painted(terminal: Terminal, seen: Situation, through: Iterator[Situation]) -> list[Situation]:
    """Those of `through` from the last one on that the screen proves; all where it proves none."""
    situations = [seen, *through]
    for place in range(len(situations) - 1, 0, -1):
        if situations[place].was_painted(terminal, seen):
            return situations[place:]
    return situations
