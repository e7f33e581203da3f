"""Write the reference of all keys into docs/questionnaires.md, from the models.

    python docs/keys.py

A test fails if it has not been run after a change of the models.
"""

from pathlib import Path
from typing import Any

from netztui.questionnaire.schema import json_schema

PAGE = Path(__file__).with_name("questionnaires.md")
BEGINS = "<!-- The keys: written by `python docs/keys.py`; please don't edit them by hand. -->"
ENDS = "<!-- End of the keys. -->"

HEADINGS = {
    "Questionnaire": "The file",
    "Text": "A text",
    "ResponseScale": "`[response_scales.ID]`",
    "Option": "An option",
    "Facet": "`[facets.ID]`",
    "Scale": "`[scales.ID]`",
    "Axis": "`[axis]`",
    "Calibration": "`[axis.calibration]`",
    "Networks": "`[networks]`",
    "NetworkAdvice": "`[[networks.advice]]`",
    "Section": "`[[sections]]`",
    "Condition": "A condition",
    "RatingItem": '`[[sections.items]]`, `kind = "rating"`',
    "ChoiceItem": '`[[sections.items]]`, `kind = "choice"`',
    "ChoicesItem": '`[[sections.items]]`, `kind = "choices"`',
    "NumberItem": '`[[sections.items]]`, `kind = "number"`',
    "TextItem": '`[[sections.items]]`, `kind = "text"`',
    "Placement": "`[[placements]]`",
    "Advice": "`[[advice]]`",
    "Prompt": "`[[prompts]]`",
}
NAMES = {"Text": "text", "Option": "option", "Condition": "condition", "Calibration": "table"}


def reference() -> str:
    """Every table with its keys, as Markdown."""
    schema = json_schema()
    parts = []
    for name, heading in HEADINGS.items():
        described = schema if name == "Questionnaire" else schema["definitions"][name]
        parts += ["", f"### {heading}", "", described["description"]]
        if properties := described.get("properties"):
            needed = described.get("then", {}).get("required", [])
            parts += ["", "| key | value | what it is for |", "| --- | --- | --- |"]
            for key, value in properties.items():
                must = " (required)" if key in needed else ""
                parts.append(f"| `{key}` | {_value(value)}{must} | {value['description']} |")
    return "\n".join(parts).strip()


def with_reference(page: str) -> str:
    """The page with the current reference."""
    before, _begins, rest = page.partition(BEGINS)
    _old, _ends, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{reference()}\n\n{ENDS}{after}"


def _value(schema: dict[str, Any]) -> str:
    """The value that the key takes."""
    text = _kind(schema)
    if "default" in schema:
        default = schema["default"]
        written = f'"{default}"' if isinstance(default, str) else str(default).lower()
        text += f"; `{written}` by default"
    return text


def _kind(schema: dict[str, Any]) -> str:  # noqa: PLR0911  # one line for each kind of value
    if "allOf" in schema or "$ref" in schema:
        name = (schema.get("allOf") or [schema])[0]["$ref"].rpartition("/")[2]
        return NAMES.get(name, "table")
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " or ".join(f'`"{value}"`' for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(part) for part in reversed(schema["anyOf"]))
    match schema.get("type"):
        case "array":
            return "list of " + _plural(schema["items"])
        case "object":
            return "table by id"
        case "boolean":
            return "true or false"
        case "integer":
            return "whole number" + _bounds(schema)
        case "number":
            return "number" + _bounds(schema)
    return "id" if "[a-z0-9]+(-" in schema.get("pattern", "") else "word"


def _plural(items: dict[str, Any]) -> str:
    if "allOf" in items or "$ref" in items:
        name = items.get("$ref", "/item").rpartition("/")[2]
        return {"Option": "options", "Condition": "conditions"}.get(name, "tables")
    return "language codes" if "{2,3}" in items.get("pattern", "") else "ids"


def _bounds(schema: dict[str, Any]) -> str:
    bounds = []
    for key, word in (
        ("minimum", "at least"),
        ("exclusiveMinimum", "above"),
        ("maximum", "at most"),
        ("exclusiveMaximum", "below"),
    ):
        if key in schema:
            limit = schema[key]
            bounds.append(f"{word} {int(limit) if limit == int(limit) else limit}")
    return f", {', '.join(bounds)}" if bounds else ""


if __name__ == "__main__":
    PAGE.write_text(with_reference(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
