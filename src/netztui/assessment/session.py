"""The way through a questionnaire: which question is at hand, and where each step leads.

Every way of asking walks it: the screen and the plain mode only show what is here and say what
the person did. An answer goes to the store first, and what the store could not keep counts as
not said. So whatever ends the program, nothing that was shown as answered is lost.
"""

import time
from collections.abc import Callable
from typing import Protocol

from netztui.assessment.assessment import Answer, AnswerError, Assessment, Question, Value
from netztui.questionnaire.model import ChoicesItem


class AnswerStore(Protocol):
    """Keeps what is said; both methods raise an error of the store's own where they can't."""

    def record(self, key: str, answer: Answer, position: str | None) -> None:
        """Store the answer durably, and which question comes next."""

    def move(self, position: str) -> None:
        """Store which question is at hand."""


class AssessmentSession:
    """One person on the way through one assessment; what the store raises passes through."""

    def __init__(
        self,
        assessment: Assessment,
        store: AnswerStore,
        *,
        position: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand at `position`, or at the first question; `clock` tells seconds."""
        self.assessment = assessment
        """With all that was said and kept so far."""
        self._store = store
        self._clock = clock
        self._from_review = False
        self.key = ""
        """The key of the question at hand."""
        self.show(position)

    # Where one is

    @property
    def question(self) -> Question:
        """The question at hand."""
        return self.assessment.visible[self.key]

    @property
    def answer(self) -> Answer | None:
        """What was said to it."""
        return self.assessment.answers.get(self.key)

    @property
    def number(self) -> int:
        """Its number, 1 for the first."""
        return self.assessment.keys.index(self.key) + 1

    @property
    def previous(self) -> str | None:
        """The key of the question before; None at the first."""
        return self.assessment.neighbour(self.key, -1)

    @property
    def following(self) -> str | None:
        """The key of the question after; None at the last."""
        return self.assessment.neighbour(self.key, 1)

    @property
    def after_answer(self) -> str | None:
        """Where an answer leads: the next question, or None for the review.

        Who was sent to a question by a complete review comes back to it.
        """
        return None if self._from_review else self.following

    @property
    def begins_section(self) -> bool:
        """Whether the question before belongs to another section, or there is none."""
        before = self.previous
        return before is None or (
            self.assessment.visible[before].section.id != self.question.section.id
        )

    # Going

    def show(self, key: str | None) -> None:
        """The question `key` is at hand from now on, or the first where there is none such."""
        self.key = key if key in self.assessment.visible and key else self.assessment.keys[0]
        self._appeared = self._clock()

    def go(self, key: str) -> None:
        """Go to `key`, which must be visible, and have it kept that one is there."""
        self._store.move(key)
        self.show(key)

    def open_review(self) -> None:
        """Look at the review; answers lead on from the question at hand again."""
        self._from_review = False

    def go_from_review(self, key: str) -> None:
        """Go to `key`, and back to the review after an answer, if nothing was open in it."""
        self._from_review = not self.assessment.open_keys
        self.go(key)

    def adopt(self, assessment: Assessment) -> None:
        """Go on with what was stored, where it was answered elsewhere at the same time."""
        self.assessment = assessment
        self.show(self.key)

    # Answering

    def submit(self, value: Value | None, *, stay: bool = False) -> None:
        """Keep the answer to the question at hand; AnswerError where it is none.

        None is “no answer”. What is kept as the question that comes next is the one after, or
        with `stay` this one; going there is another step.
        """
        before = self.answer
        seconds = self._clock() - self._appeared
        if before is not None and before.seconds is not None:
            # The time to the first answer says how it was given; a correction doesn't.
            seconds = before.seconds
        answer = Answer(value, round(seconds, 3))
        after = self.assessment.with_answer(self.key, answer)
        following = self.key if stay else after.neighbour(self.key, 1) or self.key
        self._store.record(self.key, answer, following)
        self.assessment = after

    def submit_typed(self, typed: Value | None) -> None:
        """Keep what is typed and not entered yet, where it is an answer and a new one."""
        if typed is None or (self.answer is not None and self.answer.value == typed):
            return
        try:
            self.question.check(typed)
        except AnswerError:
            return
        self.submit(typed, stay=True)

    def toggle(self, place: int) -> None:
        """Choose the option at `place` (0 for the first) of several choices, or take it back."""
        item = self.question.item
        if not isinstance(item, ChoicesItem):
            raise TypeError(f"{self.key} has no several choices")
        before = self.answer.value if self.answer is not None else None
        chosen = set(before if isinstance(before, tuple) else ()) ^ {str(item.options[place].value)}
        value = tuple(str(option.value) for option in item.options if option.value in chosen)
        self.submit(value, stay=True)
