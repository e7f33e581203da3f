"""The JSON Schema of questionnaire files, by which an editor completes, explains and checks keys.

It is made from the models. Their `use_attribute_docstrings` would describe the keys too, but at
25 ms for every start, so the docstrings are read here. The schema is about structure alone: it
does not know whether ids exist or languages are complete.

It is written in draft 7, which nearly every editor understands: definitions are under
`definitions`, and a reference has no other key next to it.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from netztui.questionnaire import model
from netztui.questionnaire.model import QUESTIONNAIRE_FORMAT, Questionnaire

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """The schema of format 1, ready for `json.dumps`."""
    schema = Questionnaire.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    return {
        "$schema": DRAFT,
        "title": f"netztui questionnaire, format {QUESTIONNAIRE_FORMAT}",
        **_described(schema, Questionnaire),
        "definitions": {
            name: _described(definitions[name], owner)
            for owner in owners()
            if (name := owner.__name__) in definitions
        },
    }


@cache
def owners() -> tuple[type[BaseModel], ...]:
    """The models of all tables of a file, from the whole to its parts."""
    found: dict[type[BaseModel], None] = {}

    def visit(owner: type[BaseModel]) -> None:
        if owner not in found:
            found[owner] = None
            for field in owner.model_fields.values():
                for part in _models_in(field.annotation):
                    visit(part)

    visit(Questionnaire)
    return tuple(found)


def keys(owner: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as files have them."""
    return tuple(field.alias or name for name, field in owner.model_fields.items())


def descriptions(owner: type[BaseModel]) -> Mapping[str, str]:
    """The description of each key of a model, in the model's order."""
    documented: dict[str, str] = {}
    for base in reversed(owner.__mro__):
        documented |= _docstrings().get(base.__name__, {})
    names = zip(owner.model_fields, keys(owner), strict=True)
    return {key: documented[name] for name, key in names if name in documented}


@cache
def _docstrings() -> Mapping[str, Mapping[str, str]]:
    """The docstrings below the fields of the models, by class and field."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = {}
            for field, below in zip(node.body, node.body[1:], strict=False):
                match field, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str() as text)),
                    ):
                        found[node.name][name] = inspect.cleandoc(text).replace("\n", " ").strip()
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # any type hint
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


def _described(schema: dict[str, Any], owner: type[BaseModel]) -> dict[str, Any]:
    """pydantic's schema of a model, in draft 7 and with a description for each key."""
    properties: dict[str, Any] = schema.pop("properties", {})
    tidy: dict[str, Any] = _tidied(schema)
    for key, value in properties.items():
        part = _tidied(value)
        described = {"allOf": [part]} if "$ref" in part else part
        description = {"description": descriptions(owner)[key]}
        tidy.setdefault("properties", {})[key] = description | described
    return tidy


def _tidied(schema: Any) -> Any:  # noqa: ANN401  # any part of a schema
    """A part of the schema as TOML and draft 7 have it.

    TOML has no null: a key that may be None may be left out. Titles and empty defaults are of no
    use. Keys that match no pattern are not allowed.
    """
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidied(value) for key, value in schema.items() if key not in {"title", "$defs"}}
    choices = [part for part in tidy.get("anyOf", ()) if part != {"type": "null"}]
    if choices:
        del tidy["anyOf"]
        tidy |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    if not tidy.get("default", True):
        del tidy["default"]
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy
