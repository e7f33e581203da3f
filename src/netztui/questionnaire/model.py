"""A questionnaire as frozen values: what can be asked, and what the answers are counted for.

These models are the structure of a questionnaire file of format 1 (docs/questionnaires.md), key
by key. They check what one value can tell of itself; what needs the whole file (ids that must
exist, languages that must be complete) is the business of `questionnaire.checks`. Nothing here
knows of people, answers or screens.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, StringConstraints, Tag

QUESTIONNAIRE_FORMAT = 1
ITEM_LIMIT = 500
LANGUAGE_LIMIT = 20
TEXT_LIMIT = 2000

Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
]
Language: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Sentence: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]


class StrictModel(BaseModel):
    """Frozen, and with no other keys than those written here."""

    # Built when they are first needed: the whole at once, rather than each part on its own.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,
    )


class Text(RootModel[Mapping[Language, Sentence]]):
    """One text in each language of the questionnaire. Plain text: nothing in it is markup."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    def in_language(self, language: str) -> str:
        """The text in `language`, which must be one of the questionnaire's languages."""
        return self.root[language]


class Option(StrictModel):
    """One of the answers to choose from; `value` is what is stored."""

    value: int | str
    """What is stored: whole numbers on a response scale, words in items of the kind choices."""
    label: Text
    """What the person reads."""


class ResponseScale(StrictModel):
    """Rating options shared by name, in rising order of their values."""

    options: tuple[Option, ...] = Field(min_length=2)
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
    """Its name in results; also the name of the axis's end, where it is one."""
    facets: tuple[Id, ...] = Field(min_length=1)
    """The ids of its facets, which count alike."""


class Calibration(StrictModel):
    """What a study found: axis standard deviation `sd` in axis points, and `reliability`."""

    sd: float = Field(gt=0, le=200)
    """Standard deviation of positions among the people studied, in axis points."""
    reliability: float = Field(gt=0, lt=1)
    """Of positions, between 0 and 1; best the correlation of two occasions."""
    n: int = Field(ge=2, le=10**9)
    """How many people were studied."""
    source: str = Field(min_length=1, max_length=TEXT_LIMIT)
    """Where the study can be read; shown beside what rests on it."""


class Axis(StrictModel):
    """Position = high − low, from −100 to 100 axis points."""

    low: Id
    """The id of the scale at the end with −100."""
    high: Id
    """The id of the scale at the end with +100."""
    balanced_within: float = Field(default=12.5, gt=0, lt=100)
    """Up to how many axis points from 0 somebody counts as balanced."""
    decided_at: float = Field(default=0.8, ge=0.5, lt=1)
    """The probability from which a placement is named; below it the result is undecided."""
    calibration: Calibration | None = None
    """What a study of this questionnaire found; without one, no change is called reliable."""


class Condition(StrictModel):
    """When something is asked: tests of one earlier item, or several conditions joined."""

    item: Id | None = None
    """The id of an earlier item; one test of its answer or several stand beside it."""
    is_: int | str | None = Field(default=None, alias="is")
    """Holds where the answer is this value (of a rating, choice or number)."""
    at_least: float | None = None
    """Holds where the answer is this or more (of a rating or number)."""
    at_most: float | None = None
    """Holds where the answer is this or less (of a rating or number)."""
    includes: str | None = None
    """Holds where this option is among those chosen (of choices)."""
    answered: bool | None = None
    """true holds where there is an answer, false where there is none; choosing nothing is none."""
    all: tuple["Condition", ...] | None = Field(default=None, min_length=1)
    """Holds where every one of these conditions holds."""
    any: tuple["Condition", ...] | None = Field(default=None, min_length=1)
    """Holds where at least one of these conditions holds."""
    not_: "Condition | None" = Field(default=None, alias="not")
    """Holds where this condition does not."""


