"""An assessment: one set of answers to one questionnaire, as a frozen value.

The visible questions follow from the answers alone, so they are derived and never stored. Answers
to questions that are hidden again are kept, since the user may come back to them, but they are
not scored. Answering returns a new assessment.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from netztui.assessment.conditions import Value, is_met, of_option
from netztui.diagnostics.sanitize import forbidden_character
from netztui.questionnaire.basics import Condition, Text
from netztui.questionnaire.marks import EARLIER_MARK, OPTION_MARK
from netztui.questionnaire.model import (
    BaseItem,
    ChoiceItem,
    ChoicesItem,
    NumberItem,
    Option,
    Questionnaire,
    RatingItem,
    ResponseScale,
    Section,
    TextItem,
)

SAME_QUESTIONS = {"_both_parts", "_deciding", "keys", "visible"}
"""What is known of an assessment and does not depend on answers that decide nothing."""


class AnswerError(ValueError):
    """A value that the question doesn't offer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question."""

    value: Value | None
    """None is a deliberate “no answer”; a question not yet answered has no Answer at all."""
    seconds: float | None = None
    """From the question's appearance to the answer; None if not measured."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer: an item, and in a `for_each` section the option it is asked about."""

    key: str
    """The item's id, followed by `/` and the option's value in a `for_each` section."""
    item: BaseItem
    section: Section
    scale: ResponseScale | None = None
    option: Option | None = None
    earlier: Value | Text | None = None
    """The answer from last time that it follows up; of a choice, the label of the option."""

    def text(self, language: str) -> str:
        """The question's text."""
        return self._named(self.item.text, language)

    def stem(self, language: str) -> str | None:
        """The beginning that the section's items share."""
        return self._named(self.section.stem, language) if self.section.stem else None

    def help(self, language: str) -> str | None:
        """More about the question, shown on demand."""
        return self._named(self.item.help, language) if self.item.help else None

    @property
    def options(self) -> tuple[Option, ...]:
        """The options to choose from; empty for numbers and texts."""
        if self.scale is not None:
            return self.scale.options
        if isinstance(self.item, ChoiceItem | ChoicesItem):
            return self.item.options
        return ()

    @property
    def offers_none(self) -> bool:
        """Whether “none of these” can be chosen."""
        return isinstance(self.item, ChoicesItem)

    def check(self, value: Value | None) -> None:
        """Raise AnswerError unless `value` is None or one that the question offers."""
        if value is not None and not self._offers(value):
            raise AnswerError(f"{value!r} is not an answer to {self.key}")

    def _offers(self, value: Value) -> bool:
        match self.item:
            case RatingItem() | ChoiceItem():
                offered = [option.value for option in self.options]
                return value in offered and type(value) is type(offered[0])
            case ChoicesItem():
                offered = [option.value for option in self.options]
                return isinstance(value, tuple) and [*value] == [o for o in offered if o in value]
            case NumberItem(minimum=low, maximum=high):
                return type(value) is int and low <= value <= high
            case TextItem(max_length=limit):
                return (
                    isinstance(value, str)
                    and 0 < len(value.strip()) <= len(value) <= limit
                    and forbidden_character(value) is None
                )
        return False

    def _named(self, text: Text, language: str) -> str:
        named = text.in_language(language)
        if self.option is not None:
            named = named.replace(OPTION_MARK, self.option.label.in_language(language))
        if self.earlier is not None:
            earlier = self.earlier
            if isinstance(earlier, Text):
                earlier = earlier.in_language(language)
            named = named.replace(EARLIER_MARK, str(earlier))
        return named


@dataclass(frozen=True)
class Assessment:
    """A questionnaire with the answers given so far, by question key.

    It has two parts: what is asked before the result, and what is asked on it (`later`). Both have
    all the answers.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Answer] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Item ids in the order shown, for each shuffled section, by section id."""
    earlier: Mapping[str, Value] = field(default_factory=dict)
    """The answers from last time that are followed up, by item id."""
    after_result: bool = False
    """Which part the questions of this value are."""

    def __post_init__(self) -> None:
        for name in ("answers", "orders", "earlier"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @classmethod
    def begin(
        cls,
        questionnaire: Questionnaire,
        randomness: random.Random,
        earlier: Mapping[str, Value] = MappingProxyType({}),
    ) -> "Assessment":
        """A new assessment without answers; `randomness` orders the shuffled sections."""
        orders = {}
        for section in questionnaire.sections:
            if section.order == "shuffled":
                ids = [item.id for item in section.items]
                randomness.shuffle(ids)
                orders[section.id] = tuple(ids)
        return cls(questionnaire, {}, orders, earlier)

    def with_answer(self, key: str, answer: Answer) -> "Assessment":
        """The assessment with this answer, which replaces an earlier one.

        Raises AnswerError if the question isn't visible or doesn't offer the value.
        """
        if key not in self.visible:
            raise AnswerError(f"{key} is not asked here")
        self.visible[key].check(answer.value)
        after = replace(self, answers={**self.answers, key: answer})
        if not self.decides(key):
            # The same questions are asked, so that they need not be found again.
            for name in SAME_QUESTIONS & self.__dict__.keys():
                after.__dict__[name] = self.__dict__[name]
        return after

    def without_answer(self, key: str) -> "Assessment":
        """The assessment with the question `key` open again."""
        return replace(self, answers={k: v for k, v in self.answers.items() if k != key})

    @cached_property
    def is_void(self) -> bool:
        """Whether there is nothing to keep: no answer, or only an empty choice that ended it."""
        return not self.answers or (
            self.ending is not None
            and all(answer.value in {None, ()} for answer in self.answers.values())
        )

    @cached_property
    def visible(self) -> Mapping[str, Question]:
        """The questions of this part, given the answers so far, by key, in the order shown."""
        part = {
            key: question
            for key, question in self._both_parts.items()
            if question.section.after_result == self.after_result
        }
        return MappingProxyType(part)

    @cached_property
    def _both_parts(self) -> Mapping[str, Question]:
        visible: dict[str, Question] = {}

        def value_of(key: str) -> Value | None:
            return self._value(key, visible)

        for section in self.questionnaire.sections:
            if not is_met(section.show_if, value_of):
                continue
            for option in self._rounds(section, visible):
                answer_about = value_of if option is None else of_option(value_of, option.value)
                for item in self._ordered(section):
                    if item.follows is not None and item.follows not in self.earlier:
                        continue
                    if is_met(item.show_if, answer_about):
                        question = _question(self.questionnaire, section, item, option)
                        if item.follows is not None:
                            question = replace(question, earlier=self._earlier(item.follows))
                        visible[question.key] = question
                        if self._ending_at(question) is not None:
                            return visible
        return visible

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the visible questions, in the order shown."""
        return tuple(self.visible)

    @cached_property
    def open_keys(self) -> tuple[str, ...]:
        """Visible questions without an answer; a skipped one is not open."""
        return tuple(key for key in self.keys if key not in self.answers)

    @cached_property
    def skipped_keys(self) -> tuple[str, ...]:
        """Visible questions answered with “no answer”."""
        answers = self.answers
        return tuple(key for key in self.keys if key in answers and answers[key].value is None)

    @cached_property
    def ending(self) -> Text | None:
        """The text to show if an empty choice ends the questionnaire early; None if it doesn't."""
        return self._ending_at(self.visible[self.keys[-1]]) if self.keys else None

    @cached_property
    def may_grow(self) -> bool:
        """Whether an open question can still add or hide others, so that counts are “about”."""
        return any(key not in self.answers for key in self._deciding)

    def decides(self, key: str) -> bool:
        """Whether the answer to the visible question `key` can add or hide others."""
        return key in self._deciding

    @cached_property
    def _deciding(self) -> set[str]:
        """The keys of the visible questions whose answers can add or hide others."""
        deciding: set[str | None] = set()
        for section in self.questionnaire.sections:
            deciding |= {section.for_each, *_named_in(section.show_if)}
            for item in section.items:
                deciding |= _named_in(item.show_if)
                if isinstance(item, ChoicesItem) and item.ends_if_empty is not None:
                    deciding.add(item.id)
        return {key for key, question in self.visible.items() if question.item.id in deciding}

    def neighbour(self, key: str, step: int) -> str | None:
        """The visible key `step` questions after `key` (before, if negative); None past the end."""
        index = self.keys.index(key) + step
        return self.keys[index] if 0 <= index < len(self.keys) else None

    def value(self, key: str) -> Value | None:
        """The answer's value if `key` is asked in either part and not skipped, otherwise None."""
        return self._value(key, self._both_parts)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The answers in both parts that were not skipped, by key."""
        given = {key: self.value(key) for key in self._both_parts}
        return MappingProxyType({key: one for key, one in given.items() if one is not None})

    @cached_property
    def later(self) -> "Assessment":
        """The part that is asked on the result."""
        return replace(self, after_result=True)

    @cached_property
    def follow_ups(self) -> tuple[Question, ...]:
        """The questions about answers from last time that were answered, in both parts."""
        asked = (one for one in self._both_parts.values() if one.item.follows is not None)
        return tuple(question for question in asked if self.value(question.key) is not None)

    def _earlier(self, item: str) -> Value | Text:
        value, asked = self.earlier[item], self.questionnaire.items[item]
        options = asked.options if isinstance(asked, ChoiceItem) else ()
        return next((option.label for option in options if option.value == value), value)

    def _rounds(
        self, section: Section, visible: Mapping[str, Question]
    ) -> tuple[Option | None, ...]:
        chosen = self._value(section.for_each or "", visible)
        return tuple(
            option
            for option in _all_rounds(self.questionnaire, section)
            if option is None or (isinstance(chosen, tuple) and option.value in chosen)
        )

    def _ordered(self, section: Section) -> tuple[BaseItem, ...]:
        if section.id not in self.orders:
            return section.items
        items = {item.id: item for item in section.items}
        return tuple(items[item_id] for item_id in self.orders[section.id])

    def _ending_at(self, question: Question) -> Text | None:
        answer = self.answers.get(question.key)
        if isinstance(question.item, ChoicesItem) and answer is not None and answer.value == ():
            return question.item.ends_if_empty
        return None

    def _value(self, key: str, visible: Mapping[str, Question]) -> Value | None:
        answer = self.answers.get(key) if key in visible else None
        return answer.value if answer is not None else None


def all_questions(questionnaire: Questionnaire) -> Mapping[str, Question]:
    """Every question that any answers could make visible, by key, in file order."""
    questions = [
        _question(questionnaire, section, item, option)
        for section in questionnaire.sections
        for option in _all_rounds(questionnaire, section)
        for item in section.items
    ]
    return MappingProxyType({question.key: question for question in questions})


def _all_rounds(questionnaire: Questionnaire, section: Section) -> tuple[Option | None, ...]:
    """The options that a `for_each` section can be asked about; None, once, for other sections."""
    if section.for_each is None:
        return (None,)
    asked = questionnaire.items[section.for_each]
    return asked.options if isinstance(asked, ChoicesItem) else ()


def _question(
    questionnaire: Questionnaire, section: Section, item: BaseItem, option: Option | None
) -> Question:
    key = item.id if option is None else f"{item.id}/{option.value}"
    _, scale = questionnaire.ratings.get(item.id, (None, None))
    return Question(key, item, section, scale, option)


def _named_in(condition: Condition | None) -> set[str | None]:
    """The ids of the items that the condition depends on."""
    if condition is None:
        return set()
    parts = (*(condition.all or ()), *(condition.any or ()), condition.not_)
    return {condition.item}.union(*map(_named_in, parts))
