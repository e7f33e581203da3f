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

FORMAT = 1
ITEM_LIMIT = 500
LANGUAGE_LIMIT = 20
TEXT_LIMIT = 2000

Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
]
Language: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Sentence: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]


class Strict(BaseModel):
    """Frozen, and with no other keys than those written here."""

    # Built when they are first needed: the whole at once, rather than each part on its own.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,
        regex_engine="python-re",
    )


class Text(RootModel[Mapping[Language, Sentence]]):
    """One text in each language of the questionnaire. Plain text: nothing in it is markup."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True, regex_engine="python-re")

    def in_language(self, language: str) -> str:
        """The text in `language`, which must be one of the questionnaire's languages."""
        return self.root[language]


class Option(Strict):
    """One of the answers to choose from; `value` is what is stored."""

    value: int | str
    label: Text


class ResponseScale(Strict):
    """Rating options shared by name, in rising order of their values."""

    options: tuple[Option, ...] = Field(min_length=2)

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The stored values, lowest first."""
        return tuple(int(option.value) for option in self.options)


class Facet(Strict):
    """A narrow aspect that a few items measure together."""

    label: Text
    description: Text | None = None


class Scale(Strict):
    """The mean of its facets."""

    label: Text
    facets: tuple[Id, ...] = Field(min_length=1)


class Calibration(Strict):
    """What a study found: axis standard deviation `sd` in axis points, and `reliability`."""

    sd: float = Field(gt=0, le=200)
    reliability: float = Field(gt=0, lt=1)
    n: int = Field(ge=2, le=10**9)
    source: str = Field(min_length=1, max_length=TEXT_LIMIT)


class Axis(Strict):
    """Position = high − low, from −100 to 100 axis points."""

    low: Id
    high: Id
    balanced_within: float = Field(default=12.5, gt=0, lt=100)
    decided_at: float = Field(default=0.8, ge=0.5, lt=1)
    calibration: Calibration | None = None


class Condition(Strict):
    """When something is asked: one test of one earlier item, or several joined."""

    item: Id | None = None
    is_: int | str | None = Field(default=None, alias="is")
    at_least: float | None = None
    at_most: float | None = None
    includes: str | None = None
    answered: bool | None = None
    all: tuple["Condition", ...] | None = Field(default=None, min_length=1)
    any: tuple["Condition", ...] | None = Field(default=None, min_length=1)
    not_: "Condition | None" = Field(default=None, alias="not")


class BaseItem(Strict):
    """What every kind of item has."""

    id: Id
    text: Text
    help: Text | None = None
    show_if: Condition | None = None


class RatingItem(BaseItem):
    """Answered with one option of a response scale; counts for a facet where it names one."""

    kind: Literal["rating"] = "rating"
    response_scale: Id | None = None
    facet: Id | None = None
    reverse: bool = False
    opposite: Id | None = None


class ChoiceItem(BaseItem):
    """Answered with one of its own options."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)


class ChoicesItem(BaseItem):
    """Answered with any number of its own options, none included."""

    kind: Literal["choices"]
    options: tuple[Option, ...] = Field(min_length=2)
    ends_if_empty: Text | None = None


class NumberItem(BaseItem):
    """Answered with a whole number between `minimum` and `maximum`, both included."""

    kind: Literal["number"]
    minimum: int = Field(default=0, ge=-(10**9), le=10**9)
    maximum: int = Field(default=10**6, ge=-(10**9), le=10**9)
    unit: Text | None = None


class TextItem(BaseItem):
    """Answered with one line of the person's own; `recall` shows it again next time."""

    kind: Literal["text"]
    max_length: int = Field(default=200, ge=1, le=TEXT_LIMIT)
    recall: bool = False


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


class Section(Strict):
    """Items that belong together, with what is said once for all of them."""

    id: Id
    title: Text
    intro: Text | None = None
    stem: Text | None = None
    response_scale: Id | None = None
    order: Literal["written", "shuffled"] = "written"
    for_each: Id | None = None
    show_if: Condition | None = None
    items: tuple[Item, ...] = Field(min_length=1)


class Networks(Strict):
    """Two ratings of the `for_each` section that place each chosen option; descriptive only."""

    low: Id
    high: Id


class Placement(Strict):
    """What the result says; `when` is a pole's scale id, both, neither, mixed or undecided."""

    when: Id
    title: Text
    text: Text


class Advice(Strict):
    """An option to try when every band of `when` (facet or scale id → high, low) holds."""

    when: Mapping[Id, Literal["high", "low"]] = Field(min_length=1)
    text: Text
    question: Text


class Questionnaire(Strict):
    """One questionnaire file."""

    format: Literal[1]
    id: Id
    version: str = Field(min_length=1, max_length=64)
    languages: tuple[Language, ...] = Field(min_length=1, max_length=LANGUAGE_LIMIT)
    title: Text
    description: Text | None = None
    notice: Text | None = None
    response_scales: Mapping[Id, ResponseScale] = Field(default_factory=dict)
    facets: Mapping[Id, Facet] = Field(default_factory=dict)
    scales: Mapping[Id, Scale] = Field(default_factory=dict)
    axis: Axis | None = None
    networks: Networks | None = None
    sections: tuple[Section, ...] = Field(min_length=1)
    placements: tuple[Placement, ...] = ()
    advice: tuple[Advice, ...] = ()

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