class BaseItem(StrictModel):
    """What every kind of item has."""

    id: Id
    """What answers are filed under: never renumbered, never reused for another question."""
    text: Text
    """What is asked; {option} becomes the option's label in a section with for_each."""
    label: Text | None = None
    """A short name, above its column where a for_each section is a grid; by default its id."""
    help: Text | None = None
    """More about it, shown when the person asks."""
    show_if: Condition | None = None
    """It is asked only where this holds."""


class RatingItem(BaseItem):
    """Answered with one option of a response scale; counts for a facet where it names one."""

    kind: Literal["rating"] = "rating"
    """rating is what an item is that says nothing else."""
    response_scale: Id | None = None
    """The id of its response scale, where it is not the section's."""
    facet: Id | None = None
    """The id of the facet that it measures; without one it is asked but not scored."""
    reverse: bool = False
    """true where the lowest answer speaks most for the facet."""
    opposite: Id | None = None
    """The id of the item that this one turns round; of the same facet and keyed the other way."""


class ChoiceItem(BaseItem):
    """Answered with one of its own options."""

    kind: Literal["choice"]
    """choice: one of several options."""
    options: tuple[Option, ...] = Field(min_length=2)
    """What can be chosen; all values are numbers, or all are words."""


class ChoicesItem(BaseItem):
    """Answered with any number of its own options, none included."""

    kind: Literal["choices"]
    """choices: any number of several options."""
    options: tuple[Option, ...] = Field(min_length=2)
    """What can be chosen; all values are words."""
    ends_if_empty: Text | None = None
    """Where nothing is chosen the questionnaire ends, and says this."""


class NumberItem(BaseItem):
    """Answered with a whole number between `minimum` and `maximum`, both included."""

    kind: Literal["number"]
    """number: a whole number, typed."""
    minimum: int = Field(default=0, ge=-(10**9), le=10**9)
    """The smallest number that is accepted."""
    maximum: int = Field(default=10**6, ge=-(10**9), le=10**9)
    """The largest number that is accepted."""
    unit: Text | None = None
    """What is counted; stands behind the number."""


class TextItem(BaseItem):
    """Answered with one line of the person's own; `recall` shows it again next time."""

    kind: Literal["text"]
    """text: one line, typed."""
    max_length: int = Field(default=200, ge=1, le=TEXT_LIMIT)
    """How many characters are accepted."""
    recall: bool = False
    """true where it is shown beside the next result, as a plan is."""


def _kind(item: Any) -> str:  # noqa: ANN401  # pydantic hands over whatever the file says
    kind = item.get("kind", "rating") if isinstance(item, dict) else getattr(item, "kind", None)
    return kind if isinstance(kind, str) else "rating"


Item: TypeAlias = Annotated[
    Annotated[RatingItem, Tag("rating")]
    | Annotated[ChoiceItem, Tag("choice")]
    | Annotated[ChoicesItem, Tag("choices")]
    | Annotated[NumberItem, Tag("number")]
    | Annotated[TextItem, Tag("text")],
    Discriminator(_kind),
]


class Section(StrictModel):
    """Items that belong together, with what is said once for all of them."""

    id: Id
    """What the section is known by."""
    title: Text
    """Stands above its questions."""
    intro: Text | None = None
    """Stands above its first question."""
    stem: Text | None = None
    """The beginning that all its items share; stands above each of them."""
    response_scale: Id | None = None
    """The id of the response scale of its ratings, for those that name none."""
    order: Literal["written", "shuffled"] = "written"
    """shuffled asks the items in an order of chance, which is stored with the answers."""
    for_each: Id | None = None
    """The id of an earlier choices item: the section is asked once for every option chosen."""
    show_if: Condition | None = None
    """The section is asked only where this holds."""
    items: tuple[Item, ...] = Field(min_length=1)
    """Its items, in the order in which they are asked."""


class Networks(StrictModel):
    """Two ratings of the `for_each` section that place each chosen option; descriptive only."""

    low: Id
    """The id of the rating that pulls towards the axis's low end."""
    high: Id
    """The id of the rating that pulls towards the axis's high end."""


