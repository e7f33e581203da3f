"""A tolerant look at raw questionnaire data, for checks that run although something is broken.

A check of one thing must not be silenced by a mistake elsewhere, so nothing here raises and
nothing complains: what has the wrong type is passed over, because the models say so already.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from netztui.diagnostics.problems import DataPath, Violation
from netztui.diagnostics.suggest import closest_match, suggest
from netztui.i18n.message import LazyText
from netztui.questionnaire.model import LANGUAGE_LIMIT

Data: TypeAlias = Mapping[str, Any]
"""A TOML table as tomllib gives it."""

TEXT_KEYS = frozenset(
    {
        "description",
        "ends_if_empty",
        "help",
        "intro",
        "label",
        "notice",
        "question",
        "stem",
        "text",
        "title",
        "unit",
    }
)
"""The keys whose value is a text in every language, wherever they stand."""

KINDS = ("rating", "choice", "choices", "number", "text")
FOREIGN_TO_RATINGS = frozenset(
    {"options", "ends_if_empty", "minimum", "maximum", "unit", "max_length", "recall"}
)


@dataclass(frozen=True)
class RawSection:
    """A section with its place in the data."""

    path: DataPath
    data: Data
    place: int

    @cached_property
    def for_each(self) -> str | None:
        """The id of the item whose options it is asked for, right or wrong."""
        return word(self.data, "for_each")

    @cached_property
    def repeats(self) -> bool:
        """Whether it is asked once for each option of something."""
        return "for_each" in self.data

    @cached_property
    def shuffled(self) -> bool:
        """Whether its items come in an order not known before."""
        return self.data.get("order") == "shuffled"


@dataclass(frozen=True)
class RawItem:
    """An item with its place in the data and among all items."""

    path: DataPath
    data: Data
    section: RawSection
    place: int

    @cached_property
    def id(self) -> str | None:
        """The id, if it is a string."""
        return word(self.data, "id")

    @cached_property
    def kind(self) -> str | None:
        """One of KINDS, or None where the file says something else or seems to forget it."""
        if "kind" not in self.data and not FOREIGN_TO_RATINGS.isdisjoint(self.data):
            return None
        kind = self.data.get("kind", "rating")
        return kind if kind in KINDS else None

    @cached_property
    def facet(self) -> str | None:
        """The id of its facet, right or wrong; None for what is no rating."""
        return word(self.data, "facet") if self.kind == "rating" else None

    @cached_property
    def reversed(self) -> bool:
        """Whether it is keyed against its facet."""
        return self.data.get("reverse") is True

    @cached_property
    def keyed(self) -> bool:
        """Whether the file says intelligibly which way it is keyed."""
        return isinstance(self.data.get("reverse", False), bool)

    @cached_property
    def response_scale(self) -> str | None:
        """The id of its response scale, its own or the section's, right or wrong."""
        return word(self.data, "response_scale") or word(self.section.data, "response_scale")


class Outline:
    """The parts of a questionnaire as far as they can be made out."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.sections: list[RawSection] = []
        self.items: list[RawItem] = []
        for index, section in rows(data, "sections"):
            raw = RawSection(("sections", index), section, len(self.sections))
            self.sections.append(raw)
            for number, item in rows(section, "items"):
                path = (*raw.path, "items", number)
                self.items.append(RawItem(path, item, raw, len(self.items)))
        self.facets = table(data, "facets")
        self.scales = table(data, "scales")
        self.response_scales = table(data, "response_scales")
        self.axis = table(data, "axis")

    @cached_property
    def items_by_id(self) -> Mapping[str, RawItem]:
        """The first item of each id."""
        found: dict[str, RawItem] = {}
        for item in self.items:
            if item.id is not None:
                found.setdefault(item.id, item)
        return found

    @cached_property
    def languages(self) -> tuple[str, ...] | None:
        """The declared languages, each once; None where the declaration itself is broken."""
        declared = self.data.get("languages")
        if not isinstance(declared, list) or not 0 < len(declared) <= LANGUAGE_LIMIT:
            return None
        if not all(isinstance(language, str) for language in declared):
            return None
        return tuple(dict.fromkeys(declared))


def table(data: Data, key: str) -> Data:
    """The table at `key`; empty where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def rows(data: Data, key: str) -> Iterator[tuple[int, Data]]:
    """The tables of the list at `key`, with their places in it."""
    value = data.get(key)
    for index, row in enumerate(value if isinstance(value, list) else ()):
        if isinstance(row, dict):
            yield index, row


def words(data: Data, key: str) -> Iterator[tuple[int, str]]:
    """The strings of the list at `key`, with their places in it."""
    value = data.get(key)
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, str):
            yield index, entry


def word(data: Data, key: str) -> str | None:
    """The string at `key`; None where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else None


def unknown_name(
    path: DataPath, message: LazyText, wanted: str, known: Iterable[str], meant: set[str]
) -> Violation:
    """The finding for a name that nothing has.

    What it probably was to name goes into `meant`: because of a slip of the pen it is not unused.
    """
    near = closest_match(wanted, known)
    if near is not None:
        meant.add(near)
    return Violation(path, message, suggest(wanted, known))
