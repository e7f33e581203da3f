"""A questionnaire as the text of a TOML file, laid out as an author would write it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from netztui.questionnaire.model import Questionnaire
from netztui.questionnaire.validation.reader import LISTS

TABLES = {"axis", "networks"}
TABLES_BY_ID = {"response_scales", "facets", "scales"}


def questionnaire_toml(questionnaire: Questionnaire) -> str:
    """The text of a file from which `reader.read` makes the same questionnaire."""
    written = questionnaire.written()
    return "\n".join(["#:schema ./questionnaire.schema.json", *_lines("", written), ""])


def inline(value: Any) -> str:  # noqa: ANN401  # any value of the model
    """The value as TOML on one line: { item = "plan", answered = true }."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    # Strings, numbers and true are written in TOML as in JSON.
    return json.dumps(value, ensure_ascii=False)


def _lines(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a table, then the tables in it; `name` is its dotted name."""
    indent = "  " if "." in name and name in LISTS else ""
    tables: list[tuple[str, str, Mapping[str, Any]]] = []
    keys = list(table)
    if name == "sections.items":
        # What it is comes before what it says.
        keys.sort(key=lambda key: isinstance(table[key], (dict, list)))
    for key in keys:
        value = table[key]
        dotted = f"{name}.{key}" if name else key
        if dotted in LISTS:
            tables += [(f"[[{dotted}]]", dotted, one) for one in value]
        elif dotted in TABLES:
            tables.append((f"[{dotted}]", dotted, value))
        elif dotted in TABLES_BY_ID:
            tables += [(f"[{dotted}.{one}]", dotted, value[one]) for one in value]
        elif key == "options":
            yield f"{indent}options = ["
            yield from (f"{indent}  {inline(option)}," for option in value)
            yield f"{indent}]"
        else:
            yield f"{indent}{key} = {inline(value)}"
    for header, dotted, inner in tables:
        yield ""
        yield ("  " if "." in dotted else "") + header
        yield from _lines(dotted, inner)
