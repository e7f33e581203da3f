"""A questionnaire as frozen values: what can be asked, and what the answers are counted for.

These models are the structure of a file of format 1 (docs/questionnaires.md), key by key. Their
annotations say what single values must be; `questionnaire.validation` has that checked by pydantic,
and checks itself what needs the whole file.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args

from netztui.questionnaire.basics import (
    TEXT_LIMIT,
    Condition,
    Entries,
    Id,
    Language,
    Number,
    Rule,
    Sentence,
    StrictModel,
    Text,
    Word,
)
from netztui.questionnaire.result_texts import Advice, Networks, Placement, Prompt

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

QUESTIONNAIRE_FORMAT = 1
ITEM_LIMIT = 500
OPTION_LIMIT = 100


class Option(StrictModel):
    """One of the answers to choose from; `value` is what is stored."""

    value: Number | Word
    """What is stored: whole numbers on a response scale, words in items of the kind choices."""
    label: Text
    """What the respondent reads."""


class ResponseScale(StrictModel):
    """Rating options shared by name, in rising order of their values."""

    options: Annotated[Entries[Option], Rule(min_length=2)]
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
    facets: Annotated[Entries[Id], Rule(min_length=1)]
    """The ids of its facets, which count equally."""


class Calibration(StrictModel):
    """What a study found: axis standard deviation `sd` in axis points, and `reliability`."""

    sd: Annotated[float, Rule(gt=0, le=200)]
    """Standard deviation of positions among the people studied, in axis points."""
    reliability: Annotated[float, Rule(gt=0, lt=1)]
    """Of positions, between 0 and 1; best the correlation of two occasions."""
    n: Annotated[int, Rule(ge=2, le=10**9)]
    """How many people were studied."""
    source: Sentence
    """Where the study is published; shown with the results that depend on it."""


class Axis(StrictModel):
    """Position = high − low, from −100 to 100 axis points."""

    low: Id
    """The id of the scale at the end with −100."""
    high: Id
    """The id of the scale at the end with +100."""
    balanced_within: Annotated[float, Rule(gt=0, lt=100)] = 12.5
    """How many axis points from 0 still count as balanced."""
    decided_at: Annotated[float, Rule(ge=0.5, lt=1)] = 0.8
    """The probability from which more of one, or as much of both, is said to be the case."""
    calibration: Calibration | None = None
    """What a study of this questionnaire found; without it, no change is called reliable."""


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
    options: Annotated[Entries[Option], Rule(min_length=2)]
    """What can be chosen; all values are numbers, or all are words."""
    recall: bool = False
    """true if the answer is shown with the result, such as what the respondent wanted."""


class ChoicesItem(BaseItem):
    """Answered with any number of its own options, none included."""

    kind: Literal["choices"]
    """choices: any number of several options."""
    options: Annotated[Entries[Option], Rule(min_length=2)]
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
    max_length: Annotated[int, Rule(ge=1, le=TEXT_LIMIT)] = 200
    """How many characters are accepted."""
    recall: bool = False
    """true if the answer is shown with the result and next to the next one, as a plan is."""


class ByKind:
    """Has pydantic choose among the kinds of items by the key `kind`."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import tagged_union_schema

        kinds = {get_args(one.__annotations__["kind"])[0]: one for one in get_args(source)}
        schemas = {kind: handler.generate_schema(one) for kind, one in kinds.items()}
        return tagged_union_schema(schemas, _kind)


def _kind(item: Any) -> str:  # noqa: ANN401  # any value of a file
    kind = item.get("kind", "rating") if isinstance(item, dict) else getattr(item, "kind", "rating")
    return kind if isinstance(kind, str) else ""


Item: TypeAlias = Annotated[RatingItem | ChoiceItem | ChoicesItem | NumberItem | TextItem, ByKind()]


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
    items: Annotated[Entries[Item], Rule(min_length=1)]
    """Its items, in the order in which they are asked."""


class Questionnaire(StrictModel):
    """One questionnaire file."""

    format: Literal[1]
    """The format of the file: 1."""
    id: Id
    """Results are filed under it; two files with the same id are versions of one questionnaire."""
    version: Word
    """The author's version string, shown verbatim."""
    languages: Annotated[Entries[Language], Rule(min_length=1, max_length=20)]
    """Codes such as de, en, pt-BR. Every text has each of them; the first is the fallback."""
    title: Text
    """Its name in the list."""
    description: Text | None = None
    """What it is for; shown next to the list."""
    notice: Text | None = None
    """What to bear in mind; shown below every result."""
    response_scales: Mapping[Id, ResponseScale] = field(default_factory=dict)
    """Answers that ratings share, by id."""
    facets: Mapping[Id, Facet] = field(default_factory=dict)
    """Narrow aspects, by id; results show them in this order."""
    scales: Mapping[Id, Scale] = field(default_factory=dict)
    """Groups of facets, by id. Those not named by the axis are reported separately."""
    axis: Axis | None = None
    """The two scales between which the result is placed."""
    networks: Networks | None = None
    """What the result says of each option of a for_each section."""
    sections: Annotated[Entries[Section], Rule(min_length=1)]
    """What is asked, in this order."""
    placements: Entries[Placement] = ()
    """What the result says for each placement."""
    advice: Entries[Advice] = ()
    """Suggestions, by patterns in the result; at most three are shown, in this order."""
    prompts: Entries[Prompt] = ()
    """Discussion questions for a group; at most four that fit are shown, in this order."""

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
        written = self.written()
        content = json.loads(json.dumps(written, sort_keys=True))
        for key in {"facets", "scales"} & content.keys():
            content[key] = {name: content[key][name] for name in written[key]}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_canonical(cls, canonical: str) -> "Questionnaire":
        """The questionnaire whose `canonical` this is, which the caller must be certain of.

        Raises ValueError if it is JSON of another structure, or none.
        """
        try:
            return cls.from_written(json.loads(canonical))
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("this is not a questionnaire of format 1") from error