class Placement(StrictModel):
    """What the result says; `when` is a pole's scale id, both, neither, mixed or undecided."""

    when: Id
    """For which result: a scale of the axis, both, neither, mixed or undecided."""
    title: Text
    """The result in a few words."""
    text: Text
    """What it means, and what to think about."""


class Advice(StrictModel):
    """An option to try when every band of `when` (facet or scale id → high, low) holds."""

    when: Mapping[Id, Literal["high", "low"]] = Field(min_length=1)
    """The pattern: facet or scale ids, each with the half of 0 to 100 that it lies in."""
    text: Text
    """Said where the pattern is clear."""
    question: Text
    """Asked where the pattern is only likely."""


class Questionnaire(StrictModel):
    """One questionnaire file."""

    format: Literal[1]
    """The format of the file: 1."""
    id: Id
    """What results are filed under; two files with one id are one questionnaire in two states."""
    version: str = Field(min_length=1, max_length=64)
    """The author's own version, shown as it is."""
    languages: tuple[Language, ...] = Field(min_length=1, max_length=LANGUAGE_LIMIT)
    """Codes such as de, en, pt-BR. Every text has each of them; the first is shown to all others.
    """
    title: Text
    """Its name in the list."""
    description: Text | None = None
    """What it is for; stands beside the list."""
    notice: Text | None = None
    """What to bear in mind; stands below every result."""
    response_scales: Mapping[Id, ResponseScale] = Field(default_factory=dict)
    """Answers that ratings share, by id."""
    facets: Mapping[Id, Facet] = Field(default_factory=dict)
    """Narrow aspects, by id; results show them in this order."""
    scales: Mapping[Id, Scale] = Field(default_factory=dict)
    """What facets are put together to, by id. Those that the axis does not name stand beside it."""
    axis: Axis | None = None
    """The two scales between which the result is placed."""
    networks: Networks | None = None
    """Which two ratings place every option of a for_each section."""
    sections: tuple[Section, ...] = Field(min_length=1)
    """What is asked, in this order."""
    placements: tuple[Placement, ...] = ()
    """What the result says: one for each end of the axis, and one each for both, neither, mixed
    and undecided.
    """
    advice: tuple[Advice, ...] = ()
    """What to try, by patterns in the result."""

    @cached_property
    def items(self) -> Mapping[str, BaseItem]:
        """Every item by its id, in file order."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def ratings(self) -> Mapping[str, tuple[RatingItem, ResponseScale]]:
        """Every rating with its response scale, by item id, in file order."""
        found: dict[str, tuple[RatingItem, ResponseScale]] = {}
        for section in self.sections:
            for item in section.items:
                if isinstance(item, RatingItem):
                    name = item.response_scale or section.response_scale
                    if name is None:
                        raise ValueError(f"rating {item.id} has no response scale")
                    found[item.id] = (item, self.response_scales[name])
        return found

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the content in canonical form, in hexadecimal: the questionnaire's identity.

        Comments, layout and spelled-out defaults don't change it; wording, keys and the order in
        which something is shown do.
        """
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def canonical(self) -> str:
        """The whole content as JSON without defaults, keys sorted; reads back in as it was.

        Facets and scales keep the order of the file, because results show them in it.
        """
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        ordered = {
            key: {name: _sorted(part) for name, part in content[key].items()}
            if key in {"facets", "scales"}
            else _sorted(content[key])
            for key in sorted(content)
        }
        return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_canonical(cls, canonical: str) -> "Questionnaire":
        """The questionnaire that `canonical` came from; raises pydantic.ValidationError."""
        return cls.model_validate_json(canonical)

    def language(self, wanted: str) -> str:
        """`wanted` if the questionnaire speaks it, otherwise its first language."""
        return wanted if wanted in self.languages else self.languages[0]


def _sorted(part: Any) -> Any:  # noqa: ANN401  # JSON of any kind
    if isinstance(part, dict):
        return {key: _sorted(part[key]) for key in sorted(part)}
    return [_sorted(entry) for entry in part] if isinstance(part, list) else part
