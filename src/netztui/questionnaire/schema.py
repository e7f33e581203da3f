"""The JSON Schema of questionnaire files, by which an editor completes, explains and checks keys.

It is made from the models. Their `use_attribute_docstrings` would describe the keys too, but at
25 ms for every start, so the docstrings are read here. The schema is about structure alone: it
does not know whether ids exist or languages are complete.

It is written in draft 7, which nearly every editor understands: definitions are under
`definitions`, and a reference has no other key next to it.
"""

import ast
import inspect
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from netztui.questionnaire import basics, model, result_texts
from netztui.questionnaire.model import OPTION_LIMIT, QUESTIONNAIRE_FORMAT
from netztui.questionnaire.validation.reader import validator

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """The schema of format 1, ready for `json.dumps`."""
    schema = _tidied(validator().json_schema(ref_template="#/definitions/{model}"))
    definitions = schema.pop("$defs")
    items = definitions["Section"]["properties"]["items"]
    items["items"] = _by_kind(items["items"]["oneOf"], definitions)
    descriptions = _descriptions()
    for name, table in {**definitions, "Questionnaire": schema}.items():
        for key, value in table.get("properties", {}).items():
            described = {"allOf": [value]} if "$ref" in value else value
            table["properties"][key] = {"description": descriptions[name][key], **described}
    for name in ("ResponseScale", "ChoiceItem", "ChoicesItem"):
        definitions[name]["properties"]["options"]["maxItems"] = OPTION_LIMIT
    for table in (schema, *definitions.values()):
        _require_unless_misspelt(table)
    title = f"netztui questionnaire, format {QUESTIONNAIRE_FORMAT}"
    return {"$schema": DRAFT, "title": title, **schema, "definitions": definitions}


def _by_kind(kinds: Sequence[Mapping[str, str]], definitions: Any) -> dict[str, Any]:  # noqa: ANN401
    """The schema of an item, in which a mistake is an error of the item's own kind alone.

    Taplo completes and explains keys by `anyOf` but not by `then`, hence one that is always true.
    """
    rules = {}
    for reference in kinds:
        definition = definitions[reference["$ref"].rpartition("/")[2]]
        kind = {"kind": definition["properties"]["kind"]}
        needed = [key for key in definition["required"] if key in kind]
        own = {"type": "object", "properties": kind, "required": needed}
        rules[kind["kind"]["const"]] = {"if": own, "then": reference}
    known = {"type": "object", "properties": {"kind": {"enum": [*rules]}}}
    return {**known, "allOf": [*rules.values()], "anyOf": [True, *kinds]}


def _require_unless_misspelt(table: dict[str, Any]) -> None:
    """Have a table without its required keys refused only if all keys that it has are known.

    Otherwise one of those is probably the missing one, misspelt, and would be two errors.
    """
    if "required" in table:
        table["if"] = {"propertyNames": {"enum": [*table["properties"]]}}
        table["then"] = {"required": table.pop("required")}


def _descriptions() -> Mapping[str, Mapping[str, str]]:
    """The docstrings below the fields of the models, by class and key."""
    found: dict[str, dict[str, str]] = {}
    modules = (basics, result_texts, model)
    for node in ast.parse("\n".join(map(inspect.getsource, modules))).body:
        if isinstance(node, ast.ClassDef) and node.bases:
            own = {
                field.target.id.rstrip("_"): " ".join(below.value.value.split())
                for field, below in pairwise(node.body)
                if isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
                and isinstance(below.value.value, str)
            }
            found[node.name] = found.get(ast.unparse(node.bases[0]), {}) | own
    return found


def _tidied(schema: Any) -> Any:  # noqa: ANN401  # any part of a schema
    """A part of the schema as TOML and draft 7 have it.

    TOML has no null: a key that may be None may be left out. Titles and empty defaults are of no
    use. Keys that match no pattern are not allowed.
    """
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {
        key: _tidied(value)
        for key, value in schema.items()
        if key != "title" or not isinstance(value, str)
    }
    choices = [part for part in tidy.get("anyOf", ()) if part != {"type": "null"}]
    if choices:
        del tidy["anyOf"]
        tidy |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    if tidy.get("default", 0) in (None, [], {}):
        del tidy["default"]
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy
