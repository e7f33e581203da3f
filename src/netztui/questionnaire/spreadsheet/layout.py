"""What the rows and columns of a table are.

Each row is one part of the questionnaire with its most important text; another text of the part
has a row of its own below, named like its key. Thus every text is in the columns of its languages,
and a translator works through one column from top to bottom.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class RowKind:
    """What a row of one kind becomes."""

    key: str
    """The key of its list or table in the part that it belongs to."""
    holder: Literal["list", "by id", "table"] = "list"
    """Whether that is a list, a table by id, or the part itself."""
    owner: str = ""
    """The kind of the row above to which it belongs; without one, the questionnaire."""
    id_key: str = "id"
    """The key of the column id; "" if it has no id."""
    text: str = ""
    """The key of the text in the row itself; "" if it has none."""


ROWS: Mapping[str, RowKind] = {
    "questionnaire": RowKind("", "table", text="title"),
    "response_scale": RowKind("response_scales", "by id"),
    "facet": RowKind("facets", "by id", text="label"),
    "scale": RowKind("scales", "by id", text="label"),
    "axis": RowKind("axis", "table", id_key=""),
    "networks": RowKind("networks", "table", id_key="", text="title"),
    "network_advice": RowKind("advice", owner="networks", id_key="", text="question"),
    "section": RowKind("sections", text="title"),
    "item": RowKind("items", owner="section", text="text"),
    "option": RowKind("options", owner="item", id_key="value", text="label"),
    "placement": RowKind("placements", id_key="when", text="title"),
    "advice": RowKind("advice", text="question"),
    "prompt": RowKind("prompts", id_key="", text="text"),
}
"""By the word in the column `what`."""

WITH_OPTIONS = ("item", "response_scale")
"""The kinds of rows that an option can belong to."""

WORDS = ("kind", "facet", "opposite", "pole", "response_scale")
"""The columns with one word; of a scale, `facet` lists its facets."""
COLUMNS = ("what", "id", "kind", "facet", "reverse", "opposite", "pole", "response_scale", "more")
"""All columns but those of the texts, in the order in which they are written."""
SETTINGS = {"minimum", "maximum", "max_length", "show_if", "follows", "recall", "for_each", "order"}
SETTINGS |= {"after_result", "when", "answers", "placements", "topic", "version", "low", "high"}
"""Keys that are written into the column `more`, as in TOML."""
TEXT_COLUMN = "text."
"""Precedes a language's code in the name of the column with its texts."""

FORMULA = re.compile(r"[=+@-]")
"""The beginning of a text that a spreadsheet would take for a formula; it gets an apostrophe."""
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
"""What can separate the cells, by name."""
NUMBER = re.compile(r"[+-]?\d+")
"""An option's value that is a number; a word that looks like one is put in quotation marks."""


def kind_of_rows(what: str, key: str) -> str | None:
    """The kind of the rows in which the `key` of a part is written; None if it has none."""
    if key == "options":
        return "option"
    owner = "" if what == "questionnaire" else what
    kinds = (name for name, kind in ROWS.items() if (kind.owner, kind.key) == (owner, key))
    return next(kinds, None)
