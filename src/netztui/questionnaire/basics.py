"""What all parts of a questionnaire are made of: ids, texts, conditions."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel

from netztui.i18n.language import LANGUAGE_CODE

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
