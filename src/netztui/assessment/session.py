"""Answering a questionnaire: the current question, and where each step leads.

The screen and the line mode show this state and pass on what the user does. An answer is stored
before it is shown, so that none is lost whatever ends the program.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from netztui.assessment.assessment import Answer, AnswerError, Assessment, Question
from netztui.assessment.conditions import Value


class AnswerStore(Protocol):
    """Stores answers; the methods may raise errors of their own."""

    def record(self, key: str, answer: Answer | None, position: str | None) -> None:
        """Store the answer durably, or its withdrawal, and the key of the next question."""

    def move(self, position: str) -> None:
        """Store the key of the current question."""

    def discard(self) -> None:
        """Delete the whole assessment for good."""


class NullStore:
    """The `AnswerStore` of a session that stores nothing."""

    def record(self, *_answer: object) -> None:
        """Store nothing."""

    move = discard = record


class AssessmentSession:
    """One assessment being answered; errors of the store are passed on."""

    def __init__(
        self,
        assessment: Assessment,
        store: AnswerStore,
        *,
        position: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start at the question `position`, or at the first; `clock` returns seconds."""
        self.assessment = assessment
        self._store = store
        self._clock = clock
        self._from_review = False
        self.show(position)

    @property
    def question(self) -> Question:
        """The current question."""
        return self.assessment.visible[self.key]

    @property
    def answer(self) -> Answer | None:
        """Its answer so far, or None."""
        return self.assessment.answers.get(self.key)

    @property
    def number(self) -> int:
        """Its number, 1 for the first."""
        return self.assessment.keys.index(self.key) + 1

    @property
    def previous(self) -> str | None:
        """The key of the previous question; None at the first."""
        return self.assessment.neighbour(self.key, -1)

    @property
    def following(self) -> str | None:
        """The key of the next question; None at the last."""
        return self.assessment.neighbour(self.key, 1)

    @property
    def after_answer(self) -> str | None:
        """The key of the question to show after an answer; None for the review.

        A question opened from a complete review leads back to it.
        """
        return None if self._from_review else self.following

    @property
    def counted(self) -> Assessment:
        """The assessment for counting: an answer that decides about others counts when it is left.

        So the number of questions does not change with every option that is ticked.
        """
        here = self.assessment
        return here.without_answer(self.key) if here.decides(self.key) else here

    @property
    def begins_section(self) -> bool:
        """Whether this is the first visible question of its section."""
        before = self.previous
        section = self.assessment.visible[before].section if before is not None else None
        return section is not self.question.section

    def show(self, key: str | None) -> None:
        """Make `key` the current question, or the first if it isn't visible."""
        self.key = key if key and key in self.assessment.visible else self.assessment.keys[0]
        self._appeared = self._clock()

    def go(self, key: str) -> None:
        """Go to `key`, which must be visible, and store it as the current question."""
        self._store.move(key)
        self.show(key)

    def open_review(self) -> None:
        """Open the review; later answers lead on to the next question again."""
        self._from_review = False

    def go_from_review(self, key: str) -> None:
        """Go to `key`; if no question is open, the answer leads back to the review."""
        self._from_review = not self.assessment.open_keys
        self.go(key)

    def adopt(self, assessment: Assessment) -> None:
        """Continue with the stored assessment, after another window has changed it."""
        self.assessment = assessment
        self.show(self.key)

    def submit(self, value: Value | None, *, stay: bool = False) -> None:
        """Store an answer to the current question; None is “no answer”.

        The next question, or this one with `stay`, is stored as the current one, but not shown
        yet. Raises AnswerError if the question doesn't offer the value.
        """
        before = self.answer
        seconds = self._clock() - self._appeared
        if before is not None and before.seconds is not None:
            # Only the time to the first answer is meaningful, not that of a correction.
            seconds = before.seconds
        answer = Answer(value, round(seconds, 3))
        after = self.assessment.with_answer(self.key, answer)
        following = self.key if stay else after.neighbour(self.key, 1) or self.key
        self._store.record(self.key, answer, following)
        self.assessment = after

    def submit_typed(self, typed: Value | None) -> None:
        """Store what is typed but not entered yet, if it is a valid and new answer."""
        if typed is None or (self.answer is not None and self.answer.value == typed):
            return
        with suppress(AnswerError):
            self.submit(typed, stay=True)

    def toggle(self, index: int) -> None:
        """Select or deselect the option at `index`, from 0, of a multiple choice.

        The index after the last option is “none of these”. With nothing selected, not even that,
        the question is open again.
        """
        before = self.answer.value if self.answer is not None else None
        names = [str(option.value) for option in self.question.options]
        value: tuple[str, ...] | None
        if index == len(names):
            value = None if before == () else ()
        else:
            chosen = {*(before if isinstance(before, tuple) else ())} ^ {names[index]}
            value = tuple(name for name in names if name in chosen) or None
        if value is None:
            self._store.record(self.key, None, self.key)
            self.assessment = self.assessment.without_answer(self.key)
        else:
            self.submit(value, stay=True)

    def leave(self) -> None:
        """Delete the assessment if it has nothing to keep."""
        if self.assessment.is_void:
            self._store.discard()
