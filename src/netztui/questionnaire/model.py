"""A questionnaire as frozen values: what can be asked, and what the answers are counted for.

These models are the structure of a file of format 1 (docs/questionnaires.md), key by key. They
check single values; `questionnaire.validation` checks what needs the whole file.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag

from netztui.i18n.language import LANGUAGE_CODE

QUESTIONNAIRE_FORMAT = 1
ITEM_LIMIT = 500
OPTION_LIMIT = 100
TEXT_LIMIT = 2000

Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Language: TypeAlias = Annotated[str, Field(pattern=LANGUAGE_CODE)]
Sentence: TypeAlias = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]
Word: TypeAlias = Annotated[str, Field(min_length=1, max_length=64)]
Number: TypeAlias = Annotated[int, Field(ge=-(10**9), le=10**9)]

_Entry = TypeVar("_Entry")
Entries: TypeAlias = Annotated[tuple[_Entry, ...], Field(strict=False)]
"""A tuple that is written as a list."""


class StrictModel(BaseModel):
    """Frozen, and without any other keys."""

    # The validators are built together when the first is needed.
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, defer_build=True
    )


class Text(RootModel[Mapping[Language, Sentence]]):
    """One text in each language of the questionnaire. Plain text: nothing in it is markup."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    def in_language(self, language: str) -> str:
        """The text in `language`, which must be one of the questionnaire's languages."""
        return self.root[language]


class Option(StrictModel):
    """One of the answers to choose from; `value` is what is stored."""

    value: Number | Word
    """What is stored: whole numbers on a response scale, words in items of the kind choices."""
    label: Text
    """What the respondent reads."""


class ResponseScale(StrictModel):
    """Rating options shared by name, in rising order of their values."""

    options: Entries[Option] = Field(min_length=2)
    """The answers from the lowest to the highest value; the digit keys choose the first nine."""

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The stored values, lowest first."""
        return tuple(int(option.value) for option in self.options)


class Facet(StrictModel):
    """A narrow aspect that a few items measure together."""

    label: Text
    """Its name in results."""
    description: Text | None = None
    """What it is about, in a few words."""


class Scale(StrictModel):
    """The mean of its facets."""

    label: Text
    """Its name in results, and the name of the end of the axis if it is one."""
    facets: Entries[Id] = Field(min_length=1)
    """The ids of its facets, which count equally."""


class Calibration(StrictModel):
    """What a study found: axis standard deviation `sd` in axis points, and `reliability`."""

    sd: float = Field(gt=0, le=200)
    """Standard deviation of positions among the people studied, in axis points."""
    reliability: float = Field(gt=0, lt=1)
    """Of positions, between 0 and 1; best the correlation of two occasions."""
    n: int = Field(ge=2, le=10**9)
    """How many people were studied."""
    source: Sentence
    """Where the study is published; shown with the results that depend on it."""


class Axis(StrictModel):
    """Position = high − low, from −100 to 100 axis points."""

    low: Id
    """The id of the scale at the end with −100."""
    high: Id
    """The id of the scale at the end with +100."""
    balanced_within: float = Field(default=12.5, gt=0, lt=100)
    """How many axis points from 0 still count as balanced."""
    decided_at: float = Field(default=0.8, ge=0.5, lt=1)
    """The probability from which more of one, or as much of both, is said to be the case."""
    calibration: Calibration | None = None
    """What a study of this questionnaire found; without it, no change is called reliable."""


class Condition(StrictModel):
    """Tests of the answer to one item, or several conditions joined."""

    item: Id | None = None
    """The id of an item, in show_if an earlier one; one or more tests of its answer go with it."""
    is_: int | str | None = Field(default=None, alias="is")
    """True if the answer is this value (of a rating, choice or number)."""
    at_least: float | None = None
    """True if the answer is this or more (of a rating or number)."""
    at_most: float | None = None
    """True if the answer is this or less (of a rating or number)."""
    includes: str | None = None
    """True if this option is among those chosen (of choices)."""
    answered: bool | None = None
    """Whether there is an answer; choosing nothing is not an answer."""
    all: Entries["Condition"] | None = Field(default=None, min_length=1)
    """True if all of these conditions are."""
    any: Entries["Condition"] | None = Field(default=None, min_length=1)
    """True if at least one of these conditions is."""
    not_: "Condition | None" = Field(default=None, alias="not")
    """True if this condition is not."""


class BaseItem(StrictModel):
    """What every kind of item has."""

    id: Id
    """Answers are filed under it: never renumber it or reuse it for another question."""
    text: Text
    """What is asked; {option} becomes the option's label in a section with for_each."""
    follows: Id | None = None
    """The id of an item that must have been answered last time; {earlier} becomes that answer."""
    label: Text | None = None
    """A short name, above its column in the grid of a for_each section; by default its id."""
    help: Text | None = None
    """An explanation, shown on request."""
    show_if: Condition | None = None
    """It is asked only if this condition is true."""


class RatingItem(BaseItem):
    """Answered with one option of a response scale; counts for its facet if it has one."""

    kind: Literal["rating"] = "rating"
    """rating: one option of a response scale; the kind of an item that has none."""
    response_scale: Id | None = None
    """The id of its response scale, if it is not the section's."""
    facet: Id | None = None
    """The id of the facet that it measures; without one it is asked but not scored."""
    reverse: bool = False
    """true if the lowest answer counts most towards the facet."""
    opposite: Id | None = None
    """The id of the item that this one reverses; of the same facet, keyed the other way."""


class ChoiceItem(BaseItem):
    """Answered with one of its own options."""

    kind: Literal["choice"]
    """choice: one of several options."""
    options: Entries[Option] = Field(min_length=2)
    """What can be chosen; all values are numbers, or all are words."""
    recall: bool = False
    """true if the answer is shown with the result, as what somebody wanted is."""


class ChoicesItem(BaseItem):
    """Answered with any number of its own options, none included."""

    kind: Literal["choices"]
    """choices: any number of several options."""
    options: Entries[Option] = Field(min_length=2)
    """What can be chosen; all values are words."""
    ends_if_empty: Text | None = None
    """If nothing is chosen, the questionnaire ends with this text."""


class NumberItem(BaseItem):
    """Answered with a whole number between `minimum` and `maximum`, both included."""

    kind: Literal["number"]
    """number: a whole number, typed."""
    minimum: Number = 0
    """The smallest number that is accepted."""
    maximum: Number = 10**6
    """The largest number that is accepted."""
    unit: Text | None = None
    """What is counted; shown after the number."""
    unit_of_one: Text | None = None
    """The unit after the number 1, if it is another: 1 day."""


class TextItem(BaseItem):
    """Answered with one line of text; `recall` shows it with the result and again next time."""

    kind: Literal["text"]
    """text: one line, typed."""
    max_length: int = Field(default=200, ge=1, le=TEXT_LIMIT)
    """How many characters are accepted."""
    recall: bool = False
    """true if the answer is shown with the result and next to the next one, as a plan is."""


def _kind(item: Any) -> str:  # noqa: ANN401  # any value of a file
    kind = item.get("kind", "rating") if isinstance(item, dict) else getattr(item, "kind", "rating")
    return kind if isinstance(kind, str) else ""


Item: TypeAlias = Annotated[
    Annotated[RatingItem, Tag("rating")]
    | Annotated[ChoiceItem, Tag("choice")]
    | Annotated[ChoicesItem, Tag("choices")]
    | Annotated[NumberItem, Tag("number")]
    | Annotated[TextItem, Tag("text")],
    Discriminator(_kind),
]


class Section(StrictModel):
    """Items that belong together, with the texts they share."""

    id: Id
    """Identifies the section."""
    title: Text
    """Shown above its questions."""
    intro: Text | None = None
    """Shown above its first question."""
    stem: Text | None = None
    """The beginning that all its items share; shown above each of them."""
    response_scale: Id | None = None
    """The id of the response scale of its ratings, for those that have none of their own."""
    order: Literal["written", "shuffled"] = "written"
    """shuffled asks the items in random order, which is stored with the answers."""
    for_each: Id | None = None
    """The id of an earlier choices item: the section is asked once for every option chosen."""
    show_if: Condition | None = None
    """The section is asked only if this condition is true."""
    after_result: bool = False
    """true if it is asked on the result, not before it; its answers can be changed there later."""
    items: Entries[Item] = Field(min_length=1)
    """Its items, in the order in which they are asked."""


class NetworkAdvice(StrictModel):
    """A question about each option of a `for_each` section whose answers meet a condition."""

    when: Condition
    """A condition on the option's own answers, or on other items."""
    question: Text
    """What is asked with the result; {option} becomes the option's label."""


class Networks(StrictModel):
    """What the result says of each option of the `for_each` section; never part of the axis."""

    low: Id
    """The id of the rating that pulls towards the axis's low end."""
    high: Id
    """The id of the rating that pulls towards the axis's high end."""
    effort: Id | None = None
    """The id of the number that says how much was put in, such as days."""
    title: Text
    """The heading above the options."""
    explained: Text
    """What the position of an option means."""
    advice: Entries[NetworkAdvice] = ()
    """Questions about single options; the first that fits is asked."""


class Placement(StrictModel):
    """What the result says for one placement."""

    when: Id
    """A pole's scale id, the same after `leaning-`, or both, neither, mixed or undecided."""
    title: Text
    """The result in a few words."""
    sure: Text | None = None
    """The title from a probability of 95% on."""
    text: Text
    """What it means, and what to think about."""
    little: Text | None = None
    """Added if there is little of either: intensity up to 37.5, and no end from 62.5 on."""


class Advice(StrictModel):
    """A suggestion for results that match all its conditions."""

    id: Id
    """Names it in JSON; never reuse it."""
    topic: Id | None = None
    """Of several with the same topic only the first that fits is shown."""
    when: Mapping[Id, Literal["high", "low"]] = Field(default_factory=dict)
    """The pattern: facet or scale ids, high from 62.5 points on, low up to 37.5."""
    placements: Entries[Id] | None = Field(default=None, min_length=1)
    """The placements that it is for; without it, all."""
    answers: Condition | None = None
    """A condition on the answers."""
    text: Text | None = None
    """Shown if the pattern is clear; without it, the question is."""
    question: Text
    """Shown if the pattern is only likely."""


class Questionnaire(StrictModel):
    """One questionnaire file."""

    format: Literal[1]
    """The format of the file: 1."""
    id: Id
    """Results are filed under it; two files with the same id are versions of one questionnaire."""
    version: Word
    """The author's version string, shown verbatim."""
    languages: Entries[Language] = Field(min_length=1, max_length=20)
    """Codes such as de, en, pt-BR. Every text has each of them; the first is the fallback."""
    title: Text
    """Its name in the list."""
    description: Text | None = None
    """What it is for; shown next to the list."""
    notice: Text | None = None
    """What to bear in mind; shown below every result."""
    response_scales: Mapping[Id, ResponseScale] = Field(default_factory=dict)
    """Answers that ratings share, by id."""
    facets: Mapping[Id, Facet] = Field(default_factory=dict)
    """Narrow aspects, by id; results show them in this order."""
    scales: Mapping[Id, Scale] = Field(default_factory=dict)
    """Groups of facets, by id. Those not named by the axis are reported separately."""
    axis: Axis | None = None
    """The two scales between which the result is placed."""
    networks: Networks | None = None
    """What the result says of each option of a for_each section."""
    sections: Entries[Section] = Field(min_length=1)
    """What is asked, in this order."""
    placements: Entries[Placement] = ()
    """What the result says for each placement."""
    advice: Entries[Advice] = ()
    """Suggestions, by patterns in the result; at most three are shown, in this order."""

    @cached_property
    def followed(self) -> frozenset[str]:
        """The ids of the items whose answers from last time are followed up."""
        return frozenset(item.follows for item in self.items.values() if item.follows)

    @cached_property
    def items(self) -> Mapping[str, BaseItem]:
        """Every item by its id, in file order."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def ratings(self) -> Mapping[str, tuple[RatingItem, ResponseScale]]:
        """Every rating with its response scale, by item id, in file order."""
        return {
            item.id: (
                item,
                self.response_scales[item.response_scale or section.response_scale or ""],
            )
            for section in self.sections
            for item in section.items
            if isinstance(item, RatingItem)
        }

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of `canonical`, in hexadecimal; comments and layout don't change it."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def canonical(self) -> str:
        """The whole content as JSON without defaults, keys sorted; `from_canonical` reads it.

        Facets and scales keep the order of the file, because results show them in it.
        """
        written = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        content = json.loads(json.dumps(written, sort_keys=True))
        for key in {"facets", "scales"} & content.keys():
            content[key] = {name: content[key][name] for name in written[key]}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_canonical(cls, canonical: str) -> "Questionnaire":
        """The questionnaire whose `canonical` this is; raises pydantic.ValidationError."""
        return cls.model_validate_json(canonical)
