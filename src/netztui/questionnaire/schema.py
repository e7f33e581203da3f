"""The JSON Schema of questionnaire files, by which an editor completes, explains and checks keys.

It is made from the models, so it can't say anything else than they do; each key is described by
the docstring below its field. Those are read from the source here, because as arguments of the
fields they would be carried along by every start of the program. The schema knows the structure
alone: what needs the whole file (ids that must exist, complete languages) is for `checks`.

It is written in draft 7, which nearly every editor understands: definitions stand under
`definitions`, and a reference has no other key beside it.
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
    made = Questionnaire.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    return {
        "$schema": DRAFT,
        "title": f"netztui questionnaire, format {QUESTIONNAIRE_FORMAT}",
        **_described(made, Questionnaire),
        "definitions": {
            name: _described(definitions[name], owner)
            for owner in owners()
            if (name := owner.__name__) in definitions
        },
    }


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


def descriptions(owner: type[BaseModel]) -> Mapping[str, str]:
    """What each key of a model is for, by the key as files write it, in the model's order."""
    written: dict[str, str] = {}
    for base in reversed(owner.__mro__):
        written |= _docstrings().get(base.__name__, {})
    return {
        field.alias or name: written[name]
        for name, field in owner.model_fields.items()
        if name in written
    }


@cache
def _docstrings() -> Mapping[str, Mapping[str, str]]:
    """The docstrings below the fields, by class and field, as the source of the models has them."""
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
                        found[node.name][name] = " ".join(text.split())
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  # any type hint
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


def _described(schema: dict[str, Any], owner: type[BaseModel]) -> dict[str, Any]:
    """What pydantic made of a model, in draft 7 and with a description for each key."""
    properties: dict[str, Any] = schema.pop("properties", {})
    tidy: dict[str, Any] = _tidied(schema)
    if properties:
        told = descriptions(owner)
        tidy["properties"] = {
            key: _with_description(_tidied(value), told[key]) for key, value in properties.items()
        }
    return tidy


def _with_description(schema: dict[str, Any], description: str) -> dict[str, Any]:
    if "$ref" in schema:
        return {"description": description, "allOf": [schema]}
    return {"description": description, **schema}


def _tidied(schema: Any) -> Any:  # noqa: ANN401  # any part of a schema
    """A part of the schema as TOML and draft 7 have it.

    TOML knows no null, so a key that may be None may be left out, and that is all; nor is nothing
    worth telling as a default. Titles only repeat the keys. Keys that fit no pattern fit nothing.
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
